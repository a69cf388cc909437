"""Every page works in a real Chromium: quietly, on its own, on a phone and on a desk."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import watch
from tests.browser.test_accessible import flaws
from tests.test_site import PAGES

PHONE = (390, 844)
SIZES = ((320, 700), PHONE, (768, 1024), (1280, 900))


@pytest.fixture(scope="module", params=[*PAGES, "404.html"])
def opened(
    request: pytest.FixtureRequest, browser: Browser, address: str
) -> Iterator[tuple[Page, list[str]]]:
    """Return one page after the other, and what each complained of; some tests look at it."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, reduced_motion="reduce", service_workers="block"
    )
    page = context.new_page()
    complaints = watch(page, address)
    page.goto(address + request.param)
    yield page, complaints
    context.close()


def test_a_page_opens_without_error_and_asks_nothing_of_other_sites(
    opened: tuple[Page, list[str]],
) -> None:
    page, complaints = opened
    # Somebody touches it: the theme's script and the rest of the looks come.
    page.mouse.move(5, 5)
    page.wait_for_function("document.querySelector('script[src*=bundle]')")
    page.evaluate("document.fonts.ready")
    assert complaints == []


def test_axe_finds_nothing_on_a_phone(opened: tuple[Page, list[str]]) -> None:
    assert flaws(opened[0]) == []


def test_a_page_is_never_wider_than_its_screen(opened: tuple[Page, list[str]]) -> None:
    page, _ = opened
    for width, height in (*SIZES, PHONE):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


# The longest answers and the country with most to say take one more.
THREE_SHEETS = {"faq/customs-charges/", "faq/not-arrived/", "countries/pl/"}
ON_PAPER = [page for page in PAGES if re.fullmatch("(faq|countries)/[a-z-]+/", page)]


@pytest.mark.parametrize("path", ON_PAPER)
def test_on_paper_an_answer_or_a_country_takes_two_sheets(
    path: str, page: Page, address: str
) -> None:
    page.goto(address + path)
    sheets = page.pdf(format="A4").count(b"/Type /Page\n")
    assert 1 <= sheets <= (3 if path in THREE_SHEETS else 2)


def test_an_error_and_a_request_to_another_site_would_be_seen(page: Page, address: str) -> None:
    complaints = watch(page, address)
    page.goto(address)
    page.evaluate("console.error('oh'); fetch('http://127.0.0.1:9/').catch(() => 0)")
    expect(page.locator("body")).to_be_visible()
    assert "oh" in complaints
    assert any("http://127.0.0.1:9/" in complaint for complaint in complaints)


def test_the_search_box_of_the_front_door_finds_the_answer_and_tells_nobody(
    page: Page, address: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.get_by_label("What happened?").fill("tracking stopped")
    page.get_by_role("button", name="Search", exact=True).click()
    results = page.locator(".md-search-result__item a[href*='faq/tracking-stopped']")
    expect(results.first).to_be_visible()
    assert [url for url in asked if "stopped" in url] == []


def test_each_situation_on_the_front_door_leads_to_its_answer(page: Page, address: str) -> None:
    page.goto(address)
    cards = page.locator(".situations a")
    expect(cards).to_have_count(7)
    cards.nth(3).click()
    expect(page).to_have_url(address + "faq/customs-hold/")
    expect(page.get_by_text("Do this now")).to_be_visible()


def test_a_number_can_be_tapped_and_is_large_enough(page: Page, address: str) -> None:
    page.goto(address + "countries/fr/")
    for link in page.locator("a[href^='tel:']").all():
        box = link.bounding_box()
        assert box is not None
        assert box["height"] >= 44


def test_a_tracking_number_is_carried_to_the_carriers_page_and_nowhere_else(
    page: Page, address: str
) -> None:
    complaints = watch(page, address)
    page.goto(address + "countries/es/")
    link = page.locator("a[data-track]").first
    home, template = link.get_attribute("href"), str(link.get_attribute("data-track"))
    field = page.get_by_label("Your tracking number")
    field.fill(" rr 123-456 785 cn&<x>")
    wanted = template.replace("{number}", "RR123456785CN%26%3CX%3E")
    assert link.get_attribute("href") == wanted
    field.fill("")
    assert link.get_attribute("href") == home
    assert complaints == []


def test_without_scripts_a_page_is_complete(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect(page.locator("form.ask")).to_be_hidden()
    expect(page.locator(".situations a")).to_have_count(7)
    page.goto(address + "countries/es/")
    expect(page.locator("a[href^='tel:']").first).to_be_visible()
    expect(page.get_by_label("Your tracking number")).to_be_hidden()
    for link in page.locator("a[data-track]").all():
        assert re.fullmatch(r"https://[^{}]+", str(link.get_attribute("href")))
    context.close()


def test_a_fact_in_a_sentence_leads_to_its_source(page: Page, address: str) -> None:
    page.goto(address + "faq/not-arrived/")
    shown = page.locator("a.fact").first
    target = str(shown.get_attribute("href"))
    shown.click()
    expect(page.locator(target)).to_be_visible()
