"""Which question is next, back, and how far one is: pure functions of questionnaire and answers.

The person walks a *trail* over the ids that are asked now. Which ids those are follows from the
answers alone, so that hiding a question never touches its answer. The forty statements are walked
in the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from site_build.content.model import Content, Question, Section
from site_build.interview.facts import Values
from site_build.interview.records import Answers
from site_build.interview.wording import answer_text

Answered = Callable[[str], bool]


@dataclass(frozen=True)
class Trail:
    """Where one is: `at` an id, or None at the review.

    `until` is where going back began, or from where the review was opened; `jumped` is: came from the review.
    """

    at: str | None
    until: str | None = None
    jumped: bool = False


def asked(content: Content, answers: Answers, *, quick: bool = False, who: str = "") -> tuple[Question, ...]:
    """Return the questions that are asked now, in order; `quick` leaves out what is not needed for a first handbook.

    With `who`, a role, only what that role can know.

    A question whose own condition is unknown is asked: only a clear no hides it.
    """
    values = Values(content, answers)
    return tuple(q for q in content.questions.values() if (q.quick or not quick) and who in ("", q.who) and values.applies(q))


def start(order: Sequence[str], answered: Answered) -> Trail:
    """Begin, or continue: at the first id without an answer, or at the review when there is none."""
    return Trail(next((id for id in order if not answered(id)), None))


def forward(trail: Trail, order: Sequence[str], answered: Answered) -> Trail:
    """Go on after an answer.

    Where one went back, the way forward passes the same ids again. Otherwise the next id without an
    answer comes; then one that came up earlier in the list; then the review.
    """
    if trail.at not in order:
        return start(order, answered)
    here = order.index(trail.at)
    if trail.until in order and order.index(trail.until) > here:
        following = order[here + 1]
        return Trail(following, None if following == trail.until else trail.until)
    later = next((id for id in order[here + 1:] if not answered(id)), None)
    return Trail(later) if later else start(order, answered)


def back(trail: Trail, order: Sequence[str]) -> Trail:
    """Go to the id before this one; the first stays where it is.

    From the review to where it was opened, else to the last; after a jump to the review.
    """
    if trail.at is None:
        return Trail(trail.until if trail.until in order else order[-1] if order else None)
    if trail.jumped:
        return Trail(None, trail.at)
    here = order.index(trail.at) if trail.at in order else 0
    if here == 0:
        return trail
    until = trail.until if trail.until in order else None
    return Trail(order[here - 1], until or trail.at)


def open_review(trail: Trail) -> Trail:
    """Go to the review, from anywhere."""
    return Trail(None, trail.at)


def jump(id: str) -> Trail:
    """Go from the review to one id."""
    return Trail(id, jumped=True)


@dataclass(frozen=True)
class Progress:
    """How far one is, counted from 1; the totals change when an answer shows or hides questions.

    With `parts` 0 there is only the number: 'onderdeel 1 van 3'.
    """

    part: int
    parts: int
    number: int
    total: int
    words: tuple[str, str] = ("deel", "vraag")

    def __str__(self) -> str:
        part, number = self.words
        here = f"{number} {self.number} van {self.total}"
        return f"{part} {self.part} van {self.parts}, {here}" if self.parts else here


def progress(content: Content, order: Sequence[str], id: str) -> Progress:
    """Return where a question stands among those that are asked now, and its section among theirs."""
    sections = [section.id for section in content.sections if any(q.id in order for q in section.questions)]
    return Progress(sections.index(section_of(content, id).id) + 1, len(sections), order.index(id) + 1, len(order))


def section_of(content: Content, id: str) -> Section:
    """Return the section in which a question stands; raises KeyError where there is none."""
    for section in content.sections:
        if any(question.id == id for question in section.questions):
            return section
    raise KeyError(id)


def opens_section(content: Content, order: Sequence[str], id: str) -> bool:
    """True for the first question of its section that is asked."""
    section = section_of(content, id)
    return next(q.id for q in section.questions if q.id in order) == id


@dataclass(frozen=True)
class ReviewLine:
    """One line of the review: an answer as text, and whether it is still open."""

    section: str
    question: Question
    text: str
    open: bool


def review(content: Content, answers: Answers, *, quick: bool = False, who: str = "") -> tuple[ReviewLine, ...]:
    """Return every answer that counts now, in order, to look over and to jump to."""
    return tuple(
        ReviewLine(section_of(content, q.id).title, q, answer_text(q, answers.values.get(q.id), content), q.id not in answers.values)
        for q in asked(content, answers, quick=quick, who=who)
    )
