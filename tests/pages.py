"""What a built page holds, read once for all tests that ask about it."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path


class Page(HTMLParser):
    """The ids, links, headings and texts of one page, with the parts that it loads later."""

    def __init__(self, html: str, later: str = "") -> None:
        super().__init__()
        self.html, self.later = html, later
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[str] = []
        self.feed(html + later)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given[name] for name in ("href", "src") if name in given]
        self.headings += [tag] if re.fullmatch("h[1-6]", tag) else []

    def found(self, pattern: str) -> str:
        """Return what the first group of a pattern finds in the page, or nothing."""
        found = re.search(pattern, self.html, re.S)
        return found[1] if found else ""


def read_pages(site: Path) -> dict[str, Page]:
    """Return every page of a built site by its address below the root."""
    pages = {path: path.read_text("utf-8") for path in site.rglob("*.html")}
    assert pages, f"{site} has no pages"
    return {
        path.relative_to(site).as_posix().removesuffix("index.html"): Page(html, later(path, html))
        for path, html in pages.items()
    }


def later(path: Path, html: str) -> str:
    """Return the parts that a page loads later."""
    files = (path.parent / name for name in re.findall(r'data-from="([^"]+)"', html))
    return "".join(json.loads(file.read_text("utf-8")) for file in files)


def addresses(docs: Path) -> list[str]:
    """Return the addresses below the root at which the pages in a folder are published."""
    names = (path.relative_to(docs).with_suffix("").as_posix() for path in docs.rglob("*.md"))
    return sorted(re.sub(r"(^|/)index/$", r"\1", f"{name}/") for name in names)
