"""What stands in HTML and how it comes out in a Word file: the XML, read back through python-docx."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import docx
import pytest

from site_build.publishing.paper.book import read_book
from site_build.publishing.paper.tree import parse
from site_build.publishing.paper.word import REFERENCE, write_html
from site_build.publishing.paper.word_writer import Parts, Written, bookmark_name, to_word
from tests.publishing.paper.small_book import small_book

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _written(html: str) -> Written:
    return to_word(parse(html), Parts(lambda url, in_note: f"key-{url}", lambda name: ("rId9", 100, 50)))


def _paragraphs(xml: str) -> list[tuple[str, str, str]]:
    """Style, list (number/level) and text of every paragraph."""
    found = []
    for paragraph in re.findall(r"<w:p>.*?</w:p>", xml, re.S):
        style = re.search(r'<w:pStyle w:val="([^"]*)"', paragraph)
        sign = re.search(r'<w:ilvl w:val="(\d)"/><w:numId w:val="(\d+)"', paragraph)
        found.append((style[1] if style else "", f"{sign[2]}/{sign[1]}" if sign else "", "".join(re.findall(r"<w:t(?: [^>]*)?>(.*?)</w:t>", paragraph))))
    return [item for item in found if item[0]]


def test_numbers_start_anew_in_each_list_and_where_the_list_says() -> None:
    written = _written("<ol><li>een</li><li>twee<ol><li>diep</li></ol></li></ol><ol start='4'><li>vier</li></ol>")
    assert written.lists == ((4, 0, 1), (5, 1, 1), (6, 0, 4))
    assert _paragraphs(written.body) == [("Compact", "4/0", "een"), ("Compact", "4/0", "twee"), ("Compact", "5/1", "diep"), ("Compact", "6/0", "vier")]


def test_a_second_paragraph_of_an_item_stands_under_it_without_a_sign() -> None:
    xml = _written("<ul><li><p>een</p><p>meer</p></li><li><ul><li>diep</li></ul></li></ul>").body
    assert _paragraphs(xml) == [("BodyText", "1/0", "een"), ("BodyText", "", "meer"), ("Compact", "1/0", ""), ("Compact", "1/1", "diep")]
    assert xml.count('<w:ind w:left="425"/>') == 1


def test_a_box_to_tick_is_text_that_can_be_replaced() -> None:
    xml = _written("<ul><li><p>☐ Klaar</p></li></ul>").body
    assert _paragraphs(xml) == [("BodyText", "3/0", "☐Klaar")]
    assert "☐</w:t></w:r><w:r><w:tab/></w:r>" in xml


def test_cells_that_take_more_rows_and_columns_leave_the_others_in_place() -> None:
    xml = _written("<table><thead><tr><th>a</th><th>b</th><th>c</th></tr></thead><tbody><tr><td rowspan='2'>hoog</td><td colspan='2'>breed</td></tr>"
                   "<tr><td>1</td><td>2</td></tr></tbody></table>").body
    rows = re.findall(r"<w:tr>.*?</w:tr>", xml, re.S)
    assert ["<w:tblHeader/>" in row for row in rows] == [True, False, False]
    assert [len(re.findall("<w:tc>", row)) for row in rows] == [3, 2, 3]
    assert '<w:gridSpan w:val="2"/>' in rows[1] and '<w:vMerge w:val="restart"/>' in rows[1] and "<w:vMerge/>" in rows[2]


def test_a_link_to_a_place_that_is_not_there_is_text() -> None:
    xml = _written("<p><a href='#hier'>hier</a> en <a href='#span'>daar</a></p><h2 id='hier'>Kop</h2><figure id='span'><figcaption>x</figcaption></figure>").body
    assert re.findall(r'w:anchor="([^"]*)"', xml) == ["hier", "span"]
    xml = _written("<p><a href='#weg'>weg</a></p><aside id='weg'><p>noot</p></aside>").body
    assert "w:anchor" not in xml and "Hyperlink" not in xml and _paragraphs(xml) == [("BodyText", "", "weg")]


def test_names_of_places_are_no_longer_than_word_keeps() -> None:
    long = "voorbereiden-mandaat-en-werkbudget--wat-een-uitvoerder-zelf-beslist"
    assert len(bookmark_name(long)) <= 40 and bookmark_name(long) != bookmark_name(f"{long}-2")
    assert bookmark_name("deel-start") == "deel-start"


def test_spaces_at_the_ends_and_after_a_break_are_not_printed() -> None:
    xml = _written("<p>\n een <strong> twee</strong><br>\n drie \n</p>").body
    assert re.findall(r"<w:t(?: [^>]*)?>(.*?)</w:t>", xml) == ["een ", " twee", "drie"]


def test_looks_add_up_and_stand_in_the_order_of_the_schema() -> None:
    xml = _written("<p><mark><em><strong><a href='https://a.nl'>x</a></strong></em></mark></p>").body
    assert '<w:rPr><w:rStyle w:val="Hyperlink"/><w:b/><w:i/><w:highlight w:val="yellow"/></w:rPr>' in xml


@pytest.mark.parametrize("html", ["<ul><li><table><tr><td>x</td></tr></table></li></ul>", "<div class='kader advies'><div class='kader-titel'><p>T</p></div><pre>a\nb</pre></div>",
                                  "<table><tr><td><ul><li>x</li></ul></td><td></td></tr><tr><td>y</td></tr></table>", "<dl><dt>a</dt><dd>b</dd></dl>",
                                  "<blockquote><p>q</p><hr></blockquote>", "<p>los <div>blok</div> tekst</p>", "<div class='kaart'><h3>K</h3></div>"])
def test_word_reads_back_what_was_written(tmp_path: Path, html: str) -> None:
    write_html(read_book(small_book(tmp_path / "hb")), "Titel", html, tmp_path / "x.docx")
    document = docx.Document(str(tmp_path / "x.docx"))
    for cell in document.element.body.iter(f"{W}tc"):
        assert cell[-1].tag == f"{W}p"
    assert not document.element.body.xpath(".//w:p//w:p | .//w:p//w:tbl")


def test_every_style_that_is_written_stands_in_the_reference_document() -> None:
    source = (Path(REFERENCE).parents[1] / "word_writer.py").read_text(encoding="utf-8") + (Path(REFERENCE).parents[1] / "word_finish.py").read_text(encoding="utf-8")
    with zipfile.ZipFile(io.BytesIO(REFERENCE.read_bytes())) as archive:
        have = set(re.findall(r'w:styleId="([^"]+)"', archive.read("word/styles.xml").decode()))
    named = set(re.findall(r'w:(?:pStyle|rStyle|tblStyle) w:val="([A-Za-z0-9]+)"', source)) | set(re.findall(r'"((?:Body|Source|Block|Table|Image|Captioned|Definition|Footnote)[A-Z]?\w*)"', source))
    assert named and named <= have
