"""Phrases into counts: how often people who ask for a page use a word. The browser guesses by them.

`guess.js` beside the search makes weights of the counts, and cuts words as it is done here.
"""

from __future__ import annotations

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

    `shown` holds further phrases by page; one that stands twice counts once. Each line of `terms`
    is a word, without what it begins with like the one above, and its counts: the letter of a page,
    and how often where it is more than once.
    """
    phrases: dict[str, list[str]] = {page: list(texts) for page, texts in (shown or {}).items()}
    for of in asked.asked:
        phrases.setdefault(of.page, []).extend(of.phrases)
    found: dict[str, Counter[str]] = {}
    for sign, texts in zip(_PAGES, phrases.values(), strict=False):
        for term in (term for text in dict.fromkeys(texts) for term in set(terms(text, asked))):
            found.setdefault(term, Counter())[sign] += 1
    return {
        "letters": asked.letters,
        "beginnings": [folded(part) for part in asked.beginnings],
        "skipped": sorted(_words(asked.skipped)),
        "pages": list(phrases),
        "terms": "\n".join(
            f"{_after(above, term)} {_written(found[term])}"
            for above, term in pairwise(["", *sorted(found)])
        ),
    }


def _after(above: str, term: str) -> str:
    """Return how many signs, 9 at most, a term shares with the one above it, and its others."""
    alike = takewhile(lambda signs: signs[0] == signs[1], zip(above[:9], term, strict=False))
    shared = sum(1 for _ in alike)
    return f"{shared}{term[shared:]}"


def _written(times: Counter[str]) -> str:
    return "".join(f"{page}{count if count > 1 else ''}" for page, count in sorted(times.items()))


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
