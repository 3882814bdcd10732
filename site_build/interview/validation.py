"""The one validation of an answer, for every prompt, file, flag, workbook and form."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable

from site_build.content.documents import Json
from site_build.content.model import DONT_KNOW, NO, YES, Choice, Content, Question
from site_build.interview import municipalities
from site_build.interview.parts import below
from site_build.interview.typed import InvalidAnswer, is_date, read_date, read_number, same_words
from site_build.interview.wording import dutch_number

__all__ = ["MAX_TEXT", "InvalidAnswer", "clean_text", "clip", "find_choice", "is_date", "validate"]

MAX_TEXT = 5000
_YES, _NO = ("ja", "j", "x", "1", "yes", "y", "waar", "true"), ("nee", "n", "0", "no", "onwaar", "false")


# What nobody sees, or what YAML and terminals cannot carry: control characters (but tab and newline),
# separators that YAML folds, invisible and direction marks, surrogates and non-characters.
@functools.cache
def _control() -> re.Pattern[str]:
    return re.compile(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufdd0-\ufdef\ufeff"
        "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f"
        + "".join(chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF)) + "]")


def validate(question: Question, raw: object, content: Content) -> Json:
    """Return the canonical value of an answer (text from a prompt, or a value from a file).

    Raises InvalidAnswer with a Dutch message. `onbekend` is accepted where the question allows it.
    """
    if isinstance(raw, str):
        raw = raw.strip()
        if same_words(raw) in (DONT_KNOW, "weet ik niet", "weet niet"):
            if question.unknown:
                return DONT_KNOW
            raise InvalidAnswer("Deze vraag heeft een antwoord nodig; 'weet ik niet' kan hier niet.")
    return _CHECKS[question.type](question, raw, content)


def clean_text(raw: str) -> str:
    """Return text normalised, or raise InvalidAnswer where it holds invisible signs or is too long."""
    text = unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\r", "\n").strip())
    if len(text) > MAX_TEXT:
        raise InvalidAnswer(f"Dit antwoord is te lang ({len(text)} tekens). Gebruik hooguit {MAX_TEXT} tekens.")
    if _control().search(text):
        raise InvalidAnswer("In dit antwoord staat een teken dat niet te zien is. Typ het antwoord opnieuw.")
    return text


def find_choice(question: Question, raw: object) -> Choice | None:
    """Return the choice with this id, earlier id or label; an id goes before a label, and exactly the same before nearly.

    Case, hard spaces and a full stop at the end are forgiven where only one choice then fits.
    """
    for matches in (lambda c: raw == c.id, lambda c: raw in c.was, lambda c: raw == c.label):
        for choice in question.choices:
            if matches(choice):
                return choice
    if not isinstance(raw, str):
        return None
    typed = same_words(raw)
    near = [c for c in question.choices if not c.retired and typed in (same_words(c.label), same_words(c.id))]
    return near[0] if len(near) == 1 else None


def _text(question: Question, raw: object, content: Content) -> str:
    if not isinstance(raw, (str, int, float)) or isinstance(raw, bool):
        raise InvalidAnswer(f"Vul tekst in.{_example(question)}")
    text = clean_text(str(raw))
    if not text:
        raise InvalidAnswer("Vul iets in, of kies 'weet ik niet'." if question.unknown else f"Vul iets in.{_example(question)}")
    return text


def _number(question: Question, raw: object, content: Content) -> int | float:
    value = read_number(raw, question.example)
    if question.min is not None and value < question.min:
        raise InvalidAnswer(f"Vul een getal in van minstens {dutch_number(question.min)}.{_example(question)}")
    if question.max is not None and value > question.max:
        raise InvalidAnswer(f"Vul een getal in van hooguit {dutch_number(question.max)}.{_example(question)}")
    if isinstance(value, int):
        return value
    rounded = round(value, question.decimals)
    if rounded != value:
        digits = "cijfers" if question.decimals > 1 else "cijfer"
        kind = f"een getal met hooguit {question.decimals} {digits} achter de komma" if question.decimals else "een heel getal"
        raise InvalidAnswer(f"Vul {kind} in.{_example(question)}")
    return int(rounded) if rounded == int(rounded) else rounded


def _date(question: Question, raw: object, content: Content) -> str:
    return read_date(raw, question.example).isoformat()


def _yes_no(question: Question, raw: object, content: Content) -> str:
    text = f"{raw:g}" if isinstance(raw, (int, float)) else same_words(str(raw))
    if text in _YES:
        return YES
    if text in _NO:
        return NO
    raise InvalidAnswer("Kies ja of nee.")


def _choice(question: Question, raw: object, content: Content) -> str:
    choice = find_choice(question, raw)
    if choice is None or choice.retired:
        live = ", ".join(c.id for c in question.choices if not c.retired)
        raise InvalidAnswer(f"'{clip(raw)}' is geen antwoord op deze vraag. Kies uit: {live}.")
    return choice.id


def _choices(question: Question, raw: object, content: Content) -> list[str]:
    if isinstance(raw, str):
        raw = [raw] if find_choice(question, raw) else [part.strip() for part in raw.split(";") if part.strip()]
    if not isinstance(raw, (list, tuple)):
        raise InvalidAnswer("Geef een lijst van antwoorden.")
    chosen = {_choice(question, item, content) for item in raw}
    if question.none and question.none in chosen and len(chosen) > 1:
        label = next(c.label for c in question.choices if c.id == question.none)
        raise InvalidAnswer(f"'{label}' gaat niet samen met een ander antwoord.")
    if not chosen:
        raise InvalidAnswer("Kies minstens één antwoord" + (", of kies 'weet ik niet'." if question.unknown else "."))
    return [c.id for c in question.choices if c.id in chosen]


def _scale(question: Question, raw: object, content: Content) -> int:
    try:
        value = read_number(raw)
    except InvalidAnswer:
        value = 0
    if value in (1, 2, 3, 4, 5):
        return int(value)
    raise InvalidAnswer("Kies een cijfer van 1 tot en met 5.")


def _municipality(question: Question, raw: object, content: Content) -> str:
    raw = f"{raw:g}" if isinstance(raw, (int, float)) and not isinstance(raw, bool) else raw  # 0080 that a spreadsheet made into 80
    if content.worked and raw == content.worked.municipality.code:  # of the worked case: nobody finds it by its name
        return content.worked.municipality.code
    found = municipalities.exact(municipalities.options(content.municipalities, content.municipality_names), raw) if isinstance(raw, str) else []
    if len(found) == 1:
        return found[0].code
    if found:
        both = " of ".join(f"{option.code} ({option.label})" for option in found)
        divided = next((n for n in content.municipality_names if n.merged and municipalities.fold(n.name) == municipalities.fold(str(raw))), None)
        if divided:
            raise InvalidAnswer(f"De gemeente {divided.name} is in {divided.merged} verdeeld. Vul de CBS-code van uw gemeente in: {both}.")
        raise InvalidAnswer(f"Er zijn {len(found)} gemeenten die '{clip(raw)}' heten. Vul de CBS-code in: {both}.")
    raise InvalidAnswer(f"De gemeente '{clip(raw)}' bestaat niet. Vul de CBS-code in, bijvoorbeeld GM0080 (Leeuwarden).")


def _list(question: Question, raw: object, content: Content) -> list[dict[str, Json]]:
    noun = question.item or "regel"
    if not isinstance(raw, (list, tuple)):
        raise InvalidAnswer(f"Geef een lijst; elke {noun} begint met een streepje.")
    entries = []
    parts = {part.id: part for part in question.parts if not part.retired}
    for number, entry in enumerate(raw, start=1):
        if not isinstance(entry, dict):
            raise InvalidAnswer(f"{noun} {number} heeft geen onderdelen.")
        values: dict[str, Json] = {}
        for key, value in entry.items():
            if key not in parts:
                raise InvalidAnswer(f"'{clip(key)}' hoort niet bij een {noun}. Kies uit: {', '.join(parts)}.")
            if value is not None:
                try:
                    values[key] = validate(parts[key], value, content)
                except InvalidAnswer as error:
                    raise InvalidAnswer(f"{noun} {number}, {parts[key].ask} {error}") from None
        for key, value in values.items():
            check_bound(parts[key], value, values, f"{noun} {number}, {parts[key].ask} ")
        entries.append({key: values[key] for key in parts if key in values})
    return [entry for entry in entries if entry]


_CHECKS: dict[str, Callable[[Question, object, Content], Json]] = {
    "text": _text, "number": _number, "date": _date, "yes_no": _yes_no, "choice": _choice, "choices": _choices,
    "scale": _scale, "municipality": _municipality, "list": _list,
}


def check_bound(part: Question, value: Json, entry: dict[str, Json], where: str = "") -> None:
    """Raise InvalidAnswer where a part of an entry is lower than the part that it may not be lower than."""
    bound = below(part, value, entry)
    if bound is not None:
        raise InvalidAnswer(f"{where}Dit is lager dan de lage schatting ({dutch_number(bound)}). "
                            f"Vul {dutch_number(bound)} of meer in, of verander eerst de lage schatting.")


def _example(question: Question) -> str:
    return f" Bijvoorbeeld: {question.example}." if question.example else ""


def clip(raw: object) -> str:
    """Return something as text of at most 60 characters, for a message."""
    text = " ".join(_control().sub("", str(raw)).split())
    return text if len(text) <= 60 else f"{text[:57]}…"
