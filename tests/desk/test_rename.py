"""`handreiking rename`: only the id changes, everywhere; what was is kept; nothing is written when something would break."""

import ast
import dataclasses
import shutil
from pathlib import Path

import pytest

from site_build.cli import main
from site_build.commands.rename import _write
from site_build.content.conditions import Condition
from site_build.content.loading import read_content
from site_build.desk.renaming import rename
from site_build.errors import Place
from tests.builders import make_content, page, write_content
from tests.desk.checks import PAGE, SOURCE, SOURCES
from tests.handbooks import ROOT, content
from tests.renaming import _SNAKE, MARK, renameable, renamed

LIST = "checklists/start.yml"
ROLES, ACTIONS = "guide/knowledge/roles.yml", "guide/knowledge/actions.yml"
FILES = {
    SOURCES: SOURCE,
    ROLES: "- {id: leider, name: Leider, who: Wie., know: [iets], pages: [mandaat]}\n",
    PAGE: page('## Kop\n\nZie [@isd-mandaat] en {{ partner }}.\n\n{% when mandaat in ["geen", "informeel"] and steun != "nee" %}\nTekst.\n{% endwhen %}', sources="[isd-mandaat]"),
    "guide/chapters/10-doen/ander.md": page("Zie [mandaat](mandaat.md#kop).", id="ander", title="Ander"),
    LIST: 'id: start\ntitle: Start\nintro: Kort.\npages: [mandaat]\nitems:\n  - {id: een, text: T., why: W., for: leider, when: mandaat == "geen"}\n',
}


def run(root: Path, *arguments: str) -> int:
    return main(["rename", *arguments, "--guide", str(root), "--date", "2026-11-24"])


def text(root: Path, file: str) -> str:
    return (root / file).read_text(encoding="utf-8")


@pytest.mark.parametrize(("arguments", "wanted"), [
    (("steun", "draagvlak"), {PAGE: 'and draagvlak != "nee" %}', "guide/questionnaire/10-aanpak.yml": "{id: draagvlak, was: [steun], ask:"}),
    (("mandaat.geen", "niets"), {PAGE: 'mandaat in ["niets", "informeel"]', LIST: 'when: mandaat == "niets"}', "guide/questionnaire/10-aanpak.yml": "niets: {label: Geen, was: [geen]}}"}),
    (("mandaat", "bevoegdheid", "--kind", "vraag"), {PAGE: 'when bevoegdheid in ["geen"', LIST: 'when: bevoegdheid == "geen"}',
                                                     "guide/questionnaire/10-aanpak.yml": "  - id: bevoegdheid\n    was: [mandaat]\n"}),
    (("mandaat", "bevoegdheid", "--kind", "bladzijde"), {"guide/chapters/10-doen/bevoegdheid.md": "id: bevoegdheid\nwas: [mandaat]\n",
                                                        "guide/chapters/10-doen/ander.md": "[mandaat](bevoegdheid.md#kop)", LIST: "pages: [bevoegdheid]", ROLES: "pages: [bevoegdheid]}"}),
    (("isd-mandaat", "isd-2026"), {PAGE: "Zie [@isd-2026] en", SOURCES: "{id: isd-2026, was: [isd-mandaat],"}),
    (("leider", "trekker"), {LIST: "for: trekker,", ROLES: "{id: trekker, was: [leider],"}),
    (("start/een", "eerste"), {LIST: "{id: eerste, was: [een],"}),
    (("partner", "aanbieder", "--kind", "vraag"), {PAGE: "{{ aanbieder }}"}),
])
def test_an_id_changes_everywhere_and_the_old_one_is_kept(tmp_path: Path, arguments: tuple[str, ...], wanted: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    root = write_content(tmp_path, FILES)
    assert run(root, *arguments) == 0, capsys.readouterr().err
    assert capsys.readouterr().out.partition("\n")[0].endswith(f"heet nu '{arguments[1]}'. De oude id staat bij was, zodat antwoorden en vinkjes blijven gelden.")
    for file, part in wanted.items():
        assert part in text(root, file), text(root, file)
    assert read_content(root)[1] == []


def test_what_a_part_of_an_action_names_changes_too(tmp_path: Path) -> None:
    action = ("- id: a\n  do: Doe iets.\n  phase: starten\n  dimension: d\n  owner: leider\n  effort: {lead: 1, others: 1}\n  weeks: 1\n  for_all: Altijd.\n"
              "  pause: {until: a, say: staat het stil, meanwhile: Werk zo., roles: [leider]}\n  pressing: {urgency: wet, when: mandaat == \"geen\"}\n")
    root = write_content(tmp_path, {**FILES, ACTIONS: action})
    assert run(root, "leider", "trekker") == 0 and run(root, "a", "b") == 0 and run(root, "mandaat.geen", "niets") == 0
    assert "roles: [trekker]" in text(root, ACTIONS) and "until: b," in text(root, ACTIONS) and 'when: mandaat == "niets"}' in text(root, ACTIONS)


def test_a_second_name_is_kept_beside_the_first(tmp_path: Path) -> None:
    root = write_content(tmp_path, FILES)
    assert run(root, "leider", "trekker") == 0 and run(root, "trekker", "kartrekker") == 0
    assert "{id: kartrekker, was: [trekker, leider]," in text(root, ROLES)


@pytest.mark.parametrize(("arguments", "said"), [
    (("mandat", "x"), "Niets heeft de id 'mandat'. Bedoelt u 'mandaat'?"),
    (("mandaat", "x"), "De id 'mandaat' hoort bij meer dan één ding: vraag mandaat, bladzijde mandaat. Noem de hele naam, of kies met --kind, zoals: --kind \"vraag\""),
    (("leider", "De Leider"), "'De Leider' kan geen id van rol zijn. Gebruik kleine letters, cijfers en streepjes."),
    (("steun", "meer-steun"), "'meer-steun' kan geen id van vraag zijn. Gebruik kleine letters, cijfers en lage streepjes."),
    (("mandaat.geen", "informeel"), "De id 'informeel' is al van iets anders."),
])
def test_an_impossible_wish_is_refused_and_nothing_is_written(tmp_path: Path, arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_content(tmp_path, FILES)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert run(root, *arguments) == 2
    assert capsys.readouterr().err.strip() == said
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def plain(value: object) -> object:
    """The content without places and earlier ids."""
    if isinstance(value, Place):
        return value.file  # a longer id moves what stands behind it
    if isinstance(value, Condition):
        return " ".join(value.text.split())
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        left_out = ("place", "line", "was", "municipalities", "home")
        return (type(value).__name__, tuple((field.name, plain(getattr(value, field.name))) for field in dataclasses.fields(value) if field.name not in left_out))
    if isinstance(value, (tuple, list)):
        return tuple(plain(inner) for inner in value)
    return tuple((key, plain(inner)) for key, inner in value.items()) if isinstance(value, dict) else value


def picked(every: int = 0) -> list[int]:
    """The places of one thing of every kind, or one of every so many."""
    found: dict[object, int] = {}
    for place, item in enumerate(renameable(content())):
        found.setdefault((item.kind, place // every) if every else item.kind, place)
    return sorted(found.values())


def same_after(place: int, root: Path) -> bool:
    """Whether the files of the real guide, renamed and read again, are the content with that one id changed."""
    item = renameable(content())[place]
    for folder in ("guide", "templates", "checklists"):
        shutil.copytree(ROOT / folder, root / folder, dirs_exist_ok=True)
    change = rename(content(), ROOT, item, f"{item.thing.id}{'_' if item.kind in _SNAKE else '-'}{MARK}")
    _write(root, change.texts, change.moved)
    made, problems = read_content(root)
    one, other = plain(renamed(content(), item)), plain(made)
    if item.kind in ("page", "document", "checklist", "story"):  # links follow the file, which the model does not show
        one, other = (ast.literal_eval(repr(each).replace(f"-{MARK}", "")) for each in (one, other))
    return problems == [] and one == other


@pytest.mark.parametrize("place", [place for place in picked() if renameable(content())[place].kind in
                                   ("question", "choice", "fact", "statement", "dimension", "label", "source", "page", "role", "moment")],
                         ids=lambda place: f"{renameable(content())[place].kind}-{renameable(content())[place].key}")
def test_in_the_real_guide_nothing_but_the_id_changes(tmp_path: Path, place: int) -> None:
    assert same_after(place, tmp_path)


@pytest.mark.audit
@pytest.mark.parametrize("place", picked(12), ids=str)
def test_one_in_twelve_of_all_ids_can_be_renamed(tmp_path: Path, place: int) -> None:
    assert same_after(place, tmp_path)


def test_the_small_guide_is_right(tmp_path: Path) -> None:
    make_content(tmp_path, FILES)
