"""Print how well and how fast this site's search answers, and stock Material for MkDocs'."""

from __future__ import annotations

import gzip
import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from macros import site
from tests.browser.chromium import launch
from tests.conftest import scripts_of, serving
from tests.projects import ROOT
from tests.search import measure
from tests.stock import build_stock

# How much slower a cheap phone is than the machine of a developer.
SLOWDOWN = 4
_ROUNDS = 5

_READY = """() => new Promise((done) => {
  const meta = document.querySelector(".md-search-result__meta");
  const start = performance.now();
  new MutationObserver(() => done(performance.now() - start)).observe(meta, {childList: true});
  document.querySelector(".md-search__input").focus();
})"""
_ANSWERED = """(question) => new Promise((done) => {
  const list = document.querySelector(".md-search-result__list");
  const field = document.querySelector(".md-search__input");
  field.value = question;
  const start = performance.now();
  new MutationObserver((_, watcher) => {
    if (list.children.length) done(performance.now() - start), watcher.disconnect();
  }).observe(list, {childList: true});
  field.dispatchEvent(new KeyboardEvent("keyup", {bubbles: true}));
})"""


def main() -> None:
    """Build both sites, ask both, and print a table."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        ours, stock = Path(folder, "ours"), Path(folder, "stock")
        assert site.build(ROOT, ours, lambda _: None)
        build_stock(stock)
        browser = launch(playwright)
        print(f"{'':20}{'asked':>7}{'first':>8}{'in 3':>8}{'MRR':>8}{'empty':>7}{'KB':>7}")
        for name, built, worker in (
            ("this site", ours, measure.WORKER),
            ("stock Material", stock, _stock_worker(stock)),
        ):
            with serving(built) as address:
                page = browser.new_page()
                asked = measure.labelled()
                found = measure.ask(page, address, worker, [q.question for q in asked])
                s = measure.score(asked, found)
                weight = sum(map(_packed, _parts(built, worker))) / 1000
                print(
                    f"{name:20}{s.asked:7}{s.first:8.3f}{s.third:8.3f}"
                    f"{s.reciprocal:8.3f}{s.empty:7}{weight:7.1f}"
                )
        with serving(ours) as address:
            _print_times(browser, address)


def _stock_worker(built: Path) -> str:
    (worker,) = (built / "assets" / "javascripts" / "workers").glob("search.*.min.js")
    return worker.relative_to(built).as_posix()


def _parts(built: Path, worker: str) -> list[Path]:
    """Return the files that a search loads."""
    parts = [built / "search" / "search_index.json"]
    if worker != measure.WORKER:
        return [*parts, built / worker]
    scripts = scripts_of(built)
    return [*parts, scripts / "tracking-numbers.js", *(scripts / "search").glob("*.js")]


def _packed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9, mtime=0))


def _print_times(browser: Browser, address: str) -> None:
    """Print how long it takes from the first focus until the search answers, and a question.

    The browser can slow down the page, but not the page's worker: its share is multiplied here.
    """
    page = browser.new_page()
    slow = page.context.new_cdp_session(page)
    asked = [q.question for q in measure.labelled()[:20]]
    print(
        f"{'':24}{'ms':>6}{f'page {SLOWDOWN} times slower':>22}{f'all {SLOWDOWN} times slower':>22}"
    )
    ready: dict[int, float] = {}
    answer: dict[int, float] = {}
    for rate in (1, SLOWDOWN):
        slow.send("Emulation.setCPUThrottlingRate", {"rate": rate})
        times = []
        for _ in range(_ROUNDS):
            page.goto(f"{address}faq/customs-hold/", wait_until="networkidle")
            times.append(float(page.evaluate(_READY)))
        ready[rate] = median(times)
        answer[rate] = median(float(page.evaluate(_ANSWERED, question)) for question in asked)
    for name, times_by in (("first focus to ready", ready), ("question to results", answer)):
        plain = times_by[1]
        print(f"{name:24}{plain:6.0f}{times_by[SLOWDOWN]:22.0f}{plain * SLOWDOWN:22.0f}")


if __name__ == "__main__":
    main()
