"""Measure how much of a page vouches for the rest of it, and how long and heavy the page is."""

from __future__ import annotations

import gzip
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from macros import site
from tests.browser.chromium import launch
from tests.conftest import serving
from tests.projects import ROOT

# What vouches: the marks, and the sentence that counts them.
VOUCHING = ".sure, .vouched"
PHONE: ViewportSize = {"width": 390, "height": 844}

# Pages, and the most of their characters and of their height that may vouch for the rest.
PAGES = {
    "countries/es/": 0.08,
    "countries/kr/": 0.08,
    "contacts/post-offices/": 0.08,
    "contacts/customs/": 0.08,
    "faq/not-arrived/": 0.04,
    "statuses/": 0.04,
}
# The most pixels of height on a phone.
HIGHEST = {"countries/es/": 5_500}

# How high a page is as it is loaded; then, with every folded list open, how many of its characters
# vouch, and how much lower it would be without them.
_MEASURE = """(vouching) => {
  const article = document.querySelector("article");
  const height = () => article.getBoundingClientRect().height;
  const page = document.documentElement.scrollHeight;
  for (const list of article.querySelectorAll("details:not(.sure)")) list.open = true;
  let all = 0, marks = 0;
  const texts = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const parent = texts.currentNode.parentElement;
    if (parent.closest("script, style, template") || !parent.checkVisibility()) continue;
    const count = texts.currentNode.data.replace(/\\s+/g, " ").length;
    all += count;
    if (parent.closest(vouching)) marks += count;
  }
  const before = height();
  for (const part of article.querySelectorAll(vouching)) part.style.display = "none";
  return [page, marks / all, (before - height()) / before];
}"""


@dataclass(frozen=True)
class Measured:
    """A page's height on a phone, the shares of it that vouch, and its bytes, plain and packed."""

    height: int
    characters: float
    of_height: float
    html: int
    packed: int


def measure(browser: Browser, address: str, built: Path, page: str) -> Measured:
    """Return what a page of a built site is, which is served at `address`."""
    tab = browser.new_page(viewport=PHONE)
    tab.goto(address + page)
    height, characters, of_height = tab.evaluate(_MEASURE, VOUCHING)
    tab.close()
    html = (built / page / "index.html").read_bytes()
    packed = len(gzip.compress(html, 6, mtime=0))
    return Measured(int(height), characters, of_height, len(html), packed)


def flaws(page: str, found: Measured) -> list[str]:
    """Return in which ways a page is more than it may be."""
    most, highest = PAGES[page], HIGHEST.get(page, found.height)
    wrong = {
        f"more than {most:.0%} of its characters vouch": found.characters > most,
        f"more than {most:.0%} of its height vouches": found.of_height > most,
        f"it is higher than {highest} px": found.height > highest,
    }
    return [what for what, holds in wrong.items() if holds]


def report(built: Path) -> None:
    """Print a table of what the pages of a built site are, and what is more than it may be."""
    print(f"{'':24}{'px':>8}{'chars %':>9}{'height %':>10}{'HTML KB':>9}{'packed':>8}")
    with sync_playwright() as playwright, serving(built) as address:
        browser = launch(playwright)
        for page in PAGES:
            m = measure(browser, address, built, page)
            print(
                f"{page:24}{m.height:8}{m.characters:9.1%}{m.of_height:10.1%}"
                f"{m.html / 1000:9.1f}{m.packed / 1000:8.1f}  {'; '.join(flaws(page, m))}"
            )


def main() -> None:
    """Build the site and print how much of its pages vouches for the rest."""
    with tempfile.TemporaryDirectory() as folder:
        built = Path(folder, "site")
        assert site.build(ROOT, built, lambda _: None)
        report(built)


if __name__ == "__main__":
    main()
