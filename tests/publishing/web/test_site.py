"""The five examples become websites in which every link resolves; other builders can build them too."""

import subprocess
import sys
from pathlib import Path

import pytest

from site_build.content.loading import load
from site_build.errors import HandbookError
from site_build.interview.files import load_answers
from site_build.publishing.web.site import build_site
from site_build.store.projects import create, create_complete

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = sorted(path.stem for path in (ROOT / "examples").glob("*.yml"))


def handbook(folder: Path, name: str) -> Path:
    content = load()
    create(folder, load_answers(ROOT / "examples" / f"{name}.yml", content), content)
    return folder


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_link_of_an_example_resolves(tmp_path: Path, name: str) -> None:
    site = build_site(handbook(tmp_path / name, name))
    assert (site / "index.html").is_file() and len(list(site.rglob("*.html"))) > 60


def test_every_link_of_the_complete_edition_resolves(tmp_path: Path) -> None:
    import datetime as dt

    content = load()
    create_complete(tmp_path / "alles", content, dt.date(2026, 11, 24))
    site = build_site(tmp_path / "alles")
    for page in content.pages:
        assert (site / page.part / f"{page.id}.html").is_file()


def test_a_broken_link_that_somebody_wrote_is_named(tmp_path: Path) -> None:
    folder = handbook(tmp_path / "hb", "leeuwarden")
    page = folder / "docs/index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n[weg](bestaat-niet.md)\n", encoding="utf-8")
    with pytest.raises(HandbookError) as error:
        build_site(folder)
    assert "index.md" in str(error.value) and "bestaat-niet.md" in str(error.value)


def test_the_same_example_gives_the_same_bytes_in_another_folder(tmp_path: Path) -> None:
    first, second = handbook(tmp_path / "een", "pilot-loopt-af"), handbook(tmp_path / "twee/map", "pilot-loopt-af")
    files = sorted(path.relative_to(first) for path in first.rglob("*") if path.is_file())
    assert files == sorted(path.relative_to(second) for path in second.rglob("*") if path.is_file())
    assert [str(name) for name in files if (first / name).read_bytes() != (second / name).read_bytes()] == []


def test_a_successor_of_mkdocs_builds_it_unchanged(tmp_path: Path) -> None:
    pytest.importorskip("properdocs")
    folder = handbook(tmp_path / "hb", "leeuwarden")
    run = subprocess.run([sys.executable, "-m", "properdocs", "build", "--strict", "-q", "-f", str(folder / "mkdocs.yml"), "-d", str(tmp_path / "site")],
                         capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "site/index.html").is_file()
