"""A card for the counter shows the number and one question in the language of the country."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import move_mouse, watch
from tests.browser.conftest import Open, Say
from tests.browser.looks import flaws, too_small
from tests.browser.next_steps import exact

NUMBER = "SN1020304050"


def opened(page: Page, address: str, say: Say) -> None:
    page.goto(address)
    move_mouse(page)
    page.get_by_role("button", name=say("counter.open")).click()


def test_the_card_speaks_the_language_of_the_country_and_says_it_in_english_too(
    page: Page, mini_address: str, say: Say
) -> None:
    complaints = watch(page, mini_address)
    page.goto(mini_address + "countries/es/")
    page.get_by_label(say("your_number")).fill("sn 1020 304050")
    page.get_by_role("button", name=say("counter.open")).click()
    card = page.locator("[data-card]")
    expect(card.locator("[data-number]")).to_have_text(NUMBER)
    expect(card.locator("[lang=es]")).to_have_text("¿Lo tienen?")
    expect(page.locator("p[data-here]")).to_have_text("Do you have it?")
    page.get_by_label(say("counter.last_line")).fill("<b>Held</b> {x}")
    expect(card.locator("[lang=es]").first).to_contain_text("«\u2068<b>Held</b> {x}\u2069»")
    expect(page.locator("[data-say] li")).to_have_count(3)
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name=say("counter.open"))).to_be_focused()
    assert complaints == []


def test_on_the_page_of_messages_the_language_is_chosen(
    page: Page, mini_address: str, say: Say
) -> None:
    opened(page, mini_address + "messages/", say)
    expect(page.locator("[data-card] [lang=en]")).to_have_text("Do you have it?")
    expect(page.locator("p[data-here]")).to_be_empty()
    expect(page.locator("#counter-number")).to_be_focused()
    page.get_by_label(say("counter.language")).select_option("ar")
    expect(page.locator("[data-card] [lang=ar]")).to_have_text("هل هو لديكم؟")


def test_what_is_not_known_is_left_out(page: Page, mini_address: str, say: Say) -> None:
    opened(page, mini_address + "countries/es/", say)
    expect(page.locator("[data-say] li")).to_have_text(["¿Lo tienen?Do you have it?"])
    expect(page.locator("[data-card] [data-number]")).to_be_hidden()
    expect(page.locator("dialog")).not_to_contain_text("…")
    page.get_by_label(say("counter.number"), exact=True).fill(NUMBER)
    expect(page.locator("[data-say] li")).to_have_count(2)
    expect(page.locator("dialog")).not_to_contain_text("…")


def test_a_plan_shows_it_with_all_that_its_page_knows(
    page: Page, mini_address: str, say: Say
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    complaints = watch(page, mini_address)
    page.goto(mini_address + "next-step/?status=customs&country=es")
    exact(page).locator("[data-number-field]").fill(NUMBER)
    expect(page.locator("#message-number")).to_have_value(NUMBER)
    page.locator(".message-blanks summary").click()
    page.locator("#message-status").fill("Held")
    assert not [url for url in asked if "/counter.js" in url]
    button = page.get_by_role("button", name=say("counter.open"))
    for _ in range(2):
        button.click()
        expect(page.locator("[data-card] [data-number]")).to_have_text(NUMBER)
        expect(page.locator("[data-card] [lang=es]")).to_contain_text(["Held", "¿Lo tienen?"])
        expect(page.locator("dialog")).to_have_count(1)
        page.keyboard.press("Escape")
        expect(page.locator("dialog")).to_have_count(0)
        expect(button).to_be_focused()
    assert complaints == []


def test_where_nobody_at_a_counter_is_asked_there_is_no_card(
    page: Page, mini_address: str, say: Say
) -> None:
    page.goto(mini_address + "next-step/?status=message")
    expect(page.locator("[data-plan] .plan__title")).to_be_visible()
    expect(page.get_by_role("button", name=say("counter.open"))).to_have_count(0)


def test_the_page_of_a_situation_shows_it_too(page: Page, mini_address: str, say: Say) -> None:
    page.goto(mini_address + "next-step/customs/")
    move_mouse(page)
    page.get_by_role("button", name=say("counter.open")).first.click()
    expect(page.locator("[data-card] [lang=en]")).to_have_text("Do you have it?")


def test_without_a_network_it_still_shows_the_number(
    page: Page, mini_address: str, say: Say
) -> None:
    page.route("**/messages/*.json", lambda route: route.abort())
    page.goto(mini_address + "countries/es/")
    page.get_by_label(say("your_number")).fill(NUMBER)
    page.get_by_role("button", name=say("counter.open")).click()
    expect(page.locator("[data-card] [data-number]")).to_have_text(NUMBER)
    expect(page.locator(".counter__hint")).to_have_text(say("counter.failed"))


@pytest.mark.parametrize("settings", [{}, {"color_scheme": "dark"}, {"forced_colors": "active"}])
def test_it_fills_the_screen_of_a_small_phone_and_everybody_can_use_it(
    settings: dict[str, str], open_page: Open, mini_address: str, say: Say
) -> None:
    page = open_page(viewport={"width": 320, "height": 568}, **settings)
    page.goto(mini_address + "countries/sa/")
    page.get_by_label(say("your_number")).fill("AEFG123456789012345678901234")
    page.get_by_role("button", name=say("counter.open")).click()
    expect(page.locator("[data-card] [lang=ar]")).to_be_visible()
    width, inner, height = page.evaluate(
        "(({ offsetWidth, scrollWidth, offsetHeight }) => [offsetWidth, scrollWidth, offsetHeight])"
        "(document.querySelector('dialog'))"
    )
    assert (width, inner, height) == (320, 320, 568)
    number = page.locator("[data-card] [data-number]")
    assert number.evaluate("(e) => e.offsetHeight < 2 * parseFloat(getComputedStyle(e).lineHeight)")
    assert flaws(page) + too_small(page) == []


@pytest.mark.parametrize("path", ["countries/es/", "next-step/customs/", "messages/"])
def test_without_scripts_a_link_leads_to_the_sentences_among_the_messages(
    path: str, open_page: Open, mini_address: str, say: Say
) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(mini_address + path)
    expect(page.get_by_role("button", name=say("counter.open"))).to_have_count(0)
    page.get_by_role("link", name=say("counter.open")).first.click()
    expect(page).to_have_url(mini_address + "messages/#post-at-the-counter")
    expect(page.get_by_text("Do you have it?")).to_be_visible()
