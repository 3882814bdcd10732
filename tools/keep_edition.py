"""Keep a small edited handbook of the edition that was just released, so that later programs are tried on it: tests/editions/N.

Use: python -m tools.keep_edition
"""

from __future__ import annotations

import shutil
from pathlib import Path

from site_build.content.loading import load
from site_build.interview.files import load_answers
from site_build.store.projects import create

ROOT = Path(__file__).resolve().parents[1]
KEPT = ("antwoorden.yml", "mkdocs.yml", ".handreiking", "docs/index.md", "docs/voorbereiden/mandaat.md")
OURS = "Onze eigen afspraak van 3 maart staat hier."


def keep(target: Path) -> None:
    """Make the handbook of Leeuwarden in `target`, write in one page, and keep only what a test needs."""
    content = load()
    create(target, load_answers(ROOT / "examples/leeuwarden.yml", content), content, source=(ROOT / "examples/leeuwarden.yml").read_text(encoding="utf-8"))
    page = target / "docs/voorbereiden/mandaat.md"
    page.write_text(page.read_text(encoding="utf-8").replace("\n## ", f"\n{OURS}\n\n## ", 1), encoding="utf-8")
    for path in sorted(target.rglob("*"), reverse=True):
        name = path.relative_to(target).as_posix()
        if path.is_file() and not any(name == kept or name.startswith(f"{kept}/") for kept in KEPT):
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def main() -> None:
    """Keep the present edition."""
    target = ROOT / f"tests/editions/{load().edition.version}/handboek"
    if target.is_dir():
        shutil.rmtree(target)
    keep(target)
    print(f"Bewaard in {target.relative_to(ROOT)}.")


if __name__ == "__main__":
    main()
