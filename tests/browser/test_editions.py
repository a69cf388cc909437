"""In a browser the languages stay apart, and what a reader chose goes along from one to another."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import move_mouse, quiet, touch, until, watch
from tests.browser.conftest import Open
from tests.browser.looks import flaws, too_wide
from tests.browser.next_steps import field, situation
from tests.conftest import of_each_generator
from tests.pseudo import LEFT, RIGHT

KEPT = """async ([cache, address]) => (
  Boolean(await (await caches.open(cache)).match(address)))"""


@pytest.fixture(scope="session")
def served(built_editions: Path, serve: Callable[[Path], str]) -> str:
    """Return the address at which the site in three languages is served."""
    return serve(built_editions)


@of_each_generator("built_editions")
def test_a_page_asks_for_no_byte_of_another_language(page: Page, served: str) -> None:
    complaints = watch(page, served)
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(urlsplit(request.url).path))
    page.goto(f"{served}{LEFT}/next-step/")
    situation(page, "customs").click()
    expect(page.locator("[data-plan] h2, [data-plan] h3").first).to_be_visible()
    field(page, "country").select_option("es")
    expect(page.locator("[data-plan] [data-call] a[href^='tel:']").first).to_be_visible()
    page.goto(f"{served}{LEFT}/faq/not-arrived/")
    page.locator("header label.md-header__button[for=__search]").click()
    page.locator("[data-md-component=search-query]").fill("SN1020304050")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    assert f"/{LEFT}/search/search_index.json" in asked
    assert any(path.startswith(f"/{LEFT}/messages/") for path in asked)
    assert {path for path in asked if not path.startswith((f"/{LEFT}/", "/assets/"))} == set()
    assert complaints == []


def test_a_message_says_in_which_language_it_is_and_can_be_had_in_that_of_the_page(
    page: Page, served: str
) -> None:
    post = page.locator("[data-message=post-where]")
    page.goto(f"{served}{RIGHT}/next-step/?status=delivered&country=fr")
    expect(post.locator("textarea")).to_have_attribute("lang", "en")
    assert post.locator("select").evaluate("field => field.selectedOptions[0].text") == (
        "English (الإنجليزية)"
    )
    post.locator("select").select_option(RIGHT)
    expect(post.locator("textarea")).to_have_value(re.compile("هل وصلكم الطرد"))
    page.goto(f"{served}next-step/?status=delivered&country=fr")
    expect(post.locator(".message-editor__languages")).to_be_visible()
    expect(post.locator(".message-editor__languages")).to_contain_text("English")
    expect(post.locator("select")).to_have_count(0)


def test_a_country_that_was_kept_is_named_in_the_language_of_the_page(
    page: Page, served: str
) -> None:
    page.goto(f"{served}countries/es/")
    page.locator("[data-remember] button").first.click()
    page.goto(f"{served}{LEFT}/faq/not-arrived/")
    expect(page.locator("[data-my-country] [data-page]")).to_have_text("Іспанія")
    expect(page.locator(".my-desk h2")).to_contain_text("Іспанія")
    page.goto(f"{served}{RIGHT}/faq/not-arrived/")
    expect(page.locator("[data-my-country] [data-page]")).to_have_text("إسبانيا")


@of_each_generator("built_editions")
def test_the_list_of_languages_leads_to_the_same_page_in_each_which_everybody_can_use(
    page: Page, served: str
) -> None:
    complaints = watch(page, served)
    page.goto(f"{served}faq/customs-hold/")
    for language, direction in ((LEFT, "ltr"), (RIGHT, "rtl")):
        page.locator(".languages summary").click()
        page.locator(f".languages a[lang={language}]").click()
        expect(page).to_have_url(f"{served}{language}/faq/customs-hold/")
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.locator("body")).to_have_css("direction", direction)
    assert flaws(page) + too_wide(page) == []
    assert complaints == []


@of_each_generator("built_editions")
def test_the_colours_hold_in_all_languages(page: Page, served: str) -> None:
    page.goto(f"{served}faq/not-arrived/")
    move_mouse(page)
    button = page.locator("form[data-md-component=palette] label:visible")
    for scheme in ("default", "slate"):  # first light, then dark, whatever the system has
        button.click()
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
    for language in (LEFT, RIGHT):
        page.goto(f"{served}{language}/faq/not-arrived/")
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


@of_each_generator("built_editions")
def test_each_language_keeps_its_pages_in_a_cache_of_its_own(open_page: Open, served: str) -> None:
    page = open_page(service_workers="allow")
    for language in (LEFT, RIGHT):
        address = f"{served}{language}/faq/not-arrived/"
        with page.context.expect_event("serviceworker"):
            page.goto(address)
            move_mouse(page)
        until(page, KEPT, [f"wheres-my-parcel:{language}", f"{served}{language}/countries/sa/"])
    page.context.set_offline(True)
    for language, direction in ((LEFT, "ltr"), (RIGHT, "rtl")):
        page.goto(f"{served}{language}/countries/es/")
        quiet(page)
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.locator(".kept")).to_be_visible()
        page.goto(f"{served}{language}/faq/how-to-track/")
        expect(page.locator("html")).to_have_attribute("dir", direction)


SAID = """async (scripts) => {
  const { said } = await import(scripts + "next-step/days.js");
  const languages = ["ar", "ar-EG", "ko", "en"];
  return languages.map((language) => said(20000, language, { dateStyle: "long" }));
}"""


def test_dates_are_said_with_the_digits_of_the_order_page(
    page: Page, served: str, modules: str
) -> None:
    page.goto(f"{served}{RIGHT}/next-step/")
    days = page.evaluate(SAID, modules)
    assert all("2024" in day for day in days)
    assert days[2].endswith("일")
    assert days[3] == "4 October 2024"


@pytest.mark.parametrize("language", [LEFT, RIGHT])
def test_a_page_is_not_wider_than_its_screen_however_long_words_and_names_are(
    page: Page, served: str, language: str
) -> None:
    for width in (320, 390, 600):
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(f"{served}{language}/faq/not-arrived/")
        touch(page)
        assert too_wide(page) == []


@pytest.mark.parametrize(
    ("folder", "month"), [("", " Dec "), (f"{LEFT}/", " груд. "), (f"{RIGHT}/", " ديسمبر ")]
)
def test_a_last_day_is_said_with_the_name_of_its_month(
    page: Page, served: str, folder: str, month: str
) -> None:
    page.clock.set_fixed_time(datetime(2026, 12, 1, 12))
    page.goto(f"{served}{folder}next-step/?status=flight&delivery=2026-12-11")
    days = page.locator(".last-days time[datetime]")
    expect(days.first).to_contain_text(month)
    assert [day for day in days.all_text_contents() if month not in day or "2026" not in day] == []


def test_a_reader_of_another_language_is_told_of_it_once_and_sent_nowhere(
    open_page: Open, served: str
) -> None:
    page = open_page(locale=LEFT)
    address = f"{served}next-step/?status=customs"
    page.goto(address)
    line = page.locator("[data-other-language]")
    link = line.get_by_role("link")
    expect(line).to_have_attribute("lang", LEFT)
    expect(link).to_have_attribute("href", f"{served}{LEFT}/next-step/?status=customs")
    assert page.url == address
    line.get_by_role("button").click()
    expect(line).to_be_hidden()
    page.goto(f"{served}faq/not-arrived/")
    quiet(page)
    expect(line).to_be_hidden()


@pytest.mark.parametrize(("locale", "path"), [("en-GB", ""), (LEFT, f"{LEFT}/"), ("ja", "")])
def test_nobody_is_told_of_the_language_of_the_page_or_of_one_that_is_not_there(
    locale: str, path: str, open_page: Open, served: str
) -> None:
    page = open_page(locale=locale)
    page.goto(f"{served}{path}faq/not-arrived/")
    quiet(page)
    expect(page.locator("[data-other-language]")).to_be_hidden()
