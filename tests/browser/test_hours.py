"""A page says whether somebody answers now, by the clocks there and not by those of the reader."""

from __future__ import annotations

from datetime import datetime

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.chromium import move_mouse, moved, watch
from tests.browser.conftest import Open, Say

COUNTRY, MANY = "countries/es/", "contacts/post-offices/"
# The reader's clocks stand in India.
AWAY = {"timezone_id": "Asia/Kolkata"}


def at(page: Page, time: str, address: str) -> None:
    """Open a page at a time in UTC, and touch it."""
    page.clock.install(time=datetime.fromisoformat(f"{time}+00:00"))
    page.goto(address)
    move_mouse(page)


def now(page: Page) -> Locator:
    """Return what the page says of its first number."""
    return page.locator("[data-open]").first


def give(page: Page, week: str, zone: str) -> None:
    """Give the first number of each page that is opened other hours."""
    page.add_init_script(
        f"""document.addEventListener("DOMContentLoaded", () => {{
              const {{ dataset }} = document.querySelector("[data-open]");
              [dataset.open, dataset.zone] = ["{week}", "{zone}"];
            }});"""
    )


def closed(say: Say, page: Page, time: str, wait: int, unit: str) -> str:
    """Return how a page says that a number answers at a time, in so many hours or minutes."""
    name = f"new Intl.RelativeTimeFormat('en', {{style: 'narrow'}}).format({wait}, '{unit}')"
    return say("hours_now.opens_in", time=time, wait=page.evaluate(name))


# The post of Spain in the small project answers Mo-Fr 08:00-20:00 and Sa 09:00-13:00.
POST = ("480-1200 1920-2640 3360-4080 4800-5520 6240-6960 7740-7980", "Europe/Madrid")
# The nights from Saturday and from Sunday, 22:00 to 02:00: the second ends in the next week.
NIGHTS = ("8520-8760 9960-10200", "Asia/Tokyo")
# Sunday at 08:00, and at 02:30, where the clocks go ahead at 01:00 UTC of 29 March, and back at
# 01:00 UTC of 25 October.
MORNING, SMALL_HOURS = ("9120-9180", "Europe/Berlin"), ("8790-8840", "Europe/Berlin")
ALWAYS, WORKDAYS = ("0-10080", "America/New_York"), ("0-7200", "America/New_York")

OPEN = [
    (POST, "2026-11-27T18:59", "20:00"),
    (POST, "2026-07-01T06:00", "20:00"),
    (NIGHTS, "2026-11-28T16:59", "02:00"),
    (NIGHTS, "2026-11-29T16:30", "02:00"),
    (WORKDAYS, "2026-11-24T12:00", "Sat 00:00"),
    (SMALL_HOURS, "2026-03-29T01:10", "03:20"),
]
CLOSED = [
    (POST, "2026-11-27T19:00", "09:00", 13, "hour"),
    (POST, "2026-11-28T07:15", "09:00", 45, "minute"),
    (POST, "2026-07-01T05:59", "08:00", 1, "minute"),
    (NIGHTS, "2026-11-28T17:00", "22:00", 20, "hour"),
    (MORNING, "2026-03-28T22:00", "08:00", 8, "hour"),
    (MORNING, "2026-10-24T22:00", "08:00", 9, "hour"),
    (SMALL_HOURS, "2026-03-29T00:59", "03:30", 31, "minute"),
]
FAR = [(POST, "2026-11-28T12:00", "Mon 08:00"), (NIGHTS, "2026-11-29T17:00", "Sat 22:00")]


@pytest.mark.parametrize(("hours", "time", "until"), OPEN)
def test_a_number_that_answers_now_says_until_when(
    open_page: Open, mini_address: str, say: Say, hours: tuple[str, str], time: str, until: str
) -> None:
    page = open_page(**AWAY)
    give(page, *hours)
    at(page, time, mini_address + COUNTRY)
    expect(now(page)).to_have_text(say("hours_now.open_until", time=until))


@pytest.mark.parametrize(("hours", "time", "opens", "wait", "unit"), CLOSED)
def test_a_number_that_does_not_answer_now_says_when_it_does(
    open_page: Open,
    mini_address: str,
    say: Say,
    hours: tuple[str, str],
    time: str,
    opens: str,
    wait: int,
    unit: str,
) -> None:
    page = open_page(**AWAY)
    give(page, *hours)
    at(page, time, mini_address + COUNTRY)
    expect(now(page)).to_have_text(closed(say, page, opens, wait, unit))


@pytest.mark.parametrize(("hours", "time", "opens"), FAR)
def test_more_than_a_day_ahead_the_day_is_named(
    open_page: Open, mini_address: str, say: Say, hours: tuple[str, str], time: str, opens: str
) -> None:
    page = open_page(**AWAY)
    give(page, *hours)
    at(page, time, mini_address + COUNTRY)
    expect(now(page)).to_have_text(say("hours_now.opens_on", time=opens))


def test_a_number_that_always_answers_has_no_end(page: Page, mini_address: str, say: Say) -> None:
    give(page, *ALWAYS)
    at(page, "2026-11-28T16:59", mini_address + COUNTRY)
    expect(now(page)).to_have_text(say("hours_now.open_always"))


def test_a_number_has_the_hours_of_its_record(page: Page, mini_address: str, say: Say) -> None:
    complaints = watch(page, mini_address)
    at(page, "2026-11-27T18:30", mini_address + COUNTRY)
    expect(now(page)).to_have_text(say("hours_now.open_until", time="20:00"))
    assert (now(page).get_attribute("data-open"), now(page).get_attribute("data-zone")) == POST
    assert complaints == []


def test_it_says_so_when_the_time_comes(page: Page, mini_address: str, say: Say) -> None:
    at(page, "2026-11-27T18:59:30", mini_address + COUNTRY)
    expect(now(page)).to_have_text(say("hours_now.open_until", time="20:00"))
    page.clock.fast_forward("01:00")
    expect(now(page)).to_have_text(closed(say, page, "09:00", 13, "hour"))


def test_nothing_moves_and_public_holidays_are_named_once(
    page: Page, mini_address: str, say: Say
) -> None:
    page.add_init_script(
        """localStorage.setItem("wheres-my-parcel:country", '{"code":"es","name":"Spain"}')"""
    )
    at(page, "2026-11-27T18:30", mini_address + MANY)
    expect(now(page)).not_to_be_empty()
    expect(page.locator("[data-open]:empty")).to_have_count(0)
    expect(page.get_by_text(say("holidays_unknown")).filter(visible=True)).to_have_count(1)


def test_a_zone_that_the_browser_does_not_know_leaves_the_hours_in_words(
    page: Page, mini_address: str
) -> None:
    complaints = watch(page, mini_address)
    give(page, "0-60", "Europe/Atlantis")
    at(page, "2026-11-27T18:30", mini_address + COUNTRY)
    expect(page.locator("[data-open]").nth(1)).not_to_be_empty()
    expect(now(page)).to_be_empty()
    assert complaints == []


def test_without_scripts_the_page_says_its_hours_and_keeps_no_line_free(
    open_page: Open, mini_address: str
) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(mini_address + COUNTRY)
    expect(page.locator(".hours").first).to_have_text("Mon–Fri 08:00–20:00, Sat 09:00–13:00")
    expect(now(page)).to_be_hidden()


def test_before_a_touch_the_script_is_not_asked_for(page: Page, mini_address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(mini_address + COUNTRY)
    assert not [url for url in asked if "hours.js" in url]
    assert moved(page) == 0
    move_mouse(page)
    expect(now(page)).not_to_be_empty()
    assert [url for url in asked if "hours.js" in url]
    assert moved(page) == 0
