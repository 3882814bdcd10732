"""Make site_build/publishing/paper/word/reference.docx: the styles of every Word file. Run: python -m tools.make_reference.

Starts from python-docx's own template and gives its styles our look. The file is kept in the
repository, so that an export needs no time for it; run this again after a change here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from site_build.publishing.archives import repack

TARGET = Path(__file__).parents[1] / "site_build" / "publishing" / "paper" / "word" / "reference.docx"
FONT, HEAD, MONO = "Calibri", "Cambria", "Consolas"  # every Word has them; LibreOffice puts Carlito and Caladea in their place
INK, QUIET, BRAND = RGBColor(0x1B, 0x24, 0x27), RGBColor(0x4A, 0x58, 0x5C), RGBColor(0x17, 0x50, 0x5F)
NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
KEPT = {"Normal", "Body Text", "Title", "Subtitle", "Header", "Footer", "TOC Heading", "Caption", "Default Paragraph Font", "Normal Table", "No List",
        *(f"Heading {level}" for level in range(1, 7))}
BULLETS = ("•", "–", "▪")
SIZES = {1: 17, 2: 14, 3: 12, 4: 11, 5: 11, 6: 11}


_AFTER_HYPHENS = {qn(f"w:{name}") for name in (
    "consecutiveHyphenLimit", "hyphenationZone", "doNotHyphenateCaps", "defaultTableStyle", "evenAndOddHeaders", "drawingGridHorizontalSpacing",
    "characterSpacingControl", "footnotePr", "endnotePr", "compat", "docVars", "rsids", "mathPr", "themeFontLang", "clrSchemeMapping",
    "decimalSymbol", "listSeparator")} | {"{http://schemas.openxmlformats.org/officeDocument/2006/math}mathPr"}

_AFTER_COMPAT = {qn(f"w:{name}") for name in ("docVars", "rsids", "themeFontLang", "clrSchemeMapping", "decimalSymbol", "listSeparator")} | {
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}mathPr"}


def main() -> None:
    """Write the reference document."""
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    document = Document()
    _bare(document)
    _defaults(document)
    _paragraphs(document)
    _letters(document)
    _table(document)
    _lists(document)
    _page(document)
    document.save(str(TARGET))
    TARGET.write_bytes(repack(TARGET.read_bytes()))
    print(f"{TARGET} geschreven")


def _bare(document: DocxDocument) -> None:
    """Take out what no file of ours uses: a hundred styles, a thumbnail, a second copy of the styles, names of the template's maker."""
    for style in list(document.styles):
        if style.name not in KEPT:
            style.delete()
    for package in (document.part.rels, document.part.package.rels):
        for key in [key for key, relation in package.items() if relation.reltype.rpartition("/")[2] in ("stylesWithEffects", "customXml", "thumbnail")]:
            del package[key]
    told = document.core_properties
    told.author = told.comments = told.last_modified_by = told.keywords = ""
    for child in list(document.settings.element):
        if child.tag in (qn("w:rsids"), qn("w:compat")):
            document.settings.element.remove(child)


def _defaults(document: DocxDocument) -> None:
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
    for xml in ('<w:footnotePr {0}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>',
                '<w:compat {0}><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'):
        next(child for child in settings if child.tag in _AFTER_COMPAT).addprevious(parse_xml(xml.format(NAMES)))
    hyphens = OxmlElement("w:autoHyphenation")
    hyphens.set(qn("w:val"), "true")
    later = [child for child in settings if child.tag in _AFTER_HYPHENS]  # the schema wants an order
    if later:
        later[0].addprevious(hyphens)
    else:
        settings.insert(0, hyphens)


def _paragraphs(document: DocxDocument) -> None:
    for name in ("Normal", "Body Text", "Compact"):
        _look(_style(document, name), 11, INK, after=3 if name == "Compact" else 7, line=1.12)
    for level, size in SIZES.items():
        style = _style(document, f"Heading {level}")
        _look(style, size, BRAND if level < 3 else INK, font=HEAD if level < 4 else FONT, bold=True, before=18 - 2 * level, after=5)
        style.font.italic = level > 4
        style.paragraph_format.keep_with_next = True
    _look(_style(document, "Title"), 25, BRAND, font=HEAD, bold=True, before=0, after=4)
    _style(document, "Title").paragraph_format.alignment = 0
    for border in _style(document, "Title").element.pPr.findall(qn("w:pBdr")):
        border.getparent().remove(border)
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
    _style(document, "Block Text").paragraph_format.left_indent = Cm(0.75)
    _look(_style(document, "Definition Term"), 11, INK, bold=True, after=0)
    _style(document, "Definition Term").paragraph_format.keep_with_next = True
    _look(_style(document, "Definition"), 11, INK, after=7)
    _style(document, "Definition").paragraph_format.left_indent = Cm(0.75)
    _look(_style(document, "Source Code"), 10, INK, font=MONO)
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


def _letters(document: DocxDocument) -> None:
    """Styles of pieces of text."""
    for name in ("Hyperlink", "Footnote Reference", "Verbatim Char", "Ingevuld"):
        document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
    document.styles["Hyperlink"].font.color.rgb, document.styles["Hyperlink"].font.underline = BRAND, True
    document.styles["Footnote Reference"].font.superscript = True
    document.styles["Verbatim Char"].font.name, document.styles["Verbatim Char"].font.size = MONO, Pt(10)
    # Dots under what was filled in from answers: whoever takes the style away takes the dots away everywhere.
    dots = document.styles["Ingevuld"].element.get_or_add_rPr()
    dots.append(parse_xml(f'<w:u {NAMES} w:val="dotted" w:color="17505F"/>'))
    for name in ("Footnote Reference", "Footnote Text", "TOC 1", "TOC 2"):  # Word knows its own styles by these names
        document.styles[name].element.find(qn("w:name")).set(qn("w:val"), name.lower())


def _style(document: DocxDocument, name: str, base: str = "") -> Any:
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


def _table(document: DocxDocument) -> None:
    """A table style with lines, a shaded head and room in the cells."""
    line = '<w:{0} w:val="single" w:sz="4" w:space="0" w:color="CFD9D8"/>'
    new = parse_xml(
        f'<w:style {NAMES} w:type="table" w:customStyle="1" w:styleId="Table"><w:name w:val="Table"/><w:uiPriority w:val="99"/>'
        f'<w:qFormat/><w:pPr><w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/></w:pPr><w:rPr><w:sz w:val="20"/></w:rPr>'
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>{line.format("top")}{line.format("bottom")}{line.format("insideH")}</w:tblBorders>'
        f'<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>'
        f'</w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="E6EDEC"/>'
        f'</w:tcPr></w:tblStylePr></w:style>')
    document.styles.element.append(new)


def _lists(document: DocxDocument) -> None:
    """Three kinds of lists, nine deep: signs, numbers, and boxes to tick (the box is text, so that it can be replaced by a tick)."""
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    for kind in (1, 2, 3):
        levels = []
        for level in range(9):
            shape, sign = {1: ("bullet", BULLETS[level % 3]), 2: (("decimal", "lowerLetter", "lowerRoman")[level % 3], f"%{level + 1}."), 3: ("none", "")}[kind]
            ends = '<w:suff w:val="nothing"/>' if kind == 3 else ""
            levels.append(f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/>{ends}<w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/><w:pPr>'
                          f'<w:tabs><w:tab w:val="num" w:pos="{425 * (level + 1)}"/></w:tabs><w:ind w:left="{425 * (level + 1)}" w:hanging="425"/></w:pPr></w:lvl>')
        numbering.append(parse_xml(f'<w:abstractNum {NAMES} w:abstractNumId="{kind}"><w:multiLevelType w:val="multilevel"/>{"".join(levels)}</w:abstractNum>'))
    for kind in (1, 2, 3):
        numbering.append(parse_xml(f'<w:num {NAMES} w:numId="{kind}"><w:abstractNumId w:val="{kind}"/></w:num>'))


def _page(document: DocxDocument) -> None:
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
