"""Our SVG pictures for programs that cannot show them: as PNG, drawn by Typst, so that no system library is needed."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

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


def to_png(svg: str | bytes) -> bytes:
    """Draw a picture; raises RuntimeError where it is none."""
    typst = need("typst")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "p.svg").write_bytes(svg if isinstance(svg, bytes) else standalone(svg).encode())
        main = Path(folder) / "main.typ"
        main.write_text('#set page(width: auto, height: auto, margin: 0pt)\n#image("p.svg", width: 16cm)')
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
        data: Any = typst.Compiler(str(main), root=folder, font_paths=fonts).compile(format="png", ppi=_PPI)
    return bytes(data)
