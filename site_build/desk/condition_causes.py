"""Why a condition cannot be read: the slips that editors make, each with its cause and the condition as it should be."""

from __future__ import annotations

import re

_TEXTS = re.compile(r'"[^"]*"|\'[^\']*\'')
_SLIPS: tuple[tuple[str, str, str], ...] = (  # pattern outside texts, replacement, cause
    ("[\u00a0\u202f\u2007]", " ", "er staat een harde spatie in"),
    ("[\u200b-\u200f\u2060-\u2064\u00ad\ufeff]", "", "er staat een teken in dat niemand ziet"),
    (r"\bAND\b|\bEN\b|&&?", "and", "and hoort in kleine letters"),
    (r"\bOR\b|\bOF\b|\|\|?", "or", "or hoort in kleine letters"),
    (r"\bNOT\b|\bNIET\b", "not", "not hoort in kleine letters"),
    (r"\bIN\b", "in", "in hoort in kleine letters"),
    (r"<>|!==", "!=", "'is niet' schrijft u als !="),
    (r"===", "==", "'is' schrijft u als =="),
    (r"=<", "<=", "'hooguit' schrijft u als <="),
    (r"=>", ">=", "'minstens' schrijft u als >="),
    (r"(==|!=) *(?:true|True|waar)\b", r'\1 "ja"', 'een ja-neevraag vergelijkt u met "ja" of "nee"'),
    (r"(==|!=) *(?:false|False|onwaar)\b", r'\1 "nee"', 'een ja-neevraag vergelijkt u met "ja" of "nee"'),
    (r"\ben\b", "and", "'en' schrijft u als and"),
    (r"\bof\b", "or", "'of' schrijft u als or"),
    (r"\bniet\b", "not", "'niet' schrijft u als not"),
    (r"(?<![=!<>])=(?!=)", "==", "een vergelijking heeft twee =-tekens"),
    (r"(?<=\d),(?=\d)", ".", "een getal heeft een punt en geen komma"),
)
_QUOTES = "“”„«»‘’"


def find_slip(text: str) -> tuple[str, str]:
    """Return the first cause that is found and the condition with every slip mended; two empty texts when there is none."""
    mended, cause = text, ""
    if any(sign in _TEXTS.sub("", text) for sign in _QUOTES):
        cause = "er staan kromme aanhalingstekens in"
        mended = re.sub(f"[{_QUOTES}]", '"', mended)
    for pattern, new, why in _SLIPS:
        changed = _outside_texts(pattern, new, mended)
        if changed != mended:
            cause, mended = cause or why, changed
    if mended.count('"') % 2:
        return cause or "een aanhalingsteken ontbreekt", ""
    for one, other, word in (("(", ")", "haakje"), ("[", "]", "blokhaak")):
        bare = _TEXTS.sub("", mended)
        if bare.count(one) != bare.count(other):
            return cause or f"een {word} ontbreekt of staat er te veel", ""
    return cause, mended if mended != text else ""


def _outside_texts(pattern: str, new: str, text: str) -> str:
    parts, at = [], 0
    for match in _TEXTS.finditer(text):
        parts += [re.sub(pattern, new, text[at:match.start()]), match[0]]
        at = match.end()
    return "".join([*parts, re.sub(pattern, new, text[at:])])
