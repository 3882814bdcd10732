"""What of the answers may leave the municipality: decided per question, by default no. Pure.

Never shared: what is confidential, free text (anything may stand in it), and a count under ten (somebody might be recognised).
Amounts and other figures leave only when the person says so; a figure that tells nothing about money or people says `share: true`.
"""

from __future__ import annotations

from dataclasses import dataclass

from site_build.content.documents import Json, list_of, mapping_of
from site_build.content.model import DONT_KNOW, Content, Question
from site_build.interview.records import Answers

PUBLIC, PARTNER, COUNCIL = "openbaar", "partner", "raad"
FEW = 10  # a count under this is never shared; the handbook's own rule for evictions and the like
_NO_COUNT = ("euro", "procent")


@dataclass(frozen=True)
class Sharing:
    """For whom an edition to share is made, and whether amounts and counts go along."""

    audience: str = PUBLIC
    amounts: bool = False

    def hides(self, question: Question) -> bool:
        """True when no answer to this question leaves; a list with figures in it goes as a whole or not at all."""
        if question.private:
            return True
        return not self.amounts and (question.figure or any(part.figure for part in question.parts))

    def shared(self, question: Question, value: Json) -> Json:
        """Return what leaves of an answer; None is nothing."""
        if value is None or self.hides(question) or _few(question, value):
            return None
        if question.type != "list" or value == DONT_KNOW:
            return value
        parts = {part.id: part for part in question.parts}
        return [{key: item for key, item in mapping_of(entry).items() if not parts[key].private and not _few(parts[key], item)} for entry in list_of(value)]


def _few(question: Question, value: Json) -> bool:
    return question.figure and question.unit not in _NO_COUNT and isinstance(value, (int, float)) and value < FEW


@dataclass(frozen=True)
class Outlook:
    """The short names of the answers that go along, of those that go only when somebody says so, and of those that never do."""

    goes: tuple[str, ...]
    amounts: tuple[str, ...]
    stays: tuple[str, ...]


def outlook(answers: Answers, content: Content) -> Outlook:
    """Return what would leave, for who decides about sharing; for whom the edition is makes no difference."""
    goes, _ = leaving(answers, content, Sharing())
    everything, stays = leaving(answers, content, Sharing(amounts=True))
    return Outlook(goes, tuple(label for label in everything if label not in goes), stays)


def leaving(answers: Answers, content: Content, sharing: Sharing) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the questions whose answer goes along, and those whose answer stays, in order; for who decides about sharing."""
    goes: list[str] = []
    stays: list[str] = []
    for id, question in content.questions.items():
        value = answers.values.get(id)
        if value is None or value == DONT_KNOW:
            continue
        (stays if sharing.shared(question, value) is None else goes).append(question.label)
    return tuple(goes), tuple(stays)
