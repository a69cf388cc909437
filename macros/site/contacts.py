"""Whom to call in a country, as one small file that the browser loads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.languages import get_official_languages

from macros.model import ORIGINAL, Edition, Knowledge
from macros.model.tracking_numbers import tracking_pages
from macros.pages import next_steps
from macros.pages.countries import short_desk
from macros.pages.view import View
from macros.site.json_file import write_json

# Where it lies, below the site's root.
FILE = "countries/{}/contacts.json"


def write(site: Path, edition: Edition) -> None:
    """Write whom to call in every country into the built `site`."""
    for code in edition.knowledge.post_offices:
        write_json(site / FILE.format(code), contacts(edition, code))


def contacts(edition: Edition, code: str) -> dict[str, Any]:
    """Return a country's name, the language to write in, its desks as HTML, and where to track."""
    knowledge, view = edition.knowledge, View(edition)
    post = knowledge.post_offices[code].organisations
    customs = knowledge.customs[code].organisations if code in knowledge.customs else ()
    return {
        "name": edition.country_name(code),
        "language": language_of(knowledge, code),
        "post": short_desk(view, code, post),
        "customs": short_desk(view, code, customs),
        "lines": next_steps.local_lines(View(edition, base="../"), code.upper()),
        "tracking": tracking_pages(post),
    }


def language_of(knowledge: Knowledge, code: str) -> str:
    """Return an official language of a country in which there are messages, or English."""
    known = {text.language for message in knowledge.messages.values() for text in message.texts}
    spoken = get_official_languages(code.upper(), de_facto=True)
    wanted = [name for language in spoken for name in (language, f"{language}-{code.upper()}")]
    return next((language for language in wanted if language in known), ORIGINAL)
