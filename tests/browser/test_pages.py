"""Pages work in a real Chromium: quietly, on their own, on a phone and on paper."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from macros.model import Knowledge, NextSteps
from tests.browser.chromium import touch, watch
from tests.browser.conftest import Open, Say
from tests.browser.looks import KINDS, too_wide, visit
from tests.conftest import of_each_generator


@of_each_generator("built_mini")
def test_every_kind_of_page_opens_without_error_and_asks_nothing_of_other_sites(
    page: Page, mini_address: str
) -> None:
    complaints = watch(page, mini_address)
    for path in KINDS:
        visit(page, mini_address + path)
        touch(page)
        assert complaints == [], path


def test_pages_of_the_real_site_open_without_error_and_fit_a_small_screen(
    open_page: Open, address: str, knowledge: Knowledge
) -> None:
    page = open_page(viewport={"width": 320, "height": 700})
    complaints = watch(page, address)
    ((_, next_steps),) = knowledge.each(NextSteps)
    paths = [f"countries/{code}/" for code in sorted(knowledge.post_offices)[:3]]
    paths += [f"carriers/{slug}/" for slug in sorted(knowledge.carriers)[:2]]
    paths += [f"next-step/{situation.id}/" for situation in next_steps.situations[:2]]
    paths += ["", "faq/", "countries/", "contacts/customs/", "carriers/", "statuses/"]
    paths += ["messages/", "next-step/", "about/"]
    for path in paths:
        answer = page.goto(address + path)
        assert answer
        assert answer.ok, path
        touch(page)
        assert complaints + too_wide(page) == [], path


def test_an_error_and_a_request_to_another_site_would_be_seen(
    page: Page, mini_address: str
) -> None:
    complaints = watch(page, mini_address)
    page.goto(mini_address)
    page.evaluate("console.error('oh'), fetch('http://127.0.0.1:9/').catch(() => 0)")
    assert "oh" in complaints
    assert any("http://127.0.0.1:9/" in complaint for complaint in complaints)


# --- On paper ---


def sheets(page: Page) -> int:
    return page.pdf(format="A4").count(b"/Type /Page\n")


def test_on_paper_a_page_takes_less_than_as_it_stands_on_a_screen(
    page: Page, mini_address: str
) -> None:
    for path in ("faq/not-arrived/", "countries/es/", "statuses/"):
        page.goto(mini_address + path)
        page.emulate_media(media="screen")
        on_a_screen = sheets(page)
        parts = [page.locator(part) for part in ("header", "nav.md-nav", ".page-tools")]
        assert all(part.count() for part in parts), path
        page.emulate_media(media="print")
        assert 1 <= sheets(page) < on_a_screen, path
        for part in parts:
            expect(part.first).to_be_hidden()


# --- The front door ---


def test_the_search_box_of_the_front_door_finds_the_answer_and_tells_nobody(
    page: Page, mini_address: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(mini_address)
    page.locator("form.ask input").fill("tracking stopped")
    page.locator("form.ask button").click()
    results = page.locator(".md-search-result__item a[href*='faq/tracking-stopped']")
    expect(results.first).to_be_visible()
    assert [url for url in asked if "stopped" in url] == []


def test_a_worry_on_the_front_door_leads_to_its_question_its_plan_or_its_answer(
    page: Page, mini_address: str
) -> None:
    doors = page.locator(".doors a")
    page.goto(mini_address)
    doors.nth(0).click()
    expect(page.locator("[data-situation=flight]")).to_be_in_viewport()
    page.goto(mini_address)
    doors.nth(1).click()
    expect(page.locator(".plan__now")).to_be_in_viewport()
    page.goto(mini_address)
    doors.nth(3).click()
    expect(page).to_have_url(mini_address + "faq/how-to-track/")
    expect(page.locator(".now")).to_be_in_viewport()


# --- Numbers ---


def test_a_number_can_be_tapped_and_is_large_enough(page: Page, mini_address: str) -> None:
    page.goto(mini_address + "countries/es/")
    links = page.locator("a[href^='tel:']")
    assert links.count() > 3
    for link in links.all():
        box = link.bounding_box()
        assert box is not None
        assert box["height"] >= 44


def test_a_tracking_number_is_carried_to_the_carriers_page_and_nowhere_else(
    page: Page, mini_address: str, say: Say
) -> None:
    complaints = watch(page, mini_address)
    page.goto(mini_address + "countries/es/")
    link = page.locator("a[data-track]").first
    home, template = link.get_attribute("href"), str(link.get_attribute("data-track"))
    field = page.get_by_label(say("your_number"))
    field.fill(" rr 123-456 785 cn&<x>")
    expect(link).to_have_attribute("href", template.replace("{number}", "RR123456785CN%26%3CX%3E"))
    assert "{number}" in template
    field.fill("")
    expect(link).to_have_attribute("href", str(home))
    assert complaints == []


def test_without_scripts_a_page_is_complete(open_page: Open, mini_address: str, say: Say) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(mini_address)
    expect(page.locator("form.ask")).to_be_hidden()
    expect(page.locator(".situations a").first).to_be_visible()
    page.goto(mini_address + "countries/es/")
    expect(page.locator("a[href^='tel:']").first).to_be_visible()
    expect(page.get_by_label(say("your_number"))).to_be_hidden()
    links = page.locator("a[data-track]").all()
    assert links
    for link in links:
        assert re.fullmatch(r"https?://[^{}]+", str(link.get_attribute("href")))


def test_a_fact_in_a_sentence_leads_to_its_source(page: Page, mini_address: str) -> None:
    page.goto(mini_address + "faq/not-arrived/")
    shown = page.locator("a.fact").first
    target = str(shown.get_attribute("href"))
    expect(page.locator(target)).to_be_hidden()
    shown.click()
    expect(page.locator(target)).to_be_visible()
