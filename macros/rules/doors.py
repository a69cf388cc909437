"""Rules about the doors of the next steps: each worry leads on, and nothing is asked in vain."""

from __future__ import annotations

from collections.abc import Iterator

from macros.model import Door, Knowledge, Lead, LocalRule, NextSteps, decision_table
from macros.rules.examples import next_steps as example
from macros.rules.registry import Finding, rule

# Who waits for a parcel must hear by which day to ask for the money.
_SAFE = "safe"


@rule(
    "NEXT-STEP-DOOR",
    why="What no door leads to is found by nobody who does not know its name.",
    fix="Name the situation under `leads` of the door that fits, once.",
    good=example(),
    bad=example("      - situation: lost\n", "      - page: faq/lost\n        title: It is lost\n"),
)
def every_situation_has_one_door(knowledge: Knowledge) -> Iterator[Finding]:
    """Every situation stands behind exactly one door."""
    for where, next_steps in knowledge.each(NextSteps):
        behind = [lead.situation for door in next_steps.doors for lead in door.leads]
        for at, situation in enumerate(next_steps.situations):
            if (count := behind.count(situation.id)) != 1:
                what = f"`{situation.id}` stands behind {count} doors."
                yield where.to("situations", at, "id"), what


@rule(
    "NEXT-STEP-QUESTION",
    why="A question that changes nothing costs a worried reader a tap.",
    fix="Take `ask` out where a door leads to one thing only; write it where there are more.",
    good=example(),
    bad=example("    leads:\n", "    ask: Is it lost?\n    leads:\n"),
)
def a_door_asks_only_where_it_leads_to_more(knowledge: Knowledge) -> Iterator[Finding]:
    """A door asks when it leads to more than one thing, and only then; nothing is named twice."""
    for where, door in knowledge.each(Door):
        if (door.ask is None) != (len(door.leads) == 1):
            what = f"`{door.id}` leads to {len(door.leads)} and asks {door.ask or 'nothing'}"
            yield where.to("ask" if door.ask else "leads"), f"{what:.100}."
        if door.ask and any(lead.page and not lead.title for lead in door.leads):
            yield where.to("leads"), f"`{door.id}` leads to a page without saying who goes there."
        if len({_target(lead) for lead in door.leads}) < len(door.leads):
            yield where.to("leads"), f"`{door.id}` leads to the same twice."


def _target(lead: Lead) -> tuple[str | None, str | None]:
    return lead.situation, lead.page


@rule(
    "NEXT-STEP-VERDICT",
    why="Somebody who reads one sentence alone must not lose the money by waiting.",
    fix="Name the last safe day in `title` or in `verdict`, as its {gap}.",
    good=example(),
    bad=example("verdict: 'Ask by {ask-by}.'", "verdict: 'Ask in time.'"),
)
def a_verdict_that_waits_names_the_last_safe_day(knowledge: Knowledge) -> Iterator[Finding]:
    """What a plan that waits says first names the last safe day."""
    for where, next_steps in knowledge.each(NextSteps):
        safe = {date.id for date in next_steps.dates if date.form == _SAFE}
        for at, plan in enumerate(next_steps.plans):
            if plan.asks is None and not safe & {*plan.title.gaps, *plan.verdict.gaps}:
                what = f"`{plan.id}` waits, and its verdict names no last safe day."
                yield where.to("plans", at, "verdict"), what


@rule(
    "NEXT-STEP-LOCAL",
    why="A rule of another place sends people on a way that does not exist for them.",
    fix="Name facts that hold in certain countries, and in the sentence only these, or {value}.",
    good=example(),
    bad=example("facts: [toll]", "facts: [window]"),
)
def a_local_rule_rests_on_facts_of_its_countries(knowledge: Knowledge) -> Iterator[Finding]:
    """What holds in some countries alone rests on facts that do not hold everywhere."""
    for where, local in knowledge.each(LocalRule):
        for id_ in local.facts:
            if id_ in knowledge.facts and "all" in knowledge.facts[id_].applies_to:
                yield where.to("facts"), f"`{id_}` holds everywhere."
        for gap in sorted({*local.do.gaps} - {*local.facts, decision_table.VALUE}):
            yield where.to("do"), f"{{{gap}}} is none of its facts."


@rule(
    "NEXT-STEP-LINE",
    why="A last day without a source is a promise that nobody made.",
    fix="Name under `rests_on` the fact that says the days, or take `short` away.",
    good=example(),
    bad=example("    short: Closes\n    rests_on: [window]\n", "    short: Closes\n"),
)
def a_last_day_that_is_worked_out_has_its_fact(knowledge: Knowledge) -> Iterator[Finding]:
    """What stands on the line of last days is a date of the order, our advice, or has a fact."""
    for where, next_steps in knowledge.each(NextSteps):
        for at, date in enumerate(next_steps.dates):
            if date.short and date.days and date.form != _SAFE and not date.rests_on:
                yield where.to("dates", at, "short"), f"No fact says the days of `{date.id}`."
