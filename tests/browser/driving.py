"""Driving the page as a person does: by keyboard, by choosing files, and by reading what a screen reader gets."""

from __future__ import annotations

import contextlib
import hashlib
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from site_build.content.loading import load
from tests.handbooks import ROOT

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync"]
AXE = (ROOT / "tests/theme/vendor/axe.min.js").read_text(encoding="utf-8")
FIRST = "klein-platteland"
NAME = "handboek-maken.html"


def example(name: str) -> str:
    return (ROOT / "examples" / f"{name}.yml").read_text(encoding="utf-8")


def digests(files: dict[str, bytes]) -> dict[str, str]:
    return {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())}


def of_folder(folder: Path) -> dict[str, str]:
    return digests({file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()})


def of_zip(data: bytes) -> dict[str, str]:
    """Digests of what a zip holds, without the folder around it."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    return digests({name.partition("/")[2]: archive.read(name) for name in archive.namelist()})


class Opened:
    """An open page that remembers what it asked for and what went wrong."""

    def __init__(self, page: Any, address: str) -> None:
        self.page, self.address = page, address
        self.requests: list[str] = []
        self.problems: list[str] = []
        page.on("request", lambda r: self.requests.append(r.url) if not r.url.startswith("data:") else None)
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("console", lambda m: self.problems.append(m.text) if m.type in ("error", "warning") else None)

    @classmethod
    def at(cls, context: Any, address: str, *, ready: bool = True) -> Opened:
        found = cls(context.new_page(), address)
        found.page.goto(address)
        if ready:
            found.page.evaluate("handreiking.ready()")
        return found

    @property
    def outside(self) -> list[str]:
        """Requests to anything but the file itself and its own parts."""
        return [url for url in self.requests if not url.startswith("blob:") and url.split("#")[0] != self.address]

    def state(self) -> dict[str, Any]:
        return dict(self.page.evaluate("handreiking.state() || {}"))

    def at_id(self) -> str:
        """The question on the screen."""
        return str(((self.state().get("place") or {}).get("trail") or {}).get("at") or "")

    def see(self, heading: str, *, timeout: float = 30_000) -> None:
        self.page.get_by_role("heading", name=heading).first.wait_for(timeout=timeout)

    def click(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def open_file(self, name: str, data: bytes) -> None:
        self.page.locator("input[type=file]").first.set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": data})

    @contextlib.contextmanager
    def download(self) -> Iterator[list[bytes]]:
        """The bytes of the file that the block saves."""
        got: list[bytes] = []
        with self.page.expect_download(timeout=90_000) as waiting:
            yield got
        got.append(Path(waiting.value.path()).read_bytes())

    def begin(self) -> Any:
        """Start the quick path with a municipality; the second question is on the screen."""
        self.click("Begin met de snelle route")
        self.see("Voor welke gemeente")
        self.page.fill("#antwoord", "leeuwarden")
        self.click("Verder")
        self.page.wait_for_function("() => handreiking.state().place.trail.at !== 'gemeente'")
        return self.page

    def jump(self, id: str) -> None:
        self.page.evaluate("(id) => handreiking.jump(id)", id)
        self.see(load(ROOT).questions[id].ask)

    def violations(self) -> list[str]:
        """What axe finds on the screen."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE + "; 0")
        found = self.page.evaluate("axe.run(document, { resultTypes: ['violations'] })")["violations"]
        return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]

    def tree(self) -> list[dict[str, Any]]:
        """What a screen reader gets: role, name, description, and states, of every node that is not hidden from it."""
        session = self.page.context.new_cdp_session(self.page)
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
        session.detach()
        return [{"role": node["role"]["value"], "name": node.get("name", {}).get("value", ""), "description": node.get("description", {}).get("value", ""),
                 **{one["name"]: one["value"].get("value") for one in node.get("properties", ())}} for node in nodes if not node["ignored"]]


class Keyboard:
    """Fills in the interview with keys alone, from an example's answers."""

    def __init__(self, found: Opened, answers: dict[str, Any]) -> None:
        self.found, self.page, self.answers = found, found.page, answers

    def reach(self, selector: str) -> None:
        """Tab until the focus is on what the selector names."""
        for _ in range(90):
            if self.page.evaluate("(s) => document.activeElement.matches(s)", selector):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no key reaches {selector}")

    def push(self, text: str) -> None:
        """Tab to the button with this text and press it."""
        for _ in range(120):
            if self.page.evaluate("document.activeElement.tagName === 'BUTTON' && document.activeElement.textContent.replace(/\\s+/g, ' ').trim()") == text:
                self.page.keyboard.press("Enter")
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no key reaches the button {text!r}")

    def choose(self, id: str) -> None:
        """Move through radio buttons with the arrows until this one is chosen."""
        self.reach("input[type=radio]")
        self.page.keyboard.press("Space")
        for _ in range(40):
            if self.page.evaluate("document.activeElement.value") == id:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no key chooses {id}")

    def tick(self, ids: list[str]) -> None:
        for id in ids:
            self.reach(f"input[type=checkbox][value='{id}']")
            self.page.keyboard.press("Space")

    def submit(self) -> None:
        before = self.page.evaluate("JSON.stringify([handreiking.state().place, document.title])")
        self.reach("button[type=submit]")
        self.page.keyboard.press("Enter")
        self.page.wait_for_function("(before) => JSON.stringify([handreiking.state().place, document.title]) !== before", arg=before)

    def answer(self) -> bool:
        """Answer what is on the screen; False at the review."""
        place = self.found.state().get("place") or {}
        id = place.get("trail", {}).get("at")
        if not id:
            return False
        entry, value = place["entry"], self.answers.get(id, "onbekend")
        if entry["index"] is None and isinstance(value, list) and self.page.query_selector("input[value='#erbij']"):
            done = self.page.evaluate("[...document.querySelectorAll('input[name=antwoord]')].filter((one) => /^#[0-9]+$/.test(one.value)).length")
            self.choose("#erbij" if done < len(value) else "#klaar")
            self.submit()
        elif entry["index"] is not None:
            ask = self.page.inner_text("h1").strip()
            part = next(part for part in load(ROOT).questions[id].parts if part.ask == ask)
            self.fill(value[entry["index"]].get(part.id, "onbekend"))
        else:
            self.fill(value)
        return True

    def fill(self, value: Any) -> None:
        if self.page.query_selector("input[name=antwoord][type=radio]"):
            self.choose({True: "ja", False: "nee"}.get(value, str(value)) if isinstance(value, bool) else str(value))
        elif self.page.query_selector("input[name=antwoord][type=checkbox]"):
            self.tick(["onbekend"] if value == "onbekend" else [str(one) for one in value])
        elif value == "onbekend":
            self.reach("#antwoord-onbekend")
            self.page.keyboard.press("Space")
        else:
            self.reach("#antwoord")
            self.page.keyboard.press("Control+a")
            self.page.keyboard.type(str(value).replace(".", ",") if isinstance(value, float) else str(value))
        self.submit()
