"""What we put into order stands as a browser puts it."""

from __future__ import annotations

from itertools import product

import pytest
from babel import Locale
from playwright.sync_api import Page

from macros.model import sort_key
from tests.test_collation import LANGUAGES

_SORTED = "([names, language]) => names.sort(new Intl.Collator(language).compare)"

# What names are written with: the letters of our languages and of some neighbours', and signs.
_LATIN = "aáàâäãåąæbcćçčdďeéèêëęfgğhiíìîïıjklłmnńñňoóòôöõøœpqrřsśşštuúùûüvwxyýzźżž"
_LETTERS = {
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "ar": "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهويى",
    "ko": "가나다라마바사아자차카타파하각간까",
}
_SIGNS = "-–—,;:!?.’“«»()/&+ 0129"


def names_in(language: str) -> set[str]:
    """Return the names of countries and regions in a language, each word of them, and syllables."""
    names = set(Locale.parse(language, sep="-").territories.values())
    assert len(names) > 250
    words = {word for name in names for word in name.split()}
    letters = _LATIN + _LETTERS.get(language, "")
    parts = product(("", "a"), letters + letters.upper(), ("", *"aZ", *_SIGNS))
    return names | words | set(map("".join, parts))


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_order_of_names_is_that_of_the_browser(language: str, page: Page) -> None:
    assert page.evaluate("language => Intl.Collator.supportedLocalesOf(language)", language)
    ours = sorted(names_in(language), key=lambda name: sort_key(name, language))
    assert page.evaluate(_SORTED, [ours[::-1], language]) == ours
