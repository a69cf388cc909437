"""Measure how soon the next page is seen after a tap on a link in sight."""

from __future__ import annotations

import time
from collections.abc import Sequence
from statistics import median, quantiles

from tests.devtools import tab
from tests.slow_phone import SLOW, VISITS

# How long somebody reads, stays at a link, and looks at the next page, in s.
_DWELL = 1.5
_PHONE = {"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": False}

# Notes when a link is followed, and when the largest part of the next page, or its heading, has
# been painted: it is a page of its own, or a script puts it into this one.
_WATCH = """(() => {
  const note = (name, ms) => sessionStorage.setItem(name, performance.timeOrigin + ms);
  addEventListener("click", () => {
    const before = document.querySelector("h1")?.textContent;
    note("tapped", performance.now());
    new MutationObserver((_, watcher) => {
      if (document.querySelector("h1")?.textContent === before) return;
      watcher.disconnect();
      requestAnimationFrame(() => setTimeout(() => note("put in", performance.now())));
    }).observe(document, { childList: true, subtree: true });
  }, true);
  new PerformanceObserver((list) => note("painted", list.getEntries().at(-1).startTime))
    .observe({ type: "largest-contentful-paint", buffered: true });
})()"""
_TOOK = """(() => {
  const at = (name) => Number(sessionStorage.getItem(name) ?? 0);
  return Math.max(at("painted"), at("put in")) - at("tapped");
})()"""
_COMMANDS = [
    *SLOW,
    ("Page.enable", {}),
    ("Page.addScriptToEvaluateOnNewDocument", {"source": _WATCH}),
    ("Emulation.setDeviceMetricsOverride", _PHONE),
]


def taps(
    executable: str, addresses: Sequence[str], page: str, next_page: str
) -> list[tuple[float, float]]:
    """Return the median of ms from a tap on the link to `next_page` until it is seen, and how far
    the middle half of the visits lies apart, at each address.

    The addresses take turns, so that a slow moment of the machine is the same for all of them.
    """
    rounds = [[_tap(executable, at, page, next_page) for at in addresses] for _ in range(VISITS)]
    return [_middle(times) for times in zip(*rounds, strict=True)]


def _middle(times: Sequence[float]) -> tuple[float, float]:
    low, _, high = quantiles(times, n=4)
    return median(times), high - low


def _tap(executable: str, address: str, page: str, next_page: str) -> float:
    with tab(executable, _COMMANDS) as phone:
        phone.go(address + page)
        time.sleep(_DWELL)
        phone.hover(address + next_page)
        time.sleep(_DWELL)
        phone.click()
        time.sleep(_DWELL)
        assert str(phone.seen("location.href")).startswith(address + next_page)
        took = float(phone.seen(_TOOK))
        assert took > 0, "the next page was not seen"
        return took
