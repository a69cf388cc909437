"""Print how often a line of tracking leads to what it means, as first or second.

`python -m tests.search.lines` builds the English edition alone and asks both its search and the
field above the dictionary what may be learned from. Many of these lines stand among the records by
now. With `kept`, it asks the lines that nobody has worked with: once, when all else is done.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from macros.model import ORIGINAL
from tests.browser.chromium import launch, quiet
from tests.conftest import serving
from tests.search import measure
from tests.search.editions import build_alone

# Asks for each line, at an address of the site, and returns the meanings that come first.
Way = Callable[[Page, str, "Sequence[Line]"], list[list[str]]]

_FOLDER = Path(__file__).parent
_PAGE = "statuses/"
# How many of the meanings that are shown count.
_FIRST = 2


@dataclass(frozen=True)
class Line:
    """A line as a tracker printed it, and the statuses that are right for it."""

    line: str
    right: tuple[str, ...]
    by: str
    source: str


def lines(half: str) -> list[Line]:
    """Return the lines of a half."""
    text = (_FOLDER / f"lines-{half}.jsonl").read_text("utf-8")
    given = map(json.loads, text.splitlines())
    return [Line(**{**each, "right": tuple(each["right"])}) for each in given]


def by_search(page: Page, address: str, asked: Sequence[Line]) -> list[list[str]]:
    """Return the first meanings or pages that the search finds for each line."""
    texts = [line.line for line in asked]
    given = measure.answers(page, address, measure.WORKER, texts, brief=True)
    return [list(_meanings(answer["items"]))[:_FIRST] for answer in given]


def _meanings(groups: Iterable[Sequence[dict[str, str]]]) -> Iterable[str]:
    for group in groups:
        places = [part["location"] for part in group]
        own = [place.removeprefix(f"{_PAGE}#") for place in places if f"{_PAGE}#" in place]
        yield from own or places[:1]


def by_finder(page: Page, address: str, asked: Sequence[Line]) -> list[list[str]]:
    """Return the first meanings that the field above the dictionary leaves for each line."""
    found = []
    page.goto(address + _PAGE)
    heads = page.locator("details.entry:visible > summary :is(h2, h3)")
    for line in asked:
        page.locator("[data-finder] input").fill(line.line)
        quiet(page)
        found.append(heads.evaluate_all("heads => heads.map((head) => head.id)")[:_FIRST])
    return found


def share(asked: Sequence[Line], found: Iterable[Sequence[str]]) -> float:
    """Return how many of the lines lead to what they mean."""
    right = [bool({*line.right} & {*each}) for line, each in zip(asked, found, strict=True)]
    return sum(right) / len(right)


def main(half: str = "learn") -> None:
    """Build the edition, ask it, and print the share of lines that lead to what they mean."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page = launch(playwright).new_page()
        with serving(build_alone(Path(folder), ORIGINAL)) as address:
            asked = lines(half)
            for way in (by_search, by_finder):
                found = share(asked, way(page, address, asked))
                print(f"{half:6}{way.__name__:10}{len(asked):5}{found:8.3f}")


if __name__ == "__main__":
    main(*sys.argv[1:2])
