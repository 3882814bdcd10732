"""Print the Flesch-Douma reading ease and the longest sentence of Markdown files."""

import re
import sys
from pathlib import Path

import textstat


def plain_text(markdown: str) -> str:
    """Return the running text: no front matter, tags, tables, links' targets or citations."""
    text = re.sub(r"\A---\n.*?\n---\n", "", markdown, flags=re.S)
    text = re.sub(r"^\s*(\{%.*%\}|\|.*\||#+ .*|!!! .*)\s*$", "", text, flags=re.M)
    text = re.sub(r"\[@[\w-]+\]|\[\^[\w-]+\]", "", text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"\{\{[^}]*\}\}", "uw gemeente", text)
    text = re.sub(r"^\s*(?:[-*]|\d+\.)\s+(.*?)[.;:]?\s*$", r"\1.", text, flags=re.M)
    return re.sub(r"[*_`>]", "", text)


def main(paths: list[str]) -> None:
    """Print one line per file: reading ease, words, words in the longest sentence, path."""
    textstat.set_lang("nl")
    for path in paths:
        text = plain_text(Path(path).read_text(encoding="utf-8"))
        sentences = [s.split() for s in re.split(r"(?<=[.!?])\s+|\n{2,}", text) if s.strip()]
        longest = max(sentences, key=len, default=[])
        ease = textstat.flesch_reading_ease(text)
        print(f"{ease:5.1f}  {len(text.split()):5d} woorden  langste zin {len(longest):3d}  {path}")
        if len(longest) > 30:
            print("       ", " ".join(longest)[:200])


if __name__ == "__main__":
    main(sys.argv[1:])
