"""`handreiking serve`: a handbook in the browser on this machine, made again while it is edited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from site_build.commands.report import Report
from site_build.publishing.web.serving import serve


@dataclass(frozen=True)
class ServeWish:
    """Which handbook, on which port (0: one that is free); `trust` lets mkdocs.yml run programs."""

    folder: Path
    port: int = 8000
    trust: bool = False


def run(wish: ServeWish, *, say: Callable[[str], None]) -> Report:
    """Serve until Ctrl+C; `say` hears the address and what happens. Raises as `serve` does."""
    serve(wish.folder, wish.port, trust=wish.trust, say=say)
    return Report()
