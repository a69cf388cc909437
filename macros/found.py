"""What search engines and assistants read: the map of the site, robots.txt, llms.txt, and twins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

from bs4 import BeautifulSoup
from markdownify import MarkdownConverter

from macros.model import Claim, Knowledge, Page, sort_key, walk

# What of a page has no meaning as text.
_NO_TEXT = (
    "script, style, template, svg, form, button, input, .country-find, nav.jump, "
    ".headerlink, .remember, .page-tools, [hidden]"
)
_SITEMAP = """\
<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{entries}
</urlset>
"""


def write(site: Path, knowledge: Knowledge, address: str, language: str = "en") -> None:
    """Write what others read into the finished `site`, which will be published at `address`.

    Without an address there is no map of the site: it would have to name addresses in full.
    """
    pages = dict(_pages(site, knowledge, language))
    (site / "robots.txt").write_text(_robots(address), encoding="utf-8")
    (site / "llms.txt").write_text(_llms(pages, language), encoding="utf-8")
    for path in pages:
        html = (site / path / "index.html").read_text("utf-8")
        (site / path / "index.md").write_text(twin(html), encoding="utf-8")
    (site / "sitemap.xml").write_text(_sitemap(pages, knowledge, address), encoding="utf-8")


def _pages(site: Path, knowledge: Knowledge, language: str) -> Iterator[tuple[str, Page]]:
    """Yield the published pages by their address below the root."""
    for name, page in sorted(knowledge.pages.items()):
        folder, _, rest = name.partition("/")
        path = re.sub(r"(^|/)index/$", r"\1", f"{rest}/")
        if folder == language and (site / path / "index.html").is_file():
            yield path, page


def twin(html: str) -> str:
    """Return the article of a page as Markdown."""
    article = BeautifulSoup(html, "html.parser").find("article")
    if article is None:
        return ""
    for part in article.select(_NO_TEXT):
        part.decompose()
    text = MarkdownConverter(heading_style="ATX", bullets="-").convert_soup(article)
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", text)).strip() + "\n"


def _robots(address: str) -> str:
    lines = ["User-agent: *", "Allow: /"]
    return "\n".join([*lines, f"Sitemap: {address}sitemap.xml"] if address else lines) + "\n"


def _llms(pages: Mapping[str, Page], language: str) -> str:
    """Return the list of pages for assistants, each with what it holds (llmstxt.org).

    A section begins with the page that leads to the others; these follow by the alphabet.
    """
    start = pages[""]
    by_title = sorted(pages.items(), key=lambda item: sort_key(item[1].title, language))
    lines = [f"# {start.title}", "", f"> {start.description}", "", _INTRODUCTION]
    for heading, prefix in _SECTIONS:
        lines += ["", f"## {heading}", ""]
        lines += [
            f"- [{page.title}]({path}index.md): {page.description}"
            for path, page in sorted(by_title, key=lambda item: item[0] != prefix)
            if path.startswith(prefix) and _section(path) == prefix
        ]
    return "\n".join(lines) + "\n"


_INTRODUCTION = (
    "An independent help site; it is not AliExpress. Every page says how sure each fact is, with "
    "its source and date where they are known: please keep them when you quote. A number that is "
    "struck out must not be called. Each address below is the page as Markdown."
)
_SECTIONS = (
    ("Questions", "faq/"),
    ("What to do next", "next-step/"),
    ("Countries: who delivers, whom to call, what is charged", "countries/"),
    ("Contacts", "contacts/"),
    ("Shipping services", "carriers/"),
    ("Optional", ""),
)


def _section(path: str) -> str:
    return next(prefix for _, prefix in _SECTIONS if path.startswith(prefix))


def _sitemap(pages: Mapping[str, Page], knowledge: Knowledge, address: str) -> str:
    """Return the map of the site (sitemaps.org), each page with the day of its newest check."""
    entries = []
    for path, page in pages.items() if address else ():
        day = _last_checked(path, page, knowledge)
        changed = f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
        entries.append(f"<url><loc>{escape(address + path)}</loc>{changed}</url>")
    return _SITEMAP.format(entries="\n".join(entries))


def _last_checked(path: str, page: Page, knowledge: Knowledge) -> date | None:
    """Return the newest day on which somebody compared what a page shows with its source."""
    key = path.strip("/").rpartition("/")[2]
    shown: list[object] = [knowledge.facts[id_] for id_ in page.rests_on if id_ in knowledge.facts]
    if path.startswith("countries/"):
        shown += [knowledge.post_offices.get(key), knowledge.customs.get(key)]
    elif path.startswith("contacts/"):
        shown += (knowledge.customs if key == "customs" else knowledge.post_offices).values()
    elif path.startswith("carriers/"):
        shown += [knowledge.carriers.get(key)]
    elif path == "statuses/":
        shown += knowledge.statuses
    claims = (part for record in shown for _, part in walk(record) if isinstance(part, Claim))
    return max((claim.checked for claim in claims if claim.checked), default=None)
