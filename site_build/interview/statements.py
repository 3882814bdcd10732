"""The forty statements: which are asked, how, and one person's walk through them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from site_build.content.model import DONT_KNOW, Choice, Content, Question, Statement
from site_build.errors import UsageError
from site_build.interview import flow
from site_build.interview.facts import Values
from site_build.interview.flow import Progress
from site_build.interview.prompts import Front, Menu, Prompt, Signal, prompt_for
from site_build.interview.records import Answers, Sheet

NOT_APPLICABLE = "nvt"
_NEW = "nieuw"
_SCALE = ("helemaal niet", "een beetje", "half", "grotendeels", "volledig")
_BEFORE_START = ("verkennen", "voorbereiden")  # here only readiness leads; fact base, implementatie 6.4 rule 7
Keep = Callable[[Answers], None]
Leave = Callable[[Any], Any]


def to_fill_in(content: Content, answers: Answers) -> tuple[Statement, ...]:
    """Return the statements that are asked in this phase, per dimension in order of the model.

    In `verkennen` and `voorbereiden` only those for readiness (kind G); with the phase unknown all.
    """
    phase = Values(content, answers)["fase"]
    only_readiness = phase.known and phase.value in _BEFORE_START
    rank = {dimension.id: index for index, dimension in enumerate(content.scoring.dimensions)}
    live = [s for s in content.statements if not s.retired and not (only_readiness and s.kind == "B")]
    return tuple(sorted(live, key=lambda s: rank.get(s.dimension, len(rank))))


def as_question(statement: Statement) -> Question:
    """Return a statement as a question with the five degrees and 'does not apply'."""
    degrees = tuple(Choice(id=str(number), label=f"{number}  {label}") for number, label in enumerate(_SCALE, start=1))
    other = "Nog niet aan de orde" if statement.kind == "B" else "Niet van toepassing"
    return Question(id=statement.id, ask=statement.text, short=f"Stelling {statement.code}", type="choice", confidential=True,
                    choices=(*degrees, Choice(id=NOT_APPLICABLE, label=other)),
                    help="Kies wat nu zo is, niet wat u hoopt. Weet u het niet, zeg dat dan: ook dat is een uitkomst.")


def check_role(content: Content, role: str) -> None:
    """Raise UsageError when a role is named that does not exist."""
    known = [r.id for r in content.roles if not r.retired]
    if role and role not in known:
        raise UsageError(f"De rol '{role}' bestaat niet. Kies uit: {', '.join(known)}.")


def fill_in(front: Front, content: Content, answers: Answers, role: str, keep: Keep, leave: Leave) -> None:
    """Let one person fill in the statements for a role (empty is: ask which); `keep` saves after each."""
    asked = to_fill_in(content, answers)
    if not asked:
        front.say("Er zijn geen stellingen om in te vullen.")
        return
    front.say(content.scoring.disclaimer)
    chosen = _whose(front, content, answers, role, asked, leave)
    if chosen == _NEW:
        chosen = role or leave(front.pick(_roles(content)))
        if isinstance(chosen, Signal):
            return
        answers = dataclasses.replace(answers, statements=(*answers.statements, Sheet(chosen)))
        index = len(answers.statements) - 1
    elif isinstance(chosen, Signal):
        return
    else:
        index = int(chosen)
    _Walk(front, content, answers, asked, index, keep, leave).run()


def _whose(front: Front, content: Content, answers: Answers, role: str, asked: tuple[Statement, ...], leave: Leave) -> Any:
    """Return which sheet goes on (its number), _NEW, or a Signal."""
    options = []
    for index, sheet in enumerate(answers.statements):
        if role in ("", sheet.role):
            done = sum(s.id in sheet.answers for s in asked)
            name = _role_name(content, sheet.role)
            options.append((str(index), f"Verder met invuller {index + 1}, {name} ({done} van {len(asked)} stellingen)"))
    if not options:
        return _NEW
    return leave(front.pick(Menu("Wie vult de stellingen in?", (*options, (_NEW, "Een nieuwe invuller")), default=options[-1][0])))


def _roles(content: Content) -> Menu:
    roles = tuple((role.id, role.name) for role in content.roles if not role.retired)
    return Menu("In welke rol vult u de stellingen in?", roles or (("projectleider", "Projectleider"),),
                "De uitkomst wordt per rol berekend en daarna over de rollen. Uw naam wordt niet gevraagd.", default="projectleider")


def _role_name(content: Content, id: str) -> str:
    return next((role.name.lower() for role in content.roles if role.id == id), id)


class _Walk:
    def __init__(self, front: Front, content: Content, answers: Answers, asked: tuple[Statement, ...], index: int, keep: Keep,
                 leave: Leave) -> None:
        self.front, self.content, self.answers, self.index = front, content, answers, index
        self._keep, self._leave = keep, leave
        self.asked = {statement.id: statement for statement in asked}
        self.order = list(self.asked)

    @property
    def sheet(self) -> Sheet:
        return self.answers.statements[self.index]

    def run(self) -> None:
        trail = flow.start(self.order, self._answered)
        while True:
            if trail.at is None:
                chosen = self._review()
                if chosen is Signal.BACK:
                    trail = flow.back(trail, self.order)
                elif chosen == "klaar":
                    self._agree()
                    return
                elif chosen == "verder":
                    trail = flow.start(self.order, self._answered)
                else:
                    trail = flow.jump(chosen)
                continue
            outcome = self._leave(self.front.ask(self._prompt(self.asked[trail.at])))
            if outcome is Signal.BACK:
                trail = flow.back(trail, self.order)
            elif outcome is Signal.REVIEW:
                trail = flow.open_review(trail)
            else:
                self._set(str(trail.at), outcome)
                trail = flow.forward(trail, self.order, self._answered)

    def _answered(self, id: str) -> bool:
        return id in self.sheet.answers

    def _prompt(self, statement: Statement) -> Prompt:
        current = self.sheet.answers.get(statement.id)
        prompt = prompt_for(as_question(statement), self.content, self.answers, title=self._dimension(statement),
                            progress=self._progress(statement), current=None if current is None else str(current))
        return dataclasses.replace(prompt, note=f"Dit kunt u laten zien: {_small(statement.show)}." if statement.show else "")

    def _dimension(self, statement: Statement) -> str:
        return next((d.title for d in self.content.scoring.dimensions if d.id == statement.dimension), statement.dimension)

    def _progress(self, statement: Statement) -> Progress:
        dimensions = list(dict.fromkeys(s.dimension for s in self.asked.values()))
        return Progress(dimensions.index(statement.dimension) + 1, len(dimensions), self.order.index(statement.id) + 1, len(self.order),
                        ("deel", "stelling"))

    def _set(self, id: str, value: Any) -> None:
        given = value if value in (DONT_KNOW, NOT_APPLICABLE) else int(value)
        self._replace(answers={**self.sheet.answers, id: given})

    def _replace(self, **changes: Any) -> None:
        sheets = list(self.answers.statements)
        sheets[self.index] = dataclasses.replace(self.sheet, **changes)
        self.answers = dataclasses.replace(self.answers, statements=tuple(sheets))
        self._keep(self.answers)

    def _review(self) -> Any:
        missing = sum(not self._answered(id) for id in self.order)
        first = ("verder", f"Verder met de stellingen die nog open zijn ({missing})") if missing else ("klaar", "Klaar: alles klopt")
        options = [first]
        heading = ""
        for statement in self.asked.values():
            if statement.dimension != heading:
                heading = statement.dimension
                options.append((f"#{heading}", self._dimension(statement)))
            options.append((statement.id, f"{self._shown(statement)}: {statement.text}"))
        if missing:
            options += [("#", ""), ("klaar", "Klaar voor nu: de rest blijft open")]
        menu = Menu(f"Overzicht van de stellingen, {_role_name(self.content, self.sheet.role)}", tuple(options),
                    "Kies een stelling om uw antwoord te veranderen.")
        outcome = self.front.pick(menu)
        return "klaar" if outcome is Signal.END and not missing else self._leave(outcome)

    def _shown(self, statement: Statement) -> str:
        value = self.sheet.answers.get(statement.id)
        return {None: "open", DONT_KNOW: "weet ik niet", NOT_APPLICABLE: "n.v.t."}.get(value, str(value))  # type: ignore[arg-type]

    def _agree(self) -> None:
        """Ask whether the role may be shown when fewer than three people filled it in."""
        menu = Menu("Mag de uitkomst van uw rol apart worden getoond, ook als maar één of twee mensen die rol invulden?",
                    (("nee", "Nee, alleen samen met andere rollen"), ("ja", "Ja, dat mag")),
                    "Anderen kunnen dan zien wat u hebt ingevuld.", default="ja" if self.sheet.agreed else "nee")
        outcome = self.front.pick(menu)
        if outcome is not Signal.END and not isinstance(self._leave(outcome), Signal):
            self._replace(agreed=outcome == "ja")


def _small(text: str) -> str:
    """Lower the first letter, unless the word is an abbreviation."""
    text = text.strip().rstrip(".")
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
