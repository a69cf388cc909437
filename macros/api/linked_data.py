"""The contacts of a country for machines that read its page (schema.org, as JSON-LD)."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Any

from macros.api.datasets import Contact, Country

# What each kind of organisation is called at schema.org.
_TYPES = {
    "post": "PostOffice",
    "courier": "Organization",
    "carrier": "Organization",
    "authority": "GovernmentOrganization",
}


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
        point["openingHours"] = _hours(way.opening_hours)
    return point


def _hours(hours: str) -> list[str]:
    """Return hours as schema.org has them: without public holidays, which it does not know."""
    rules = re.split("[;,] ", hours.replace("24/7", "Mo-Su"))
    return [rule for rule in rules if not rule.startswith("PH")]
