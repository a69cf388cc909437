"""Opening hours are read where nothing is in doubt, refused with advice where something is, and
said by the clocks of the place where somebody answers."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from macros import api
from macros.api import linked_data, vcard
from macros.api.datasets import Contact, country
from macros.model import Phone, in_words, runs, spans, understand, zone_name, zone_of
from macros.model.opening_hours import DAY, read
from macros.rules import check
from macros.source import Problem

from .projects import SPAIN, changed, mini_knowledge

WORDS = {
    "always": "At any time",
    "holidays": "public holidays {times}",
    "holidays_off": "closed on public holidays",
}
HOURS = "Mo-Fr 08:00-20:00; Sa 09:00-13:00"


# --- Read, or refused ---


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (HOURS, HOURS),
        ("Mo,Tu,We-Fr 08:00-20:00;Sa 09:00-13:00", HOURS),
        ("Sat 9:00–13:00, Mon–Fri 8:00–20:00", HOURS),
        ("Mon–Fri: 8 am – 8 pm; Saturdays 9 a.m.–1 p.m.", HOURS),
        ("Monday to Friday 8.00 to 20.00, Sat 9.00 until 13.00, Sun closed", HOURS),
        ("08:00-20:00", "Mo-Su 08:00-20:00"),
        ("Every day 08:00–20:00", "Mo-Su 08:00-20:00"),
        ("Mo-Su 09:00-21:00; Su off", "Mo-Sa 09:00-21:00"),
        ("Mo-Fr 08:00-12:00, Mo 13:00-15:00", "Mo 08:00-12:00,13:00-15:00; Tu-Fr 08:00-12:00"),
        ("Fr-Mo 08:00-10:00", "Mo 08:00-10:00; Fr-Su 08:00-10:00"),
        ("Mo-Su 00:00-24:00", "24/7"),
        ("At any time", "24/7"),
        ("24/7; PH off", "24/7; PH off"),
        ("Mon-Fri 9:00-18:00, closed on public holidays", "Mo-Fr 09:00-18:00; PH off"),
        ("Mo-Fr,PH 08:00-10:00", "Mo-Fr 08:00-10:00; PH 08:00-10:00"),
        # Sunday does not take away the end of Saturday's night.
        ("Sa 22:00-02:00; Su 10:00-12:00", "Sa 22:00-02:00, Su 10:00-12:00"),
        ("We 23:00-24:00; Th 00:00-02:00", "We 23:00-02:00"),
    ],
)
def test_hours_without_doubt_are_read_in_whatever_spelling(written: str, meant: str) -> None:
    assert read(written) == meant
    assert read(meant) == meant


REFUSED = [
    ("Working days 06:30–14:30", "“Working”", ""),
    ("Mon–Fri 08:00–20:30 (Eastern Time)", "“(Eastern Time)”", "Mo-Fr 08:00-20:30"),
    ("At any time (said in 2022)", "“(said in 2022)”", "24/7"),
    ("24 hours", "“24”", ""),
    ("Mon-Fri", "“Mo-Fr”", ""),
    ("Mon–Fri 8–20", "“8”", ""),
    ("Mo-Fr 08:00+", "“08:00+”", ""),
    ("Mo-Fr 25:00-26:00", "“25:00”", ""),
    ("Jun-Aug Mo-Fr 08:00-16:00", "“Jun”", ""),
    ("08:00–20:00 Mon–Fri", "“08:00-20:00 Mo-Fr”", ""),
    ("Mon–Fri 9:00–5:00", "after noon", "Mo-Fr 09:00-05:00"),
    ("Mon–Fri 9:00–5:00 pm", "am or pm", ""),
    ("Mon–Fri 08:00–12:00, Mon 13:00–15:00", "twice", ""),
    ("Mo-Su 22:00-02:00; Su off", "twice", ""),
    ("Mo-Fr 08:00-08:00", "ends when it begins", ""),
    ("Mo-Su off", "never be open", ""),
    ("PH off; Mo-Fr 08:00-10:00", "comes last", ""),
    ("word " * 100, "this is a text", ""),
]


@pytest.mark.parametrize(("written", "why", "instead"), REFUSED, ids=[r[0][:40] for r in REFUSED])
def test_hours_in_doubt_are_refused_with_what_they_would_be(
    written: str, why: str, instead: str
) -> None:
    with pytest.raises(PydanticCustomError) as refusal:
        read(written)
    said = refusal.value.context or {}
    assert why in said["what"]
    assert said["fix"].startswith(f"What can be read is `{instead}`." if instead else "Write days")


@settings(derandomize=True, deadline=None, database=None)
@given(st.text(alphabet="MoTuFrSaPH 0123458:-–;,/()monfridayclsed", max_size=40))
def test_any_text_is_read_once_and_for_all_or_refused(text: str) -> None:
    try:
        once = read(text)
    except PydanticCustomError:
        return
    assert read(once) == once


# What the first phone of the small project says of its hours, and another that says nothing.
SAID = f"opening_hours: {HOURS}\n        time_zone: Europe/Madrid\n"
FREE = '"900 000 100"\n'


def problems(*lines: str, old: str = SAID) -> list[tuple[int, Problem]]:
    """Return what is wrong with lines in the place of `old`, and how far below its first line."""
    new = "        ".join(f"{line}\n" for line in lines)
    files = changed(SPAIN, old, new)
    first = files[SPAIN].decode().partition(new)[0].count("\n") + 1
    return [(problem.line - first, problem) for problem in check(understand(files))]


@pytest.mark.parametrize("field", ["hours", "opening_hours"])
def test_old_words_are_no_problem_and_doubtful_ones_are_one_on_their_line(field: str) -> None:
    assert problems(f"{field}: Mon – Fri 8:00–20:00, Sat 9:00–13:00") == []
    ((below, problem),) = problems(f"{field}: Mon–Fri 08:00–20:00 (summer)")
    assert (problem.rule, problem.file, below) == ("HOURS-READABLE", SPAIN, 0)
    assert "`Mo-Fr 08:00-20:00`" in problem.fix


def test_a_zone_that_does_not_exist_is_a_problem_with_the_nearest_that_does() -> None:
    ((below, problem),) = problems(f"opening_hours: {HOURS}", "time_zone: Europe/Madird")
    assert (problem.rule, below) == ("ZONE-KNOWN", 1)
    assert "`Europe/Madrid`" in problem.fix


def test_hours_in_a_country_of_several_zones_ask_for_one_and_name_them() -> None:
    hours = ('"900 000 100"', "opening_hours: 24/7")
    ((below, problem),) = problems(*hours, old=FREE)
    assert (problem.rule, below) == ("HOURS-ZONE", 1)
    assert problem.what == "Nothing says in which time zone these hours count: Spain has 3."
    assert "Atlantic/Canary" in problem.fix
    assert problems(*hours, "time_zone: unknown", old=FREE) == []


def test_words_beside_the_data_are_a_problem() -> None:
    ((below, problem),) = problems(f"opening_hours: {HOURS}", "hours: Mon–Fri 08:00–20:00")
    assert (problem.rule, below) == ("HOURS-ONCE", 1)


# --- A week, and words ---


@pytest.mark.parametrize(
    ("hours", "week"),
    [
        ("Mo 08:00-09:30", ((480, 570),)),
        ("Su 22:00-02:00", ((6 * DAY + 1320, 7 * DAY + 120),)),
        ("Mo-Tu 00:00-24:00", ((0, 2 * DAY),)),
        ("24/7", ((0, 7 * DAY),)),
        ("Sa 09:00-10:00; PH 08:00-09:00", ((5 * DAY + 540, 5 * DAY + 600),)),
    ],
)
def test_a_week_is_told_in_minutes_from_monday(hours: str, week: object) -> None:
    assert spans(hours) == week


def test_days_with_the_same_hours_stand_together() -> None:
    assert runs("Mo-We,Fr 08:00-09:00") == [(0, 2, ((480, 540),)), (4, 4, ((480, 540),))]


@pytest.mark.parametrize(
    ("hours", "language", "words"),
    [
        (HOURS, "en", "Mon–Fri 08:00–20:00, Sat 09:00–13:00"),
        ("We 08:00-12:30,13:00-24:00", "en", "Wed 08:00–12:30 and 13:00–24:00"),
        ("24/7; PH off", "en", "At any time, closed on public holidays"),
        ("Sa 22:00-02:00; PH 08:00-16:00", "en", "Sat 22:00–02:00, public holidays 08:00–16:00"),
        (HOURS, "fi", "ma–pe 8.00–20.00, la 9.00–13.00"),
        (HOURS, "pt-BR", "seg.–sex. 08:00–20:00, sáb. 09:00–13:00"),
        (HOURS, "ja", "月～金 8:00～20:00、土 9:00～13:00"),
        (HOURS, "ru", "пн – пт 08:00 – 20:00, сб 09:00 – 13:00"),
    ],
)
def test_hours_are_said_as_the_language_says_days_and_times(
    hours: str, language: str, words: str
) -> None:
    assert in_words(hours, language, WORDS) == words


# --- Whose clocks ---


@pytest.mark.parametrize(
    ("said", "number", "land", "zone"),
    [
        (None, "3999", "FR", "Europe/Paris"),
        (None, "+1 202-555-0123", "US", "America/New_York"),
        (None, "+1 (800) 555-0123", "US", None),
        ("America/Denver", "+1 202-555-0123", "US", "America/Denver"),
        ("unknown", "+1 202-555-0123", "US", None),
        (None, "+34 910 00 01 00", "ES", "Europe/Madrid"),
        (None, "900 000 100", "ES", None),
        (None, "+34 910 00 01 00", "", None),
    ],
)
def test_a_zone_is_said_or_the_only_one_of_the_country_or_of_the_number(
    said: str | None, number: str, land: str, zone: str | None
) -> None:
    assert zone_of(said, number, land) == zone


def test_a_zone_has_a_name_in_every_language() -> None:
    assert zone_name("America/New_York", "en") == "Eastern Time"
    assert zone_name("Europe/Madrid", "de") == "Mitteleuropäische Zeit"
    assert zone_name("America/Punta_Arenas", "en") == "Punta Arenas"


def test_an_old_name_of_a_zone_is_read_as_the_new_one() -> None:
    phone = {"number": "1", "dial_from": "country", "use": "x", "evidence": "reported"}
    assert Phone.model_validate(phone | {"time_zone": "Europe/Kiev"}).time_zone == "Europe/Kyiv"


# --- In the public data ---


def first_contact() -> Contact:
    return country(mini_knowledge(), "es").contacts[0]


def test_a_contact_has_its_hours_in_words_and_for_machines() -> None:
    contact = first_contact()
    assert contact.hours == "Mon–Fri 08:00–20:00, Sat 09:00–13:00 (Central European Time)"
    assert (contact.opening_hours, contact.time_zone) == (HOURS, "Europe/Madrid")


def test_a_published_record_keeps_its_words_and_gains_the_data() -> None:
    text = api.files(mini_knowledge(), None)["post-offices/gb.json"]
    (phone,) = json.loads(text)["data"]["operators"][0]["phones"]
    assert phone["hours"] == "Mon–Sun 08:00–20:00"
    assert phone["opening_hours"] == "Mo-Su 08:00-20:00"
    assert phone["time_zone"] == "Europe/London"


def test_a_card_says_the_hours_in_words() -> None:
    text = vcard.cards(country(mini_knowledge(), "gb"), mini_knowledge().words("en"))
    assert "Mon–Sun 08:00–20:00" in text.replace("\r\n ", "")


SPECIFICATION = "OpeningHoursSpecification"
LATE = ("Friday", "Friday", "20:00", "23:59")


def test_machines_that_read_a_page_get_the_hours_of_schema_org() -> None:
    (point, *_) = linked_data.of(country(mini_knowledge(), "es"))["@graph"][0]["contactPoint"]
    week = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
    assert point["hoursAvailable"] == [
        {"@type": SPECIFICATION, "dayOfWeek": week, "opens": "08:00", "closes": "20:00"},
        {"@type": SPECIFICATION, "dayOfWeek": ["Saturday"], "opens": "09:00", "closes": "13:00"},
    ]


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        ("24/7; PH off", [("Monday", "Sunday", "00:00", "23:59")]),
        ("Mo 22:00-06:00", [("Monday", "Monday", "22:00", "06:00")]),
        ("Fr 08:00-12:00,20:00-24:00", [("Friday", "Friday", "08:00", "12:00"), LATE]),
    ],
)
def test_hours_of_schema_org_have_no_end_of_the_day(
    hours: str, told: list[tuple[str, ...]]
) -> None:
    """There 00:00 to 00:00 is closed, and what closes before it opens lasts over midnight."""
    spain = country(mini_knowledge(), "es")
    one = spain.contacts[0].model_copy(update={"opening_hours": hours})
    graph = linked_data.of(spain.model_copy(update={"contacts": (one,)}))["@graph"]
    found = graph[0]["contactPoint"][0]["hoursAvailable"]
    days = [(each["dayOfWeek"][0], each["dayOfWeek"][-1]) for each in found]
    times = [(each["opens"], each["closes"]) for each in found]
    assert [day + time for day, time in zip(days, times, strict=True)] == told
