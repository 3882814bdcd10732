"""`handreiking serve`: what somebody changes on disk appears in the open page by itself."""

from __future__ import annotations

import os
import queue
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from site_build.content.loading import load
from site_build.interview.files import load_answers
from site_build.store.projects import create

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("serveren") / "hb"
    content = load()
    create(made, load_answers(ROOT / "examples/leeuwarden.yml", content), content)
    return made


@pytest.fixture
def served(folder: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address that the command prints, and the command."""
    command = [sys.executable, "-c", "import sys; from site_build.cli import main; sys.exit(main())", "serve", str(folder), "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"},
                          preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)) as running:  # whoever runs the tests may ignore Ctrl+C
        assert running.stdout is not None
        address = re.search(r"http://\S+/", running.stdout.readline())
        assert address
        yield address[0], running
        running.send_signal(signal.SIGINT)  # as people stop it: a site is never left half built
        try:
            running.wait(timeout=120)
        finally:
            running.kill()  # leaving this block waits for it, for ever


def test_an_edited_page_is_built_again_and_shown_without_a_key(served: tuple[str, Any], folder: Path, browser: Any) -> None:
    address, running = served
    page = browser.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.goto(address)
    start = folder / "docs/index.md"
    assert after(start, start.read_text(encoding="utf-8") + "\nDeze zin is zojuist getypt.\n", said(running)) == "Opnieuw gemaakt.\n"
    page.get_by_text("Deze zin is zojuist getypt.").wait_for(timeout=60_000)
    assert refused == []  # the policy of the page lets this one script run, and nothing was refused
    page.close()
    other = browser.new_page()  # the first one may just be showing itself again
    missing = other.goto(f"{address}bestaat/niet.html")
    assert missing.status == 404 and f"<title>{other.title()}</title>" in (folder / "site/404.html").read_text(encoding="utf-8")
    other.close()


def said(running: subprocess.Popen[str]) -> queue.Queue[str]:
    """The lines that the command prints, as they come: to be asked for with a time."""
    lines: queue.Queue[str] = queue.Queue()
    threading.Thread(target=lambda: [lines.put(line) for line in running.stdout or ()], daemon=True).start()
    return lines


def after(page: Path, text: str, lines: queue.Queue[str]) -> str:
    """Save a page, again until it is noticed (a change before the watch began is none), and return the first line that follows."""
    for number in range(30):
        page.write_text(text + "\n" * number, encoding="utf-8")
        try:
            return lines.get(timeout=4)
        except queue.Empty:
            continue
    return ""


def test_it_stops_without_a_word_and_a_mistake_does_not_end_it(served: tuple[str, subprocess.Popen[str]], folder: Path) -> None:
    _, running = served
    lines, start = said(running), folder / "docs/index.md"
    good = start.read_text(encoding="utf-8")
    assert after(start, good + "\n[weg](bestaat-niet.md)\n", lines) == "De website is gemaakt, maar er klopt iets niet in uw bestanden:\n"
    assert "bestaat-niet.md" in lines.get(timeout=60)
    found = after(start, good, lines)
    while found != "Opnieuw gemaakt.\n":  # what was saved twice is built twice
        found = lines.get(timeout=60)
    running.send_signal(signal.SIGINT)
    running.wait(timeout=60)
    assert running.stderr is not None and "Traceback" not in running.stderr.read()


def test_a_port_that_is_taken_is_said(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        command = [sys.executable, "-c", "import sys; from site_build.cli import main; sys.exit(main())", "serve", str(folder), "--port", str(port)]
        ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (2, "", f"Poort {port} is bezet. Kies een andere met --port.\n")
