"""The editors' tools on our guide and on the second one: check (goal 2 s), coverage, and from saving to seeing in a browser (goal 1 s)."""

from __future__ import annotations

import datetime as dt
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from site_build.commands.edit import open_workbench

ROOT = Path(__file__).resolve().parents[2]
GUIDES = (("onze handreiking", ROOT, "guide/chapters/30-voorbereiden/mandaat.md", "examples/leeuwarden.yml"),
          ("de tweede handreiking", ROOT / "examples" / "ander-onderwerp", "guide/chapters/20-maken/vrijwilligers-vinden.md", "examples/dorpsbieb.yml"))
SAVES = 7


def run(*arguments: str) -> tuple[float, float]:
    """Return the seconds on the clock and the seconds of processor time of one command."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, "-m", "site_build.cli", *arguments], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - begun, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def saving_to_seeing(view: Page, root: Path, file: str, situation: str) -> list[float]:
    """Return the seconds from saving a sentence to seeing it, a few times, while the checks run beside it."""
    server = open_workbench(root, dt.date.today())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    view.goto(f"{server.address}?file={file}&a={situation}", wait_until="domcontentloaded")
    view.locator("main h1").first.wait_for(state="attached")
    found = []
    for number in range(SAVES):
        time.sleep(2)
        path, words = root / file, f"Dit is zin {number} van de meting."
        path.write_text(f"{path.read_text(encoding='utf-8').rstrip()}\n\n{words}\n", encoding="utf-8")
        begun = time.perf_counter()
        view.wait_for_function("words => document.querySelector('main').innerText.includes(words)", arg=words, polling=20, timeout=60_000)
        found.append(time.perf_counter() - begun)
    server.shutdown()
    server.server_close()
    return found


def main() -> None:
    """Print the figures of both guides."""
    with tempfile.TemporaryDirectory() as place, sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path="/usr/bin/chromium")
        for number, (name, guide, file, situation) in enumerate(GUIDES):
            copy = Path(place) / str(number)
            for folder in ("guide", "templates", "checklists", "examples"):
                shutil.copytree(guide / folder, copy / folder)
            check, coverage = run("check", "--guide", str(copy)), run("check", "--coverage", "--guide", str(copy))
            seen = saving_to_seeing(browser.new_page(), copy, file, situation)
            print(f"{name}: check {check[0]:.1f} s, processor {check[1]:.1f} s (doel: 2); coverage {coverage[0]:.1f} s, processor {coverage[1]:.1f} s; "
                  f"van opslaan tot zien {statistics.median(seen):.2f} s, langste {max(seen):.2f} s (doel: 1)", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
