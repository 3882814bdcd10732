"""Make the pictures of the workbench in CONTRIBUTING.nl.md: `python -m tools.editor_pictures`.

A copy of the guide with one changed sentence, on a fixed day, in a window of a fixed size: the same program gives the same picture,
as far as the browser draws the same. They are small on purpose; look at them after you make them.
"""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import tempfile
import threading
from pathlib import Path

from site_build.commands.edit import open_workbench

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
PAGE = "guide/chapters/30-voorbereiden/mandaat.md"
OLD, NEW = "Zonder mandaat is ruimte schijn.", "Zonder mandaat is ruimte niet echt."
SHOTS = (
    ("werkbank-bekijken", f"?file={PAGE}&a=examples/klein-platteland.yml&alles=1", 620),
    ("werkbank-waar", f"waar?file={PAGE}&a=examples/klein-platteland.yml", 520),
    ("werkbank-vergelijken", f"vergelijk?file={PAGE}&a=examples/klein-platteland.yml", 560),
)


def main() -> None:
    """Write the pictures to docs/pictures/."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("guide", "templates", "checklists", "examples"):
            shutil.copytree(ROOT / name, root / name)
        for command in (["init", "-q"], ["add", "-A"], ["-c", "user.name=x", "-c", "user.email=x@example.nl", "commit", "-qm", "Wat er was", "--date", "2026-11-24T12:00:00"]):
            subprocess.run(["git", "-C", folder, *command], check=True, env={"GIT_COMMITTER_DATE": "2026-11-24T12:00:00", "PATH": "/usr/local/bin:/usr/bin:/bin"})
        path = root / PAGE
        text = path.read_text(encoding="utf-8")
        if OLD not in text:
            raise SystemExit(f"'{OLD}' no longer stands in {PAGE}: choose another sentence for the picture")
        path.write_text(text.replace(OLD, NEW, 1), encoding="utf-8")
        server = open_workbench(root, dt.date(2026, 12, 1))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        PICTURES.mkdir(parents=True, exist_ok=True)
        with sync_playwright() as tools:
            browser = tools.chromium.launch(executable_path=shutil.which("chromium"))
            for name, address, height in SHOTS:
                view = browser.new_page(viewport={"width": 1100, "height": height})
                view.set_default_timeout(120_000)
                view.goto(server.address + address, wait_until="domcontentloaded")
                view.locator("#count:not(:empty)").wait_for(state="attached")
                view.screenshot(path=PICTURES / f"{name}.png")
                view.close()
            browser.close()
        server.shutdown()


if __name__ == "__main__":
    main()
