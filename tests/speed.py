"""Measure how soon a page can be read, beside stock Material for MkDocs and bare HTML."""

from __future__ import annotations

import gzip
import http.server
import re
import tempfile
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import unquote

from playwright.sync_api import Browser, sync_playwright

from macros import site
from tests.browser.chromium import launch, path_of
from tests.conftest import Server
from tests.projects import ROOT
from tests.slow_phone import VISITS, slow_phone
from tests.stock import build_stock
from tests.tapped import taps

# The largest paint of text or picture, the time in which the page answers nobody, and what moved.
_MEASURE = """() => new Promise((done) => {
  const seen = (type) => new Promise((found) => {
    const all = [];
    const watcher = new PerformanceObserver((list) => all.push(...list.getEntries()));
    watcher.observe({type, buffered: true});
    setTimeout(() => found(all), 400);
  });
  Promise.all(["largest-contentful-paint", "longtask", "layout-shift"].map(seen)).then((all) => {
    const [paints, tasks, shifts] = all;
    done([
      paints.at(-1)?.startTime ?? 0,
      tasks.reduce((sum, task) => sum + task.duration - 50, 0),
      shifts.reduce((sum, shift) => sum + shift.value, 0),
    ]);
  });
})"""


@dataclass(frozen=True)
class Speed:
    """The median of some visits: ms to the largest paint, ms blocked, shift, and bytes.

    `spread` is how far the middle half of the visits lies apart, in ms to the largest paint.
    """

    largest_paint: float
    spread: float
    blocked: float
    shift: float
    first_visit: int
    second_page: int


def measure(browser: Browser, addresses: Sequence[str], page: str, next_page: str) -> list[Speed]:
    """Return how fast `page` is on a phone at each address, and what it and `next_page` weigh.

    The addresses take turns, so that a slow moment of the machine is the same for all of them; and
    each is sometimes the first of a round, which is slower than those after it.
    """
    visits: dict[str, list[tuple[float, ...]]] = {address: [] for address in addresses}
    for turn in range(VISITS):
        first = turn % len(addresses)
        for address in (*addresses[first:], *addresses[:first]):
            visits[address].append(_visit(browser, address, page, next_page))
    return [_speed(visits[address]) for address in addresses]


def _speed(visits: Iterable[tuple[float, ...]]) -> Speed:
    columns = list(zip(*visits, strict=True))
    paint, blocked, shift, first, second = map(median, columns)
    low, _, high = quantiles(columns[0], n=4)
    return Speed(paint, high - low, blocked, shift, int(first), int(second))


def _visit(browser: Browser, address: str, page: str, next_page: str) -> tuple[float, ...]:
    weights: list[float] = []
    with slow_phone(browser) as (tab, tools):
        tools.on("Network.loadingFinished", lambda done: weights.append(done["encodedDataLength"]))
        tab.goto(address + page, wait_until="networkidle")
        paint, blocked, shift = tab.evaluate(_MEASURE)
        first = sum(weights)
        weights.clear()
        tab.goto(address + next_page, wait_until="networkidle")
    return paint, blocked, shift, first, sum(weights)


class _Packed(http.server.SimpleHTTPRequestHandler):
    """Serves files as a host does: packed with gzip, and to be kept for ten minutes."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(unquote(self.path.split("?")[0])))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = gzip.compress(path.read_bytes(), 6, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving_packed(folder: Path) -> Iterator[str]:
    """Serve a folder on loopback as a host does, and give its address."""
    server = Server(("127.0.0.1", 0), lambda *args: _Packed(*args, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def write_bare(built: Path, out: Path) -> None:
    """Write the pages of a built site into `out` as their text alone, without looks and scripts."""
    for path in built.rglob("*.html"):
        html = path.read_text("utf-8")
        title = re.search(r"<title>.*?</title>", html, re.S)
        article = re.search(r"<article.*?</article>", html, re.S)
        text = re.sub(
            r"<(script|style|template)\b.*?</\1>", "", article[0] if article else "", flags=re.S
        )
        head = '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        head += '<meta name="viewport" content="width=device-width">'
        target = out / path.relative_to(built)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(
            f"{head}{title[0] if title else ''}</head><body>{text}</body></html>", encoding="utf-8"
        )


# A page of each kind, and the page to which somebody goes from there.
PAGES = {
    "front door": ("", "faq/not-arrived/"),
    "answer": ("faq/not-arrived/", "faq/tracking-stopped/"),
    "country": ("countries/es/", "faq/customs-hold/"),
    "statuses": ("statuses/", "faq/tracking-stopped/"),
    "next step": ("next-step/", "faq/not-arrived/"),
}

# By the kind of page that somebody goes to: the page with a link in its text, and where it leads.
TAPS = {
    "answer": ("", "faq/how-to-track/"),
    "long answer": ("faq/not-arrived/", "faq/tracking-stopped/"),
    "next step": ("faq/not-arrived/", "next-step/"),
}


def main() -> None:
    """Build the site in several ways, visit each on a slow phone, and print two tables."""
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        ExitStack() as servers,
    ):
        folders = {
            name: Path(folder, name) for name in ("this site", "stock", "bare HTML", "instant")
        }
        at = {name: servers.enter_context(serving_packed(out)) for name, out in folders.items()}
        assert site.build(ROOT, folders["this site"], lambda _: None)
        build_stock(folders["stock"])
        build_stock(folders["instant"], instant_at=at["instant"])
        write_bare(folders["this site"], folders["bare HTML"])
        browser = launch(playwright)
        print_pages(browser, {name: at[name] for name in ("this site", "stock", "bare HTML")})
        names = ("this site", "instant", "bare HTML")
        print_taps(path_of(browser), {name: at[name] for name in names})
        print("×: how long it takes on this site, as a multiple of the other’s.")
        print(f"±: how far half of the {VISITS} visits lie from their median, about.")


def print_pages(browser: Browser, at: dict[str, str]) -> None:
    """Print how fast a page of each kind is at each address, and what it weighs."""
    head = f"{'':24}{'LCP ms':>8}{'±':>6}{'×':>6}{'blocked':>9}{'CLS':>7}"
    print(f"{head}{'first KB':>10}{'next KB':>9}")
    for kind, (page, next_page) in PAGES.items():
        speeds = measure(browser, list(at.values()), page, next_page)
        for name, s in zip(at, speeds, strict=True):
            times = speeds[0].largest_paint / s.largest_paint
            print(
                f"{kind:12}{name:12}{s.largest_paint:8.0f}{s.spread / 2:6.0f}{times:6.2f}"
                f"{s.blocked:9.0f}{s.shift:7.3f}"
                f"{s.first_visit / 1000:10.1f}{s.second_page / 1000:9.1f}"
            )


def print_taps(chromium: str, at: dict[str, str]) -> None:
    """Print how soon the next page is seen after a tap on a link that was in sight."""
    print(f"\n{'':24}{'tap to paint ms':>17}{'±':>6}{'×':>6}")
    for kind, (page, next_page) in TAPS.items():
        took = taps(chromium, list(at.values()), page, next_page)
        for name, (ms, spread) in zip(at, took, strict=True):
            print(f"{kind:12}{name:12}{ms:17.0f}{spread / 2:6.0f}{took[0][0] / ms:6.2f}")


if __name__ == "__main__":
    main()
