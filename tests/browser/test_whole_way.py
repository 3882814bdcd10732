"""One municipality goes the whole way in Chromium, from disk, by keyboard alone: answers, makes, downloads, unpacks, shares.

It goes once; the tests look at what was seen and saved.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from site_build.content.loading import load
from site_build.interview.answers import read_answers
from site_build.publishing.web.site import build_site
from site_build.store import projects
from tests.browser.driving import FIRST, Keyboard, Opened, digests, example, of_folder, of_zip
from tests.handbooks import ROOT


@dataclass
class Way:
    """What was seen on the way."""

    found: Opened
    text: str = ""
    screens: list[tuple[str, list[dict[str, Any]]]] = field(default_factory=list)  # heading, accessibility tree
    error: list[dict[str, Any]] = field(default_factory=list)
    handbook: bytes = b""
    shared: bytes = b""
    hidden: str = ""


@pytest.fixture(scope="module")
def way(chromium: Any, page_file: Path) -> Iterator[Way]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="nl-NL", accept_downloads=True)
    found = Opened.at(context, page_file.as_uri())
    way, keys = Way(found), Keyboard(found, yaml.safe_load(example(FIRST))["answers"])
    keys.push("Begin met alle vragen")
    found.page.wait_for_selector("form")
    for _ in range(200):
        way.screens.append((found.page.inner_text("h1").strip(), found.tree()))
        if not way.error and found.page.query_selector("input[inputmode=decimal]"):  # once, something that is no number
            keys.fill("veel")
            way.error = found.tree()
        if not keys.answer():
            break
    way.text = found.state()["text"]
    keys.push("Maak mijn handboek")
    found.see("Uw handboek is klaar", timeout=120_000)
    with found.download() as got:
        keys.push("Download het hele handboek")
    way.handbook = got[0]
    keys.push("Maak de uitgave om te delen")
    found.see("Wat niet meegaat", timeout=90_000)
    way.hidden = found.page.inner_text("#melding")
    keys.push("Maak deze uitgave")
    found.page.get_by_role("button", name="Download de uitgave om te delen").wait_for(timeout=90_000)
    with found.download() as got:
        keys.push("Download de uitgave om te delen")
    way.shared = got[0]
    yield way
    context.close()


def test_the_answers_are_those_that_were_typed(way: Way) -> None:
    content = load(ROOT)
    expected, got = read_answers(example(FIRST), FIRST, content).values, read_answers(way.text, "page", content).values
    assert got
    assert {id: (got.get(id), expected.get(id)) for id in {*got, *expected}
            if got.get(id) != expected.get(id) and not (id not in expected and got[id] == "onbekend")} == {}


def test_what_was_downloaded_is_what_the_commands_make_of_these_answers(way: Way, tmp_path: Path) -> None:
    content = load(ROOT)
    answers = read_answers(way.text, "antwoorden.yml", content)
    projects.create(tmp_path / "eigen", answers, content, source=way.text)
    build_site(tmp_path / "eigen")
    assert of_zip(way.handbook) == of_folder(tmp_path / "eigen")
    projects.share(tmp_path / "eigen", tmp_path / "delen", content)
    build_site(tmp_path / "delen")
    assert of_zip(way.shared) == of_folder(tmp_path / "delen")


def test_before_sharing_it_says_what_stays_behind(way: Way) -> None:
    private = [question.label for question in load(ROOT).questions.values()
               if question.private and f"\n  {question.id}: " in way.text and f"\n  {question.id}: onbekend" not in way.text]
    assert private and all(label in way.hidden.partition("Wat meegaat")[0] for label in private)


def test_nothing_was_asked_for_but_the_file_and_its_worker(way: Way) -> None:
    assert way.found.outside == [] and way.found.problems == []
    assert sum(url.startswith("blob:") for url in way.found.requests) >= 1  # the worker, and what was downloaded


def test_every_screen_is_read_out_whole(way: Way) -> None:
    """Through the accessibility tree: the focus is on the question, its field has its name, and why it is asked is read with it."""
    faults = []
    for heading, tree in way.screens[:-1]:  # the last is the review
        focused = [node for node in tree if node.get("focused") and node["role"] == "heading"]
        fields = [node for node in tree if node["role"] in ("textbox", "radio", "checkbox")]
        of_it = [node for node in tree if node["role"] in ("textbox", "group", "radiogroup") and node["name"] == heading]
        faults += [f"{heading}: {what}" for what, wrong in (
            ("the focus is elsewhere", [node["name"] for node in focused] != [heading]),
            ("a field has no name", not fields or any(not node["name"] for node in fields)),
            ("no field or group is called so", not of_it),
            ("the reason is not read with it", not any("Waarom wij dit vragen: " in node["description"] for node in of_it)),
            ("no way on", not any(node["role"] == "button" and node["name"] == "Verder" for node in tree)),
            ("not one main heading", sum(node["role"] == "heading" and node.get("level") == 1 for node in tree) != 1),
        ) if wrong]
    assert faults == [] and len(way.screens) > 40


def test_an_error_is_read_with_its_field_and_leads_to_it(way: Way) -> None:
    field_ = next(node for node in way.error if node["role"] == "textbox" and node.get("invalid") == "true")
    assert "'veel' is geen getal" in field_["description"] and "Fout:" in field_["description"]
    assert any(node["role"] == "alert" for node in way.error)
    assert any(node["role"] == "link" and node["name"].startswith("'veel' is geen getal") for node in way.error)


def test_the_zip_unpacks_to_one_folder(way: Way) -> None:
    assert "antwoorden.yml" in of_zip(way.handbook) and digests({"": way.text.encode()})[""] == of_zip(way.handbook)["antwoorden.yml"]
