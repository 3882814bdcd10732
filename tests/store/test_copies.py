"""Pictures and attachments of a guide in a handbook on disk: written, renewed, taken away, and left alone where a person was."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from site_build.content.assets import BESIDE_COMPILED
from site_build.content.loading import decode, encode, read_content
from site_build.content.model import Content
from site_build.errors import HandbookError
from site_build.store import projects, resources
from tests.builders import make_answers, page, png, write_content

PAGE, PHOTO = "guide/chapters/10-doen/mandaat.md", "guide/chapters/10-doen/plein.png"
MADE = "docs/bestanden/doen/plein.png"
BODY = '## Kop\n\n{% when mandaat == "geen" %}\n![Een plein](plein.png)\n{% endwhen %}\n\nTekst.'


def content_of(root: Path, photo: bytes | None = None, body: str = BODY) -> Content:
    write_content(root, {PAGE: page(body, title="Mandaat"), PHOTO: photo or png()})
    return read_content(root)[0]


@pytest.fixture
def handbook(tmp_path: Path) -> Path:
    folder = tmp_path / "handboek"
    projects.create(folder, make_answers(mandaat="geen"), content_of(tmp_path / "gids"))
    return folder


def answer(folder: Path, value: str) -> None:
    path = folder / "antwoorden.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("mandaat: geen", f"mandaat: {value}"), encoding="utf-8")


def test_a_picture_is_copied_byte_for_byte(handbook: Path) -> None:
    assert (handbook / MADE).read_bytes() == png()
    assert "*.webp binary\n" in (handbook / ".gitattributes").read_text(encoding="utf-8")


def test_the_same_again_writes_nothing_and_a_new_picture_takes_its_place(handbook: Path, tmp_path: Path) -> None:
    assert projects.rebuild(handbook, content_of(tmp_path / "gids"))[1].changes == []
    assert MADE in projects.rebuild(handbook, content_of(tmp_path / "gids", png(9, 9)))[1].written
    assert (handbook / MADE).read_bytes() == png(9, 9)


def test_a_picture_that_no_page_shows_any_more_goes(handbook: Path, tmp_path: Path) -> None:
    answer(handbook, "vastgelegd")
    assert projects.rebuild(handbook, content_of(tmp_path / "gids"))[1].removed == [MADE]
    assert not (handbook / MADE).exists()


def test_a_picture_that_a_person_changed_stays_and_the_new_one_waits(handbook: Path, tmp_path: Path) -> None:
    (handbook / MADE).write_bytes(png(5, 5))
    report = projects.rebuild(handbook, content_of(tmp_path / "gids", png(9, 9)))[1]
    assert (handbook / MADE).read_bytes() == png(5, 5) and report.open == 1
    assert (handbook / ".handreiking/nieuw" / MADE).read_bytes() == png(9, 9)


@pytest.mark.parametrize("name", ["docs/doen/mandaat.md", "docs/eigen/ons.md"])
def test_a_picture_stays_as_long_as_a_page_shows_it_that_a_person_wrote_in(handbook: Path, tmp_path: Path, name: str) -> None:
    target = handbook / name
    target.parent.mkdir(exist_ok=True)
    before = target.read_text(encoding="utf-8") if target.exists() else "# Ons\n"
    target.write_text(f"{before}\nOns plein: ![Plein](../bestanden/doen/plein.png)\n", encoding="utf-8")
    answer(handbook, "vastgelegd")
    assert projects.rebuild(handbook, content_of(tmp_path / "gids"))[1].removed == []
    assert (handbook / MADE).read_bytes() == png()
    target.write_text("# Zonder plein\n", encoding="utf-8")
    projects.rebuild(handbook, content_of(tmp_path / "gids"))
    assert not (handbook / MADE).exists()


def test_a_picture_that_is_gone_from_the_guide_is_said(handbook: Path, tmp_path: Path) -> None:
    content = content_of(tmp_path / "gids")
    (tmp_path / "gids" / PHOTO).unlink()
    with pytest.raises(HandbookError, match=f"{PHOTO} is niet te lezen. Zet het terug in de handreiking, of haal de verwijzing weg."):
        projects.rebuild(handbook, content)


def test_a_page_that_a_person_moved_still_shows_its_picture(handbook: Path, tmp_path: Path) -> None:
    (handbook / "docs/eigen/diep").mkdir(parents=True)
    shutil.move(handbook / "docs/doen/mandaat.md", handbook / "docs/eigen/diep/mandaat.md")
    projects.rebuild(handbook, content_of(tmp_path / "gids"))
    assert "![Een plein](../../bestanden/doen/plein.png)" in (handbook / "docs/eigen/diep/mandaat.md").read_text(encoding="utf-8")


def test_the_edition_to_share_has_only_what_its_pages_show(handbook: Path, tmp_path: Path) -> None:
    body = f'{BODY}\n\n{{% when steun == "ja" %}}\n![Geheim](geheim.png)\n{{% endwhen %}}'
    write_content(tmp_path / "gids", {PAGE: page(body, title="Mandaat"), "guide/chapters/10-doen/geheim.png": png(7, 7)})
    content = read_content(tmp_path / "gids")[0]
    answer(handbook, "geen\n  steun: ja")
    projects.rebuild(handbook, content)
    assert (handbook / "docs/bestanden/doen/geheim.png").is_file()
    projects.share(handbook, tmp_path / "delen", content)
    assert [path.name for path in sorted((tmp_path / "delen/docs/bestanden").rglob("*.png"))] == ["plein.png"]


def test_a_page_of_their_own_that_is_shared_brings_the_pictures_in_it(handbook: Path, tmp_path: Path) -> None:
    (handbook / "docs/img").mkdir()
    (handbook / "docs/img/team.png").write_bytes(png(6, 6))
    path = handbook / "docs/doen/mandaat.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n![Ons team](../img/team.png) ![Weg](../img/weg.png) ![Buiten](../../../geheim.png)\n", encoding="utf-8")
    (tmp_path / "geheim.png").write_bytes(png())
    report, _ = projects.share(handbook, tmp_path / "delen", content_of(tmp_path / "gids"), own=["doen/mandaat.md"])
    assert (tmp_path / "delen/docs/img/team.png").read_bytes() == png(6, 6) and (tmp_path / "delen" / MADE).is_file()
    assert "Met uw bladzijden gaan mee: bestanden/doen/plein.png, img/team.png." in report.notes


def test_a_page_with_another_id_keeps_its_picture_and_what_was_written_in_it(handbook: Path, tmp_path: Path) -> None:
    path = handbook / "docs/doen/mandaat.md"
    path.write_text(path.read_text(encoding="utf-8").replace("Tekst.", "Onze tekst."), encoding="utf-8")
    root = tmp_path / "gids"
    write_content(root, {"guide/chapters/10-doen/ruimte.md": page(BODY, id="ruimte", was="[mandaat]", title="Ruimte")})
    (root / PAGE).unlink()
    projects.rebuild(handbook, read_content(root)[0])
    text = (handbook / "docs/doen/ruimte.md").read_text(encoding="utf-8")
    assert "Onze tekst." in text and "![Een plein](../bestanden/doen/plein.png)" in text and (handbook / MADE).read_bytes() == png()


def test_without_a_checkout_the_bytes_come_from_beside_the_compiled_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = decode(encode(content_of(tmp_path / "gids")))
    place = tmp_path / "pakket/_content" / BESIDE_COMPILED / PHOTO
    place.parent.mkdir(parents=True)
    place.write_bytes(png())
    monkeypatch.setattr(resources, "find_root", lambda: None)
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "pakket")
    assert content.home == "" and resources.read_copy(PHOTO, content) == png()
    place.write_bytes(png(9, 9))
    with pytest.raises(HandbookError, match=f"{PHOTO} veranderde terwijl de handreiking werd gelezen. Probeer het opnieuw."):
        resources.read_copy(PHOTO, content)
