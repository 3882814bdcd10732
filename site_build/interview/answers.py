"""Answers: keep, validate, read and write; the one import for every later step.

An answer is a value, `onbekend` (DONT_KNOW), or absent. The file is YAML with the question as a
comment above each answer, in the order of the questionnaire.
"""

from __future__ import annotations

from site_build.interview.answers_reading import read_answers
from site_build.interview.answers_writing import write_answers
from site_build.interview.migrating import ask_again
from site_build.interview.records import FILE_VERSION, OWN, PRIORITIES, STATUSES, Answers, OwnAction, PlanEntry, Sheet, new_answers
from site_build.interview.validation import MAX_TEXT, InvalidAnswer, find_choice, validate
from site_build.interview.wording import answer_text, dutch_date, dutch_number, shown_name

__all__ = [
    "FILE_VERSION", "MAX_TEXT", "OWN", "PRIORITIES", "STATUSES", "Answers", "InvalidAnswer", "OwnAction", "PlanEntry", "Sheet", "answer_text", "ask_again",
    "dutch_date", "dutch_number", "find_choice", "new_answers", "read_answers", "shown_name", "validate", "write_answers",
]
