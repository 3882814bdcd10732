"""The long checks: every page of every edition in the browser, in every state. Run by `make audit`."""

import datetime as dt
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from site_build.content.loading import load
from site_build.interview.files import load_answers
from site_build.publishing.web.site import build_site
from site_build.store.projects import create, create_complete

ROOT = Path(__file__).resolve().parents[1]
EDITIONS = ["compleet", *sorted(path.stem for path in (ROOT / "examples").glob("*.yml"))]


@pytest.mark.audit
@pytest.mark.skipif(shutil.which("chromium") is None, reason="chromium ontbreekt")
@pytest.mark.parametrize("name", EDITIONS)
def test_every_page_of_an_edition_in_the_browser(tmp_path: Path, name: str) -> None:
    content, folder = load(), tmp_path / name
    if name == "compleet":
        create_complete(folder, content, dt.date(2026, 11, 24))
    else:
        create(folder, load_answers(ROOT / "examples" / f"{name}.yml", content), content)
    environment = {**os.environ, "HANDREIKING_TEST_SITE": str(build_site(folder))}
    run = subprocess.run([sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/theme/test_offline.py", "tests/theme/test_accessibility.py"],
                         cwd=ROOT, env=environment, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout[-4000:]
