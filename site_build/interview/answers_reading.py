"""An answers file -> Answers, through renamed ids, with every problem found."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from site_build.content.documents import Json, Mapping, Sequence, read_yaml
from site_build.content.model import DONT_KNOW, Content, Question
from site_build.errors import ContentError, Place, Problem
from site_build.interview.migrating import all_questions, by_any_id, carry_over
from site_build.interview.records import OWN, PRIORITIES, STATUSES, Answers, OwnAction, PlanEntry, Registers, Sheet
from site_build.interview.registers import read_registers
from site_build.interview.typed import read_date, read_number, same_words
from site_build.interview.validation import InvalidAnswer, clean_text, clip, validate

_KEYS = {"version", "handbook", "date", "notice", "answers", "statements", "plan", "own_actions", "moments", "registers", "kept"}
_ENTRY = ("owner", "date", "status", "priority", "note")
_OWN = ("do", "why", "lead", "others", "weeks")
_FORM = "antwoorden-vorm"
_MOST_GUESSES = 50  # problems after which nobody looks for what was meant: it takes long, and that file is something else
MOST_IN_NOTICE = 200  # signs: it stands above every page
MOST_HALF_DAYS = 2000  # in one action: more is a typing error


def read_answers(text: str, file: str, content: Content) -> Answers:
    """Read an answers file, through renamed ids; raises ContentError with every problem.

    Answers to questions or choices that were retired are kept in `kept` and used by nothing.
    """
    data, problems = read_yaml(text.removeprefix("\ufeff"), file)
    if problems:
        raise ContentError(problems)
    if not isinstance(data, Mapping):
        raise ContentError([Problem(Place(file, 1, 1), _FORM, "Dit is geen antwoordenbestand.",
                                    "Begin met version, handbook, date en answers; zie examples/ voor een voorbeeld.")])
    return _Reader(data, file, content).read()


class _Reader:
    def __init__(self, data: Mapping, file: str, content: Content) -> None:
        self.data, self.file, self.content = data, file, content
        self.problems: list[Problem] = []
        self.kept: dict[str, Json] = {}
        self.roles = by_any_id(content.roles)

    def read(self) -> Answers:
        data = self.data
        for key in data:
            if key not in _KEYS:
                self._add(data.place_of(key), "onbekende-naam", f"De naam '{clip(key)}' hoort niet in een antwoordenbestand.",
                          f"Kies uit: {', '.join(sorted(_KEYS))}.")
        self._version(data.get("version", 1), data.place_of("version"))
        notice = self._notice(data.get("notice"), data.place_of("notice"))
        handbook, date = str(data.get("handbook") or ""), self._day(data.get("date"), data.place_of("date"))
        if not re.fullmatch(r"hb-[a-z0-9-]{4,40}", handbook):
            self._add(data.place_of("handbook"), "handboek-id", "De id van het handboek ontbreekt of klopt niet.",
                      "Schrijf bijvoorbeeld: handbook: hb-7f3a91c2.")
        self.kept.update({key: _plain(value) for key, value in self._mapping("kept", "'kept' hoort per regel een naam en een waarde te hebben.", "").items()})
        values = self._values(self._mapping("answers", "'answers' hoort per regel een vraag en een antwoord te hebben.",
                                            "Schrijf: fase: voorbereiden."))
        statements = self._statements(data.get("statements"), data.place_of("statements"))
        plan = self._plan(self._mapping("plan", "'plan' hoort per actie een eigenaar, datum of status te hebben.", "", code="plan"))
        own = self._own(self._mapping("own_actions", "'own_actions' hoort per eigen actie te zeggen wat u doet.", "", code="eigen-actie"), plan)
        moments = self._moments(self._mapping("moments", "'moments' hoort per beslismoment een datum te hebben.", "", code="momenten"))
        registers = self._registers(self._mapping("registers", "'registers' hoort per tabel de regels te hebben.", "", code="tabel"))
        if self.problems:
            raise ContentError(self.problems)
        return Answers(handbook, date, values, self.content.edition.version, statements, plan, own, moments, self.kept, registers, notice)

    def _day(self, raw: Json, place: Place) -> str:
        """The day that everything is computed for, as a person may have typed it; a year that cannot be is none."""
        try:
            return read_date(str(raw or "")).isoformat()
        except InvalidAnswer:
            self._add(place, "datum", "De datum ontbreekt of klopt niet.", "Schrijf bijvoorbeeld: date: 2026-11-24.")
            return ""

    def _notice(self, raw: Json, place: Place) -> str:
        """What stands above every page of an example: one line of text."""
        if raw is None:
            return ""
        try:
            text = clean_text(raw) if isinstance(raw, str) else ""
        except InvalidAnswer:
            text = ""
        if not text or "\n" in text or len(text) > MOST_IN_NOTICE:
            self._add(place, "melding", f"De melding boven elke bladzijde is geen tekst van één regel en hooguit {MOST_IN_NOTICE} tekens.",
                      "Schrijf bijvoorbeeld: notice: Verzonnen voorbeeld. Of laat de regel weg.")
        return text

    def _version(self, version: Json, place: Place) -> None:
        if not isinstance(version, int) or isinstance(version, bool):
            self._add(place, "versie", "De versie is geen getal.", "Schrijf: version: 1.")
        elif version > (ours := self.content.edition.version):
            self._add(place, "versie-nieuwer",
                      f"Dit bestand is gemaakt met een nieuwere vragenlijst (versie {version}); u gebruikt versie {ours}.",
                      "Werk handreiking bij en probeer het opnieuw.")

    def _mapping(self, key: str, message: str, remedy: str, *, code: str = _FORM) -> Mapping:
        raw = self.data.get(key)
        if isinstance(raw, Mapping):
            return raw
        if raw is not None:
            self._add(self.data.place_of(key), code, message, remedy)
        empty = Mapping()
        empty.place, empty.places = self.data.place_of(key), {}
        return empty

    def _values(self, raw: Mapping) -> dict[str, Json]:
        everything = all_questions(self.content)
        readable = by_any_id(everything.values())
        found: dict[str, Json] = {}
        for key, value in raw.items():
            question = readable.get(key)
            if question is None:
                close = difflib.get_close_matches(key, everything, n=1) if len(self.problems) < _MOST_GUESSES else []
                self._add(raw.place_of(key), "onbekende-vraag", f"De vraag '{clip(key)}' bestaat niet.",
                          f"Bedoelt u '{close[0]}'?" if close else "Kijk in guide/questionnaire/ welke vragen er zijn.")
            elif value is None:
                continue
            elif question.retired or key != question.id and raw.get(question.id) is not None:
                self.kept[key] = _plain(value)
            else:
                self._value(question, key, _plain(value), raw.place_of(key), found)
        return {id: found[id] for id in everything if id in found}

    def _value(self, question: Question, key: str, value: Json, place: Place, found: dict[str, Json]) -> None:
        live, gone = carry_over(question, value)
        if gone:
            self.kept[key] = value
        if live is None:
            return
        try:
            found[question.id] = validate(question, live, self.content)
        except InvalidAnswer as error:
            self._add(place, "antwoord", f"{question.ask} {error}", "")

    def _statements(self, raw: Json, place: Place) -> tuple[Sheet, ...]:
        if raw is None:
            return ()
        if not isinstance(raw, Sequence):
            self._add(place, "stellingen", "'statements' hoort een lijst te zijn, met per invuller een rol en antwoorden.", "")
            return ()
        sheets = (self._sheet(entry, raw.place_of(index)) for index, entry in enumerate(raw))
        return tuple(sheet for sheet in sheets if sheet)

    def _sheet(self, entry: Json, place: Place) -> Sheet | None:
        given, filled = (entry.get("role"), entry.get("answers")) if isinstance(entry, Mapping) else (None, None)
        if not isinstance(entry, Mapping) or not isinstance(given, str) or not isinstance(filled, Mapping):
            self._add(place, "stellingen", "Een invuller heeft een rol (role) en antwoorden (answers) nodig.", "")
            return None
        if self.roles and given not in self.roles:
            self._add(entry.place_of("role"), "onbekende-rol", f"De rol '{clip(given)}' bestaat niet.",
                      f"Kies uit: {', '.join(sorted(role.id for role in self.content.roles))}.")
        role = self._role(given)
        readable = by_any_id(self.content.statements)
        answers: dict[str, int | str] = {}
        for key, value in filled.items():
            at, statement = filled.place_of(key), readable.get(key)
            if statement is None:
                self._add(at, "onbekende-stelling", f"De stelling '{clip(key)}' bestaat niet.", "Kies een id als d3-1.")
            elif isinstance(value, bool) or not isinstance(value, (int, float, str)) or value not in (1, 2, 3, 4, 5, DONT_KNOW, "nvt"):
                self._add(at, "stelling-antwoord", f"'{clip(value)}' is geen antwoord op een stelling.",
                          "Kies 1, 2, 3, 4, 5, onbekend of nvt.")
            elif statement.retired or key != statement.id and statement.id in filled:
                self._keep("statements", f"{role}: {key}", value)
            else:
                answers[statement.id] = value if isinstance(value, str) else int(value)
        return Sheet(role, answers, entry.get("agreed") is True)

    def _role(self, given: str) -> str:
        """Return the present id of a role that was renamed; a name of a person as it is."""
        found = self.roles.get(given)
        return found.id if found else given

    def _plan(self, raw: Mapping) -> dict[str, PlanEntry]:
        readable = by_any_id((*self.content.actions, *self.content.steps.values()))
        plan: dict[str, PlanEntry] = {}
        for key, entry in raw.items():
            action = readable.get(key)
            near = "" if action else _nearest(key, readable)
            if near:
                self._add(raw.place_of(key), "onbekende-actie", f"De actie '{clip(key)}' bestaat niet.", near)
            elif action is None or action.retired or key != action.id and action.id in raw:
                self._keep("plan", key, _plain(entry))
            elif not isinstance(entry, Mapping) or set(entry) - set(_ENTRY):
                self._add(raw.place_of(key), "plan", f"Bij actie '{clip(key)}' mogen alleen owner, date, status, priority en note staan.", "")
            else:
                plan[action.id] = self._entry(entry, raw.place_of(key))
        return plan

    def _own(self, raw: Mapping, plan: dict[str, PlanEntry]) -> tuple[OwnAction, ...]:
        """Read the municipality's own actions; what was set for them goes into the plan."""
        found = []
        for key, entry in raw.items():
            place = raw.place_of(key)
            if not re.fullmatch(rf"{OWN}[a-z0-9-]{{1,60}}", str(key)):
                self._add(place, "eigen-actie", f"'{clip(key)}' is geen naam voor een eigen actie.", f"Begin met {OWN}, en gebruik kleine letters, cijfers en streepjes.")
            elif not isinstance(entry, Mapping) or set(entry) - {*_ENTRY, *_OWN}:
                self._add(place, "eigen-actie", f"Bij '{clip(key)}' mogen alleen {', '.join((*_OWN, *_ENTRY))} staan.", "")
            else:
                plan[str(key)] = self._entry(entry, place)
                lead, others, weeks = (self._half_days(entry, part, place) for part in ("lead", "others", "weeks"))
                found.append(OwnAction(str(key), self._text(entry, "do", place, needed=True), self._text(entry, "why", place), lead, others, max(1, int(weeks))))
        return tuple(found)

    def _entry(self, entry: Mapping, place: Place) -> PlanEntry:
        status, priority = same_words(str(entry.get("status") or "open")), same_words(str(entry.get("priority") or ""))
        if status not in STATUSES:
            self._add(place, "status", f"'{clip(status)}' is geen status.", f"Kies uit: {', '.join(STATUSES)}.")
        if priority and priority not in PRIORITIES:
            self._add(place, "prioriteit", f"'{clip(priority)}' is geen prioriteit.", f"Kies uit: {', '.join(PRIORITIES)}.")
        date = self._date(entry.get("date"), place)
        return PlanEntry(self._role(self._text(entry, "owner", place)), date, status, priority, self._text(entry, "note", place))

    def _date(self, raw: Json, place: Place, remedy: str = "Schrijf bijvoorbeeld: 2027-02-01.") -> str:
        if raw in (None, ""):
            return ""
        try:
            return read_date(raw).isoformat()
        except InvalidAnswer as error:
            self._add(place, "datum", str(error).replace(" Vul een datum in als dag-maand-jaar.", ""), remedy)
            return ""

    def _text(self, entry: Mapping, key: str, place: Place, *, needed: bool = False) -> str:
        raw = entry.get(key)
        try:
            text = clean_text("" if raw is None else str(raw))
        except InvalidAnswer as error:
            self._add(place, "plan", str(error), "")
            return ""
        if needed and not text:
            self._add(place, "eigen-actie", f"Bij deze actie staat niet wat er moet gebeuren ({key}).", f"Schrijf: {key}: Wat u gaat doen.")
        return text

    def _half_days(self, entry: Mapping, key: str, place: Place) -> float:
        try:
            number = read_number(entry.get(key) or 0)
        except InvalidAnswer as error:
            self._add(place, "dagdelen", f"{key}: {error}", "")
            return 0
        if not 0 <= number <= MOST_HALF_DAYS:
            self._add(place, "dagdelen", f"{key}: vul een getal in van 0 tot en met {MOST_HALF_DAYS}.", "")
            return 0
        return number

    def _moments(self, raw: Mapping) -> dict[str, str]:
        readable = by_any_id(self.content.moments)
        moments = {}
        for key, value in raw.items():
            moment = readable.get(key)
            if moment is None:
                known = sorted(m.id for m in self.content.moments if not m.retired)
                self._add(raw.place_of(key), "moment", f"Het beslismoment '{clip(key)}' bestaat niet.", f"Kies uit: {', '.join(known)}.")
            elif moment.retired or key != moment.id and moment.id in raw:
                self._keep("moments", key, value)
            else:
                date = "vervalt" if same_words(str(value)) == "vervalt" else self._date(value, raw.place_of(key), "Schrijf bijvoorbeeld: 2027-02-01, of vervalt.")
                if date:
                    moments[moment.id] = date
        return moments

    def _registers(self, raw: Mapping) -> Registers:
        found, problems, gone = read_registers(raw, self.content)
        self.problems.extend(problems)
        for key, value in gone.items():
            self._keep("registers", key, _plain(value))
        return found

    def _keep(self, kind: str, key: str, value: Json) -> None:
        """Keep something besides an answer: entries of the plan, statements, moments."""
        held = self.kept.get(kind)
        self.kept[kind] = {**(held if isinstance(held, dict) else {}), key: value}

    def _add(self, place: Place, code: str, message: str, remedy: str) -> None:
        self.problems.append(Problem(place, code, message, remedy))


def _nearest(key: object, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(str(key), list(known), n=1)
    return f"Bedoelt u '{close[0]}'?" if close else ""


def _plain(value: Json) -> Json:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value
