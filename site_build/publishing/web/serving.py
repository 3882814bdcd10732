"""Show a handbook in the browser on this machine, and build it again when a file changes."""

from __future__ import annotations

import functools
import http.server
import threading
import time
from pathlib import Path
from typing import Any

from site_build.errors import HandbookError, UsageError
from site_build.publishing.web.site import build_site
from site_build.store.tree import read_manifest


def serve(folder: Path, port: int, *, trust: bool = False) -> int:
    """Serve DIR/site on 127.0.0.1 until Ctrl+C; an edited page is built again."""
    read_manifest(folder)
    site = build_site(folder, trust=trust)
    handler = functools.partial(_Quiet, directory=str(site))
    try:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError:
        raise UsageError(f"Poort {port} is bezet. Kies een andere met --port.") from None
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"Open http://127.0.0.1:{server.server_port}/ in uw browser. Stop met Ctrl+C.", flush=True)
    _watch(folder, trust=trust)
    return 0


def _watch(folder: Path, *, trust: bool) -> None:
    seen = _stamp(folder)
    while True:
        time.sleep(1)
        now = _stamp(folder)
        if now != seen:
            seen = now
            try:
                build_site(folder, trust=trust)
                print("Opnieuw gemaakt.", flush=True)
            except HandbookError as error:
                print(error, flush=True)


def _stamp(folder: Path) -> tuple[int, ...]:
    files = [folder / "mkdocs.yml", *(folder / "docs").rglob("*.md")]
    return tuple(path.stat().st_mtime_ns for path in files if path.is_file())


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""
