"""What git knows of the content; nothing where there is no git, or no such thing in it."""

from __future__ import annotations

import subprocess
from pathlib import Path


def git(root: Path, *arguments: str) -> bytes | None:
    """Return what git says about the folder `root`, or None where it refuses, is not there or takes longer than a minute."""
    try:
        made = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return made.stdout if made.returncode == 0 else None
