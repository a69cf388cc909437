"""Templates filled with records, and the filters that they use."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, partial
from pathlib import Path
from urllib.parse import quote, urlsplit

from babel import Locale
from babel.dates import format_skeleton
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from macros.api.feed import anchor
from macros.model import (
    COUNTRY_NAMES,
    UNKNOWN,
    Door,
    Organisation,
    Phone,
    decision_table,
    direction,
    first_day,
    host_of,
    in_words,
    language_name,
    phones,
    spans,
    zone_name,
    zone_of,
)
from macros.pages import marks
from macros.pages.amounts import unbroken
from macros.pages.directions import isolated
from macros.pages.view import View

# What is shown of a date, by how much of it is known (Unicode CLDR: date skeletons).
_SKELETONS = {len("2026-11-23"): "yMMMd", len("2026-11"): "yMMMM", len("2026"): "y"}

_BLOCK = re.compile(
    r"(?<!\n)<(?=(?:caption|d[dlt]|details|div|li|ol|p|summary|t(?:able|body|head|[dhr])|ul)\b)"
)


def render(view: View, template: str, **values: object) -> str:
    """Return a template filled with `values`, the words and the filters of the view."""
    environment = _environment(view.language)
    helpers = {
        "view": view,
        "w": view.words,
        "base": view.base,
        "country_name": view.edition.country_name,
        "country_names": view.edition.country_names,
        "in_english": lambda code: COUNTRY_NAMES[code.upper()],  # as the issue forms have it
        "mark": partial(_mark, view),
        "titled": partial(_titled, view),
        "issue_link": partial(_issue_link, view.repository),
    }
    shown = environment.get_template(f"{template}.j2").render(**helpers, **values)
    return isolated(unbroken(shown, view.language), view.language)


@cache
def _environment(language: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "anchor": anchor,
        "blocks": _blocks,
        "day": partial(_day, language),
        "direction": direction,
        "in_language": _in_language,
        "language": language_name,
        "host": host_of,
        "fill": _fill,
        "md": _markdown_text,
        "plain": str.__str__,
        "shown": _shown,
        "tel": _tel,
        "without_number": _without_number,
        "week": _week,
        "zone": _zone,
        "zone_name": partial(_zone_name, language),
        "asks_carrier": decision_table.asks_carrier,
        "has_line": decision_table.has_line,
        "hours": partial(_hours, language),
        "ticks": _ticks,
        "month": partial(_month, language),
        "proofs": marks.proofs,
        "archived": _seen_by(_is_archived),
        "desk_marks": _seen_by(marks.desk_marks),
        "look": _seen_by(marks.look_of),
        "named": _seen_by(marks.name_of),
        "way": way,
    }
    return environment


def _seen_by(function: Callable[..., object]) -> Callable[..., object]:
    """Return a filter that asks a function about the view of the page."""

    @pass_context
    def asked(context: Context, *given: object) -> object:
        return function(context["view"], *given)

    return asked


def _is_archived(view: View, url: str) -> bool:
    document = view.knowledge.document_at(url)
    return document is not None and document.archived


def _month(language: str, day: str) -> str:
    """Return the month of a date, or its year where no more is known, in few letters."""
    if len(day) == 4:
        return day
    return format_skeleton("yMMM", first_day(day), locale=language)


def way(door: Door) -> str:
    """Return where a door of the next steps leads, from the root of the site."""
    if len(door.leads) > 1:
        return f"next-step/#{door.id}"
    (lead,) = door.leads
    return f"next-step/?status={lead.situation}" if lead.situation else f"{lead.page}/"


def _day(language: str, day: date | str) -> str:
    """Return a date, or the part of it that is known, in words."""
    text = str(day)
    return format_skeleton(_SKELETONS[len(text)], first_day(text), locale=_dated(language))


def _dated(language: str) -> Locale:
    """Return the locale whose dates an edition shows.

    Readers of English come from everywhere: the day before the month is read right by most.
    """
    return Locale.parse("en-GB" if language == "en" else language, sep="-")


def _mark(view: View, path: str) -> Markup:
    """Return the attributes that mark the text of a page which is not in the reader's language."""
    language = view.edition.language_of(path)
    if language == view.language:
        return Markup("")
    return _in_language(language)


def _in_language(language: str) -> Markup:
    """Return the attributes of an element whose text is in a language."""
    return Markup(' lang="{}" dir="{}"').format(language, direction(language))


def _titled(view: View, path: str) -> Markup:
    """Return the title of a page, marked when it is not in the reader's language."""
    title, marks = view.edition.pages[path].title, _mark(view, path)
    return Markup("<span{}>{}</span>").format(marks, title) if marks else Markup.escape(title)


def _fill(pattern: str, **values: str) -> Markup:
    """Return a text of the interface with its gaps filled; only what is Markup stays markup."""
    return Markup.escape(pattern).format(**values)


def _markdown_text(text: str) -> Markup:
    """Return plain text for a place where Markdown is read: every sign that it uses is escaped."""
    return Markup(re.sub(r"([\\`*_{}\[\]()#+!|-])", r"\\\1", str(Markup.escape(text))))


def _blocks(html: str) -> Markup:
    """Return HTML whose blocks begin a line each: so Markdown nests them in one that it reads."""
    return Markup(_BLOCK.sub("\n<", html))


def _ticks(text: str) -> Markup:
    """Return text in which `words in ticks` are shown as code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(Markup.escape(text))))


def _shown(phone: Phone, country: str) -> str:
    """Return a phone number as it is dialled from where it works."""
    return phones.display(phone.number, country, international=phone.dial_from == "anywhere")


def _tel(phone: Phone, country: str) -> str:
    """Return the address behind a phone number: `tel:` or WhatsApp."""
    link = phones.whatsapp_link if phone.via == "whatsapp" else phones.tel_link
    return link(phone.number, country)


def _hours(language: str, phone: Phone, words: Mapping[str, str]) -> str:
    """Return when somebody answers a phone, in words."""
    return in_words(phone.opening_hours or "", language, words)


def _zone_name(language: str, phone: Phone) -> str:
    """Return what the time zone is called that the record names; empty when it names none."""
    named = phone.time_zone and phone.time_zone != UNKNOWN
    return zone_name(str(phone.time_zone), language) if named else ""


def _zone(phone: Phone, country: str) -> str | None:
    """Return the time zone in which a phone's hours count; None when nobody knows it."""
    return zone_of(phone.time_zone, phone.number, country)


def _week(phone: Phone) -> str:
    """Return when somebody answers in a week, for the browser: minutes from Monday at 00:00."""
    return " ".join(f"{start}-{end}" for start, end in spans(phone.opening_hours or ""))


def _without_number(organisation: Organisation) -> str:
    """Return a tracking page that opens without a number, or else the site's home page."""
    plain = [t.link for t in organisation.tracking if "{number}" not in t.link]
    home = f"https://{urlsplit(organisation.tracking[0].link).hostname}/"
    return next(iter(plain), organisation.website or home)


def _issue_link(repository: str, template: str, **fields: str) -> str:
    """Return the address of a new issue with its form filled in."""
    given = {"template": f"{template}.yml", **fields}
    query = "&".join(f"{name}={quote(value, safe='')}" for name, value in given.items())
    return f"{repository}/issues/new?{query}"
