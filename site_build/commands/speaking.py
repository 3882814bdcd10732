"""How the front door speaks on any console, and what it says when a command fails."""

from __future__ import annotations

import sys


def speak() -> None:
    """Let every console and redirect take our words: what it has no sign for becomes one that looks like it."""
    import codecs

    codecs.register_error("handreiking", _look_alike)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # not where a test or a notebook put its own stream
            stream.reconfigure(errors="handreiking")


def _look_alike(error: UnicodeError) -> tuple[str, int]:
    import unicodedata

    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = {"→": "->", "…": "...", "€": "EUR", "‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "×": "x", "☐": "[ ]", "ﬁ": "fi"}
    plain = (signs.get(sign) or unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode() or "?" for sign in error.object[error.start:error.end])
    return "".join(plain), error.end


def explain_failure(error: Exception) -> int:
    """Say in Dutch what went wrong, and return the exit status."""
    from site_build.errors import HandbookError

    if isinstance(error, HandbookError):
        print(error, file=sys.stderr)
        return error.exit_status
    if isinstance(error, OSError):  # a disk can refuse at any moment, and that is nobody's bug
        from site_build.disk import reason

        what = f"{error.filename}: " if error.filename else ""
        print(f"De schijf werkt niet mee: {what}{reason(error)}.", file=sys.stderr)
        return 1
    print(f"Er ging iets mis dat niet had mogen gebeuren ({type(error).__name__}). "
          "Probeer het met --debug en meld wat u ziet.", file=sys.stderr)
    return 1
