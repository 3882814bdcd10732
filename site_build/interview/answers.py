"""Answers: read, write and validate; the one validation for every way in.

An answer is a value, `onbekend` (DONT_KNOW), or absent. The file is YAML with the question as a
comment above each answer, in the order of the questionnaire.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
import secrets
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from site_build.content.documents import Mapping, Sequence, read_yaml
from site_build.content.model import DONT_KNOW, NO, YES, Choice, Content, Question
from site_build.errors import ContentError, HandbookError, Place, Problem

FILE_VERSION = 1
MAX_TEXT = 5000
STATUSES = ("open", "bezig", "klaar", "vervallen")


@dataclass(frozen=True)
class Sheet:
    """The statements as one person filled them in: 1 to 5, `onbekend` or `nvt` per statement id."""

    role: str
    answers: dict[str, int | str] = field(default_factory=dict)
    agreed: bool = False  # the person agrees that a role with fewer than three people is shown


@dataclass(frozen=True)
class PlanEntry:
    """What somebody set for an action: owner, date (ISO) and status."""

    owner: str = ""
    date: str = ""
    status: str = "open"


@dataclass(frozen=True)
class Answers:
    """What a municipality keeps; `values` holds an answer per question id, hidden ones included."""

    handbook: str
    date: str  # ISO; the day everything is computed for
    values: dict[str, Any] = field(default_factory=dict)
    version: int = FILE_VERSION
    statements: tuple[Sheet, ...] = ()
    plan: dict[str, PlanEntry] = field(default_factory=dict)
    moments: dict[str, str] = field(default_factory=dict)  # moment id -> ISO date, or 'vervalt'
    kept: dict[str, Any] = field(default_factory=dict)  # answers to questions that no longer exist

    @property
    def today(self) -> dt.date:
        """The day everything is computed for."""
        return dt.date.fromisoformat(self.date)

    def with_value(self, id: str, value: Any) -> Answers:
        """Return a copy with one answer set; None removes it."""
        values = {**self.values, id: value}
        if value is None:
            del values[id]
        return dataclasses.replace(self, values=values)


def new_answers(date: dt.date, content: Content) -> Answers:
    """Return empty answers with a fresh random handbook id."""
    return Answers(handbook=f"hb-{secrets.token_hex(4)}", date=date.isoformat(), version=content.edition.version)


# --- validation ---------------------------------------------------------------------------


class InvalidAnswer(HandbookError):
    """An answer does not fit its question; the message says what is wrong and gives an example."""


_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_DUTCH_DATE = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})\Z")
_MONTHS = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
           "november", "december")
_DUTCH_WORDS = re.compile(rf"(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})\Z")


def validate(question: Question, raw: Any, content: Content) -> Any:
    """Return the canonical value of an answer (text from a prompt, or a value from a file).

    Raises InvalidAnswer with a Dutch message. `onbekend` is accepted where the question allows it.
    """
    if isinstance(raw, str):
        raw = raw.strip()
    if raw in (DONT_KNOW, "weet ik niet", "Weet ik niet"):
        if question.unknown:
            return DONT_KNOW
        raise InvalidAnswer("Deze vraag heeft een antwoord nodig; 'weet ik niet' kan hier niet.")
    check = _CHECKS[question.type]
    return check(question, raw, content)


def _text(question: Question, raw: Any, content: Content) -> str:
    if not isinstance(raw, (str, int, float)) or isinstance(raw, bool):
        raise InvalidAnswer(f"Vul tekst in.{_example(question)}")
    text = unicodedata.normalize("NFC", str(raw)).replace("\r\n", "\n").strip()
    if _CONTROL.search(text.replace("\n", " ")):
        raise InvalidAnswer("In dit antwoord staat een teken dat niet te zien is. Typ het antwoord opnieuw.")
    if len(text) > MAX_TEXT:
        raise InvalidAnswer(f"Dit antwoord is te lang ({len(text)} tekens). Gebruik hooguit {MAX_TEXT} tekens.")
    if not text:
        raise InvalidAnswer("Vul iets in, of kies 'weet ik niet'.")
    return text


def _number(question: Question, raw: Any, content: Content) -> int | float:
    value = _parse_number(raw) if isinstance(raw, str) else raw
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value != value or abs(value) == float("inf"):
        raise InvalidAnswer(f"Vul een getal in.{_example(question)}")
    if question.min is not None and value < question.min:
        raise InvalidAnswer(f"Vul een getal in van minstens {dutch_number(question.min)}.{_example(question)}")
    if question.max is not None and value > question.max:
        raise InvalidAnswer(f"Vul een getal in van hooguit {dutch_number(question.max)}.{_example(question)}")
    rounded = round(float(value), question.decimals)
    if rounded != value:
        kind = "een heel getal" if not question.decimals else f"een getal met hooguit {question.decimals} cijfer achter de komma"
        raise InvalidAnswer(f"Vul {kind} in.{_example(question)}")
    return int(rounded) if rounded == int(rounded) else rounded


def _parse_number(text: str) -> float | None:
    text = text.replace("€", "").replace("%", "").replace("\u00a0", "").replace(" ", "")
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d+)?", text):
        text = text.replace(".", "")
    if not re.fullmatch(r"-?\d+([.,]\d+)?", text):
        return None
    number = float(text.replace(",", "."))
    return int(number) if number == int(number) else number


def _date(question: Question, raw: Any, content: Content) -> str:
    text = raw.isoformat()[:10] if isinstance(raw, (dt.date, dt.datetime)) else str(raw).strip().lower()
    match, words = _DUTCH_DATE.match(text), _DUTCH_WORDS.match(text)
    try:
        if match:
            day, month, year = (int(part) for part in match.groups())
            return dt.date(year, month, day).isoformat()
        if words:
            return dt.date(int(words[3]), _MONTHS.index(words[2]) + 1, int(words[1])).isoformat()
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        raise InvalidAnswer(f"De datum '{text}' bestaat niet.{_example(question)}") from None
    raise InvalidAnswer(f"Vul een datum in als dag-maand-jaar.{_example(question)}")


def _yes_no(question: Question, raw: Any, content: Content) -> str:
    text = str(raw).lower()
    if raw is True or text in ("ja", "j"):
        return YES
    if raw is False or text in ("nee", "n"):
        return NO
    raise InvalidAnswer("Kies ja of nee.")


def find_choice(question: Question, raw: Any) -> Choice | None:
    """Return the choice with this id, earlier id or label."""
    for choice in question.choices:
        if raw in (choice.id, choice.label) or raw in choice.was:
            return choice
    return None


def _choice(question: Question, raw: Any, content: Content) -> str:
    choice = find_choice(question, raw)
    if choice is None or choice.retired:
        live = ", ".join(c.id for c in question.choices if not c.retired)
        raise InvalidAnswer(f"'{_clip(raw)}' is geen antwoord op deze vraag. Kies uit: {live}.")
    return choice.id


def _choices(question: Question, raw: Any, content: Content) -> list[str]:
    if isinstance(raw, str):
        raw = [part.strip() for part in raw.split(";")] if ";" in raw else [raw]
    if not isinstance(raw, (list, tuple)):
        raise InvalidAnswer("Geef een lijst van antwoorden.")
    chosen = {_choice(question, item, content) for item in raw}
    if question.none and question.none in chosen and len(chosen) > 1:
        label = next(c.label for c in question.choices if c.id == question.none)
        raise InvalidAnswer(f"'{label}' gaat niet samen met een ander antwoord.")
    if not chosen:
        raise InvalidAnswer("Kies minstens één antwoord, of kies 'weet ik niet'.")
    return [c.id for c in question.choices if c.id in chosen]


def _scale(question: Question, raw: Any, content: Content) -> int:
    value = _parse_number(raw) if isinstance(raw, str) else raw
    if value in (1, 2, 3, 4, 5) and not isinstance(value, bool):
        return int(value)
    raise InvalidAnswer("Kies een cijfer van 1 tot en met 5.")


def _municipality(question: Question, raw: Any, content: Content) -> str:
    for municipality in content.municipalities:
        if raw == municipality.code or str(raw).casefold() in (municipality.name.casefold(), shown_name(municipality.name).casefold()):
            if raw != municipality.code and len(_same_name(municipality.name, content)) > 1:
                break
            return municipality.code
    raise InvalidAnswer(f"De gemeente '{_clip(raw)}' bestaat niet. Vul de CBS-code in, bijvoorbeeld GM0080 (Leeuwarden).")


def _same_name(name: str, content: Content) -> list[str]:
    return [m.code for m in content.municipalities if shown_name(m.name) == shown_name(name)]


def shown_name(name: str) -> str:
    """Return a municipality's name without CBS's addition, as in 'Hengelo (O.)'."""
    return re.sub(r" \([^)]*\)$", "", name)


def _list(question: Question, raw: Any, content: Content) -> list[dict[str, Any]]:
    if not isinstance(raw, (list, tuple)):
        raise InvalidAnswer(f"Geef een lijst; elke {question.item or 'regel'} begint met een streepje.")
    entries = []
    parts = {part.id: part for part in question.parts}
    for number, entry in enumerate(raw, start=1):
        if not isinstance(entry, dict):
            raise InvalidAnswer(f"{question.item or 'regel'} {number} heeft geen onderdelen.")
        values: dict[str, Any] = {}
        for key, value in entry.items():
            if key not in parts:
                raise InvalidAnswer(f"'{_clip(key)}' hoort niet bij een {question.item}. Kies uit: {', '.join(parts)}.")
            if value is not None:
                try:
                    values[key] = validate(parts[key], value, content)
                except InvalidAnswer as error:
                    raise InvalidAnswer(f"{question.item or 'regel'} {number}, {parts[key].ask} {error}") from None
        entries.append({key: values[key] for key in parts if key in values})
    return [entry for entry in entries if entry]


_CHECKS = {"text": _text, "number": _number, "date": _date, "yes_no": _yes_no, "choice": _choice, "choices": _choices,
           "scale": _scale, "municipality": _municipality, "list": _list}


def _example(question: Question) -> str:
    return f" Bijvoorbeeld: {question.example}." if question.example else ""


def _clip(raw: Any) -> str:
    text = str(raw)
    return text if len(text) <= 60 else f"{text[:57]}…"


def dutch_number(value: float) -> str:
    """Return a number as the Dutch write it: 31.850 or 4,5."""
    whole = f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0")
    return whole.replace(",", "\0").replace(".", ",").replace("\0", ".")


def dutch_date(iso: str) -> str:
    """Return an ISO date as '1 februari 2027'."""
    date = dt.date.fromisoformat(iso)
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


# --- reading ------------------------------------------------------------------------------


def read_answers(text: str, file: str, content: Content) -> Answers:
    """Read an answers file, through renamed ids; raises ContentError with every problem.

    Answers to questions or choices that were retired are kept in `kept` and used by nothing.
    """
    data, problems = read_yaml(text.removeprefix("\ufeff"), file)
    if problems:
        raise ContentError(problems)
    if not isinstance(data, Mapping):
        raise ContentError([Problem(Place(file, 1, 1), "antwoorden-vorm", "Dit is geen antwoordenbestand.",
                                    "Begin met version, handbook, date en answers; zie examples/ voor een voorbeeld.")])
    return _AnswersReader(data, file, content).read()


_KEYS = {"version", "handbook", "date", "answers", "statements", "plan", "moments", "kept"}


class _AnswersReader:
    def __init__(self, data: Mapping, file: str, content: Content) -> None:
        self.data, self.file, self.content = data, file, content
        self.problems: list[Problem] = []
        self.kept: dict[str, Any] = dict(_plain(data.get("kept") or {}))

    def read(self) -> Answers:
        data = self.data
        for key in data:
            if key not in _KEYS:
                self._add(data.place_of(key), "onbekende-naam", f"De naam '{_clip(key)}' hoort niet in een antwoordenbestand.",
                          f"Kies uit: {', '.join(sorted(_KEYS))}.")
        version = data.get("version", 1)
        if not isinstance(version, int):
            self._add(data.place_of("version"), "versie", "De versie is geen getal.", "Schrijf: version: 1.")
        elif version > self.content.edition.version:
            self._add(data.place_of("version"), "versie-nieuwer",
                      f"Dit bestand is gemaakt met een nieuwere vragenlijst (versie {version}); u gebruikt versie {self.content.edition.version}.",
                      "Werk handreiking bij en probeer het opnieuw.")
        handbook = data.get("handbook") or ""
        if not re.fullmatch(r"hb-[a-z0-9-]{4,40}", str(handbook)):
            self._add(data.place_of("handbook"), "handboek-id", "De id van het handboek ontbreekt of klopt niet.",
                      "Schrijf bijvoorbeeld: handbook: hb-7f3a91c2.")
        date = str(data.get("date") or "")
        try:
            dt.date.fromisoformat(date)
        except ValueError:
            self._add(data.place_of("date"), "datum", "De datum ontbreekt of klopt niet.", "Schrijf bijvoorbeeld: date: 2026-11-24.")
        values = self._values(data.get("answers"), data.place_of("answers"))
        statements = self._statements(data.get("statements"), data.place_of("statements"))
        plan = self._plan(data.get("plan"), data.place_of("plan"))
        moments = self._moments(data.get("moments"), data.place_of("moments"))
        if self.problems:
            raise ContentError(self.problems)
        return Answers(handbook, date, values, self.content.edition.version, statements, plan, moments, self.kept)

    def _values(self, raw: Any, place: Place) -> dict[str, Any]:
        if raw is None:
            return {}
        if not isinstance(raw, Mapping):
            self._add(place, "antwoorden-vorm", "'answers' hoort per regel een vraag en een antwoord te hebben.", "Schrijf: fase: voorbereiden.")
            return {}
        everything = {q.id: q for section in self.content.sections for q in section.questions}
        renamed = {old: q for q in everything.values() for old in q.was}
        found: dict[str, Any] = {}
        for key, value in raw.items():
            question = everything.get(key) or renamed.get(key)
            if question is None:
                self._add(raw.place_of(key), "onbekende-vraag", f"De vraag '{_clip(key)}' bestaat niet.", self._nearest(key, everything))
            elif question.retired:
                self.kept[key] = _plain(value)
            elif value is not None:
                self._value(question, key, value, raw.place_of(key), found)
        return {id: found[id] for id in everything if id in found}

    def _value(self, question: Question, key: str, value: Any, place: Place, found: dict[str, Any]) -> None:
        value = _plain(value)
        value, gone = self._without_retired(question, value)
        if gone:
            self.kept[key] = gone
        if value is None:
            return
        try:
            found[question.id] = validate(question, value, self.content)
        except InvalidAnswer as error:
            self._add(place, "antwoord", f"{question.ask} {error}", "")

    def _without_retired(self, question: Question, value: Any) -> tuple[Any, Any]:
        """Split an answer into what still exists and what was retired (carried over where `instead` names a choice)."""
        if question.type not in ("choice", "choices") or value == DONT_KNOW:
            return value, None
        single = question.type == "choice"
        live, gone = [], []
        for item in [value] if single else list(value) if isinstance(value, list) else [value]:
            choice = find_choice(question, item)
            if choice is None or not choice.retired:
                live.append(item)
            elif question.choice(choice.instead):
                live.append(choice.instead)
            else:
                gone.append(item)
        if not gone:
            return (live[0] if single else live), None
        return (None if single or not live else live), (gone[0] if single else gone)

    def _statements(self, raw: Any, place: Place) -> tuple[Sheet, ...]:
        if raw is None:
            return ()
        if not isinstance(raw, Sequence):
            self._add(place, "stellingen", "'statements' hoort een lijst te zijn, met per invuller een rol en antwoorden.", "")
            return ()
        ids = {s.id for s in self.content.statements}
        sheets = []
        for index, entry in enumerate(raw):
            where = raw.place_of(index)
            if not isinstance(entry, Mapping) or not isinstance(entry.get("role"), str) or not isinstance(entry.get("answers"), Mapping):
                self._add(where, "stellingen", "Een invuller heeft een rol (role) en antwoorden (answers) nodig.", "")
                continue
            answers: dict[str, int | str] = {}
            for key, value in entry["answers"].items():
                at = entry["answers"].place_of(key)
                if key not in ids:
                    self._add(at, "onbekende-stelling", f"De stelling '{_clip(key)}' bestaat niet.", "Kies een id als d3-1.")
                elif value not in (1, 2, 3, 4, 5, DONT_KNOW, "nvt") or isinstance(value, bool):
                    self._add(at, "stelling-antwoord", f"'{_clip(value)}' is geen antwoord op een stelling.", "Kies 1, 2, 3, 4, 5, onbekend of nvt.")
                else:
                    answers[key] = value
            sheets.append(Sheet(entry["role"], answers, entry.get("agreed") is True))
        return tuple(sheets)

    def _plan(self, raw: Any, place: Place) -> dict[str, PlanEntry]:
        if not raw:
            return {}
        if not isinstance(raw, Mapping):
            self._add(place, "plan", "'plan' hoort per actie een eigenaar, datum of status te hebben.", "")
            return {}
        renamed = {old: a.id for a in self.content.actions for old in a.was}
        known = {a.id for a in self.content.actions if not a.retired}
        plan: dict[str, PlanEntry] = {}
        for key, entry in raw.items():
            where, id = raw.place_of(key), renamed.get(key, key)
            if id not in known:
                self.kept.setdefault("plan", {})[key] = _plain(entry)
                continue
            if not isinstance(entry, Mapping) or set(entry) - {"owner", "date", "status"}:
                self._add(where, "plan", f"Bij actie '{key}' mogen alleen owner, date en status staan.", "")
                continue
            plan[id] = self._entry(entry, where)
        return plan

    def _entry(self, entry: Mapping, place: Place) -> PlanEntry:
        status = str(entry.get("status") or "open")
        date = str(entry.get("date") or "")
        if status not in STATUSES:
            self._add(place, "status", f"'{_clip(status)}' is geen status.", f"Kies uit: {', '.join(STATUSES)}.")
        if date and not _is_date(date):
            self._add(place, "datum", f"'{_clip(date)}' is geen datum.", "Schrijf bijvoorbeeld: 2027-02-01.")
        return PlanEntry(str(entry.get("owner") or ""), date, status)

    def _moments(self, raw: Any, place: Place) -> dict[str, str]:
        if not raw:
            return {}
        if not isinstance(raw, Mapping):
            self._add(place, "momenten", "'moments' hoort per beslismoment een datum te hebben.", "")
            return {}
        known = {m.id for m in self.content.moments}
        moments = {}
        for key, value in raw.items():
            if key not in known:
                self._add(raw.place_of(key), "moment", f"Het beslismoment '{_clip(key)}' bestaat niet.", f"Kies uit: {', '.join(sorted(known))}.")
            elif value != "vervalt" and not _is_date(str(value)):
                self._add(raw.place_of(key), "datum", f"'{_clip(value)}' is geen datum.", "Schrijf bijvoorbeeld: 2027-02-01, of vervalt.")
            else:
                moments[key] = str(value)
        return moments

    def _nearest(self, key: str, known: dict[str, Any]) -> str:
        import difflib

        close = difflib.get_close_matches(key, known, n=1)
        return f"Bedoelt u '{close[0]}'?" if close else "Kijk in guide/questionnaire/ welke vragen er zijn."

    def _add(self, place: Place, code: str, message: str, remedy: str) -> None:
        self.problems.append(Problem(place, code, message, remedy))


def _is_date(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value


def ask_again(answers: Answers, content: Content) -> list[str]:
    """Return Dutch lines on kept answers that could not be carried over."""
    lines = []
    for id in answers.kept:
        if id == "plan":
            continue
        question = next((q for s in content.sections for q in s.questions if id == q.id or id in q.was), None)
        if question is None:
            continue
        if question.retired:
            instead = content.questions.get(question.instead)
            hint = f"Beantwoord in plaats daarvan: {instead.ask}" if instead else question.instead
            lines.append(f"De vraag '{question.ask}' is vervallen. {hint}".strip())
        else:
            lines.append(f"Een antwoord op '{question.ask}' bestaat niet meer. Beantwoord deze vraag opnieuw.")
    return lines


# --- writing ------------------------------------------------------------------------------


def write_answers(answers: Answers, content: Content) -> str:
    """Return the answers file: YAML with each question as a comment above its answer."""
    lines = [
        f"version: {answers.version}",
        f"handbook: {answers.handbook}",
        f"date: {answers.date}",
        "answers:" if answers.values else "answers: {}",
    ]
    for id, question in content.questions.items():
        if id in answers.values:
            lines.append(f"  # {question.ask}")
            lines.extend(_entry_lines(id, answers.values[id], "  "))
    if answers.statements:
        lines.append("statements:")
        for sheet in answers.statements:
            lines.append(f"  - role: {_scalar(sheet.role)}")
            lines.append(f"    agreed: {'true' if sheet.agreed else 'false'}")
            lines.append("    answers:" if sheet.answers else "    answers: {}")
            lines.extend(f"      {key}: {_scalar(value)}" for key, value in sheet.answers.items())
    lines.append("plan:" if answers.plan else "plan: {}")
    for key, entry in answers.plan.items():
        fields = {"owner": entry.owner, "date": entry.date, "status": entry.status}
        lines.extend(_entry_lines(key, {name: value for name, value in fields.items() if value}, "  "))
    if answers.moments:
        lines.append("moments:")
        lines.extend(f"  {key}: {_scalar(value)}" for key, value in answers.moments.items())
    if answers.kept:
        lines.append("# Deze antwoorden horen bij vragen die niet meer bestaan. Zij worden niet gebruikt.")
        lines.append(f"kept: {json.dumps(answers.kept, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"


def _entry_lines(key: str, value: Any, indent: str) -> list[str]:
    if isinstance(value, dict):
        if not value:
            return [f"{indent}{key}: {{}}"]
        return [f"{indent}{key}:"] + [line for k, v in value.items() for line in _entry_lines(k, v, indent + "  ")]
    if isinstance(value, list):
        if all(not isinstance(item, dict) for item in value):
            return [f"{indent}{key}: [{', '.join(_scalar(item) for item in value)}]"]
        lines = [f"{indent}{key}:"]
        for item in value:
            inner = [line for k, v in item.items() for line in _entry_lines(k, v, indent + "    ")]
            lines.append(f"{indent}  - {inner[0].strip()}" if inner else f"{indent}  - {{}}")
            lines.extend(inner[1:])
        return lines
    return [f"{indent}{key}: {_scalar(value)}"]


_PLAIN = re.compile(r"[A-Za-zÀ-ÿ][\w À-ÿ.-]*\Z")


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    text = str(value)
    plain = _PLAIN.match(text) and text == text.strip() and text not in ("true", "false", "null")
    return text if plain or re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else json.dumps(text, ensure_ascii=False)
