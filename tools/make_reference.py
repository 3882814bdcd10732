"""Make site_build/publishing/paper/word/reference.docx: the styles of every Word file. Run: python -m tools.make_reference.

Starts from pandoc's own reference document and gives its styles our look. The file is kept in the
repository, so that an export needs no time for it; run this again after a change here.
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pypandoc
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from site_build.publishing.archives import repack

TARGET = Path(__file__).parents[1] / "site_build" / "publishing" / "paper" / "word" / "reference.docx"
FONT, HEAD = "Calibri", "Cambria"  # every Word has them; LibreOffice puts Carlito and Caladea in their place
INK, QUIET, BRAND = RGBColor(0x1B, 0x24, 0x27), RGBColor(0x4A, 0x58, 0x5C), RGBColor(0x17, 0x50, 0x5F)
SIZES = {1: 17, 2: 14, 3: 12, 4: 11, 5: 11, 6: 11}


_AFTER_HYPHENS = {qn(f"w:{name}") for name in (
    "consecutiveHyphenLimit", "hyphenationZone", "doNotHyphenateCaps", "defaultTableStyle", "evenAndOddHeaders", "drawingGridHorizontalSpacing",
    "characterSpacingControl", "footnotePr", "endnotePr", "compat", "docVars", "rsids", "mathPr", "themeFontLang", "clrSchemeMapping",
    "decimalSymbol", "listSeparator")} | {"{http://schemas.openxmlformats.org/officeDocument/2006/math}mathPr"}


def main() -> None:
    """Write the reference document."""
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(subprocess.run([pypandoc.get_pandoc_path(), "--print-default-data-file", "reference.docx"], check=True, capture_output=True).stdout)
    document = Document(str(TARGET))
    _defaults(document)
    _paragraphs(document)
    _table(document)
    _page(document)
    document.save(str(TARGET))
    TARGET.write_bytes(repack(TARGET.read_bytes()))
    print(f"{TARGET} geschreven")


def _defaults(document: Any) -> None:
    styles = document.styles.element
    fonts = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for child in list(fonts):
        if child.tag in (qn("w:lang"), qn("w:rFonts")):
            fonts.remove(child)
    lang = OxmlElement("w:lang")
    for name, value in (("w:val", "nl-NL"), ("w:eastAsia", "nl-NL"), ("w:bidi", "ar-SA")):
        lang.set(qn(name), value)
    fonts.append(lang)
    family = OxmlElement("w:rFonts")
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        family.set(qn(name), FONT)
    fonts.insert(0, family)
    settings = document.settings.element
    theme = settings.find(qn("w:themeFontLang"))
    if theme is None:
        theme = OxmlElement("w:themeFontLang")
        settings.append(theme)
    theme.set(qn("w:val"), "nl-NL")
    hyphens = OxmlElement("w:autoHyphenation")
    hyphens.set(qn("w:val"), "true")
    later = [child for child in settings if child.tag in _AFTER_HYPHENS]  # the schema wants an order
    if later:
        later[0].addprevious(hyphens)
    else:
        settings.insert(0, hyphens)


def _paragraphs(document: Any) -> None:
    for name in ("Normal", "Body Text", "First Paragraph", "Compact"):
        _look(_style(document, name), 11, INK, after=3 if name == "Compact" else 7, line=1.12)
    for level, size in SIZES.items():
        style = _style(document, f"Heading {level}")
        _look(style, size, BRAND if level < 3 else INK, font=HEAD if level < 4 else FONT, bold=True, before=18 - 2 * level, after=5)
        style.font.italic = level > 4
        style.paragraph_format.keep_with_next = True
    _look(_style(document, "Title"), 25, BRAND, font=HEAD, bold=True, before=0, after=4)
    _style(document, "Title").paragraph_format.alignment = 0
    _look(_style(document, "Subtitle"), 13, QUIET, before=0, after=12)
    _style(document, "Subtitle").paragraph_format.alignment = 0
    _look(_style(document, "TOC Heading", "Normal"), 14, BRAND, font=HEAD, bold=True, before=14, after=5)
    for level in (1, 2):
        style = _style(document, f"TOC {level}", "Normal")
        _look(style, 11, INK, bold=level == 1, before=6 if level == 1 else 0, after=2)
        style.paragraph_format.left_indent = Cm(0.6 * (level - 1))
    _look(_style(document, "Inleiding", "Normal"), 12.5, QUIET, after=10)
    _look(_style(document, "Toelichting", "Normal"), 10, QUIET, after=3)
    _look(_style(document, "Kadertitel", "Normal"), 11, INK, bold=True, before=2, after=3)
    _style(document, "Kadertitel").paragraph_format.keep_with_next = True
    maker = _style(document, "Voor de maker", "Normal")
    _look(maker, 10, RGBColor(0x4A, 0x32, 0x00), before=6, after=6)
    maker.font.italic = True
    maker.paragraph_format.keep_with_next = True
    _shade(maker, "FFEFC2")
    _look(_style(document, "Block Text"), 11, QUIET, after=7)
    _look(_style(document, "Footnote Text"), 9, INK, after=2)
    for name in ("Image Caption", "Table Caption", "Caption", "Captioned Figure", "Figure"):
        _look(_style(document, name, "Normal"), 10, QUIET, after=6)
    for name in ("Header", "Footer"):
        style = _style(document, name, "Normal")
        _look(style, 9, QUIET, after=0)
        stops = style.paragraph_format.tab_stops
        for _ in list(stops):
            del stops[0]
        stops.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT)
    notice = _style(document, "Melding", "Header")
    _look(notice, 9, RGBColor(0x8A, 0x3D, 0x0C), bold=True, after=0)
    link = document.styles["Hyperlink"]
    link.font.color.rgb, link.font.underline = BRAND, True


def _style(document: Any, name: str, base: str = "") -> Any:
    found = next((style for style in document.styles if style.name == name), None)
    if found is not None:
        return found
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles[base or "Normal"]
    style.quick_style = True
    return style


def _look(style: Any, size: float, colour: RGBColor, *, font: str = FONT, bold: bool = False, before: float = 0, after: float = 6,
          line: float = 1.08) -> None:
    properties = style.element.get_or_add_rPr()
    for child in list(properties):
        properties.remove(child)
    style.font.name, style.font.size, style.font.bold, style.font.color.rgb = font, Pt(size), bold or None, colour
    properties.find(qn("w:rFonts")).set(qn("w:cs"), font)
    layout = style.paragraph_format
    layout.space_before, layout.space_after, layout.line_spacing = Pt(before), Pt(after), line


def _shade(style: Any, colour: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", colour)):
        shade.set(qn(name), value)
    properties = style.element.get_or_add_pPr()
    before = next((child for child in properties if child.tag in (qn("w:spacing"), qn("w:ind"), qn("w:jc"))), None)
    if before is None:
        properties.append(shade)
    else:
        before.addprevious(shade)


def _table(document: Any) -> None:
    """Give pandoc's table style lines, a shaded head and room in the cells."""
    old = document.styles["Table"].element
    parent = old.getparent()
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    line = '<w:{0} w:val="single" w:sz="4" w:space="0" w:color="CFD9D8"/>'
    new = parse_xml(
        f'<w:style {names} w:type="table" w:customStyle="1" w:default="1" w:styleId="Table"><w:name w:val="Table"/><w:uiPriority w:val="99"/>'
        f'<w:qFormat/><w:pPr><w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/></w:pPr><w:rPr><w:sz w:val="20"/></w:rPr>'
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>{line.format("top")}{line.format("bottom")}{line.format("insideH")}</w:tblBorders>'
        f'<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>'
        f'</w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="E6EDEC"/>'
        f'</w:tcPr></w:tblStylePr></w:style>')
    parent.replace(old, new)


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.8), Cm(2.3)
    section.header_distance = section.footer_distance = Cm(1.1)
    head = section.header.paragraphs[0]
    head.style = document.styles["Header"]
    head.text = "GEMEENTE\tTITEL"
    section.header.add_paragraph("MELDING", style=document.styles["Melding"])
    foot = section.footer.paragraphs[0]
    foot.style = document.styles["Footer"]
    foot.add_run("DATUM\tBladzijde ")
    _field(foot, "PAGE")
    foot.add_run(" van ")
    _field(foot, "NUMPAGES")


def _field(paragraph: Any, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


if __name__ == "__main__":
    main()
