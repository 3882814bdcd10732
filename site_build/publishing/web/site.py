"""Build the website of a handbook with MkDocs, strictly, and put it in place only when it is whole."""

from __future__ import annotations

import fnmatch
import io
import logging
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from site_build.disk import read_file, reason
from site_build.errors import HandbookError, UsageError
from site_build.publishing.web.messages import in_dutch
from site_build.store.swapping import fresh_folder, put_in_place
from site_build.store.trust import check_config, links_outside, read_config_text

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.theme import Theme


def build_site(folder: Path, *, site: Path | None = None, leave: str = ".*", trust: bool = False, say: Callable[[str], None] = print) -> Path:
    """Build `folder` (with mkdocs.yml) into `site` (default folder/site) and return that.

    The files in export/ go along, but for names that match `leave`. `say` gets, in Dutch, what was left out.
    Raises HandbookError in words when a link or page is wrong, UsageError when mkdocs.yml could run code and
    `trust` is not given, or when the place of the site is taken.
    """
    check_config(folder, trust=trust)
    target = _place(folder, site)
    check_pages(folder / "docs")
    outside = links_outside(folder, "docs")
    for name in outside:
        say(f"docs/{name} is een verwijzing naar een plek buiten het handboek. Die staat niet in de website.")
    try:
        fresh = fresh_folder(target)
        log = _build(folder, fresh, outside)
        _trim(fresh)
        _add_exports(folder, fresh, leave, say)
        put_in_place(fresh, target)
    except OSError as error:
        raise HandbookError(f"De website kon niet worden geschreven in {target} ({reason(error)}). De oude website staat er nog.") from error
    if log.lines:
        raise HandbookError("De website is gemaakt, maar er klopt iets niet in uw bestanden:\n" + "\n".join(in_dutch(log.lines)))
    return target


def check_pages(docs: Path) -> None:
    """Raise HandbookError that names every page that cannot be read as text."""
    wrong = []
    for path in sorted(docs.rglob("*.md")) if docs.is_dir() else []:
        name = f"docs/{path.relative_to(docs).as_posix()}"
        try:
            if not path.is_dir():
                read_file(path).decode("utf-8")
        except UnicodeDecodeError:
            wrong.append(f"{name} is niet in UTF-8 opgeslagen. Sla het opnieuw op met de codering UTF-8.")
        except OSError as error:
            wrong.append(f"{name} is niet te lezen ({reason(error)}).")
    if wrong:
        raise HandbookError("De website kon niet worden gemaakt:\n" + "\n".join(f"- {line}" for line in wrong))


def _place(folder: Path, site: Path | None) -> Path:
    target = site or folder / "site"
    if site is None and target.is_symlink() and not target.resolve().is_relative_to(folder.resolve()):
        raise UsageError(f"{target} is een verwijzing naar een plek buiten het handboek. Haal haar weg; dan maken wij er een map.")
    if target.exists() and not target.is_dir():
        raise UsageError(f"{target} is een bestand, maar daar komt de website. Hernoem of verplaats het.")
    return target.resolve()


def _build(folder: Path, site: Path, outside: Iterable[str]) -> _Collector:
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    log = _Collector()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(log)
    propagate, logger.propagate = logger.propagate, False
    stdin = sys.stdin
    if not hasattr(stdin, "buffer"):  # closed, or somebody's own: MkDocs looks at it whatever it reads
        sys.stdin = io.TextIOWrapper(io.BytesIO())
    try:
        config = load_config(str(folder / "mkdocs.yml"), site_dir=str(site.absolute()), strict=False, **_excluded(folder, outside))
        _sandbox(config.theme)
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    except (MkDocsException, SystemExit) as error:
        lines = in_dutch(log.lines or [str(error)])
        raise HandbookError("De website kon niet worden gemaakt.\n" + "\n".join(lines)) from error
    except OSError:
        raise
    except Exception as error:  # a theme file or page that somebody changed can raise what Jinja and Markdown raise
        name = getattr(error, "name", "") or ""
        what = f"het bestand theme/{name}" if str(name).endswith(".html") else "mkdocs.yml, een bladzijde of een bestand in theme/"
        raise HandbookError(f"De website kon niet worden gemaakt: er klopt iets niet in {what}. Met --debug ziet u de technische melding.") from error
    finally:
        sys.stdin = stdin
        logger.removeHandler(log)
        logger.propagate = propagate
    return log


def _excluded(folder: Path, outside: Iterable[str]) -> dict[str, str]:
    """Return the setting that leaves these files out, on top of what mkdocs.yml leaves out."""
    import yaml

    more = [f"/{name}" for name in outside]
    if not more:
        return {}
    node = yaml.compose(read_config_text(folder), Loader=yaml.SafeLoader)
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    own = [value.value for key, value in pairs if key.value == "exclude_docs" and isinstance(value, yaml.ScalarNode)]
    return {"exclude_docs": "\n".join([*own, *more])}


def _sandbox(theme: Theme) -> None:
    """Let the theme's files, which anybody may have changed, print and choose but not reach into Python."""
    from jinja2.sandbox import SandboxedEnvironment

    made = theme.get_env

    def get_env() -> Environment:
        plain = made()
        safe = SandboxedEnvironment(loader=plain.loader, auto_reload=False, extensions=list(plain.extensions))
        safe.filters.update(plain.filters)
        safe.globals.update(plain.globals)
        safe.tests.update(plain.tests)
        return safe

    vars(theme)["get_env"] = get_env  # of this one theme only, in place of what its class does


def _add_exports(folder: Path, site: Path, leave: str, say: Callable[[str], None]) -> None:
    export = folder / "export"
    if not export.is_dir():
        return
    outside = set(links_outside(folder, "export"))
    for name in sorted(outside):
        say(f"export/{name} is een verwijzing naar een plek buiten het handboek. Die staat niet in de website.")
    if "." in outside:
        return

    def ignore(base: str, names: list[str]) -> set[str]:
        inside = Path(base).relative_to(export)
        return {n for n in names if n.startswith(".") or fnmatch.fnmatch(n, leave) or (inside / n).as_posix() in outside}

    shutil.copytree(export, site / "downloads", dirs_exist_ok=True, ignore=ignore)


def _trim(site: Path) -> None:
    from site_build.publishing.web.trim import trim_site

    trim_site(site)


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())
