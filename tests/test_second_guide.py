"""A small guide about something else (examples/ander-onderwerp) makes a handbook with all its parts, through the public ways in.

It shares no id with ours: what the program still knew of our guide would be missing here, or stop it.
"""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from pathlib import Path

import pytest

import site_build
from site_build.cli import main
from site_build.content.loading import load
from site_build.content.walking import named
from site_build.desk.checking import list_files
from site_build.errors import UsageError
from tests.handbooks import content as ours

ROOT = Path(__file__).resolve().parents[1]
GUIDE = ROOT / "examples" / "ander-onderwerp"
ANSWERS = GUIDE / "examples" / "dorpsbieb.yml"
LANGUAGE = {"ja", "nee"}  # what a fact with two values is compared with: words of the language of conditions
WORDS_OF_OURS = re.compile(r"uitvoeringskader|frontlijn|huishouden|wijkteam|mandaat|projectleider|sociaal domein", re.I)


@pytest.fixture(scope="module")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bieb") / "handboek"
    assert main(["new", str(folder), "--guide", str(GUIDE), "--answers", str(ANSWERS)]) == 0
    return folder


def test_it_shares_no_id_with_ours() -> None:
    of_ours = {item.thing.id for item in named(ours())}
    assert {item.thing.id for item in named(load(GUIDE))} & of_ours <= LANGUAGE


def test_check_finds_nothing_to_say(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--guide", str(GUIDE), "--strict"]) == 0
    assert capsys.readouterr().out == "Geen fouten gevonden.\n"


def test_its_picture_and_attachment_stand_in_the_site_byte_for_byte(handbook: Path) -> None:
    for name in ("plattegrond.png", "rooster.xlsx"):
        assert (handbook / "site/bestanden/maken" / name).read_bytes() == (GUIDE / "guide/chapters/20-maken" / name).read_bytes()
    page = (handbook / "site/maken/een-plek-vinden.html").read_text(encoding="utf-8")
    assert re.search(r'<img alt="Plattegrond van één lokaal: [^"]+" src="\.\./bestanden/maken/plattegrond\.png"', page)
    assert 'href="../bestanden/maken/rooster.xlsx"' in (handbook / "site/maken/vrijwilligers-vinden.html").read_text(encoding="utf-8")


PARTS = {
    "index.md": ("Sluit de deur tot de plek is gekeurd.", "Kies eerst welke kant u op gaat", "(maken/veilig-open.md)"),
    "uw-route.md": ("## Trekker: ", "## Bestuurder: "),
    "in-een-oogopslag.md": ("Leeuwarden wil een bibliotheek openen", "burgemeester en wethouders"),
    "plan.md": ("Laat de plek keuren op brandveiligheid.", "1 maart 2027: De voorjaarsronde", "het bestuur van de bibliotheek"),
    "eerst-uitzoeken.md": ("Wanneer beslist de raad over de begroting?",),
    "uw-situatie.md": ("Plek en deur", "17 (zwak)", "Laat eerst iemand naar de veiligheid kijken."),
    "kosten-en-baten.md": ("€ 12.000", "Verbouwing", "10 tot 19", "Wij vergelijken met wat u antwoordde: mensen blijven thuis.", "Wat u niet in geld ziet"),
    "lijsten/pand-klaar.md": ("De vluchtweg is vrij.",),
    "lijsten/kaart-stille-buur.md": ("Waar maakt u zich zorgen over?",),
    "documenten/startbrief.md": ("De Leesboom",),
    "documenten/raadsbrief.md": ("Over dit stuk beslist burgemeester en wethouders.",),
    "rollen/bestuurder.md": ("Of het college de bibliotheek wil",),
    "risicos.md": ("De deur blijft dicht",),
    "reflectiespel.md": ("Een kind rent tussen de kasten.",),
    "begrippen.md": ("ruilplank",),
    "weten/leeszaal-in-de-school.md": ("Een lokaal met boeken",),
    "daarna/geld-na-het-project.md": ("Over 13 maanden is het op.",),
    "antwoorden.md": ("Wie opent de deur?", "Een groep vrijwilligers"),
    "weggelaten.md": ("Een makersplek in de wijk",),
}


@pytest.mark.parametrize("page", PARTS)
def test_the_handbook_has_this_part(handbook: Path, page: str) -> None:
    text = (handbook / "docs" / page).read_text(encoding="utf-8")
    assert [words for words in PARTS[page] if words not in text] == []


def test_nothing_of_our_subject_stands_in_it(handbook: Path) -> None:
    found = {path.name: words for path in (handbook / "docs").rglob("*.md") if (words := WORDS_OF_OURS.findall(path.read_text(encoding="utf-8")))}
    assert found == {}


def test_the_site_was_built_strictly(handbook: Path) -> None:
    assert "Sluit de deur" in (handbook / "site" / "index.html").read_text(encoding="utf-8")


def test_the_handbook_remembers_its_guide_and_moves_along_with_it(handbook: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", str(handbook), "--no-build"]) == 0
    assert "0 bestanden geschreven" in capsys.readouterr().out
    assert main(["explain", str(handbook), "--advice"]) == 0
    assert "Sluit de deur tot de plek is gekeurd." in capsys.readouterr().out
    assert not Path((handbook / ".handreiking" / "gids").read_text(encoding="utf-8").strip()).is_absolute()


def test_another_guide_is_refused_and_named(handbook: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", str(handbook), "--guide", str(ROOT)]) == 2
    assert capsys.readouterr().err == (f"{handbook} is gemaakt met een andere handreiking 'buurtbibliotheek', en die staat niet op de plek van toen. "
                                       "Geef de map van die handreiking met: --guide MAP\n")


def test_share_leaves_what_is_confidential_and_begins_with_the_role(handbook: Path, tmp_path: Path) -> None:
    target = tmp_path / "deel"
    assert main(["share", str(handbook), str(target), "--voor", "raad", "--no-build"]) == 0
    text = (target / "docs" / "index.md").read_text(encoding="utf-8")
    assert "## Voor u: volksvertegenwoordiger" in text
    assert not (target / ".handreiking" / "gids").exists()


def test_workbook_calendar_and_form_are_made_and_read_back(handbook: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(handbook), "--excel", "--calendar"]) == 0
    export = handbook / "export"
    with zipfile.ZipFile(export / "plan.xlsx") as book:
        texts = "".join(book.read(name).decode("utf-8", "replace") for name in book.namelist() if name.endswith(".xml"))
    assert "Laat de plek keuren op brandveiligheid." in texts and "volksraad" not in texts
    assert "Wie beslist: burgemeester en wethouders." in (export / "plan.ics").read_text(encoding="utf-8").replace("\r\n ", "").replace("\\,", ",")
    form = tmp_path / "vragen.xlsx"
    assert main(["form", str(form), "--guide", str(GUIDE)]) == 0
    capsys.readouterr()
    assert main(["new", str(tmp_path / "leeg"), "--guide", str(GUIDE), "--answers", str(form), "--no-build"]) in (0, 1, 2)  # an empty form says what it misses
    assert "niet had mogen gebeuren" not in capsys.readouterr().err


def test_the_complete_edition_has_its_own_title_and_first_page(tmp_path: Path) -> None:
    assert main(["new", str(tmp_path / "alles"), "--guide", str(GUIDE), "--complete", "--no-build", "--date", "2026-11-24"]) == 0
    text = (tmp_path / "alles" / "docs" / "index.md").read_text(encoding="utf-8")
    assert "# Handboek buurtbibliotheek" in text and "Een buurtbibliotheek is een plek dicht bij huis" in text and "makersplek-in-de-wijk.md" in text
    assert not WORDS_OF_OURS.search(text)


def test_the_interview_asks_its_questions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO("GM0080\n"))
    main(["ask", str(tmp_path / "antwoorden.yml"), "--guide", str(GUIDE), "--plain"])
    assert "Voor welke gemeente is dit handboek?" in capsys.readouterr().out


def test_the_door_for_programs(tmp_path: Path) -> None:
    content = site_build.load_content(GUIDE)
    answers = site_build.read_answers(ANSWERS, content)
    handbook = site_build.tailor(content, answers)
    assert [piece.advice.id for piece in handbook.advice.first] == ["dicht-tot-keuring", "geld-stopt", "plan-op-papier"]
    site_build.write(tmp_path / "handboek", answers, content)
    again = site_build.load_content(of=tmp_path / "handboek")
    assert again.edition.id == "buurtbibliotheek"
    with pytest.raises(UsageError, match="andere handreiking 'buurtbibliotheek'"):
        site_build.write(tmp_path / "handboek", site_build.read_answers(ROOT / "examples" / "rotterdam.yml", ours()), ours())
    assert dt.date.fromisoformat(answers.date) and list_files(GUIDE)


def test_a_new_guide_passes_check_and_makes_a_handbook_with_its_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    guide = tmp_path / "Warm huis"
    assert main(["new-guide", str(guide), "--title", "Handboek: warm huis"]) == 0
    capsys.readouterr()
    assert main(["check", "--guide", str(guide), "--strict"]) == 0
    assert capsys.readouterr().out == "Geen fouten gevonden.\n"
    assert main(["new", str(tmp_path / "proef"), "--guide", str(guide), "--answers", str(guide / "examples" / "voorbeeld.yml")]) == 0
    assert "Zet op papier wie waarover beslist." in (tmp_path / "proef" / "site" / "index.html").read_text(encoding="utf-8")
    assert (tmp_path / "proef/site/bestanden/beginnen/stappen.svg").read_bytes() == (guide / "guide/chapters/10-beginnen/stappen.svg").read_bytes()
    assert load(guide).edition.id == "warm-huis" and load(guide).edition.title == "Handboek: warm huis"


def test_a_new_guide_is_not_put_over_something_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "iets.txt").write_text("van mij", encoding="utf-8")
    assert main(["new-guide", str(tmp_path)]) == 2
    assert capsys.readouterr().err == f"{tmp_path} is niet leeg. Kies een nieuwe map voor uw handreiking.\n"


def test_a_folder_without_a_guide_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", str(tmp_path / "x"), "--guide", str(tmp_path), "--answers", str(ANSWERS)]) == 2
    assert capsys.readouterr().err == f"In {tmp_path} staat geen handreiking: de map guide/ ontbreekt. Begin er een met: handreiking new-guide {tmp_path}\n"
