"""The MkDocs project: answers are data, links resolve, the same answers give the same bytes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from site_build.assembly.project import Look, assemble
from site_build.errors import ContentError
from site_build.tailoring.handbook import COMPLETE, SHARED, tailor
from tests.builders import make_answers, make_content, page

LOOK = Look("theme: {name: mkdocs}\nmarkdown_extensions: [admonition, attr_list, footnotes, md_in_html, tables]\n")
PAGE = "guide/chapters/10-doen/mandaat.md"
OUT = "docs/doen/mandaat.md"
NASTY = ["{{ 7*7 }}", "{% raw %}", "<script>alert(1)</script>", "[x](javascript:alert(1))", "# kop", "| a |", "--8<-- \"x\"",
         "- lijst", "1. een", "!!! let-op \"x\"", "**vet** _schuin_ `code`", "a&b", "&lt;b&gt;", "[^bron]", "==weg==", ": x", "{ .klasse }"]


def made(tmp_path: Path, body: str, edition: str = "intern", files: dict[str, str] | None = None, **answers: object) -> dict[str, str | bytes]:
    content = make_content(tmp_path, {PAGE: page(body), **(files or {})})
    return assemble(tailor(content, make_answers(**answers), edition=edition), LOOK).files


@pytest.mark.parametrize("answer", NASTY)
def test_an_answer_prints_as_itself(tmp_path: Path, answer: str) -> None:
    import markdown

    files = made(tmp_path, "## Kop\n\n{{ partner }} is uw partner.\n\nMet {{ partner }} spreekt u af.", partner=answer)
    body = str(files[OUT]).split("## Kop", 1)[1].split("<details", 1)[0]
    html = markdown.markdown(body, extensions=["attr_list", "md_in_html", "tables", "admonition", "footnotes", "pymdownx.mark", "pymdownx.tilde"])
    shown = html.replace("<p>", "").replace("</p>", "")
    import html as h

    assert "<" not in shown and h.unescape(shown).split("\n")[0].strip() == f"{answer} is uw partner."


def test_an_unknown_answer_prints_its_placeholder(tmp_path: Path) -> None:
    assert "Bel uw partner in uw gemeente." in str(made(tmp_path, "## Kop\n\nBel {{ partner }} in {{ gemeente.naam }}.")[OUT])


@pytest.mark.parametrize(("body", "message"), [
    ("{{ niets }}", "'niets' bestaat niet."),
    ("{{ mandaat }}", "'mandaat' heeft geen placeholder."),
    ("{{ gemeente.__class__ }}", "Tussen {{ en }} mag alleen een naam staan, geen 'gemeente.__class__'."),
    ("{{ 7*7 }}", "Tussen {{ en }} mag alleen een naam staan, geen '7*7'."),
])
def test_a_page_prints_names_and_nothing_else(tmp_path: Path, body: str, message: str) -> None:
    with pytest.raises(ContentError) as error:
        made(tmp_path, f"## Kop\n\n{body}")
    assert [problem.message for problem in error.value.problems] == [message]


@pytest.mark.parametrize(("template", "message"), [
    ("{{ bestaat_niet }}", "Dit sjabloon gebruikt 'bestaat_niet', en die naam krijgt het niet."),
    ("{{ ''.__class__.__mro__ }}", "Dit sjabloon probeert iets wat niet mag."),
    ("{% if %}", "Dit sjabloon is niet te lezen: hier hoort een naam of een waarde."),
])
def test_a_template_cannot_run_code(tmp_path: Path, template: str, message: str) -> None:
    with pytest.raises(ContentError) as error:
        made(tmp_path, "## Kop", files={"templates/pages/role.md.j2": template, "templates/pages/glossary.md.j2": template})
    assert [problem.message for problem in error.value.problems] == [message]


def test_an_undecided_block_carries_its_label(tmp_path: Path) -> None:
    body = '## Kop\n\n{% when mandaat == "geen" %}\n\nRegel mandaat.\n\n{% endwhen %}'
    assert "Geldt bij Is het mandaat vastgelegd?: ‘Geen’. U weet dit nog niet." in str(made(tmp_path, body, mandaat="onbekend")[OUT])
    assert "Geldt bij Is het mandaat vastgelegd?: ‘Geen’.</p>" in str(made(tmp_path, body, COMPLETE)[OUT])


def test_the_shared_edition_leaves_out_what_hangs_on_an_answer_that_is_not_shared(tmp_path: Path) -> None:
    body = '## Kop\n\n{% when steun == "nee" %}\n\nZoek eerst steun.\n\n{% endwhen %}'
    text = str(made(tmp_path, body, SHARED, steun="nee")[OUT])
    assert "Zoek eerst steun." not in text and "deelt dit antwoord niet" not in text


def test_two_answers_that_differ_only_in_what_is_confidential_give_the_same_shared_edition(tmp_path: Path) -> None:
    body = '## Kop\n\n{% when steun == "nee" %}\n\nZoek eerst steun.\n\n{% endwhen %}'
    editions = [made(tmp_path / str(i), body, SHARED, steun=steun, gemeente="GM0080") for i, steun in enumerate(("ja", "nee"))]
    assert editions[0] == editions[1]


def test_a_link_to_a_page_that_was_left_out_becomes_text(tmp_path: Path) -> None:
    other = page("## Kop\n\nTekst.", id="team", title="Team", when='mandaat == "geen"')
    files = made(tmp_path, "## Kop\n\nZie [het team](team.md).", files={"guide/chapters/10-doen/team.md": other}, mandaat="vastgelegd")
    assert "[het team](../weggelaten.md#pagina-team) (niet in uw handboek)" in str(files[OUT])
    assert "{ #pagina-team }" in str(files["docs/weggelaten.md"])


def test_a_page_says_why_it_is_there(tmp_path: Path) -> None:
    content = make_content(tmp_path, {PAGE: page("## Kop\n\nTekst.", when='mandaat == "geen"')})
    text = str(assemble(tailor(content, make_answers(mandaat="geen")), LOOK).files[OUT])
    assert "Waarom staat dit in uw handboek?" in text and "- Is het mandaat vastgelegd? **Geen**" in text


@pytest.mark.parametrize(("code", "name"), [("GM0796", "'s-Hertogenbosch"), ("GM1900", "Súdwest-Fryslân")])
def test_a_name_with_an_apostrophe_or_diacritic_is_safe_in_titles_and_navigation(tmp_path: Path, code: str, name: str) -> None:
    files = made(tmp_path, "## Voor {{ gemeente.naam }}\n\nTekst.", gemeente=code)
    config = yaml.safe_load(str(files["mkdocs.yml"]))
    assert config["site_name"] == f"Handboek {name}"
    assert config["extra"]["municipality"] == name
    assert f'title: "Handboek van {name}"' in str(files["docs/index.md"])


def test_no_free_text_reaches_the_configuration(tmp_path: Path) -> None:
    files = made(tmp_path, "## Kop\n\nMet {{ partner }}.", partner="KANARIE")
    assert "KANARIE" not in str(files["mkdocs.yml"])


SCRIPT = """
import hashlib, sys
from pathlib import Path
from site_build.assembly.project import Look, assemble
from site_build.content.loading import read_content
from site_build.tailoring.handbook import tailor
from tests.builders import make_answers
content, _ = read_content(Path(sys.argv[1]))
files = assemble(tailor(content, make_answers(gemeente="GM0080", mandaat="geen", partner="X")), Look("theme: {name: mkdocs}")).files
print(hashlib.sha256(repr(list(files.items())).encode()).hexdigest())
"""


def test_the_same_answers_give_the_same_bytes_in_another_locale_time_zone_and_hash_seed(tmp_path: Path) -> None:
    make_content(tmp_path, {PAGE: page("## Kop\n\nMet {{ partner }}.")})
    root = Path(__file__).resolve().parents[2]
    seen = set()
    for seed, zone, lang in (("1", "UTC", "C.UTF-8"), ("2", "Asia/Tokyo", "C"), ("77", "America/New_York", "POSIX")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": lang, "PYTHONPATH": str(root)}
        run = subprocess.run([sys.executable, "-c", SCRIPT, str(tmp_path)], env=environment, cwd=root, capture_output=True, text=True, check=True)
        seen.add(run.stdout)
    assert len(seen) == 1


def test_front_matter_is_data(tmp_path: Path) -> None:
    text = str(made(tmp_path, "## Kop\n\nTekst.")[OUT])
    head = yaml.safe_load(text.split("---")[1])
    assert head["title"] == "Mandaat" and json.dumps(head["phases"]) == '["voorbereiden"]'
