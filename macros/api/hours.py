"""Records as they are published: with their hours in words too, and with their time zone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from macros.model import (
    UNKNOWN,
    CountryRecord,
    Knowledge,
    Model,
    Phone,
    in_words,
    zone_name,
    zone_of,
)

# The language of the public data.
LANGUAGE = "en"

M = TypeVar("M", bound=Model)


def in_full(record: M, knowledge: Knowledge) -> M:
    """Return a record in which each phone says its hours in words, and whose clocks they go by."""
    country = record.country if isinstance(record, CountryRecord) else ""
    told: M = _told(record, country, knowledge.words(LANGUAGE)["hours"])
    return told


def _told(part: Any, country: str, words: Mapping[str, str]) -> Any:  # noqa: ANN401 - any part
    if isinstance(part, tuple):
        return tuple(_told(item, country, words) for item in part)
    if isinstance(part, Phone):
        return part.model_copy(update=_hours(part, country, words))
    if isinstance(part, Model):
        inner = {name: _told(getattr(part, name), country, words) for name in part.model_fields_set}
        return part.model_copy(update=inner)
    return part


def _hours(phone: Phone, country: str, words: Mapping[str, str]) -> dict[str, str]:
    if not phone.opening_hours:
        return {}
    text = in_words(phone.opening_hours, LANGUAGE, words)
    if phone.time_zone and phone.time_zone != UNKNOWN:
        text = f"{text} ({zone_name(phone.time_zone, LANGUAGE)})"
    zone = zone_of(phone.time_zone, phone.number, country) or UNKNOWN
    return {"hours": text, "time_zone": zone}
