"""A page to which somebody is about to go is loaded ahead in Chromium: a page of this site, of this
language, and for nobody who saves data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.chromium import PATIENCE, move_mouse, quiet, until, watch
from tests.browser.conftest import Open
from tests.browser.host import NO_ANSWER, Site, hosted
from tests.pseudo import LEFT, RIGHT

FRONT, ABOUT, NEXT_STEP, TRACK = "", "about/data/", "next-step/", "faq/how-to-track/"
# How long somebody stays at a link, in ms: more than a browser waits for before it loads a page.
DWELL = 500


@pytest.fixture
def site(built_editions: Path, tmp_path: Path) -> Iterator[Site]:
    with hosted(built_editions, tmp_path / "site") as site:
        yield site


def link(page: Page, end: str) -> Locator:
    return page.locator(f"article a[href$='{end}']:visible").first


def expect_asked(page: Page, site: Site, path: str) -> None:
    """Wait until the host is asked for a page ahead of its time."""
    for _ in range(PATIENCE // 20):
        if (f"/{path}", True) in site.asked:
            return
        page.wait_for_timeout(20)
    raise AssertionError(f"{path} was not asked for ahead: {site.asked}")


@pytest.mark.parametrize("folder", ["", f"{LEFT}/", f"{RIGHT}/"])
def test_a_page_is_there_before_its_link_is_followed(folder: str, page: Page, site: Site) -> None:
    complaints = watch(page, site.address)
    page.goto(site.address + folder)
    at = link(page, TRACK)
    at.hover()
    expect_asked(page, site, folder + TRACK)
    at.click()
    expect(page).to_have_url(site.address + folder + TRACK)
    assert [ahead for path, ahead in site.asked if path == f"/{folder}{TRACK}"] == [True]
    quiet(page)
    assert complaints == []


LINK = """() => {
  const way = { href: "../next-step/?status=customs#exact", id: "made", textContent: "Go" };
  document.querySelector("h1").after(Object.assign(document.createElement("a"), way));
}"""


def asked_ahead(page: Page, site: Site, at: Locator, other: Locator) -> bool:
    """Come to a link and stay there, and return whether the host was asked for what is there."""
    at.hover()
    page.wait_for_timeout(DWELL)
    # What was to come has come when another page has, which was wanted later.
    other.hover()
    expect_asked(page, site, str(other.evaluate("a => a.pathname + a.search"))[1:])
    return (str(at.evaluate("a => a.pathname")), True) in site.asked


def test_another_language_is_not_loaded_ahead(page: Page, site: Site) -> None:
    for folder, other in (("", RIGHT), (f"{LEFT}/", RIGHT), (f"{LEFT}/", "en")):
        page.goto(site.address + folder)
        page.locator(".languages summary").click()
        at = page.locator(f".languages a[lang={other}]")
        assert not asked_ahead(page, site, at, link(page, TRACK)), (folder, other)


def test_a_file_is_not_loaded_ahead(page: Page, site: Site) -> None:
    page.goto(site.address + ABOUT)
    page.evaluate(LINK)
    assert not asked_ahead(page, site, link(page, ".json"), page.locator("#made"))


def test_what_is_asked_of_the_search_leaves_the_browser_only_with_a_click(
    page: Page, site: Site
) -> None:
    page.goto(site.address + "?q=how+to+track+my+parcel")
    found = page.locator(".md-search-result__item > a").first
    expect(found).to_be_visible()
    found.hover()
    page.wait_for_timeout(DWELL)
    page.keyboard.press("Escape")
    link(page, TRACK).hover()
    expect_asked(page, site, TRACK)
    assert [path for path, ahead in site.asked if ahead] == [f"/{TRACK}"]


SAVES_DATA = """Object.defineProperty(Navigator.prototype, "connection", {
  get: () => ({ saveData: true }) });"""


def test_nothing_is_loaded_ahead_for_somebody_who_saves_data(page: Page, site: Site) -> None:
    page.add_init_script(SAVES_DATA)
    page.goto(site.address)
    assert page.locator("script[type=speculationrules]").count() == 0
    link(page, TRACK).hover()
    page.wait_for_timeout(DWELL)
    assert [path for path, ahead in site.asked if ahead] == []


def test_the_state_of_the_next_step_in_an_address_is_kept(page: Page, site: Site) -> None:
    page.goto(site.address + NEXT_STEP)
    page.evaluate(LINK)
    page.locator("#made").hover()
    expect_asked(page, site, f"{NEXT_STEP}?status=customs")
    page.locator("#made").click()
    expect(page.locator("[data-plan]")).to_be_visible()
    expect(page).to_have_url(re.compile("status=customs#exact$"))


def test_what_is_said_without_a_network_is_not_kept_for_when_there_is_one(
    site: Site, open_page: Open
) -> None:
    page = open_page(service_workers="allow")
    page.goto(site.address)
    with page.context.expect_event("serviceworker"):
        move_mouse(page)
    until(page, "async () => Boolean(navigator.serviceWorker.controller)")
    page.goto(site.address)
    site.fails[TRACK] = NO_ANSWER
    link(page, TRACK).hover()
    with page.context.expect_event("requestfailed", lambda asked: TRACK in asked.url):
        pass
    site.fails.clear()
    link(page, TRACK).click()
    expect(page).to_have_url(site.address + TRACK)
    expect(page.locator("article h1")).to_be_visible()
