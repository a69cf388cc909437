"""The addresses that we know, as one small file with which the browser compares others."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from macros.model import Edition, Knowledge, host_of
from macros.site.json_file import write_json

# Where it lies, below the site's root.
FILE = "known-addresses.json"


def write(site: Path, edition: Edition) -> None:
    """Write the addresses that are known, and what is said of others, into the built `site`."""
    say = {"say": edition.words["address_says"]}
    write_json(site / FILE, addresses(edition.knowledge) | say)


def addresses(knowledge: Knowledge) -> dict[str, Any]:
    """Return who has each address that is known, and how an address is cut down to its owner."""
    book = knowledge.addresses
    return {
        "known": _known(knowledge),
        "seconds": book.hosts("second-level"),
        "shared": book.hosts("shared"),
        "short": book.hosts("short"),
        "chats": book.hosts("chat"),
        "common": book.hosts("common-word"),
        "alike": book.alike,
    }


def _known(knowledge: Knowledge) -> dict[str, str]:
    """Return who has each address, by its shortest name.

    The platform's come first, then those to which the site leads: of equals the browser names the
    first.
    """
    owned, known = knowledge.addresses.owned, dict[str, str]()
    links = sorted([*_contacts(knowledge), *_formats(knowledge)])
    for host, name in [*_own(knowledge, "platform"), *links, *_own(knowledge, "company")]:
        owner, short = owned(host), re.split(r" \(|, ", name)[0]
        known[owner] = min(short, known.get(owner, short), key=len)
    return known


def _own(knowledge: Knowledge, kind: str) -> list[tuple[str, str]]:
    """Return the hosts of those of one kind, with whose they are."""
    book = [one for one in knowledge.addresses.addresses if one.kind == kind]
    return [(host, one.name) for one in book if one.name for host in one.hosts]


def _contacts(knowledge: Knowledge) -> list[tuple[str, str]]:
    return [(host, one.name) for one in knowledge.organisations for host in one.hosts]


def _formats(knowledge: Knowledge) -> list[tuple[str, str]]:
    formats = knowledge.number_formats.values()
    return [(host_of(one.link), one.company) for one in formats if one.link and one.company]
