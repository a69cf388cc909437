"""Phrases into counts: how often people who ask for a page use a word. The browser guesses by them.

`guess.js` beside the search makes weights of the counts, and cuts words as it is done here. What
words in a row say is learned in `pairs.py`.
"""

from __future__ import annotations

import math
import re
import string
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise, takewhile
from typing import Any

from macros.model import ORIGINAL, Asked, Edition, Status

# What a page is called in the counts: one letter for each.
_PAGES = string.ascii_lowercase + string.ascii_uppercase
_WORD = re.compile(r"\d+|[^\W\d_]+")
_HIDDEN = re.compile("['’ʼ`´ـ]")
# Letters that Unicode does not take apart, and Arabic and Persian digits, as in `words.js`.
_LETTERS = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i"}
_LETTERS |= {"ى": "ي", "ة": "ه", "ی": "ي", "ک": "ك"}
_DIGITS = {chr(zero + digit): str(digit) for zero in (0x660, 0x6F0) for digit in range(10)}
_BASES = str.maketrans(_LETTERS | _DIGITS)
# Days, prices and dates: which one it is says nothing.
_NUMBER = "0"
# A word that stands in fewer than one of so many phrases says little.
_RARE = 5000


def own(edition: Edition) -> dict[str, Any] | None:
    """Return the counts of the edition's language, or None where nobody wrote phrases yet."""
    asked = edition.knowledge.asked.get(edition.language)
    return counted(asked, shown_by(edition)) if asked else None


def others(edition: Edition) -> list[dict[str, Any]]:
    """Return the counts of every other language."""
    known = edition.knowledge.asked.items()
    return [counted(asked) for language, asked in known if language != edition.language]


def counted(asked: Asked, shown: Mapping[str, Iterable[str]] | None = None) -> dict[str, Any]:
    """Return how often the phrases for each page hold each word.

    `shown` holds further phrases by page; one that stands twice counts once.
    """
    phrases = phrases_of(asked, shown or {})
    count = sum(map(len, phrases.values()))
    found: dict[str, Counter[int]] = {}
    for page, texts in enumerate(phrases.values()):
        for term in (term for text in texts for term in set(terms(text, asked))):
            found.setdefault(term, Counter())[page] += 1
    return {
        "letters": asked.letters,
        "beginnings": [folded(part) for part in asked.beginnings],
        "skipped": sorted(_words(asked.skipped)),
        "pages": list(phrases),
    } | packed({term: _rounded(of) for term, of in found.items() if _RARE * of.total() >= count})


def phrases_of(asked: Asked, shown: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Return all phrases for each page, each once: first those that it shows."""
    phrases: dict[str, list[str]] = {page: list(texts) for page, texts in shown.items()}
    for of in asked.asked:
        phrases.setdefault(of.page, []).extend(of.phrases)
    return {page: tuple(dict.fromkeys(texts)) for page, texts in phrases.items()}


def packed(rows: Mapping[str, Mapping[int, int]]) -> dict[str, str]:
    """Return numbers of terms by page, so that little has to be loaded.

    `terms` has a line for each, without as many signs, 9 at most, as it shares with the one above:
    their number stands before the others. `of` has a line for each with a letter for each page that
    has a number, and `much` all these numbers, a letter each: 0 is `h`.
    """
    named = sorted(rows)
    return {
        "terms": "\n".join(_after(above, term) for above, term in pairwise(["", *named])),
        "of": "\n".join("".join(_PAGES[page] for page in sorted(rows[term])) for term in named),
        "much": "".join(
            chr(ord("h") + number) for term in named for _, number in sorted(rows[term].items())
        ),
    }


def _after(above: str, term: str) -> str:
    """Return how many signs, 9 at most, a term shares with the one above it, and its others."""
    alike = takewhile(lambda signs: signs[0] == signs[1], zip(above[:9], term, strict=False))
    shared = sum(1 for _ in alike)
    return f"{shared}{term[shared:]}"


def _rounded(times: Counter[int]) -> dict[int, int]:
    """Return counts, each as twice its logarithm to the base of 2."""
    return {page: round(2 * math.log2(count)) for page, count in times.items()}


def shown_by(edition: Edition) -> dict[str, list[str]]:
    """Return what the pages themselves say that they are asked, by address.

    Only what is in the edition's language: by these words it is told from others.
    """
    shown: dict[str, list[str]] = {
        name.removesuffix("/index"): [page.title, *page.asked_as]
        for name, page in edition.own_pages.items()
        if page.asked_as
    }
    wordings = (
        line
        for status in edition.knowledge.statuses
        for line in (status.title, *_printed(status, edition))
    )
    shown.setdefault("statuses", []).extend(wordings)
    return shown


def _printed(status: Status, edition: Edition) -> Iterable[str]:
    """Return the lines of a status in the edition's language: the usual ones are English."""
    return status.wordings if edition.language == ORIGINAL else ()


def terms(text: str, asked: Asked) -> Iterator[str]:
    """Yield what counts of the words of a text: their beginnings, without skipped words."""
    skipped = _words(asked.skipped)
    beginnings = [folded(part) for part in asked.beginnings]
    for word in _WORD.findall(folded(text)):
        if word not in skipped:
            yield _NUMBER if word.isdecimal() else _bare(word, beginnings)[: asked.letters]


def _bare(word: str, beginnings: Iterable[str]) -> str:
    """Return a word without the first of the beginnings that it has, if enough is left."""
    has = (b for b in beginnings if word.startswith(b) and len(word) - len(b) > 1)
    return word[len(next(has, "")) :]


@cache
def _words(lines: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for line in lines for word in _WORD.findall(folded(line)))


# Each edition folds what is asked in all languages.
@cache
def folded(text: str) -> str:
    """Return text in small letters and digits, without accents and signs that are not seen."""
    apart = unicodedata.normalize("NFKD", text.lower())
    seen = "".join(c for c in apart if unicodedata.category(c) not in {"Mn", "Cf"})
    return unicodedata.normalize("NFC", _HIDDEN.sub("", seen).translate(_BASES))
