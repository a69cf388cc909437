"""What search engines read: the map of the site (sitemaps.org), and robots.txt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

from macros.model import MACROS, ORIGINAL, Claim, Edition, Knowledge, Page, walk
from macros.site.published import published_pages

_SITEMAP = """\
<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
{entries}
</urlset>
"""


def write(site: Path, editions: Sequence[Edition], address: str) -> None:
    """Write what search engines read into the finished `site`, to be published at `address`.

    Without an address the map is empty: it would have to name addresses in full.
    """
    (site / "robots.txt").write_text(_robots(address), encoding="utf-8")
    (site / "sitemap.xml").write_text(_sitemap(site, editions, address), encoding="utf-8")


def _robots(address: str) -> str:
    lines = ["User-agent: *", "Allow: /"]
    return "\n".join([*lines, f"Sitemap: {address}sitemap.xml"] if address else lines) + "\n"


def _sitemap(site: Path, editions: Sequence[Edition], address: str) -> str:
    """Return the map of the site: each page, the day of its newest check, its translations."""
    pages = {edition.language: published_pages(site, edition) for edition in editions}
    entries = []
    for edition in editions if address else ():
        for path, page in pages[edition.language].items():
            there = [other for other in editions if path in pages[other.language]]
            day = last_checked(page, edition.knowledge)
            changed = f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
            others = "".join(_alternates(there, address, path)) if len(there) > 1 else ""
            where = escape(address + edition.folder + path)
            entries.append(f"<url><loc>{where}</loc>{changed}{others}</url>")
    return _SITEMAP.format(entries="\n".join(entries))


def _alternates(editions: Iterable[Edition], address: str, path: str) -> Iterator[str]:
    """Yield links to a page in each of its languages, which all name each other (hreflang)."""
    for edition in editions:
        where = escape(address + edition.folder + path)
        yield f'<xhtml:link rel="alternate" hreflang="{edition.language}" href="{where}"/>'
        if edition.language == ORIGINAL:
            yield f'<xhtml:link rel="alternate" hreflang="x-default" href="{where}"/>'


def last_checked(page: Page, knowledge: Knowledge) -> date | None:
    """Return the newest day on which somebody compared what a page shows with its source."""
    shown = (
        record
        for call in page.calls
        for record in MACROS[call.name].shows(knowledge, page, call.arguments)
    )
    claims = (part for record in shown for _, part in walk(record) if isinstance(part, Claim))
    return max((claim.checked for claim in claims if claim.checked), default=None)
