"""Which plan answers which combination of answers, and what the browser needs to look it up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, product
from typing import Any, get_args

from macros.model.claims import Tracked
from macros.model.knowledge import Knowledge, walk
from macros.model.next_steps import Case, NextSteps, Plan, Sentence
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


def parts_of(next_steps: NextSteps, plan: Plan) -> list[object]:
    """Return all that is shown of a plan: itself, its steps with their dates, its cautions."""
    steps = [step for step in next_steps.steps if step.id in plan.then]
    cautions = [caution for caution in next_steps.cautions if caution.id in plan.never]
    dates = [date for date in next_steps.dates if date.id in {step.on for step in steps}]
    return [plan, *steps, *cautions, *dates]


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
    }


def _service(carrier: Carrier) -> dict[str, Any]:
    """Return how far a service is scanned, and its usual days where they are known."""
    days = carrier.days.model_dump() if carrier.days else {}
    return {"tracked": carrier.tracked_until, **days}
