"""Rules about hours: that they can be read, and whose clocks they go by."""

from __future__ import annotations

from collections.abc import Iterator

from macros.model import UNKNOWN, Knowledge, Phone, zone_of, zones_of
from macros.rules.examples import post
from macros.rules.numbers_to_call import name_of
from macros.rules.registry import Files, Finding, reading_rule, rule

FIX = (
    "Add `time_zone:` with what the source says, or with the zone of the head office; "
    f"`{UNKNOWN}` if neither is known: then no page says that it is open now."
)
# A message lists the zones of a country up to this many.
FEW = 9

# A number of the whole United States, which tells no time zone.
_FREE = "1 800 275 8777"


def _open(hours: str, number: str = "915 197 197", country: str = "ES") -> Files:
    """Return a file of post offices with a phone that has hours."""
    return post(number, country=country, file=country.lower(), more=f"        {hours}\n")


reading_rule(
    "HOURS-READABLE",
    "Opening hours are days and times that can be read in one way.",
    why="Every page says them in the reader's language, and whether somebody answers now.",
    fix="Write days and times like `Mo-Fr 08:00-20:00; Sa 09:00-13:00`, or `24/7`.",
    good=_open("opening_hours: Mo-Fr 08:00-20:00; Sa 09:00-13:00"),
    bad=_open("opening_hours: Working days 08:00-20:00"),
)
reading_rule(
    "ZONE-KNOWN",
    "A time zone is one that exists.",
    why="A browser can only tell the time in a zone that it knows.",
    fix="Use the name that the IANA gives it, such as `America/New_York`.",
    good=_open("time_zone: Europe/Madrid"),
    bad=_open("time_zone: Europe/Barcelona"),
)


@rule(
    "HOURS-ONCE",
    why="Of two hours for one number a reader would see one, and a program the other.",
    fix="Keep `opening_hours`; the words are made from them.",
    good=_open("opening_hours: Mo-Fr 08:00-20:00"),
    bad=_open("opening_hours: Mo-Fr 08:00-20:00\n        hours: Mon–Sat 08:00–20:00"),
)
def hours_stand_once(knowledge: Knowledge) -> Iterator[Finding]:
    """A number has its hours once."""
    for where, phone in knowledge.each(Phone):
        if phone.hours:
            yield where.to("hours"), "`hours` stands beside `opening_hours`."


@rule(
    "HOURS-ZONE",
    why="At noon in New York it is morning in Los Angeles: hours without a zone mislead.",
    fix=FIX,
    good=_open("opening_hours: 24/7\n        time_zone: America/New_York", _FREE, "US"),
    bad=_open("opening_hours: 24/7", _FREE, "US"),
)
def hours_have_a_zone(knowledge: Knowledge) -> Iterator[Finding]:
    """Hours say their time zone where the country has several and the number does not tell."""
    for where, phone in knowledge.each(Phone):
        country = knowledge.country_of(where) or ""
        has_none = phone.opening_hours and not phone.time_zone
        if has_none and not zone_of(None, phone.number, country):
            zones = zones_of(country)
            several = f": {name_of(country)} has {len(zones)}" if zones else ""
            what = f"Nothing says in which time zone these hours count{several}."
            some = f"They are {', '.join(zones)}. " if 0 < len(zones) <= FEW else ""
            yield where.to("opening_hours"), what, some + FIX
