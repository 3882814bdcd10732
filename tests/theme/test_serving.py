"""`handreiking serve`: what somebody changes on disk appears in the open page by itself."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
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
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}) as running:
        assert running.stdout is not None
        address = re.search(r"http://\S+/", running.stdout.readline())
        assert address
        yield address[0], running
        running.kill()


def test_an_edited_page_is_built_again_and_shown_without_a_key(served: tuple[str, Any], folder: Path, browser: Any) -> None:
    address, _ = served
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.goto(address)
    start = folder / "docs/index.md"
    start.write_text(start.read_text(encoding="utf-8") + "\nDeze zin is zojuist getypt.\n", encoding="utf-8")
    page.get_by_text("Deze zin is zojuist getypt.").wait_for(timeout=60_000)
    assert said == []  # the policy of the page lets this one script run, and nothing was refused
    missing = page.goto(f"{address}bestaat/niet.html")
    assert missing.status == 404 and f"<title>{page.title()}</title>" in (folder / "site/404.html").read_text(encoding="utf-8")
    page.close()


def test_it_stops_without_a_word_and_a_mistake_does_not_end_it(served: tuple[str, subprocess.Popen[str]], folder: Path) -> None:
    address, running = served
    assert running.stdout is not None and running.stderr is not None
    start = folder / "docs/index.md"
    good = start.read_text(encoding="utf-8")
    start.write_text(good + "\n[weg](bestaat-niet.md)\n", encoding="utf-8")
    assert running.stdout.readline() == "De website is gemaakt, maar er klopt iets niet in uw bestanden:\n"
    assert "bestaat-niet.md" in running.stdout.readline()
    start.write_text(good, encoding="utf-8")
    assert running.stdout.readline() == "Opnieuw gemaakt.\n"
    running.send_signal(signal.SIGINT)
    running.wait(timeout=60)
    assert "Traceback" not in running.stderr.read()


def test_a_port_that_is_taken_is_said(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        command = [sys.executable, "-c", "import sys; from site_build.cli import main; sys.exit(main())", "serve", str(folder), "--port", str(port)]
        ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (2, "", f"Poort {port} is bezet. Kies een andere met --port.\n")
