"""Parts of an answers file made new, so that comments, order and everything else stay as somebody wrote them."""

from __future__ import annotations

from site_build.content.model import Content
from site_build.errors import ContentError
from site_build.interview.answers_reading import read_answers
from site_build.interview.answers_writing import write_answers
from site_build.interview.records import Answers

_PARTS = ("plan", "own_actions", "moments", "registers")  # in the order of the file


def replace_parts(text: str, answers: Answers, content: Content, file: str) -> str:
    """Return the text of an answers file with only plan, own actions, moments and tables made new.

    Where that does not give these answers (a file in an unusual YAML style), the whole file is written new.
    """
    fresh, replaced, behind = write_answers(answers, content), text if text.endswith("\n") or not text else f"{text}\n", ""
    for part in _PARTS:
        before, old, after = _split(replaced, part)
        new = _split(fresh, part)[1]
        if not old and new and behind:  # a part that was not there comes after the part before it
            before, beside, after = _split(replaced, behind)
            before += beside
        replaced = before + new + after
        behind = part if new else behind
    try:
        if read_answers(replaced, file, content) == answers:
            return replaced
    except ContentError:
        pass
    return fresh


def _split(text: str, part: str) -> tuple[str, str, str]:
    """Return what stands before a part, the part itself, and what follows; a part that is not there is empty, at the end."""
    lines = text.splitlines(keepends=True)
    start = next((n for n, line in enumerate(lines) if line.startswith(f"{part}:")), None)
    if start is None:
        return text, "", ""
    end = start + 1
    for number in range(start + 1, len(lines)):
        if lines[number].startswith((" ", "\t")) and lines[number].strip():
            end = number + 1
        elif lines[number].strip() and not lines[number].startswith("#"):
            break
    return "".join(lines[:start]), "".join(lines[start:end]), "".join(lines[end:])
