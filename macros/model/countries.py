"""Countries, the European Union and languages, by the names that the Unicode CLDR gives them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from babel import Locale
from babel.core import UnknownLocaleError
from babel.languages import get_official_languages
from babel.localedata import exists

# ISO 3166-1 codes with their English names, from the Unicode CLDR; X.., Z.. and groups left out,
# and CQ (Sark), which is none of ISO's and has no name in other languages.
COUNTRY_NAMES: Mapping[str, str] = {
    code: name
    for code, name in Locale("en").territories.items()
    if re.fullmatch(r"[A-Z]{2}", code)
    and code not in {"CQ", "EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}
}

# The member states of the European Union since 1 February 2020.
EU_MEMBERS = frozenset({
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
    "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
})  # fmt: skip


def language_name(code: str, language: str) -> str:
    """Return the name of a language, such as `pt-BR`, in another one (Unicode CLDR).

    Raises ValueError or UnknownLocaleError when it is none.
    """
    shown_in = Locale.parse(language, sep="-")
    return str(Locale.parse(code, sep="-").get_display_name(shown_in))


def is_language(code: str) -> bool:
    """Return whether a code, such as `pt-BR`, is that of a language (Unicode CLDR)."""
    try:
        return bool(language_name(code, code))
    except (ValueError, UnknownLocaleError):
        return False


def country_name(code: str, language: str) -> str:
    """Return the name of a country (ISO 3166-1, in any case) in a language, such as `pt-BR`."""
    return str(Locale.parse(language, sep="-").territories[code.upper()])


def direction(language: str) -> str:
    """Return in which direction a language is written: `ltr` or `rtl` (Unicode CLDR)."""
    order = Locale.parse(language, sep="-").character_order
    return "rtl" if order == "right-to-left" else "ltr"


def own_names(code: str) -> list[str]:
    """Return what a country is called in its official languages (Unicode CLDR)."""
    spoken = get_official_languages(code.upper(), de_facto=True)
    known = (Locale.parse(language) for language in spoken if exists(language))
    names = (locale.territories.get(code.upper()) for locale in known)
    return list(dict.fromkeys(name for name in names if name))
