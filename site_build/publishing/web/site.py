"""Build the website of a handbook with MkDocs, strictly."""

from __future__ import annotations

import logging
import os
import shutil
from pathlib import Path

from site_build.errors import HandbookError


def build_site(folder: Path, *, site: Path | None = None, leave: str = ".*") -> Path:
    """Build `folder` (with mkdocs.yml) into `site` (default folder/site) and return that.

    The files in export/ go along, but for names that match `leave`. Raises HandbookError with MkDocs' own lines when a link or page is wrong.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    target = (site or folder / "site").resolve()
    log = _Collector()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(log)
    propagate, logger.propagate = logger.propagate, False
    try:
        config = load_config(str(folder / "mkdocs.yml"), site_dir=str(target.absolute()), strict=False)
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    except (MkDocsException, SystemExit) as error:
        raise HandbookError(f"De website kon niet worden gemaakt.\n{log.text() or error}") from error
    finally:
        logger.removeHandler(log)
        logger.propagate = propagate
    if log.lines:
        raise HandbookError(f"De website is gemaakt, maar er klopt iets niet in uw bestanden:\n{log.text()}")
    _trim(target)
    if (folder / "export").is_dir():
        shutil.copytree(folder / "export", target / "downloads", dirs_exist_ok=True, ignore=shutil.ignore_patterns(".*", leave))
    return target


def _trim(site: Path) -> None:
    try:
        from site_build.publishing.web.trim import trim_site
    except ImportError:
        return
    trim_site(site)


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())

    def text(self) -> str:
        return "\n".join(self.lines)
