"""What our theme costs: the same pages built with it and with plain Material, side by side. Prints, never fails on time.

Without a folder of a handbook it makes Leeuwarden's.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import yaml

from site_build.store.projects import create
from tests import handbooks

ROUNDS = 3
PLAIN = {"theme": {"name": "material", "language": "nl", "font": False, "features": ["navigation.footer"]}, "extra_css": []}


def seconds(config: Path, site: str) -> float:
    """Build in a fresh process; return seconds."""
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config), "-d", site], check=True, capture_output=True)
    return time.perf_counter() - begin


def main(handbook: Path) -> None:
    """Print the best of three of both, in turn."""
    config = yaml.safe_load((handbook / "mkdocs.yml").read_text(encoding="utf-8")) | PLAIN
    plain = handbook / "mkdocs-plain.yml"
    plain.write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    try:
        with tempfile.TemporaryDirectory() as folder:
            times = [(seconds(handbook / "mkdocs.yml", f"{folder}/own"), seconds(plain, f"{folder}/plain")) for _ in range(ROUNDS)]
    finally:
        plain.unlink()
    own, base = (min(pair[i] for pair in times) for i in (0, 1))
    print(f"eigen thema {own:.2f} s, gewoon Material {base:.2f} s, verhouding {own / base:.2f} (eis: hooguit 1,15)")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as place:
            create(Path(place) / "hb", handbooks.example("leeuwarden"), handbooks.content())
            main(Path(place) / "hb")
