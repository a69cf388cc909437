"""Tracking numbers: their formats, and the check digit of UPU standard S10."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from macros.model import COUNTRY_NAMES, Knowledge, NumberFormat, NumberWords, Organisation

# UPU standard S10: the weights of the eight digits of the serial number.
S10_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)


def s10_check_digit(serial: str) -> int:
    """Return the check digit of an eight-digit serial number (UPU S10, section 5)."""
    total = sum(w * int(d) for w, d in zip(S10_WEIGHTS, serial, strict=True))
    return {10: 0, 11: 5}.get(11 - total % 11, 11 - total % 11)


def matches(number_format: NumberFormat, number: str) -> bool:
    """Return whether `number`, in capitals without blanks, is of this format.

    Raises re.error when the format's pattern is broken.
    """
    if not re.search(number_format.pattern, number):
        return False
    if number_format.check_digit == "s10" and s10_check_digit(number[2:10]) != int(number[10]):
        return False
    return not number_format.country_suffix or number[-2:] in COUNTRY_NAMES


def formats_of(formats: Iterable[NumberFormat], number: str) -> list[NumberFormat]:
    """Return the formats that `number` has; of those of the posts, the most particular alone."""
    found = [number_format for number_format in formats if matches(number_format, number)]
    postal = [number_format for number_format in found if number_format.country_suffix]
    return [number_format for number_format in found if number_format not in postal[1:]]


def for_browser(number_format: NumberFormat) -> dict[str, Any]:
    """Return a format as the browser's scripts match it, without what it has not."""
    said = {
        "name": number_format.name,
        "pattern": number_format.pattern,
        "tells": number_format.tells,
        "s10": number_format.check_digit == "s10",
        "suffix": number_format.country_suffix,
        "company": number_format.company,
        "link": number_format.link,
    }
    return {name: value for name, value in said.items() if value}


def reader(knowledge: Knowledge) -> dict[str, Any]:
    """Return what the reader of numbers knows: formats, letters, order numbers, trackers, posts.

    The words beside a number come as regular expressions of JavaScript.
    """
    formats = knowledge.number_formats.values()
    words = next((words for _, words in knowledge.each(NumberWords)), None)
    return {
        "formats": [
            for_browser(number_format) | _reach(knowledge, number_format.id)
            for number_format in formats
        ],
        "letters": [
            {"pattern": letter.pattern, "name": letter.name, "tells": letter.tells}
            for letter in knowledge.service_letters
        ],
        "orders": [for_browser(number_format) for number_format in knowledge.order_numbers],
        "trackers": tracking_pages(knowledge.trackers),
        "posts": {
            code: tracking_pages(post.organisations)
            for code, post in knowledge.post_offices.items()
        },
        "own": {
            code: page
            for code, post in knowledge.post_offices.items()
            for page in tracking_pages([o for o in post.operators if o.role == "post"])[:1]
        },
        "beside": words.beside() if words else {},
        "countries": words.countries if words else (),
    }


def tracking_pages(organisations: Iterable[Organisation]) -> list[dict[str, str]]:
    """Return the page of each organisation on which parcels are followed, if it has one."""
    return [{"name": o.name, "link": o.tracking[0].link} for o in organisations if o.tracking]


def _reach(knowledge: Knowledge, id_: str) -> dict[str, str]:
    """Return how far a parcel with such a number is scanned, where all its services agree."""
    services = [c for c in knowledge.carriers.values() if id_ in c.number_formats]
    reach = {carrier.tracked_until for carrier in services}
    return {"follows": reach.pop()} if len(reach) == 1 and reach != {"unknown"} else {}
