"""Paper: no navigation, links written out, boxes kept whole; the book; eight cards to an A4."""

from __future__ import annotations

import math
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


def print_text(page: Any, path: Path) -> list[str]:
    """Print to PDF; return the text of each sheet."""
    page.pdf(path=str(path), prefer_css_page_size=True, print_background=True)
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True)
    return done.stdout.rstrip("\f").split("\f")


@pytest.fixture(autouse=True)
def _poppler() -> None:
    import shutil

    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext ontbreekt (apt-get install poppler-utils)")


def test_a_chapter_prints_without_navigation_and_with_links_written_out(visit: Callable[..., Any], tmp_path: Path) -> None:
    page = visit("voorbereiden/mandaat.html", dark=True).page
    text = "\n".join(print_text(page, tmp_path / "a.pdf"))
    assert "Mandaat en werkbudget" in text and "Waar gaat het om" in text
    for gone in ("Zoeken", "Volgende", "Op deze bladzijde", "Kruimelpad"):
        assert gone not in text
    assert "https://" in text
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('.admonition')).breakInside") == "avoid"


def test_a_list_prints_with_boxes_and_without_the_tools(visit: Callable[..., Any], tmp_path: Path) -> None:
    text = "\n".join(print_text(visit("lijsten/mandaat.html").page, tmp_path / "a.pdf"))
    assert "bewust anders" in text
    for gone in ("Bewaren als bestand", "Lijst leegmaken", "Keuze wissen"):
        assert gone not in text


def test_eight_cards_fit_on_a_sheet_and_none_is_cut_off(visit: Callable[..., Any], tmp_path: Path) -> None:
    page = visit("reflectiespel.html").page
    cards = page.locator(".deck .card").count()
    page.evaluate("document.documentElement.dataset.print = 'deck'")
    page.emulate_media(media="print")
    cut = page.eval_on_selector_all(".deck .card", "cards => cards.filter(c => c.scrollHeight > c.clientHeight + 1).map(c => c.id)")
    assert cut == []
    sheets = print_text(page, tmp_path / "a.pdf")
    assert len(sheets) == math.ceil(cards / 8)


def test_the_book_has_a_cover_contents_and_page_numbers(visit: Callable[..., Any], tmp_path: Path) -> None:
    sheets = print_text(visit("alles-op-een-pagina.html").page, tmp_path / "a.pdf")
    assert "Handboek Leeuwarden" in sheets[0]
    assert "Inhoud" in sheets[1]
    assert sheets[4].rstrip().endswith("5")
    assert len(sheets) > 30
