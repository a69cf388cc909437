"""The reader of numbers finds them in any text, says what each is, and tells nobody."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from macros.model import COUNTRY_NAMES, Knowledge
from macros.model.tracking_numbers import formats_of, s10_check_digit
from tests.browser.chromium import quiet, watch
from tests.browser.conftest import Say
from tests.browser.next_steps import exact
from tests.conftest import of_each_generator

KNOWN = 'await (await fetch(document.querySelector("[data-numbers]").dataset.numbers)).json()'
READ = """async ([scripts, texts]) => {
  const { read } = await import(scripts + "number-reader.js");
  const known = KNOWN;
  return texts.map((text) => read(text, known).map(({ formats, letter, ...finding }) => (
    { ...finding, formats: formats.map(({ name }) => name), letter: letter?.name })));
}""".replace("KNOWN", KNOWN)

Findings = list[dict[str, Any]]
Read = Callable[..., list[Findings]]


@pytest.fixture
def read(shared_page: Page, mini_address: str, modules: str) -> Read:
    """Return a function that gives the findings in each of some texts."""
    shared_page.goto(mini_address + "next-step/")
    return lambda *texts: shared_page.evaluate(READ, [modules, list(texts)])


# --- The real data ---


def test_the_browser_and_python_take_and_refuse_the_same_numbers(
    shared_page: Page, address: str, modules: str, knowledge: Knowledge
) -> None:
    formats = list(knowledge.number_formats.values())
    assert all(form.valid and form.invalid for form in formats)
    numbers = sorted({n for form in formats for n in (*form.valid, *form.invalid)})
    by_python = {n: [f.name for f in formats_of(formats, n)] for n in numbers}
    shared_page.goto(address + "next-step/")
    by_browser = dict(zip(numbers, shared_page.evaluate(FORMATS, [modules, numbers]), strict=True))
    assert by_browser == by_python
    assert [] in by_python.values()


FORMATS = """async ([scripts, numbers]) => {
  const { formatsOf } = await import(scripts + "tracking-numbers.js");
  const { formats } = KNOWN;
  return numbers.map((number) => formatsOf(formats, number).map(({ name }) => name));
}""".replace("KNOWN", KNOWN)


COUNTRIES = """async (scripts) => {
  const { namesCountry } = await import(scripts + "tracking-numbers.js");
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  return letters.flatMap((one) => letters.map((two) => one + two)).filter(namesCountry);
}"""


def test_the_browser_and_python_know_the_same_countries(
    shared_page: Page, mini_address: str, modules: str
) -> None:
    shared_page.goto(mini_address)
    assert set(shared_page.evaluate(COUNTRIES, modules)) == {
        c for c in COUNTRY_NAMES if len(c) == 2
    }


# --- In any text ---

WRITTEN = [
    "RU203040503CN",
    "ru203040503cn",
    "RU 2030 4050 3 CN",
    "RU-203-040-503-CN",
    "Dear buyer, we have shipped your order. Tracking number: RU203040503CN. Please wait!",
    "https://tracker.example/detail.htm?mailNoList=RU203040503CN&lang=en",
    "ru203040503cn is my number",
    "my number is RU 203040503 CN, where is it",
    "ＲＵ２０３０４０５０３ＣＮ",
    "RU20304\u200b0503CN",
    "RU203040503&nbsp;CN",
    "RU203040503+CN is my number",
    "call +34 910 00 01 00 before 2026-12-12, price 12.50, number\nRU203040503CN",
]


def test_a_number_is_found_however_it_is_written(read: Read) -> None:
    wanted: dict[str, object] = {"number": "RU203040503CN", "kind": "known", "country": "CN"}
    wanted["letter"] = "Registered"
    wanted["formats"] = ["Registered packet from China"]
    assert dict(zip(WRITTEN, read(*WRITTEN), strict=True)) == {text: [wanted] for text in WRITTEN}


def test_several_numbers_are_found_each_once(read: Read) -> None:
    (found,) = read("SN1020304050 and CP405060700JP, again SN1020304050; RU203040503CN")
    assert [f["number"] for f in found] == ["SN1020304050", "CP405060700JP", "RU203040503CN"]
    assert found[0]["formats"] == ["Snail Lines"]


WRONG: dict[str, dict[str, object]] = {
    "CP405060701JP": {"kind": "check", "formats": ["Postal number"], "country": "JP"},
    "CP405060700XX": {"kind": "suffix", "given": "XX"},
    "CP405060701XX": {"kind": "suffix", "given": "XX"},
    "CP405060700UK": {"kind": "suffix", "given": "UK"},
    "CP4O5060700JP": {"kind": "confused", "right": ["CP405060700JP"]},
    "CP40506O7O0JP": {"kind": "confused", "right": ["CP405060700JP"]},
    "SNIO2O3O4O5O": {"kind": "confused", "right": ["SN1020304050"]},
    "SN10203040S0": {"kind": "confused", "right": ["SN1020304050"]},
    "8020 0000 0000 0001": {"kind": "order", "formats": ["Order number", "Owl Lockers"]},
    "420537049200190333885202055737": {"kind": "unknown", "formats": []},
    "QZT8R0019283746": {"kind": "unknown"},
    "102030405060": {"kind": "known", "formats": ["Hare Express", "Owl Lockers"]},
    "RU203040504 CN is late": {"kind": "check", "number": "RU203040504CN"},
    "4111 1111 1111 1111": {"kind": "card", "formats": ["Order number", "Owl Lockers"]},
    "4111 1111 1111 1112": {"kind": "order"},
    # Cards of other lengths and beginnings; the check digit of the last is wrong.
    "3782 822463 10005": {"kind": "card", "formats": []},
    "I was charged twice on 30569309025904": {"kind": "card", "formats": ["Owl Lockers"]},
    "3530111333300000": {"kind": "card", "formats": ["Order number", "Owl Lockers"]},
    "6011 0000 0000 0004": {"kind": "card"},
    "6212345678901232118": {"kind": "card"},
    "378282246310006": {"kind": "unknown"},
    "P102030405060": {"kind": "code", "formats": []},
    # Digits for letters would make it a postal number of Iceland.
    "1220304050315": {"kind": "unknown"},
    "9" * 5_000: {"kind": "long"},
}


def test_a_number_that_is_not_right_is_explained(read: Read) -> None:
    found = dict(zip(WRONG, read(*WRONG), strict=True))
    assert {text: len(findings) for text, findings in found.items()} == dict.fromkeys(WRONG, 1)
    said = {t: {key: found[t][0].get(key) for key in wanted} for t, wanted in WRONG.items()}
    assert said == WRONG


NO_NUMBERS = [
    "",
    "tracking stopped two weeks ago",
    "+34 910 00 01 00",
    "0800 000 0100",
    "2026-11-25 12:30",
    "it cost 12.50 and I paid on 20261125",
    "it is 910000100 so call me",
    "My number Is 910000100 in Spain",
    "0034910000100",
    "from 2026-11-25 2026-12-25",
    "20261125 20261225",
    "https://shop.example/item/1005900800700605.html",
    "Item ID: 1005900800700605",
    "item number 112122004175",
    "order PO-211-12345678901234567",
    "write to 0050 0442 3033 44",
    "item 1005900800700605",
    "https://wa.me/34910000100",
    "call 12025550147 now",
    "TEL 910 000 100",
    "MY NUMBER IS 910000100 IN SPAIN",
    "PIN 1234 5678",
    "VISA 4111 1111 1111 1111",
    "my card 4111 1111 1111 1111 was charged twice",
    "card 30569309025905",
    "CPF 123 456 789 09",
    "CPF 123.456.789-09",
    "NIF: 12345678Z",
    "passport no. AB1234567",
    "passport AB 1234567",
    "my cpf is ABCD900101HDFXYZ09",
    "CPF 12345678-K",
    "nif 74537604221222132710184",
    "我的身份证号码110101199003070011",
    "EORI DE1234567890123",
    "IBAN DE89 3704 0044 0532 0130 00",
    "my account de89 3704 0044 0532 0130 00 was charged",
    "DE89370400440532013000",
    "192.168.100.200",
    "version 138.0.7204.100",
    "2023 2024 2025 2026",
    "10 20 30 40 50 60",
    "<script>alert(1)</script>",
    "supercalifragilisticexpialidocious",
]


def test_what_is_no_tracking_number_is_not_taken_for_one(read: Read) -> None:
    found = dict(zip(NO_NUMBERS, read(*NO_NUMBERS), strict=True))
    assert found == {text: [] for text in NO_NUMBERS}


def test_a_word_of_the_data_makes_the_number_behind_it_none_of_a_parcel(read: Read) -> None:
    none, other = read("My mole BURROWS no. AB1234567", "My mole hills no. AB1234567")
    assert none == []
    assert [finding["number"] for finding in other] == ["AB1234567"]


# A made-up number with two words that would make it a postal one of Iceland and of Estonia.
TEXTS = {
    "RB123456785 is on the way": ["RB123456785"],
    "PARCEL RB123456785 IS ON THE WAY": ["RB123456785"],
    "I want to know where my parcel rb123456785 is": ["RB123456785"],
    "el paquete RB123456785 ee no llega": ["RB123456785"],
    "https://go.example/?to=https%3A%2F%2Ft.example%2F%3Flist%3DSN1020304050%26a": ["SN1020304050"],
    "https://go.example/?u=https%253A%252F%252Ft.example%252F%253Fn%253DSN1020304050": [
        "SN1020304050"
    ],
    # The letters of a carrier say more than a word before them.
    "my passport, SN1020304050": ["SN1020304050"],
    "my passport: RU203040503CN": ["RU203040503CN"],
    "https://t.example/en#nums=SN1020304050,CP405060700JP": ["SN1020304050", "CP405060700JP"],
    "https://t.example/parcel/ZQ8K12040918X/details?lang=en": ["ZQ8K12040918X"],
    "https://t.example/go?n=SN1020304050&r=AB12CD34EF56GH": ["SN1020304050"],
    "order 8020000000000001, parcel SN1020304050": ["SN1020304050", "8020000000000001"],
    "tracking 00500442303344": ["00500442303344"],
    "Посылка №102030405060 в пути": ["102030405060"],
    "pedido Nº102030405060": ["102030405060"],
    "Paket 99.34.123456.12345678 kommt": ["993412345612345678"],
    # Before a number stands that of its order.
    "chuẩn 500045421247201_SN1020304050": ["SN1020304050", "500045421247201"],
    "单号SN1020304050已发货": ["SN1020304050"],
    "SN١٠٢٠٣٠٤٠٥٠": ["SN1020304050"],
    "\u202bהחבילה CP405060700JP הגיעה\u202c": ["CP405060700JP"],
    "PDN 0091 8273 64": ["PDN0091827364"],
    "my number is AB-9182-7364-55, thanks": ["AB9182736455"],
    "Your shipment 4827190365 comes tomorrow": ["4827190365"],
    "ZKD4829X": ["ZKD4829X"],
    "(420)90210(94)00111206204918273645": ["420902109400111206204918273645"],
    "RU203040503CNis on the way": ["RU203040503CN"],
    "Tracking:SN1020304050Order:8020000000000001": ["SN1020304050", "8020000000000001"],
    "my numberRU203040503CN, please": ["RU203040503CN"],
    "number102030405060please": ["102030405060"],
    "ru203040503cn": ["RU203040503CN"],
    "https%3A%2F%2Fpost.example%2Ftrack%3Fid%3DRU203040503CN%26lang%3Den": ["RU203040503CN"],
    "see https%253A%252F%252Fpost.example%252F%2523nums%253DSN1020304050 now": ["SN1020304050"],
    "order_8020000000000001_RU203040503CN.jpg": ["RU203040503CN", "8020000000000001"],
    # The name of who brings it.
    "HARE 1020 3040 5060": ["102030405060"],
    "Hare Express 10 2030 4050 60 is late": ["102030405060"],
    "RABBIT 1020 3040 5060": ["102030405060"],
    # Parts of one number.
    "M5AB 9182 7364 5546 X no llega": ["M5AB918273645546X"],
    "m5 abcd 9182 7364 5546 x": ["M5ABCD918273645546X"],
    "sn 1020304050 not moving": ["SN1020304050"],
    "ru 203 040 503 cn where": ["RU203040503CN"],
    "lb-456789123": ["LB456789123"],
    # A postal number without its country, and words.
    "RB 123456785 is on the way": ["RB123456785"],
    "Mi paquete LB 456789123 es de China": ["LB456789123"],
    "Paczka LP 34567891 2 na poczcie": ["LP345678912"],
    "RB 123 456 785 is here": ["RB123456785"],
    "RB 123456785 is": ["RB123456785"],
    # A country, a word, or both.
    "RU203040503 CN arrived": ["RU203040503CN"],
    "RU203040503 CN ARRIVED": ["RU203040503CN"],
    "ru203040503 cn": ["RU203040503CN"],
    "rb123456785 is late": ["RB123456785"],
    "RB123456785 IS on the way": ["RB123456785IS", "RB123456785"],
    "LB456789123 VA A LLEGAR": ["LB456789123"],
    # Other signs between the parts.
    "my parcel RU.203.040.503.CN": ["RU203040503CN"],
    "RU_203040503_CN": ["RU203040503CN"],
    "RU203040503,CN": ["RU203040503CN"],
    "8020.0000.0000.0001": ["8020000000000001"],
    "RU203040503CN,CP405060700JP": ["RU203040503CN", "CP405060700JP"],
    # Nothing between two numbers, or a country behind one that has none.
    "RU203040503CNCP405060700JP": ["RU203040503CN", "CP405060700JP"],
    "SN1020304050CN": ["SN1020304050"],
    # A part of an address.
    "list%3DSN1020304050": ["SN1020304050"],
    "%253DSN1020304050": ["SN1020304050"],
}


def test_only_the_number_is_taken_out_of_an_address_or_a_message(read: Read) -> None:
    found = zip(TEXTS, read(*TEXTS), strict=True)
    assert {text: [f["number"] for f in findings] for text, findings in found} == TEXTS


NAMED = {
    "102030405060": ["Hare Express", "Owl Lockers"],
    "owl lockers: 102030405060 is there": ["Owl Lockers", "Hare Express"],
    "Hare and Owl-Lockers 102030405060": ["Hare Express", "Owl Lockers"],
    "Hare: https://track.owllockers.example/?n=102030405060": ["Hare Express", "Owl Lockers"],
    "https://track.owllockers.example/?n=102030405060": ["Owl Lockers", "Hare Express"],
    "my owl looks at 102030405060": ["Hare Express", "Owl Lockers"],
}


def test_who_is_named_in_a_text_comes_first(read: Read) -> None:
    found = zip(NAMED, read(*NAMED), strict=True)
    assert {text: finding["formats"] for text, (finding,) in found} == NAMED


def test_of_two_names_the_longer_counts_and_a_format_of_others_is_not_theirs(read: Read) -> None:
    (own,), (other,) = read("Hare Express 102030405060", "Posta Norte: 102030405060")
    assert (own["first"]["name"], own["other"]) == ("Hare Express", False)
    assert (other["first"]["name"], other["other"]) == ("Posta Norte", True)


def test_the_letters_of_a_carrier_say_more_than_a_name_beside_them(read: Read) -> None:
    ((finding,),) = read("Posta Norte: M5AB918273645546X llega hoy")
    assert finding == {
        "number": "M5AB918273645546X", "kind": "known", "formats": ["Mole Runners, M and a digit"],
        "letter": None,
    }  # fmt: skip


def slips(number: str) -> list[str]:
    """Return all that a slip makes of a number: another digit, or two neighbours swapped."""
    changed = [
        number[:at] + str((int(number[at]) + step) % 10) + number[at + 1 :]
        for at in range(2, 11)
        for step in range(1, 10)
    ]
    swapped = [
        number[:at] + number[at + 1] + number[at] + number[at + 2 :]
        for at in range(2, 10)
        if number[at] != number[at + 1]
    ]
    return changed + swapped


def test_what_was_meant_is_among_the_numbers_that_would_fit(read: Read) -> None:
    serials = [f"{17_359_171 * step % 10**8:08}" for step in range(1, 12)]
    for number in (f"CP{serial}{s10_check_digit(serial)}JP" for serial in serials):
        wrong = slips(number)
        for text, findings in zip(wrong, read(*wrong), strict=True):
            assert [f["number"] for f in findings] == [text]
            # Two serials in a few hundred have the same check digit: such a slip nobody can see.
            assert findings[0]["kind"] == "known" or number in findings[0]["right"]


# Counts how often a text is compared with a pattern while it is read: all that can take long.
COMPARED = """async ([scripts, texts]) => {
  const { read } = await import(scripts + "number-reader.js");
  const known = KNOWN;
  const test = RegExp.prototype.test;
  let count = 0;
  RegExp.prototype.test = function (text) { count++; return test.call(this, text); };
  const counts = texts.map((text) => (count = 0, read(text, known), count));
  RegExp.prototype.test = test;
  return counts;
}""".replace("KNOWN", KNOWN)
PIECES = ["9", "RA 1O2 ", "AB12 ", "\n", "1-", "SN10203040S0 ", "A" * 50 + " "]


def test_a_text_that_is_ten_times_as_long_takes_no_more_work(
    shared_page: Page, mini_address: str, modules: str
) -> None:
    shared_page.goto(mini_address + "next-step/")
    long = [piece * (6_000 // len(piece) + 1) for piece in PIECES]
    longer = [text * 10 for text in long]
    work = shared_page.evaluate(COMPARED, [modules, long])
    assert shared_page.evaluate(COMPARED, [modules, longer]) == work
    assert max(work) > 1_000


# --- The box on the page of the next step ---

NUMBER, OTHER = "SN1020304050", "CP405060700JP"


def box(page: Page) -> Locator:
    exact(page)
    return page.locator("[data-number-field]")


def cards(page: Page) -> Locator:
    return page.locator("[data-findings] li")


def message(page: Page) -> Locator:
    return page.locator("[data-plan] .message-editor textarea").first


@of_each_generator("built_mini")
def test_the_next_step_explains_a_pasted_message_and_uses_its_number(
    page: Page, mini_address: str, say: Say
) -> None:
    complaints = watch(page, mini_address)
    page.goto(mini_address + "next-step/?status=flight&country=es")
    box(page).fill("Your parcel RU203040503CN is on its way")
    expect(cards(page)).to_contain_text("Registered packet from China")
    expect(cards(page)).to_contain_text(say("number_says.origin", country="China"))
    home, local = (
        cards(page).get_by_role("link", name=say("number_says.follow", name=name), exact=True)
        for name in ("Snail Lines", "Posta Norte")
    )
    expect(home).to_have_attribute("href", "https://snail.example/?number=RU203040503CN")
    expect(local).to_have_attribute("href", "https://posta-norte.example/track?code=RU203040503CN")
    expect(message(page)).to_have_value(re.compile("RU203040503CN"))
    assert "RU203" not in page.url
    assert complaints == []


def to_the_door(route: Route) -> None:
    """Answer as if numbers of Snail Lines were scanned up to the door."""
    answer = route.fetch()
    text = answer.text().replace('"follows":"arrival"', '"follows":"delivery"')
    route.fulfill(response=answer, body=text)


def test_how_far_the_number_is_scanned_chooses_the_plan_when_the_service_is_not_known(
    page: Page, mini_address: str, say: Say
) -> None:
    plan = page.locator("[data-plan]")
    page.route("**/numbers.json", to_the_door)
    page.goto(mini_address + "next-step/?status=delivered")
    expect(plan).to_have_attribute("data-plan", "look-for-it")
    box(page).fill(NUMBER)
    expect(plan).to_have_attribute("data-plan", "ask-for-proof")
    expect(cards(page)).to_contain_text(say("tracked_sentence.delivery"))
    page.locator("[data-facts] [name=service]").select_option("snail-economy")
    expect(plan).to_have_attribute("data-plan", "look-for-it")


def test_of_several_numbers_one_is_chosen_and_the_keyboard_stays_at_it(
    page: Page, mini_address: str, say: Say
) -> None:
    page.goto(mini_address + "next-step/?status=flight")
    box(page).fill(f"{NUMBER}, {OTHER}")
    expect(message(page)).to_have_value(re.compile(NUMBER))
    page.get_by_role("button", name=say("number_says.use")).press("Enter")
    expect(cards(page).filter(has_text=OTHER)).to_be_focused()
    expect(message(page)).to_have_value(re.compile(OTHER))


def test_who_writes_before_the_script_is_there_goes_on_writing(
    page: Page, mini_address: str
) -> None:
    held: list[Route] = []
    page.route("**/questions.js", lambda route: held.append(route))
    with page.expect_request("**/questions.js"):
        page.goto(mini_address + "next-step/?status=flight")
    page.locator("[data-number-field]").focus()
    page.keyboard.type(NUMBER[:4])
    held.pop().continue_()
    expect(page.locator("[data-exact] [data-number-field]")).to_be_focused()
    page.keyboard.type(NUMBER[4:])
    expect(cards(page)).to_contain_text(NUMBER)


def test_a_slip_of_the_finger_is_mended_with_one_tap_and_the_other_numbers_stay(
    page: Page, mini_address: str, say: Say
) -> None:
    page.goto(mini_address + "next-step/?status=flight")
    box(page).fill(f"{NUMBER}, CP4O5060700JP")
    page.get_by_role("button", name=say("number_says.take", number=OTHER)).press("Enter")
    expect(cards(page)).to_have_count(2)
    expect(cards(page).filter(has_text=OTHER)).to_be_focused()
    expect(cards(page).filter(has_text=OTHER)).to_contain_text("Postal number")
    expect(message(page)).to_have_value(re.compile(OTHER))


def test_script_in_a_number_stays_text(page: Page, mini_address: str) -> None:
    complaints = watch(page, mini_address)
    hostile = f"%3Cimg%20src=x%20onerror=alert(1)%3E{NUMBER}%E0%A4"
    page.goto(f"{mini_address}next-step/#number={hostile}")
    expect(cards(page)).to_contain_text(NUMBER)
    assert page.locator("[data-findings] img").count() == 0
    assert complaints == []


def test_a_number_that_is_not_right_is_explained_after_one_that_was(
    page: Page, mini_address: str
) -> None:
    page.goto(mini_address + "next-step/?status=flight")
    for second in ("CP405060701JP", "SNIO2O3O4O5O", "8020000000000001"):
        box(page).fill(NUMBER)
        expect(message(page)).to_have_value(re.compile(NUMBER))
        box(page).fill(second)
        expect(cards(page)).to_contain_text([second])
        expect(message(page)).not_to_have_value(re.compile(NUMBER))


def test_a_card_that_says_the_same_is_not_read_aloud_again(page: Page, mini_address: str) -> None:
    page.goto(mini_address + "next-step/")
    box(page).fill(NUMBER)
    card = cards(page).element_handle()
    box(page).press_sequentially(" is late")
    quiet(page)
    assert page.evaluate("card => card.isConnected", card)


def test_a_number_that_fits_several_says_so_and_leads_to_each(
    page: Page, mini_address: str, say: Say
) -> None:
    page.goto(mini_address + "next-step/")
    box(page).fill("102030405060")
    for text in (say("number_says.several"), "Hare Express counts", "Owl Lockers print"):
        expect(cards(page)).to_contain_text(text)
    link = cards(page).get_by_role("link", name=say("number_says.follow", name="Hare"))
    expect(link).to_have_attribute("href", "https://hare.example/?parcel=102030405060")


def test_what_is_not_known_says_so_and_leads_on(page: Page, mini_address: str, say: Say) -> None:
    page.goto(mini_address)
    ask(page).fill("ZKD4829X")
    expect(cards(page)).to_contain_text(say("number_says.unknown"))
    pages = cards(page).get_by_role("link", name=say("number_says.countries"))
    expect(pages).to_have_attribute("href", "/countries/")
    tracker = cards(page).get_by_role("link", name=say("number_says.follow", name="Every Parcel"))
    expect(tracker).to_have_attribute("href", "https://every-parcel.example/#ZKD4829X")


def test_a_mistake_is_mended_from_the_numbers_that_would_fit(
    page: Page, mini_address: str, say: Say
) -> None:
    page.goto(mini_address + "next-step/?status=flight")
    box(page).fill("CP405060701JP")
    expect(cards(page)).to_contain_text(say("number_says.check"))
    expect(cards(page).get_by_role("link").first).to_be_visible()
    cards(page).locator("summary").click()
    cards(page).get_by_role("button", name=OTHER).press("Enter")
    expect(cards(page)).to_be_focused()
    expect(message(page)).to_have_value(re.compile(OTHER))


def test_swapped_neighbours_are_in_sight(page: Page, mini_address: str, say: Say) -> None:
    page.goto(mini_address + "next-step/?status=flight")
    box(page).fill("CP450060700JP")
    expect(cards(page)).to_contain_text(say("number_says.swapped"))
    cards(page).get_by_role("button", name=OTHER).press("Enter")
    expect(message(page)).to_have_value(re.compile(OTHER))


def test_what_may_be_the_readers_own_leads_nowhere_before_he_says_that_it_is_not(
    page: Page, mini_address: str, say: Say
) -> None:
    page.goto(mini_address + "countries/es/")
    field = page.locator("[data-track-box] input")
    link = page.locator("[data-track-box] a[data-track]").first
    for number, said in (("4111 1111 1111 1111", "card"), ("P102030405060", "code")):
        field.fill(number)
        expect(cards(page)).to_contain_text(say(f"number_says.{said}"))
        expect(cards(page).get_by_role("link")).to_have_count(0)
        expect(link).not_to_have_attribute("href", re.compile("4111|P102"))
        cards(page).get_by_text(say("number_says.parcel")).click()
        expect(cards(page).get_by_role("link").first).to_be_visible()


def test_a_number_in_an_address_is_first_followed_where_it_stood(
    page: Page, mini_address: str
) -> None:
    page.goto(mini_address + "next-step/")
    box(page).fill("https://www.posta-norte.example/seguir?n=12345678")
    expect(cards(page).get_by_role("link").first).to_have_attribute(
        "href", "https://posta-norte.example/track?code=12345678"
    )


def test_a_number_is_first_followed_by_who_is_named_beside_it(
    page: Page, mini_address: str, say: Say
) -> None:
    page.goto(mini_address + "next-step/")
    box(page).fill("POSTA NORTE: 102030405060 llega hoy")
    first = cards(page).get_by_role("link").first
    expect(first).to_have_attribute("href", "https://posta-norte.example/track?code=102030405060")
    expect(cards(page)).to_contain_text(say("number_says.several"))
    box(page).fill("Posta Norte: 00500442303344 llega hoy")
    expect(cards(page)).to_contain_text(say("number_says.call"))


def test_the_post_that_gave_out_a_number_is_linked_before_a_country_is_chosen(
    page: Page, mini_address: str, say: Say
) -> None:
    page.goto(mini_address + "next-step/")
    box(page).fill("CP405060700ES")
    link = cards(page).get_by_role("link", name=say("number_says.follow", name="Posta Norte"))
    expect(link).to_have_attribute("href", re.compile("CP405060700ES"))


def test_the_page_of_a_country_takes_the_number_out_of_a_message(
    page: Page, mini_address: str
) -> None:
    complaints = watch(page, mini_address)
    page.goto(mini_address + "countries/es/")
    page.locator("[data-track-box] input").fill(f"Your parcel {NUMBER} is on its way")
    expect(cards(page)).to_contain_text("Snail Lines")
    link = page.locator("[data-track-box] a[data-track]").first
    expect(link).to_have_attribute("href", re.compile(f"={NUMBER}$"))
    page.locator("[data-track-box] input").fill(f"order 8020000000000001, parcel {OTHER}")
    expect(link).to_have_attribute("href", re.compile(f"={OTHER}$"))
    assert complaints == []


# --- The front door ---


def ask(page: Page) -> Locator:
    return page.locator("form.ask input")


def test_the_front_door_explains_a_number_and_leads_to_the_plan(
    page: Page, mini_address: str, say: Say
) -> None:
    complaints = watch(page, mini_address)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(mini_address)
    quiet(page)
    assert not [url for url in asked if "number-reader" in url]
    ask(page).fill(f"my number is {NUMBER}, where is it")
    expect(cards(page)).to_contain_text("Snail Lines")
    cards(page).get_by_role("link", name=say("number_says.next")).click()
    expect(box(page)).to_have_value(NUMBER)
    assert page.url == mini_address + "next-step/"
    page.reload()
    expect(box(page)).to_have_value(NUMBER)
    assert not [url for url in asked if "SN102" in url]
    assert complaints == []


def test_enter_leads_from_a_number_to_its_card_right_or_wrong(
    page: Page, mini_address: str
) -> None:
    page.goto(mini_address)
    for number in (NUMBER, "CP405060701JP", "CP4O5060700JP", "8020000000000001", "ZKD4829X"):
        ask(page).fill(number)
        expect(cards(page)).to_contain_text([number])
        ask(page).press("Enter")
        # In no link: a second Enter would leave the site.
        expect(page.locator("[data-findings] li:focus")).to_have_accessible_name(number)
        expect(page.locator("#__search")).not_to_be_checked()


def test_a_question_with_an_order_number_is_answered_and_its_card_leads_on(
    page: Page, mini_address: str, say: Say
) -> None:
    page.goto(mini_address)
    ask(page).fill("why is my order 8020000000000001 held by customs")
    expect(cards(page)).to_contain_text("8020000000000001")
    lead = cards(page).get_by_role("link", name=say("number_says.next"))
    expect(lead).to_have_attribute("href", "/next-step/")
    ask(page).press("Enter")
    results = page.locator(".md-search-result__item a[href*='faq/customs-hold/']")
    expect(results.first).to_be_visible()


def test_enter_right_after_a_paste_leads_to_the_card(page: Page, mini_address: str) -> None:
    page.goto(mini_address)
    page.evaluate(PASTE, f"Your parcel {NUMBER} is on its way")
    expect(page.locator("[data-findings] li:is(:focus, :focus-within)")).to_contain_text(NUMBER)
    expect(page.locator("#__search")).not_to_be_checked()


# Before anything that the field needs can have been loaded.
PASTE = """(text) => {
  const field = document.querySelector("form.ask input");
  field.focus();
  field.value = text;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  field.form.requestSubmit();
}"""


def test_a_question_without_a_number_goes_to_the_search_and_tells_nobody(
    page: Page, mini_address: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(mini_address)
    ask(page).fill("order 12345 is held by customs")
    ask(page).press("Enter")
    expect(page.locator(".md-search-result__item a").first).to_have_attribute(
        "href", re.compile("faq/customs-hold/")
    )
    expect(cards(page)).to_have_count(0)
    assert [url for url in asked if "12345" in url] == []


def test_the_numbers_of_this_file_are_those_of_the_small_world(mini: Knowledge) -> None:
    examples = json.dumps([form.valid for form in mini.number_formats.values()])
    assert all(number in examples for number in (NUMBER, OTHER, "RU203040503CN"))


def test_what_is_known_of_numbers_is_never_older_than_the_script(
    page: Page, mini_address: str
) -> None:
    """A browser may have kept the file of before, in a form that the script does not know."""
    page.goto(mini_address)
    with page.expect_request("**/numbers.json") as asked:
        page.locator("form.ask input").fill("RB123456785IS")
    assert asked.value.all_headers().get("cache-control") == "max-age=0"
