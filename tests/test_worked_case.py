"""The worked case: four moments that read, eighteen filled documents without a gap, a story, and the word that it is invented everywhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from site_build.assembly.config import config
from site_build.assembly.outputs import Look
from site_build.assembly.pages import make_pages
from site_build.assembly.project import assemble, templates_of
from site_build.assembly.views import Views
from site_build.content.model import Content
from site_build.content.worked import Worked
from site_build.interview.answers import write_answers
from site_build.interview.facts import Values
from site_build.interview.files import read_text
from site_build.tailoring.compare import compare
from site_build.tailoring.handbook import COMPLETE, INTERN, SHARED, Handbook, tailor
from site_build.tailoring.worked import decided_documents, moment_answers
from tests.builders import make_answers, make_content, page
from tests.handbooks import ROOT, content, example

MOMENTS = ("verkennen", "voorbereiden", "uitvoeren", "borgen")
GAP = re.compile(r"\[\[|==\[")


def case() -> Worked:
    found = content().worked
    assert found is not None
    return found


def at(moment: str) -> Handbook:
    found = case().moment(moment)
    assert found is not None
    return tailor(content(), moment_answers(content(), found))


def texts(handbook: Handbook) -> dict[str, str]:
    """Return the pages of a handbook as Markdown."""
    files = assemble(handbook, Look("site_name: x\n")).files
    return {name: text for name, text in files.items() if name.startswith("docs/") and name.endswith(".md") and isinstance(text, str)}


def test_there_are_four_moments_in_time_of_one_handbook() -> None:
    assert tuple(moment.id for moment in case().moments) == MOMENTS
    given = [moment_answers(content(), moment) for moment in case().moments]
    assert len({answers.handbook for answers in given}) == 1
    assert [answers.date for answers in given] == sorted({answers.date for answers in given})
    assert [answers.values["fase"] for answers in given] == list(MOMENTS)


@pytest.mark.parametrize("id", MOMENTS)
def test_a_moment_is_a_complete_file_of_answers_with_four_people(id: str) -> None:
    handbook = at(id)
    values = Values(content(), handbook.answers)
    assert [name for name, question in content().questions.items() if values.applies(question) and not values[name].known] == []
    assert handbook.scores is not None and handbook.scores.people == 4
    assert all(dimension.points is not None for dimension in handbook.scores.dimensions)
    assert handbook.plan is not None and handbook.plan.items and handbook.answers.plan and handbook.costs is not None
    path = ROOT / "guide/example/moments" / f"{id}.yml"
    assert "VERZONNEN. Noordwoude bestaat niet." in read_text(path) and not handbook.answers.kept
    assert write_answers(handbook.answers, content())  # it can be saved again


def test_what_changes_between_two_moments_is_told_with_the_answer_that_did_it() -> None:
    found = compare(content(), at("verkennen").answers, at("voorbereiden").answers)
    assert "uitvoering" in found.answers_changed and found.moved and found.done


def test_every_model_document_has_a_filled_twin_at_a_moment_where_it_applies() -> None:
    live = {document.id for document in content().documents if not document.retired}
    assert {twin.id for twin in case().twins} == live and len(live) >= 16
    moments = decided_documents(content())
    for twin in case().twins:
        assert twin.id in moments[twin.moment].documents, f"{twin.id} does not apply at {twin.moment}"


def test_a_twin_has_no_gap_left_no_box_for_its_maker_and_no_fill_for_a_gap_that_is_gone() -> None:
    views = Views(tailor(content(), example("klein-platteland")), templates_of(content()))
    moments = decided_documents(content())
    pages = {doc.file: doc for doc in make_pages(views.handbook, views)}
    for twin in case().twins:
        text = "\n".join(section.text for section in pages[f"voorbeeld/stukken/{twin.id}.md"].sections)
        assert not GAP.search(text), f"{twin.id}: {GAP.search(text)}"
        assert re.findall(r"^!!! .*$", text, re.M) == ['!!! let-op "Verzonnen voorbeeld"'], twin.id
        decided = moments[twin.moment]
        model = Views(decided.handbook, templates_of(content())).writer.model(decided.documents[twin.id].body, "stuk")
        asked = list(model.gaps)
        for gap in {fill.gap for fill in twin.fills}:
            given = sum(fill.gap == gap for fill in twin.fills)
            assert given in (1, asked.count(gap)), f"{twin.id}: {gap}"


@pytest.mark.parametrize("edition", (INTERN, COMPLETE))
def test_every_page_of_the_case_says_that_it_is_invented(edition: str) -> None:
    found = {name: text for name, text in texts(tailor(content(), example("pilot-loopt-af"), edition=edition)).items() if name.startswith("docs/voorbeeld/")}
    assert len(found) == 1 + len(case().story) + len(case().twins)
    assert all(case().notice in text for text in found.values())


def test_the_story_has_twelve_short_pages_in_order() -> None:
    assert len(case().story) == 12
    order = [MOMENTS.index(page.moment) for page in case().story]
    assert order == sorted(order)
    for told in case().story:
        assert len(re.findall(r"\w+", " ".join(block.text for block in told.body))) < 420, told.id


def test_the_story_names_the_points_and_the_date_that_the_program_computes() -> None:
    told = {page.id: " ".join(block.text for block in page.body) for page in case().story}
    first, last = at("verkennen").scores, at("borgen")
    assert first is not None and last.scores is not None and last.warning is not None
    for dimension in first.dimensions:
        if f"| {dimension.title} |" in told["noordwoude-03"]:
            assert f"| {dimension.title} | {dimension.points} |" in told["noordwoude-03"]
    assert last.warning.title.removeprefix("Begin uiterlijk op ").partition(" met ")[0] in told["noordwoude-11"]
    lowest = min(last.scores.dimensions, key=lambda dimension: dimension.points or 0)
    assert f"*{lowest.title}*: {lowest.points}" in told["noordwoude-11"]
    assert at("uitvoeren").advice.first[0].advice.say in told["noordwoude-09"]


@pytest.mark.parametrize("id", MOMENTS)
def test_its_own_handbook_says_that_it_is_invented_instead_of_internal_and_holds_the_filled_documents(id: str) -> None:
    handbook = at(id)
    views = Views(handbook, templates_of(content()))
    docs = make_pages(handbook, views)
    settings = config(handbook, views, docs, Look("site_name: x\n"))
    assert case().notice in settings and '"invented": true' in settings and "niet publiceren" not in settings
    files = texts(handbook)
    assert not [name for name in files if name.startswith("docs/voorbeeld/")]
    for twin in case().twins:
        if twin.moment == id:
            assert not GAP.search(files[f"docs/documenten/{twin.id}.md"]), twin.id


def test_the_edition_to_share_has_nothing_of_the_case() -> None:
    files = texts(tailor(content(), example("pilot-loopt-af"), edition=SHARED))
    assert not [name for name, text in files.items() if name.startswith("docs/voorbeeld/") or "Noordwoude" in text]


def test_only_its_code_makes_somebody_the_invented_municipality() -> None:
    assert all(municipality.code != case().municipality.code for municipality in content().municipalities)
    found = content().municipality(case().municipality.code)
    assert found is not None and found.name == case().municipality.name


CASE = """\
title: "Voorbeeld: Verzonnen"
summary: Een voorbeeld.
notice: Verzonnen bestaat niet.
municipality: {code: GM9909, name: Verzonnen, province: Fryslân, inhabitants: 31000, urbanity: "5"}
moments:
  - {id: voorbereiden, phase: voorbereiden, title: Voorbereiden, summary: Het begin.}
"""


def small(tmp_path: Path, fills: str, files: dict[str, str] | None = None) -> Content:
    return make_content(tmp_path, {
        "guide/example/case.yml": CASE,
        "guide/example/moments/voorbereiden.yml": "version: 1\nhandbook: hb-verzonnen\ndate: 2026-11-24\nanswers:\n  gemeente: GM9909\n  fase: voorbereiden\n",
        "templates/documents/besluit.md": page(
            'Op [[datum]] en [[datum]], door [[naam]].\n\n!!! advies "Voor de maker"\n    Weg.', id="besluit", kind="besluit", decides="college"),
        "guide/example/documents/besluit.yml": f"id: besluit\nmoment: voorbereiden\nfills:\n{fills}",
        **(files or {}),
    })


def test_the_same_gap_takes_the_fills_in_their_order_and_an_unfilled_gap_stays(tmp_path: Path) -> None:
    made = small(tmp_path, "  - {gap: datum, text: 1 maart}\n  - {gap: datum, text: 2 maart}\n")
    assert made.worked is not None
    handbook = tailor(made, moment_answers(made, made.worked.moments[0]))
    text = texts(handbook)["docs/documenten/besluit.md"]
    assert "Op 1 maart en 2 maart, door ==[naam]==." in text and "Weg." not in text


def test_a_filled_document_links_to_what_the_handbook_at_hand_holds(tmp_path: Path) -> None:
    """One content makes handbooks after each other, and what was written for one is not taken over where its links lead elsewhere."""
    made = small(tmp_path, "  - {gap: datum, text: 1 maart}\n", {
        "templates/documents/besluit.md": page("Op [[datum]]. Zie [het mandaat](../../guide/chapters/10-doen/mandaat.md#kern).", id="besluit", kind="besluit", decides="college"),
        "guide/chapters/10-doen/mandaat.md": page("## Kern\n\nTekst.", when='steun == "ja"')})

    def link(**answers: str) -> str:
        files = assemble(tailor(made, make_answers(**answers)), Look("site_name: x\n")).files
        found = re.search(r"Zie .*", next(str(text) for path, text in files.items() if path.startswith("docs/voorbeeld/") and "Op 1 maart" in str(text)))
        assert found is not None
        return found[0]

    assert [link(steun="ja"), link(steun="nee"), link(steun="ja")] == [
        "Zie [het mandaat](../../doen/mandaat.md#kern).", "Zie [het mandaat](../../weggelaten.md#pagina-mandaat) (niet in uw handboek).", "Zie [het mandaat](../../doen/mandaat.md#kern)."]
