"""The workbench over HTTP, for this machine alone.

The standard library's server and not Starlette with uvicorn: one person, one page and three addresses need no new dependency, and
every editor has it. It listens on 127.0.0.1 only, wants a random token in the address, and refuses another host or origin (a page
elsewhere that sends the browser here).
"""

from __future__ import annotations

import html
import http.server
import secrets
import time
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from site_build.desk.workbench import Workbench
from site_build.desk.workbench_pages import SCRIPT, page, problems_html, style
from site_build.errors import HandbookError, UsageError

EVERY = 0.3  # seconds between two looks at the files


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


class _Handler(http.server.BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:  # noqa: N802 - the name that http.server wants
        """Answer one request."""
        address, base = urlsplit(self.path), f"/{self.server.token}/"
        own = f"127.0.0.1:{self.server.server_port}"
        if self.headers.get("Host") != own or self.headers.get("Origin", f"http://{own}") != f"http://{own}" or not address.path.startswith(base):
            self._send(403, "text/plain", "Dit adres klopt niet. Gebruik het adres dat handreiking edit noemt.")
            return
        bench, asked = self.server.bench, dict(parse_qsl(address.query))
        try:
            match address.path.removeprefix(base):
                case "":
                    stamp = bench.refresh()
                    self._send(200, "text/html", page(bench, base, asked, stamp))
                case "problems":
                    self._send(200, "text/html", problems_html(bench.problems(), asked.get("file", ""), bench.root))
                case "stijl.css":
                    self._send(200, "text/css", style())
                case "script.js":
                    self._send(200, "text/javascript", SCRIPT)
                case "events":
                    self._events()
                case _:
                    self._send(404, "text/plain", "Dit bestaat niet.")
        except HandbookError as error:
            wrong = f"<main><h1>Dit is nog niet te tonen</h1><pre>{html.escape(str(error))}</pre></main>"
            self._send(200, "text/html", f'<!doctype html><html lang="nl"><title>Werkbank</title>{wrong}</html>')
        except (BrokenPipeError, ConnectionResetError):
            return

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

    def _send(self, status: int, kind: str, text: str) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'")
        self.send_header("Referrer-Policy", "no-referrer")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""
