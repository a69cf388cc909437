"""The guide has one plan for everything that a reader can answer, and the plan is safe."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from macros.model import Knowledge, NextSteps, Plan, Tracked, load, decision_table
from macros.model.next_steps import Combination

from .projects import ROOT

KNOWLEDGE = load(ROOT)
GUIDE = next(guide for _, guide in KNOWLEDGE.each(NextSteps))
TABLE = decision_table.table(GUIDE)
CASES = list(decision_table.combinations(GUIDE))

SITUATIONS = {situation.id: situation.title for situation in GUIDE.situations}
REACH = {
    "origin": "it is scanned in the sender’s country only",
    "arrival": "it is scanned up to my country",
    "delivery": "it is scanned to my door",
    "unknown": "I do not know how far it is scanned",
}
TIMES = {
    "fresh": "it was shipped at most 11 days ago",
    "early": "the second date is not near",
    "near": "the second date is a few days away",
    "due": "the second date has come",
    "over": "the second date was more than 15 days ago",
    "unknown": "I do not know the second date",
}

# What the table must say, written down apart from it. A line names the situations, then who it is
# for where that matters, then the plan; every case is answered by exactly one line.
WANTED = """
not-shipped: cancel-order
nothing, fresh: wait-for-scan
nothing, early or unknown: write-about-scan
origin, not scanned to origin, fresh or early or unknown: wait-in-origin
origin or flight or arrived, scanned to origin, fresh or early or unknown: silent-after-origin
flight or arrived, scanned to arrival, fresh or early or unknown: silent-after-border
flight, scanned to delivery or unknown, fresh or early or unknown: wait-in-flight
arrived, scanned to delivery or unknown, fresh or early or unknown: follow-in-country
local, fresh or early or unknown: follow-local
unclear, fresh or early or unknown: read-the-line
nothing or origin or flight or arrived or local or unclear, near: get-ready
nothing or origin or flight or arrived or local or unclear or stopped, due: claim-now
stopped, fresh or early or near or unknown: ask-stopped
customs, fresh or early or near or unknown: ask-about-customs
customs, due: claim-from-customs
failed, fresh or early or near or due or unknown: call-to-deliver
collect, fresh or early or near or due or unknown: collect-it
failed or collect, over: get-it-late
delivered, fresh or early or near or unknown: search-for-it
delivered, due: claim-delivered
gone, fresh or early or near or due or unknown: claim-gone
not-mine, fresh or early or near or due or unknown: claim-not-mine
nothing or origin or stopped or flight or arrived or customs or local, over: too-late
delivered or gone or not-mine or unclear, over: too-late
"""


def sentence(case: Combination) -> str:
    """Return a case as a reader would tell it."""
    situation, tracked, time = case
    return f"{SITUATIONS[situation]}; {REACH[tracked]}; {TIMES[time]}"


def wanted(case: Combination) -> list[str]:
    """Return the plans that the lines above name for a case."""
    return [line.split(": ")[1] for line in WANTED.split("\n") if line and fits(line, case)]


def fits(line: str, case: Combination) -> bool:
    situation, tracked, time = case
    first, *rest = line.split(": ")[0].split(", ")
    fitting = [situation in first.split(" or ")]
    for part in rest:
        if part.startswith("not scanned to "):
            fitting.append(tracked not in part.removeprefix("not scanned to ").split(" or "))
        elif part.startswith("scanned to "):
            fitting.append(tracked in part.removeprefix("scanned to ").split(" or "))
        else:
            fitting.append(time in part.split(" or "))
    return all(fitting)


def plan_of(case: Combination) -> Plan:
    (plan,) = TABLE[case]
    return plan


def now_of(plan: Plan) -> str:
    return " ".join(plan.now)


every_case = pytest.mark.parametrize("case", CASES, ids=map(sentence, CASES))


@every_case
def test_a_reader_gets_exactly_one_plan_and_it_is_the_one_that_we_mean(case: Combination) -> None:
    assert [plan.id for plan in TABLE[case]] == wanted(case)


@every_case
def test_a_plan_says_what_to_do_now_whom_to_ask_what_to_write_and_why(case: Combination) -> None:
    plan = plan_of(case)
    assert plan.now
    assert plan.call
    assert plan.write
    assert plan.never
    assert plan.why


def cases(*, situation: str = "", time: str = "") -> list[Combination]:
    """Return the cases of some situations and times; nothing means all."""
    return [
        case
        for case in CASES
        if (not situation or case[0] in situation.split()) and (not time or case[2] in time.split())
    ]


def tell(some: list[Combination]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", some, ids=map(sentence, some))


MOVING = "nothing origin flight arrived local unclear"


@tell(cases(situation=f"{MOVING} stopped customs delivered gone not-mine", time="due"))
def test_when_the_second_date_has_come_the_reader_asks_for_the_money_today(
    case: Combination,
) -> None:
    assert "{dispute-label}" in now_of(plan_of(case))


@tell(cases(situation=MOVING, time="fresh early unknown"))
def test_while_a_parcel_moves_and_there_is_time_nobody_is_told_to_ask_for_the_money(
    case: Combination,
) -> None:
    assert "{dispute-label}" not in now_of(plan_of(case))


@tell([case for case in cases(time="fresh early near unknown") if case[0] != "not-shipped"])
def test_whoever_waits_has_a_last_day_on_which_to_stop_waiting(case: Combination) -> None:
    plan = plan_of(case)
    dates = {step.on for step in GUIDE.steps if step.id in plan.then}
    asks_now = "{dispute-label}" in now_of(plan)
    assert asks_now or "claim-day" in dates
    assert "closes" in dates


@tell(cases(situation="not-shipped"))
def test_what_is_not_shipped_is_cancelled_and_not_disputed(case: Combination) -> None:
    plan = plan_of(case)
    assert "cancel" in plan.title
    assert "{dispute-label}" not in now_of(plan)


@tell([case for case in cases(time="over") if case[0] != "not-shipped"])
def test_whoever_is_too_late_learns_of_the_bank_and_of_paypal(case: Combination) -> None:
    text = now_of(plan_of(case))
    assert "{rights-card-chargeback}" in text
    assert "{rights-paypal}" in text


@tell(cases(situation="failed collect"))
def test_a_parcel_that_waits_for_the_reader_is_fetched_first(case: Combination) -> None:
    plan = plan_of(case)
    assert re.search(r"^(Call|Go and get it|Get it)", plan.title)
    assert plan.call == "post"


@tell(cases(situation="customs", time="fresh early near due unknown"))
def test_with_customs_the_carrier_is_asked_first_and_nobody_pays_by_a_link(
    case: Combination,
) -> None:
    plan = plan_of(case)
    assert re.search(r"carrier", plan.title)
    assert plan.call == "customs"
    assert "pay-link" in plan.never


@tell(cases(situation="origin flight arrived", time="fresh early unknown"))
def test_silence_is_called_normal_only_where_the_service_goes_silent(case: Combination) -> None:
    plan = plan_of(case)
    assert plan.id.startswith("silent") is (
        case[1] == "origin" or (case[1] == "arrival" and case[0] != "origin")
    )


def test_the_lines_above_name_every_plan_and_no_other() -> None:
    named = {line.split(": ")[1] for line in WANTED.split("\n") if line}
    assert named == {plan.id for plan in GUIDE.plans}
    assert set(REACH) == set(get_args(Tracked))
    assert set(TIMES) == {time.id for time in GUIDE.times}


def test_every_line_of_the_dictionary_leads_to_a_situation(knowledge: Knowledge) -> None:
    lines = decision_table.compiled(knowledge, GUIDE)["lines"]
    assert set(lines) == {status.id for status in knowledge.statuses}
    assert lines["handed-to-airline"] == "flight"
    assert lines["signed-by-pickup-point"] == "collect"


@pytest.mark.parametrize("name", ["steps", "cautions", "dates"])
def test_nothing_of_the_guide_is_left_unused(name: str) -> None:
    used = {
        "steps": {step for plan in GUIDE.plans for step in plan.then},
        "cautions": {caution for plan in GUIDE.plans for caution in plan.never},
        "dates": {step.on for step in GUIDE.steps}
        | {getattr(time, end) for time in GUIDE.times for end in ("since", "after", "before")},
    }
    assert {item.id for item in getattr(GUIDE, name)} <= used[name]


def test_the_facts_behind_a_plan_are_those_that_it_names() -> None:
    plan = next(plan for plan in GUIDE.plans if plan.id == "cancel-order")
    facts = decision_table.facts_behind(KNOWLEDGE, decision_table.parts_of(GUIDE, plan))
    assert {fact.id for fact in facts} == {
        "order-unshipped-cancel-72h",
        "order-shipped-means-number-entered",
        "order-stay-on-platform",
    }
