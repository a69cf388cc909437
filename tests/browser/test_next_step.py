"""In a real Chromium one gets to a dated plan, keeps what was typed, and tells nobody."""

from __future__ import annotations

import gzip
import itertools
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from icalendar import Calendar
from playwright.sync_api import Locator, Page, expect

from macros.model import Knowledge, NextSteps, PlanDate, decision_table
from macros.site import short
from tests.browser.chromium import quiet, touch, watch
from tests.browser.conftest import Open, Say
from tests.browser.next_steps import exact, field, situation
from tests.conftest import of_each_generator, scripts_of
from tests.lacking import lacking

TODAY = date(2026, 11, 25)


@pytest.fixture
def at(page: Page, mini_address: str) -> Iterator[Page]:
    """A page in which it is always the same day; at the end it must have complained of nothing."""
    complaints = watch(page, mini_address)
    page.clock.set_fixed_time(datetime(2026, 11, 25, 12))
    page.goto(mini_address + "next-step/")
    yield page
    assert complaints == []


def days(count: int) -> str:
    return (TODAY + timedelta(days=count)).isoformat()


def opened(page: Page, **answers: str) -> Page:
    """Return the page, opened with answers in its address."""
    query = "&".join(f"{name}={answer}" for name, answer in answers.items() if answer)
    page.goto(page.url.split("?")[0] + ("?" + query if query else ""))
    return page


def plan(page: Page) -> Locator:
    return page.locator("[data-plan]")


def next_steps_of(knowledge: Knowledge) -> NextSteps:
    ((_, next_steps),) = knowledge.each(NextSteps)
    return next_steps


# --- The table of the real table ---

# Looks cases up as the page does.
LOOK_UP = """async ([scripts, cases]) => {
  const { understood, worked, timeLeft } = await import(scripts + "next-step/table.js");
  const table = JSON.parse(document.querySelector("[data-table]").textContent);
  const today = Date.UTC(2026, 10, 25) / 86400000;
  return cases.map(({ situation, service, typed }) => {
    const nothing = { shipped: "", paid: "", news: "", delivery: "", protection: "" };
    const { known } = understood({ ...nothing, ...typed }, today);
    const tracked = table.services[service]?.tracked ?? "unknown";
    const time = timeLeft(table, worked(table, known, today), today);
    return [time, table.plans[situation][tracked][time]];
  });
}"""
FIELDS = {
    "shipped": "shipped", "last-news": "news", "delivery": "delivery", "protection": "protection",
}  # fmt: skip
# The dates of the order page; the earlier one is the reader's.
ON_ORDER = ("delivery", "protection")
# No order page shows a date that is further away.
FAR = 400

Typed = dict[str, int]
ENDS = ("since", "after", "before", "not_until")


def edges(next_steps: NextSteps) -> list[Typed]:
    """Return dates to type, in days from today, around each day on which the plan can change."""
    around: dict[str, set[int | None]] = {start: {None, -1, 0} for start in FIELDS}
    ends = {getattr(time, end) for time in next_steps.times for end in ENDS}
    for day in next_steps.dates:
        for start in ON_ORDER if day.since == "your-date" else (day.since,):
            if start in FIELDS and day.id in ends:
                around[start] |= {-day.days - 1, -day.days, -day.days + 1}
    combined = (dict(zip(FIELDS, c, strict=True)) for c in itertools.product(*around.values()))
    typed = ({start: day for start, day in c.items() if day is not None} for c in combined)
    return [one for one in typed if is_possible(one)]


def is_possible(typed: Typed) -> bool:
    """Return whether dates can be right, so that the page takes them all."""
    past = all(typed.get(start, 0) <= 0 for start in ("shipped", "last-news"))
    first = min(typed.get(start, FAR) for start in ON_ORDER)
    in_order = first >= typed.get("shipped", -10 * FAR)
    return past and in_order and max(typed.values(), default=0) <= FAR


def time_left(next_steps: NextSteps, typed: Typed) -> str:
    """Return the stretch of time that holds today, worked out apart from the script of the page."""
    known = [typed[start] for start in ON_ORDER if start in typed]
    starts = {"today": 0, **typed, **({"your-date": min(known)} if known else {})}
    on = {d.id: starts[d.since] + d.days for d in next_steps.dates if d.since in starts}
    for time in next_steps.times:
        named = [name for name in (time.since, time.after, time.before) if name]
        if any(name not in on for name in named):
            continue
        since = time.since is None or on[time.since] <= 0
        after = time.after is None or on[time.after] < 0
        before = time.before is None or on[time.before] > 0
        begun = time.not_until is None or on.get(time.not_until, -1) < 0
        if since and after and before and begun:
            return time.id
    raise AssertionError(f"{typed} has no time")


def test_the_browser_finds_the_same_plan_as_python_in_every_case(
    page: Page, address: str, modules: str, knowledge: Knowledge
) -> None:
    next_steps = next_steps_of(knowledge)
    plans = decision_table.table(next_steps)
    services = {carrier.tracked_until: slug for slug, carrier in knowledge.carriers.items()}
    times = [(typed, time_left(next_steps, typed)) for typed in edges(next_steps)]
    example = {time: typed for typed, time in times}
    anything = (next_steps.situations[0].id, next(iter(services)))
    cases = [(*anything, typed, time) for typed, time in times]
    for s, tracked, time in itertools.product(next_steps.situations, services, example):
        cases.append((s.id, tracked, example[time], time))
    asked = [
        {
            "situation": situation,
            "service": services[tracked],
            "typed": {FIELDS[start]: days(day) for start, day in typed.items()},
        }
        for situation, tracked, typed, _ in cases
    ]
    page.goto(address + "next-step/")
    found = page.evaluate(LOOK_UP, [modules, asked])
    assert found == [[time, plans[s, tracked, time][0].id] for s, tracked, _, time in cases]
    assert set(example) == {time.id for time in next_steps.times}
    assert {plan for _, plan in found} == {plan.id for plan in next_steps.plans}


def test_the_real_page_leads_to_a_plan_with_all_that_it_names(
    page: Page, address: str, knowledge: Knowledge
) -> None:
    complaints = watch(page, address)
    next_steps = next_steps_of(knowledge)
    country = next(code for code, post in knowledge.post_offices.items() if has_phone(post))
    page.goto(f"{address}next-step/?country={country}")
    for chosen in next_steps.situations:
        situation(page, chosen.id).click()
        expect(plan(page)).to_be_visible()
        wanted = next(p for p in next_steps.plans if p.id == plan(page).get_attribute("data-plan"))
        expect(plan(page).locator(".plan__now > ol > li:not(.plan__local)")).to_have_count(
            len(wanted.now)
        )
        expect(plan(page).locator("[data-message] textarea")).to_have_count(len(wanted.write))
        expect(plan(page).locator(".plan__why li")).to_have_count(len(wanted.why))
        if wanted.call == "post":
            expect(plan(page).locator("[data-call] a[href^='tel:']").first).to_be_visible()
        page.locator("[data-again]").click()
    assert complaints == []


def has_phone(record: Any) -> bool:  # noqa: ANN401 - of post offices or customs
    return any(organisation.phones for organisation in record.organisations)


# --- The plan of the small table ---

# The last safe day is two days before the earlier date; the form is said to close ten days after
# the delivery date.
EDGES = {
    "nothing is known of the dates": ({}, "wait"),
    "three days before the delivery date there is time": ({"delivery": 3}, "wait"),
    "two days before it the money is asked for": ({"delivery": 2}, "claim-now"),
    "the end of protection counts too": ({"protection": 2}, "claim-now"),
    "and so does the earlier of both": ({"delivery": 30, "protection": 2}, "claim-now"),
    "whichever that is": ({"delivery": 2, "protection": 30}, "claim-now"),
    "before both there is time": ({"delivery": 3, "protection": 3}, "wait"),
    "ten days later the form may still be open": ({"delivery": -10}, "claim-now"),
    "after that it is too late": ({"delivery": -11}, "too-late"),
    "but not while protection runs": ({"delivery": -11, "protection": 0}, "claim-now"),
    "when both are over it is": ({"delivery": -11, "protection": -1}, "too-late"),
    "nobody says when it is by protection alone": ({"protection": -100}, "claim-now"),
}


@of_each_generator("built_mini")
def test_a_day_decides(at: Page) -> None:
    found = {}
    for story, (dates, _) in EDGES.items():
        opened(at, status="nothing", **{name: days(count) for name, count in dates.items()})
        expect(plan(at)).to_be_visible()
        found[story] = plan(at).get_attribute("data-plan")
    assert found == {story: wanted for story, (_, wanted) in EDGES.items()}


def test_how_far_the_service_is_scanned_decides(at: Page) -> None:
    opened(at, status="delivered")
    exact(at)
    for service, wanted in [
        ("swift-standard", "ask-for-proof"),
        ("snail-economy", "look-for-it"),
        ("", "look-for-it"),
    ]:
        field(at, "service").select_option(service)
        expect(plan(at)).to_have_attribute("data-plan", wanted)


def test_every_line_of_the_dictionary_opens_its_situation(
    at: Page, mini_address: str, mini: Knowledge
) -> None:
    at.goto(mini_address + "statuses/#left-country")
    links = at.locator(".status__next")
    lines = [str(link.get_attribute("href")).split("=")[1] for link in links.all()]
    next_steps = next_steps_of(mini)
    assert set(lines) == {line for s in next_steps.situations for line in s.covers}
    links.nth(lines.index("left-country")).click()
    expect(at.locator("[data-chosen]")).to_have_text("On its way to my country")


# --- From the front door, on a phone ---


@dataclass
class Taps:
    """Uses a page as a thumb does, and counts."""

    page: Page
    count: int = 0

    def tap(self, part: Locator) -> None:
        self.count += 1
        part.click()

    def choose(self, part: Locator, value: str) -> None:
        self.count += 1
        part.select_option(label=value)


@dataclass
class Walk:
    """What somebody tells the page, and what they get."""

    story: str
    door: int
    situation: str
    country: str
    title: str
    whom: tuple[str, ...]
    verdict: str
    message: str


# As high as a phone.
SCREEN = 844


WALKS = [
    Walk(
        "customs holds it", 2, "customs", "Spain",
        "Ask the carrier today", ("tel:+34-910-00-01-00", "tel:+34-910-00-02-00"),
        "Do not pay through a link",
        "¿Tienen ustedes el paquete",
    ),
    Walk(
        "it says delivered, but nothing is here", 1, "", "France",
        "Look for it today", ("tel:3999;phone-context=+33",), "Nothing found?",
        "Do you have the parcel",
    ),
    Walk(
        "a message wants money", 2, "message", "Spain",
        "Do not pay through its link", ("tel:+34-910-00-01-00",),
        "Look on the carrier’s own site", "",
    ),
]  # fmt: skip


@pytest.mark.parametrize("walk", WALKS, ids=[walk.story for walk in WALKS])
def test_four_taps_lead_from_the_front_door_to_what_must_be_heard_on_one_screen(
    walk: Walk, at: Page, mini_address: str
) -> None:
    at.goto(mini_address)
    thumb = Taps(at)
    thumb.tap(at.locator(".doors a").nth(walk.door))
    # Before its script has come, a situation is a link to a page of its own.
    at.wait_for_url("**/next-step/*")
    quiet(at)
    if walk.situation:
        thumb.tap(at.locator(f"[data-situation={walk.situation}]"))
    expect(plan(at).locator(".plan__title")).to_contain_text(walk.title)
    expect(plan(at).locator(".plan__verdict")).to_contain_text(walk.verdict)
    for part in (".plan__title", ".plan__verdict", ".plan__now li", ".plan__never li"):
        last = plan(at).locator(part).last
        if last.count():
            assert bottom(last) <= top(plan(at)) + SCREEN, part
    thumb.tap(at.locator("[data-exact] summary"))
    thumb.choose(at.locator("[data-facts] [name=country]"), walk.country)
    assert thumb.count <= 4
    if walk.message:
        expect(plan(at).locator(".message-editor[open] textarea")).to_have_value(
            re.compile(walk.message)
        )
    # Who brings the parcel is asked first, customs after it.
    numbers = plan(at).locator("[data-call]").filter(has=at.locator("a[href^='tel:']"))
    expect(numbers).to_be_visible()
    found = numbers.locator("a[href^='tel:']").evaluate_all(
        "all => all.map(a => a.getAttribute('href'))"
    )
    assert [number for number in found if number in walk.whom] == list(walk.whom)


def top(part: Locator) -> float:
    return float(part.evaluate("part => part.getBoundingClientRect().top"))


def bottom(part: Locator) -> float:
    return float(part.evaluate("part => part.getBoundingClientRect().bottom"))


def test_what_the_form_changes_stays_in_sight_while_it_is_filled(at: Page) -> None:
    opened(at, status="flight")
    day = plan(at).locator(".plan__verdict time")
    for name, typed in (("delivery", 12), ("protection", 9)):
        field(at, name).fill(days(typed))
        expect(day).to_contain_text(f"in {typed - 2} days")
        expect(day).to_be_in_viewport()


def test_only_what_changes_something_is_asked(at: Page, mini: Knowledge) -> None:
    next_steps = next_steps_of(mini)
    names = {"last-news": "news"}
    for chosen in next_steps.situations:
        opened(at, status=chosen.id)
        expect(exact(at)).to_be_visible()
        wanted = {names.get(q, q) for q in decision_table.asked(next_steps, chosen.id)}
        fields = at.locator("[data-facts] :is(select, input[type=date])").all()
        shown = {f.get_attribute("name") for f in fields if f.is_visible()}
        assert shown == wanted, chosen.id


def test_what_was_answered_and_is_not_asked_here_changes_nothing(at: Page) -> None:
    opened(at, status="customs", news=days(-20))
    expect(plan(at)).to_have_attribute("data-plan", "ask-customs")
    opened(at, status="flight", news=days(-20))
    expect(plan(at)).to_have_attribute("data-plan", "ask-where")


def test_what_holds_in_the_readers_country_stands_in_the_plan_and_nothing_of_another(
    at: Page,
) -> None:
    lines = plan(at).locator(".plan__now .plan__local")
    for country, wanted in (("es", 2), ("gb", 1), ("sa", 0)):
        opened(at, status="customs", country=country)
        expect(plan(at).locator(f"[data-call] a[href*='countries/{country}/']")).to_be_visible()
        expect(lines).to_have_count(wanted)
    opened(at, status="message", country="es")
    expect(lines).to_have_text(["A fee can be real: €5 an item."])
    lines.locator("a").click()
    expect(at.locator("#fact-eu-duty")).to_be_visible()


def test_a_rule_of_the_country_stands_after_what_it_is_about_or_after_all_steps(at: Page) -> None:
    opened(at, status="customs", country="es")
    expect(plan(at).locator(".plan__now > ol > li")).to_contain_text(
        ["do not use its link", "A fee can be real", "Ask what customs wants", "Here it is"]
    )


def test_what_costs_most_and_the_way_to_numbers_and_days_stand_under_the_verdict(at: Page) -> None:
    opened(at, status="customs", country="es")
    first = plan(at).locator(".plan__first")
    expect(first.locator(".plan__never li")).to_contain_text(["Do not pay through a link"])
    expect(plan(at).locator(".plan__now .plan__never li")).to_have_text(
        ["Do not let the day pass."]
    )
    to_call, to_days = first.locator(".plan__jump a").all()
    to_call.click()
    expect(plan(at).locator("[data-call] a[href^='tel:']").first).to_be_in_viewport()
    to_days.click()
    expect(plan(at).locator(".last-days")).to_be_in_viewport()


@pytest.mark.parametrize(("shipped", "count"), [("", 1), (days(-7), 1), (days(-8), 0)])
def test_what_holds_only_until_a_day_is_left_out_from_that_day_on(
    at: Page, shipped: str, count: int
) -> None:
    opened(at, status="flight", delivery=days(1), shipped=shipped)
    expect(plan(at)).to_have_attribute("data-plan", "claim-now")
    expect(plan(at).locator("li", has_text="Shipped only days ago?")).to_have_count(count)


# --- All last days ---


def last_days(knowledge: Knowledge, typed: Typed, country: str) -> list[list[Any]]:
    """Return all last days with what becomes of them, worked out apart from the script."""
    next_steps = next_steps_of(knowledge)
    known = [typed[start] for start in ON_ORDER if start in typed]
    starts = {"today": 0, **typed, **({"your-date": min(known)} if known else {})}
    line = [d for d in next_steps.dates if d.short and is_of(knowledge, d, country)]
    on = {d.id: starts[d.since] + d.days for d in line if d.since in starts}
    begins = {d.id for d in line if d.form == "opens" or (d.since == "shipped" and not d.days)}
    begun = {id_ for id_ in begins if on.get(id_, 1) <= 0}
    late = {d.earlier_than for d in line}
    order: list[str] = []
    for at, day in enumerate(line):
        # What is not known stands after all that come before it in the table.
        before = [on[d.id] for d in line[:at] if d.id in on]
        key = on.get(day.id, max(before, default=-10 * FAR))
        order.append(f"{key + 100 * FAR:06} {at:02} {day.id}")
    names = [entry.split()[2] for entry in sorted(order)]
    ahead = [id_ for id_ in names if on.get(id_, -1) >= 0 and id_ not in begun | late]
    found: list[list[Any]] = []
    for id_ in names:
        state = "over" if on.get(id_, 0) < 0 else "late" if id_ in late else "ahead"
        state = "next" if id_ in ahead[:1] else "begun" if id_ in begun else state
        found.append([id_, on.get(id_), state if id_ in on else "unknown"])
    return found


def is_of(knowledge: Knowledge, day: PlanDate, country: str) -> bool:
    """Return whether a day is one of a country: all are but those that are of others alone."""
    facts = [knowledge.facts[fact] for fact in day.rests_on]
    return not day.earlier_than or any(country.upper() in fact.applies_to for fact in facts)


LINE = """async ([scripts, asked]) => {
  const { understood, worked } = await import(scripts + "next-step/table.js");
  const { lastDays } = await import(scripts + "next-step/last-days.js");
  const table = JSON.parse(document.querySelector("[data-table]").textContent);
  const today = Date.UTC(2026, 10, 25) / 86400000;
  return asked.map(([typed, country]) => {
    const nothing = { shipped: "", paid: "", news: "", delivery: "", protection: "" };
    const { known } = understood({ ...nothing, ...typed }, today);
    return lastDays(table, worked(table, known, today), today, country)
      .map(({ id, day, state }) => [id, day === null ? null : day - today, state]);
  });
}"""


def test_the_browser_puts_all_last_days_in_the_order_in_which_python_does(
    page: Page, address: str, modules: str, knowledge: Knowledge
) -> None:
    cases: list[Typed] = [
        {},
        {"shipped": -50},
        {"shipped": -50, "paid": -52, "delivery": 11, "protection": 20},
        {"shipped": -90, "paid": -190, "delivery": -16, "protection": -1},
        {"paid": -180, "delivery": 3},
        {"shipped": -11, "protection": 3},
    ]
    names = FIELDS | {"paid": "paid"}
    own = {d.rests_on[0] for d in next_steps_of(knowledge).dates if d.earlier_than}
    countries = ["", *(knowledge.facts[fact].applies_to[0].lower() for fact in own)]
    both = list(itertools.product(cases, countries))
    asked = [
        [{names[start]: days(day) for start, day in typed.items()}, country]
        for typed, country in both
    ]
    page.goto(address + "next-step/")
    assert page.evaluate(LINE, [modules, asked]) == [last_days(knowledge, *case) for case in both]


def test_all_last_days_stand_on_one_line_and_what_is_over_is_struck_out(at: Page, say: Say) -> None:
    opened(at, status="flight", shipped=days(-20), paid=days(-92), delivery=days(9))
    line = plan(at).locator(".last-days li")
    expect(line).to_have_count(6)
    over = line.and_(at.locator("[data-state=over]"))
    expect(over).to_have_text(re.compile("Bank.*23 Nov 2026.*" + say("next_step.over")))
    expect(over.locator("time")).to_have_css("text-decoration-line", "line-through")
    expect(line.filter(has=at.locator("b"))).to_contain_text(["Your last safe day"])
    expect(line.last).to_contain_text("14 Dec 2026")
    # What is not known stays where the table has it.
    expect(line.nth(4)).to_contain_text("the end of protection")


def test_the_day_of_the_readers_country_is_the_next_and_the_later_one_is_not_counted_on(
    at: Page, tmp_path: Path
) -> None:
    known = {"status": "flight", "paid": days(-20)}
    opened(at, country="es", **known)
    expect(plan(at).locator("[data-last=bank-ends] b")).to_be_visible()
    expect(plan(at).locator("[data-last=letter-ends]")).to_have_count(0)
    opened(at, country="gb", **known)
    expect(plan(at).locator("[data-last=letter-ends]")).to_contain_text("5 Dec 2026 next")
    expect(plan(at).locator("[data-last=bank-ends] b")).to_have_count(0)
    events = reminded(at, tmp_path)
    said = {str(event["summary"]): str(event["description"]) for event in events}
    assert [text for title, text in said.items() if "British bank" in title] == [
        "Send the letter before this day."
    ]
    assert not [title for title in said if "Bank, last day" in title]


@pytest.mark.parametrize(("country", "marked"), [("es", 1), ("gb", 0)])
def test_a_later_day_is_not_the_next_even_where_the_earlier_one_is_over(
    at: Page, country: str, marked: int
) -> None:
    opened(at, status="flight", country=country, paid=days(-40))
    expect(plan(at).locator("[data-last=bank-ends]")).to_contain_text("14 Jan 2027")
    expect(plan(at).locator("[data-last=bank-ends] b")).to_have_count(marked)


@pytest.mark.parametrize("shipped", [8, 9, 40])
def test_from_the_day_on_which_the_form_opens_it_has_begun_and_is_never_over(
    at: Page, shipped: int, say: Say
) -> None:
    opened(at, status="flight", shipped=days(-shipped), delivery=days(9))
    tried = plan(at).locator("[data-last=form-opens]")
    day = (TODAY + timedelta(days=8 - shipped)).strftime("%-d %b %Y")
    expect(tried).to_contain_text(f"First day for the form {day}")
    expect(tried).to_contain_text(say("next_step.begun"))
    expect(tried).not_to_contain_text(say("next_step.over"))
    expect(tried.locator("b")).to_have_count(0)


# --- The end of Buyer Protection alone ---


def test_without_the_delivery_date_no_day_is_called_safe_and_that_date_is_looked_for_first(
    at: Page, say: Say, mini: Knowledge
) -> None:
    (claim,) = (date for date in next_steps_of(mini).dates if date.form == "safe")
    assert claim.alone
    assert claim.short
    opened(at, status="flight", protection=days(40))
    expect(plan(at).locator("[data-last=claim-day]")).to_contain_text(f"{claim.alone} 2 Jan 2027")
    expect(plan(at).locator("[data-on=claim-day] .plan__day")).to_contain_text(f"{claim.alone}:")
    expect(plan(at)).not_to_contain_text(claim.short)
    first = plan(at).locator(".plan__now li").first
    expect(first).to_have_text(say("next_step.alone"))
    field(at, "delivery").fill(days(35))
    expect(first).not_to_have_text(say("next_step.alone"))
    expect(plan(at).locator("[data-last=claim-day]")).to_contain_text(claim.short)


def test_when_the_money_is_asked_for_today_no_date_has_to_be_looked_for(at: Page, say: Say) -> None:
    opened(at, status="flight", protection=days(1))
    expect(plan(at)).to_have_attribute("data-plan", "claim-now")
    expect(plan(at)).not_to_contain_text(say("next_step.alone"))


# --- Silence ---

SILENT = """async ([scripts, cases]) => {
  const { silence } = await import(scripts + "next-step/last-days.js");
  const table = JSON.parse(document.querySelector("[data-table]").textContent);
  return cases.map(([here, tracked, slug, known]) =>
    silence(table, here, tracked, table.services[slug] ?? null, known, 100));
}"""


def test_a_silence_is_compared_only_where_a_range_is_known(
    at: Page, modules: str, say: Say
) -> None:
    known = {"shipped": 88, "news": 95}
    cases: list[list[Any]] = [
        ["nothing", "unknown", "", known],
        ["nothing", "unknown", "", {"shipped": None, "news": 95}],
        ["flight", "arrival", "snail-economy", known],
        ["delivered", "arrival", "snail-economy", known],
        ["delivered", "unknown", "kite-express", known],
    ]
    stage = {"at": 0, "since": "shipped", "days": 12, "min": 0, "max": 9}
    service = {"at": -1, "since": "shipped", "days": 12, "min": 20, "max": 45}
    found = at.evaluate(SILENT, [modules, cases])
    assert found == [stage, None, None, service, None]
    for count, word in ((-9, "within"), (-10, "longer")):
        opened(at, status="nothing", shipped=days(count))
        since = say("next_step_says.since_shipped")
        said = say(f"next_step_says.{word}", days=-count, max=9, since=since)
        expect(at.locator("[data-usual]")).to_have_text(said)
        expect(at.locator("[data-mark]")).to_contain_text("That is said of the post alone.")
    opened(at, status="flight", shipped=days(-10))
    expect(at.locator(".silence")).to_have_count(0)


# --- Address ---


def test_the_answers_stand_in_the_address_by_name_and_survive_a_reload(at: Page, say: Say) -> None:
    situation(at, "delivered").click()
    field(at, "country").select_option("es")
    field(at, "service").select_option("snail-economy")
    field(at, "shipped").fill("2026-10-02")
    field(at, "paid").fill("2026-10-01")
    field(at, "delivery").fill("2026-12-12")
    field(at, "protection").fill("2026-12-20")
    assert at.url.partition("?")[2] == (
        "status=delivered&country=es&service=snail-economy"
        "&shipped=2026-10-02&paid=2026-10-01&delivery=2026-12-12&protection=2026-12-20"
    )
    gaps = {"service": "Snail Economy", "min": 20, "max": 45}
    gaps |= {"from": "22 October 2026", "to": "16 November 2026"}
    expect(at.locator("[data-usual]")).to_have_text(say("next_step_says.usual", **gaps))
    expect(plan(at).locator(".message-editor textarea")).to_have_count(1)
    rest = plan(at).locator(".plan__rest")
    quiet(at)
    before = rest.inner_text()
    at.reload()
    left = say("next_step_says.days_left", day="Thursday, 10 December 2026", days=15)
    expect(plan(at)).to_contain_text(left)
    expect(plan(at).locator(".message-editor textarea")).to_have_count(1)
    expect(rest).to_have_text(before, use_inner_text=True)


def test_back_leads_to_the_question_and_forward_to_the_plan(at: Page) -> None:
    situation(at, "delivered").click()
    expect(plan(at)).to_be_visible()
    at.go_back()
    expect(situation(at, "delivered")).to_be_visible()
    expect(plan(at)).to_be_hidden()
    at.go_forward()
    expect(plan(at)).to_have_attribute("data-plan", "look-for-it")
    expect(plan(at)).to_be_visible()


def test_no_way_to_the_top_covers_the_way_to_another_situation(
    page: Page, mini_address: str
) -> None:
    shown = page.locator(".md-top").evaluate
    for address, display in (("faq/not-arrived/", "block"), ("next-step/?status=flight", "none")):
        page.goto(mini_address + address)
        touch(page)
        assert shown("part => getComputedStyle(part).display") == display


def test_another_situation_keeps_the_other_answers(at: Page) -> None:
    opened(at, status="flight", country="es", delivery="2026-12-12")
    at.locator("[data-again]").click()
    situation(at, "customs").click()
    expect(at).to_have_url(re.compile(r"[?]status=customs&country=es&delivery=2026-12-12$"))


def test_a_number_and_what_is_typed_into_messages_never_stand_in_an_address(
    at: Page, mini_address: str
) -> None:
    asked: list[str] = []
    at.on("request", lambda request: asked.append(request.url))
    opened(at, status="flight", country="es")
    at.locator(".message-blanks summary").click()
    at.locator("[data-fills=number]").fill("SN1020304050")
    at.locator("[data-fills=name]").fill("Maria Example")
    message = plan(at).locator(".message-editor textarea").first
    expect(message).to_have_value(re.compile("SN1020304050[^$]*Maria Example"))
    field(at, "country").select_option("fr")
    at.wait_for_url(re.compile("country=fr"))
    expect(plan(at)).to_be_visible()
    assert "contacts.json" in " ".join(asked)
    assert not re.search("SN102|Maria", at.url + "".join(asked))
    assert all(url.startswith(mini_address) for url in asked)


# --- Bad input ---

BAD: dict[str, tuple[dict[str, str], str, dict[str, str]]] = {
    "a situation that is not there any more": (
        {"status": "lost-in-space", "country": "es"}, "unknown_status", {"given": "lost-in-space"}),
    "a country that is not there": (
        {"status": "flight", "country": "xx"}, "unknown_country", {"given": "xx"}),
    "a service that is not there": (
        {"status": "flight", "service": "pigeon"}, "unknown_service", {"given": "pigeon"}),
    "31 February": (
        {"status": "flight", "delivery": "2026-02-31"}, "no_day", {"given": "2026-02-31"}),
    "the year 1026": (
        {"status": "flight", "shipped": "1026-11-01"}, "far_day", {"given": "1026-11-01"}),
    "the year 9999": (
        {"status": "flight", "protection": "9999-11-01"}, "far_day", {"given": "9999-11-01"}),
    "shipped tomorrow": (
        {"status": "flight", "shipped": "2026-11-26"}, "future", {"given": "2026-11-26"}),
    "the delivery date before shipping": (
        {"status": "flight", "shipped": "2026-11-20", "delivery": "2026-11-10"},
        "order", {"given": "2026-11-10"}),
    "the end of protection before shipping": (
        {"status": "flight", "shipped": "2026-11-20", "protection": "2026-11-10"},
        "order", {"given": "2026-11-10"}),
    "no date at all": (
        {"status": "flight", "delivery": "soon"}, "no_day", {"given": "soon"}),
    "a script": (
        {"status": "%3Cscript%3Ealert(1)%3C/script%3E"},
        "unknown_status", {"given": "<script>alert(1)</script>"}),
    "a picture that runs code": (
        {"status": "flight", "country": "%3Cimg%20src%20onerror=alert(1)%3E"},
        "unknown_country", {"given": "<img src onerror=alert(1)>"}),
    "a name of the language": (
        {"status": "constructor", "service": "__proto__"},
        "unknown_status", {"given": "constructor"}),
    "5,000 characters": (
        {"status": "x" * 5_000}, "unknown_status", {"given": "x" * 40 + "…"}),
}  # fmt: skip


def test_an_answer_that_cannot_be_right_gets_a_kind_sentence(at: Page, say: Say) -> None:
    for story, (answers, name, gaps) in BAD.items():
        opened(at, **answers)
        wrong = next((key for key, day in answers.items() if day == gaps.get("given")), "")
        label = say(f"next_step.{wrong}") if wrong in FIELDS.values() else ""
        said = say(f"next_step_says.{name}", **gaps, field=label)
        note = at.locator("[data-says] p").filter(has_text=said)
        known = answers["status"] == "flight"
        expect(note, story).to_be_visible()
        expect(plan(at), story).to_be_visible(visible=known)
        expect(at.locator("[data-doors]"), story).to_be_visible(visible=not known)
        assert note.locator("script, img").count() == 0, story


def test_nothing_that_was_right_is_lost_when_one_answer_is_wrong(at: Page) -> None:
    opened(at, status="gone-away", country="es", delivery="2026-12-12")
    expect(at.locator("[data-says] p")).to_have_count(1)
    situation(at, "customs").click()
    expect(field(at, "country")).to_have_value("es")
    expect(plan(at)).to_contain_text("Thursday, 10 December 2026")
    expect(at.locator("[data-says] p")).to_have_count(0)


def test_a_date_that_is_typed_wrong_stays_in_its_field(at: Page, say: Say) -> None:
    opened(at, status="flight", delivery="2026-12-12")
    field(at, "shipped").fill("2026-12-20")
    said = say("next_step_says.future", given="2026-12-20", field=say("next_step.shipped"))
    expect(at.locator("[data-says] p")).to_have_text(said)
    expect(field(at, "shipped")).to_have_value("2026-12-20")
    expect(plan(at)).to_contain_text("Thursday, 10 December 2026")


# --- Messages ---


def test_a_message_that_was_changed_by_hand_is_kept_when_a_date_changes(at: Page) -> None:
    opened(at, status="flight", country="es", news="2026-11-20", delivery="2026-11-29")
    message = plan(at).locator("[data-message=seller-where] textarea")
    expect(message).to_have_value(re.compile("The last news is of November 20, 2026"))
    message.fill("My own words")
    field(at, "delivery").fill("2026-11-28")
    expect(plan(at)).to_contain_text("Thursday, 26 November 2026")
    expect(message).to_have_value("My own words")


def test_a_message_to_the_seller_is_there_in_chinese_and_one_to_the_post_in_its_language(
    at: Page,
) -> None:
    opened(at, status="delivered", country="es", delivery="2026-12-12")
    post = plan(at).locator("[data-message=post-where]")
    expect(post.locator("textarea")).to_have_attribute("lang", "es")
    post.locator("select").select_option("en")
    expect(post.locator("textarea")).to_have_value(re.compile("Do you have the parcel"))
    opened(at, status="flight", country="es")
    seller = plan(at).locator("[data-message=seller-where]")
    seller.locator("select").select_option("zh-Hans")
    expect(seller.locator("textarea")).to_have_value(re.compile("您好"))


def test_only_what_the_messages_of_a_plan_need_is_asked_for_them(at: Page, mini: Knowledge) -> None:
    opened(at, status="flight")
    expect(plan(at).locator(".message-editor textarea")).to_have_count(1)
    fields = plan(at).locator(".message-blanks p:not([hidden]) [data-fills]")
    asked = fields.evaluate_all("fields => fields.map((field) => field.dataset.fills)")
    lines = mini.messages["seller-where"].texts[0].lines
    assert set(asked) == {gap for line in lines for gap in line.gaps} - {"last_news"}


def test_one_tap_copies_what_stands_there(open_page: Open, mini_address: str, say: Say) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(mini_address + "next-step/?status=flight")
    page.locator(".message-editor textarea").first.fill("Please ship it.")
    page.get_by_role("button", name=say("copy_message")).first.click()
    expect(page.get_by_role("button", name=say("copied"))).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "Please ship it."


def test_when_the_messages_cannot_be_loaded_their_links_stay(at: Page) -> None:
    at.route("**/messages/*.json", lambda route: route.fulfill(status=200, body="<html>"))
    opened(at, status="flight")
    link = plan(at).locator("[data-message] a")
    expect(link).to_have_text("Ask the seller where the parcel is")
    quiet(at)
    expect(link).to_be_visible()


def test_when_the_plans_cannot_be_loaded_the_page_of_the_situation_comes(at: Page) -> None:
    at.route("**/plans.*.json", lambda route: route.fulfill(status=200, body="<html>"))
    situation(at, "customs").click()
    expect(at.locator("h1")).to_contain_text("Held by customs")
    at.go_back()
    expect(situation(at, "customs")).to_be_visible()


def test_plans_that_could_not_be_loaded_are_tried_again(at: Page) -> None:
    at.route("**/plans.*.json", lambda route: route.fulfill(status=200, body="<html>"), times=1)
    with at.expect_response("**/plans.*.json") as answer:
        situation(at, "customs").hover()
    answer.value.finished()
    quiet(at)
    situation(at, "customs").click()
    expect(plan(at)).to_have_attribute("data-plan", "ask-customs")
    expect(at).to_have_url(re.compile("next-step/[?]status=customs"))


# --- Reminders and print ---


def handed_over(page: Page, folder: Path) -> Path:
    """Return the calendar that the page of a plan hands over."""
    with page.expect_download() as download:
        page.locator("[data-remind]").click()
    file = folder / "parcel.ics"
    download.value.save_as(file)
    return file


def reminded(page: Page, folder: Path) -> list[Any]:
    """Return the events of the calendar that the page of a plan hands over."""
    return Calendar.from_ical(handed_over(page, folder).read_bytes()).walk("VEVENT")


@pytest.fixture
def reminders(at: Page, tmp_path: Path) -> Path:
    """Return the calendar of a plan that waits."""
    order = {"delivery": "2026-12-12", "protection": "2026-12-20"}
    opened(at, status="flight", country="es", news="2026-11-20", **order)
    return handed_over(at, tmp_path)


def test_the_reminders_are_a_calendar_that_others_read(at: Page, reminders: Path, say: Say) -> None:
    raw = reminders.read_bytes()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    events = Calendar.from_ical(raw).walk("VEVENT")
    ours = say("next_step_says.calendar")
    assert [(event.decoded("dtstart"), str(event["summary"])) for event in events] == [
        (date(2026, 11, 27), f"{ours} A week since the last news"),
        (date(2026, 12, 10), f"{ours} Your last safe day"),
        (date(2026, 12, 22), f"{ours} The form is said to close"),
        (date(2026, 12, 20), f"{ours} Protection ends"),
    ]
    assert str(events[1]["description"]) == "Ask for your money on the order page."
    assert str(events[1]["url"]) == at.url
    assert len({str(event["uid"]) for event in events}) == 4
    (alarm,) = events[1].walk("VALARM")
    assert alarm["trigger"].to_ical() == b"PT9H"


# What khal is told: where its calendar lies, and how it writes a day.
KHAL = """[calendars]
[[parcel]]
path = {folder}/parcel
[sqlite]
path = {folder}/khal.db
[locale]
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
local_timezone = Europe/Madrid
default_timezone = Europe/Madrid
"""


def khal(folder: Path, *command: str) -> list[str]:
    """Return the lines that khal answers about its calendar in `folder`."""
    if not shutil.which("khal"):
        lacking("khal")
    settings = folder / "khal.conf"
    (folder / "parcel").mkdir(exist_ok=True)
    settings.write_text(KHAL.format(folder=folder), "utf-8")
    said = subprocess.run(
        ["khal", "--config", str(settings), *command],
        env=os.environ | {"LC_ALL": "C.UTF-8"},
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    return said.stdout.splitlines()


def test_a_calendar_takes_the_reminders_and_shows_each_on_its_day(
    reminders: Path, tmp_path: Path, say: Say
) -> None:
    khal(tmp_path, "import", "--batch", "--include-calendar", "parcel", str(reminders))
    form = ("--day-format", "", "--format", "{start-date} {end-date} {alarm-symbol} {title}")
    shown = khal(tmp_path, "list", *form, "2026-11-01", "90d")
    ours = say("next_step_says.calendar")
    assert [" ".join(line.split()) for line in shown] == [
        f"{day} {day} ⏰ {ours} {title}"
        for day, title in {
            "2026-11-27": "A week since the last news",
            "2026-12-10": "Your last safe day",
            "2026-12-20": "Protection ends",
            "2026-12-22": "The form is said to close",
        }.items()
    ]


def test_text_with_signs_of_the_format_and_long_words_come_back_whole(
    at: Page, modules: str
) -> None:
    text = "a;b,c\\d\ne" + "ü€😀" * 60
    made = at.evaluate(
        """async ([scripts, text]) => (await import(scripts + "next-step/calendar.js"))
             .calendar([{ day: 20000, title: text, text }], "https://example.org/?a=1,2")""",
        [modules, text],
    )
    (event,) = Calendar.from_ical(made).walk("VEVENT")
    assert str(event["description"]) == str(event["summary"]) == text
    assert all(len(line) <= 75 for line in made.encode().split(b"\r\n"))


def test_a_day_that_is_over_is_said_to_be_for_today_or_left_out(at: Page, say: Say) -> None:
    opened(at, status="nothing", shipped=days(-30), news=days(-10))
    steps = plan(at).locator(".plan__steps li")
    passed = say("next_step_says.passed", title="A week since the last news")
    expect(steps.nth(1)).to_contain_text(passed)
    expect(steps).to_have_count(4)


def test_what_can_still_be_done_can_be_done_now_when_its_day_is_over(at: Page, say: Say) -> None:
    opened(at, status="flight", shipped=days(-30))
    first = plan(at).locator(".plan__steps li").first
    still = say("next_step_says.still", day="Tuesday, 3 November 2026")
    expect(first.locator(".plan__day")).to_have_text(still)
    expect(first).to_contain_text("You can try the form.")


def test_a_kept_address_that_names_the_second_date_means_the_end_of_protection(at: Page) -> None:
    opened(at, status="flight", deadline="2026-12-12")
    expect(field(at, "protection")).to_have_value("2026-12-12")
    expect(plan(at)).to_contain_text("Wait until Thursday, 10 December 2026")
    field(at, "shipped").fill("2026-11-20")
    expect(at).to_have_url(
        re.compile(r"[?]status=flight&shipped=2026-11-20&protection=2026-12-12$")
    )


def test_no_day_on_which_the_form_closes_is_worked_out_without_the_delivery_date(at: Page) -> None:
    opened(at, status="flight", protection="2026-12-12")
    closes = plan(at).locator("li[data-on=closes] time")
    expect(closes).to_have_text("the last day of the form")
    opened(at, status="flight", protection="2026-12-12", delivery="2026-12-15")
    expect(closes).to_contain_text("Friday, 25 December 2026")


def test_a_message_says_the_delivery_date_and_the_day_only_where_they_are_known(
    at: Page, say: Say
) -> None:
    opened(at, status="nothing", protection=days(1))
    message = plan(at).locator("[data-message=aliexpress-not-received] textarea")
    asked = "I asked on November 24, 2026."
    gap = say("gaps.delivery")
    expect(message).to_have_value(re.compile(re.escape(f"Delivery date: [{gap}]. {asked}")))
    opened(at, status="nothing", delivery=days(1))
    expect(message).to_have_value(
        re.compile(re.escape(f"Delivery date: November 26, 2026. {asked}"))
    )


def test_without_a_day_to_come_there_is_nothing_to_remind_of(at: Page) -> None:
    opened(at, status="flight")
    expect(plan(at)).to_be_visible()
    expect(at.locator("[data-remind]")).to_be_hidden()


def test_on_paper_the_plan_stands_without_questions_and_buttons(at: Page, mini: Knowledge) -> None:
    opened(at, status="flight", country="es", delivery="2026-12-12")
    expect(plan(at).locator(".message-editor textarea")).to_be_visible()
    at.emulate_media(media="print")
    for part in (
        ".next-step__exact",
        ".next-step__tools",
        ".message-editor button",
        "[data-doors]",
    ):
        expect(at.locator(part).first).to_be_hidden()
    expect(plan(at).locator(".plan__steps")).to_be_visible()
    sources = at.locator(".sources .fact-item")
    shown = {item.get_attribute("id") for item in sources.all() if item.is_visible()}
    (wait,) = (plan for plan in next_steps_of(mini).plans if plan.id == "wait")
    expect(plan(at).locator(".plan__why .plan__source")).to_have_count(len(wait.why))
    assert {f"fact-{fact}" for fact in wait.why} <= shown
    assert len(shown) < sources.count()


# --- Without scripts, and weight ---


def test_without_scripts_links_lead_to_every_plan(
    open_page: Open, mini_address: str, mini: Knowledge
) -> None:
    page = open_page(java_script_enabled=False)
    next_steps = next_steps_of(mini)
    found: set[str] = set()
    for chosen in next_steps.situations:
        page.goto(mini_address + "next-step/")
        situation(page, chosen.id).click()
        expect(page.locator("h1")).to_contain_text(chosen.title)
        plans = decision_table.cases_in(next_steps, chosen.id)
        for id_ in plans if len(plans) > 1 else ():
            page.locator(f".plan__cases a[href='#{id_}']").click()
            expect(page.locator(f"#{id_}")).to_be_in_viewport()
        for id_ in plans:
            expect(page.locator(f"#{id_}")).to_be_visible()
        found |= set(plans)
    assert found == {plan.id for plan in next_steps.plans}


def test_the_case_of_every_plan_is_told_on_the_page_of_its_situation(
    page: Page, mini_address: str, say: Say
) -> None:
    page.goto(mini_address + "next-step/delivered/")
    proof = page.locator(".plan__cases li", has=page.locator("a[href='#ask-for-proof']"))
    expect(proof).to_contain_text(f"{say('next_step.scanned')} {say('tracked_until.delivery')}")
    expect(proof).to_contain_text("The safe day is still to come.")


# How much of the scripts of the tools a page may load, packed, when all is used that is on it.
MOST = 26_000
# What is used on the page that has most of them, with what somebody types there.
USED = {
    "[data-number-box] input, form.ask input": "RB123456785IS",
    "textarea": "Pay at https://laposte-colis.example",
    "[data-counter]": "",
}
# How much they weigh all together: what they may, and what is the aim; no page loads all of them.
AIM = pytest.param(MOST, marks=pytest.mark.xfail(strict=True, reason="Together they weigh 29 KB."))


def packed(script: Path) -> int:
    return len(gzip.compress(script.read_bytes(), 9))


@pytest.mark.parametrize("most", [AIM, 29_800])
def test_the_scripts_of_the_tools_are_light(built_mini: Path, most: int) -> None:
    if not short.SHORTENS_NAMES:
        lacking("minify")
    tools = [path for path in scripts_of(built_mini).rglob("*.js") if path.parent.name != "search"]
    assert 5_000 < sum(map(packed, tools)) <= most


def test_a_page_on_which_all_is_used_loads_light_scripts(
    page: Page, mini_address: str, built_mini: Path
) -> None:
    if not short.SHORTENS_NAMES:
        lacking("minify")
    loaded = set[str]()
    page.on("request", lambda request: loaded.add(urlsplit(request.url).path))
    page.goto(mini_address + "next-step/?status=message")
    touch(page)
    for selector, typed in USED.items():
        for part in page.locator(f"article :is({selector})").all():
            if part.is_visible() and typed:
                part.fill(typed)
            elif part.is_visible():
                part.click()
            quiet(page)
    scripts = scripts_of(built_mini)
    tools = [path for path in scripts.rglob("*.js") if path.parent.name != "search"]
    used = [path for path in tools if f"/{path.relative_to(built_mini).as_posix()}" in loaded]
    assert {"questions.js", "number-box.js", "verdicts.js"} <= {path.name for path in used}
    assert sum(map(packed, used)) <= MOST


def test_the_scripts_of_the_next_steps_load_only_where_they_are_used(
    page: Page, mini_address: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("", "faq/not-arrived/", "countries/es/", "statuses/", "messages/"):
        page.goto(mini_address + path)
        quiet(page)
    assert not [url for url in asked if "/next-step/" in url]
    page.goto(mini_address + "next-step/")
    assert [url for url in asked if "/next-step/" in url]
