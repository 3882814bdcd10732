"""The words of the questionnaire on paper and in a workbook: who, how to answer, when it applies."""

from __future__ import annotations

from collections.abc import Collection

from site_build.content.model import Content, Moment, Question, Section
from site_build.content.phrases import Phrases
from site_build.errors import UsageError
from site_build.interview.answers import dutch_date
from site_build.publishing.workbooks.workbook import DONT_KNOW_LABEL
from site_build.tailoring.explaining import in_words

CONFIDENTIAL = "Vertrouwelijk"
NOT_APPLICABLE_LABEL = "n.v.t."


def who_title(role: str, content: Content) -> str:
    """Return how a role is called on a form."""
    called = content.called(role or content.meaning("project_leader"))
    return called[:1].upper() + called[1:]


def chosen_sections(content: Content, role: str | None, *, statements: bool) -> tuple[tuple[Section, tuple[Question, ...]], ...]:
    """Return the sections with the questions that a role can know; without a role all of them.

    Raises UsageError for a role that knows no question (with statements any role of the handbook will do).
    """
    known = {q.who for q in content.questions.values()} | ({r.id for r in content.roles} if statements else set())
    if role and role not in known:
        raise UsageError(f"Er zijn geen vragen voor de rol '{role}'. Kies uit: {', '.join(in_order(known, content))}.")
    found = ((section, tuple(q for q in section.questions if not q.retired and (not role or q.who == role))) for section in content.sections)
    return tuple((section, questions) for section, questions in found if questions)


def in_order(roles: Collection[str], content: Content) -> list[str]:
    """Return roles in the order of the handbook, others behind."""
    order = [r.id for r in content.roles]
    return sorted(roles, key=lambda role: (order.index(role) if role in order else len(order), role))


def how(question: Question, phrases: Phrases) -> str:
    """Return how a question is answered, for a colleague who sees only the cell."""
    if question.type == "list":
        return ""
    if question.type == "number":
        told = {"euro": phrases("form.how_euro"), "": phrases("form.how_number")}.get(question.unit) or phrases("form.how_unit", unit=question.unit)
    else:
        told = phrases.one("form_how", question.type)
    shows = question.example and question.type in ("text", "number", "date")
    return f"{told} {phrases('form.example', example=question.example)}" if shows else told


def explained(question: Question, content: Content, instruction: str) -> str:
    """Return the help of a question: when it applies, what is meant, and how to answer."""
    phrases = content.phrases
    applies = phrases("form.only_if", condition=in_words(question.when, content)) if question.when else ""
    known = content.known_facts
    # 'suggest' promises a figure that only the interview in the terminal can offer.
    help_text = phrases("form.look_up") if question.suggest in known and known[question.suggest].of_municipality else question.help
    alone = ""
    if question.none:
        alone = phrases("form.alone", choice=next(c.label for c in question.choices if c.id == question.none))
    return " ".join(" ".join(part.split()) for part in (applies, help_text, instruction, alone) if part)


def usual_date(moment: Moment, content: Content) -> str:
    """Return in words which date the plan uses for a decision moment when nobody fills one in."""
    phrases = content.phrases
    if moment.answer and moment.answer in content.questions:
        ask = content.questions[moment.answer].ask
        return phrases("form.date_of_answer_or", ask=ask, day=_default(moment, phrases)) if moment.default else phrases("form.date_of_answer", ask=ask)
    if moment.relative_to:
        other = next((m.title for m in content.moments if m.id == moment.relative_to), moment.relative_to)
        months = moment.months_before
        return phrases("form.month_before" if months == 1 else "form.months_before", months=months, moment=other)
    if moment.default is None:
        return phrases("form.no_date")
    return _default(moment, phrases)


def _default(moment: Moment, phrases: Phrases) -> str:
    assert moment.default
    day = dutch_date(f"2000-{moment.default.month:02}-{moment.default.day:02}").removesuffix(" 2000")
    year = "" if moment.default.year == "next" else f" {moment.default.year}"
    return phrases("form.estimated", day=f"{day}{year}") if moment.estimate else f"{day}{year}"


def purpose(content: Content) -> str:
    """Return the first sentence of a form: what the answers are for."""
    what = content.edition.what
    return content.phrases("form.purpose_for", what=what) if what else content.phrases("form.purpose")


def cover_lines(content: Content, role: str | None, questions: bool, list_sheets: list[str], statements: bool, dated: bool) -> list[tuple[str, bool]]:
    """Return the lines of the cover, each with whether it is a heading."""
    phrases = content.phrases
    lines = [(purpose(content), False)]
    if role and questions:
        lines.append((phrases("form.cover_role", role=content.called(role)), False))
    lines.append((phrases("form.cover_how"), True))
    steps = []
    if questions:
        steps += [
            phrases("form.cover_yellow"), phrases("form.cover_list"), phrases("form.cover_more"), phrases("form.cover_unknown", label=DONT_KNOW_LABEL),
        ]
        if list_sheets:
            names = ", ".join(f"‘{title}’" for title in list_sheets)
            steps.append(phrases("form.cover_sheet" if len(list_sheets) == 1 else "form.cover_sheets", names=names))
        if dated:
            steps.append(phrases("form.cover_moments"))
        steps.append(phrases("form.cover_confidential", label=CONFIDENTIAL))
    if statements:
        steps += [phrases("form.cover_statements")]
    steps.append(phrases("form.cover_ready"))
    lines += [(f"{number}. {step}", False) for number, step in enumerate(steps, start=1)]
    if questions and not role:
        lines += [(phrases("form.cover_who"), True), (phrases("form.cover_passed_on"), False)]
    return lines
