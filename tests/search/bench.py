"""Print how well and how fast this site's search answers, and stock Material for MkDocs'."""

from __future__ import annotations

import gzip
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from macros import site
from tests.browser.chromium import launch
from tests.conftest import scripts_of, serving
from tests.projects import ROOT
from tests.search import editions, measure
from tests.search.gathered import HALVES, KINDS, Gathered, gathered
from tests.search.measure import Asked, Score
from tests.stock import build_stock

# How much slower a cheap phone is than the machine of a developer.
SLOWDOWN = 4
_ROUNDS = 9
Found = dict[str, list[str]]

_READY = """() => new Promise((done) => {
  const meta = document.querySelector(".md-search-result__meta");
  const start = performance.now();
  new MutationObserver(() => done(performance.now() - start)).observe(meta, {childList: true});
  document.querySelector(".md-search__input").focus();
})"""
# The first question can stand in the field when it gets the focus: then all of it is waited for.
_ANSWERED = """(question) => new Promise((done) => {
  const list = document.querySelector(".md-search-result__list");
  const field = document.querySelector(".md-search__input");
  field.value = question;
  const start = performance.now();
  new MutationObserver((_, watcher) => {
    if (list.children.length) done(performance.now() - start), watcher.disconnect();
  }).observe(list, {childList: true});
  field.focus();
  field.dispatchEvent(new KeyboardEvent("keyup", {bubbles: true}));
})"""


def main() -> None:
    """Build both sites, ask both, and print tables."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        ours, stock = Path(folder, "ours"), Path(folder, "stock")
        assert site.build(ROOT, ours, lambda _: None)
        build_stock(stock)
        browser = launch(playwright)
        both = []
        for name, built, worker in (
            ("this site", ours, measure.WORKER),
            ("stock Material", stock, _stock_worker(stock)),
        ):
            print(f"{name:16}{sum(map(_packed, _parts(built, worker))) / 1000:6.1f} KB")
            with serving(built) as address:
                both.append(_ask_all(browser, address, worker))
        _print_scores(*both)
        with serving(ours) as address:
            editions.print_scores(browser.new_page(), editions.addresses(ours, address), HALVES)
            _print_times(browser, address)


def _ask_all(browser: Browser, address: str, worker: str) -> Found:
    """Return what a site finds for each question there is."""
    asked = [q.question for q in measure.labelled()]
    asked += [q.question for half in HALVES for q in gathered(half)]
    return dict(zip(asked, measure.ask(browser.new_page(), address, worker, asked), strict=True))


def _print_scores(ours: Found, stock: Found) -> None:
    """Print both sites' scores side by side; of the half that is kept only its totals."""
    print(f"\n{'':24}{'':5}{'this site':^32}{'stock Material':^32}")
    print(f"{'':24}{'asked':>5}{Score.HEADS}{Score.HEADS}")
    _print_row("seen, en", measure.labelled(), ours, stock)
    for half in HALVES:
        for name, asked in _groups(half).items():
            _print_row(name, asked, ours, stock)
    for half in HALVES:
        lost = [q for q in gathered(half) if not q.pages]
        silent = sum(not ours[q.question] for q in lost)
        print(f"{half}, no page answers: {len(lost)}, and the search finds none for {silent}")


def _groups(half: str) -> dict[str, list[Gathered]]:
    """Return the questions of a half that pages answer: of each language, and English by kind."""
    groups: dict[str, list[Gathered]] = {f"{half}, en": []}
    groups |= {f"  of these, {kind}": [] for kind in KINDS}
    for question in gathered(half):
        if question.pages:
            groups.setdefault(f"{half}, {question.language}", []).append(question)
            if question.language == "en":
                groups[f"  of these, {question.kind}"].append(question)
    return {name: asked for name, asked in groups.items() if asked}


def _print_row(name: str, asked: Sequence[Asked], ours: Found, stock: Found) -> None:
    print(f"{name:24}{len(asked):5}{_score(asked, ours)}{_score(asked, stock)}")


def _score(asked: Sequence[Asked], found: Found) -> Score:
    return measure.score(asked, [found[q.question] for q in asked])


def _stock_worker(built: Path) -> str:
    (worker,) = (built / "assets" / "javascripts" / "workers").glob("search.*.min.js")
    return worker.relative_to(built).as_posix()


def _parts(built: Path, worker: str) -> list[Path]:
    """Return the files that a search loads when it gets the focus."""
    own = scripts_of(built) / "search" / "worker.js" if worker == measure.WORKER else built / worker
    return [built / "search" / "search_index.json", own]


def _packed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9, mtime=0))


def _print_times(browser: Browser, address: str) -> None:
    """Print how long it takes from the first focus until the search is ready, and answers.

    The browser can slow down the page, but not the page's worker: its share is multiplied here.
    """
    asked = [q.question for q in measure.labelled()[: _ROUNDS + 1]]
    print(
        f"{'':24}{'ms':>6}{f'page {SLOWDOWN} times slower':>22}{f'all {SLOWDOWN} times slower':>22}"
    )
    times: dict[str, dict[int, float]] = {"first focus to ready": {}, "first focus to results": {}}
    times["question to results"] = {}
    for rate in (1, SLOWDOWN):
        ready, first, later = [], [], []
        for question in asked[:_ROUNDS]:
            # A visit each: on the next one of the same page the search would still be open.
            with _visit(browser, address, rate) as page:
                ready.append(float(page.evaluate(_READY)))
            with _visit(browser, address, rate) as page:
                first.append(float(page.evaluate(_ANSWERED, question)))
                later.append(float(page.evaluate(_ANSWERED, asked[-1])))
        for name, found in zip(times, (ready, first, later), strict=True):
            times[name][rate] = median(found)
    for name, by in times.items():
        print(f"{name:24}{by[1]:6.0f}{by[SLOWDOWN]:22.0f}{by[1] * SLOWDOWN:22.0f}")


@contextmanager
def _visit(browser: Browser, address: str, rate: int) -> Iterator[Page]:
    """Open a page that nobody has touched, in a browser that is so many times slower."""
    page = browser.new_page()
    slow = page.context.new_cdp_session(page)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": rate})
    page.goto(f"{address}faq/customs-hold/", wait_until="networkidle")
    yield page
    # Open pages would slow down the next ones.
    page.context.close()


if __name__ == "__main__":
    main()
