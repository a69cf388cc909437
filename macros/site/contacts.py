"""Whom to call in a country, as one small file that the browser loads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.languages import get_official_languages, get_territory_language_info

from macros.model import ORIGINAL, Edition, Knowledge
from macros.model.tracking_numbers import tracking_pages
from macros.pages import next_steps
from macros.pages.countries import short_desk
from macros.pages.view import View
from macros.site.json_file import write_json

# Where it lies, below the site's root.
FILE = "countries/{}/contacts.json"
# Of a hundred people: a language that more of them speak is one in which one can write to any.
_HALF = 50
# CLDR counts mother tongues there; by the census of 2009 seven of ten speak Russian at home.
_SPOKEN_BY_MOST = {("BY", "ru")}


def write(site: Path, edition: Edition) -> None:
    """Write whom to call in every country into the built `site`."""
    for code in edition.knowledge.post_offices:
        write_json(site / FILE.format(code), contacts(edition, code))


def contacts(edition: Edition, code: str) -> dict[str, Any]:
    """Return a country's name, the languages to write in, its desks as HTML, and where to track."""
    knowledge, view = edition.knowledge, View(edition)
    post = knowledge.post_offices[code].organisations
    customs = knowledge.customs[code].organisations if code in knowledge.customs else ()
    return {
        "name": edition.country_name(code),
        "languages": languages_of(knowledge, code),
        "post": short_desk(view, code, post),
        "customs": short_desk(view, code, customs),
        "lines": next_steps.local_lines(View(edition, base="../"), code.upper()),
        "tracking": tracking_pages(post),
    }


def languages_of(knowledge: Knowledge, code: str) -> list[str]:
    """Return the languages of a country in which there are messages, and English.

    The first is the one that who gets a message most likely reads: the official language that most
    people there speak (Unicode CLDR), or English.
    """
    known = {text.language for message in knowledge.messages.values() for text in message.texts}
    country = code.upper()
    found = [
        name
        for language in get_official_languages(country, de_facto=True)
        for name in (language, f"{language}-{country}")
        if name in known
    ]
    first = [name for name in found if _most_speak(country, name.partition("-")[0])]
    return list(dict.fromkeys([*first, ORIGINAL, *found]))


def _most_speak(country: str, language: str) -> bool:
    share = float(get_territory_language_info(country)[language]["population_percent"] or 0)
    return share > _HALF or (country, language) in _SPOKEN_BY_MOST
