"""Pieces of the XML of a Word file that are always the same: its names, a box, a picture, room under a table."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from site_build.assembly.marks import BOXES

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = (f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
         'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
         'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"')
GAP = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/></w:pPr></w:p>'

# Fill and edge of a box: those of the website, and two that only Word has.
_BOXES = {"maker": ("FFEFC2", "8A6D00"), "kaart": ("FFFFFF", "6D7D80"), **{kind: (fill.upper(), edge.upper()) for kind, (edge, fill) in BOXES.items()}}
_PLAIN_BOX = ("F3F6F5", "4A585C")


def boxed(kind: str, name: str, width: int, inside: str) -> str:
    """Return a box, `width` twentieths of a point wide, with what it is called for who does not see it; `inside` ends with a paragraph."""
    fill, edge = _BOXES.get(kind, _PLAIN_BOX)
    thin = f'w:val="single" w:sz="4" w:space="0" w:color="{edge}"' if kind in ("maker", "kaart") else 'w:val="nil"'
    thick = thin if kind == "kaart" else f'w:val="single" w:sz="24" w:space="0" w:color="{edge}"'
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="4950" w:type="pct"/><w:tblInd w:w="60" w:type="dxa"/><w:tblBorders><w:top {thin}/><w:left {thick}/><w:bottom {thin}/>'
        f'<w:right {thin}/></w:tblBorders>{shade}<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="90" w:type="dxa"/><w:left w:w="160" w:type="dxa"/>'
        f'<w:bottom w:w="60" w:type="dxa"/><w:right w:w="160" w:type="dxa"/></w:tblCellMar><w:tblCaption w:val={quoteattr(name)}/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="5000" w:type="pct"/>{shade}</w:tcPr>{inside}</w:tc></w:tr></w:tbl>')


def drawn(number: int, key: str, told: str, wide: int, high: int) -> str:
    """Return a picture of so many English metric units, with what it tells for who does not see it."""
    about = f'id="{number}" name="Figuur {number}" descr={quoteattr(told)}'
    return (
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/><wp:docPr {about}/>'
        f'<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr {about}/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{key}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>')
