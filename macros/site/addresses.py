"""The addresses that we know, as one small file with which the browser compares others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from macros.model import Knowledge, Organisation
from macros.site.json_file import write_json

# Where it lies, below the site's root.
FILE = "known-addresses.json"
# What stands before a country's ending where names are registered below both, such as co.uk
# (publicsuffix.org).
SECONDS = (
    "ac", "co", "com", "edu", "gc", "go", "gob", "gouv", "gov", "govt", "mil", "ne", "net", "or",
    "org",
)  # fmt: skip
# Where everybody can have a name below the ending, as far as such addresses are in the data.
SHARED = ("zendesk.com",)
# The shop of which this site is about, beside those who carry its parcels.
PLATFORM = {"aliexpress.com": "AliExpress"}
# Services that hide an address behind a short one.
SHORT = (
    "bit.ly", "buff.ly", "cutt.ly", "goo.gl", "is.gd", "lnkd.in", "n9.cl", "ow.ly", "qrco.de",
    "rb.gy", "rebrand.ly", "s.id", "shorturl.at", "t.co", "t.ly", "tiny.cc", "tinyurl.com",
    "urlz.fr", "v.gd",
)  # fmt: skip


def write(site: Path, knowledge: Knowledge) -> None:
    """Write the addresses that are known into the built `site`."""
    write_json(site / FILE, addresses(knowledge))


def addresses(knowledge: Knowledge) -> dict[str, Any]:
    """Return who has each address that is known, and how an address is cut down to its owner."""
    known: dict[str, str] = dict(PLATFORM)
    for organisation in _organisations(knowledge):
        for host in _hosts(organisation):
            known.setdefault(owned(host), organisation.name)
    names = dict(sorted(known.items()))
    return {"known": names, "seconds": SECONDS, "shared": SHARED, "short": SHORT}


def owned(host: str) -> str:
    """Return the part of a host that somebody has registered, such as laposte.fr."""
    labels = host.lower().removeprefix("www.").split(".")
    return ".".join(labels[-_size(labels) :])


def _size(labels: list[str]) -> int:
    is_second = len(labels) > 1 and labels[-2] in SECONDS and len(labels[-1]) == 2
    return 3 if is_second or ".".join(labels[-2:]) in SHARED else 2


def _organisations(knowledge: Knowledge) -> Iterator[Organisation]:
    for post in knowledge.post_offices.values():
        yield from post.organisations
    for customs in knowledge.customs.values():
        yield from customs.organisations
    yield from knowledge.trackers


def _hosts(organisation: Organisation) -> Iterator[str]:
    """Yield the hosts at which somebody can be found, followed or written to."""
    yield from map(_host, filter(None, [organisation.website]))
    yield from (_host(item.link) for item in organisation.tracking)
    yield from (_host(item.link) for item in organisation.pages)
    yield from (item.address.partition("@")[2] for item in organisation.emails)


def _host(link: str) -> str:
    return urlsplit(link).hostname or ""
