"""What YAML says is remembered from one check to the next: the same values on the same places, and only what changed is parsed again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from site_build.content import documents
from site_build.content.documents import Json, Mapping, Sequence, read_yaml
from site_build.content.loading import read_content
from site_build.desk import memory, parsed
from site_build.desk.parsed import Remembered, decoded, encoded
from site_build.errors import Place
from tests.builders import page, write_content

PAGE = "guide/chapters/10-doen/mandaat.md"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A guide that is the checkout of the program."""
    monkeypatch.setattr(memory, "find_root", lambda: tmp_path)
    write_content(tmp_path, {PAGE: page("Tekst.")})
    return tmp_path


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were parsed, in order."""
    files: list[str] = []

    def spy(text: str, file: str, *, line_offset: int = 0) -> object:
        files.append(file)
        return read_yaml(text, file, line_offset=line_offset)

    monkeypatch.setattr(documents, "read_yaml", spy)
    return files


def with_places(value: Json) -> object:
    """Return a value with the place of everything in it."""
    if isinstance(value, Mapping):
        return ("mapping", value.place, [(key, value.places.get(key), with_places(inner)) for key, inner in value.items()])
    if isinstance(value, Sequence):
        return ("sequence", value.place, [(place, with_places(inner)) for place, inner in zip(value.places, value, strict=True)])
    return (type(value), value)


@pytest.mark.parametrize("text", [
    "a: 1\nb:\n  - één\n  - {c: no, d: [], e: {}}\n  - [1, [2.5, '3']]\nf: null\ng: true\nh: -0.5\n",
    "- a\n-   - b\n    - c: |\n        regel\n        regel\n",
    "los", "12", "[]", "{}", "null", "a: 1e400\nb: 100000000000000000000000000\n"])
def test_what_is_kept_says_the_same_on_the_same_places(text: str) -> None:
    value, problems = read_yaml(text, "x.yml", line_offset=3)
    assert problems == []
    assert with_places(decoded(json.loads(json.dumps(encoded(value))), "x.yml")) == with_places(value)


def test_what_a_reader_put_in_without_a_place_is_not_kept() -> None:
    value, _ = read_yaml("a: {label: A}\n", "x.yml")
    assert isinstance(value, Mapping) and isinstance(value["a"], Mapping)
    value["a"]["id"] = "a"
    assert decoded(encoded(value), "x.yml") == {"a": {"label": "A"}}


def test_only_what_changed_is_parsed_again(root: Path, read: list[str]) -> None:
    def content() -> object:
        kept = Remembered(root)
        found = read_content(root, kept)
        kept.write()
        return found

    first = content()
    assert PAGE in read
    read.clear()
    assert (content(), read) == (first, [])
    path = root / PAGE
    path.write_text(path.read_text(encoding="utf-8").replace("---\n", "---\n# anders\n", 1), encoding="utf-8")
    content()
    assert read == [PAGE]


def test_the_same_text_in_another_file_or_on_other_lines_stands_there(root: Path) -> None:
    kept = Remembered(root)
    kept.read("a: 1\n", "een.yml")
    kept.write()
    again = Remembered(root)
    for file, offset in (("twee.yml", 0), ("een.md", 1)):
        value, _ = again.read("a: 1\n", file, line_offset=offset)
        assert isinstance(value, Mapping)
        assert (value.place, value.place_of("a")) == (Place(file, 1 + offset, 1), Place(file, 1 + offset, 4))


def test_what_is_wrong_is_read_and_said_again(root: Path, read: list[str]) -> None:
    said = []
    for _ in range(2):
        kept = Remembered(root)
        said.append(kept.read("a: 1\na: 2\n", "fout.yml"))
        kept.write()
    assert read == ["fout.yml"] * 2
    assert said[0] == said[1]
    assert [problem.code for problem in said[0][1]] == ["dubbele-naam"]


def test_what_is_kept_but_damaged_is_read_anew(root: Path, read: list[str]) -> None:
    kept = Remembered(root)
    kept.read("a: 1\n", "een.yml")
    kept.write()
    file = root / parsed.FILE
    file.write_bytes(file.read_bytes().replace(b'"a"', b'"b"'))
    read.clear()
    assert Remembered(root).read("a: 1\n", "een.yml")[0] == {"a": 1}
    assert read == ["een.yml"]
