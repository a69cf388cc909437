"""Amounts that stay on one line: a number and what it counts are read together."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from babel import Locale
from babel.numbers import get_currency_name, list_currencies
from babel.units import format_unit

_SPACE = "\u00a0"
_WORD = r"[^\W\d_]+"
_AFTER = re.compile(rf"(?<=\d) (?=({_WORD}|[^\w\s]))")
_BEFORE = re.compile(r"(?<!\S)(\w{0,3}[^\w\s]|[A-Z]{3}) (?=\d)")
# What parcels, periods and opening hours are measured in (Unicode CLDR: units).
_UNITS = (
    *(f"duration-{name}" for name in ("minute", "hour", "day", "week", "month", "year")),
    *(f"mass-{name}" for name in ("gram", "kilogram")),
)
# Numbers of which one at least is of each plural form (Unicode CLDR: language plural rules).
_COUNTS = (1, 2, 3, 5, 11, 100)
_MARKUP = re.compile(r"(<(script|style|textarea|title|code)\b.*?</\2>|<[^>]*>)", re.S)


def unbroken(html: str, language: str) -> str:
    """Return HTML in which no line breaks between a number and its unit, currency or sign."""
    parts = _MARKUP.split(html)
    texts, markup = parts[::3], [*parts[1::3], ""]
    return "".join(_joined(t, language) + m for t, m in zip(texts, markup, strict=True))


def _joined(text: str, language: str) -> str:
    known = _units(language)

    def after(found: re.Match[str]) -> str:
        return _SPACE if found[1] in known or _is_sign(found[1]) else found[0]

    def before(found: re.Match[str]) -> str:
        joined = found[1] in known or _is_sign(found[1][-1])
        return found[1] + (_SPACE if joined else " ")

    return _BEFORE.sub(before, _AFTER.sub(after, text))


def _is_sign(sign: str) -> bool:
    return sign == "%" or unicodedata.category(sign[-1]) == "Sc"


@cache
def _units(language: str) -> frozenset[str]:
    """Return what units and currencies are called in a language, and the codes of these.

    Of more words than one it is the first or the last that stands beside a number: “US dollars”.
    """
    locale = Locale.parse(language, sep="-")
    units = (
        format_unit(count, unit, length, locale=locale)
        for unit in _UNITS
        for count in _COUNTS
        for length in ("long", "short")
    )
    codes = list_currencies()
    names = (get_currency_name(code, count, locale) for code in codes for count in _COUNTS)
    called = [
        re.findall(_WORD, name) for name in (*units, *names, *locale.currency_symbols.values())
    ]
    return frozenset(word for words in called for word in (*words[:1], *words[-1:])) | codes
