"""Serve a built site on this machine as a host would: compressed, with its _headers. For Lighthouse.

Usage: python tools/serve_compressed.py FOLDER [PORT]
"""

from __future__ import annotations

import contextlib
import functools
import gzip
import http.server
import io
import sys
from pathlib import Path
from typing import Any

_COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt"}


class Handler(http.server.SimpleHTTPRequestHandler):
    """Adds gzip, a cache time, and the headers that the site's own _headers file asks for."""

    def __init__(self, *args: Any, headers: list[tuple[str, str]], **kwargs: Any) -> None:
        self.extra = headers
        super().__init__(*args, **kwargs)

    def end_headers(self) -> None:
        """Add what the site asks for."""
        for name, value in self.extra:
            self.send_header(name, value)
        super().end_headers()

    def send_head(self) -> Any:
        """Send text files compressed."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in _COMPRESSED or not path.is_file() or "gzip" not in self.headers.get("Accept-Encoding", ""):
            return super().send_head()
        data = gzip.compress(path.read_bytes(), mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(str(path))}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=31536000")
        self.end_headers()
        return io.BytesIO(data)


def read_headers(folder: Path) -> list[tuple[str, str]]:
    """Return the headers in the folder's _headers file (indented `Name: value` lines)."""
    path = folder / "_headers"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    pairs = (line.strip().partition(":") for line in lines if line[:1] in (" ", "\t"))
    return [(name, value.strip()) for name, _, value in pairs]


def main(arguments: list[str]) -> int:
    """Serve until Ctrl+C."""
    if not arguments or not Path(arguments[0]).is_dir():
        print("usage: python tools/serve_compressed.py FOLDER [PORT]", file=sys.stderr)
        return 2
    folder, port = Path(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 8000
    handler = functools.partial(Handler, directory=str(folder), headers=read_headers(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        print(f"http://127.0.0.1:{server.server_port}/ (Ctrl+C stops)", flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            server.serve_forever()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
