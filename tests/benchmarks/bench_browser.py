"""The page that makes a handbook, in real Chromium from disk: what a person waits for. Prints; goals stand beside the figures."""

from __future__ import annotations

import gzip
import tempfile
import time
import zipfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tools import make_browser

ROOT = Path(__file__).resolve().parents[2]
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
TIMED = "async ([call, given]) => { const t = performance.now(); const r = await handreiking.python(call, given); return [performance.now() - t, r]; }"
STEPS = """async (text) => {
  const begun = performance.now(), said = [];
  const seen = new MutationObserver(() => document.querySelectorAll('.steps-done li').forEach((one, n) => { if (!said[n]) said[n] = [performance.now() - begun, one.textContent]; }));
  seen.observe(document.body, { childList: true, subtree: true });
  [...document.querySelectorAll('button')].find((one) => one.textContent === 'Maak mijn handboek').click();
  while (!document.querySelector('h1') || document.querySelector('h1').textContent !== 'Uw handboek is klaar') { await new Promise((r) => setTimeout(r, 20)); }
  seen.disconnect();
  return [performance.now() - begun, said];
}"""


def memory(pid: int) -> float:
    """Return what the processes of this browser take that draw pages (page and its worker), in MB, shared parts counted once."""
    total = 0
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            command = (folder / "cmdline").read_bytes()
            parents, here = set(), int(folder.name)
            while here > 1:
                parents.add(here)
                here = int((Path("/proc") / str(here) / "stat").read_text().rpartition(")")[2].split()[1])
            if pid in parents and b"--type=renderer" in command:
                total += next(int(line.split()[1]) for line in (folder / "smaps_rollup").read_text().splitlines() if line.startswith("Pss:"))
        except OSError:
            continue
    return total / 1000


def hostile(folder: Path) -> list[Path]:
    """Write files that must be refused."""
    many, faults, bomb = folder / "miljoen.yml", folder / "veel-fouten.yml", folder / "bom.zip"
    many.write_text("version: 1\nanswers:\n" + "".join(f"  a{n}: 1\n" for n in range(1_000_000)), encoding="utf-8")
    faults.write_text("version: 1\nanswers:\n" + "".join(f"  a{n}: 1\n" for n in range(3_900)), encoding="utf-8")
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("antwoorden.yml", b"version: 1\n")
        archive.writestr(".handreiking/manifest.json", b"{}")
        for n in range(4):
            archive.writestr(f"docs/{n}.md", b"0" * 24_000_000)  # just below the limit, so that it is really unpacked
    return [many, faults, bomb]


def main() -> None:
    """Print seconds, megabytes and milliseconds."""
    text = (ROOT / "examples/klein-platteland.yml").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        file = Path(place) / "handboek-maken.html"
        file.write_text(make_browser.build(), encoding="utf-8", newline="\n")
        data = file.read_bytes()
        print(f"bestand {len(data) / 1e6:.1f} MB (doel 13), gzip {len(gzip.compress(data, 9)) / 1e6:.1f} MB (doel 9,5)")
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        page = browser.new_page()
        begun = time.perf_counter()
        page.goto(file.as_uri())
        page.wait_for_selector("h1")
        print(f"iets bruikbaars op het scherm {time.perf_counter() - begun:.1f} s (doel 1)")
        page.evaluate("handreiking.ready()")
        print(f"klaar voor de eerste vraag {time.perf_counter() - begun:.1f} s (doel 6)")
        answers(page)
        refused(page, hostile(Path(place)))
        page.close()
        page = browser.new_page()  # what follows is measured as for somebody who only makes a handbook
        page.goto(file.as_uri())
        page.evaluate("handreiking.ready()")
        page.locator("input[type=file]").first.set_input_files({"name": "antwoorden.yml", "mimeType": "text/yaml", "buffer": text.encode()})
        page.get_by_role("heading", name="Overzicht van uw antwoorden").wait_for(timeout=60_000)
        made, steps = page.evaluate(STEPS, text)
        print(f"het handboek met website en zip {made / 1000:.1f} s (doel 10, droom 5)")
        for (at, said), (until, _) in zip(steps, [*steps[1:], [made, ""]], strict=True):
            print(f"  waarvan {(until - at) / 1000:.1f} s: {said}")
        pid = next(int(path.parent.name) for path in Path("/proc").glob("[0-9]*/cmdline") if _is_ours(path))
        print(f"geheugen van bladzijde en werker samen {memory(pid):.0f} MB (doel 300)")
        browser.close()


def _is_ours(path: Path) -> bool:
    import os

    try:
        if b"chromium" not in path.read_bytes() or b"--type=" in path.read_bytes():
            return False
        here = int(path.parent.name)
        while here > 1 and here != os.getpid():
            here = int((Path("/proc") / str(here) / "stat").read_text().rpartition(")")[2].split()[1])
        return here == os.getpid()
    except OSError:
        return False


def answers(page: Any) -> None:
    """Print how long an answer and its consequences take."""
    _, state = page.evaluate(TIMED, ["begin", {"today": "2026-11-24"}])
    page.evaluate(TIMED, ["preview", {"text": state["text"]}])
    answer, state = page.evaluate(TIMED, ["give", {"text": state["text"], "place": state["place"], "value": "GM0080"}])
    preview, _ = page.evaluate(TIMED, ["preview", {"text": state["text"]}])
    print(f"een antwoord {answer:.0f} ms, en wat het doet {preview:.0f} ms (doel samen 150)")


def refused(page: Any, files: list[Path]) -> None:
    """Print how long it takes before a file is refused in words."""
    for path in files:
        begun = time.perf_counter()
        page.locator("input[type=file]").first.set_input_files(path)
        page.get_by_role("heading", name="Dit bestand kan niet worden geopend").or_(page.get_by_role("heading", name="Dat lukte niet")).wait_for(timeout=120_000)
        print(f"{path.name} ({path.stat().st_size / 1e6:.1f} MB) geweigerd in {time.perf_counter() - begun:.1f} s (doel 2): {page.inner_text('.wrong').splitlines()[-1][:80]}")
        page.get_by_role("button", name="Terug").click()


if __name__ == "__main__":
    main()
