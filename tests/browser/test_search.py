"""The search dialog in a real Chromium: by hand, by keyboard, on a phone, and without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.chromium import watch

# What nobody needs who does not search.
PARTS = re.compile(r"assets/scripts\.\w+/search/(?!start\.js)|search/search_index\.json")

READY = re.compile("^Type a question")


@pytest.fixture
def asked(page: Page) -> list[str]:
    """Return a list that fills with the addresses that a page asks for."""
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    return requests


def search(page: Page, address: str, question: str, path: str = "faq/how-to-track/") -> None:
    """Ask a question at once, so that only one answer comes, and wait for it."""
    page.goto(address + path)
    page.keyboard.press("/")
    expect(page.locator(".md-search-result__meta")).to_have_text(READY)
    page.keyboard.insert_text(question)
    page.keyboard.press("End")
    expect(results(page).first).to_be_visible()


def results(page: Page) -> Locator:
    return page.locator(".md-search-result__item > a")


def test_nothing_of_the_search_is_loaded_before_it_is_opened_and_nothing_after(
    page: Page, address: str, asked: list[str]
) -> None:
    complaints = watch(page, address)
    page.goto(address + "faq/customs-hold/", wait_until="networkidle")
    assert [url for url in asked if PARTS.search(url)] == []
    page.get_by_label("Search", exact=True).and_(page.locator("input")).focus()
    expect(page.locator(".md-search-result__meta")).to_have_text(READY)
    assert [url for url in asked if PARTS.search(url)] != []
    loaded = len(asked)
    page.keyboard.type("parcels stuck custms")
    expect(results(page).first).to_contain_text("held by customs")
    assert asked[loaded:] == []
    assert complaints == []


def test_keys_alone_lead_to_a_result_and_back(page: Page, address: str) -> None:
    search(page, address, "seller says wait")
    page.keyboard.press("ArrowDown")
    expect(results(page).first).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/faq/seller-says-wait/"))
    expect(page.locator("article mark").first).to_be_visible()
    page.go_back()
    expect(page).to_have_url(address + "faq/how-to-track/")


def test_escape_closes_the_search(page: Page, address: str) -> None:
    search(page, address, "customs")
    page.keyboard.press("Escape")
    expect(page.locator("#__search")).not_to_be_checked()


def test_a_shared_link_opens_with_its_answer(page: Page, address: str) -> None:
    page.goto(address + "?q=stuck+in+customs")
    expect(page.locator("#__search")).to_be_checked()
    expect(results(page).first).to_contain_text("held by customs")


def test_a_link_to_share_holds_the_question(page: Page, address: str) -> None:
    search(page, address, "held by customs")
    share = page.locator("[data-md-component=search-share]")
    expect(share).to_have_attribute("href", re.compile(r"\?q=held\+by\+customs$"))


def test_what_was_meant_can_be_asked(page: Page, address: str) -> None:
    search(page, address, "stuk in custms")
    meant = page.get_by_role("link", name="stuck in customs")
    expect(meant).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(meant).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".md-search__input")).to_have_value("stuck in customs")
    expect(results(page).first).to_contain_text("held by customs")
    expect(page.locator(".search-meant")).to_have_count(0)


def test_where_nothing_fits_the_situations_are_offered(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    expect(page.locator(".md-search-result__meta")).to_have_text(READY)
    page.keyboard.insert_text("zzqx blorpt")
    page.keyboard.press("End")
    expect(page.locator(".md-search-result__meta")).to_contain_text("Nothing found")
    expect(page.locator(".search-help li a")).to_have_count(7)
    page.keyboard.press("Enter")
    expect(page).to_have_url(address)
    page.keyboard.press("ArrowDown")
    expect(page.locator(".search-help li a").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/faq/not-arrived/"))


@pytest.mark.parametrize(
    "part", ["search/search_index.json", "search/engine.js", "search/worker.js"]
)
def test_where_the_search_cannot_be_loaded_the_situations_are_offered(
    part: str, page: Page, address: str
) -> None:
    page.route(f"**/{part}", lambda route: route.abort())
    page.goto(address)
    page.keyboard.press("/")
    expect(page.locator(".md-search-result__meta")).to_contain_text("could not be loaded")
    expect(page.locator(".search-help li a")).to_have_count(7)


def test_the_help_goes_when_something_is_found(page: Page, address: str) -> None:
    search(page, address, "customs")
    expect(page.locator(".search-help")).to_have_count(0)


def test_a_tracking_number_gets_its_links_and_is_sent_nowhere(
    page: Page, address: str, asked: list[str]
) -> None:
    complaints = watch(page, address)
    search(page, address, "LP00123456789012")
    link = page.locator(".md-search-result a[href^='https://global.cainiao.com/']")
    expect(link).to_have_attribute("href", re.compile("LP00123456789012"))
    assert [url for url in asked if "LP00123456789012" in url] == []
    assert complaints == []


def test_hostile_words_stay_words(page: Page, address: str) -> None:
    complaints = watch(page, address)
    search(page, address, "<img src=x onerror=alert(1)> customs")
    expect(page.locator(".md-search-result img")).to_have_count(0)
    page.goto(address + "?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E+stuk+customs")
    expect(results(page).first).to_be_visible()
    expect(page.locator(".md-search img")).to_have_count(0)
    assert complaints == []


def test_the_result_is_announced_and_the_dialog_has_a_name(page: Page, address: str) -> None:
    search(page, address, "customs")
    expect(page.get_by_role("dialog", name="Search")).to_have_count(1)
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^\d+ pages? found$"))
    expect(page.locator(".md-search-result__list")).to_have_attribute("role", "list")


def test_without_scripts_a_list_of_all_questions_stands_in_the_place_of_the_search(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "statuses/")
    expect(page.locator(".md-search__input")).to_be_hidden()
    expect(page.locator(".md-header__button[for=__search]")).to_be_hidden()
    page.locator("header").get_by_role("link", name="All questions").click()
    expect(page).to_have_url(address + "faq/")
    expect(page.locator(".questions a")).to_have_count(18)
    context.close()
