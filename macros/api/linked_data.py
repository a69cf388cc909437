"""The contacts of a country for machines that read its page (schema.org, as JSON-LD)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from macros.api.datasets import Contact, Country
from macros.model import runs
from macros.model.opening_hours import DAY, clock

# What each kind of organisation is called at schema.org.
_TYPES = {
    "post": "PostOffice",
    "courier": "Organization",
    "carrier": "Organization",
    "authority": "GovernmentOrganization",
}
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# It has no 24:00; from 00:00 to 00:00 would be closed.
_LAST_MINUTE = DAY - 1


def of(country: Country) -> dict[str, Any]:
    """Return the organisations of a country with their contact points."""
    organisations = groupby(country.contacts, lambda c: (c.desk, c.role, c.organisation))
    items = [_organisation(country, *who, list(ways)) for who, ways in organisations]
    return {"@context": "https://schema.org", "@graph": [item for item in items if item]}


def _organisation(
    country: Country, desk: str, role: str, name: str, ways: list[Contact]
) -> dict[str, Any] | None:
    points = [_point(country, desk, way) for way in ways if way.kind != "tracking"]
    if not points:
        return None
    area = {"@type": "Country", "name": country.name, "identifier": country.code.upper()}
    return {"@type": _TYPES[role], "name": name, "areaServed": area, "contactPoint": points}


def _point(country: Country, desk: str, way: Contact) -> dict[str, Any]:
    """Return one way as a ContactPoint."""
    point: dict[str, Any] = {
        "@type": "ContactPoint",
        "contactType": "customs" if desk == "customs" else "delivery",
    }
    if way.kind == "email":
        point["email"] = way.uri.removeprefix("mailto:")
    elif way.kind == "page":
        point["url"] = way.uri
    else:
        point["telephone"] = way.e164 or way.number or ""
    if way.use:
        point["description"] = way.use
    if way.opening_hours:
        point["hoursAvailable"] = list(_hours(way.opening_hours))
    return point


def _hours(hours: str) -> Iterator[dict[str, Any]]:
    """Yield hours as schema.org has them, those of public holidays left out.

    What closes before it opens lasts into the next day.
    """
    for first, last, times in runs(hours):
        for opens, closes in times:
            yield {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": list(_DAYS[first : last + 1]),
                "opens": clock(opens),
                "closes": clock(_LAST_MINUTE if closes == DAY else closes),
            }
