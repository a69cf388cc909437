"""What search engines read: the map of the site (sitemaps.org), and robots.txt."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

from macros.model import MACROS, Claim, Edition, Knowledge, Page, walk
from macros.site.published import published_pages

_SITEMAP = """\
<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{entries}
</urlset>
"""


def write(site: Path, edition: Edition, address: str) -> None:
    """Write what search engines read into the finished `site`, to be published at `address`.

    Without an address the map is empty: it would have to name addresses in full.
    """
    (site / "robots.txt").write_text(_robots(address), encoding="utf-8")
    (site / "sitemap.xml").write_text(_sitemap(site, edition, address), encoding="utf-8")


def _robots(address: str) -> str:
    lines = ["User-agent: *", "Allow: /"]
    return "\n".join([*lines, f"Sitemap: {address}sitemap.xml"] if address else lines) + "\n"


def _sitemap(site: Path, edition: Edition, address: str) -> str:
    """Return the map of the site, each page with the day of its newest check."""
    entries = []
    for path, page in published_pages(site, edition).items() if address else ():
        day = last_checked(page, edition.knowledge)
        changed = f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
        entries.append(f"<url><loc>{escape(address + path)}</loc>{changed}</url>")
    return _SITEMAP.format(entries="\n".join(entries))


def last_checked(page: Page, knowledge: Knowledge) -> date | None:
    """Return the newest day on which somebody compared what a page shows with its source."""
    shown = (
        record
        for call in page.calls
        for record in MACROS[call.name].shows(knowledge, page, call.arguments)
    )
    claims = (part for record in shown for _, part in walk(record) if isinstance(part, Claim))
    return max((claim.checked for claim in claims if claim.checked), default=None)
