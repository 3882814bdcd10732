"""Show a handbook in the browser on this machine; MkDocs' own server builds it again and reloads the page when a file changes."""

from __future__ import annotations

import base64
import hashlib
import logging
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.livereload import LiveReloadServer

from site_build.errors import HandbookError, UsageError
from site_build.publishing.web.site import build_site
from site_build.store.tree import read_manifest

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

_RELOADING = re.compile(rb"<script>([^<]*livereload.*?)</script>", re.DOTALL)  # what LiveReloadServer adds to a page
_OWN_SCRIPTS = b"script-src 'self'"


def serve(folder: Path, port: int, *, trust: bool = False, say: Callable[[str], None]) -> None:
    """Serve DIR/site on 127.0.0.1 until Ctrl+C; an edited page is built again and shown. `port` 0 takes one that is free; `say` hears what happens.

    Raises HandbookError and UsageError as build_site does, and UsageError when the port is taken.
    """
    read_manifest(folder)
    site = build_site(folder, trust=trust)
    quiet = logging.getLogger("mkdocs.livereload")
    quiet.addHandler(logging.NullHandler())
    quiet.propagate = False
    server = _Server(lambda: _build(folder, trust, say), site, port, say)
    for watched in ("mkdocs.yml", "docs", "theme"):
        if (folder / watched).exists():
            server.watch(str(folder / watched))
    try:
        server.serve()  # type: ignore[no-untyped-call]  # MkDocs left this one without types
    except OSError:
        raise UsageError(f"Poort {port} is bezet. Kies een andere met --port.") from None
    finally:
        server.shutdown()


def _build(folder: Path, trust: bool, say: Callable[[str], None]) -> None:
    try:
        build_site(folder, trust=trust, say=say)
        say("Opnieuw gemaakt.")
    except HandbookError as error:
        say(str(error))


class _Server(LiveReloadServer):
    """MkDocs' server that says in Dutch where it is, shows our own page for what is not there, and keeps to the pages' policy."""

    def __init__(self, builder: Callable[[], None], site: Path, port: int, say: Callable[[str], None]) -> None:
        super().__init__(builder, "127.0.0.1", port, str(site))
        self._say = say
        self.error_handler = lambda code: (site / "404.html").read_bytes() if code == 404 and (site / "404.html").is_file() else None

    def server_activate(self) -> None:
        super().server_activate()
        self._say(f"Open http://127.0.0.1:{self.server_port}/ in uw browser. Stop met Ctrl+C.")

    def serve_request(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer as MkDocs does; a page lets the script that reloads it run, and no other than its own."""
        kept: list[tuple[str, list[tuple[str, str]]]] = []
        body = super().serve_request(environ, lambda status, headers, *_: kept.append((status, headers)))
        if not kept or dict(kept[0][1]).get("Content-Type") != "text/html":
            for status, headers in kept:
                start_response(status, headers)
            return body
        page = b"".join(body)
        if script := _RELOADING.search(page):
            digest = base64.b64encode(hashlib.sha256(script[1]).digest())
            page = page.replace(_OWN_SCRIPTS, _OWN_SCRIPTS + b" 'sha256-" + digest + b"'", 1)
        status, headers = kept[0]
        start_response(status, [(name, str(len(page)) if name == "Content-Length" else value) for name, value in headers])
        return [page]
