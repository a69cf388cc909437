"""The reader's country is remembered when it is asked for, shown first, and forgotten at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import moved, watch

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
             document.querySelector(".my-desk ~ .next-link")) & Node.DOCUMENT_POSITION_FOLLOWING"""
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
    '{"code": ["es"], "name": "Spain"}',
    '{"code": "es", "name": ["Spain"]}',
    '{"code": "es", "name": " "}',
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
    assert moved(page) < 0.02
    context.close()


def test_without_scripts_nothing_is_offered(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "countries/es/")
    expect(page.locator(".remember")).to_be_hidden()
    expect(page.locator("[data-my-country]")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("path", ["faq/not-arrived/", "countries/fr/", "next-step/"])
def test_whom_to_call_leads_somewhere_on_every_page(path: str, page: Page, address: str) -> None:
    store(page, SPAIN)
    page.goto(address + path, wait_until="networkidle")
    link = page.locator("[data-my-country]").get_by_role("link", name="Whom to call")
    link.click()
    expect(page.locator(":target")).to_be_in_viewport()


# Holds the file with the desk back until the test calls release().
HELD = """const load = window.fetch;
window.fetch = async (...asked) => {
  if (String(asked[0]).endsWith("desks.json")) {
    await new Promise((resolve) => { window.release = resolve; });
  }
  return load(...asked);
};"""


def test_a_desk_that_comes_late_does_not_bring_back_what_is_forgotten(
    page: Page, address: str
) -> None:
    store(page, SPAIN)
    page.add_init_script(HELD)
    page.goto(address + "faq/not-arrived/", wait_until="networkidle")
    page.locator("[data-my-country]").get_by_role("button", name="Forget").click()
    with page.expect_response("**/desks.json") as answer:
        page.evaluate("release()")
    answer.value.finished()
    page.wait_for_load_state("networkidle")
    expect(page.locator(".my-desk > *")).to_have_count(0)


def test_another_country_takes_the_place_of_the_first_at_once(page: Page, address: str) -> None:
    page.goto(address)
    page.evaluate(f"localStorage.setItem('{KEY}', '{json.dumps(SPAIN)}')")
    page.goto(address + "countries/fr/", wait_until="networkidle")
    page.get_by_role("button", name="Show France first on every page").click()
    line = page.locator("[data-my-country]")
    expect(line).to_contain_text("Your country: France")
    expect(line.get_by_role("link", name="Whom to call")).to_have_attribute(
        "href", "/countries/fr/#post"
    )
    expect(page.locator(".my-desk > *")).to_have_count(0)


def test_what_is_forgotten_can_be_remembered_again_on_the_same_page(
    page: Page, address: str
) -> None:
    page.goto(address + "countries/es/")
    page.get_by_role("button", name="Show Spain first on every page").click()
    page.get_by_role("button", name="Forget Spain").click()
    page.get_by_role("button", name="Show Spain first on every page").click()
    expect(page.get_by_text("Your country is forgotten.")).to_be_hidden()
    assert json.loads(stored(page) or "") == SPAIN


def test_forgotten_above_the_guide_is_not_remembered_by_its_next_answer(
    page: Page, address: str
) -> None:
    page.goto(address)
    page.evaluate(f"localStorage.setItem('{KEY}', '{json.dumps(SPAIN)}')")
    page.goto(address + "next-step/?status=arrived")
    page.locator("[data-my-country]").get_by_role("button", name="Forget").click()
    expect(page.get_by_label("Remember my country")).not_to_be_checked()
    page.get_by_label("Country", exact=True).select_option("pl")
    assert stored(page) is None


def test_unchecked_in_the_guide_the_line_goes_too(page: Page, address: str) -> None:
    page.goto(address)
    page.evaluate(f"localStorage.setItem('{KEY}', '{json.dumps(SPAIN)}')")
    page.goto(address + "next-step/?status=arrived")
    page.get_by_label("Remember my country").uncheck()
    expect(page.locator("[data-my-country]")).to_be_hidden()


def test_forgotten_in_one_tab_it_leaves_the_other(page: Page, address: str) -> None:
    page.goto(address)
    page.evaluate(f"localStorage.setItem('{KEY}', '{json.dumps(SPAIN)}')")
    page.goto(address + "faq/not-arrived/", wait_until="networkidle")
    other = page.context.new_page()
    other.goto(address + "about/")
    other.get_by_role("button", name="Forget my country").click()
    expect(page.locator("[data-my-country]")).to_be_hidden()
    expect(page.locator(".my-desk > *")).to_have_count(0)


def test_a_browser_that_keeps_nothing_says_so(page: Page, address: str) -> None:
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error() }")
    page.goto(address + "countries/es/")
    page.get_by_role("button", name="Show Spain first on every page").click()
    expect(page.locator(".remember")).to_contain_text("does not let the site keep anything")


def test_links_to_the_page_of_the_country_do_not_look_like_links_to_another_site(
    page: Page, address: str
) -> None:
    store(page, SPAIN)
    page.goto(address + "faq/not-arrived/", wait_until="networkidle")
    links = page.locator("[data-my-country] a, .my-desk .more a")
    expect(links).to_have_count(4)
    assert not links.evaluate_all("all => all.some(a => a.getAttribute('href').startsWith('http'))")


def test_below_a_folder_of_its_host_the_country_is_found(
    built: Path, serve: Callable[[Path], str], tmp_path: Path, page: Page
) -> None:
    (tmp_path / "parcel").symlink_to(built, target_is_directory=True)
    address = serve(tmp_path) + "parcel/"
    complaints = watch(page, address)
    store(page, SPAIN)
    page.goto(address + "faq/not-arrived/", wait_until="networkidle")
    expect(page.locator(".my-desk a[href^='tel:']").first).to_be_visible()
    page.locator(".my-desk").get_by_role("link", name="More about Spain").click()
    expect(page).to_have_url(address + "countries/es/#post")
    assert complaints == []


def test_the_keyboard_reaches_the_desk_and_forgets(page: Page, address: str) -> None:
    page.goto(address)
    page.evaluate(f"localStorage.setItem('{KEY}', '{json.dumps(SPAIN)}')")
    page.goto(address + "faq/not-arrived/", wait_until="networkidle")
    line = page.locator("[data-my-country]")
    line.get_by_role("link", name="Whom to call").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#my-desk")).to_be_focused()
    line.get_by_role("button", name="Forget").focus()
    page.keyboard.press("Enter")
    expect(line).to_be_focused()
    assert stored(page) is None


def test_without_its_desk_no_empty_room_is_left(page: Page, address: str) -> None:
    store(page, SPAIN)
    page.route("**/desks.json", lambda route: route.fulfill(status=404))
    page.goto(address + "faq/not-arrived/", wait_until="networkidle")
    expect(page.locator(".my-desk a")).to_have_text("More about Spain")
    box = page.locator(".my-desk").bounding_box()
    assert box
    assert box["height"] < 200


def test_another_country_is_two_steps_away(page: Page, address: str) -> None:
    page.goto(address)
    page.evaluate(f"localStorage.setItem('{KEY}', '{json.dumps(SPAIN)}')")
    page.goto(address + "faq/not-arrived/")
    page.locator("[data-my-country]").get_by_role("link", name="Change").click()
    page.locator("nav.countries").get_by_role("link", name="Italy").click()
    page.get_by_role("button", name="Show Italy first on every page").click()
    assert json.loads(stored(page) or "") == {"code": "it", "name": "Italy"}


def test_the_list_of_countries_is_shortened_while_a_name_is_typed(page: Page, address: str) -> None:
    page.goto(address + "countries/")
    field, left = page.get_by_label("Find your country"), page.locator("nav.countries li:visible")
    field.fill("king")
    expect(left).to_have_text(["United Kingdom"])
    field.fill("turkiye")
    expect(left).to_have_text(["Türkiye"])
    field.fill("atlantis")
    expect(left).to_have_count(0)
    expect(page.get_by_text("We have no page for a country of this name yet")).to_be_visible()
    field.fill("spa")
    field.press("Enter")
    expect(page).to_have_url(address + "countries/es/")


def test_without_scripts_the_list_of_countries_is_whole(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "countries/")
    expect(page.get_by_label("Find your country")).to_be_hidden()
    assert page.locator("nav.countries li:visible").count() > 50
    context.close()
