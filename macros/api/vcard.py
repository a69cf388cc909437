"""The contacts of a country as cards for an address book (vCard 4.0, RFC 6350)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from macros.api.datasets import Contact, Country

# RFC 6350, section 3.2: no line is longer than this, in bytes, without its end.
_LONGEST_LINE = 75


def cards(country: Country, words: Mapping[str, Any]) -> str:
    """Return a card for each organisation of a country; `words` are those of the interface."""
    lines = [
        line
        for (desk, name), contacts in groupby(country.contacts, lambda c: (c.desk, c.organisation))
        for line in _card(country, desk, name, list(contacts), words)
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _card(
    country: Country, desk: str, name: str, contacts: Iterable[Contact], words: Mapping[str, Any]
) -> Iterator[str]:
    ways = [contact for contact in contacts if contact.kind != "tracking"]
    if not ways:
        return
    yield from ("BEGIN:VCARD", "VERSION:4.0", "KIND:org")
    yield f"FN:{_text(f'{name} ({country.name})')}"
    yield f"ORG:{_text(name)}"
    yield f"ADR:;;;;;;{_text(country.name)}"
    yield f"CATEGORIES:{desk}"
    for rank, way in enumerate(ways, 1):
        yield f"{_PROPERTIES[way.kind]};PREF={min(rank, 100)}:{_value(way)}"
    for way in ways:
        yield f"NOTE:{_text(_sentence(way, words))}"
    yield "END:VCARD"


_PROPERTIES = {
    "call": 'TEL;VALUE=uri;TYPE="voice,work"',
    "whatsapp": "IMPP",
    "email": "EMAIL",
    "page": "URL",
}


def _value(way: Contact) -> str:
    return _text(way.uri.removeprefix("mailto:")) if way.kind == "email" else way.uri


def _sentence(way: Contact, words: Mapping[str, Any]) -> str:
    """Return what a way is for, when somebody answers, and how sure it is."""
    what = way.number or way.uri.removeprefix("mailto:")
    said = "checked_copy" if way.checked_copy else "checked" if way.checked else "not_checked"
    checked = words[said].format(date=way.checked)
    parts = [
        way.use,
        way.hours,
        way.caution,
        way.note,
        f"{words['evidence'][way.evidence]}, {checked}",
    ]
    return f"{what}: {'. '.join(part.rstrip('.') for part in parts if part)}."


def _text(value: str) -> str:
    """Return a text as a value (RFC 6350, section 3.4)."""
    return re.sub(r"([\\,;])", r"\\\1", value).replace("\n", r"\n")


def _folded(line: str) -> str:
    """Return a line in pieces of at most 75 bytes; no letter is cut (RFC 6350, section 3.2)."""
    pieces, size = [""], 0
    for letter in line:
        bytes_ = len(letter.encode())
        if size + bytes_ > _LONGEST_LINE:
            pieces.append("")
            size = 1
        pieces[-1] += letter
        size += bytes_
    return "\r\n ".join(pieces)
