"""Reading a filled-in questionnaire back, for `new --answers`."""

from __future__ import annotations

from pathlib import Path

from site_build.content.model import Content
from site_build.interview.answers import Answers


def read_form(path: Path, content: Content) -> Answers:
    """Read a filled-in workbook; raises ContentError with problems named by sheet and cell, UsageError when it is none."""
    from site_build.publishing.forms.form_reading import read_form_workbook

    return read_form_workbook(path, content)
