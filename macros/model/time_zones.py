"""Time zones by their IANA names, and which of them a country has (Unicode CLDR)."""

from __future__ import annotations

from babel import Locale
from babel.core import get_global
from pydantic_core import PydanticCustomError

from macros.model import phones
from macros.model.hints import did_you_mean
from macros.model.kinds import Kind

UNKNOWN = "unknown"
# What to write where nobody knows the zone.
FIX = (
    "Write the one that the source names, or that of the head office; "
    f"if nobody says it, `{UNKNOWN}`: then no page says “open now”."
)


class TimeZone(Kind):
    """The IANA name of a time zone, or `unknown`."""

    @classmethod
    def _tidied(cls, text: str) -> TimeZone:
        """Return a zone that exists; raises PydanticCustomError for others."""
        known = get_global("zone_territories")
        name = get_global("zone_aliases").get(text.strip(), text.strip())
        if name in known or name == UNKNOWN:
            return cls(name)
        what, fix = f"There is no time zone `{text:.60}`.", did_you_mean(text, sorted(known))
        raise PydanticCustomError("time_zone", "{what}", {"what": what, "fix": f"{fix} {FIX}"})


def zones_of(country: str) -> tuple[str, ...]:
    """Return the time zones of a country (ISO 3166-1, in capitals)."""
    return tuple(sorted(get_global("territory_zones").get(country, ())))


def zone_of(said: str | None, number: str, country: str) -> str | None:
    """Return the zone in which the hours of a number of `country` count; None if nobody knows.

    It is the one that its record said, or else the only one of the country or of the number.
    """
    if said:
        return None if said == UNKNOWN else said
    zones = zones_of(country)
    if len(zones) > 1:
        zones = tuple(zone for zone in phones.time_zones(number, country) if zone in zones)
    return zones[0] if len(zones) == 1 else None


def zone_name(zone: str, language: str) -> str:
    """Return what a zone is called in a language, such as “Eastern Time”."""
    locale = Locale.parse(language, sep="-")
    names = locale.meta_zones.get(get_global("meta_zones").get(zone), {}).get("long", {})
    city = locale.time_zones.get(zone, {}).get("city") or zone.split("/")[-1].replace("_", " ")
    return str(names.get("generic") or names.get("standard") or city)
