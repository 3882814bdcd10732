"""A municipality's own colour stays its own, and becomes legible."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from site_build.errors import UsageError
from site_build.store.colour import DARKEST_LIGHT, LIGHTEST_DARK, MINIMUM, accessible_colour, colour_css, contrast

ROOT = Path(__file__).resolve().parents[2]


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_a_dark_colour_is_kept_for_the_light_scheme() -> None:
    light, _, adjusted = accessible_colour("#003366")
    assert (light, adjusted) == ("#003366", False)


@pytest.mark.parametrize("colour", ["#ffcc00", "#ff0000", "#00ff00", "#ffffff", "#000000", "#e6007e", "777", "#1d9"])
def test_every_colour_becomes_legible_in_both_schemes(colour: str) -> None:
    light, dark, _ = accessible_colour(colour)
    assert contrast(light, "#ffffff") >= MINIMUM and contrast(light, DARKEST_LIGHT) >= MINIMUM
    assert contrast(dark, LIGHTEST_DARK) >= MINIMUM


def test_yellow_is_adjusted_and_the_build_can_say_so() -> None:
    light, _, adjusted = accessible_colour("#ffcc00")
    assert adjusted and light != "#ffcc00"


def test_the_style_sheet_holds_the_two_colours() -> None:
    light, dark, _ = accessible_colour("#e6007e")
    assert colour_css("#e6007e") == f":root {{ --brand: {light}; --brand-dark: {dark}; }}\n"


@pytest.mark.parametrize("text", ["rood", "#12345", "#ggg", "url(x)", ""])
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match=re.escape(f"'{text}' is geen kleur. Schrijf een kleur als #17505f.")):
        accessible_colour(text)


def test_the_theme_has_contrast_on_each_of_its_backgrounds() -> None:
    """The palette in tokens.css: every text colour on every background that it meets."""
    css = (ROOT / "site_build/theme/assets/css/tokens.css").read_text(encoding="utf-8")
    brand = dict(re.findall(r"--(brand(?:-dark)?): (#\w+)", css))
    for scheme, link in ((css.split(":root {", 1)[1], brand["brand"]), (css.split('[data-scheme="dark"] {', 1)[1], brand["brand-dark"])):
        names = dict(re.findall(r"--([\w-]+): (#\w{6})", scheme.split("}", 1)[0])) | {"link": link}
        grounds = [names[name] for name in ("page", "tint", "tint-strong")]
        pairs = [(names[text], ground) for text in ("text", "muted", "link") for ground in grounds]
        pairs += [(names[box], names[f"{box}-bg"]) for box in ("advice", "warn", "law", "story", "open", "notice")]
        pairs += [(names["text"], names[f"{box}-bg"]) for box in ("advice", "warn", "law", "story", "open")] + [(names["text"], names["mark"])]
        pairs += [(names["on-brand"], link)]
        assert [pair for pair in pairs if contrast(*pair) < MINIMUM] == []
        assert contrast(names["line-strong"], names["page"]) >= 3 and contrast(names["focus"], names["page"]) >= 3
