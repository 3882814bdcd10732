"""Pictures: the numbers that the SVG templates place, and what the templates make of them."""

from __future__ import annotations

import xml.dom.minidom
from pathlib import Path
from typing import Any

import pytest

from site_build.assembly.rendering import Templates
from site_build.content.model import Dimension, ScoreLabel, Scoring, Statement
from site_build.interview.answers import Sheet
from site_build.tailoring.costs import compute_costs
from site_build.tailoring.moments import compute_moments
from site_build.tailoring.pictures import LEFT, MOST_ACTIONS, RIGHT, prepare
from site_build.tailoring.planning import make_plan
from site_build.tailoring.scores import compute_scores
from tests.tailoring.advice_content import action, answers, content, values

FOLDER = Path(__file__).resolve().parents[2] / "templates" / "pictures"
TEMPLATES = Templates({f"pictures/{path.name}": path.read_text(encoding="utf-8") for path in FOLDER.glob("*.j2")})
LABELS = (ScoreLabel(id="kwetsbaar", title="Kwetsbaar", low=0, high=39), ScoreLabel(id="in_opbouw", title="In opbouw", low=40, high=69),
          ScoreLabel(id="stevig", title="Stevig", low=70, high=100))
EVENT = {"prijs_bron": "controller, 2026", "soort": "uithuiszetting", "aantal": 40, "daling_laag": 10, "daling_hoog": 30, "toeschrijving_laag": 20, "toeschrijving_hoog": 60,
         "prijs_laag": 6000, "prijs_hoog": 10000}


def prepared(count: int = 3, filled: bool = True) -> dict[str, Any]:
    built = content(
        tuple(action(f"a{n}", weeks=1, extra_weeks=n % 2, lead=0.1, others=0.1, hard=True) for n in range(count)),
        scoring=Scoring(labels=LABELS, dimensions=tuple(
            Dimension(id=f"dim{n}", code=f"D{n}", title=f"Onderdeel <{n}>", definition="", advice=())
            for n in (1, 2))),
        statements=tuple(Statement(id=f"d{d}-{n}", code=f"D{d}.{n}", dimension=f"dim{d}", kind="G", text="") for d in (1, 2) for n in (1, 2, 3, 4)))
    sheet = Sheet("projectleider", {"d1-1": 4, "d1-2": 2, "d1-3": "onbekend", "d1-4": 3})
    asked = answers(statements=(sheet,) if filled else (), geld_tot="2028-12-31", fase="voorbereiden",
                    kosten=[{"post": "team", "laag": 20000, "hoog": 30000}] if filled else [], gebeurtenissen=[EVENT] if filled else [])
    looked = values(asked, built)
    moments = compute_moments(built, looked, asked)
    scores = compute_scores(built, asked.statements, "voorbereiden")
    return prepare(scores, make_plan(built, built.actions, looked, asked, scores, moments), moments, compute_costs(built, looked), built.phrases)


def drawn(name: str, count: int = 3) -> str:
    found = prepared(count)[name]
    assert found is not None
    return TEMPLATES.render(f"pictures/{name}.svg.j2", vars(found))


def test_nothing_to_draw_is_nothing() -> None:
    assert prepared(count=0, filled=False) == {"scores": None, "timeline": None, "tornado": None}


def test_the_profile_places_points_and_band_on_one_scale() -> None:
    found = prepared()["scores"]
    assert found is not None
    row, unknown = found.rows
    per_point = (RIGHT - LEFT) / 100
    assert row.point == LEFT + 50 * per_point
    assert vars(row.band) == {"x": pytest.approx(LEFT + 38 * per_point, abs=0.1), "width": pytest.approx(25 * per_point, abs=0.1)}
    assert (unknown.known, unknown.value, unknown.band.width) == (False, "onbekend", RIGHT - LEFT)
    assert found.desc == "D1 Onderdeel <1>: 50, in opbouw, tussen 38 en 63. D2 Onderdeel <2>: onbekend, tussen 0 en 100."


def test_the_timeline_stays_within_its_period_and_says_what_it_leaves_out() -> None:
    found = prepared(30)["timeline"]
    assert found is not None and len(found.rows) == MOST_ACTIONS
    assert found.note == "18 van de 30 acties: wat nu begint en wat niet kan wachten."
    for row in found.rows:
        assert row.x >= LEFT and row.wait_x + row.wait <= RIGHT


def test_moments_on_nearly_the_same_day_do_not_cover_each_other() -> None:
    found = prepared()["timeline"]
    assert found is not None and len(found.marks) >= 4
    spots = [(mark.dot, mark.level) for mark in found.marks]
    for i, (x, level) in enumerate(spots):
        assert all(level != other_level or abs(x - other) >= 19 for other, other_level in spots[i + 1:])


def test_the_tornado_turns_around_the_middle() -> None:
    found = prepared()["tornado"]
    assert found is not None and found.middle_text == "midden: € 600"  # 40 x 20% x 40% x 8.000 - 25.000
    for row in found.rows:
        assert found.middle in (pytest.approx(row.open_x), pytest.approx(row.open_x + row.open_width, abs=0.11))


@pytest.mark.parametrize("name", ["scores", "timeline", "tornado"])
def test_a_picture_is_one_block_of_well_formed_svg_with_a_text_alternative(name: str) -> None:
    svg = drawn(name)
    root = xml.dom.minidom.parseString(svg).documentElement
    assert "\n\n" not in svg and svg.startswith("<svg ")  # a blank line would end the block in Markdown
    assert root.getAttribute("role") == "img"
    ids = {node.getAttribute("id") for node in root.childNodes if getattr(node, "tagName", "") in ("title", "desc")}
    assert set(root.getAttribute("aria-labelledby").split()) == ids
    assert "<script" not in svg and "style=" not in svg


@pytest.mark.parametrize("name", ["scores", "timeline", "tornado"])
def test_every_colour_has_a_class_for_dark_mode(name: str) -> None:
    root = xml.dom.minidom.parseString(drawn(name)).documentElement
    shapes = [node for tag in ("text", "rect", "path", "line", "circle") for node in root.getElementsByTagName(tag)]
    assert shapes and all(node.getAttribute("class").startswith("pic-") for node in shapes)


def test_texts_are_escaped() -> None:
    assert "Onderdeel &lt;1&gt;" in drawn("scores")
