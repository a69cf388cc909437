"""Look at a built site: its files are there, and every link to one of them leads somewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

# What stands beside the pages of every site.
FILES = (
    "404.html",
    "api/v1/index.json",
    "index.html",
    "llms.txt",
    "robots.txt",
    "search/search_index.json",
    "sitemap.xml",
    "sw.js",
)
_HOST = "site.invalid"


class Page(HTMLParser):
    """Collects where a page leads. (At places inside of pages MkDocs looks, while it builds.)"""

    def __init__(self, html: str) -> None:
        """Read a page."""
        super().__init__()
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the links of an element."""
        self.links += [value for name, value in attrs if name in {"href", "src"} and value]


def flaws(site: Path) -> Iterator[str]:
    """Yield a sentence for each file that is missing or empty, and each link that leads nowhere."""
    for file in FILES:
        if not (site / file).is_file() or not (site / file).stat().st_size:
            yield f"{file} is missing or empty."
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        for link in dict.fromkeys(Page(path.read_text("utf-8")).links):
            target = urlsplit(urljoin(f"https://{_HOST}/{name}", link))
            goal = site / unquote(target.path).lstrip("/")
            if target.netloc == _HOST and not (goal.is_file() or (goal / "index.html").is_file()):
                yield f"{name}: {link} leads nowhere."


if __name__ == "__main__":
    found = list(flaws(Path(sys.argv[1])))
    said = "\n".join(found) or "Every file is there, and every link leads somewhere."
    sys.stdout.write(f"{said}\n")
    sys.exit(bool(found))
