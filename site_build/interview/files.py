"""An answers file on disk: read it, and save it so that no answer is ever lost."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from site_build.content.model import Content
from site_build.disk import OWNER_ONLY, read_file, reason, write_atomic
from site_build.errors import ContentError, HandbookError, Place, Problem, UsageError
from site_build.interview.records import Answers

ANSWERS = "antwoorden.yml"  # its name in the folder of a handbook
MAX_BYTES = 5_000_000


def load_answers(path: Path, content: Content) -> Answers:
    """Read an answers file; raises UsageError when it cannot be opened, ContentError when it is wrong."""
    from site_build.interview.answers_reading import (
        read_answers,  # here: a new file is not read, and the first question waits for what is imported above
    )

    return read_answers(read_text(path), path.name, content)


def read_text(path: Path) -> str:
    """Return the text of an answers file; raises as `load_answers` does."""
    try:
        if path.exists() and not stat.S_ISREG(path.stat().st_mode) and not path.is_dir():
            raise UsageError(f"{path} is geen gewoon bestand. Bewaar de antwoorden eerst in een bestand.")
        if path.is_file() and path.stat().st_size > MAX_BYTES:
            raise UsageError(f"Het bestand {path} is te groot voor een antwoordenbestand.")
        return read_file(path).decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise ContentError([Problem(Place(path.name, 1, 1), "tekens", "Dit bestand is niet in UTF-8 opgeslagen.",
                                    "Sla het opnieuw op met de codering UTF-8.")]) from None
    except FileNotFoundError:
        raise UsageError(f"Het bestand {path} bestaat niet.") from None
    except IsADirectoryError:
        raise UsageError(f"{path} is een map. Noem een bestand, bijvoorbeeld {path / 'antwoorden.yml'}.") from None
    except (OSError, ValueError) as error:
        raise UsageError(f"Het bestand {path} is niet te lezen{_why(error)}.") from None


class Keeper:
    """Keeps one answers file: writes beside it and renames, and never over somebody else's change."""

    def __init__(self, path: Path, content: Content) -> None:
        """Raises UsageError when the place cannot be written; writes nothing yet."""
        self.path, self.content = path, content
        self._target = Path(os.path.realpath(path))
        if self._target.is_dir():
            raise UsageError(f"{path} is een map. Noem een bestand, bijvoorbeeld {path / 'antwoorden.yml'}.")
        self._refuse_unwritable()
        self._last = self._on_disk()
        self._header = _leading_comment(self._last or b"")

    def save(self, answers: Answers) -> None:
        """Write the answers, unless nothing changed; raises HandbookError and leaves the old file whole."""
        from site_build.interview.answers_writing import write_answers

        new = self._header + write_answers(answers, self.content).encode("utf-8")
        if new == self._last:
            return
        target = self._target
        if self._on_disk() != self._last:
            target = target.with_name(f"{target.stem}.andere-versie{target.suffix}")
        try:
            write_atomic(target, new, mode=None if target.exists() else OWNER_ONLY)
        except OSError as error:
            raise HandbookError(f"Bewaren in {self.path} lukt niet ({reason(error)}). Wat er al stond, staat er nog.") from None
        if target != self._target:
            raise HandbookError(f"{self.path} is intussen door iemand anders veranderd. Dat bestand is zo gelaten. "
                                f"Uw antwoorden staan in {target}.")
        self._last = new

    def _on_disk(self) -> bytes | None:
        try:
            return read_file(self._target)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise UsageError(f"Het bestand {self.path} is niet te lezen ({reason(error)}).") from None

    def _refuse_unwritable(self) -> None:
        folder = self._target.parent
        while not folder.exists():
            folder = folder.parent
        if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
            raise UsageError(f"In de map {folder} kan niets worden bewaard. Kies een andere map.")


def _why(error: Exception) -> str:
    return f" ({reason(error)})" if isinstance(error, OSError) else ""


def _leading_comment(data: bytes) -> bytes:
    """Return the comment that somebody put above the answers."""
    lines = data.replace(b"\r\n", b"\n").split(b"\n")
    count = next((number for number, line in enumerate(lines) if line.strip() and not line.startswith(b"#")), 0)
    return b"".join(line + b"\n" for line in lines[:count])
