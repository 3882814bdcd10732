"""Dutch spelling of everything people read: hunspell with our own list of words."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from site_build.content.loading import load

ROOT = Path(__file__).resolve().parents[1]
WORDS = ROOT / "guide" / "words.txt"
_PROSE = ("title", "summary", "ask", "why", "help", "text", "do", "risk", "signal", "measure", "situation", "question", "deeper", "definition",
          "explain", "open", "who", "know", "intro", "may_go", "label", "meaning", "advice", "show", "warning", "stop", "disclaimer", "rules",
          "decide", "placeholder", "short", "kwetsbaar", "in_opbouw", "stevig", "tone", "term", "item", "choices")


def prose() -> str:
    """All running text of guide/, checklists/ and templates/, without names, links, ids and tags."""
    import yaml

    pieces: list[str] = []

    def collect(value: object, key: str = "") -> None:
        if isinstance(value, dict):
            for name, inner in value.items():
                if name != "means":  # a word for the program, also within a choice
                    collect(inner, "choices" if key == "choices" else name)
        elif isinstance(value, list):
            for inner in value:
                collect(inner, key)
        elif isinstance(value, str) and key in _PROSE:
            pieces.append(value)

    pieces.extend(re.sub(r"\{\w+\}", " ", phrase.text) for phrase in load().sentences)
    for path in [*ROOT.glob("guide/**/*.yml"), *ROOT.glob("checklists/*.yml")]:
        if path.name not in ("sources.yml", "published-ids.yml", "words.yml"):
            collect(yaml.safe_load(path.read_text(encoding="utf-8")))
    for path in [*ROOT.glob("guide/chapters/**/*.md"), *ROOT.glob("guide/example/story/*.md"), *ROOT.glob("templates/documents/*.md"), *ROOT.glob("templates/pages/*.j2")]:
        text = path.read_text(encoding="utf-8")
        if text.startswith("---"):
            head, _, text = text[3:].partition("\n---\n")
            collect(yaml.safe_load(head))
        pieces.append(text)
    text = "\n".join(pieces)
    text = re.sub(r"\bhandreiking [a-z-]+(?: (?:MAP|BESTAND)\b(?:\.xlsx)?| \.\.\.| --[a-z-]+)*|--[a-z-]+", " ", text)  # commands
    text = re.sub(r"\{\{.*?\}\}", " ", text)
    text = re.sub(r"\{[%{#].*?[%}#]\}|\{[^}\n]*\}|\[@[\w-]+\]|\[\^[\w-]*\]|`[^`]*`|<[^>]*>|\]\([^)]*\)|https?://\S+|&\w+;|!!! [\w-]+|\b[A-Z]{1,2}-?\d[\d-]+|\b\w+\.(?:yml|md|xlsx)\b", " ", text)
    return text.replace("’", "'").replace("‘", "'")


@pytest.mark.skipif(shutil.which("hunspell") is None, reason="hunspell met nl_NL ontbreekt (hunspell-nl)")
def test_every_word_is_spelled_as_hunspell_or_our_list_knows_it() -> None:
    run = subprocess.run(["hunspell", "-d", "nl_NL", "-i", "utf-8", "-l"], input=prose(), capture_output=True, text=True, check=True)
    ours = {line.strip() for line in WORDS.read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#")}
    lower = {word.casefold() for word in ours}
    found = {word.strip("-'./+").removesuffix("'s") if word.strip("-'./+").casefold() not in lower else "" for word in run.stdout.split()}
    suspects = "\n".join(sorted(word for word in found if word and word.casefold() not in lower and not re.fullmatch(r"\d+[a-z]?", word)))
    again = subprocess.run(["hunspell", "-d", "nl_NL", "-i", "utf-8", "-l"], input=suspects, capture_output=True, text=True, check=True)
    unknown = sorted(set(again.stdout.split()))
    assert unknown == [], f"Verbeter deze woorden, of zet ze in guide/words.txt: {', '.join(unknown)}"
