"""The site works in the engines of all great browsers: Chromium’s, Firefox’s and Safari’s."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Error, Page, Playwright, expect

from tests.browser.chromium import PATIENCE, watch
from tests.browser.conftest import PHONE
from tests.browser.looks import KINDS, visit
from tests.lacking import lacking


@pytest.fixture(params=["chromium", "firefox", "webkit"])
def engine(request: pytest.FixtureRequest, playwright: Playwright) -> Iterator[Browser]:
    name = str(request.param)
    if name == "chromium":
        yield request.getfixturevalue("browser")
        return
    try:
        browser = getattr(playwright, name).launch()
    except Error:
        lacking(name)
    yield browser
    browser.close()


@pytest.fixture
def page(engine: Browser) -> Page:
    context = engine.new_context(**PHONE)
    context.set_default_timeout(PATIENCE)
    return context.new_page()


def test_pages_open_the_search_answers_and_a_number_is_read(page: Page, mini_address: str) -> None:
    complaints = watch(page, mini_address)
    for path in KINDS:
        visit(page, mini_address + path)
        assert complaints == [], path
    page.goto(mini_address)
    field = page.locator("form.ask input")
    field.fill("RU203040503CN")
    expect(page.locator("[data-findings] li")).to_contain_text("RU203040503CN")
    field.fill("customs in spain")
    field.press("Enter")
    expect(page.locator(".md-search-result__item > a").first).to_be_visible()
    assert complaints == []
