"""The reader's country is remembered when it is asked for, shown first, and forgotten at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.chromium import moved, quiet, until, watch
from tests.browser.conftest import Open, Say
from tests.browser.next_steps import exact, field
from tests.conftest import of_each_generator

KEY = "wheres-my-parcel:country"
SPAIN = {"code": "es"}
# What the browser keeps from a visit when the name was kept too.
EARLIER = {"code": "es", "name": "<img src onerror=alert(1)>"}
ANSWER = "faq/not-arrived/"
# Whom one calls in Spain, in the small world.
POST, CUSTOMS = "tel:+34-910-00-01-00", "tel:+34-910-00-02-00"


def stored(page: Page) -> object:
    """Return the country that the browser keeps; None when it keeps none."""
    found: str | None = page.evaluate(f"localStorage.getItem('{KEY}')")
    return json.loads(found) if found else None


def store(page: Page, value: object) -> None:
    """Have a country kept before each page that is opened from now on."""
    text = value if isinstance(value, str) else json.dumps(value)
    page.add_init_script(f"localStorage.setItem('{KEY}', {json.dumps(text)})")


def store_once(page: Page, address: str) -> None:
    """Have Spain kept, as by an earlier visit."""
    page.goto(address + "404.html")
    page.evaluate(f"localStorage.setItem('{KEY}', '{json.dumps(SPAIN)}')")


def line(page: Page) -> Locator:
    return page.locator("[data-my-country]")


def forget(page: Page) -> Locator:
    return page.locator("[data-forget]")


def yes(page: Page, say: Say, country: str = "Spain") -> Locator:
    return page.get_by_role("button", name=say("remember.yes", country=country))


def no(page: Page, say: Say, country: str = "Spain") -> Locator:
    return page.get_by_role("button", name=say("remember.no", country=country))


# --- Remembered ---


def test_nothing_is_kept_before_it_is_asked_for(page: Page, mini_address: str, say: Say) -> None:
    page.goto(mini_address + "next-step/?status=flight")
    field(page, "country").select_option("es")
    page.goto(mini_address + "countries/es/")
    quiet(page)
    assert stored(page) is None
    expect(line(page)).to_be_hidden()


@of_each_generator("built_mini")
def test_a_country_is_remembered_on_its_page_and_its_desk_comes_first(
    page: Page, mini_address: str, say: Say
) -> None:
    complaints = watch(page, mini_address)
    page.goto(mini_address + "countries/es/")
    yes(page, say).click()
    expect(no(page, say)).to_be_focused()
    assert stored(page) == SPAIN
    page.goto(mini_address + ANSWER)
    expect(line(page)).to_contain_text("Spain")
    line(page).locator("[data-call]").click()
    expect(page.locator("#my-desk")).to_be_in_viewport()
    desk = page.locator(".my-desk").first
    expect(desk.locator(f"a[href='{POST}']")).to_be_visible()
    expect(desk).to_contain_text(say("dial_from.anywhere"))
    assert page.evaluate(
        """document.querySelector(".my-desk").compareDocumentPosition(
             document.querySelector(".my-desk ~ .next-link")) & Node.DOCUMENT_POSITION_FOLLOWING"""
    )
    assert complaints == []


PLACES = {
    "": POST,
    ANSWER: POST,
    "faq/customs-hold/": CUSTOMS,
    "contacts/customs/": CUSTOMS,
    "contacts/post-offices/": POST,
    "countries/": POST,
    "countries/fr/": POST,
    "statuses/": POST,
    "carriers/snail-economy/": POST,
    "about/": POST,
}


def test_every_page_shows_the_desk_and_the_way_to_it(page: Page, mini_address: str) -> None:
    complaints = watch(page, mini_address)
    store(page, SPAIN)
    for path, number in PLACES.items():
        page.goto(mini_address + path)
        expect(page.locator(f".my-desk a[href='{number}']"), path).to_be_visible()
        line(page).locator("[data-call]").click()
        expect(page.locator(":target"), path).to_be_in_viewport()
    assert complaints == []


def test_on_its_own_page_and_in_the_next_step_the_line_leads_to_what_is_there(
    page: Page, mini_address: str
) -> None:
    store(page, SPAIN)
    page.goto(mini_address + "countries/es/")
    quiet(page)
    expect(page.locator(".my-desk h2")).to_have_count(0)
    line(page).locator("[data-call]").click()
    expect(page.locator("#post:target")).to_be_in_viewport()
    page.goto(mini_address + "next-step/")
    line(page).locator("[data-call]").click()
    expect(page).to_have_url(mini_address + "countries/es/#post")


def test_the_next_step_remembers_and_knows_the_country(
    page: Page, mini_address: str, say: Say
) -> None:
    keep = page.locator("[data-keep-country]")
    page.goto(mini_address + "next-step/?status=delivered")
    field(page, "country").select_option("fr")
    keep.check()
    page.goto(mini_address + "next-step/?status=delivered")
    expect(page.get_by_label(say("next_step.country"), exact=True)).to_have_value("fr")
    expect(page.locator("[data-plan] [data-call]")).to_contain_text("Poste du Midi")
    exact(page)
    keep.uncheck()
    expect(line(page)).to_be_hidden()
    assert stored(page) is None


def test_another_country_takes_the_place_of_the_first_at_once(
    page: Page, mini_address: str, say: Say
) -> None:
    store_once(page, mini_address)
    page.goto(mini_address + ANSWER)
    line(page).locator("a[href$='countries/']").click()
    expect(page.locator(".my-desk a[href^='tel:']").first).to_be_visible()
    page.locator("nav.countries").get_by_role("link", name="France").click()
    expect(page.locator(".my-desk a[href^='tel:']").first).to_be_visible()
    yes(page, say, "France").click()
    assert stored(page) == {"code": "fr"}
    expect(line(page)).to_contain_text("France")
    expect(line(page).locator("[data-call]")).to_have_attribute("href", "/countries/fr/#post")
    expect(page.locator(".my-desk > *")).to_have_count(0)


# --- Forgotten ---


@pytest.mark.parametrize("path", [ANSWER, "countries/es/", "about/"])
def test_it_is_forgotten_at_once_and_the_page_says_so(
    path: str, page: Page, mini_address: str
) -> None:
    store_once(page, mini_address)
    page.goto(mini_address + path)
    said = str(line(page).get_attribute("data-forgotten"))
    forget(page).press("Enter")
    expect(line(page)).to_be_focused()
    expect(line(page)).to_have_text(said)
    expect(page.locator(".my-desk a")).to_have_count(0)
    assert stored(page) is None


def test_the_page_about_us_forgets_it_in_every_tab(page: Page, mini_address: str) -> None:
    store_once(page, mini_address)
    page.goto(mini_address + ANSWER)
    expect(page.locator(".my-desk a[href^='tel:']").first).to_be_visible()
    other = page.context.new_page()
    other.goto(mini_address + "about/")
    button = other.locator("[data-forget-country]")
    button.click()
    expect(button).to_be_hidden()
    assert stored(page) is None
    expect(line(page)).to_be_hidden()
    expect(page.locator(".my-desk > *")).to_have_count(0)
    other.reload()
    quiet(other)
    expect(button).to_be_hidden()


def test_what_is_forgotten_can_be_remembered_again_on_the_same_page(
    page: Page, mini_address: str, say: Say
) -> None:
    page.goto(mini_address + "countries/es/")
    yes(page, say).click()
    no(page, say).click()
    expect(line(page)).to_be_visible()
    yes(page, say).click()
    expect(line(page)).to_be_hidden()
    assert stored(page) == SPAIN


def test_forgotten_above_the_next_step_is_not_remembered_by_its_next_answer(
    page: Page, mini_address: str, say: Say
) -> None:
    store_once(page, mini_address)
    page.goto(mini_address + "next-step/?status=delivered")
    expect(page.locator("[data-keep-country]")).to_be_checked()
    forget(page).click()
    expect(page.locator("[data-keep-country]")).not_to_be_checked()
    field(page, "country").select_option("fr")
    expect(page.locator("[data-plan] [data-call]")).to_contain_text("Poste du Midi")
    assert stored(page) is None


# Holds the file with the desk back until the test calls release().
HELD = """const load = window.fetch;
window.fetch = async (...asked) => {
  if (!String(asked[0]).endsWith("contacts.json")) return load(...asked);
  await new Promise((resolve) => { window.release = resolve; });
  const answer = await load(...asked);
  answer.json = () => Response.prototype.json.call(answer).finally(
    () => setTimeout(() => { window.hasCome = true; }));
  return answer;
};"""


def test_a_desk_that_comes_late_does_not_bring_back_what_is_forgotten(
    page: Page, mini_address: str
) -> None:
    store(page, SPAIN)
    page.add_init_script(HELD)
    page.goto(mini_address + ANSWER)
    forget(page).click()
    page.evaluate("release()")
    until(page, "async () => window.hasCome")
    expect(page.locator(".my-desk > *")).to_have_count(0)


# --- What is no country ---

HOSTILE = [
    "",
    "not JSON",
    "null",
    "[]",
    '{"code": "../../x", "name": "x"}',
    '{"code": "ES"}',
    '{"code": "qq"}',
    '{"code": ["es"]}',
    '{"code": {}}',
    '{"name": "Spain"}',
    json.dumps({"code": "e" * 5_000}),
    "x" * 5_000,
]


def test_what_is_no_country_is_passed_over(page: Page, mini_address: str) -> None:
    complaints = watch(page, mini_address)
    page.goto(mini_address + "404.html")
    shown = {}
    for value in [*HOSTILE, json.dumps(SPAIN)]:
        page.evaluate(f"(value) => localStorage.setItem('{KEY}', value)", value)
        page.goto(mini_address + ANSWER)
        quiet(page)
        shown[value] = line(page).is_visible() or page.locator(".my-desk > *").count() > 0
    assert [value for value in shown if shown[value]] == [json.dumps(SPAIN)]
    assert complaints == []


def test_a_name_that_was_kept_earlier_is_passed_over_and_the_country_is_not(
    page: Page, mini_address: str
) -> None:
    complaints = watch(page, mini_address)
    store(page, EARLIER)
    page.goto(mini_address + ANSWER)
    expect(line(page).locator("[data-page]")).to_have_text("Spain")
    expect(page.locator(".my-desk a[href^='tel:']").first).to_be_visible()
    expect(page.locator(".my-desk h2")).to_contain_text("Spain")
    assert complaints == []


# --- Where something is missing ---


def test_a_browser_that_keeps_nothing_says_so_and_works_all_the_same(
    page: Page, mini_address: str, say: Say
) -> None:
    complaints = watch(page, mini_address)
    page.add_init_script(
        "Storage.prototype.getItem = Storage.prototype.setItem = () => { throw new Error() }"
    )
    page.goto(mini_address + "next-step/?status=flight&country=es")
    expect(page.locator("[data-plan]")).to_be_visible()
    exact(page)
    page.locator("[data-keep-country]").check()
    page.goto(mini_address + "countries/es/")
    yes(page, say).click()
    expect(page.locator("[data-remember] [role=status]")).to_have_text(say("remember.blocked"))
    # The theme cannot keep its colours either, and says so.
    assert all("country" not in complaint for complaint in complaints)


@pytest.mark.parametrize("answer", [{"status": 404}, {"body": "<html>"}])
def test_without_its_desk_the_way_to_the_page_of_the_country_stays_and_no_empty_room(
    answer: dict[str, object], page: Page, mini_address: str
) -> None:
    store(page, SPAIN)
    page.route("**/contacts.json", lambda route: route.fulfill(**answer))
    page.goto(mini_address + ANSWER)
    expect(page.locator(".my-desk a")).to_have_attribute("href", "/countries/es/#post")
    expect(page.locator(".my-desk a")).to_contain_text("Spain")
    box = page.locator(".my-desk").bounding_box()
    assert box
    assert box["height"] < 200


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_when_the_desk_comes(width: int, open_page: Open, mini_address: str) -> None:
    page = open_page(viewport={"width": width, "height": 844})
    store(page, SPAIN)
    for path in ("", ANSWER, "countries/", "contacts/customs/"):
        page.goto(mini_address + path)
        expect(page.locator(".my-desk a[href^='tel:']").first).to_be_visible()
        assert moved(page) < 0.02, path
    page.evaluate("document.querySelector('h1').style.paddingTop = '300px'")
    assert moved(page) > 0.02


def test_links_to_the_page_of_the_country_do_not_look_like_links_to_another_site(
    page: Page, mini_address: str
) -> None:
    store(page, SPAIN)
    page.goto(mini_address + ANSWER)
    links = page.locator("[data-my-country] a, .my-desk .more a")
    expect(links).to_have_count(4)
    assert not links.evaluate_all("all => all.some(a => a.getAttribute('href').startsWith('http'))")


def test_below_a_folder_of_its_host_the_country_is_found(
    built_mini: Path, serve: Callable[[Path], str], tmp_path: Path, page: Page
) -> None:
    (tmp_path / "parcel").symlink_to(built_mini, target_is_directory=True)
    address = serve(tmp_path) + "parcel/"
    complaints = watch(page, address)
    store(page, SPAIN)
    page.goto(address + ANSWER)
    expect(page.locator(".my-desk a[href^='tel:']").first).to_be_visible()
    page.locator(".my-desk .more a").last.click()
    expect(page).to_have_url(address + "countries/es/#post")
    assert complaints == []


def test_the_keyboard_reaches_the_desk(page: Page, mini_address: str) -> None:
    store(page, SPAIN)
    page.goto(mini_address + ANSWER)
    expect(page.locator(".my-desk a[href^='tel:']").first).to_be_visible()
    line(page).locator("[data-call]").press("Enter")
    expect(page.locator("#my-desk")).to_be_focused()


# --- The list of countries ---


def test_the_list_of_countries_is_shortened_while_a_name_is_typed(
    page: Page, mini_address: str, say: Say
) -> None:
    page.goto(mini_address + "countries/")
    field, left = page.get_by_label(say("find_country")), page.locator("nav.countries li:visible")
    expect(left).to_have_count(4)
    field.fill("king")
    expect(left).to_have_text(["United Kingdom"])
    field.fill("ÁRABIA")
    expect(left).to_have_text(["Saudi Arabia"])
    field.fill("atlantis")
    expect(left).to_have_count(0)
    expect(page.get_by_text(say("no_country"))).to_be_visible()
    field.fill("spa")
    field.press("Enter")
    expect(page).to_have_url(mini_address + "countries/es/")


def test_without_scripts_nothing_is_offered_that_needs_one(
    open_page: Open, mini_address: str, say: Say
) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(mini_address + "countries/")
    expect(page.locator("nav.countries li:visible")).to_have_count(4)
    expect(page.get_by_label(say("find_country"))).to_be_hidden()
    page.goto(mini_address + "countries/es/")
    expect(page.locator("[data-remember]")).to_be_hidden()
    expect(line(page)).to_be_hidden()
