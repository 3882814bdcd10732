"""A tiny content for the tests of the advice: the questions that it reads, three moments, a few actions."""

from __future__ import annotations

from typing import Any

from site_build.content.conditions import Condition
from site_build.content.loading import load, shipped_phrases
from site_build.content.model import Action, Choice, Content, DefaultDate, Effort, FreeDays, Holiday, Moment, Question, Recess, Section
from site_build.interview.answers import Answers, PlanEntry, Sheet
from site_build.interview.facts import Values

TODAY = "2026-11-24"  # a Tuesday


MEANS = {"gemeente": "municipality", "fase": "phase", "geld_tot": "money_end", "dagdelen_projectleider": "capacity_lead",
         "dagdelen_anderen": "capacity_others", "jaren_vooruit": "years_ahead"}
REAL = load()  # for its stages and facts: declared in the guide, and the same here


def question(id: str, type: str = "choice", parts: tuple[Question, ...] = ()) -> Question:
    return Question(id=id, ask=f"{id}?", type=type, parts=parts, means=MEANS.get(id, ""))


def part(id: str, **labels: str) -> Question:
    return Question(id=id, ask=f"{id}?", type="choice" if labels else "number", means=MEANS.get(id, ""), choices=tuple(Choice(id=k, label=v) for k, v in labels.items()))


QUESTIONS = (
    *(question(id) for id in ("gemeente", "fase", "uitvoering", "samenwerkingsvorm", "kadernota", "beslist_inkomen", "beslist_schulden", "beslist_jeugd",
                              "beslist_wmo")),
    question("financiering", "choices"), question("geld_tot", "date"), question("team_start", "date"), REAL.questions["zonder_aanpak"],
    *(question(id, "number") for id in ("inwoners", "dagdelen_projectleider", "dagdelen_anderen", "jaren_vooruit")),
    *(REAL.questions[id] for id in ("kosten", "gebeurtenissen")),
)


def moment(id: str, title: str, day: DefaultDate | None = None, weeks: int = 0, **extra: Any) -> Moment:
    when = extra.pop("when", "")
    return Moment(id=id, title=title, explain="", default=day, estimate=True, who="controller", decides=extra.pop("decides", "raad"),
                  weeks_before=weeks, when=Condition(when) if when else None, **extra)


_REGION = 'uitvoering == "regeling"'
MOMENTS = (
    moment("inbreng-kadernota", "Inbreng voor de kadernota", DefaultDate(month=2), 12, route="own", when='kadernota != "geen"'),
    moment("kadernota", "De raad bespreekt de kadernota", DefaultDate(month=7), 12, route="own", when='kadernota != "geen"'),
    moment("begroting", "De raad stelt de begroting vast", DefaultDate(month=11, day=15), 16, route="own"),
    moment("einde-contracten", "Duidelijkheid", None, 8, means="contracts_end", relative_to="einde-geld", months_before=6),
    moment("einde-geld", "Het geld stopt", None, 0, means="money_ends", answer="geld_tot", decides="geen"),
    moment("gr-kaders", "De regeling stuurt haar kaders", DefaultDate(month=4, day=30), 12, route="region", when=_REGION, decides="regeling"),
    moment("gr-ontwerpbegroting", "De regeling stuurt haar ontwerpbegroting", DefaultDate(month=4, day=15), 12, route="region", when=_REGION, decides="regeling"),
    moment("gr-begroting-provincie", "De begroting van de regeling gaat naar de provincie", DefaultDate(month=9, day=15), 2, route="region", when=_REGION,
           decides="regeling"),
    moment("verkiezingen", "Verkiezingen", DefaultDate(month=3, day=1, year="2030"), 26, decides="geen"),
)
START_TEAM = moment("start-team", "Het team begint", None, 12, answer="team_start", missed="Begin later.")

FREE = FreeDays(
    holidays=(Holiday(date="2026-12-25", name="Eerste kerstdag"), Holiday(date="2027-01-01", name="Nieuwjaarsdag"),
              Holiday(date="2027-03-29", name="Tweede paasdag")),
    recess=(Recess(start="2027-07-12", end="2027-08-22", name="Zomerreces"), Recess(start="2026-12-28", end="2026-12-31", name="Kerst")))


def action(id: str, weeks: int = 2, lead: float = 1, others: float = 1, after: tuple[str, ...] = (), **extra: Any) -> Action:
    return Action(id=id, do=f"Doe {id}.", phase=extra.pop("phase", "voorbereiden"), dimension="", owner="projectleider",
                  effort=Effort(lead=lead, others=others), weeks=weeks, after=after, **extra)


def content(actions: tuple[Action, ...] = (), **extra: Any) -> Content:
    fields = {"sections": (Section(id="alles", title="Alles", questions=QUESTIONS),), "moments": MOMENTS, "free_days": FREE,
              "actions": actions, "phases": REAL.phases, "ways_left": REAL.ways_left, "deciders": REAL.deciders, "facts": REAL.facts, **extra}
    return Content(sentences=shipped_phrases(), **fields)


def answers(date: str = TODAY, plan: dict[str, PlanEntry] | None = None, moments: dict[str, str] | None = None,
            statements: tuple[Sheet, ...] = (), **values: Any) -> Answers:
    return Answers("hb-test", date, values, plan=plan or {}, moments=moments or {}, statements=statements)


def values(given: Answers, of: Content | None = None) -> Values:
    return Values(of or content(), given)
