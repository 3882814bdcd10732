"""Assembly of the Leeuwarden handbook against a bare Jinja2 loop that renders as many pages of the same size.

Goal: at most twice the loop, from loaded content. Processor time, so that a busy machine does not count; no test fails on it, the figures are printed.
"""

import time
from pathlib import Path

from jinja2 import Environment

from site_build.assembly.project import assemble
from site_build.content.loading import load
from site_build.interview.answers import read_answers
from site_build.store.resources import read_look
from site_build.tailoring.handbook import tailor
from tests.benchmarks.timing import best

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Print the figures."""
    start = time.process_time()
    content = load()
    loading = time.process_time() - start
    answers = read_answers((ROOT / "examples/leeuwarden.yml").read_text(encoding="utf-8"), "leeuwarden.yml", content)
    look = read_look()
    handbook = tailor(content, answers)
    pages = [text for path, text in assemble(handbook, look).files.items() if path.endswith(".md") and isinstance(text, str)]

    environment = Environment(autoescape=True)
    template = environment.from_string("# {{ title }}\n\n{% for line in lines %}{{ line }}\n{% endfor %}")

    def loop() -> None:
        for page in pages:
            template.render(title="Titel", lines=page.split("\n"))

    bare = best(loop)
    assembled = best(lambda: assemble(handbook, look))
    tailored = best(lambda: tailor(content, answers))
    print(f"lezen van de inhoud {loading * 1000:.0f} ms; bepalen {tailored * 1000:.0f} ms; samenstellen {assembled * 1000:.0f} ms voor "
          f"{len(pages)} bladzijden; kale lus {bare * 1000:.0f} ms; verhouding {assembled / bare:.1f} (doel: hooguit 2)")


if __name__ == "__main__":
    main()
