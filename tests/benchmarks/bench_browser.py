"""The page that makes a handbook, in real Chromium from disk: what a person waits for. Prints; goals stand beside the figures."""

from __future__ import annotations

import gzip
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from tools import make_browser

ROOT = Path(__file__).resolve().parents[2]
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


def main() -> None:
    """Print seconds, megabytes and milliseconds."""
    text = (ROOT / "examples/klein-platteland.yml").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        file = Path(place) / "handboek-maken.html"
        file.write_text(make_browser.build(), encoding="utf-8", newline="\n")
        data = file.read_bytes()
        print(f"bestand {len(data) / 1e6:.1f} MB (doel 13), gzip {len(gzip.compress(data, 9)) / 1e6:.1f} MB (doel 9,5)")
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=[*FLAGS, "--enable-precise-memory-info"])
        page = browser.new_page()
        begun = time.perf_counter()
        page.goto(file.as_uri())
        page.wait_for_selector("h1")
        print(f"iets bruikbaars op het scherm {time.perf_counter() - begun:.1f} s (doel 1)")
        page.evaluate("handreiking.ready()")
        print(f"klaar voor de eerste vraag {time.perf_counter() - begun:.1f} s (doel 6)")
        timed = "async ([call, given]) => { const t = performance.now(); const r = await handreiking.python(call, given); return [performance.now() - t, r]; }"
        _, state = page.evaluate(timed, ["begin", {"today": "2026-11-24"}])
        page.evaluate(timed, ["preview", {"text": state["text"]}])
        answer, state = page.evaluate(timed, ["give", {"text": state["text"], "place": state["place"], "value": "GM0080"}])
        preview, _ = page.evaluate(timed, ["preview", {"text": state["text"]}])
        print(f"een antwoord {answer:.0f} ms, en wat het doet {preview:.0f} ms (doel samen 150)")
        made, _ = page.evaluate("async (text) => { const t = performance.now(); await handreiking.python('make', { text }); return [performance.now() - t, 0]; }", text)
        print(f"het handboek met website en zip {made / 1000:.1f} s (doel 10)")
        browser.close()


if __name__ == "__main__":
    main()
