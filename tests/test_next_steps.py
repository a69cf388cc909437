"""Exactly one plan answers for everything that a reader can answer.

What the table of the small project says is written down here apart from it; that the real one has
one plan for every case, and that all it names exists, its rules say.
"""

from __future__ import annotations

from typing import get_args

import pytest

from macros.model import (
    Case,
    Edition,
    Knowledge,
    NextSteps,
    Plan,
    Tracked,
    decision_table,
    understand,
)
from macros.model.decision_table import Combination
from macros.pages.next_steps import next_step_link, next_step_plans
from macros.pages.templates import way
from macros.pages.view import View

from .projects import FACTS, changed, mini_knowledge

TABLE_FILE = "data/next-steps.yml"


def next_steps_of(knowledge: Knowledge) -> NextSteps:
    assert knowledge.next_steps
    return knowledge.next_steps


TABLE = next_steps_of(mini_knowledge())
PLANS = {plan.id: plan for plan in TABLE.plans}

# A line names the situations, then who it is for where that matters, then the plan.
WANTED = """
nothing, silent or early or unknown: wait
flight, early or unknown: wait
flight, silent: ask-where
customs, silent or early or unknown: ask-customs
delivered, not scanned to delivery, silent or early or unknown: look-for-it
delivered, scanned to delivery, silent or early or unknown: ask-for-proof
nothing or flight or customs or delivered, due: claim-now
nothing or flight or customs or delivered, over: too-late
message: check-message
"""


def wanted(case: Combination) -> list[str]:
    """Return the plans that the lines above name for a case."""
    lines = WANTED.strip().split("\n")
    return [line.split(": ")[1] for line in lines if fits(line, case)]


def fits(line: str, case: Combination) -> bool:
    situation, tracked, time = case
    first, *rest = line.split(": ")[0].split(", ")
    fitting = [situation in first.split(" or ")]
    for part in rest:
        if part.startswith("not scanned to "):
            fitting.append(tracked != part.removeprefix("not scanned to "))
        elif part.startswith("scanned to "):
            fitting.append(tracked == part.removeprefix("scanned to "))
        else:
            fitting.append(time in part.split(" or "))
    return all(fitting)


def test_everything_that_a_reader_can_answer_is_a_combination() -> None:
    cases = list(decision_table.combinations(TABLE))
    assert len(cases) == len(set(cases)) == 5 * len(get_args(Tracked)) * 5
    assert cases[0] == ("nothing", get_args(Tracked)[0], "over")


def test_a_reader_gets_exactly_one_plan_and_it_is_the_one_that_is_meant() -> None:
    table = decision_table.table(TABLE)
    assert set(table) == set(decision_table.combinations(TABLE))
    wrong = {
        case: ids
        for case, plans in table.items()
        if (ids := [plan.id for plan in plans]) != wanted(case)
    }
    assert wrong == {}


def test_a_case_that_names_no_reach_and_no_time_is_all_of_them() -> None:
    covered = set(decision_table.covered(TABLE, Case(situation=("flight",), tracked=(), time=())))
    assert covered == {case for case in decision_table.combinations(TABLE) if case[0] == "flight"}
    one = Case(situation=("flight",), tracked=("origin",), time=("due",))
    assert list(decision_table.covered(TABLE, one)) == [("flight", "origin", "due")]


def test_a_plan_that_answers_a_case_twice_stands_there_once() -> None:
    twice = "      - situation: [customs]\n"
    files = changed(
        TABLE_FILE, twice, f"      - situation: [customs]\n        time: [early]\n{twice}"
    )
    table = decision_table.table(next_steps_of(understand(files)))
    assert [plan.id for plan in table["customs", "origin", "early"]] == ["ask-customs"]


def test_a_case_without_a_plan_and_one_with_two_are_seen_in_the_table() -> None:
    lost = changed(TABLE_FILE, "time: [over]", "time: [early]")
    table = decision_table.table(next_steps_of(understand(lost)))
    assert table["customs", "origin", "over"] == []
    assert [p.id for p in table["customs", "origin", "early"]] == ["ask-customs", "too-late"]


def test_the_cases_of_a_situation_stand_by_their_plans_in_the_order_of_the_file() -> None:
    assert list(decision_table.cases_in(TABLE, "delivered")) == [
        "look-for-it", "ask-for-proof", "claim-now", "too-late",
    ]  # fmt: skip
    (case,) = decision_table.cases_in(TABLE, "delivered")["ask-for-proof"]
    assert case.tracked == ("delivery",)
    assert decision_table.cases_in(TABLE, "nowhere") == {}


# What stands on the line of all last days.
LINE = [
    "shipping", "form-opens", "claim-day", "protection-ends", "closes", "letter-ends", "bank-ends",
]  # fmt: skip


def ids(parts: list[object]) -> list[str]:
    return [getattr(part, "id", "") for part in parts]


def test_of_a_plan_its_steps_with_their_dates_and_its_cautions_are_shown() -> None:
    assert ids(decision_table.parts_of(TABLE, PLANS["ask-customs"])) == [
        "ask-customs", "try-form", "claim", "link", "wait", *LINE,
    ]  # fmt: skip
    assert ids(decision_table.parts_of(TABLE, PLANS["too-late"])) == ["too-late", *LINE]
    assert ids(decision_table.parts_of(TABLE, PLANS["check-message"])) == ["check-message", "link"]


def test_what_several_plans_say_is_shown_with_each_of_them() -> None:
    assert ids(decision_table.parts_of(TABLE, PLANS["wait"]))[:2] == ["wait", "both-dates"]
    plans = next_step_plans(View(Edition(mini_knowledge(), "en")), "flight")
    assert plans.count("<li>Write down both dates on the order page.</li>") == 2
    assert "both-dates" not in plans


def test_a_fact_that_a_shared_sentence_names_is_behind_its_plans() -> None:
    known = understand(changed(TABLE_FILE, "do: Write down both", "do: Not {pay-link}, but both"))
    table = next_steps_of(known)
    assert [
        plan.id
        for plan in table.plans
        if known.facts["pay-link"]
        in decision_table.facts_behind(known, decision_table.parts_of(table, plan))
    ] == ["wait", "ask-where", "ask-customs", "check-message"]


def test_a_local_rule_that_names_no_plan_belongs_to_all_about_the_money_of_a_parcel() -> None:
    rule = TABLE.local[0]
    assert decision_table.plans_of(TABLE, rule) == rule.plans
    everywhere = decision_table.plans_of(TABLE, rule.model_copy(update={"plans": ()}))
    assert set(everywhere) == {*PLANS} - {"check-message"}


def test_where_more_than_one_plan_can_fit_the_page_says_which_of_them_counts() -> None:
    view = View(Edition(mini_knowledge(), "en"))
    first = view.words["next_step"]["first"]
    assert first in next_step_plans(view, "flight")
    assert first not in next_step_plans(view, "message")


# Each: what of it names the fact.
@pytest.mark.parametrize(
    ("plan", "behind"),
    [
        # why, a gap, a date, a caution, a last day
        ("wait", ["window-closes", "window-opens", "silence", "bank-time", "gb-letter"]),
        # the gap of a caution, and its own facts
        ("ask-customs", ["window-closes", "window-opens", "pay-link", "bank-time", "gb-letter"]),
        ("check-message", ["pay-link"]),
    ],
)
def test_the_facts_behind_a_plan_are_those_that_it_and_its_parts_name(
    plan: str, behind: list[str]
) -> None:
    parts = decision_table.parts_of(TABLE, PLANS[plan])
    assert [fact.id for fact in decision_table.facts_behind(mini_knowledge(), parts)] == behind


def test_a_fact_that_only_a_sentence_names_is_behind_the_plan_too() -> None:
    known = understand(changed(TABLE_FILE, "why: [pay-link]", "why: [silence]"))
    plan = next(plan for plan in next_steps_of(known).plans if plan.id == "ask-customs")
    facts = decision_table.facts_behind(known, decision_table.parts_of(next_steps_of(known), plan))
    assert [fact.id for fact in facts] == [
        "window-closes", "window-opens", "silence", "pay-link", "bank-time", "gb-letter",
    ]  # fmt: skip


def test_a_fact_that_does_not_exist_is_not_behind_a_plan() -> None:
    known = understand(changed(FACTS, "id: pay-link", "id: pay-by-link"))
    parts = decision_table.parts_of(TABLE, PLANS["ask-customs"])
    assert "pay-link" not in [fact.id for fact in decision_table.facts_behind(known, parts)]


def test_the_browser_gets_the_table_the_dates_the_lines_and_the_services() -> None:
    given = decision_table.compiled(mini_knowledge(), TABLE)
    plans = {case: plan.id for case, (plan,) in decision_table.table(TABLE).items()}
    assert {case: given["plans"][case[0]][case[1]][case[2]] for case in plans} == plans
    assert given["dates"]["claim-day"] == {"from": "your-date", "days": -2}
    assert given["safe"] == "claim-day"
    assert given["local"] == {"letter-ends": {"countries": ["gb"], "than": "bank-ends"}}
    assert given["begins"] == ["shipping", "form-opens"]
    assert given["times"][0] == {"id": "over", "after": "closes", "not_until": "protection-ends"}
    assert given["times"][-1] == {"id": "unknown"}
    assert given["lines"]["with-carrier"] == "flight"
    assert given["services"]["snail-economy"] == {"tracked": "arrival", "min": 20, "max": 45}
    assert given["line"] == LINE
    assert given["usual"] == [
        {
            "situation": ("nothing",),
            "tracked": ("origin", "arrival", "delivery", "unknown"),
            "from": "shipped",
            "min": 0,
            "max": 9,
        }
    ]
    assert given["services"]["kite-express"] == {"tracked": "unknown"}


def test_whatever_a_reader_answers_the_real_page_leads_to_a_plan_with_facts_behind_it(
    knowledge: Knowledge,
) -> None:
    next_steps = next_steps_of(knowledge)
    table = decision_table.compiled(knowledge, next_steps)
    cases = list(decision_table.combinations(next_steps))
    plans: dict[str, Plan] = {plan.id: plan for plan in next_steps.plans}
    answers = {case: table["plans"][case[0]][case[1]][case[2]] for case in cases}
    assert answers
    assert [case for case, plan in answers.items() if plan not in plans] == []
    parts = {
        plan: decision_table.parts_of(next_steps, plans[plan]) for plan in set(answers.values())
    }
    assert [
        plan for plan, of in parts.items() if not decision_table.facts_behind(knowledge, of)
    ] == []
    assert set(table["lines"]) == {status.id for status in knowledge.statuses}


# What each situation of the small project asks; how far it is scanned decides in one alone.
DATES = ["delivery", "protection", "shipped", "paid"]
ASKED = {
    # The bank has a day of its own in one country.
    "nothing": ["country", *DATES, "last-news"],
    "flight": ["country", *DATES, "last-news"],
    "customs": ["country", *DATES],
    "delivered": ["country", "service", *DATES],
    "message": ["country"],
}


def test_nothing_is_asked_that_changes_nothing() -> None:
    assert {s.id: decision_table.asked(TABLE, s.id) for s in TABLE.situations} == ASKED


def test_what_decides_between_plans_is_asked_and_what_a_plan_shows_too(
    knowledge: Knowledge,
) -> None:
    next_steps = next_steps_of(knowledge)
    table = decision_table.table(next_steps)
    starts = {date.id: date.since for date in next_steps.dates}
    for situation in next_steps.situations:
        asked = decision_table.asked(next_steps, situation.id)
        plans = [found[0] for key, found in table.items() if key[0] == situation.id]
        days = {step.on for step in next_steps.steps for plan in plans if step.id in plan.then}
        assert {starts[day] for day in days} - {"today", "your-date"} <= set(asked)
        reaches = {
            reach: tuple(table[situation.id, reach, time.id][0].id for time in next_steps.times)
            for reach in get_args(Tracked)
        }
        assert ("service" in asked) == (len(set(reaches.values())) > 1), situation.id


def test_every_way_behind_a_door_leads_to_a_situation_or_to_a_page(knowledge: Knowledge) -> None:
    next_steps = next_steps_of(knowledge)
    ways = [way(door) for door in next_steps.doors]
    assert ways
    for address in ways:
        path = address.partition("?")[0].partition("#")[0]
        known = {f"docs/en/{path.strip('/')}{end}" for end in (".md", "/index.md")}
        assert known & set(knowledge.records), address


def test_behind_one_way_there_is_no_question_and_the_link_leads_straight_on() -> None:
    assert [way(door) for door in TABLE.doors] == [
        "next-step/#no-news",
        "next-step/?status=delivered",
        "next-step/#customs",
        "faq/how-to-track/",
    ]


@pytest.mark.parametrize(
    ("opens", "where"),
    [("", "next-step/"), ("flight", "next-step/?status=flight"), ("no-news", "next-step/#no-news")],
)
def test_a_link_opens_a_situation_or_a_door_or_shows_all_doors(opens: str, where: str) -> None:
    view = View(Edition(mini_knowledge(), "en"), base="../../")
    assert f'href="../../{where}"' in next_step_link(view, opens)


def test_a_link_to_what_is_neither_a_situation_nor_a_door_says_so() -> None:
    view = View(Edition(mini_knowledge(), "en"))
    with pytest.raises(KeyError, match="nowhere"):
        next_step_link(view, "nowhere")
