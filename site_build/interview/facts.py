"""What each name in a condition stands for: answers that apply, and facts computed from them.

A pure function of content, answers and date. `share` treats every confidential answer as not
shared, which decides like unknown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from site_build.content.conditions import KNOWN, NOT_APPLICABLE, NOT_SHARED, UNKNOWN, Tri, Value
from site_build.content.facts import COST_ITEMS, FACTS, ONE_OFF
from site_build.content.model import DONT_KNOW, NO, YES, Content, Question
from site_build.interview.answers import Answers, dutch_number, shown_name
from site_build.interview.moment_days import usual_day

ELECTIONS = "verkiezingen"  # the moment of the council elections
SMALL, LARGE = 30_000, 100_000  # inhabitants; fact base, implementatie 7.1
_TEMPORARY = frozenset({"rijk", "subsidie", "fonds", "zorgverzekeraar"})


class Values(Mapping[str, Value]):
    """Name -> Value for every question, part and fact; computed when asked, remembered after."""

    def __init__(self, content: Content, answers: Answers, *, share: bool = False, nothing: bool = False,
                 extra: Mapping[str, Value] | None = None) -> None:
        self.content, self.answers, self.share, self.nothing = content, answers, share, nothing
        self._questions = content.questions
        self._known: dict[str, Value] = dict(extra or {})
        self._busy: set[str] = set()

    def __getitem__(self, name: str) -> Value:
        if name not in self._known:
            self._known[name] = self._compute(name)
        return self._known[name]

    def __iter__(self) -> Any:
        return iter([*self._questions, *FACTS])

    def __len__(self) -> int:
        return len(self._questions) + len(FACTS)

    def lookup(self, name: str) -> Value:
        """Return the value of a name; unknown names are unknown."""
        return self[name]

    def applies(self, question: Question) -> bool:
        """False when the question's own condition is no."""
        return self[question.id].state != NOT_APPLICABLE

    def with_extra(self, extra: Mapping[str, Value]) -> Values:
        """Return a copy that also knows these names (scores)."""
        return Values(self.content, self.answers, share=self.share, nothing=self.nothing, extra=extra)

    def _compute(self, name: str) -> Value:
        if self.nothing or name in self._busy:
            return Value()
        self._busy.add(name)
        try:
            if name in self._questions:
                return self._question(self._questions[name])
            if name in FACTS:
                return _COMPUTE[name](self)
            base, _, part = name.partition(".")
            if base in self._questions and self._questions[base].type == "list":
                return self._part(base, part)
            return Value()
        finally:
            self._busy.discard(name)

    def _question(self, question: Question) -> Value:
        if question.when is not None:
            outcome = question.when.evaluate(self.lookup)
            if outcome.tri is Tri.NO:
                return Value(NOT_APPLICABLE, hidden_by=outcome.because)
        if self.share and question.private:
            return Value(NOT_SHARED)
        raw = self.answers.values.get(question.id)
        if raw is None or raw == DONT_KNOW:
            return Value()
        if self.share and question.type == "list":
            raw = without_private_parts(question, raw)
        return Value(KNOWN, tuple(raw) if isinstance(raw, list) else raw)

    def _part(self, base: str, part: str) -> Value:
        whole = self[base]
        if not whole.known:
            return whole
        if self.share and any(p.private for p in self._questions[base].parts if p.id == part):
            return Value(NOT_SHARED)
        items = (entry.get(part) for entry in whole.value)
        return Value(KNOWN, tuple(None if item == DONT_KNOW else item for item in items))


def without_private_parts(question: Question, entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the entries of a list question as the shared edition may know them."""
    private = {part.id for part in question.parts if part.private}
    return [{key: value for key, value in entry.items() if key not in private} for entry in entries]


def _derived(source: str, compute: Callable[[Values, Any], Any]) -> Callable[[Values], Value]:
    """A fact that follows from one question; None is unknown."""

    def fact(values: Values) -> Value:
        given = values[source]
        if not given.known:
            return given if given.state != NOT_APPLICABLE else Value(NOT_APPLICABLE, hidden_by=(source, *given.hidden_by))
        result = compute(values, given.value)
        return Value() if result is None else Value(KNOWN, result)

    return fact


def _municipality(attribute: str) -> Callable[[Values], Value]:
    def compute(values: Values, code: str) -> Any:
        municipality = values.content.municipality(code)
        found = getattr(municipality, attribute, None)
        return shown_name(found) if attribute == "name" and found else found or None

    return _derived("gemeente", compute)


def _size(values: Values, inhabitants: float) -> str:
    return "klein" if inhabitants < SMALL else "groot" if inhabitants > LARGE else "midden"


def _money(values: Values, kinds: tuple[str, ...]) -> str:
    temporary, lasting = bool(_TEMPORARY.intersection(kinds)), "begroting" in kinds
    if temporary:
        return "gemengd" if lasting else "tijdelijk"
    return "structureel" if lasting else "eigen_uren"


def months_between(start: dt.date, end: dt.date) -> int:
    """Return whole months from start to end; negative when end lies before start."""
    if end < start:
        return -max(1, months_between(end, start))
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)


def _together(values: Values) -> Value:
    given = [values[name] for name in FACTS["regio.samen"].questions]
    form, carried_out, *fields = given
    if form.known and form.value != "geen" or carried_out.known and carried_out.value == "regeling":
        return Value(KNOWN, YES)
    if any(field.known and field.value in ("regeling", "andere_gemeente") for field in fields):
        return Value(KNOWN, YES)
    if form.known and carried_out.known:
        return Value(KNOWN, NO)
    return Value()


def _elections(values: Values) -> Value:
    moment = next((m for m in values.content.moments if m.id == ELECTIONS and not m.retired), None)
    moved = values.answers.moments.get(ELECTIONS, "")
    given = values["datum_verkiezingen"]
    day = (dt.date.fromisoformat(moved) if moved and moved != "vervalt" else dt.date.fromisoformat(given.value) if given.known
           else moment and usual_day(moment, values.answers.today))
    return Value(KNOWN, months_between(values.answers.today, day)) if day else Value()


def _grootte(values: Values) -> Value:
    """The size by what was answered; as long as nobody said, by the figure of CBS."""
    given = values["inwoners"]
    if given.state not in (KNOWN, UNKNOWN):
        return given if given.state != NOT_APPLICABLE else Value(NOT_APPLICABLE, hidden_by=("inwoners", *given.hidden_by))
    inhabitants = given if given.known else values["gemeente.inwoners"]
    return Value(KNOWN, _size(values, inhabitants.value)) if inhabitants.known else Value()


# --- what model documents print --------------------------------------------------------------

_MUNICIPALITY = "gemeente"  # who pays: the choice of the part `betaler`
_HALF_YEAR = 6


def _months_earlier(day: dt.date, months: int) -> dt.date:
    """The same day so many months before, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = (dt.date(year + (month == 11), (month + 1) % 12 + 1, 1) - dt.timedelta(days=1)).day
    return dt.date(year, month + 1, min(day.day, last))


def _half_year_before(values: Values, iso: str) -> str | None:
    """Half a year before the money ends; unknown when that day has gone."""
    day = _months_earlier(dt.date.fromisoformat(iso), _HALF_YEAR)
    return day.isoformat() if day > values.answers.today else None


def _year_after(values: Values, iso: str) -> int:
    return (dt.date.fromisoformat(iso) + dt.timedelta(days=1)).year


def _partner_names(values: Values, partners: tuple[dict[str, Any], ...]) -> str | None:
    names = [name for name in values["partners.naam"].value or () if name]
    if not names or len(names) < len(partners):
        return None
    return " en ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _total(entries: list[dict[str, Any]], level: str) -> float | None:
    """The sum of one end of the estimates; None when one of them is not known."""
    amounts = [entry.get(level) for entry in entries]
    return sum(amount for amount in amounts if isinstance(amount, (int, float))) if all(isinstance(a, (int, float)) for a in amounts) else None


def _costs(level: str) -> Callable[[Values], Value]:
    def compute(values: Values, entries: tuple[dict[str, Any], ...]) -> float | None:
        yearly = _yearly(entries)
        return _total(yearly, level) if yearly else None

    return _derived("kosten", compute)


def _yearly(entries: tuple[dict[str, Any], ...]) -> list[dict[str, Any]]:
    """The entries that come back every year: what is paid once is no cost per year."""
    return [entry for entry in entries if entry.get("post") != ONE_OFF]


def _cost_of(belongs: Callable[[dict[str, Any]], bool], none: str) -> Callable[[Values], Value]:
    """The range of the entries that belong together; `none` when there is no such entry."""

    def compute(values: Values, entries: tuple[dict[str, Any], ...]) -> str | None:
        yearly = _yearly(entries)
        chosen = [entry for entry in yearly if belongs(entry)]
        if not yearly or not all(key in entry for entry in yearly for key in ("laag", "hoog")):
            return None
        if not chosen:
            return none
        low, high = _total(chosen, "laag"), _total(chosen, "hoog")
        if low is None or high is None:
            return None
        return f"€ {dutch_number(low)}" if low == high else f"€ {dutch_number(low)} tot € {dutch_number(high)}"

    return _derived("kosten", compute)


def _cost_item(post: str) -> Callable[[Values], Value]:
    return _cost_of(lambda entry: entry.get("post") == post, "niet opgegeven")


def _paid_by(municipality: bool) -> Callable[[Values], Value]:
    """What the municipality pays, or others; unknown as long as one payer is unknown."""
    inner = _cost_of(lambda entry: (entry.get("betaler") == _MUNICIPALITY) is municipality, "niets")

    def fact(values: Values) -> Value:
        payers = values["kosten.betaler"]
        return Value() if payers.known and None in payers.value else inner(values) if payers.known else payers

    return fact


def _per_household(values: Values) -> Value:
    """The costs a year for one household, in hundreds of euros; unknown without both."""
    low, high, households = values["bedrag.laag"], values["bedrag.hoog"], values["huishoudens"]
    for value in (low, high, households):
        if not value.known:
            return value
    if not households.value:
        return Value()
    least, most = (f"€ {dutch_number(round(total / households.value, -2))}" for total in (low.value, high.value))
    return Value(KNOWN, f"ongeveer {least}" if least == most else f"ongeveer {least} tot {most}")


_COMPUTE: dict[str, Callable[[Values], Value]] = {
    "gemeente.naam": _municipality("name"),
    "gemeente.provincie": _municipality("province"),
    "gemeente.inwoners": _municipality("inhabitants"),
    "gemeente.stedelijkheid": _municipality("urbanity"),
    "gemeente.grootte": _grootte,
    "regio.samen": _together,
    "geld.soort": _derived("financiering", _money),
    "geld.maanden_over": _derived("geld_tot", lambda values, day: months_between(values.answers.today, dt.date.fromisoformat(day))),
    "geld.jaar_daarna": _derived("geld_tot", _year_after),
    "geld.halfjaar_ervoor": _derived("geld_tot", _half_year_before),
    "team.maanden_bezig": _derived("team_start", lambda values, day: months_between(dt.date.fromisoformat(day), values.answers.today)),
    "partners.aantal": _derived("partners", lambda values, partners: len(partners)),
    "beeld.verschil": lambda values: Value(),  # known only with the statements; see tailoring.scores
    "partners.namen": _derived("partners", _partner_names),
    "bedrag.laag": _costs("laag"),
    "bedrag.hoog": _costs("hoog"),
    "bedrag.gemeente": _paid_by(True),
    "bedrag.anderen": _paid_by(False),
    "bedrag.per_huishouden": _per_household,
    **{f"bedrag.{post}": _cost_item(post) for post, _ in COST_ITEMS},
    "verkiezingen.maanden_over": _elections,
}
