"""Exactly one plan answers for everything that a reader can answer.

What the table of the small project says is written down here apart from it; that the real one has
one plan for every case, and that all it names exists, its rules say.
"""

from __future__ import annotations

from typing import get_args

import pytest

from macros.model import Case, Knowledge, NextSteps, Plan, Tracked, decision_table, understand
from macros.model.decision_table import Combination

from .projects import FACTS, changed, mini_knowledge

TABLE_FILE = "data/next-steps.yml"


def next_steps_of(knowledge: Knowledge) -> NextSteps:
    assert knowledge.next_steps
    return knowledge.next_steps


TABLE = next_steps_of(mini_knowledge())
PLANS = {plan.id: plan for plan in TABLE.plans}

# A line names the situations, then who it is for where that matters, then the plan.
WANTED = """
nothing or flight, early or unknown: wait
customs, early or unknown: ask-customs
delivered, not scanned to delivery, early or unknown: look-for-it
delivered, scanned to delivery, early or unknown: ask-for-proof
nothing or flight or customs or delivered, due: claim-now
nothing or flight or customs or delivered, over: too-late
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
    assert len(cases) == len(set(cases)) == 4 * len(get_args(Tracked)) * 4
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


def ids(parts: list[object]) -> list[str]:
    return [getattr(part, "id", "") for part in parts]


def test_of_a_plan_its_steps_with_their_dates_and_its_cautions_are_shown() -> None:
    assert ids(decision_table.parts_of(TABLE, PLANS["ask-customs"])) == [
        "ask-customs", "try-form", "claim", "link", "wait", "form-opens", "claim-day",
    ]  # fmt: skip
    assert ids(decision_table.parts_of(TABLE, PLANS["too-late"])) == ["too-late"]


# Each: what of it names the fact.
@pytest.mark.parametrize(
    ("plan", "behind"),
    [
        ("wait", ["window-closes", "window-opens", "silence"]),  # why, a gap, a date, a caution
        # the gap of a caution, and its own facts
        ("ask-customs", ["window-closes", "window-opens", "pay-link"]),
        ("too-late", ["window-closes"]),
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
        "window-closes", "window-opens", "silence", "pay-link",
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
    assert given["times"][0] == {"id": "over", "after": "closes", "not_until": "protection-ends"}
    assert given["times"][-1] == {"id": "unknown"}
    assert given["lines"]["with-carrier"] == "flight"
    assert given["services"]["snail-economy"] == {"tracked": "arrival", "min": 20, "max": 45}
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
