"""Rules about countries, services and the pages they need."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from macros.model import (
    COUNTRY_NAMES,
    ORIGINAL,
    CountryRecord,
    Fact,
    Knowledge,
    Location,
    country_hint,
)
from macros.rules.examples import CUSTOMS_ES, SERVICE, SURE, fact, page, post
from macros.rules.registry import Finding, rule


@rule(
    "COUNTRY-KNOWN",
    why="A code that is none leads nowhere: the United Kingdom is GB, not UK.",
    fix="Use the two capital letters of ISO 3166-1, `EU`, or `all` where that is allowed.",
    good=post("915 197 197"),
    bad=post("915 197 197", country="SP"),
)
def country_exists(knowledge: Knowledge) -> Iterator[Finding]:
    """A country is given by its ISO 3166-1 alpha-2 code, in capitals."""
    for where, record in knowledge.each(CountryRecord):
        if record.country not in COUNTRY_NAMES:
            yield where.to("country"), _no_country(record.country), country_hint(record.country)
    for where, known in knowledge.each(Fact):
        for index, code in enumerate(known.applies_to):
            if code not in COUNTRY_NAMES and code not in {"EU", "all"}:
                yield where.to("applies_to", index), _no_country(code), country_hint(code)


def _no_country(code: str) -> str:
    return f"`{code:.40}` is not the code of a country."


@rule(
    "COUNTRY-FILE",
    why="The file's name is the page's address: a Spanish record in fr.yml would mislead France.",
    fix="Rename the file to the country's code in small letters, or correct `country:`.",
    good=post("915 197 197"),
    bad=post("915 197 197", file="fr"),
)
def country_fits_file(knowledge: Knowledge) -> Iterator[Finding]:
    """A country's file is named after its code, in small letters."""
    for where, record in knowledge.each(CountryRecord):
        stem = PurePosixPath(where.file).stem
        if stem != record.country.lower():
            what = f"`country` is {record.country:.40} in a file named {stem}.yml."
            yield where.to("country"), what


@rule(
    "COUNTRY-COMPLETE",
    why="A reader in a country looks for its post, its customs and its page, and needs all three.",
    fix="Add the file that the message names, or delete the ones that are left over.",
    good=post("915 197 197") | {"data/customs/es.yml": CUSTOMS_ES} | page("countries/es"),
    bad=post("915 197 197") | {"data/customs/es.yml": CUSTOMS_ES},
)
def country_is_complete(knowledge: Knowledge) -> Iterator[Finding]:
    """Every country has its post offices, its customs and its page, and no page lacks them."""
    kinds = {
        "data/post-offices/{}.yml": set(knowledge.post_offices),
        "data/customs/{}.yml": set(knowledge.customs),
        f"docs/{ORIGINAL}/countries/{{}}.md": _pages_below(knowledge, "countries/"),
    }
    yield from _unmatched(knowledge, kinds)


@rule(
    "CARRIER-PAGE",
    why="A service without a page cannot be found, and a page without a record says nothing.",
    fix="Add the file that the message names, or delete the one that is left over.",
    good=SERVICE | page("carriers/saver"),
    bad=SERVICE,
)
def carrier_has_its_page(knowledge: Knowledge) -> Iterator[Finding]:
    """Every shipping service has its page, and every such page its record."""
    kinds = {
        "data/carriers/{}.yml": set(knowledge.carriers),
        f"docs/{ORIGINAL}/carriers/{{}}.md": _pages_below(knowledge, "carriers/"),
    }
    yield from _unmatched(knowledge, kinds)


def _pages_below(knowledge: Knowledge, folder: str) -> set[str]:
    start = f"{ORIGINAL}/{folder}"
    pages = {p.removeprefix(start) for p in knowledge.pages if p.startswith(start)}
    return pages - {"index"}


def _unmatched(knowledge: Knowledge, kinds: Mapping[str, set[str]]) -> Iterator[Finding]:
    """Yield a finding for each key that one kind of file has and another lacks."""
    broken = {PurePosixPath(p.file).stem for p in knowledge.problems}
    for key in sorted(set().union(*kinds.values()) - broken):
        there = next(form.format(key) for form, keys in kinds.items() if key in keys)
        for form, keys in kinds.items():
            if key not in keys:
                lacking = form.format(key)
                yield Location(there), f"There is no {lacking} to go with it.", f"Add {lacking}."


@rule(
    "COUNTRY-ALONE",
    knows_exceptions=True,
    why="Who opens the page of a country reads about that one: others make her look twice.",
    fix="Say it without the name, or under `in_country` for each country; who says it is a note.",
    good=fact(
        SURE + "    in_country: {ES: It is 5 €., FR: It is 6 €.}\n",
        places="[ES, FR]",
        says="In Spain 5 €, in France 6 €.",
    ),
    bad=fact(SURE, places="[ES, FR]", says="In Spain 5 €, in France 6 €."),
)
def fact_speaks_of_one_country(knowledge: Knowledge) -> Iterator[Finding]:
    """What a fact for several countries says on the page of one names no other."""
    for where, known in knowledge.each(Fact):
        places = [place for place in known.applies_to if place != "all"]
        for code in (code for code in known.in_country if not known.holds_in(code)):
            yield where.to("in_country", code), f"The fact does not hold in {code:.40}."
        if places == ["EU"] or len(places) > 1:
            for code in dict.fromkeys([*places, *known.in_country]):
                if others := _others_named(known.said_in(code), code):
                    what = f"On the page of {code:.40} it names {', '.join(others)}."
                    yield where.to("statement"), what
                    break


# The longest first: Guinea-Bissau does not name Guinea.
_LONGEST_FIRST = sorted(map(re.escape, COUNTRY_NAMES.values()), key=len, reverse=True)
_A_COUNTRY = re.compile(rf"\b(?:{'|'.join(_LONGEST_FIRST)})\b")


def _others_named(text: str, code: str) -> list[str]:
    """Return the names of other countries in a text."""
    own = COUNTRY_NAMES.get(code)
    return sorted({name for name in _A_COUNTRY.findall(text) if name != own})
