"""Check the Jinja templates for pages and pictures, as far as the templates themselves tell."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from site_build.content.names import nearest
from site_build.content.template_errors import why
from site_build.errors import Place, Problem

CITATION = re.compile(r"\[[@^]([\w-]+)\]")  # a source that a template names itself


def check_templates(templates: Mapping[str, str], sources: Collection[str]) -> list[Problem]:
    """Return a problem for every template that cannot be read, reaches for what is not allowed, or cites what is not in `sources`.

    Names that no page gives are found when the complete edition is assembled.
    """
    if not templates:
        return []
    from jinja2 import Environment, TemplateSyntaxError, nodes

    environment = Environment(comment_start_string="{##", comment_end_string="##}", autoescape=False)  # noqa: S701 - only parsed
    problems = []
    for name, text in templates.items():
        file = f"templates/{name}"
        try:
            tree = environment.parse(text)
        except TemplateSyntaxError as error:
            problems.append(Problem(Place(file, error.lineno, 1), "sjabloon", f"Dit sjabloon is niet te lezen: {why(str(error.message))}.",
                                    "Kijk of elk blok en elke {{ … }} gesloten is."))
            continue
        for match in CITATION.finditer(text):
            if match[1] not in sources:
                close = nearest(match[1], sources)
                start = text.rfind("\n", 0, match.start()) + 1
                problems.append(Problem(Place(file, text.count("\n", 0, start) + 1, match.start() - start + 1), "bron-onbekend",
                                        f"De bron '{match[1]}' staat niet in sources.yml.",
                                        f"Bedoelt u '{close}'?" if close else "Voeg de bron toe aan guide/knowledge/sources.yml."))
        for node in tree.find_all(nodes.Node):
            word = node.attr if isinstance(node, nodes.Getattr) else node.arg.value if isinstance(node, nodes.Getitem) and isinstance(
                node.arg, nodes.Const) and isinstance(node.arg.value, str) else ""
            if word.startswith("_"):
                problems.append(Problem(Place(file, node.lineno, 1), "naam-verboden", f"'{word}' is niet toegestaan.", "Gebruik alleen de gegevens die de bladzijde krijgt."))
    return problems
