"""Look at every page of the real site with axe, at its widths and on paper; print what is found.

The tests look at a page of each kind. This looks at what only the text of one page can bring about,
takes long, and prints a list in Markdown, for an issue.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from macros import site
from tests.browser.chromium import PATIENCE, launch, watch
from tests.browser.conftest import PHONE
from tests.browser.looks import COLOURS, WIDE, flaws, too_small, too_wide
from tests.conftest import serving
from tests.projects import ROOT

# What a page takes at most on paper, in sheets of A4.
MOST_SHEETS = 3
# These are long lists, which nobody prints, in every language.
LISTS = re.compile(
    r"(?:[a-z]{2}(?:-[A-Z]{2})?/)?(?:about|carriers|contacts|statuses|messages|next-step)/"
)


def seen(browser: Browser, address: str, paths: list[str]) -> Iterator[str]:
    """Yield what is found on each page, as an item of a list."""
    light = browser.new_context(**PHONE)
    dark = browser.new_context(**PHONE | {"viewport": WIDE, "color_scheme": "dark"})
    for context in (light, dark):
        context.set_default_timeout(PATIENCE)
    phone, wide = light.new_page(), dark.new_page()
    complaints = watch(phone, address)
    for path in paths:
        complaints.clear()
        phone.goto(address + path)
        found = flaws(phone) + too_small(phone) + narrow(phone) + complaints + on_paper(phone, path)
        wide.goto(address + path)
        found += flaws(wide, COLOURS) + too_wide(wide)
        yield from (f"- `/{path}`: `{flaw.replace('`', '')}`" for flaw in found)
    light.close()
    dark.close()


def narrow(page: Page) -> list[str]:
    """Return at which widths a page is wider than its screen."""
    found = []
    for width in (320, 390, 768):
        page.set_viewport_size({"width": width, "height": 844})
        found += too_wide(page)
    page.set_viewport_size(PHONE["viewport"])
    return found


def on_paper(page: Page, path: str) -> list[str]:
    """Return a sentence if an answer or a country takes too many sheets."""
    sheets = 0 if LISTS.match(path) else page.pdf(format="A4").count(b"/Type /Page\n")
    return [f"takes {sheets} sheets of paper"] if sheets > MOST_SHEETS else []


def main() -> None:
    """Build the site, look at all of its pages, and print what is found."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        built = Path(folder)
        said: list[str] = []
        assert site.build(ROOT, built, said.append), "\n".join(said)
        files = (file.relative_to(built).as_posix() for file in sorted(built.rglob("*.html")))
        paths = [file.removesuffix("index.html") for file in files]
        print(f"Looked at {len(paths)} pages.\n")
        with serving(built) as address:
            for line in seen(launch(playwright), address, paths):
                print(line, flush=True)


if __name__ == "__main__":
    main()
