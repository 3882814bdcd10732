"""How long a page takes to read: one rule for every page."""

from __future__ import annotations

import functools
import math
import re

from site_build.assembly.doc import PageDoc
from site_build.assembly.marks import TEXT_ROLES

WORDS_PER_MINUTE = 200  # our rule: slower than the usual 238 (Brysbaert 2019), since one also thinks what it means here
_MARKUP = re.compile(r"<svg.*?</svg>|<[^>]+>|\]\([^)]*\)|\[\^[^\]]+\]|^[|:\- ]+$|^\[\^.*$|[#*|>_]", re.M | re.S)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


def words(doc: PageDoc) -> int:
    """Return the number of words that the page says; what is about it (sources, reasons) does not count."""
    return sum(_words_of(section.text) for section in doc.with_roles(TEXT_ROLES))


@functools.lru_cache(maxsize=8192)  # most texts are the same in every handbook
def _words_of(text: str) -> int:
    return len(_WORD.findall(_MARKUP.sub(" ", text)))


def minutes(doc: PageDoc) -> int:
    """Return the whole minutes that the page takes, at least 1."""
    return max(1, math.ceil(words(doc) / WORDS_PER_MINUTE))
