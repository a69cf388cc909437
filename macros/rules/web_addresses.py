"""Rules about addresses on the web."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import urlsplit

from macros.model import (
    Claim,
    Knowledge,
    KnownAddresses,
    Model,
    NumberFormat,
    Trackers,
    Tracking,
    Url,
)
from macros.rules.examples import SURE, fact
from macros.rules.registry import Files, Finding, rule


@rule(
    "URL-SAFE",
    why="A reader taps these links in a hurry: they must be encrypted and lead where they say.",
    fix="Write https://, or add `not_https:` beside it with the reason.",
    good=fact(SURE + "    source: https://example.org/rules\n"),
    bad=fact(SURE + "    source: http://example.org/rules\n"),
)
def address_is_safe(knowledge: Knowledge) -> Iterator[Finding]:
    """An address is https, or says why not, and has a host name."""
    for where, record in knowledge.each(Model):
        urls = {n: v for n in type(record).model_fields if isinstance(v := getattr(record, n), Url)}
        excused = getattr(record, "not_https", None) is not None
        for field, url in urls.items():
            if flaw := _url_flaw(url, excused):
                yield where.to(field), *flaw
        if excused and not any(url.startswith("http:") for url in urls.values()):
            what = "`not_https` is given, but no address here begins with http://."
            yield where.to("not_https"), what, "Delete the line `not_https`."


def _url_flaw(url: str, excused: bool) -> tuple[str, str] | None:
    """Return what is wrong with an address and how to mend it, if anything."""
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError as error:
        return f"`{url:.80}` is not an address: {error}.", "Copy it again from the browser."
    if parts.scheme not in {"https", "http"}:
        return f"`{url:.80}` does not begin with https://.", "Write the whole address."
    if "@" in parts.netloc or not _is_host_name(host):
        return f"`{url:.80}` has no host name that can be trusted.", "Name a site such as a.org."
    if re.search(r"[^!-~]|[<>\"\\^`|]", url):
        return f"`{url:.80}` holds a character no address may hold.", "Percent-encode it."
    if parts.scheme == "http" and not excused:
        return (
            f"`{url:.80}` is not encrypted.",
            "Write https://, or add `not_https:` with the reason.",
        )
    return None


def _is_host_name(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return bool(re.fullmatch(r"([a-z0-9-]+\.)+[a-z][a-z0-9-]+", host))
    return False


_SHORT = {
    "data/addresses.yml": "addresses:\n  - kind: short\n    hosts: [s.example]\n"
    "    evidence: reported\n"
}


def _tracker(website: str) -> Files:
    link = f"    tracking:\n      - link: {website}\n        evidence: reported\n"
    return {"data/trackers.yml": f"trackers:\n  - name: T\n{link}"}


@rule(
    "ADDRESS-ONE-KIND",
    why="Of a short address nobody can say whose it is: the check of a message would do so.",
    fix="Take it out of `hosts`, or out of the contact whose address it is.",
    good=_SHORT | _tracker("https://t.example/"),
    bad=_SHORT | _tracker("https://s.example/"),
)
def address_is_of_one_kind(knowledge: Knowledge) -> Iterator[Finding]:
    """An address is the own one of a contact or of the platform, or short, or a shared one."""
    book = knowledge.addresses
    seen: dict[str, str] = {
        book.owned(host): each.name for each in knowledge.organisations for host in each.hosts
    }
    for where, record in knowledge.each(KnownAddresses):
        for index, host in enumerate(record.hosts):
            owner = record.name or f"the kind `{record.kind}`"
            if (other := seen.setdefault(host, owner)) != owner:
                yield where.to("hosts", index), f"`{host:.80}` belongs to {other:.40} too."


@rule(
    "TRACKING-NUMBER-ONCE",
    why="The reader's number is put in the place of {number}: twice, it would break the link.",
    fix="Write {number} once, or not at all for a page that takes none.",
    good={
        "data/trackers.yml": "trackers:\n  - name: T\n    tracking:\n"
        "      - link: https://example.org/?n={number}\n        evidence: reported\n"
    },
    bad={
        "data/trackers.yml": "trackers:\n  - name: T\n    tracking:\n"
        "      - link: https://example.org/{number}/{nummer}\n        evidence: reported\n"
    },
)
def tracking_link_takes_one_number(knowledge: Knowledge) -> Iterator[Finding]:
    """A tracking link holds {number} at most once and nothing else in braces."""
    for where, claim in knowledge.each(Claim):
        link = claim.link if isinstance(claim, Tracking | NumberFormat) else None
        if link and re.findall(r"\{[^}]*\}?|\}", link) not in ([], ["{number}"]):
            what = f"`{link:.80}` holds something else than one {{number}}."
            yield where.to("link"), what


@rule(
    "TRACKER-LINK",
    why="A tracker that leads nowhere stands on every country’s page and helps nobody.",
    fix="Add `tracking:` with a link, or take the tracker out.",
    good={
        "data/trackers.yml": "trackers:\n  - name: T\n    tracking:\n"
        "      - link: https://example.org/?n={number}\n        evidence: reported\n"
    },
    bad={"data/trackers.yml": "trackers:\n  - name: T\n    website: https://example.org/\n"},
)
def tracker_has_a_page(knowledge: Knowledge) -> Iterator[Finding]:
    """A tracker has a page on which a parcel can be followed."""
    for where, record in knowledge.each(Trackers):
        for index, tracker in enumerate(record.trackers):
            if not tracker.tracking:
                yield where.to("trackers", index), f"{tracker.name:.40} has no tracking page."
