"""The releases of the data as a feed (Atom, RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from macros.model import Release

_ATOM = "http://www.w3.org/2005/Atom"
# An id that stays the same wherever the site is published.
_NAME = "wheres-my-parcel/releases"
_PAGE = "about/changes/"


def atom(releases: Iterable[Release], address: str) -> str:
    """Return the releases, the newest first, as a feed of a site at `address`.

    Without an address its links begin where the feed lies.
    """
    releases = list(releases)
    base = address or "../../"
    feed = Element("feed", xmlns=_ATOM)
    _text(feed, "id", uuid5(NAMESPACE_URL, _NAME).urn)
    _text(feed, "title", "Where’s My Parcel?: changes of the data")
    _text(feed, "updated", _moment(releases[0]) if releases else "1970-01-01T00:00:00Z")
    _text(SubElement(feed, "author"), "name", "Where’s My Parcel?")
    SubElement(feed, "link", rel="self", href=f"{base}api/v1/changes.atom")
    SubElement(feed, "link", rel="alternate", href=f"{base}{_PAGE}")
    for release in releases:
        entry = SubElement(feed, "entry")
        _text(entry, "id", uuid5(NAMESPACE_URL, f"{_NAME}/{release.day}").urn)
        _text(entry, "title", release.title)
        _text(entry, "updated", _moment(release))
        SubElement(entry, "link", rel="alternate", href=f"{base}{_PAGE}#{anchor(release)}")
        lines = [f"{change.about}: {change.says}" for change in release.changes]
        _text(entry, "content", "\n".join(lines))
    indent(feed)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(feed, encoding="unicode") + "\n"


def anchor(release: Release) -> str:
    """Return the id of a release on the page of changes."""
    return f"release-{release.day}"


def _moment(release: Release) -> str:
    return f"{release.day}T00:00:00Z"


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text
