"""The page on the website: its hash beside it, and links to it from the landing page and the complete edition."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tools import make_browser, make_site


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(make_browser, "ready", lambda: True)
    monkeypatch.setattr(make_browser, "build", lambda: "de bladzijde\n")
    (tmp_path / "compleet").mkdir()
    (tmp_path / "compleet" / "index.html").write_text("<p><strong>Maak uw eigen handboek.</strong> U beantwoordt vragen.</p>", encoding="utf-8")
    return tmp_path


def test_the_hash_stands_beside_the_file_and_on_the_landing_page(made: Path) -> None:
    digest = make_site._maker(made)
    assert digest == hashlib.sha256(b"de bladzijde\n").hexdigest()
    assert (made / "maken/handboek-maken.html.sha256").read_text() == f"{digest}  handboek-maken.html\n"
    landing = make_site._landing([], [], maker=digest)
    assert landing.index("maken/handboek-maken.html") < landing.index("compleet/index.html") and digest in landing  # this way comes first


def test_the_complete_edition_links_it_from_its_home(made: Path) -> None:
    make_site._maker(made)
    assert '<strong><a href="../maken/handboek-maken.html">Maak uw eigen handboek</a>.</strong>' in (made / "compleet/index.html").read_text()


def test_a_home_without_its_step_stops_the_website(made: Path) -> None:
    (made / "compleet" / "index.html").write_text("<p>Anders.</p>", encoding="utf-8")
    with pytest.raises(SystemExit, match="een keer was verwacht"):
        make_site._maker(made)


def test_without_npm_it_is_left_out_by_name(made: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(make_browser, "ready", lambda: False)
    assert make_site._maker(made) == "" and "npm ontbreekt" in capsys.readouterr().out
    assert "maken/" not in make_site._landing([], [], maker="")
