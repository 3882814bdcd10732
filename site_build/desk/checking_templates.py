"""Check the Jinja templates for pages and pictures, as far as the templates themselves tell."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Mapping

from site_build.content.names import nearest
from site_build.content.template_errors import why
from site_build.desk.memory import Memory, problems
from site_build.errors import Place, Problem

_UNREADABLE = "sjabloon"
CITATION = re.compile(r"\[[@^]([\w-]+)\]")  # a source that a template names itself


def check_templates(templates: Mapping[str, str], sources: Collection[str], memory: Memory | None = None) -> list[Problem]:
    """Return a problem for every template that cannot be read, reaches for what is not allowed, or cites what is not in `sources`.

    Names that no page gives are found when the complete edition is assembled.
    """
    found, memory = [], memory or Memory()
    for name, text in templates.items():
        file = f"templates/{name}"
        read = problems(memory, functools.partial(_read, text, file), "template", file, text)
        found.extend(read)
        if any(problem.code == _UNREADABLE for problem in read):
            continue
        for match in CITATION.finditer(text):
            if match[1] not in sources:
                close = nearest(match[1], sources)
                start = text.rfind("\n", 0, match.start()) + 1
                found.append(Problem(Place(file, text.count("\n", 0, start) + 1, match.start() - start + 1), "bron-onbekend",
                                     f"De bron '{match[1]}' staat niet in sources.yml.",
                                     f"Bedoelt u '{close}'?" if close else "Voeg de bron toe aan guide/knowledge/sources.yml."))
    return found


def _read(text: str, file: str) -> list[Problem]:
    """Return what is wrong with one template as Jinja reads it."""
    from jinja2 import Environment, TemplateSyntaxError, nodes

    try:
        tree = Environment(comment_start_string="{##", comment_end_string="##}", autoescape=False).parse(text)  # noqa: S701 - only parsed
    except TemplateSyntaxError as error:
        return [Problem(Place(file, error.lineno, 1), _UNREADABLE, f"Dit sjabloon is niet te lezen: {why(str(error.message))}.",
                        "Kijk of elk blok en elke {{ … }} gesloten is.")]
    found = []
    for node in tree.find_all(nodes.Node):
        word = node.attr if isinstance(node, nodes.Getattr) else node.arg.value if isinstance(node, nodes.Getitem) and isinstance(
            node.arg, nodes.Const) and isinstance(node.arg.value, str) else ""
        if word.startswith("_"):
            found.append(Problem(Place(file, node.lineno, 1), "naam-verboden", f"'{word}' is niet toegestaan.", "Gebruik alleen de gegevens die de bladzijde krijgt."))
    return found
