"""The guide leads to a dated plan in a real Chromium, keeps what was typed, and tells nobody."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import get_args

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Locator, Page, expect

from macros import next_steps
from macros.model import NextSteps, Plan, Tracked, load
from macros.next_steps import Combination
from tests.browser.chromium import watch
from tests.conftest import scripts_of
from tests.projects import ROOT

GUIDE = next(guide for _, guide in load(ROOT).each(NextSteps))
TABLE = next_steps.table(GUIDE)
CASES = list(next_steps.combinations(GUIDE))
SITUATIONS = {situation.id: situation.title for situation in GUIDE.situations}
TODAY = date(2026, 11, 25)
SERVICES = {
    "origin": "china-post-ordinary-small-packet-plus",
    "arrival": "cainiao-super-economy",
    "delivery": "aliexpress-standard-shipping",
    "unknown": "",
}
# Dates with which each stretch of time holds, in days from today.
DATES = {
    "fresh": {"shipped": -3},
    "early": {"shipped": -30, "deadline": 30},
    "near": {"shipped": -30, "deadline": 3},
    "due": {"shipped": -60, "deadline": -15},
    "over": {"shipped": -60, "deadline": -16},
    "unknown": {},
}


@pytest.fixture
def at(page: Page, address: str) -> Iterator[Page]:
    """A page in which it is always the same day; at the end it must have complained of nothing."""
    complaints = watch(page, address)
    page.clock.set_fixed_time(datetime(2026, 11, 25, 12))
    page.goto(address + "next-step/")
    yield page
    assert complaints == []


def plan_of(case: Combination) -> Plan:
    (plan,) = TABLE[case]
    return plan


def days(count: int) -> str:
    return (TODAY + timedelta(days=count)).isoformat()


def opened(page: Page, **answers: str) -> Page:
    """Return the guide, opened with answers in its address."""
    query = "&".join(f"{name}={answer}" for name, answer in answers.items() if answer)
    page.goto(page.url.split("?")[0] + ("?" + query if query else ""))
    return page


def plan(page: Page) -> Locator:
    return page.locator("[data-plan]")


def plan_named(name: str) -> Plan:
    return next(plan for plan in GUIDE.plans if plan.id == name)


def situation(page: Page, title: str) -> Locator:
    return page.locator("[data-situations]").get_by_role("link", name=title)


# --- The table ---

# Looks cases up as the guide does.
LOOK_UP = """async ([scripts, cases]) => {
  const { understood, worked, timeLeft } = await import(scripts + "guide/table.js");
  const table = JSON.parse(document.querySelector("[data-table]").textContent);
  const today = Date.UTC(2026, 10, 25) / 86400000;
  return cases.map(({ situation, service, typed }) => {
    const { known } = understood({ shipped: "", news: "", deadline: "", ...typed }, today);
    const tracked = table.services[service]?.tracked ?? "unknown";
    return table.plans[situation][tracked][timeLeft(table, worked(table, known, today), today)];
  });
}"""


def test_the_browser_finds_the_same_plan_as_python_in_every_case(at: Page, scripts: str) -> None:
    asked = [
        {
            "situation": situation,
            "service": SERVICES[tracked],
            "typed": {name: days(count) for name, count in DATES[time].items()},
        }
        for situation, tracked, time in CASES
    ]
    assert at.evaluate(LOOK_UP, [scripts, asked]) == [plan_of(case).id for case in CASES]


EDGES = [
    ("11 days after shipping no scan is still normal", {"shipped": -11}, "wait-for-scan"),
    ("on day 12 it is not", {"shipped": -12}, "write-about-scan"),
    ("six days before the second date there is time", {"deadline": 6}, "write-about-scan"),
    ("five days before it is time to get ready", {"deadline": 5}, "get-ready"),
    ("on the second date the money is asked for", {"deadline": 0}, "claim-now"),
    ("15 days later the form may still be open", {"deadline": -15}, "claim-now"),
    ("after that it is too late", {"deadline": -16}, "too-late"),
]


@pytest.mark.parametrize(("dates", "wanted"), [e[1:] for e in EDGES], ids=[e[0] for e in EDGES])
def test_a_day_decides(dates: dict[str, int], wanted: str, at: Page) -> None:
    typed = {name: days(count) for name, count in dates.items()}
    opened(at, status="nothing", **typed)
    expect(plan(at)).to_have_attribute("data-plan", wanted)


def test_every_line_of_the_dictionary_opens_its_situation(at: Page, address: str) -> None:
    at.goto(address + "statuses/")
    links = at.locator(".status__next")
    lines = [str(link.get_attribute("href")).split("=")[1] for link in links.all()]
    assert set(lines) == {line for s in GUIDE.situations for line in s.covers}
    links.nth(lines.index("handed-to-airline")).click()
    expect(at.locator("[data-chosen]")).to_have_text("On its way to my country")


# --- Ten situations from the front door, on a phone ---


@dataclass
class Taps:
    """Uses a page as a thumb does, and counts."""

    page: Page
    count: int = 0

    def tap(self, name: str) -> None:
        self.count += 1
        starts = re.compile("^" + re.escape(name))
        self.page.get_by_role("article").get_by_role("link", name=starts).click()

    def choose(self, label: str, value: str) -> None:
        self.count += 1
        self.page.get_by_label(label, exact=True).select_option(label=value)

    def type_date(self, label: str, day: str) -> None:
        self.count += 1
        self.page.get_by_label(label).fill(day)


@dataclass
class Walk:
    """What somebody tells the guide, and what they get."""

    story: str
    situation: str
    country: str
    deadline: int
    title: str
    number: str
    day: str
    message: str


WALKS = [
    Walk(
        "the date has passed and nothing came",
        "With the carrier in my country", "Spain", -2,
        "Ask for your money today", "+34 915 19 71 97", "Monday, 30 November 2026",
        "I have not received this order",
    ),
    Walk(
        "economy shipping is silent since it reached the country",
        "In my country", "Poland", 20,
        "Follow it at the carrier in your country", "43 842 06 00", "Tuesday, 15 December 2026",
        "czekam na przesyłkę",
    ),
    Walk(
        "it says delivered, but nothing is here",
        "“Delivered”, but not here", "France", 12,
        "Look for it today", "3631", "Monday, 7 December 2026",
        "Madame, Monsieur",
    ),
    Walk(
        "customs holds it",
        "Held by customs", "Mexico", 9,
        "Ask the carrier today what customs wants", "+52 55 6272 2728", "Friday, 4 December 2026",
        "Estoy esperando un paquete",
    ),
    Walk(
        "it goes back to the seller",
        "Going back, lost or destroyed", "Brazil", 25,
        "Ask for your money now", "0800 881 8210", "Monday, 30 November 2026",
        "So the parcel is no longer on its way to me.",
    ),
    Walk(
        "the number belongs to another town",
        "The number is not mine", "Ukraine", 25,
        "Ask for your money now: the number", "0800 300 545", "Monday, 30 November 2026",
        "does not fit it",
    ),
    Walk(
        "the carrier found nobody at home",
        "Could not be delivered", "Korea", 15,
        "Call the carrier today", "1588-1300", "Thursday, 10 December 2026",
        "안녕하세요",
    ),
    Walk(
        "it waits at a pick-up point",
        "Ready to collect", "Italy", 15,
        "Go and get it today", "803 160", "Thursday, 10 December 2026",
        "Buongiorno",
    ),
    Walk(
        "the second date is in four days and it is somewhere",
        "On its way to my country", "Chile", 4,
        "Get ready to ask for your money on Sunday", "600 950 2020", "Sunday, 29 November 2026",
        "I will ask for my money back on the order page that day",
    ),
    Walk(
        "it was fetched too late",
        "Ready to collect", "United States", -40,
        "Get it from the carrier today", "1 (800) 275-8777", "",
        "Please keep the parcel for me",
    ),
]  # fmt: skip


@pytest.mark.parametrize("walk", WALKS, ids=[walk.story for walk in WALKS])
def test_four_taps_lead_from_the_front_door_to_a_number_a_date_and_a_message(
    walk: Walk, at: Page, address: str
) -> None:
    at.goto(address)
    thumb = Taps(at)
    thumb.tap("What do I do next?")
    at.wait_for_url("**/next-step/")
    thumb.tap(walk.situation)
    thumb.choose("Country", next(n for n in country_names(at) if walk.country in n))
    thumb.type_date("The second date", days(walk.deadline))
    assert thumb.count <= 4
    expect(plan(at).locator(".plan__title")).to_contain_text(walk.title)
    expect(plan(at)).to_contain_text(walk.day)
    expect(plan(at).locator(".letter[open] textarea")).to_have_value(re.compile(walk.message))
    call = plan(at).locator("[data-call] a[href^='tel:']").filter(has_text=walk.number)
    expect(call).to_be_visible()


def country_names(page: Page) -> list[str]:
    return page.get_by_label("Country", exact=True).locator("option").all_inner_texts()


# --- Address ---


def test_the_answers_stand_in_the_address_by_name_and_survive_a_reload(at: Page) -> None:
    situation(at, "On its way to my country").click()
    at.get_by_label("Country", exact=True).select_option("es")
    at.get_by_label("How it was sent").select_option("cainiao-super-economy")
    at.get_by_label("Day it was shipped").fill("2026-10-02")
    at.get_by_label("Day of the last news").fill("2026-11-01")
    at.get_by_label("The second date").fill("2026-12-12")
    assert at.url.partition("?")[2] == (
        "status=flight&country=es&service=cainiao-super-economy"
        "&shipped=2026-10-02&news=2026-11-01&deadline=2026-12-12"
    )
    expect(at.locator("[data-usual]")).to_contain_text("from 22 October 2026 to 16 November 2026")
    before = plan(at).inner_text()
    at.reload()
    expect(plan(at)).to_contain_text("Saturday, 12 December 2026, in 17 days")
    expect(plan(at).locator(".letter")).to_have_count(2)
    assert plan(at).inner_text() == before


def test_back_leads_to_the_question_and_forward_to_the_plan(at: Page) -> None:
    situation(at, "Ready to collect").click()
    expect(at.get_by_text("Go and get it today")).to_be_visible()
    at.go_back()
    expect(situation(at, "Ready to collect")).to_be_visible()
    expect(plan(at)).to_be_hidden()
    at.go_forward()
    expect(at.get_by_text("Go and get it today")).to_be_visible()


def test_another_situation_keeps_the_other_answers(at: Page) -> None:
    opened(at, status="flight", country="es", deadline="2026-12-12")
    at.get_by_role("link", name="Choose another").click()
    situation(at, "Held by customs").click()
    assert at.url.endswith("?status=customs&country=es&deadline=2026-12-12")


def test_a_number_and_what_is_typed_into_letters_never_stand_in_an_address(
    at: Page, address: str
) -> None:
    asked: list[str] = []
    at.on("request", lambda request: asked.append(request.url))
    opened(at, status="flight", country="es")
    at.get_by_text("Fill in what is still in brackets").click()
    at.get_by_label("tracking number", exact=True).fill("LP00900800700605")
    at.get_by_label("your name").fill("Maria Example")
    expect(plan(at).locator("textarea").first).to_have_value(re.compile("LP00900800700605"))
    at.get_by_label("Country", exact=True).select_option("fr")
    assert "desks.json" in " ".join(asked)
    assert not re.search("LP009|Maria", at.url + "".join(asked))
    assert all(url.startswith(address) for url in asked)


# --- Bad input ---

BAD = [
    ("a situation that is not there any more", {"status": "lost-in-space", "country": "es"},
     "“lost-in-space” is not in our list"),
    ("a country that is not there", {"status": "flight", "country": "xx"},
     "We have no country “xx” yet"),
    ("a service that is not there", {"status": "flight", "service": "pigeon-post"},
     "We do not know the service “pigeon-post”"),
    ("31 February", {"status": "flight", "deadline": "2026-02-31"},
     "“2026-02-31” is not a day that exists. We left it out: The second date on the order page."),
    ("the year 1026", {"status": "flight", "shipped": "1026-11-01"},
     "1026-11-01 cannot be right. We left it out: Day it was shipped."),
    ("the year 9999", {"status": "flight", "deadline": "9999-11-01"}, "cannot be right"),
    ("shipped tomorrow", {"status": "flight", "shipped": "2026-11-26"}, "is still to come"),
    ("the second date before shipping",
     {"status": "flight", "shipped": "2026-11-20", "deadline": "2026-11-10"},
     "The second date is before the day on which it was shipped."),
    ("no date at all", {"status": "flight", "deadline": "soon"}, "“soon” is not a day"),
    ("a script", {"status": "%3Cscript%3Ealert(1)%3C/script%3E"}, "“<script>alert(1)</script>”"),
    ("a picture that runs code",
     {"status": "flight", "country": "%3Cimg%20src%20onerror=alert(1)%3E"},
     "“<img src onerror=alert(1)>”"),
    ("a name of the language", {"status": "constructor", "service": "__proto__"},
     "“constructor” is not in our list"),
    ("5,000 characters", {"status": "x" * 5_000}, f"“{'x' * 40}…” is not in our list"),
]  # fmt: skip


@pytest.mark.parametrize(("answers", "said"), [b[1:] for b in BAD], ids=[b[0] for b in BAD])
def test_an_answer_that_cannot_be_right_gets_a_kind_sentence(
    answers: dict[str, str], said: str, at: Page
) -> None:
    opened(at, **answers)
    known = answers["status"] in SITUATIONS
    note = at.locator("[data-says] p").filter(has_text=said)
    expect(note).to_be_visible()
    expect(plan(at)).to_be_visible(visible=known)
    expect(at.locator("[data-situations]")).to_be_visible(visible=not known)
    assert note.locator("script, img").count() == 0


def test_nothing_that_was_right_is_lost_when_one_answer_is_wrong(at: Page) -> None:
    opened(at, status="gone-away", country="es", deadline="2026-12-12")
    situation(at, "Held by customs").click()
    expect(at.get_by_label("Country", exact=True)).to_have_value("es")
    expect(plan(at)).to_contain_text("Saturday, 12 December 2026")
    expect(at.locator("[data-says] p")).to_have_count(0)


def test_a_date_that_is_typed_wrong_stays_in_its_field(at: Page) -> None:
    opened(at, status="flight", deadline="2026-12-12")
    at.get_by_label("Day it was shipped").fill("2026-12-20")
    expect(at.locator("[data-says] p")).to_contain_text("is still to come")
    expect(at.get_by_label("Day it was shipped")).to_have_value("2026-12-20")
    expect(plan(at)).to_contain_text("Saturday, 12 December 2026")


# --- Messages ---


def test_a_message_that_was_changed_by_hand_is_kept_when_a_date_changes(at: Page) -> None:
    opened(at, status="flight", country="es", deadline="2026-11-29")
    letter = plan(at).locator("[data-message=seller-nothing-came] textarea")
    expect(letter).to_have_value(re.compile("by November 29, 2026"))
    letter.fill("My own words")
    at.get_by_label("The second date").fill("2026-11-28")
    expect(plan(at)).to_contain_text("Saturday, 28 November 2026")
    expect(letter).to_have_value("My own words")


def test_a_message_to_the_seller_is_there_in_chinese_and_one_to_the_post_in_its_language(
    at: Page,
) -> None:
    opened(at, status="arrived", country="pl", deadline="2026-12-12")
    post = plan(at).locator("[data-message=post-where-is-it]")
    expect(post.locator("textarea")).to_have_attribute("lang", "pl")
    post.locator("select").select_option("en")
    expect(post.locator("textarea")).to_have_value(re.compile("Do you have this parcel"))
    seller = plan(at).locator("[data-message=seller-where-is-it]")
    seller.locator("summary").click()
    seller.locator("select").select_option("zh-Hans")
    expect(seller.locator("textarea")).to_have_value(re.compile("您好"))


def test_one_tap_copies_what_stands_there(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address + "next-step/?status=not-shipped")
    page.locator(".letter textarea").first.fill("Please ship it.")
    page.get_by_role("button", name="Copy this message").first.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "Please ship it."
    context.close()


def test_when_the_messages_cannot_be_loaded_their_links_stay(at: Page) -> None:
    at.route("**/messages/*.json", lambda route: route.fulfill(status=200, body="<html>"))
    opened(at, status="flight")
    expect(plan(at).locator("[data-message] a")).to_have_text("Ask the seller where the parcel is")


def test_when_the_plans_cannot_be_loaded_the_page_of_the_situation_comes(at: Page) -> None:
    at.route("**/plans.*.json", lambda route: route.fulfill(status=200, body="<html>"))
    at.locator("[data-situation=customs]").click()
    expect(at.locator("h1")).to_contain_text("Held by customs")
    at.go_back()
    expect(at.locator("[data-situation=customs]")).to_be_visible()


def test_plans_that_could_not_be_loaded_are_tried_again(at: Page) -> None:
    at.route("**/plans.*.json", lambda route: route.fulfill(status=200, body="<html>"), times=1)
    with at.expect_response("**/plans.*.json"):
        at.locator("[data-situation=customs]").hover()
    at.locator("[data-situation=customs]").click()
    expect(plan(at)).to_contain_text("customs")
    expect(at).to_have_url(re.compile("next-step/[?]status=customs"))


# --- Reminders and print ---


def test_the_reminders_are_a_calendar_that_others_read(at: Page, tmp_path: Path) -> None:
    opened(at, status="flight", country="es", news="2026-11-20", deadline="2026-12-12")
    with at.expect_download() as download:
        at.get_by_role("button", name="Remind me").click()
    file = tmp_path / "parcel.ics"
    download.value.save_as(file)
    raw = file.read_bytes()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    events = Calendar.from_ical(raw).walk("VEVENT")
    assert [(event.decoded("dtstart"), str(event["summary"])) for event in events] == [
        (date(2026, 12, 4), "Where’s my parcel? Two weeks since the last news"),
        (date(2026, 12, 12), "Where’s my parcel? Your last safe day"),
        (date(2026, 12, 27), "Where’s my parcel? The form is said to close"),
    ]
    assert "Press Return/refunds on the order page. Ask for all" in str(events[1]["description"])
    assert str(events[1]["url"]) == at.url
    assert len({str(event["uid"]) for event in events}) == 3
    (alarm,) = events[1].walk("VALARM")
    assert alarm["trigger"].to_ical() == b"PT9H"


def test_text_with_signs_of_the_format_and_long_words_come_back_whole(
    at: Page, scripts: str
) -> None:
    text = "a;b,c\\d\ne" + "ü€😀" * 60
    made = at.evaluate(
        """async ([scripts, text]) => (await import(scripts + "guide/calendar.js"))
             .calendar([{ day: 20000, title: text, text }], "https://example.org/?a=1,2")""",
        [scripts, text],
    )
    (event,) = Calendar.from_ical(made).walk("VEVENT")
    assert str(event["description"]) == str(event["summary"]) == text
    assert all(len(line) <= 75 for line in made.encode().split(b"\r\n"))


def test_without_a_day_to_come_there_is_nothing_to_remind_of(at: Page) -> None:
    opened(at, status="flight")
    expect(at.get_by_role("button", name="Remind me")).to_be_hidden()


def test_on_paper_the_plan_stands_without_questions_and_buttons(at: Page) -> None:
    opened(at, status="flight", country="es", deadline="2026-12-12")
    at.emulate_media(media="print")
    for part in (".guide__facts", ".guide__tools", ".letter button", "[data-situations]"):
        expect(at.locator(part).first).to_be_hidden()
    expect(plan(at).locator(".plan__steps")).to_be_visible()
    sources = at.locator(".sources .fact-item")
    shown = {item.get_attribute("id") for item in sources.all() if item.is_visible()}
    expect(plan(at).locator(".plan__source")).to_have_count(4)
    assert {f"fact-{fact}" for fact in plan_named("wait-in-flight").why} <= shown
    assert len(shown) < 10 < sources.count()


# --- Without scripts, and weight ---


def test_without_scripts_links_lead_to_every_plan(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    found: set[str] = set()
    for situation, title in SITUATIONS.items():
        page.goto(address + "next-step/")
        page.locator(f"[data-situation={situation}]").click()
        expect(page.locator("h1")).to_contain_text(title)
        plans = next_steps.cases_in(GUIDE, situation)
        for id_ in plans:
            if len(plans) > 1:
                page.locator(f".plan__cases a[href='#{id_}']").click()
            expect(page.locator(f"#{id_}")).to_be_visible()
        found |= set(plans)
    assert found == {plan.id for plan in GUIDE.plans}
    context.close()


def test_the_case_of_every_plan_is_told_on_the_page_of_its_situation(
    page: Page, address: str
) -> None:
    page.goto(address + "next-step/flight/")
    cases = page.locator(".plan__cases li")
    border = cases.filter(has_text="the scans can end at the border")
    expect(border).to_contain_text("How far the service is scanned: the hand-over in your country")
    expect(border).to_contain_text("The second date is not near.")
    assert len(get_args(Tracked)) == 4


MOST_BYTES = 20_000


def test_the_scripts_of_the_tools_are_light_and_load_only_where_they_are_used(
    built: Path, page: Page, address: str
) -> None:
    tools = [path for path in scripts_of(built).rglob("*.js") if path.parent.name != "search"]
    assert sum(len(gzip.compress(path.read_bytes(), 9)) for path in tools) <= MOST_BYTES
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("", "faq/not-arrived/", "countries/es/", "statuses/", "messages/"):
        page.goto(address + path, wait_until="networkidle")
    assert not [url for url in asked if "/guide/" in url]
