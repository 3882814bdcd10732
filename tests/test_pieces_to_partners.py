"""What goes to a partner or a lawyer follows the answers: who shares, who decides, and whether there is a mandate."""

from __future__ import annotations

import functools
import re

import pytest

from site_build.assembly.project import Look, assemble
from site_build.tailoring.handbook import tailor
from tests.handbooks import EXAMPLES, content, example

NO_MANDATE = ("informeel", "geen")


@functools.cache
def pieces(name: str) -> dict[str, str]:
    files = assemble(tailor(content(), example(name)), Look("theme: {name: mkdocs}\n")).files
    return {path.removeprefix("docs/documenten/").removesuffix(".md"): str(text) for path, text in files.items() if path.startswith("docs/documenten/")}


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_dpia_names_no_partner_with_whom_nothing_is_shared(name: str) -> None:
    partners = example(name).values.get("partners") or []
    told = pieces(name)["voorbereiding-dpia"]
    assert isinstance(partners, list)
    for partner in partners:
        if partner.get("gegevens") == "nee":
            assert str(partner["naam"]).partition(" (")[0] not in told, partner["naam"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_dpia_has_a_line_for_each_kind_of_signal_that_was_answered_and_no_other(name: str) -> None:
    kinds = example(name).values.get("signaalpartners")
    if isinstance(kinds, list):
        asked = re.findall(r"^Signaal van [^:]+:", pieces(name)["voorbereiding-dpia"], re.M)
        assert len(asked) == len([kind for kind in kinds if kind != "geen"])


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_piece_calls_the_municipality_who_decides_by_law(name: str) -> None:
    for id in ("mandaatbesluit", "motivering-afwijking", "interventiebeschrijving"):
        assert "de gemeente zelf" not in pieces(name).get(id, "")


@pytest.mark.parametrize("name", EXAMPLES)
def test_who_starts_without_a_mandate_is_given_no_amount(name: str) -> None:
    if example(name).values.get("mandaat") in NO_MANDATE:
        assert "€" not in pieces(name)["inwerkprogramma"]
