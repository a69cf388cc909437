"""The next steps: what tracking says, and the plans for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from macros.model import AT_THE_COUNTER, Edition, NextSteps, Plan, decision_table
from macros.pages.countries import place_of
from macros.pages.journey import on_journey
from macros.pages.templates import render, way
from macros.pages.view import View, record_of


def next_step_page(view: View) -> str:
    """Return the next steps: what tracking says, and for the browser all plans and their table."""
    next_steps = _table(view)
    parts = _parts(view, next_steps, next_steps.plans)
    return render(
        view,
        "next-step-page.html",
        next_steps=next_steps,
        services=view.edition.services,
        counter=AT_THE_COUNTER,
        **on_journey(view, ()),
        table=decision_table.compiled(view.knowledge, next_steps)
        | {"say": view.words["next_step_says"], "gaps": view.words["gaps"]},
        facts=decision_table.facts_behind(
            view.knowledge, [*parts, *next_steps.situations, *next_steps.usual]
        ),
    )


def next_step_doors(view: View) -> str:
    """Return the worries that readers have, each as a link to its plan or its answer."""
    return render(view, "doors.html", doors=_table(view).doors)


def doors(edition: Edition) -> list[list[str]]:
    """Return where the doors lead, what they say, and its language where that is another.

    There are none while there is no table.
    """
    known = edition.knowledge.next_steps
    titles = [(way(door), door.title) for door in known.doors] if known else []
    return [[where, str(title), title.language] for where, title in titles]


def local_lines(view: View, country: str) -> list[dict[str, object]]:
    """Return what holds in `country` alone as HTML, with its plans; the browser loads it."""
    next_steps = _table(view)
    found = decision_table.local_lines(view.knowledge, next_steps, country)
    place = partial(place_of, view, country.lower())
    return [
        {
            "plans": decision_table.plans_of(next_steps, rule),
            "after": rule.after,
            "html": render(view, "local-line.html", rule=rule, fact=fact, place=place),
        }
        for rule, fact in found
    ]


def next_step_link(view: View, opens: str = "") -> str:
    """Return a link to the next steps, with a situation chosen, a door open, or neither."""
    table = _table(view)
    ways = {"": "next-step/"} | {door.id: way(door) for door in table.doors}
    ways |= {here.id: f"next-step/?status={here.id}" for here in table.situations}
    where = record_of(ways, opens, "situation or door")
    return render(view, "next-step-link.html", where=where)


def order_sketch(view: View) -> str:
    """Return a drawing of an order page that shows where its two dates stand."""
    return render(view, "order-sketch.html")


def next_step_plans(view: View, situation: str) -> str:
    """Return the plans for one situation of the next steps, with the cases that lead to each."""
    next_steps = _table(view)
    here = record_of({s.id: s for s in next_steps.situations}, situation, "situation")
    plans = {plan.id: plan for plan in next_steps.plans}
    found = decision_table.cases_in(next_steps, situation)
    parts = _parts(view, next_steps, [plans[id_] for id_ in found])
    return render(
        view,
        "next-step-plans.html",
        next_steps=next_steps,
        situation=here,
        counter=AT_THE_COUNTER,
        cases=[(plans[id_], cases) for id_, cases in found.items()],
        **on_journey(view, (here.station,) if here.station else ()),
        facts=decision_table.facts_behind(view.knowledge, [*parts, here, *next_steps.times]),
    )


def _parts(view: View, next_steps: NextSteps, plans: Iterable[Plan]) -> Iterator[object]:
    """Yield all that is shown of plans, with the proof to collect."""
    for plan in plans:
        yield from decision_table.parts_of(next_steps, plan)
        yield from view.knowledge.checklists.get(plan.proof or "", ())


def _table(view: View) -> NextSteps:
    """Return the next steps; raises KeyError when there is none."""
    if view.knowledge.next_steps is None:
        raise KeyError("There is no data/next-steps.yml.")
    return view.knowledge.next_steps
