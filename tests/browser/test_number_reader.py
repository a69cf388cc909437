"""The reader of numbers finds them in any text, says what each is, and tells nobody."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from macros.model import COUNTRY_NAMES, load
from macros.model.tracking_numbers import matches
from tests.browser.chromium import watch
from tests.projects import ROOT

KNOWLEDGE = load(ROOT)
FORMS = list(KNOWLEDGE.number_formats.values())

READ = """async ([scripts, texts]) => {
  const { read } = await import(scripts + "number-reader.js");
  const known = JSON.parse(document.querySelector("[data-numbers] script").textContent);
  return texts.map((text) => read(text, known).map((finding) => (
    { ...finding, form: finding.form?.name, letter: finding.letter?.name })));
}"""


Read = Callable[..., list[list[dict[str, Any]]]]


@pytest.fixture
def read(page: Page, address: str, scripts: str) -> Read:
    """Return a function that gives the findings in each of some texts."""
    page.goto(address + "next-step/")
    return lambda *texts: page.evaluate(READ, [scripts, list(texts)])


def test_the_browser_and_python_take_and_refuse_the_same_numbers(read: Read) -> None:
    numbers = sorted({n for form in FORMS for n in (*form.valid, *form.invalid)})
    for number, findings in zip(numbers, read(*numbers), strict=True):
        by_python = next((form.name for form in FORMS if matches(form, number)), None)
        by_browser = [f["form"] for f in findings if f["kind"] == "known"]
        assert by_browser == ([by_python] if by_python else []), number


COUNTRIES = """async (scripts) => {
  const { namesCountry } = await import(scripts + "tracking-numbers.js");
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  return letters.flatMap((one) => letters.map((two) => one + two)).filter(namesCountry);
}"""


def test_the_browser_and_python_know_the_same_countries(
    page: Page, address: str, scripts: str
) -> None:
    page.goto(address)
    assert set(page.evaluate(COUNTRIES, scripts)) == {c for c in COUNTRY_NAMES if len(c) == 2}


WRITTEN = [
    "RA102030405FR",
    "ra102030405fr",
    "RA 1020 3040 5 FR",
    "RA-102-030-405-FR",
    "Dear buyer, we have shipped your order. Tracking number: RA102030405FR. Please wait!",
    "https://global.cainiao.com/detail.htm?mailNoList=RA102030405FR&lang=en",
    "ra102030405fr is my number",
    "my number is RA 102030405 FR, where is it",
    "ＲＡ１０２０３０４０５ＦＲ",
    "RA10203\u200b0405FR",
    "call +34 915 19 71 97 before 2026-12-12, price 12.50, number\nRA102030405FR",
]


@pytest.mark.parametrize("text", WRITTEN)
def test_a_number_is_found_however_it_is_written(text: str, read: Read) -> None:
    ((finding,),) = read(text)
    assert (finding["number"], finding["kind"]) == ("RA102030405FR", "known")
    assert finding["country"] == "FR"
    assert finding["letter"] == "Registered letter post"


def test_several_numbers_are_found_each_once(read: Read) -> None:
    text = "LP00900800700605 and RA102030405FR, again LP00900800700605; UA304050601CN"
    (found,) = read(text)
    assert [f["number"] for f in found] == ["LP00900800700605", "RA102030405FR", "UA304050601CN"]
    assert found[0]["form"] == "Cainiao, LP and 14 digits"


WRONG = [
    ("RA102030406FR", {"kind": "check", "right": "5", "given": "6"}),
    ("RA102030405XX", {"kind": "suffix", "given": "XX"}),
    ("RA102030406XX", {"kind": "suffix", "given": "XX"}),
    ("RA102030405UK", {"kind": "suffix", "given": "UK"}),
    ("RA1O2030405FR", {"kind": "confused", "right": "RA102030405FR"}),
    ("RA10203O4O5FR", {"kind": "confused", "right": "RA102030405FR"}),
    ("UA3040506O1CN", {"kind": "confused", "right": "UA304050601CN"}),
    ("LPOO9OO8OO7OO6O5", {"kind": "confused", "right": "LP00900800700605"}),
    ("LP009008007006O5", {"kind": "confused", "right": "LP00900800700605"}),
    ("8190 0800 7006 0504", {"kind": "order", "form": "AliExpress order number, 16 digits"}),
    ("420537049200190333885202055737", {"kind": "unknown"}),
    ("9" * 5_000, {"kind": "long"}),
]


@pytest.mark.parametrize(("text", "wanted"), WRONG, ids=[text[:20] for text, _ in WRONG])
def test_a_number_that_is_not_right_is_explained(
    text: str, wanted: dict[str, str], read: Read
) -> None:
    ((finding,),) = read(text)
    assert finding.items() >= wanted.items()


NO_NUMBERS = [
    "",
    "tracking stopped two weeks ago",
    "+34 915 19 71 97",
    "0800 881 8210",
    "2026-11-25 12:30",
    "it cost 12.50 and I paid on 20261125",
    "it is 915197197 so call me",
    "My number Is 915197197 in Spain",
    "0034915197197",
    "from 2026-11-25 2026-12-25",
    "20261125 20261225",
    "https://www.aliexpress.com/item/1005900800700605.html",
    "<script>alert(1)</script>",
    "supercalifragilisticexpialidocious",
]


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_tracking_number_is_not_taken_for_one(text: str, read: Read) -> None:
    assert read(text) == [[]]


# The shortest of some times: what else the machine does takes none away.
SHORTEST = """async ([scripts, text, times]) => {
  const { read } = await import(scripts + "number-reader.js");
  const known = JSON.parse(document.querySelector("[data-numbers] script").textContent);
  let shortest = Infinity;
  for (let time = 0; time < times; time++) {
    const started = performance.now();
    read(text, known);
    shortest = Math.min(shortest, performance.now() - started);
  }
  return shortest;
}"""


@pytest.mark.parametrize(
    "text", ["9" * 50_000, "RA 1O2 " * 8_000, "AB12 " * 10_000, "\n" * 50_000, "1-" * 25_000]
)
def test_a_long_text_does_not_keep_the_reader_waiting(
    text: str, page: Page, address: str, scripts: str
) -> None:
    page.goto(address + "next-step/")
    assert page.evaluate(SHORTEST, [scripts, text, 5]) < 100


# --- The box in the guide ---


def test_the_guide_explains_a_pasted_message_and_uses_its_number(page: Page, address: str) -> None:
    complaints = watch(page, address)
    page.goto(address + "next-step/?status=flight&country=es")
    page.get_by_label("Your tracking number").fill("Your parcel UA304050601CN is on its way")
    card = page.locator("[data-findings] li")
    expect(card).to_contain_text("China Post ordinary small packet")
    expect(card).to_contain_text("The post of China gave out this number.")
    links = {a.inner_text(): a.get_attribute("href") for a in card.locator("a").all()}
    assert links["Follow it at Cainiao"] == (
        "https://global.cainiao.com/detail.htm?mailNoList=UA304050601CN"
    )
    assert "UA304050601CN" in str(links["Follow it at Correos"])
    letter = page.locator("[data-plan] .letter textarea").first
    expect(letter).to_have_value(re.compile("UA304050601CN"))
    assert "UA304" not in page.url
    assert complaints == []


def test_how_far_the_number_is_scanned_chooses_the_plan_when_the_service_is_not_known(
    page: Page, address: str
) -> None:
    page.goto(address + "next-step/?status=flight")
    expect(page.locator("[data-plan]")).to_have_attribute("data-plan", "wait-in-flight")
    page.get_by_label("Your tracking number").fill("UA304050601CN")
    expect(page.locator("[data-plan]")).to_have_attribute("data-plan", "silent-after-origin")
    page.get_by_label("How it was sent").select_option("cainiao-super-economy")
    expect(page.locator("[data-plan]")).to_have_attribute("data-plan", "silent-after-border")


def test_of_several_numbers_one_is_chosen(page: Page, address: str) -> None:
    page.goto(address + "next-step/?status=flight")
    page.get_by_label("Your tracking number").fill("LP00900800700605, RA102030405FR")
    page.get_by_role("button", name="Use this number").click()
    letter = page.locator("[data-plan] .letter textarea").first
    expect(letter).to_have_value(re.compile("RA102030405FR"))


def test_a_slip_of_the_finger_is_mended_with_one_tap(page: Page, address: str) -> None:
    page.goto(address + "next-step/?status=flight")
    page.get_by_label("Your tracking number").fill("RA1O2030405FR")
    page.get_by_role("button", name="Take RA102030405FR").click()
    expect(page.locator("[data-findings] li")).to_contain_text("Postal item number")
    letter = page.locator("[data-plan] .letter textarea").first
    expect(letter).to_have_value(re.compile("RA102030405FR"))


def test_script_in_a_number_stays_text(page: Page, address: str) -> None:
    complaints = watch(page, address)
    page.goto(address + "next-step/#number=%3Cimg%20src=x%20onerror=alert(1)%3ERA102030405FR%E0%A4")
    expect(page.locator("[data-findings] li")).to_contain_text("RA102030405FR")
    assert page.locator("[data-findings] img").count() == 0
    assert complaints == []


def test_the_keyboard_stays_at_the_number_that_was_chosen(page: Page, address: str) -> None:
    page.goto(address + "next-step/?status=flight")
    page.get_by_label("Your tracking number").fill("LP00900800700605, RA102030405FR")
    page.get_by_role("button", name="Use this number").press("Enter")
    expect(page.locator("[data-findings] li", has_text="RA102030405FR")).to_be_focused()


def test_the_other_numbers_stay_when_a_slip_is_mended(page: Page, address: str) -> None:
    page.goto(address + "next-step/?status=flight")
    page.get_by_label("Your tracking number").fill("LP00900800700605, RA1O2030405FR")
    page.get_by_role("button", name="Take RA102030405FR").press("Enter")
    expect(page.locator("[data-findings] li")).to_have_count(2)
    expect(page.locator("[data-findings] li", has_text="RA102030405FR")).to_be_focused()


@pytest.mark.parametrize("second", ["RA102030406FR", "LPOO9OO8OO7OO6O5", "8190080070060504"])
def test_a_number_that_is_not_right_is_explained_after_one_that_was(
    second: str, page: Page, address: str
) -> None:
    page.goto(address + "next-step/?status=flight")
    page.get_by_label("Your tracking number").fill("RA102030405FR")
    page.get_by_label("Your tracking number").fill(second)
    expect(page.locator("[data-findings] li")).to_contain_text(second)
    letter = page.locator("[data-plan] .letter textarea").first
    expect(letter).not_to_have_value(re.compile("RA102030405FR"))


def test_a_card_that_says_the_same_is_not_read_aloud_again(page: Page, address: str) -> None:
    page.goto(address + "next-step/")
    field = page.get_by_label("Your tracking number")
    field.fill("RA102030405FR")
    card = page.locator("[data-findings] li").element_handle()
    field.press_sequentially(" is late")
    assert page.evaluate("card => card.isConnected", card)


# --- The front door ---


def test_the_front_door_explains_a_number_and_leads_to_the_plan(page: Page, address: str) -> None:
    complaints = watch(page, address)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    assert not [url for url in asked if "number-reader" in url]
    page.get_by_label("What happened?").fill("my number is LP00900800700605, where is it")
    card = page.locator("[data-findings] li")
    expect(card).to_contain_text("Cainiao, LP and 14 digits")
    card.get_by_role("link", name="What do I do next?").click()
    expect(page.get_by_label("Your tracking number")).to_have_value("LP00900800700605")
    assert page.url == address + "next-step/"
    page.reload()
    expect(page.get_by_label("Your tracking number")).to_have_value("LP00900800700605")
    assert not [url for url in asked if "LP009" in url]
    assert complaints == []


def test_enter_leads_from_a_number_to_its_card(page: Page, address: str) -> None:
    page.goto(address)
    field = page.get_by_label("What happened?")
    field.fill("LP00900800700605")
    expect(page.locator("[data-findings] li")).to_have_count(1)
    field.press("Enter")
    expect(page.locator("[data-findings] a").first).to_be_focused()


@pytest.mark.parametrize("number", ["RA102030406FR", "RA1O2030405FR", "8190080070060504"])
def test_enter_leads_to_the_card_of_a_number_that_is_not_right(
    number: str, page: Page, address: str
) -> None:
    page.goto(address)
    page.get_by_label("What happened?").fill(number)
    expect(page.locator("[data-findings] li")).to_have_count(1)
    page.get_by_label("What happened?").press("Enter")
    expect(page.locator("[data-findings] li:is(:focus, :focus-within)")).to_have_count(1)
    expect(page.locator("#__search")).not_to_be_checked()


def test_a_question_without_a_number_goes_to_the_search(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("What happened?").fill("order 12345 is late")
    page.get_by_label("What happened?").press("Enter")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    expect(page.locator("[data-findings] li")).to_have_count(0)
