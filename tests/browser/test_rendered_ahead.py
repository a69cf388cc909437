"""A page to which somebody is about to go is there before the link is followed, and right then."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import PATIENCE, path_of
from tests.browser.host import hosted
from tests.devtools import Tab, tab

FRONT, TRACK = "", "faq/how-to-track/"
KEPT = json.dumps({"code": "es"})


@pytest.fixture
def address(built_mini: Path, tmp_path: Path) -> Iterator[str]:
    with hosted(built_mini, tmp_path / "site") as site:
        yield site.address


@pytest.fixture
def opened(browser: Browser) -> Iterator[Tab]:
    with tab(path_of(browser), []) as opened:
        yield opened


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds, whichever page is seen then."""
    for _ in range(PATIENCE // 50):
        with suppress(RuntimeError):
            if holds():
                return
        time.sleep(0.05)
    raise AssertionError("this did not come")


def come_to_link(opened: Tab, address: str) -> None:
    """Open the front page, stay at a link on it, and wait until its page is rendered ahead."""
    opened.go(address + FRONT)
    until(lambda: opened.seen("document.readyState") == "complete")
    opened.hover(address + TRACK)
    until(lambda: opened.ahead("document.readyState") == ["complete"])


def follow(opened: Tab, address: str) -> None:
    opened.click()
    until(lambda: opened.seen("location.href") == address + TRACK)


ACTIVATED = "performance.getEntriesByType('navigation')[0].activationStart > 0"
COUNTRY = "document.documentElement.classList.contains('has-country')"


def test_a_page_is_rendered_before_its_link_is_followed(opened: Tab, address: str) -> None:
    come_to_link(opened, address)
    follow(opened, address)
    assert opened.seen(ACTIVATED)
    assert not opened.seen(COUNTRY)


def test_a_country_that_is_kept_in_the_meantime_is_known_on_the_page(
    opened: Tab, address: str
) -> None:
    come_to_link(opened, address)
    opened.seen(f"localStorage.setItem('wheres-my-parcel:country', {KEPT!r})")
    follow(opened, address)
    until(lambda: opened.seen(COUNTRY))
