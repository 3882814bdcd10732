"""The derived facts: what editors declare in guide/knowledge/facts.yml, so that conditions may name it.

Here they are only declared; `interview.deriving` computes them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass, field

from site_build.content.base import Meant, Thing
from site_build.content.base import meta as _meta
from site_build.content.base import opt as _opt
from site_build.content.conditions import Condition, ConditionError
from site_build.content.needs import DIFFERENCE, FAR_APART

TYPES = {
    "name": "text", "province": "text", "inhabitants": "number", "urbanity": "choice",
    "band": "choice", "cases": "choice", "difference": "choice", "one_of": "number",
    "months_until": "number", "months_without": "number", "months_since": "number", "year_after": "number", "months_before": "date",
    "budget_day": "text", "budget_year": "number",
    "count": "number", "names": "text", "sum": "number", "range": "text", "absent": "text", "per_unit": "text",
}
"""Each way in which a fact is made, with the type of what comes out."""
OF_MUNICIPALITY = ("name", "province", "inhabitants", "urbanity")
LATER_KNOWN = ("difference", "budget_day", "budget_year")  # from the statements, and from the moments on the way to the money


@dataclass(frozen=True, kw_only=True)
class FactValue(Thing):
    """One value of a fact with values.

    A band lies from `from` up to and including `to`; of cases the first whose `when` is yes counts, one without
    `when` always. `code` is the class of CBS for urbanity. `effort` is the work in per cents of that of a
    middle-sized municipality; `small` and `own_hours` say what the value stands for. Of one of: the `fact` that is taken.
    """

    label: str
    when: Condition | None = None
    low: float | None = _opt(None, key="from")
    high: float | None = _opt(None, key="to")
    code: str = _opt("", fixed=True)
    effort: int = 100
    small: bool = False
    own_hours: bool = False
    fact: str = _opt("", ref="fact")


@dataclass(frozen=True, kw_only=True)
class Fact(Meant):
    """A derived fact that conditions may name; `prints` says that pages may print it."""

    label: str
    subject: str = ""  # of months until: what it is that comes, in an explanation
    kind: str = _meta(values=tuple(TYPES))
    of: str = _opt("", ref="question")
    otherwise: str = _opt("", ref="fact")  # the number of a band as long as the question has no answer
    moment: str = _opt("", ref="moment")  # the day as long as the question has no answer; of a budget: the step on the way to it
    months: int = 0
    part: str = _opt("", fixed=True)  # of a list: the names, the sum, the choices that no entry has
    low: str = _opt("", fixed=True)  # of a list: the two ends of a range
    high: str = _opt("", fixed=True)
    lowest: str = _opt("", ref="fact")  # per unit: the two facts that are divided by the answer
    highest: str = _opt("", ref="fact")
    counted: Condition | None = None  # which entries of the list belong to it at all
    where: Condition | None = None  # which of those are taken; of what is absent: which choices are worth a name
    open: bool = False  # names and count: instead those of which nobody knows whether they are taken
    none: str = ""  # printed when no entry is taken, or no choice is absent
    values: tuple[FactValue, ...] = ()
    prints: bool = False
    placeholder: str = ""
    unit: str = _opt("", fixed=True)  # "euro": printed as an amount
    questions: tuple[str, ...] = field(default=(), metadata={"skip": True})

    @property
    def of_municipality(self) -> bool:
        """True for what follows from which municipality it is, and for nothing that anybody answered."""
        return self.kind in OF_MUNICIPALITY

    @property
    def name(self) -> str:
        """The name in conditions: its id."""
        return self.id

    @property
    def type(self) -> str:
        """The type of its value: text, number, date or choice."""
        return TYPES[self.kind]

    @property
    def labels(self) -> dict[str, str]:
        """The values that still exist, each with its Dutch label."""
        return {value.id: value.label for value in self.values if not value.retired}

    @property
    def boundaries(self) -> tuple[float, ...]:
        """The numbers at which a band changes."""
        inner = {value.high for value in self.values[:-1]} | {value.low for value in self.values[1:]}
        return tuple(sorted(number for number in inner if number is not None))

    def value(self, id: object) -> FactValue | None:
        """Return the value with this id."""
        return next((value for value in self.values if value.id == id), None)


_DIFFERENCE = Fact(id=DIFFERENCE, label="verschil van beeld tussen de rollen", kind="difference",
                   values=(FactValue(id=FAR_APART, label="ja, op veel punten"), FactValue(id="ja", label="ja"), FactValue(id="nee", label="nee")))


def with_questions(facts: Iterable[Fact]) -> dict[str, Fact]:
    """Return the facts by name, each with the questions that it comes from, through other facts as well."""
    listed = {fact.id: fact for fact in facts}

    def behind(fact: Fact, above: tuple[str, ...]) -> list[str]:
        names = [name for name in (fact.lowest, fact.highest, fact.of) if name]
        for value in fact.values:
            names.extend(filter(None, (value.fact,)))
            try:
                names.extend(value.when.names() if value.when else ())
            except ConditionError:
                continue  # check says so, at its place
        found: list[str] = []
        for name in names:
            if name in listed and name not in above:
                found.extend(behind(listed[name], (*above, name)))
            elif name not in listed:
                found.append(name.partition(".")[0] if not name.startswith(("score.", "statement.")) else name)
        return found

    listed.setdefault(DIFFERENCE, _DIFFERENCE)
    return {id: dataclasses.replace(fact, questions=tuple(dict.fromkeys(behind(fact, (id,))))) for id, fact in listed.items()}
