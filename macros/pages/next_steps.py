"""The guide: what tracking says, and the plans for it."""

from __future__ import annotations

from macros.model import NextSteps, decision_table
from macros.pages.journey import on_journey
from macros.pages.templates import render
from macros.pages.tracking_numbers import numbers
from macros.pages.view import View, record_of


def next_step_guide(view: View) -> str:
    """Return the guide: what tracking says, and for the browser all plans and their table."""
    guide = _guide(view)
    parts = (part for plan in guide.plans for part in decision_table.parts_of(guide, plan))
    return render(
        view,
        "guide.html",
        guide=guide,
        services=view.edition.services,
        pages=view.edition.pages,
        numbers=numbers(view),
        **on_journey(view, ()),
        table=decision_table.compiled(view.knowledge, guide)
        | {"say": view.words["guide_says"], "gaps": view.words["gaps"]},
        facts=decision_table.facts_behind(view.knowledge, [*parts, *guide.situations]),
    )


def next_step_link(view: View, situation: str = "") -> str:
    """Return a link to the guide, with one situation chosen or none."""
    return render(view, "next-step-link.html", situation=situation)


def next_step_plans(view: View, situation: str) -> str:
    """Return the plans for one situation of the guide, with the cases that lead to each."""
    guide = _guide(view)
    here = record_of({s.id: s for s in guide.situations}, situation, "situation")
    plans = {plan.id: plan for plan in guide.plans}
    found = decision_table.cases_in(guide, situation)
    parts = (part for id_ in found for part in decision_table.parts_of(guide, plans[id_]))
    return render(
        view,
        "next-step.html",
        guide=guide,
        situation=here,
        cases=[(plans[id_], cases) for id_, cases in found.items()],
        pages=view.edition.pages,
        **on_journey(view, (here.station,) if here.station else ()),
        facts=decision_table.facts_behind(view.knowledge, [*parts, here, *guide.times]),
    )


def _guide(view: View) -> NextSteps:
    """Return the guide; raises KeyError when there is none."""
    if view.knowledge.next_steps is None:
        raise KeyError("There is no data/next-steps.yml.")
    return view.knowledge.next_steps
