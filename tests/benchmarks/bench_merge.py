"""Making a whole edited handbook again: putting every page together with its new text, against assembling those pages.

Goal: merging costs at most as much again as assembling. Processor time, so that a busy machine does not count; no test fails on it.
"""

import dataclasses
from pathlib import Path

from site_build.assembly.project import assemble
from site_build.content.loading import load
from site_build.interview.answers import read_answers
from site_build.store import blocks
from site_build.store.merge import merge
from site_build.store.resources import read_look
from site_build.tailoring.handbook import tailor
from tests.benchmarks.timing import best

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Print the figures."""
    content, look = load(), read_look()
    answers = read_answers((ROOT / "examples/leeuwarden.yml").read_text(encoding="utf-8"), "leeuwarden.yml", content)
    later = dataclasses.replace(answers, values={**answers.values, "fase": "uitvoeren", "uitvoering": "partner_inkoop", "mandaat": "geen"})
    before, after = tailor(content, answers), tailor(content, later)
    bases, news = (assemble(handbook, look).files for handbook in (before, after))
    pages = {path: (str(bases[path]), str(text)) for path, text in news.items() if path.endswith(".md") and path in bases}
    edited = {path: base.replace("\n## ", "\nDit schreven wij er zelf bij.\n\n## ", 1).replace(". ", ". Bij ons ook. ", 1) for path, (base, _) in pages.items()}

    def whole() -> None:
        blocks._group.cache_clear()  # a build starts without
        for path, (base, new) in pages.items():
            merge(base, edited[path], new, every_edit=False)

    changed = sum(base != new for base, new in pages.values())
    assembling = best(lambda: assemble(after, look))
    merging = best(whole)
    print(f"samenstellen {assembling * 1000:.0f} ms; {len(pages)} bewerkte bladzijden samenvoegen, waarvan {changed} ook nieuw: {merging * 1000:.0f} ms; "
          f"samen {1 + merging / assembling:.2f} keer het samenstellen (doel: hooguit 2)")


if __name__ == "__main__":
    main()
