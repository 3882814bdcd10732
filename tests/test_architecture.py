"""The rules of the house that a reader of the imports can check (import-linter checks the order of the steps)."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from site_build.content.loading import load
from site_build.content.walking import named
from tools import dutch_in_python, phrases

ROOT = Path(__file__).resolve().parents[1]
PURE = ("content", "interview", "tailoring", "assembly", "store")
ALLOWED = sys.stdlib_module_names | {"jinja2", "yaml", "markupsafe", "site_build"}
MOST_LINES = 350
MOST_ANY = {"content": 6, "publishing/paper": 40}  # lines; of the libraries for paper only lxml and MkDocs' YAML are without types
EXEMPT = {
    "interview/terminal.py": {"questionary", "prompt_toolkit"},
}
# Deciding is a function of content and answers. These would make it depend on the machine.
IMPURE_CALLS = {"open", "print", "input", "today", "now", "utcnow", "read_text", "write_text", "getenv", "random"}


def modules(*steps: str) -> list[Path]:
    return sorted(path for step in steps for path in (ROOT / "site_build" / step).rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]


@pytest.mark.parametrize("step", PURE)
def test_a_pure_step_imports_the_standard_library_jinja2_and_yaml_only(step: str) -> None:
    found = {}
    for path in modules(step):
        name = path.relative_to(ROOT / "site_build").as_posix()
        foreign = set(imports(path)) - ALLOWED - EXEMPT.get(name, set())
        if foreign:
            found[name] = foreign
    assert found == {}


def test_deciding_reads_no_file_prints_nothing_and_does_not_look_at_the_clock() -> None:
    found = []
    for path in modules("tailoring", "assembly"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                if name in IMPURE_CALLS:
                    found.append(f"{path.name}:{node.lineno} {name}")
    assert found == []


def test_the_front_door_opens_without_what_is_slow() -> None:
    trees = [ast.parse((ROOT / "site_build" / name).read_text(encoding="utf-8")) for name in ("cli.py", "commands/__init__.py", "commands/arguments.py")]
    at_once = {alias for tree in trees for node in tree.body if isinstance(node, (ast.Import, ast.ImportFrom))
               for alias in ([n.name for n in node.names] if isinstance(node, ast.Import) else [node.module or ""])}
    assert {name.partition(".")[0] for name in at_once} <= sys.stdlib_module_names | {"site_build"}
    assert {name for name in at_once if name.startswith("site_build")} <= {"site_build.errors", "site_build.commands.arguments"}


def test_every_command_is_a_wish_and_a_run_that_knows_no_argparse_and_prints_nothing() -> None:
    """So that a page in a browser, or a program, can ask for the same."""
    no_commands = {"__init__", "arguments", "progress", "report", "roots", "site", "speaking"}
    for path in modules("commands"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        calls = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
        if path.stem in no_commands:
            continue
        wishes = [node for node in tree.body if isinstance(node, ast.ClassDef) and node.name.endswith("Wish")]
        assert wishes and all("frozen=True" in ast.unparse(wish.decorator_list[0]) for wish in wishes), path.name
        assert "run" in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, path.name
        assert not {"print", "input"} & calls and "argparse" not in set(imports(path)), path.name


def test_no_module_is_longer_than_can_be_read_at_once() -> None:
    found = {path.relative_to(ROOT).as_posix(): lines for folder in ("site_build", "browser", "tools") for path in sorted((ROOT / folder).rglob("*.py"))
             if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES}
    assert found == {}, "look for the second subject"


def test_pages_take_what_people_said_only_as_a_type_that_escapes_itself() -> None:
    """Assembly reads no answer by itself (but the date and the handbook's id), and takes the bare text of a `Said` nowhere."""
    bare = {"values", "plan", "statements", "moments", "kept"}
    found = []
    for path in modules("assembly"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Attribute):
                continue
            of = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
            if node.attr == "plain" or of == "answers" and node.attr in bare:
                found.append(f"{path.name}:{node.lineno} {ast.unparse(node)}")
    assert found == []


def test_what_lies_on_somebodys_disk_is_read_by_the_one_reader_that_does_not_wait_for_a_pipe() -> None:
    own = {"store/resources.py"}  # what we ship ourselves
    found = [f"{path.name}:{node.lineno}" for path in modules("store", "interview") if path.relative_to(ROOT / "site_build").as_posix() not in own
             for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
             if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and (node.func.attr == "read_bytes" or node.func.attr == "read_text" and node.keywords)]
    assert not found, "use disk.read_file"


# Words of the program itself that happen to be an id of our guide as well: where they may stand, and what they are there.
SAME_WORDS = {
    "ja": ("", "the language of conditions: the answers to a yes/no question"),
    "nee": ("", "the language of conditions: the answers to a yes/no question"),
    "naam": ("", "the column of a table of municipalities, or of a message"),
    "inwoners": ("content/gathering", "the column of the table of municipalities"),
    "gemeente": ("publishing/paper/pdf", "a name in the template of the PDF"),
    "soort": ("content/,desk/", "the code of a message, or the head of a table"),
    "vorm": ("content/,desk/", "the code of a message"),
    "aantal": ("desk/coverage,tailoring/costs,publishing/workbooks/spreadsheet_costs", "the head of a table; the name of a row in the sheet of costs"),
    "kosten": ("tailoring/costs,publishing/workbooks/spreadsheet_costs", "the name of a row in the sheet of costs"),
    "geld": ("tailoring/costs_types,publishing/workbooks/spreadsheet_costs,content/phrases", "a kind of benefit in the sheet of costs"),
    "start": ("tailoring/costs_types,tailoring/pictures,publishing/paper/walker", "a row in the sheet of costs; an anchor in SVG; the first number of a list"),
    "bestuur": ("tailoring/money", "a place to fill in, in ways-left.yml"),
    "beide": ("tailoring/score_types", "which index leads"),
    "leren": ("content/phrases", "a class of urgency"),
    "wet": ("content/phrases", "a class of urgency"),
    "hoog": ("interview/records", "a priority that people give an action"),
    "laag": ("interview/records", "a priority that people give an action"),
    "nieuw": ("interview/statements", "a step in the interview"),
    "fase": ("content/walking,tailoring/changes", "the Dutch name of a kind of id"),
    "compleet": ("tailoring/handbook,desk/workbench", "an edition"),
    "intern": ("tailoring/handbook", "an edition"),
    "eigen": ("store/placing,publishing/paper,commands/arguments", "the folder for own pages; a form of a model document"),
    "extra": ("publishing/paper/book", "a key of mkdocs.yml"),
    "partner": ("commands/,content/roles,interview/sharing", "for whom an edition to share is made"),
    "raad": ("commands/,content/roles,interview/sharing", "for whom an edition to share is made"),
    "recht": ("assembly/marks,desk/,publishing/paper", "a kind of box"),
    "meer": ("publishing/paper", "a kind of box"),
    "geregeld": ("assembly/marks,desk/checking_markdown,publishing/paper", "a kind of box"),
    "niet": ("desk/checking_conditions", "a Dutch word for an operator"),
    # examples in messages
    "gemeente.naam": ("assembly/rendering,desk/checking_bodies", "an example in a message"),
    "geld.maanden_over": ("desk/checking_conditions", "an example in a message"),
    "d3-1": ("interview/answers_reading", "an example in a message"),
}


def _literals(path: Path) -> Iterator[tuple[int, str]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {id(node.body[0].value) for node in ast.walk(tree) if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
            and node.body and isinstance(node.body[0], ast.Expr)}
    yield from ((node.lineno, node.value) for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs)


def test_no_text_in_the_program_is_an_id_of_our_guide() -> None:
    """The program knows a guide by `means:` only; an id with a sign in it may not even stand inside a text, such as `f"{list}.aantal"`."""
    ids = {item.thing.id for item in named(load()) if item.kind not in ("phrase", "edition", "register_row", "register_column") and len(item.thing.id) > 1}
    compound = {id for id in ids if re.search(r"[._-]", id)}
    found = []
    for path in sorted((ROOT / "site_build").rglob("*.py")):
        where = path.relative_to(ROOT / "site_build").as_posix()
        if where in ("content/needs.py", "content/phrase_list.py"):
            continue
        for line, text in _literals(path):
            words = ({text} & ids) | {word for word in re.findall(r"[\w-]+(?:[.-][\w-]+)*", text) if word in compound}
            words |= {text[1:]} & ids if text.startswith(".") else set()
            found += [f"{where}:{line} {word}" for word in words if not any(where.startswith(place) for place in SAME_WORDS.get(word, ("-",))[0].split(","))]
    assert found == []


def test_every_word_that_may_be_an_id_too_is_still_one() -> None:
    ids = {item.thing.id for item in named(load())}
    assert [word for word in SAME_WORDS if word not in ids] == []


def test_the_list_of_sentences_is_what_the_code_uses() -> None:
    assert phrases.text() == phrases.TARGET.read_text(encoding="utf-8"), "do: python -m tools.phrases"


def test_no_sentence_that_people_read_stands_in_python() -> None:
    assert [f"{sentence.file}:{sentence.line} {sentence.text}" for sentence in dutch_in_python.sentences()] == []


def test_any_stands_on_few_lines() -> None:
    """`Any` says nothing of what a thing is: content/documents.py has `Json`, `extras.need` the libraries; what is left is what no type can say."""
    lines = {path.relative_to(ROOT / "site_build").as_posix(): found for path in sorted((ROOT / "site_build").rglob("*.py"))
             if (found := sum(bool(re.search(r"\bAny\b", line)) for line in path.read_text(encoding="utf-8").splitlines()))}
    rooms = {room: sum(number for name, number in lines.items() if name.startswith(f"{room}/")) for room in MOST_ANY}
    assert sum(lines.values()) == sum(rooms.values()) < 60, f"Any outside the rooms that may have some: {lines}"
    assert {room: number for room, number in rooms.items() if number > MOST_ANY[room]} == {}, lines


def test_no_type_is_told_away() -> None:
    """A cast or an ignored error hides what a type says: few of either, and none more."""
    told = [f"{path.name}:{number}" for path in sorted((ROOT / "site_build").rglob("*.py"))
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1) if re.search(r"# type: ignore|\bcast\(", line)]
    assert len(told) <= 4, told


def test_a_browser_waits_for_functions_only_since_our_policy_allows_no_text_to_be_run() -> None:
    """Playwright runs a text at every look, and a function once: under the policy of our pages only the second lives through a slow page."""
    waits = {f"{path.name}:{call.lineno}": call.args[0] for path in sorted((ROOT / "tests").rglob("*.py"))
             for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
             if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "wait_for_function"}
    assert waits
    assert [place for place, wait in waits.items() if not (isinstance(wait, ast.Constant) and "=>" in str(wait.value).partition("{")[0])] == []
