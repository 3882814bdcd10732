"""The workbench over HTTP, for this machine alone.

The standard library's server and not Starlette with uvicorn: one person and a dozen addresses need no new dependency, and
every editor has it. It listens on 127.0.0.1 only, wants a random token in the address, and refuses another host or origin (a page
elsewhere that sends the browser here).
"""

from __future__ import annotations

import contextlib
import http.server
import mimetypes
import secrets
import time
from collections.abc import Callable
from urllib.parse import parse_qsl, unquote, urlsplit

from site_build.desk import workbench_pages as pages
from site_build.desk.workbench import Workbench
from site_build.errors import HandbookError, UsageError

EVERY = 0.2  # seconds between two looks at the files


class Server(http.server.ThreadingHTTPServer):
    """Serves one workbench; `address` is what to open."""

    daemon_threads = True

    def __init__(self, bench: Workbench, port: int = 0) -> None:
        self.bench, self.token = bench, secrets.token_urlsafe(16)
        try:
            super().__init__(("127.0.0.1", port), _Handler)
        except OSError:
            raise UsageError(f"Poort {port} is bezet. Kies een andere met --port.") from None

    @property
    def address(self) -> str:
        """The address of the page, with the token."""
        return f"http://127.0.0.1:{self.server_port}/{self.token}/"


_PAGES: dict[str, Callable[[pages.Asked], str]] = {
    "": pages.look, "waar": pages.where, "gebruik": pages.used, "vergelijk": pages.compare, "nakijken": pages.due, "fouten": pages.mistakes, "bron": pages.source,
}
_MOST = 100_000  # bytes of a form


class _Handler(http.server.BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:  # noqa: N802 - the name that http.server wants
        """Answer one request."""
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the browser went away
            if self._refused():
                return
            address = urlsplit(self.path)
            self._answer(address.path.removeprefix(self._base), dict(parse_qsl(address.query)))

    def do_POST(self) -> None:  # noqa: N802 - the name that http.server wants
        """Keep a situation, and show it."""
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            if self._refused(needs_origin=True):
                return
            size = self.headers.get("Content-Length", "")
            if urlsplit(self.path).path != f"{self._base}bewaar" or not size.isdigit() or int(size) > _MOST:
                self._send(404, "text/plain", "Dit bestaat niet.")
                return
            asked = dict(parse_qsl(self.rfile.read(int(size)).decode("utf-8", errors="replace")))
            bench = self.server.bench
            bench.refresh()
            ask = pages.Asked(bench, self._base, asked, "")
            try:
                saved = bench.save_situation(asked.get("name", ""), ask.a, ask.typed)
            except HandbookError as error:
                self._send(200, "text/html", pages.failure(ask, error))
                return
            self.send_response(303)
            self.send_header("Location", ask.link("", a=saved))
            self.send_header("Content-Length", "0")
            self.end_headers()

    @property
    def _base(self) -> str:
        return f"/{self.server.token}/"

    def _refused(self, *, needs_origin: bool = False) -> bool:
        own = f"127.0.0.1:{self.server.server_port}"
        origin = self.headers.get("Origin", "" if needs_origin else f"http://{own}")
        if self.headers.get("Host") == own and origin == f"http://{own}" and urlsplit(self.path).path.startswith(self._base):
            return False
        self._send(403, "text/plain", "Dit adres klopt niet. Gebruik het adres dat handreiking edit noemt.")
        return True

    def _answer(self, view: str, asked: dict[str, str]) -> None:
        bench = self.server.bench
        if view == "events":
            self._events()
        elif view in ("stijl.css", "script.js"):
            self._send(200, "text/css" if view == "stijl.css" else "text/javascript", (pages.HTML / view).read_text(encoding="utf-8"))
        elif view.startswith("beeld/"):
            found = bench.picture(unquote(view.removeprefix("beeld/")), asked.get("v", ""))
            self._send(200 if found else 404, mimetypes.guess_type(view)[0] or "application/octet-stream", found or b"")
        elif view in _PAGES or view == "problems":
            bench.refresh()
            ask = pages.Asked(bench, self._base, asked, view if view in _PAGES else "")
            try:
                self._send(200, "text/html", pages.problems_html(ask, bench.problems()) if view == "problems" else _PAGES[view](ask))
            except HandbookError as error:
                self._send(200, "text/html", pages.failure(ask, error))
        else:
            self._send(404, "text/plain", "Dit bestaat niet.")

    def _events(self) -> None:
        """Say each time that a file changed, as server-sent events, until the browser goes."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        last: object = None
        while True:
            now = self.server.bench.stamp()
            self.wfile.write(f"data: {now}\n\n".encode() if now != last else b": \n\n")
            self.wfile.flush()
            last = now
            time.sleep(EVERY)

    def _send(self, status: int, kind: str, text: str | bytes) -> None:
        body = text.encode() if isinstance(text, str) else text
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy",
                         "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'")
        self.send_header("Referrer-Policy", "no-referrer")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""
