"""Knowledge into Markdown and HTML: one function for each macro that a page can use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any, TypeVar, get_args
from urllib.parse import quote, urlsplit

from babel import Locale
from babel.dates import format_date, format_skeleton
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from macros import export, linked_data, next_steps, phones, tracking_numbers
from macros.export.feed import anchor
from macros.export.records import Contact, Country, CountryEntry, Published, country
from macros.freshness import claims_of, tally
from macros.model import (
    MESSAGE_GAPS,
    STATIONS,
    Carrier,
    Claim,
    Fact,
    Knowledge,
    Model,
    NextSteps,
    Organisation,
    Page,
    Phone,
    Stage,
    country_name,
    datasets,
    did_you_mean,
    host_of,
    language_name,
    model_in,
    sort_key,
)
from macros.rules import RULES

V = TypeVar("V")

# Where `make serve` shows the site.
LOCAL = "http://127.0.0.1:8000/"

# The gaps of a message that hold a date.
_DATES = frozenset({"shipped", "last_news", "deadline"})


@dataclass(frozen=True)
class View:
    """What a macro sees: the knowledge, and the page on which it stands.

    `base` leads from the page to the site's root; `repository` is the project's address on the
    web, or empty; `address` that of the site, or empty; `meta` is the page's front matter; `today`
    is the day of the build, if it is known: without it nothing is called old.
    """

    knowledge: Knowledge
    base: str = "./"
    repository: str = ""
    address: str = ""
    meta: Mapping[str, Any] | None = None
    language: str = "en"
    today: date | None = None

    @cached_property
    def words(self) -> Mapping[str, Any]:
        """Return the words of the interface."""
        return self.knowledge.words(self.language)

    def country_name(self, code: str) -> str:
        """Return the name of a country in the reader's language (CLDR)."""
        return country_name(code, self.language)

    @property
    def countries(self) -> list[str]:
        """Return the countries, in small letters, in the alphabet of the reader's language."""
        codes = self.knowledge.post_offices
        return sorted(codes, key=lambda code: sort_key(self.country_name(code), self.language))

    @property
    def services(self) -> dict[str, Carrier]:
        """Return the shipping services by slug, in the alphabet of the reader's language."""
        known = self.knowledge.carriers.items()
        return dict(sorted(known, key=lambda item: sort_key(item[1].name, self.language)))


def base_of(url: str) -> str:
    """Return the way from the page at `url` to the site's root."""
    return "../" * url.strip("./").count("/") + "../" if url.strip("./") else "./"


def day_of(given: object) -> date | None:
    """Return the day of the build from the settings; nothing and an empty text mean none.

    Raises ValueError when it is no day.
    """
    return date.fromisoformat(str(given)) if given else None


# --- Macros ----------------------------------------------------------------------------------


def fact(view: View, id_: str) -> str:
    """Return a fact's short value, linked to its place in the page's list of sources.

    Raises KeyError, with the nearest id, when there is no such fact.
    """
    return _render(view, "fact.html", fact=_get(view.knowledge.facts, id_, "fact"))


def sources(view: View) -> str:
    """Return the facts on which the page rests, each with its source and date."""
    cited = [_get(view.knowledge.facts, id_, "fact") for id_ in (view.meta or {})["rests_on"]]
    return _render(view, "sources.html", facts=cited)


def journey(view: View, *places: str) -> str:
    """Return the picture of a parcel's way with the stations `places` marked."""
    for place in places:
        _get(dict.fromkeys(STATIONS, ""), place, "station")
    return _render(view, "journey.html", **_on_journey(view, places))


def question_list(view: View, *slugs: str) -> str:
    """Return links to the pages of some questions, each with what the page holds."""
    questions = view.knowledge.questions(view.language)
    pages = {slug: _get(questions, slug, "question") for slug in slugs}
    return _render(view, "question-list.html", pages=pages)


def message_blanks(view: View) -> str:
    """Return the fields that fill the gaps of all messages on the page; they need a script."""
    return _render(view, "message-blanks.html", gaps=MESSAGE_GAPS, dates=_DATES)


def message_list(view: View, *slugs: str) -> str:
    """Return some messages, in English and in the languages in which they are sent."""
    messages = {slug: _get(view.knowledge.messages, slug, "message") for slug in slugs}
    return _render(view, "messages.md", messages=messages)


def number_cards(view: View) -> str:
    """Return the place where the numbers in a text are explained; it needs a script."""
    return _render(view, "number-cards.html", numbers=_numbers(view))


def _numbers(view: View) -> dict[str, Any]:
    """Return what the browser's reader of numbers knows, and what it says."""
    says = {"say": view.words["number_says"], "reach": view.words["tracked_sentence"]}
    return tracking_numbers.reader(view.knowledge) | says


def next_step_guide(view: View) -> str:
    """Return the guide: what tracking says, and for the browser all plans and their table."""
    guide = _guide(view)
    parts = (part for plan in guide.plans for part in next_steps.parts_of(guide, plan))
    return _render(
        view,
        "guide.html",
        guide=guide,
        services=view.services,
        pages=_pages(view),
        numbers=_numbers(view),
        **_on_journey(view, ()),
        table=next_steps.compiled(view.knowledge, guide)
        | {"say": view.words["guide_says"], "gaps": view.words["gaps"]},
        facts=next_steps.facts_behind(view.knowledge, [*parts, *guide.situations]),
    )


def next_step_link(view: View, situation: str = "") -> str:
    """Return a link to the guide, with one situation chosen or none."""
    return _render(view, "next-step-link.html", situation=situation)


def next_step_plans(view: View, situation: str) -> str:
    """Return the plans for one situation of the guide, with the cases that lead to each."""
    guide = _guide(view)
    here = _get({s.id: s for s in guide.situations}, situation, "situation")
    plans = {plan.id: plan for plan in guide.plans}
    found = next_steps.cases_in(guide, situation)
    parts = (part for id_ in found for part in next_steps.parts_of(guide, plans[id_]))
    return _render(
        view,
        "next-step.html",
        guide=guide,
        situation=here,
        cases=[(plans[id_], cases) for id_, cases in found.items()],
        pages=_pages(view),
        **_on_journey(view, (here.station,) if here.station else ()),
        facts=next_steps.facts_behind(view.knowledge, [*parts, here, *guide.times]),
    )


def _on_journey(view: View, places: tuple[str, ...]) -> dict[str, object]:
    """Return what the picture of the journey shows: its stations, and which are marked."""
    here = ", ".join(view.words["stages"][place] for place in places)
    return {"stations": STATIONS, "places": places, "here": here}


def _guide(view: View) -> NextSteps:
    """Return the guide; raises KeyError when there is none."""
    if view.knowledge.next_steps is None:
        raise KeyError("There is no data/next-steps.yml.")
    return view.knowledge.next_steps


def _pages(view: View) -> dict[str, Page]:
    """Return the pages of the view's language by their path in it."""
    folder = f"{view.language}/"
    pages = view.knowledge.pages.items()
    return {path.removeprefix(folder): page for path, page in pages if path.startswith(folder)}


def country_links(view: View, desk: str = "") -> str:
    """Return links to every country's page, or the way to them from a page about one `desk`.

    The latter has a place for the desk, post or customs, of the country that a reader had kept.
    """
    return _render(view, "country-links.html", desk=desk)


def tracker_links(view: View) -> str:
    """Return links to the trackers that work for every country."""
    return _render(view, "tracker-links.html", trackers=view.knowledge.trackers)


def country_page(view: View, code: str) -> str:
    """Return everything that is known for one country."""
    post = _get(view.knowledge.post_offices, code, "country")
    customs = _get(view.knowledge.customs, code, "country")
    local = [f for f in view.knowledge.facts.values() if f.holds_in(code.upper())]
    return _render(
        view,
        "country.md",
        code=code,
        name=view.country_name(code),
        post=post,
        customs=customs,
        charges=[f for f in local if f.about == "charges"],
        rules=[f for f in local if f.about not in {"charges", "original-list"}],
        linked=linked_data.of(country(view.knowledge, code)),
    )


def post_office_table(view: View) -> str:
    """Return the postal operators of every country with their contacts."""
    return _render(view, "contacts.md", records=view.knowledge.post_offices, folder="post-offices")


def customs_table(view: View) -> str:
    """Return the customs desks of every country with their contacts."""
    return _render(view, "contacts.md", records=view.knowledge.customs, folder="customs")


def carrier_table(view: View, group: str) -> str:
    """Return the shipping services that the original list printed under one resolution."""
    return _render(view, "carrier-table.html", carriers=_carriers_of(view, group))


def other_carriers(view: View) -> str:
    """Return the shipping services that the original list did not know, and how to name one."""
    return _render(view, "other-carriers.md", carriers=_carriers_of(view, None))


def _carriers_of(view: View, group: str | None) -> dict[str, Carrier]:
    services = view.services.items()
    return {slug: carrier for slug, carrier in services if carrier.original_group == group}


def original_resolution(view: View, group: str) -> str:
    """Return one of the two answers of the original list, with what speaks against it."""
    return _render(view, "facts.html", facts=[_get(view.knowledge.facts, f"original-{group}", "")])


def carrier_page(view: View, slug: str) -> str:
    """Return everything that is known about one shipping service."""
    carrier = _get(view.knowledge.carriers, slug, "service")
    return _render(
        view,
        "carrier.md",
        carrier=carrier,
        resolution=view.knowledge.facts.get(f"original-{carrier.original_group}"),
        formats=[view.knowledge.number_formats[name] for name in carrier.number_formats],
        facts=[f for f in view.knowledge.facts.values() if slug in f.carriers],
    )


def status_list(view: View) -> str:
    """Return the dictionary of statuses, in the order of a parcel's way."""
    known = view.knowledge.statuses
    stages = {stage: [s for s in known if s.stage == stage] for stage in get_args(Stage)}
    return _render(view, "statuses.md", stages={k: v for k, v in stages.items() if v})


def number_format_table(view: View) -> str:
    """Return the forms of tracking numbers, each with an example."""
    return _render(
        view,
        "number-formats.html",
        formats=view.knowledge.number_formats.values(),
        letters=view.knowledge.service_letters,
    )


def field_list(view: View) -> str:
    """Return every field of every dataset with what it means."""
    tables = {
        name: [(model.__name__, model.__doc__, list(_fields(model))) for model in _models(kind)]
        for name, (_, kind) in datasets().items()
    }
    return _render(view, "fields.md", tables=tables)


def freshness(view: View) -> str:
    """Return how sure and how old the records are, by country, as pictures."""
    knowledge = view.knowledge
    rows = {view.country_name(c): tally(claims_of(knowledge, c)) for c in view.countries}
    everything = tally([claim for _, claim in knowledge.each(Claim)])
    return _render(view, "freshness.html", rows=rows, everything=everything)


def rule_list(view: View) -> str:
    """Return every rule of the data with its reason and its examples."""
    return _render(view, "rules.md", rules=[RULES[id_] for id_ in sorted(RULES)])


def data_address(view: View) -> str:
    """Return where the public data lies; without an address, where `make serve` shows it."""
    return f"{view.address or LOCAL}{export.FOLDER}"


def data_files(view: View) -> str:
    """Return what public data there is, with links to it."""
    folder = f"{view.base}{export.FOLDER}/"
    return _render(view, "data-files.html", index=export.index(view.knowledge), folder=folder)


def data_fields(view: View) -> str:
    """Return every field of the public data that the records do not have themselves."""
    tables = {
        "contacts": [(m.__name__, m.__doc__, list(_fields(m))) for m in (Contact, Published)],
        "countries": [(m.__name__, m.__doc__, list(_fields(m))) for m in (Country, CountryEntry)],
    }
    return _render(view, "fields.md", tables=tables)


def data_changes(view: View) -> str:
    """Return what each release of the data changed, the newest first."""
    return _render(view, "changes.html", releases=view.knowledge.releases)


def data_summary(view: View) -> str:
    """Return how much is known, and how surely."""
    claims = [claim for _, claim in view.knowledge.each(Claim)]
    return _render(view, "summary.html", tally=tally(claims))


def desk(view: View, code: str, organisations: Sequence[Organisation]) -> str:
    """Return how to reach some organisations of a country; no macro, but the browser loads it."""
    name = view.country_name(code)
    return _render(view, "desk.html", organisations=organisations, code=code, name=name)


MACROS: tuple[Callable[..., str], ...] = (
    fact,
    sources,
    journey,
    question_list,
    message_blanks,
    message_list,
    number_cards,
    next_step_guide,
    next_step_link,
    next_step_plans,
    country_links,
    tracker_links,
    country_page,
    post_office_table,
    customs_table,
    carrier_table,
    other_carriers,
    original_resolution,
    carrier_page,
    status_list,
    number_format_table,
    field_list,
    freshness,
    rule_list,
    data_address,
    data_files,
    data_fields,
    data_changes,
    data_summary,
)


def _get(records: Mapping[str, V], key: str, kind: str) -> V:
    """Return a record by its key, or name the nearest key there is."""
    if key not in records:
        raise KeyError(f"There is no {kind} `{key}`. {did_you_mean(key, sorted(records))}")
    return records[key]


def preformatted(text: str) -> str:
    """Return `text` as it stands, for a page that has nothing better to show."""
    return str(Markup("<pre>{}</pre>").format(text))


# --- Templates -------------------------------------------------------------------------------


def _models(kind: type[Model]) -> list[type[Model]]:
    """Return a model and the models inside it, each once, the outer ones first."""
    found = [kind]
    for model in found:
        inner = (model_in(field.annotation) for field in model.model_fields.values())
        found += [m for m in dict.fromkeys(inner) if m and m not in found]
    return found


def _fields(model: type[Model]) -> Iterator[tuple[str, bool, str]]:
    """Yield the name of each field, whether it is needed, and what it means."""
    for name, field in model.model_fields.items():
        yield field.alias or name, field.is_required(), field.description or ""


def _render(view: View, template: str, **values: object) -> str:
    """Return a template filled with `values`, the words and the filters of the view."""
    environment = _environment(view.language)
    helpers = {
        "view": view,
        "w": view.words,
        "base": view.base,
        "country_name": view.country_name,
        "issue_link": partial(_issue_link, view.repository),
    }
    return environment.get_template(f"{template}.j2").render(**helpers, **values)


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
        "day": partial(_day, language),
        "direction": _direction,
        "language": language_name,
        "host": host_of,
        "fill": _fill,
        "md": _markdown_text,
        "shown": _shown,
        "tel": _tel,
        "without_number": _without_number,
        "places": partial(_places, language),
        "ticks": _ticks,
    }
    return environment


def _day(language: str, day: date | str) -> str:
    """Return a date, or the part of it that is known, in words."""
    text = str(day)
    whole = date.fromisoformat((text + "-01-01")[:10])
    if len(text) == 10:
        return format_date(whole, "d MMM y", locale=language)
    return format_skeleton("yMMMM" if len(text) == 7 else "y", whole, locale=language)


def _direction(language: str) -> str:
    """Return in which direction a language is written: `ltr` or `rtl` (Unicode CLDR)."""
    order = Locale.parse(language, sep="-").character_order
    return "rtl" if order == "right-to-left" else "ltr"


def _fill(pattern: str, **values: str) -> str:
    """Return a text of the interface with its gaps filled."""
    return pattern.format(**values)


def _markdown_text(text: str) -> Markup:
    """Return plain text for a place where Markdown is read: every sign that it uses is escaped."""
    return Markup(re.sub(r"([\\`*_{}\[\]()#+!|-])", r"\\\1", str(Markup.escape(text))))


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


def _without_number(organisation: Organisation) -> str:
    """Return a tracking page that opens without a number, or else the site's home page."""
    plain = [t.link for t in organisation.tracking if "{number}" not in t.link]
    home = f"https://{urlsplit(organisation.tracking[0].link).hostname}/"
    return next(iter(plain), organisation.website or home)


def _places(language: str, fact: Fact) -> list[str]:
    """Return the names of the countries to which a fact applies, in the alphabet of a language."""
    codes = (code for code in fact.applies_to if code not in {"all", "EU"})
    names = (country_name(code, language) for code in codes)
    return sorted(names, key=partial(sort_key, language=language))


def _issue_link(repository: str, template: str, **fields: str) -> str:
    """Return the address of a new issue with its form filled in."""
    given = {"template": f"{template}.yml", **fields}
    query = "&".join(f"{name}={quote(value, safe='')}" for name, value in given.items())
    return f"{repository}/issues/new?{query}"
