"""The contacts of a country as cards for an address book.

They are written twice: in vCard 4.0 (RFC 6350), and in 3.0 (RFC 2426), which is all that many
phones read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from macros.api.datasets import Contact, Country

# RFC 6350, section 3.2: no line is longer than this, in bytes, without its end.
_LONGEST_LINE = 75


# What is common to a version, and how it says each kind of way.
_BEGINNINGS = {"4.0": ("VERSION:4.0", "KIND:org"), "3.0": ("VERSION:3.0",)}
VERSIONS = tuple(_BEGINNINGS)


def cards(country: Country, words: Mapping[str, Any], version: str = "4.0") -> str:
    """Return a card for each organisation of a country; `words` are those of the interface.

    `version` is one of VERSIONS.
    """
    lines = [
        line
        for (desk, name), contacts in groupby(country.contacts, lambda c: (c.desk, c.organisation))
        for line in _card(country, desk, name, list(contacts), words, version)
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _card(
    country: Country,
    desk: str,
    name: str,
    contacts: Iterable[Contact],
    words: Mapping[str, Any],
    version: str,
) -> Iterator[str]:
    ways = [contact for contact in contacts if contact.kind != "tracking"]
    if not ways:
        return
    yield from ("BEGIN:VCARD", *_BEGINNINGS[version])
    yield f"FN:{_text(f'{name} ({country.name})')}"
    if version == "3.0":  # it wants a name in parts too; an organisation has one part
        yield f"N:{_text(name)};;;;"
    yield f"ORG:{_text(name)}"
    yield f"ADR:;;;;;;{_text(country.name)}"
    yield f"CATEGORIES:{desk}"
    for rank, way in enumerate(ways, 1):
        yield _old_way(way) if version == "3.0" else _way(way, rank)
    for way in ways:
        yield f"NOTE:{_text(_sentence(way, words))}"
    yield "END:VCARD"


_PROPERTIES = {
    "call": 'TEL;VALUE=uri;TYPE="voice,work"',
    "whatsapp": "IMPP",
    "email": "EMAIL",
    "page": "URL",
}
_OLD_PROPERTIES = {
    "call": "TEL;TYPE=VOICE,WORK",
    "whatsapp": "URL",
    "email": "EMAIL;TYPE=INTERNET",
    "page": "URL",
}


def _way(way: Contact, rank: int) -> str:
    value = _text(_address(way)) if way.kind == "email" else way.uri
    return f"{_PROPERTIES[way.kind]};PREF={min(rank, 100)}:{value}"


def _old_way(way: Contact) -> str:
    """Return a way as 3.0 has it: a number is text, and stands as it is dialled."""
    value = (way.e164 or way.number or "") if way.kind == "call" else _address(way)
    return f"{_OLD_PROPERTIES[way.kind]}:{value if way.kind == 'page' else _text(value)}"


def _address(way: Contact) -> str:
    return way.uri.removeprefix("mailto:")


def _sentence(way: Contact, words: Mapping[str, Any]) -> str:
    """Return what a way is for, when somebody answers, and how sure it is."""
    what = way.number or _address(way)
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
