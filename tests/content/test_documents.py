"""Strict YAML that remembers where everything stood: what looks like something else stays what was written."""

import pytest

from site_build.content.documents import read_front_matter, read_yaml
from site_build.errors import Place


def read(text: str):
    value, problems = read_yaml(text, "a.yml")
    assert problems == []
    return value


def said(text: str) -> list[str]:
    return [str(problem) for problem in read_yaml(text, "a.yml")[1]]


@pytest.mark.parametrize(("written", "value"), [
    ("0363", "0363"), ("no", "no"), ("yes", "yes"), ("on", "on"), ("2026-11-24", "2026-11-24"), ("12:30:00", "12:30:00"),
    ("1_000", "1_000"), ("0x1F", "0x1F"), ("0", 0), ("-3", -3), ("4.5", 4.5), ("1.5e3", 1500.0), ("true", True), ("false", False),
    ("null", None), ("~", None), ("", None), ('"12"', "12"), ("'true'", "true"), ("ja", "ja"),
])
def test_scalars_are_those_of_yaml_1_2(written: str, value: object) -> None:
    found = read(f"a: {written}\n")["a"]
    assert (found, type(found)) == (value, type(value))


def test_every_value_knows_its_place() -> None:
    data = read("eerste: 1\nlijst:\n  - twee\n  - {drie: 4}\n")
    assert data.place_of("eerste") == Place("a.yml", 1, 9)
    assert data["lijst"].place_of(0) == Place("a.yml", 3, 5)
    assert data["lijst"][1].place_of("drie") == Place("a.yml", 4, 12)


@pytest.mark.parametrize(("text", "message"), [
    ("a: 1\na: 2\n", "a.yml:2:1  dubbele-naam  De naam 'a' staat hier twee keer.  Laat één van de twee staan."),
    ("a: !!python/object/apply:os.system [ls]\n", "a.yml:1:4  yaml-label  Het label tag:yaml.org,2002:python/object/apply:os.system is niet "
                                                 "toegestaan.  Verwijder het label."),
    ("a: !eigen x\n", "a.yml:1:4  yaml-label  Het label !eigen is niet toegestaan.  Verwijder het label."),
    ("a: &een [1]\nb: *een\n", "a.yml:1:4  yaml-verwijzing  Een verwijzing (*naam) binnen het bestand is niet toegestaan.  "
                               "Schrijf de waarde hier voluit."),
    ("a: [1\n", "a.yml:1:4  yaml-vorm  Een lijst of rij tussen haakjes wordt niet gesloten.  Kijk of elke [ een ] heeft en elke { een }."),
    ("q:\n  - {a: Wat?, b: Wie?}\n   - c: d\n", "a.yml:3:4  yaml-vorm  Deze regel springt niet gelijk in met de regels erboven.  Zet evenveel spaties ervoor als bij de andere regels van hetzelfde stuk."),
    ("ask: Wat: nu?\n", "a.yml:1:9  yaml-vorm  In deze tekst staat een dubbele punt met een spatie erachter.  Zet de hele tekst tussen aanhalingstekens."),
    ("a: 1\nb: \0\n", "a.yml:2:1  yaml-teken  Er staat een onzichtbaar teken (nul-byte) in dit bestand.  "
                      "Verwijder het teken of maak het bestand opnieuw."),
    ("? [a]\n: 1\n", "a.yml:1:3  yaml-naam  Een naam moet gewone tekst zijn."),
])
def test_what_is_refused_is_said_with_its_place(text: str, message: str) -> None:
    assert said(text) == [message]


def test_front_matter_keeps_the_line_numbers_of_the_file() -> None:
    front, problems = read_front_matter("---\nid: a\ntitle: B\n---\n## Kop\n", "a.md")
    assert problems == [] and front is not None
    assert front.data.place_of("title") == Place("a.md", 3, 8)
    assert (front.body, front.first_line) == ("## Kop\n", 5)


def test_windows_line_ends_and_a_byte_order_mark_make_no_difference() -> None:
    plain, _ = read_front_matter("---\nid: a\n---\nTekst\n", "a.md")
    windows, problems = read_front_matter("\ufeff---\r\nid: a\r\n---\r\nTekst\r\n", "a.md")
    assert problems == [] and windows == plain


@pytest.mark.parametrize(("text", "message"), [
    ("Tekst", "a.md:1:1  kop-ontbreekt  Dit bestand begint niet met gegevens tussen twee regels met ---.  "
              "Begin het bestand met ---, dan de gegevens (title, summary, …), dan weer ---."),
    ("---\n- a\n---\n", "a.md:2:1  kop-vorm  De gegevens bovenaan zijn geen lijst van namen met waarden.  Schrijf per regel: naam: waarde."),
])
def test_wrong_front_matter_is_said(text: str, message: str) -> None:
    front, problems = read_front_matter(text, "a.md")
    assert front is None and [str(problem) for problem in problems] == [message]


def test_libyaml_and_the_pure_loader_read_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    import yaml


    text = "a: 0363\nb: [no, 1.5, ~]\nc:\n  - {d: 2026-11-24}\n  - 'x: y'\ne: |\n  twee\n  regels\n"
    first = read(text)
    monkeypatch.delattr(yaml, "CSafeLoader")
    second = read(text)
    assert first == second
    assert first["c"][0].place_of("d") == second["c"][0].place_of("d")
