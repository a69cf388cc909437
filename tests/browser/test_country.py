"""The reader's country is remembered when it is asked for, shown first, and forgotten at once."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import watch

KEY = "wheres-my-parcel:country"
SPAIN = {"code": "es", "name": "Spain"}


def stored(page: Page) -> str | None:
    found: str | None = page.evaluate(f"localStorage.getItem('{KEY}')")
    return found


def store(page: Page, value: object) -> None:
    text = value if isinstance(value, str) else json.dumps(value)
    page.add_init_script(f"localStorage.setItem('{KEY}', {json.dumps(text)})")


def test_nothing_is_kept_before_it_is_asked_for(page: Page, address: str) -> None:
    page.goto(address + "next-step/?status=flight")
    page.get_by_label("Country", exact=True).select_option("es")
    page.goto(address + "countries/es/")
    assert stored(page) is None
    expect(page.locator("[data-my-country]")).to_be_hidden()


def test_a_country_is_remembered_on_its_page_and_its_desk_comes_first(
    page: Page, address: str
) -> None:
    complaints = watch(page, address)
    page.goto(address + "countries/es/")
    page.get_by_role("button", name="Show Spain first on every page").click()
    expect(page.get_by_role("button", name="Forget Spain")).to_be_focused()
    page.goto(address + "faq/delivered-not-received/")
    line = page.locator("[data-my-country]")
    expect(line).to_contain_text("Your country: Spain")
    line.get_by_role("link", name="Whom to call").click()
    expect(page.get_by_role("heading", name="Spain: whom to call")).to_be_in_viewport()
    desk = page.locator(".my-desk").first
    expect(desk.get_by_role("link", name="Call +34 915 19 71 97")).to_be_visible()
    expect(desk).to_contain_text("From anywhere")
    assert page.evaluate(
        """document.querySelector(".my-desk").compareDocumentPosition(
             document.querySelector("nav.countries")) & Node.DOCUMENT_POSITION_FOLLOWING"""
    )
    assert complaints == []


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("", "+34 915 19 71 97"),
        ("faq/not-arrived/", "+34 915 19 71 97"),
        ("faq/customs-hold/", "+34 916 60 24 54"),
        ("contacts/customs/", "+34 916 60 24 54"),
        ("contacts/post-offices/", "+34 915 19 71 97"),
        ("countries/", "+34 915 19 71 97"),
        ("countries/fr/", "+34 915 19 71 97"),
        ("statuses/", "+34 915 19 71 97"),
        ("carriers/aliexpress-saver-shipping/", "+34 915 19 71 97"),
        ("about/", "+34 915 19 71 97"),
        ("messages/", "+34 915 19 71 97"),
    ],
)
def test_every_page_shows_the_desk(path: str, number: str, page: Page, address: str) -> None:
    complaints = watch(page, address)
    store(page, SPAIN)
    page.goto(address + path)
    expect(page.locator(".my-desk a[href^='tel:']").filter(has_text=number)).to_be_visible()
    assert complaints == []


def test_on_its_own_page_the_line_leads_to_its_post(page: Page, address: str) -> None:
    store(page, SPAIN)
    page.goto(address + "countries/es/")
    link = page.locator("[data-my-country]").get_by_role("link", name="Whom to call")
    assert str(link.get_attribute("href")).endswith("#post")
    expect(page.locator(".my-desk h2")).to_have_count(0)


@pytest.mark.parametrize("path", ["faq/not-arrived/", "countries/es/", "about/"])
def test_it_is_forgotten_at_once_and_the_page_says_so(path: str, page: Page, address: str) -> None:
    page.goto(address)
    page.evaluate(f"localStorage.setItem('{KEY}', '{json.dumps(SPAIN)}')")
    page.goto(address + path)
    page.locator("[data-my-country]").get_by_role("button", name="Forget").click()
    expect(page.locator("[data-my-country]")).to_be_focused()
    expect(page.locator("[data-my-country]")).to_contain_text("Your country is forgotten.")
    expect(page.locator(".my-desk a")).to_have_count(0)
    assert stored(page) is None


def test_the_page_about_us_forgets_it_too(page: Page, address: str) -> None:
    page.goto(address + "about/")
    button = page.get_by_role("button", name="Forget my country")
    expect(button).to_be_hidden()
    page.evaluate(f"localStorage.setItem('{KEY}', '{json.dumps(SPAIN)}')")
    page.reload()
    button.click()
    assert stored(page) is None
    expect(button).to_be_hidden()


def test_the_guide_remembers_and_knows_the_country(page: Page, address: str) -> None:
    page.goto(address + "next-step/?status=arrived")
    page.get_by_label("Country", exact=True).select_option("pl")
    page.get_by_label("Remember my country").check()
    page.goto(address + "next-step/?status=arrived")
    expect(page.get_by_label("Country", exact=True)).to_have_value("pl")
    expect(page.locator("[data-plan] [data-call]")).to_contain_text("Poczta Polska")
    page.get_by_label("Remember my country").uncheck()
    assert stored(page) is None


HOSTILE = [
    "",
    "not JSON",
    "null",
    "[]",
    '{"code": "../../x", "name": "x"}',
    '{"code": "ES", "name": "Spain"}',
    '{"code": "es"}',
    '{"code": ["es"], "name": {}}',
    json.dumps({"code": "es", "name": "x" * 5_000}),
    "x" * 5_000,
]


@pytest.mark.parametrize("value", HOSTILE, ids=[value[:30] or "nothing" for value in HOSTILE])
def test_what_is_no_country_is_passed_over(value: str, page: Page, address: str) -> None:
    complaints = watch(page, address)
    store(page, value)
    page.goto(address + "faq/not-arrived/", wait_until="networkidle")
    expect(page.locator("[data-my-country]")).to_be_hidden()
    assert complaints == []


def test_a_name_that_is_markup_stays_text(page: Page, address: str) -> None:
    complaints = watch(page, address)
    store(page, {"code": "es", "name": "<img src onerror=alert(1)>"})
    page.goto(address + "faq/not-arrived/", wait_until="networkidle")
    expect(page.locator("[data-my-country]")).to_contain_text("<img src onerror=alert(1)>")
    assert complaints == []


def test_a_browser_that_keeps_nothing_works_all_the_same(page: Page, address: str) -> None:
    complaints = watch(page, address)
    page.add_init_script(
        "Storage.prototype.getItem = Storage.prototype.setItem = () => { throw new Error() }"
    )
    page.goto(address + "next-step/?status=flight&country=es")
    expect(page.locator("[data-plan]")).to_be_visible()
    page.get_by_label("Remember my country").check()
    page.goto(address + "countries/es/")
    page.get_by_role("button", name="Show Spain first on every page").click()
    # The theme cannot keep its colours either, and says so.
    assert all("country" not in complaint for complaint in complaints)


def test_without_its_desk_the_way_to_the_page_of_the_country_stays(
    page: Page, address: str
) -> None:
    store(page, SPAIN)
    page.route("**/desks.json", lambda route: route.abort())
    page.goto(address + "faq/not-arrived/")
    expect(page.locator(".my-desk a")).to_have_text("More about Spain")


SHIFT = """() => new Promise((resolve) => {
  let total = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) total += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => setTimeout(() => resolve(total), 300));
})"""


@pytest.mark.parametrize("width", [390, 768, 1280])
@pytest.mark.parametrize("path", ["", "faq/not-arrived/", "countries/", "contacts/customs/"])
def test_nothing_moves_when_the_desk_comes(
    path: str, width: int, browser: Browser, address: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    store(page, SPAIN)
    page.goto(address + path, wait_until="networkidle")
    expect(page.locator(".my-desk a").first).to_be_visible()
    assert page.evaluate(SHIFT) < 0.02
    context.close()


def test_without_scripts_nothing_is_offered(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "countries/es/")
    expect(page.locator(".remember")).to_be_hidden()
    expect(page.locator("[data-my-country]")).to_be_hidden()
    context.close()
