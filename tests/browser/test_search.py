"""The search dialog in a real Chromium: by hand, by keyboard, on a phone, and without scripts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.chromium import quiet, touch, watch
from tests.browser.conftest import Open, Say
from tests.conftest import of_each_generator

# What nobody needs who does not search.
PARTS = re.compile(r"assets/scripts\.\w+/search/(?!start|distance)|search/search_index\.json")

READY = re.compile("^Type a question")
HELD, LATE = "faq/customs-hold/", "faq/not-arrived/"


@pytest.fixture
def asked(page: Page) -> list[str]:
    """Return a list that fills with the addresses that a page asks for."""
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    return requests


def open_search(page: Page) -> None:
    page.keyboard.press("/")
    expect(page.locator(".md-search-result__meta")).to_have_text(READY)


def search(page: Page, address: str, question: str, path: str = "faq/how-to-track/") -> None:
    """Ask a question at once, so that only one answer comes, and wait for it."""
    page.goto(address + path)
    open_search(page)
    page.keyboard.insert_text(question)
    page.keyboard.press("End")
    expect(results(page).first).to_be_visible()


def results(page: Page) -> Locator:
    return page.locator(".md-search-result__item > a")


def expect_first(page: Page, path: str) -> None:
    """Wait until the first result leads to a page."""
    expect(results(page).first).to_have_attribute("href", re.compile(re.escape(path)))


@of_each_generator("built_mini")
def test_nothing_of_the_search_is_loaded_before_it_is_opened_and_nothing_after(
    page: Page, mini_address: str, asked: list[str]
) -> None:
    complaints = watch(page, mini_address)
    page.goto(mini_address + HELD)
    quiet(page)
    assert [url for url in asked if PARTS.search(url)] == []
    page.locator(".md-search__input").focus()
    expect(page.locator(".md-search-result__meta")).to_have_text(READY)
    parts = sorted(url.rsplit("/", 1)[1] for url in asked if PARTS.search(url))
    assert parts == ["back.js", "search_index.json", "worker.js"]
    quiet(page)
    loaded = len(asked)
    page.keyboard.type("parcel held by custms")
    expect_first(page, HELD)
    # What guesses at other letters, or at a line of tracking, comes with a question that needs it.
    late = re.compile("otherwise|/search/lines|tracking-words")
    assert [url for url in asked[loaded:] if not late.search(url)] == []
    assert complaints == []


def test_what_words_in_a_row_say_is_loaded_with_a_question_of_many_words(
    page: Page, mini_address: str, asked: list[str]
) -> None:
    search(page, mini_address, "parcel held by customs")
    assert [url for url in asked if "pairs.json" in url] == []
    with page.expect_response("**/search/pairs.json"):
        page.keyboard.type(" again")
    page.keyboard.type(" today")
    expect_first(page, HELD)
    assert len([url for url in asked if "pairs.json" in url]) == 1


@of_each_generator("built_mini")
def test_keys_alone_lead_to_a_result_and_back(page: Page, mini_address: str) -> None:
    search(page, mini_address, "held by customs")
    page.keyboard.press("ArrowDown")
    expect(results(page).first).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(HELD))
    expect(page.locator("article mark").first).to_be_visible()
    page.go_back()
    expect(page).to_have_url(mini_address + "faq/how-to-track/")


def test_what_the_search_marks_does_not_part_the_words_of_a_button(
    page: Page, mini_address: str
) -> None:
    page.goto(mini_address + HELD + "?h=dates")
    mark = page.locator(".next-link a > mark")
    expect(mark).to_have_css("display", "contents")


def test_escape_closes_the_search(page: Page, mini_address: str) -> None:
    search(page, mini_address, "customs")
    expect(page.locator("#__search")).to_be_checked()
    page.keyboard.press("Escape")
    expect(page.locator("#__search")).not_to_be_checked()


def test_a_shared_link_opens_with_its_answer_and_holds_the_question(
    page: Page, mini_address: str
) -> None:
    page.goto(mini_address + "?q=held+by+customs")
    expect(page.locator("#__search")).to_be_checked()
    expect_first(page, HELD)
    share = page.locator("[data-md-component=search-share]")
    expect(share).to_have_attribute("href", re.compile(r"\?q=held\+by\+customs$"))


def test_what_was_meant_can_be_asked(page: Page, mini_address: str, say: Say) -> None:
    search(page, mini_address, "held by custms")
    asked = say("theme.search.meant", question="held by customs")
    expect(page.locator(".search-meant")).to_have_text(asked)
    meant = page.locator(".search-meant a")
    expect(meant).to_have_text("held by customs")
    page.keyboard.press("ArrowDown")
    expect(meant).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".md-search__input")).to_have_value("held by customs")
    expect_first(page, HELD)
    expect(page.locator(".search-meant")).to_have_count(0)


def test_where_nothing_fits_the_situations_are_offered_until_something_does(
    page: Page, mini_address: str, built_mini: Path
) -> None:
    page.goto(mini_address)
    open_search(page)
    page.keyboard.insert_text("zzqx blorpt")
    page.keyboard.press("End")
    expect(page.locator(".md-search-result__meta")).to_contain_text("Nothing found")
    links = page.locator(".search-help li a")
    expect(links.first).to_be_visible()
    ways = [str(a.get_attribute("href")).strip("./") for a in links.all()]
    paths = [re.split("[?#]", way)[0] for way in ways]
    assert all((built_mini / path / "index.html").is_file() for path in paths)
    page.keyboard.press("Enter")
    expect(page).to_have_url(mini_address)
    page.locator(".md-search__input").fill("customs")
    page.keyboard.press("End")
    expect(results(page).first).to_be_visible()
    expect(page.locator(".search-help")).to_have_count(0)
    page.locator(".md-search__input").fill("zzqx blorpt")
    page.keyboard.press("End")
    expect(links.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(links.first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(mini_address + ways[0])


@pytest.mark.parametrize("part", ["search/search_index.json", "search/worker.js"])
def test_where_the_search_cannot_be_loaded_the_situations_are_offered(
    part: str, page: Page, mini_address: str
) -> None:
    page.route(f"**/{part}", lambda route: route.abort())
    page.goto(mini_address)
    page.keyboard.press("/")
    expect(page.locator(".md-search-result__meta")).to_contain_text("could not be loaded")
    expect(page.locator(".search-help li a").first).to_be_visible()


def test_a_tracking_number_gets_its_links_and_is_sent_nowhere(
    page: Page, mini_address: str, asked: list[str]
) -> None:
    complaints = watch(page, mini_address)
    search(page, mini_address, "SN1020304050")
    link = page.locator(".md-search-result a[href^='https://snail.example/']")
    expect(link).to_have_attribute("href", re.compile("SN1020304050"))
    assert [url for url in asked if "SN1020304050" in url] == []
    assert complaints == []


def test_enter_right_after_a_paste_opens_nothing_that_was_asked_before(
    page: Page, mini_address: str
) -> None:
    search(page, mini_address, "customs")
    page.evaluate("() => { document.activeElement.value = 'SN1020304050' }")
    page.keyboard.press("Enter")
    expect(results(page).first).to_contain_text("SN1020304050")
    assert page.url == mini_address + "faq/how-to-track/"


def test_hostile_words_stay_words(page: Page, mini_address: str) -> None:
    complaints = watch(page, mini_address)
    search(page, mini_address, "<img src=x onerror=alert(1)> customs")
    expect(page.locator(".md-search-result img")).to_have_count(0)
    page.goto(mini_address + "?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E+held+by+custms")
    expect(results(page).first).to_be_visible()
    expect(page.locator(".md-search img")).to_have_count(0)
    assert complaints == []


@of_each_generator("built_mini")
def test_the_result_is_announced_and_the_dialog_has_a_name(page: Page, mini_address: str) -> None:
    search(page, mini_address, "customs")
    dialog = page.get_by_role("dialog", name="Search")
    expect(dialog).to_have_count(1)
    expect(dialog.get_by_role("status")).to_have_text(re.compile(r"^Pages found: \d+$"))
    expect(page.locator(".md-search-result__list")).to_have_attribute("role", "list")


def test_without_scripts_a_list_of_all_questions_stands_in_the_place_of_the_search(
    open_page: Open, mini_address: str
) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(mini_address + "statuses/")
    expect(page.locator(".md-search__input")).to_be_hidden()
    expect(page.locator(".md-header__button[for=__search]")).to_be_hidden()
    page.locator("header .search-list").click()
    expect(page).to_have_url(mini_address + "faq/")
    expect(page.locator(".questions a")).to_have_count(7)


def test_back_brings_the_question_again_and_then_closes_the_search(
    page: Page, mini_address: str
) -> None:
    search(page, mini_address, "held by customs")
    results(page).first.click()
    expect(page).to_have_url(re.compile(HELD))
    page.go_back()
    expect(page.locator(".md-search__input")).to_have_value("held by customs")
    expect_first(page, HELD)
    page.go_back()
    expect(page.locator("#__search")).not_to_be_checked()
    expect(page).to_have_url(mini_address + "faq/how-to-track/")


def test_back_closes_the_search_and_stays_on_the_page(page: Page, mini_address: str) -> None:
    page.goto(mini_address)
    page.goto(mini_address + LATE)
    open_search(page)
    page.go_back()
    expect(page.locator("#__search")).not_to_be_checked()
    expect(page).to_have_url(mini_address + LATE)
    page.go_back()
    expect(page).to_have_url(mini_address)


@pytest.mark.parametrize("is_touched", [False, True], ids=["at once", "later"])
def test_escape_brings_the_focus_back_to_where_it_was(
    is_touched: bool, page: Page, mini_address: str
) -> None:
    page.goto(mini_address + LATE)
    if is_touched:
        touch(page)
    link = page.locator("article a[href='#fact-window-closes']").first
    link.focus()
    quiet(page)
    open_search(page)
    page.keyboard.press("Escape")
    expect(link).to_be_focused()


def test_what_comes_without_a_key_and_before_the_script_is_asked_too(
    page: Page, mini_address: str
) -> None:
    """A phone's menu pastes without a key, and on a slow network somebody writes too early."""
    held: list[Route] = []
    page.route("**/bundle*.js", lambda route: held.append(route))
    page.goto(mini_address + HELD)
    with page.expect_request("**/bundle*.js"):
        page.locator(".md-search__input").focus()
    page.keyboard.insert_text("tracking")
    quiet(page)
    assert held
    for route in held:
        route.continue_()
    expect(results(page).first).to_be_visible()
    page.locator(".md-search__input").evaluate("field => { field.value = ''; }")
    page.keyboard.insert_text("held by customs")
    expect_first(page, HELD)


def test_who_presses_enter_before_the_scripts_are_there_loses_nothing(
    page: Page, mini_address: str
) -> None:
    held: list[Route] = []
    page.route(re.compile(r"/(start|bundle[^/]*)\.js"), lambda route: held.append(route))
    page.goto(mini_address + HELD)
    page.locator(".md-search__input").focus()
    page.keyboard.insert_text("held by customs")
    page.keyboard.press("Enter")
    quiet(page)
    for route in held:
        route.continue_()
    expect_first(page, HELD)
    assert page.url == mini_address + HELD


def test_the_search_loads_while_the_theme_s_script_is_still_on_its_way(
    page: Page, mini_address: str
) -> None:
    held: list[Route] = []
    page.route("**/bundle*.js", lambda route: held.append(route))
    page.goto(mini_address + HELD)
    with page.expect_response("**/search_index.json"):
        page.locator(".md-search__input").focus()
    quiet(page)
    for route in held:
        route.continue_()
    expect(page.locator(".md-search-result__meta")).to_have_text(READY)
