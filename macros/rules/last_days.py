"""Rules about the last days to ask for money: none is promised, and none is let pass."""

from __future__ import annotations

from collections.abc import Iterator

from macros.model import Knowledge, NextSteps, Plan, PlanDate, Sentence, decision_table, walk
from macros.rules.examples import next_steps as example
from macros.rules.registry import Finding, rule

# The dates of the order page. What is worked out by adding days to them is only said by others.
_ON_ORDER = ("delivery", "protection", "your-date")
# What a day is that others name.
_SAID = ("opens", "closes", "bank")
# To whom one writes who asks in some way.
_WRITES_TO = {"cancel": "seller", "form": "aliexpress", "bank": "card-issuer"}
_NEEDED = {"opens": "the day on which the form opens", "safe": "the last safe day"}


@rule(
    "NEXT-STEP-SAFE",
    why="Nobody promises the days after the dates of the order page. Who counts on them can lose "
    "the money.",
    fix="Count a safe day back from `your-date`, and say under `alone` what it is called without "
    "the delivery date; mark a day that others name `form: closes`.",
    good=example(),
    bad=example("days: -3", "days: 3"),
)
def no_safe_day_is_added(knowledge: Knowledge) -> Iterator[Finding]:
    """A safe day lies before both dates of the order page; a day after one is said, with a fact.

    The form is said to close after the delivery date: without it, no day is called safe.
    """
    for where, date in knowledge.each(PlanDate):
        if flaw := _flaw(date):
            yield where.to("days"), f"`{date.id}` {flaw}."


def _flaw(date: PlanDate) -> str:
    """Return why a date promises too much, or nothing."""
    if date.form == "safe" and not (date.since == "your-date" and date.days < 0):
        return "is called safe, but does not lie before `your-date`"
    if date.form == "safe" and not date.alone:
        return "is called safe, also where only the end of Buyer Protection is known"
    if date.form == "closes" and date.since != "delivery":
        return "is not counted from the delivery date, as the form is said to be"
    if date.form in _SAID and not date.rests_on:
        return "is a day that others name, but no fact says so"
    if date.since in _ON_ORDER and date.days > 0 and date.form not in _SAID:
        return "adds days to a date of the order page"
    return ""


@rule(
    "NEXT-STEP-COUNTRY",
    why="A day of some countries alone that names none is shown to nobody.",
    fix="Name under `rests_on` a fact of the country, or take `earlier_than` away.",
    good=example(),
    bad=example("    short: Closes\n", "    short: Closes\n    earlier_than: opens\n"),
)
def an_earlier_day_has_its_country(knowledge: Knowledge) -> Iterator[Finding]:
    """A date that comes before another in some countries rests on a fact of a country."""
    for where, date in knowledge.each(PlanDate):
        facts = decision_table.known_facts(knowledge, date.rests_on)
        is_known = len(facts) == len(date.rests_on)
        own = any({*fact.applies_to} - {"all"} for fact in facts)
        if date.earlier_than and is_known and not own:
            what = f"`{date.id}` is earlier than `{date.earlier_than}` in no country."
            yield where.to("earlier_than"), what


@rule(
    "NEXT-STEP-WAIT",
    why="Somebody who only waits learns too late that the form has been open for weeks.",
    fix="Name a step on that day under `then`, or say under `asks` how the plan asks today.",
    good=example(),
    bad=example("then: [try, ask]", "then: [ask]"),
)
def whoever_waits_can_try_the_form(knowledge: Knowledge) -> Iterator[Finding]:
    """A plan that waits has a step on the day on which the form opens, and on the last safe day."""
    for where, next_steps in knowledge.each(NextSteps):
        for at, plan in enumerate(next_steps.plans):
            forms = _forms(next_steps, plan)
            for form, day in _NEEDED.items():
                if plan.asks is None and form not in forms:
                    place = where.to("plans", at, "then" if plan.then else "id")
                    yield place, f"`{plan.id}` waits, but has no step on {day}."


def _forms(next_steps: NextSteps, plan: Plan) -> set[str | None]:
    """Return what the days of a plan’s steps are to the form."""
    forms = {date.id: date.form for date in next_steps.dates}
    return {forms.get(step.on) for step in next_steps.steps if step.id in plan.then}


@rule(
    "NEXT-STEP-ASKS",
    why="On the last safe day the money is asked for, or it is lost.",
    fix="Say under `asks` how the plan asks for the money, and name the message under `write`.",
    good=example(),
    bad=example("    asks: form\n", ""),
)
def money_is_asked_for_in_time(knowledge: Knowledge) -> Iterator[Finding]:
    """From the last safe day on money is asked for, with a message; in the end at the bank."""
    for where, next_steps in knowledge.each(NextSteps):
        for at, plan in enumerate(next_steps.plans):
            place = where.to("plans", at, "asks" if plan.asks else "id")
            if (lack := _lack(next_steps, plan)) or (lack := _unsaid(knowledge, plan)):
                yield place, f"`{plan.id}` {lack}."


def _lack(next_steps: NextSteps, plan: Plan) -> str:
    """Return why a plan does not ask where it must, or nothing."""
    forms = {date.id: date.form for date in next_steps.dates}
    everything = tuple(time.id for time in next_steps.times)
    named = {time for case in plan.when for time in case.time or everything}
    times = [time for time in next_steps.times if time.id in named]
    is_due = any(time.since and forms.get(time.since) == "safe" for time in times)
    is_over = any(time.after and forms.get(time.after) == "closes" for time in times)
    if is_over and plan.asks not in ("bank", "cancel", "nothing"):
        return "holds when the form is said to be closed, and does not ask the bank"
    if is_due and not plan.asks:
        return "holds when the last safe day has come, and does not ask for the money"
    return ""


def _unsaid(knowledge: Knowledge, plan: Plan) -> str:
    """Return that a plan which asks has no message for it, or nothing."""
    if plan.asks not in _WRITES_TO or not knowledge.messages.keys() >= {*plan.write}:
        return ""
    to = {knowledge.messages[slug].to for slug in plan.write}
    wanted = _WRITES_TO[plan.asks]
    return "" if wanted in to else f"asks (`{plan.asks}`), but writes no message to `{wanted}`"


@rule(
    "NEXT-STEP-USED",
    why="What no plan shows grows old unseen, and its author believes that readers get it.",
    fix="Name it in a plan, or take it away.",
    good=example(),
    bad=example("    never: [wait]\n", ""),
)
def nothing_is_left_over(knowledge: Knowledge) -> Iterator[Finding]:
    """Every date, step, caution and shared sentence of the next steps is used."""
    for where, next_steps in knowledge.each(NextSteps):
        for field, used in _used(next_steps).items():
            for at, item in enumerate(getattr(next_steps, field)):
                if item.id not in used:
                    yield where.to(field, at, "id"), f"Nothing uses `{item.id}` of `{field}`."


def _used(next_steps: NextSteps) -> dict[str, set[str | None]]:
    """Return the names that are used of the dates, steps, cautions and shared sentences."""
    ends = ("since", "after", "before", "not_until")
    dates: set[str | None] = {getattr(time, end) for time in next_steps.times for end in ends}
    dates |= {step.on for step in next_steps.steps}
    dates |= {date.id for date in next_steps.dates if date.short}
    for _, part in walk(next_steps):
        dates |= {*part.gaps} if isinstance(part, Sentence) else set()
    return {
        "dates": dates,
        "steps": {step for plan in next_steps.plans for step in plan.then},
        "cautions": {caution for plan in next_steps.plans for caution in plan.never},
        "shared": {gap for plan in next_steps.plans for said in plan.now for gap in said.gaps},
    }
