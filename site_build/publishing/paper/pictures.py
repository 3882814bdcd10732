"""Pictures for programs that cannot show them (SVG, WebP): as PNG, drawn by Typst, so that no system library is needed."""

from __future__ import annotations

import tempfile
from pathlib import Path

from site_build.publishing.extras import need
from site_build.publishing.paper.fonts import FONTS

_PPI = 220.0
_FONT = "Atkinson Hyperlegible Next"


def standalone(svg: str) -> str:
    """Return inline SVG as a file of its own, in the font that travels with us."""
    head = svg[: svg.index(">")]
    extra = "" if "xmlns=" in head else ' xmlns="http://www.w3.org/2000/svg"'
    if "font-family" not in head:
        extra += f' font-family="{_FONT}"'
    return svg.replace("<svg", f"<svg{extra}", 1)


def to_png(picture: str | bytes, ending: str = ".svg") -> bytes:
    """Draw a picture: SVG as wide as a page, what is made of points as it is; raises RuntimeError where it is none."""
    typst = need("typst")
    wide, ppi = (", width: 16cm", _PPI) if ending == ".svg" else ("", 72.0)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / f"p{ending}").write_bytes(picture if isinstance(picture, bytes) else standalone(picture).encode())
        main = Path(folder) / "main.typ"
        main.write_text(f'#set page(width: auto, height: auto, margin: 0pt)\n#image("p{ending}"{wide})')
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
        data: bytes = typst.Compiler(str(main), root=folder, font_paths=fonts).compile(format="png", ppi=ppi)
    return data
