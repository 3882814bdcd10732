"""The model documents of the worked case, decided from its answers at each of its moments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from site_build.content.keeping import kept, kept_of_all_words
from site_build.content.model import Content
from site_build.content.worked import WorkedMoment
from site_build.interview.answers import read_answers
from site_build.interview.facts import Values
from site_build.interview.records import Answers
from site_build.tailoring.budget_facts import budget_values
from site_build.tailoring.handbook import INTERN, Handbook
from site_build.tailoring.score_types import Scores
from site_build.tailoring.scores import compute_scores, score_values
from site_build.tailoring.selection import ChosenDocument, select


@dataclass(frozen=True)
class DecidedDocuments:
    """A moment: a handbook with only its documents decided (no plan, no advice), and the documents that apply, by id."""

    handbook: Handbook
    documents: Mapping[str, ChosenDocument]


def decided_documents(content: Content) -> Mapping[str, DecidedDocuments]:
    """Return every moment of the worked case by id, decided once per content; raises ContentError where its answers cannot be read."""
    return kept(content, _decide_all)


def _decide_all(content: Content) -> Mapping[str, DecidedDocuments]:
    return {moment.id: _decide(content, moment) for moment in content.worked.moments} if content.worked else {}


def moment_answers(content: Content, moment: WorkedMoment) -> Answers:
    """Return the answers of a moment; raises ContentError where they cannot be read."""
    return read_answers(moment.answers, f"guide/example/moments/{moment.id}.yml", content)


def _answered(content: Content) -> Mapping[str, tuple[Answers, Values, Scores | None]]:
    """Return of each moment its answers, what they stand for and what they score: the same in whatever words."""
    return {moment.id: _score(content, moment_answers(content, moment)) for moment in content.worked.moments} if content.worked else {}


def _score(content: Content, answers: Answers) -> tuple[Answers, Values, Scores | None]:
    values = Values(content, answers)
    phase = values.meant("phase")
    scored = compute_scores(content, answers.statements, phase.text if phase.known else None, values.lookup) if content.statements else None
    return answers, values.with_extra(budget_values(content, values, answers) | (score_values(scored) if scored else {})), scored


def _decide(content: Content, moment: WorkedMoment) -> DecidedDocuments:
    answers, values, scored = kept_of_all_words(content, _answered)[moment.id]
    selection = select((), (), content.documents, (), (), values)
    handbook = Handbook(content, answers, INTERN, values, selection, scored, (), None, None, None)
    return DecidedDocuments(handbook, {chosen.thing.id: chosen for chosen in selection.documents if chosen.included})
