"""The checks of tiny content run hundreds of times: without a spelling program each time (test_lint has its own)."""

import pytest


@pytest.fixture(autouse=True)
def without_hunspell(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let spelling find no program."""
    monkeypatch.setattr("site_build.desk.checking_spelling.find_program", lambda: None)
