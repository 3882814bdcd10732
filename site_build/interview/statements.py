"""The forty statements: which are asked, how, and one person's walk through them."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from site_build.content.documents import Json
from site_build.content.model import DONT_KNOW, Choice, Content, Question
from site_build.errors import UsageError
from site_build.interview import flow
from site_build.interview.clashing import SCALE, clash_with, known_degree
from site_build.interview.facts import Values
from site_build.interview.flow import Progress, Trail
from site_build.interview.prompts import Menu, Prompt, Signal, prompt_for
from site_build.interview.records import Answers, Sheet
from site_build.interview.steps import Step

if TYPE_CHECKING:
    from site_build.content.model import Statement

NOT_APPLICABLE = "nvt"
_NEW = "nieuw"
_SOMEBODY = "invuller"  # only where a guide has no roles


def to_fill_in(content: Content, answers: Answers) -> tuple[Statement, ...]:
    """Return the statements that are asked in this phase, per dimension in order of the model.

    In stages where readiness leads only those for readiness (kind G); with the phase unknown all.
    """
    phase = Values(content, answers).meant("phase")
    rank = {dimension.id: index for index, dimension in enumerate(content.scoring.dimensions)}
    live = [s for s in content.statements if not s.retired and is_asked(s, content.leads(phase.text if phase.known else None))]
    return tuple(sorted(live, key=lambda s: rank.get(s.dimension, len(rank))))


def is_asked(statement: Statement, leads: str) -> bool:
    """Return whether a statement is asked in a stage where this index leads; where readiness does, embedding is not yet at issue."""
    return statement.kind != "B" or leads != "readiness"


def as_question(statement: Statement) -> Question:
    """Return a statement as a question with the five degrees and 'does not apply'."""
    degrees = tuple(Choice(id=str(number), label=f"{number}  {label}") for number, label in enumerate(SCALE, start=1))
    other = "Nog niet aan de orde" if statement.kind == "B" else "Niet van toepassing"
    return Question(id=statement.id, ask=statement.text, short=f"Stelling {statement.code}", type="choice", confidential=True,
                    choices=(*degrees, Choice(id=NOT_APPLICABLE, label=other)),
                    help="Kies wat nu zo is, niet wat u hoopt. Weet u het niet, zeg dat dan: ook dat is een uitkomst.")


def check_role(content: Content, role: str) -> None:
    """Raise UsageError when a role is named that does not exist."""
    known = [r.id for r in content.roles if not r.retired]
    if role and role not in known:
        raise UsageError(f"De rol '{role}' bestaat niet. Kies uit: {', '.join(known)}.")


@dataclass(frozen=True)
class Whose:
    """The choice which sheet goes on, or a new one; without sheets only the role is asked."""

    role: str = ""
    new: bool = False  # a new sheet was chosen: which role?

    def screen(self, content: Content, answers: Answers) -> Menu:
        """Return the sheets that may go on, or the roles."""
        sheets = () if self.new else _sheets(content, answers, self.role)
        if not sheets:
            return _roles(content)
        return Menu("Wie vult de stellingen in?", (*sheets, (_NEW, "Een nieuwe invuller")), default=sheets[-1][0])

    def give(self, content: Content, answers: Answers, outcome: Json | Signal) -> Step:
        """Go on with a sheet, or begin a new one; anything but a choice ends the walk."""
        if isinstance(outcome, Signal):
            return Step(None, answers)
        if self.new or not _sheets(content, answers, self.role):
            return _new_sheet(content, answers, str(outcome))
        if outcome == _NEW:
            return _new_sheet(content, answers, self.role) if self.role else Step(Whose(new=True), answers)
        return Step(_walk(content, answers, int(str(outcome))), answers)


@dataclass(frozen=True)
class Statements:
    """One person's walk through the statements; `agreeing` is the last question, about showing the role."""

    sheet: int
    trail: Trail
    agreeing: bool = False

    def screen(self, content: Content, answers: Answers) -> Prompt | Menu:
        """Return the statement, the review or the last question."""
        if self.agreeing:
            return Menu("Mag de uitkomst van uw rol apart worden getoond, ook als maar één of twee mensen die rol invulden?",
                        (("nee", "Nee, alleen samen met andere rollen"), ("ja", "Ja, dat mag")), "Anderen kunnen dan zien wat u hebt ingevuld.",
                        default="ja" if answers.statements[self.sheet].agreed else "nee", complete=True)
        asked = {statement.id: statement for statement in to_fill_in(content, answers)}
        given = answers.statements[self.sheet]
        if self.trail.at is None:
            return _review(content, asked, given)
        return _prompt(content, answers, asked, given, asked[self.trail.at])

    def give(self, content: Content, answers: Answers, outcome: Json | Signal) -> Step:
        """Keep the degree and go on; BACK and REVIEW move."""
        if self.agreeing:
            return Step(None, answers if isinstance(outcome, Signal) else self._with(answers, dataclasses.replace(answers.statements[self.sheet], agreed=outcome == "ja")))
        order = [statement.id for statement in to_fill_in(content, answers)]
        if outcome is Signal.BACK:
            return self._at(flow.back(self.trail, order), answers)
        if self.trail.at is None:
            if outcome in ("klaar", Signal.END):
                return Step(dataclasses.replace(self, agreeing=True), answers)
            here = answers.statements[self.sheet].answers.__contains__
            return self._at(flow.start(order, here) if outcome == "verder" else flow.jump(str(outcome)), answers)
        if outcome is Signal.REVIEW:
            return self._at(flow.open_review(self.trail), answers)
        degree = str(outcome) if outcome in (DONT_KNOW, NOT_APPLICABLE) else int(str(outcome))
        given = answers.statements[self.sheet]
        answers = self._with(answers, dataclasses.replace(given, answers={**given.answers, self.trail.at: degree}))
        return self._at(flow.forward(self.trail, order, answers.statements[self.sheet].answers.__contains__), answers)

    def _at(self, trail: Trail, answers: Answers) -> Step:
        return Step(Statements(self.sheet, trail), answers)

    def _with(self, kept: Answers, sheet: Sheet) -> Answers:
        sheets = list(kept.statements)
        sheets[self.sheet] = sheet
        return dataclasses.replace(kept, statements=tuple(sheets))


def begin(content: Content, answers: Answers, role: str = "") -> Step:
    """Return where one person begins: at the choice of a sheet, or at the first statement of a new one when the role is given."""
    if role and not _sheets(content, answers, role):
        return _new_sheet(content, answers, role)
    return Step(Whose(role), answers)


def _new_sheet(content: Content, answers: Answers, role: str) -> Step:
    answers = dataclasses.replace(answers, statements=(*answers.statements, Sheet(role)))
    return Step(_walk(content, answers, len(answers.statements) - 1), answers)


def _walk(content: Content, answers: Answers, sheet: int) -> Statements:
    order = [statement.id for statement in to_fill_in(content, answers)]
    return Statements(sheet, flow.start(order, answers.statements[sheet].answers.__contains__))


def _sheets(content: Content, answers: Answers, role: str) -> tuple[tuple[str, str], ...]:
    asked = to_fill_in(content, answers)
    return tuple((str(index), f"Verder met invuller {index + 1}, {_role_name(content, sheet.role)} "
                              f"({sum(s.id in sheet.answers for s in asked)} van {len(asked)} stellingen)")
                 for index, sheet in enumerate(answers.statements) if role in ("", sheet.role))


def _roles(content: Content) -> Menu:
    roles = tuple((role.id, role.name) for role in content.roles if not role.retired)
    leader = content.meaning("project_leader") or (roles[0][0] if roles else _SOMEBODY)
    return Menu("In welke rol vult u de stellingen in?", roles or ((_SOMEBODY, "Wie invult"),),
                "De uitkomst wordt per rol berekend en daarna over de rollen. Uw naam wordt niet gevraagd.", default=leader)


def _role_name(content: Content, id: str) -> str:
    return next((role.name.lower() for role in content.roles if role.id == id), id)


def _prompt(content: Content, answers: Answers, asked: dict[str, Statement], sheet: Sheet, statement: Statement) -> Prompt:
    current = sheet.answers.get(statement.id)
    order, dimensions = list(asked), list(dict.fromkeys(s.dimension for s in asked.values()))
    progress = Progress(dimensions.index(statement.dimension) + 1, len(dimensions), order.index(statement.id) + 1, len(order), ("deel", "stelling"))
    prompt = prompt_for(as_question(statement), content, answers, title=_dimension(content, statement), progress=progress,
                        current=None if current is None else str(current))
    notes = [f"Dit kunt u laten zien: {_small(statement.show)}."] if statement.show else []
    known = known_degree(statement, Values(content, answers).lookup)
    if known:
        given = "; ".join(content.questions[name].label for name in known.because if name in content.questions)
        clash = clash_with(statement, current, Values(content, answers).lookup)
        said = f"Uw antwoord bij ‘{given}’ zegt: {SCALE[known.degree - 1]}."
        notes.append(f"{said} Hier koos u {current} ({SCALE[int(current) - 1]}). Wat klopt? Verander het antwoord dat niet klopt." if clash and current
                     else said)
    return dataclasses.replace(prompt, note=" ".join(notes))


def _dimension(content: Content, statement: Statement) -> str:
    return next((d.title for d in content.scoring.dimensions if d.id == statement.dimension), statement.dimension)


def _review(content: Content, asked: dict[str, Statement], sheet: Sheet) -> Menu:
    missing = sum(id not in sheet.answers for id in asked)
    options = [("verder", f"Verder met de stellingen die nog open zijn ({missing})") if missing else ("klaar", "Klaar: alles klopt")]
    heading = ""
    for statement in asked.values():
        if statement.dimension != heading:
            heading = statement.dimension
            options.append((f"#{heading}", _dimension(content, statement)))
        options.append((statement.id, f"{_shown(sheet.answers.get(statement.id))}: {statement.text}"))
    if missing:
        options += [("#", ""), ("klaar", "Klaar voor nu: de rest blijft open")]
    return Menu(f"Overzicht van de stellingen, {_role_name(content, sheet.role)}", tuple(options),
                "Kies een stelling om uw antwoord te veranderen.", complete=not missing)


def _shown(value: int | str | None) -> str:
    return "open" if value is None else {DONT_KNOW: "weet ik niet", NOT_APPLICABLE: "n.v.t."}.get(str(value), str(value))


def _small(text: str) -> str:
    """Lower the first letter, unless the word is an abbreviation."""
    text = text.strip().rstrip(".")
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
