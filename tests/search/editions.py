"""Print how well the search of each edition answers questions in its own language.

`python -m tests.search.editions es` builds that edition alone and asks what may be learned from;
with `kept` after the language, what nobody has worked with: once, when all else is done.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from macros.model import ORIGINAL, Edition, load
from macros.site import finish, lines, numbers, search, tracking_words
from macros.site.generator import environment, run
from macros.site.stage import stage
from tests.browser.chromium import launch
from tests.conftest import serving
from tests.projects import ROOT
from tests.search import measure
from tests.search.gathered import HALVES, gathered
from tests.search.measure import Asked, Score


def main(language: str, half: str = HALVES[0]) -> None:
    """Build an edition alone, ask it, and print a table."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page = launch(playwright).new_page()
        built = build_alone(Path(folder), language)
        with serving(built) as address:
            print_scores(page, {language: address}, [half])


def build_alone(folder: Path, language: str) -> Path:
    """Build an edition in `folder`, with what its search loads; return its finished site."""
    edition, known = Edition(load(ROOT), language), environment(None)
    stage(ROOT, folder, edition, known, alone=True)
    failure = run("mkdocs", folder, known)
    assert failure is None, failure
    built = folder / "site"
    search.write(built, edition)
    numbers.write(built, edition)
    lines.write(built, edition)
    tracking_words.write(built, edition.knowledge)
    finish.finish(built, offline=False)
    return built


def addresses(built: Path, address: str) -> dict[str, str]:
    """Return where each edition of a site is, but the original one, by its language."""
    indexes = built.glob(f"*/{search.FILE.as_posix()}")
    languages = sorted(index.relative_to(built).parts[0] for index in indexes)
    return {language: f"{address}{language}/" for language in languages}


def print_scores(page: Page, editions: Mapping[str, str], halves: Iterable[str]) -> None:
    """Print the scores of editions, each at its address: of each half only its totals."""
    print(f"\n{'of its own edition':24}{'asked':>5}{Score.HEADS}")
    for language, address in editions.items():
        for name, asked in questions(language, halves).items():
            print(f"{name:24}{len(asked):5}{score(page, address, asked)}")


def questions(language: str, halves: Iterable[str]) -> dict[str, list[Asked]]:
    """Return the questions in a language that pages answer, by what they are called in a table."""
    groups: dict[str, list[Asked]] = {f"seen, {language}": [*measure.labelled(language)]}
    for half in halves:
        answered = [q for q in gathered(half) if q.language == language and q.pages]
        groups[f"{half}, {language}"] = [*answered]
    return {name: asked for name, asked in groups.items() if asked}


def score(page: Page, address: str, asked: list[Asked]) -> Score:
    """Return how well the edition at an address answers questions."""
    found = measure.ask(page, address, measure.WORKER, [q.question for q in asked])
    return measure.score(asked, found)


if __name__ == "__main__":
    if sys.argv[1:] and sys.argv[1] != ORIGINAL:
        main(*sys.argv[1:3])
    else:
        sys.exit("Name a language other than English, such as es.")
