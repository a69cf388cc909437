"""Phrases into what two words together say: where single words mislead, the browser corrects by it.

“Still waiting” speaks for a late parcel, but not before “refund”. An averaged perceptron (Collins
2002) learns which words, and which words in a row, tell the pages apart. It counts in whole
numbers and in an order that never changes: the same phrases make the same file everywhere.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from macros.model import Asked, Edition
from macros.site.asked import packed, phrases_of, shown_by, terms

# How often it goes through all phrases, and by how much the right page must be ahead.
_ROUNDS = 5
_AHEAD = 2
# What stands in fewer phrases says little.
_RARE = 3
# How many weights are kept, the strongest, and the strongest of them.
MOST = 5000
_STRONGEST = 7
# So many in a thousand are taken to be as strong as the others' strongest.
_OUTLIERS = 20


class _Phrase(NamedTuple):
    page: int
    features: tuple[int, ...]
    order: bytes


class _Weights(NamedTuple):
    """Of each feature, by page: the weight, and how much of it was not there from the beginning."""

    now: list[list[int]]
    late: list[list[int]]


def own(edition: Edition) -> dict[str, Any] | None:
    """Return what is learned in the edition's language, or None where nobody wrote phrases yet."""
    asked = edition.knowledge.asked.get(edition.language)
    return learned(asked, shown_by(edition)) if asked else None


def learned(asked: Asked, shown: Mapping[str, Iterable[str]]) -> dict[str, Any]:
    """Return how strongly words, and words in a row, speak for pages and against them.

    They are packed as the counts are; `step` is how much a weight of 1 counts.
    """
    texts = phrases_of(asked, shown)
    names, phrases = _read(texts, asked)
    weights = _averaged(phrases, len(names), len(texts))
    sizes = sorted((abs(w) for row in weights for w in row if w), reverse=True)[:MOST]
    if not sizes:
        return {"step": 0} | packed({})
    least, top = sizes[-1], sizes[len(sizes) * _OUTLIERS // 1000]
    rows = {
        name: {page: level for page, w in enumerate(row) if (level := _level(w, least, top))}
        for name, row in zip(names, weights, strict=True)
    }
    step = top / _STRONGEST / (1 + _ROUNDS * len(phrases))
    return {"step": round(step, 4)} | packed({name: row for name, row in rows.items() if row})


def features(found: Sequence[str]) -> Iterator[str]:
    """Yield the terms of a text, and those that stand side by side."""
    yield from found
    yield from (f"{one}_{next_}" for one, next_ in pairwise(found))


def _read(texts: Mapping[str, Iterable[str]], asked: Asked) -> tuple[list[str], list[_Phrase]]:
    """Return the features that are not rare, and the phrases as the places of theirs."""
    read = [
        (page, text, dict.fromkeys(features(list(terms(text, asked)))))
        for page, of in enumerate(texts.values())
        for text in dict.fromkeys(of)
    ]
    times = Counter(feature for _, _, has in read for feature in has)
    names = sorted(feature for feature, count in times.items() if count >= _RARE)
    place = {feature: at for at, feature in enumerate(names)}
    return names, [
        _Phrase(page, tuple(place[each] for each in has if each in place), text.encode())
        for page, text, has in read
    ]


def _averaged(phrases: Iterable[_Phrase], count: int, pages: int) -> list[list[int]]:
    """Return the sum of what the weights were after each phrase of each round."""
    rows = _Weights(*([[0] * pages for _ in range(count)] for _ in range(2)))
    turn = 1
    for number in range(_ROUNDS):
        start = zlib.crc32(bytes([number]))
        for phrase in sorted(phrases, key=lambda each: (zlib.crc32(each.order, start), each.order)):
            _correct(rows, phrase, turn)
            turn += 1
    return [
        [turn * now - late for now, late in zip(*both, strict=True)]
        for both in zip(rows.now, rows.late, strict=True)
    ]


def _correct(rows: _Weights, phrase: _Phrase, turn: int) -> None:
    """Make a phrase speak more for its page, and less for the one that was taken for it."""
    if not phrase.features:
        return
    scores = [sum(column) for column in zip(*(rows.now[at] for at in phrase.features), strict=True)]
    scores[phrase.page] -= _AHEAD
    taken = max(range(len(scores)), key=scores.__getitem__)
    if taken == phrase.page:
        return
    for at in phrase.features:
        for page, change in ((phrase.page, 1), (taken, -1)):
            rows.now[at][page] += change
            rows.late[at][page] += change * turn


def _level(weight: int, least: int, top: int) -> int:
    """Return a weight as a whole number from -7 to 7."""
    if abs(weight) < least:
        return 0
    level = min(_STRONGEST, (2 * abs(weight) * _STRONGEST + top) // (2 * top))
    return level if weight > 0 else -level
