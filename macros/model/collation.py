"""The order of names in the alphabet of a language (Unicode Technical Standard 10).

Python's standard library sorts by code point, and a package that knows every alphabet brings a
compiled ICU. The alphabets of our languages need no more than the tables below: they say what
ICU 78 does with the Unicode CLDR 48, and a test compares the order with that of a browser.
"""

from __future__ import annotations

import unicodedata
from functools import cache

# Letters of their own, which come directly after the first one of their group; other letters with
# a mark are forms of their base letter (CLDR, common/collation: root, es, pl, tr, uk).
_ROOT = "eə iı ий"
_LETTERS = {
    "es": "nñ",
    "pl": "aą cć eę lł nń oó sś zźż",
    "tr": "cç gğ hı oö sş uü",
    "uk": "гґ еє иіїй",
}

# Letters that count as another one, for all the marks that they have (CLDR, common/collation: ar).
_FORMS = {"ar": {**dict.fromkeys("ءأؤإئ", "ا"), "ة": "ت", "ى": "ي"}}

# The capitals of a language that differ from all others' (Unicode, SpecialCasing.txt).
_SMALL = {"tr": {"I": "ı", "İ": "i"}}

# The script that comes before all others (CLDR: reorder), as the names of its letters begin.
_OWN_SCRIPT = {"ru": "CYRILLIC", "uk": "CYRILLIC", "ar": "ARABIC", "ko": "HANGUL"}

# Letters that count as others, and that Unicode itself does not take apart so (CLDR: root, ar).
_APART = {
    **{"æ": "a\u0335e", "œ": "o\u0335e", "ß": "s\u0335s"},
    **{"đ": "d\u0335", "ł": "l\u0335", "ø": "o\u0338", "آ": "ءا"},
}

# Signs, and marks on letters, in their order everywhere (CLDR: root); others follow by code point.
_SIGNS = "_-–—,;:!?.·'‘’“”«»()[]{}@*/&#%+<=>$€"
_MARKS = "\u0301\u0300\u0306\u0302\u030c\u030a\u0308\u030b\u0303\u0307\u0338\u0327\u0328\u0304"

# What comes first, by the kind of sign (Unicode's general categories): spaces, signs, figures.
_KINDS = {"C": 0, "Z": 0, "P": 1, "S": 1, "N": 2}
_OWN, _OTHER = 3, 4

# A place in the alphabet: which kind of sign, which sign, and which letter after that.
_Place = tuple[int, int, int]
SortKey = tuple[tuple[_Place, ...], tuple[int, ...], tuple[bool, ...], str]


def sort_key(text: str, language: str) -> SortKey:
    """Return what puts texts into the order of a language, such as `pt-BR`, when sorted by it.

    Letters count first, then their accents, then small before capital; texts that differ have
    different keys.
    """
    base = language.partition("-")[0]
    places: list[_Place] = []
    accents: list[int] = []
    capitals: list[bool] = []
    for sign in unicodedata.normalize("NFC", text):
        for part in _parts(sign, base):
            if unicodedata.combining(part):
                accents.append(_rank(part, _MARKS) + 1)
            else:
                places.append(_place(part, base))
                accents.append(0)
                capitals.append(sign != sign.lower())
    return tuple(places), tuple(accents), tuple(capitals), text


@cache
def _parts(sign: str, language: str) -> str:
    """Return the small letters and the marks that a sign counts as."""
    forms = _FORMS.get(language, {})
    is_whole = _small(sign, language) in {*_letters(language), *forms}
    apart = sign if is_whole else unicodedata.normalize("NFKD", _APART.get(sign.lower(), sign))
    return "".join(forms.get(part, _small(part, language)) for part in apart)


def _small(letter: str, language: str) -> str:
    """Return a letter as it is written inside a word."""
    return _SMALL.get(language, {}).get(letter, letter.lower())


def _letters(language: str) -> str:
    return f"{_LETTERS.get(language, '')} {_ROOT}"


@cache
def _place(letter: str, language: str) -> _Place:
    """Return the place of a small letter, or of another sign, in the alphabet of a language."""
    kind = _KINDS.get(unicodedata.category(letter)[0], _OTHER)
    if kind != _OTHER:
        return kind, _rank(letter, _SIGNS), 0
    if unicodedata.name(letter, "").startswith(_OWN_SCRIPT.get(language, "LATIN")):
        kind = _OWN
    for group in _letters(language).split():
        if letter in group:
            return kind, ord(group[0]), group.index(letter)
    return kind, ord(letter), 0


def _rank(sign: str, order: str) -> int:
    """Return the place of a sign in an order, or one behind all of that."""
    return order.index(sign) if sign in order else len(order) + ord(sign)
