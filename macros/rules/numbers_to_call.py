"""Rules about numbers to call."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from macros.model import (
    COUNTRY_NAMES,
    CountryRecord,
    Knowledge,
    Line,
    Location,
    Organisation,
    Page,
    Phone,
    Text,
    phones,
)
from macros.rules.examples import post
from macros.rules.registry import Finding, rule

# What may be a number to call in a sentence: digits, in groups or not.
_IN_TEXT = re.compile(r"\+?\d(?:[ \u00a0()./-]{0,2}\d){2,}")
# Shorter ones are years and sums elsewhere than in the file that holds the number.
_SHORTEST_ELSEWHERE = 7
COMPARE = "Compare it with its source digit by digit, or move it under `withdrawn`."


@rule(
    "PHONE-VALID",
    knows_exceptions=True,
    why="A number that cannot exist costs a worried reader time, or calls a stranger.",
    fix=COMPARE,
    good=post("915 197 197"),
    bad=post("915 197 19"),
)
def phone_can_exist(knowledge: Knowledge) -> Iterator[Finding]:
    """A phone number is possible and valid in its country's numbering plan."""
    for where, phone, country in _phones(knowledge):
        if phones.home_of(phone.number, country) in {country, None} and not phones.is_valid(
            phone.number, country
        ):
            what = f'"{phone.number}" is not a number that can be dialled in {name_of(country)}.'
            meant = phones.suggestion(phone.number, country)
            hint = f'Did you mean "{meant}"? ' if meant else ""
            yield where.to("number"), what, hint + COMPARE


@rule(
    "PHONE-COUNTRY",
    knows_exceptions=True,
    why="The old lists held Belarusian numbers for Russia and a Spanish one for France.",
    fix="Put a number of the right country here, or move it under `withdrawn` with a reason.",
    good=post("+33 1 72 40 78 50", country="FR", file="fr"),
    bad=post("+34 915 197 197", country="FR", file="fr"),
)
def phone_belongs_to_its_country(knowledge: Knowledge) -> Iterator[Finding]:
    """A phone number belongs to the country in whose file it stands."""
    for where, phone, country in _phones(knowledge):
        home = phones.home_of(phone.number, country)
        if home not in {country, None}:
            file = f"the file for {name_of(country)} (+{phones.dialling_code(country)})"
            what = f'"{phone.number}" is a number of {name_of(home)} in {file}.'
            yield where.to("number"), what


@rule(
    "PHONE-ABROAD",
    knows_exceptions=True,
    why="A reader abroad needs the country code; short codes end at the border.",
    fix="Write the number with + and the country code, or set `dial_from: country`.",
    good=post("915 197 197"),
    bad=post("915 197 197", dial_from="anywhere"),
)
def number_for_anywhere_is_international(knowledge: Knowledge) -> Iterator[Finding]:
    """A number that can be dialled from anywhere is written with its country code."""
    for where, phone, country in _phones(knowledge):
        if phone.dial_from == "anywhere" and not phone.number.startswith("+"):
            what = f'"{phone.number}" is said to work from anywhere, but has no country code.'
            full = phones.display(phone.number, country, international=True)
            write = f'Write "{full}"' if full.startswith("+") else "Write its country code"
            yield where.to("number"), what, f"{write}, or set `dial_from: country`."


@rule(
    "PHONE-ONCE",
    knows_exceptions=True,
    why="The same number twice looks like two ways to get help and is one.",
    fix="Keep one of the two and put both uses into its `use`.",
    good=post("915 197 197"),
    bad=post(
        "915 197 197",
        more='      - number: "91 519 71 97"\n        dial_from: country\n'
        "        use: complaints\n        evidence: reported\n",
    ),
)
def phone_stands_once(knowledge: Knowledge) -> Iterator[Finding]:
    """No desk has the same number twice."""
    for where, desk in knowledge.each(Organisation):
        country = knowledge.country_of(where)
        seen: dict[tuple[str, str], int] = {}
        for index, phone in enumerate(desk.phones):
            key = (phones.canonical(phone.number, country), phone.via)
            if key in seen:
                what = f'"{phone.number}" is the same number as in item {seen[key] + 1} above it.'
                yield where.to("phones", index, "number"), what
            seen.setdefault(key, index)


@rule(
    "PHONE-NOT-WITHDRAWN",
    why="A number was withdrawn for a reason; shown again, it would mislead again.",
    fix="Delete it, or delete its entry under `withdrawn` if it is right after all.",
    good=post("915 197 197"),
    bad=post(
        "915 197 197",
        more='withdrawn:\n  - number: "+34 915197197"\n    reason: It was closed.\n',
    ),
)
def withdrawn_number_is_not_shown(knowledge: Knowledge) -> Iterator[Finding]:
    """A number that is withdrawn is not given as one to call in the same file."""
    gone = {
        where.file: {phones.canonical(w.full or w.number, record.country) for w in record.withdrawn}
        for where, record in knowledge.each(CountryRecord)
    }
    for where, phone, country in _phones(knowledge):
        if phones.canonical(phone.number, country) in gone[where.file]:
            yield where.to("number"), f'"{phone.number}" is also listed under `withdrawn`.'


@rule(
    "PHONE-IN-TEXT",
    knows_exceptions=True,
    why="A number changes in its record; where a sentence repeats it, the old one stays.",
    fix="Say whom to call and leave the number out: it stands beside its desk.",
    good=post(
        "915 197 197",
        more='withdrawn:\n  - number: "+34 900 400 004"\n    reason: It was closed.\n',
    ),
    bad=post(
        "915 197 197",
        more='withdrawn:\n  - number: "+34 900 400 004"\n    reason: Call 91 519 71 97.\n',
    ),
)
def number_is_in_no_sentence(knowledge: Knowledge) -> Iterator[Finding]:
    """No sentence names a number that is one to call, but the note of that number itself."""
    files = defaultdict(set)
    for where, phone, country in _phones(knowledge):
        for form in _forms(phone.number, country):
            files[form].add(where.file)
    for where, text in _sentences(knowledge):
        for found in _IN_TEXT.findall(text):
            form = re.sub(r"\D", "", found)
            known = files.get(form, set())
            if where.file in known or (known and len(form) >= _SHORTEST_ELSEWHERE):
                yield where, f"“{found}” is a number to call, and may change."


def _forms(number: str, country: str) -> Iterator[str]:
    """Yield the digits of a number in each way to write it."""
    for form in (
        number,
        phones.canonical(number, country),
        phones.display(number, country, international=False),
    ):
        digits = re.sub(r"\D", "", form)
        yield from (digits, digits.removeprefix(str(phones.dialling_code(country))))


def _sentences(knowledge: Knowledge) -> Iterator[tuple[Location, str]]:
    """Yield what is said in records and on pages, but what is said of one number beside it."""
    for kind in (Text, Line):
        yield from (
            (where, text)
            for where, text in knowledge.each(kind)
            if not {"phones", "number", "full"} & set(where.path)
        )
    for where, page in knowledge.each(Page):
        for index, line in enumerate(page.body.splitlines()):
            yield where.to("body", index), line


def _phones(knowledge: Knowledge) -> Iterator[tuple[Location, Phone, str]]:
    """Yield each phone of a country that exists, with its place and country."""
    for where, phone in knowledge.each(Phone):
        country = knowledge.country_of(where)
        if country:
            yield where, phone, country


def name_of(country: str | None) -> str:
    """Return the English name of a country, or that it is another one."""
    return COUNTRY_NAMES.get(country or "", "another country")
