"""A municipality's own colour, made legible: the same hue, dark enough on paper white and light enough on night black."""

from __future__ import annotations

import colorsys
import re

from site_build.errors import UsageError

# WCAG 2.2, success criterion 1.4.3 (AA, text of normal size).
MINIMUM = 4.5
# The backgrounds in theme/assets/css/tokens.css on which a link may stand and where it has the least contrast.
DARKEST_LIGHT, LIGHTEST_DARK = "#e6edec", "#243034"
_HEX = re.compile(r"#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_STEPS = 400

_Rgb = tuple[float, float, float]


def accessible_colour(colour: str) -> tuple[str, str, bool]:
    """Return (for light, for dark, adjusted): hex colours with at least 4.5:1 on every background of the theme.

    `adjusted` is True when the colour itself had too little contrast in the light scheme.
    Raises UsageError when `colour` is not written as #rrggbb or #rgb.
    """
    rgb = _parse(colour)
    light = _move(rgb, DARKEST_LIGHT, towards=0.0)
    dark = _move(rgb, LIGHTEST_DARK, towards=1.0)
    return light, dark, light != _format(rgb)


def colour_css(colour: str) -> str:
    """Return the text of docs/assets/css/kleur.css; a file, because the security policy allows no style in the page."""
    light, dark, _ = accessible_colour(colour)
    return f":root {{ --brand: {light}; --brand-dark: {dark}; }}\n"


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast ratio of two hex colours, from 1 to 21."""
    high, low = sorted((_luminance(_parse(one)), _luminance(_parse(other))), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _move(rgb: _Rgb, background: str, *, towards: float) -> str:
    hue, lightness, saturation = colorsys.rgb_to_hls(*rgb)
    for step in range(_STEPS + 1):
        moved = lightness + (towards - lightness) * step / _STEPS
        found = _format(colorsys.hls_to_rgb(hue, moved, saturation)) if step else _format(rgb)
        if contrast(found, background) >= MINIMUM:
            return found
    raise AssertionError("black or white always has enough contrast")


def _parse(colour: str) -> _Rgb:
    match = _HEX.fullmatch(colour.strip())
    if not match:
        raise UsageError(f"'{colour}' is geen kleur. Schrijf een kleur als #17505f.")
    digits = match[1] if len(match[1]) == 6 else "".join(2 * digit for digit in match[1])
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def _format(rgb: _Rgb) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in rgb)


def _luminance(rgb: _Rgb) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
