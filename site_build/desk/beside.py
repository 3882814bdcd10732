"""What runs the checks beside the workbench."""

from __future__ import annotations

from typing import Protocol

from site_build.errors import Problem


class Checker(Protocol):
    """Runs the checks beside the workbench."""

    def run(self) -> tuple[Problem, ...] | None:
        """Return what the checks find, or None when it was stopped."""

    def stop(self) -> None:
        """Stop what runs, because the files are others by now."""


class NoChecker:
    """For a workbench that only shows."""

    def run(self) -> tuple[Problem, ...]:
        """Return nothing."""
        return ()

    def stop(self) -> None:
        """Nothing runs."""
