"""Read the body of a page: text and `when` blocks, nothing else."""

from __future__ import annotations

import re

from site_build.content.conditions import Condition
from site_build.content.model import Block
from site_build.errors import Place, Problem

_TAG = re.compile(r"(?P<indent>[ \t]*)\{%-?\s*(?P<word>\w+)(?P<rest>.*?)-?%\}(?P<after>.*)\Z")
_MAX_DEPTH = 2


def read_body(text: str, file: str, first_line: int = 1) -> tuple[tuple[Block, ...], list[Problem]]:
    """Return the pieces of a body and every problem with its tags."""
    problems: list[Problem] = []
    stack: list[tuple[list[Block], Condition | None, int]] = [([], None, first_line)]
    lines: list[str] = []
    start = first_line

    def problem(line: int, column: int, code: str, message: str, remedy: str) -> None:
        problems.append(Problem(Place(file, line, column), code, message, remedy))

    def flush(next_line: int) -> None:
        nonlocal lines, start
        text = "\n".join(lines)
        if text.strip():
            stack[-1][0].append(Block(text=text, line=start))
        lines, start = [], next_line

    fenced = False
    for number, line in enumerate(text.split("\n"), start=first_line):
        if line.lstrip().startswith("```"):
            fenced = not fenced
        if fenced or "{%" not in line:
            lines.append(line)
            continue
        column = line.index("{%") + 1
        match = _TAG.match(line)
        if match is None or match["indent"] or match["after"].strip():
            problem(number, column, "blok-plaats", "Een blok staat alleen op een regel, helemaal links.",
                    "Zet {% when … %} op een eigen regel zonder spaties ervoor, buiten lijsten, tabellen en kaders.")
            continue
        word, rest = match["word"], match["rest"].strip()
        if word == "when":
            flush(number + 1)
            if not rest:
                problem(number, column, "voorwaarde", "Achter when ontbreekt de voorwaarde.", 'Schrijf bijvoorbeeld: {% when mandaat == "geen" %}.')
            if len(stack) > _MAX_DEPTH:
                problem(number, column, "blok-diepte", "Blokken staan meer dan twee diep in elkaar.", "Maak er losse blokken van.")
            stack.append(([], Condition(rest, Place(file, number, line.index(rest) + 1 if rest else column)), number))
        elif word == "endwhen":
            flush(number + 1)
            if len(stack) == 1:
                problem(number, column, "blok-einde", "Hier eindigt een blok dat niet begonnen is.", "Verwijder {% endwhen %}.")
                continue
            body, condition, begun = stack.pop()
            stack[-1][0].append(Block(condition=condition, body=tuple(body), line=begun))
        else:
            problem(number, column, "blok-woord", f"Het blok '{word}' is niet toegestaan.", "Alleen {% when … %} en {% endwhen %} mogen.")
    flush(0)
    while len(stack) > 1:
        body, condition, begun = stack.pop()
        problem(begun, 1, "blok-open", "Dit blok wordt niet gesloten.", "Zet {% endwhen %} na de tekst die erbij hoort.")
        stack[-1][0].append(Block(condition=condition, body=tuple(body), line=begun))
    return tuple(stack[0][0]), problems
