"""Which plan answers which combination of answers, and what the browser needs to look it up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, product
from typing import Any, get_args

from macros.model.claims import Tracked
from macros.model.knowledge import Knowledge, walk
from macros.model.messages import AT_THE_COUNTER
from macros.model.next_steps import Case, LocalRule, NextSteps, Plan, PlanDate, Sentence
from macros.model.records import Fact
from macros.model.tracking import Carrier

# What tracking says, how far the service is scanned, and the time that is left.
Combination = tuple[str, str, str]


def combinations(next_steps: NextSteps) -> Iterator[Combination]:
    """Yield everything that a reader can answer."""
    situations = (situation.id for situation in next_steps.situations)
    yield from product(situations, get_args(Tracked), (time.id for time in next_steps.times))


def covered(next_steps: NextSteps, case: Case) -> Iterator[Combination]:
    """Yield the combinations of one case."""
    times = case.time or tuple(time.id for time in next_steps.times)
    yield from product(case.situation, case.tracked or get_args(Tracked), times)


def table(next_steps: NextSteps) -> dict[Combination, list[Plan]]:
    """Return for every combination the plans that answer it: exactly one, when all is right."""
    found: dict[Combination, list[Plan]] = {key: [] for key in combinations(next_steps)}
    for plan in next_steps.plans:
        for key in {key for case in plan.when for key in covered(next_steps, case)}:
            found.setdefault(key, []).append(plan)
    return found


def cases_in(next_steps: NextSteps, situation: str) -> dict[str, list[Case]]:
    """Return the cases of one situation by the plan that answers them, in the order of the file."""
    return {
        plan.id: cases
        for plan in next_steps.plans
        if (cases := [case for case in plan.when if situation in case.situation])
    }


def facts_behind(knowledge: Knowledge, parts: Iterable[object]) -> list[Fact]:
    """Return the facts that parts of the next steps name, each once, in the facts’ order."""
    named: set[str] = set()
    for _, part in chain.from_iterable(map(walk, parts)):
        named.update(part.gaps if isinstance(part, Sentence) else ())
        for field in ("why", "rests_on"):
            named.update(getattr(part, field, ()))
    return [fact for id_, fact in knowledge.facts.items() if id_ in named]


def known_facts(knowledge: Knowledge, ids: Iterable[str]) -> list[Fact]:
    """Return the facts that are named, in that order, without names of which there is no fact."""
    return [knowledge.facts[id_] for id_ in ids if id_ in knowledge.facts]


def parts_of(next_steps: NextSteps, plan: Plan) -> list[object]:
    """Return all that is shown of a plan: itself, what it shares, its steps, cautions and dates."""
    named = {gap for sentence in plan.now for gap in sentence.gaps}
    shared = [sentence for sentence in next_steps.shared if sentence.id in named]
    steps = [step for step in next_steps.steps if step.id in plan.then]
    cautions = [caution for caution in next_steps.cautions if caution.id in plan.never]
    days = {step.on for step in steps}
    line = has_line(plan)
    dates = [date for date in next_steps.dates if date.id in days or (line and date.short)]
    return [plan, *shared, *steps, *cautions, *dates]


def compiled(knowledge: Knowledge, next_steps: NextSteps) -> dict[str, Any]:
    """Return the table as the browser looks it up, and what it needs to add days."""
    lookup: dict[str, dict[str, dict[str, str]]] = {}
    for (situation, tracked, time), plans in table(next_steps).items():
        lookup.setdefault(situation, {}).setdefault(tracked, {})[time] = plans[0].id
    return {
        "dates": {date.id: {"from": date.since, "days": date.days} for date in next_steps.dates},
        "safe": next((date.id for date in next_steps.dates if date.form == "safe"), ""),
        "times": [
            time.model_dump(
                include={"id", "since", "after", "before", "not_until"}, exclude_none=True
            )
            for time in next_steps.times
        ],
        "lines": {line: s.id for s in next_steps.situations for line in s.covers},
        "services": {slug: _service(carrier) for slug, carrier in knowledge.carriers.items()},
        "plans": lookup,
        "line": [date.id for date in next_steps.dates if date.short],
        "begins": [date.id for date in next_steps.dates if date.short and _begins(date)],
        "local": {
            date.id: {"countries": countries_of(knowledge, date), "than": date.earlier_than}
            for date in next_steps.dates
            if date.earlier_than
        },
        "usual": [
            usual.model_dump(by_alias=True, exclude={"only", "rests_on"})
            for usual in next_steps.usual
        ],
        "asks": {s.id: asked(next_steps, s.id) for s in next_steps.situations},
        "checks": [s.id for s in next_steps.situations if s.checks_addresses],
    }


def _begins(date: PlanDate) -> bool:
    """Return whether something begins on a date, the way or the form, and so it is never over."""
    return date.form == "opens" or (date.since == "shipped" and not date.days)


def countries_of(knowledge: Knowledge, date: PlanDate) -> list[str]:
    """Return the countries in which a fact behind a date holds in particular."""
    facts = known_facts(knowledge, date.rests_on)
    return [
        code
        for code in knowledge.post_offices
        if any(fact.holds_in(code.upper()) for fact in facts)
    ]


def _service(carrier: Carrier) -> dict[str, Any]:
    """Return how far a service is scanned, and its usual days where they are known."""
    days = carrier.days.model_dump() if carrier.days else {}
    return {"tracked": carrier.tracked_until, **days}


# What is asked of a reader, in the order in which it is asked.
QUESTIONS = ("country", "service", "delivery", "protection", "shipped", "paid", "last-news")
# The gap of a local rule that stands for the value of whichever of its facts holds.
VALUE = "value"


def asked(next_steps: NextSteps, situation: str) -> list[str]:
    """Return what is asked of a reader in a situation: only what changes what they are shown."""
    plans = {
        (tracked, time): found[0]
        for (here, tracked, time), found in table(next_steps).items()
        if here == situation and found
    }
    shown = _dates(next_steps, plans)
    used = {date.since for date in next_steps.dates if date.id in shown}
    used |= {usual.since for usual in next_steps.usual if situation in usual.situation}
    names: set[str] = set(used)
    local = any(date.earlier_than for date in next_steps.dates if date.id in shown)
    if local or any(plan.call in {"post", "customs"} for plan in plans.values()):
        names.add("country")
    if len({(time, plan.id) for (_, time), plan in plans.items()}) > len(next_steps.times):
        names.add("service")
    if "your-date" in used:
        names |= {"delivery", "protection"}
    return [name for name in QUESTIONS if name in names]


def _dates(next_steps: NextSteps, plans: Mapping[tuple[str, str], Plan]) -> set[str | None]:
    """Return the dates that are shown in some plans, or decide between them."""
    dates: set[str | None] = set()
    for plan in plans.values():
        for _, part in walk(tuple(parts_of(next_steps, plan))):
            dates.update(part.gaps if isinstance(part, Sentence) else ())
            dates.update({part.id} if isinstance(part, PlanDate) else ())
    last = next_steps.times[-1].id
    for time in next_steps.times:
        if any(
            plan != plans.get((reach, last)) for (reach, at), plan in plans.items() if at == time.id
        ):
            dates |= {time.since, time.after, time.before, time.not_until}
    return dates


def has_line(plan: Plan) -> bool:
    """Return whether all last days stand in a plan: it is about the money for something shipped."""
    return plan.asks not in {"cancel", "nothing"}


def asks_carrier(plan: Plan, knowledge: Knowledge) -> bool:
    """Return whether a plan has somebody ask the post or customs for the parcel, or a carrier.

    Without the message for a counter there is nothing to show there.
    """
    written = {knowledge.messages[slug].to for slug in plan.write if slug in knowledge.messages}
    asked = {"post", "customs"}
    return AT_THE_COUNTER in knowledge.messages and plan.call in asked and bool(written & asked)


def plans_of(next_steps: NextSteps, rule: LocalRule) -> tuple[str, ...]:
    """Return the ids of the plans to which a local rule belongs."""
    return rule.plans or tuple(plan.id for plan in next_steps.plans if has_line(plan))


def local_lines(
    knowledge: Knowledge, next_steps: NextSteps, country: str
) -> list[tuple[LocalRule, Fact | None]]:
    """Return what holds in `country` alone; what names {value}, once for each fact that holds."""
    found: list[tuple[LocalRule, Fact | None]] = []
    for rule in next_steps.local:
        facts = known_facts(knowledge, rule.facts)
        here = [fact for fact in facts if fact.holds_in(country)]
        each = here if VALUE in rule.do.gaps else [None] * bool(here)
        found += [(rule, fact) for fact in each]
    return found
