"""The addresses that we know, as one small file with which the browser compares others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from macros.model import Knowledge
from macros.site.json_file import write_json

# Where it lies, below the site's root.
FILE = "known-addresses.json"


def write(site: Path, knowledge: Knowledge) -> None:
    """Write the addresses that are known into the built `site`."""
    write_json(site / FILE, addresses(knowledge))


def addresses(knowledge: Knowledge) -> dict[str, Any]:
    """Return who has each address that is known, and how an address is cut down to its owner."""
    book = knowledge.addresses
    known = {host: each.name for each in book.addresses if each.name for host in each.hosts}
    for organisation in knowledge.organisations:
        for host in organisation.hosts:
            known.setdefault(book.owned(host), organisation.name)
    return {
        "known": dict(sorted(known.items())),
        "seconds": book.hosts("second-level"),
        "shared": book.hosts("shared"),
        "short": book.hosts("short"),
    }
