"""Rules about the next steps: everything has one answer, and all that is named exists."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from macros.model import (
    ORIGINAL,
    STATIONS,
    Knowledge,
    Location,
    NextSteps,
    Plan,
    PlanDate,
    Sentence,
    decision_table,
    did_you_mean,
    walk,
)
from macros.rules.examples import next_steps as example
from macros.rules.registry import Finding, rule


@rule(
    "NEXT-STEP-ONE",
    why="A reader whose case has no answer is left alone; one with two gets the wrong one.",
    fix="Change `when`, so that every case has exactly one plan.",
    good=example(),
    bad=example("        time: [over]\n", ""),
)
def every_case_has_one_plan(knowledge: Knowledge) -> Iterator[Finding]:
    """Every combination of situation, reach of the scans and time left has exactly one plan."""
    for where, next_steps in knowledge.each(NextSteps):
        known = set(decision_table.combinations(next_steps))
        places = {plan.id: where.to("plans", at) for at, plan in enumerate(next_steps.plans)}
        for key, plans in decision_table.table(next_steps).items():
            case = "situation `{}`, tracked `{}`, time `{}`".format(*key)
            if not plans:
                yield where.to("plans"), f"No plan answers {case}."
            elif key in known and len(plans) > 1:
                others = " and ".join(f"`{plan.id}`" for plan in plans[:-1])
                yield places[plans[-1].id], f"`{plans[-1].id}` and {others} both answer {case}."


@rule(
    "NEXT-STEP-NAMES",
    why="A plan that names what does not exist would show a hole, or stop the site.",
    fix="Compare the name with the list to which it belongs.",
    good=example(),
    bad=example("{closes}", "{closing}"),
)
def all_that_is_named_exists(knowledge: Knowledge) -> Iterator[Finding]:
    """Everything that the next steps name exists, and no name of one list stands there twice."""
    for where, next_steps in knowledge.each(NextSteps):
        known = _known(knowledge, next_steps)
        for place, kind, name in _named(where, next_steps):
            if name not in known[kind] and not _is_lost(knowledge, kind):
                what = f"There is no {kind} `{name:.60}`."
                yield place, what, did_you_mean(name, sorted(known[kind]))
        yield from _twice(where, next_steps, known["date or fact"])


def _known(knowledge: Knowledge, next_steps: NextSteps) -> Mapping[str, Collection[str]]:
    dates = {date.id for date in next_steps.dates}
    days = dates | set(knowledge.facts)
    pages = (path.removeprefix("en/") for path in knowledge.pages if path.startswith("en/"))
    return {
        "date": dates,
        "date or fact": days,
        "date, fact or shared sentence": days | {shared.id for shared in next_steps.shared},
        "fact": knowledge.facts,
        "situation": {situation.id for situation in next_steps.situations},
        "time": {time.id for time in next_steps.times},
        "step": {step.id for step in next_steps.steps},
        "caution": {caution.id for caution in next_steps.cautions},
        "plan": {plan.id for plan in next_steps.plans},
        "message": knowledge.messages,
        "checklist": knowledge.checklists,
        "status": {status.id for status in knowledge.statuses},
        "page": set(pages),
        "station": STATIONS,
    }


# The files from which the names of a kind come.
_HOMES = {
    "date or fact": "data/facts.yml",
    "date, fact or shared sentence": "data/facts.yml",
    "fact": "data/facts.yml",
    "message": "data/messages/",
    "checklist": "data/checklists.yml",
    "status": "data/statuses.yml",
    "page": "docs/",
}


def _is_lost(knowledge: Knowledge, kind: str) -> bool:
    """Return whether a file from which names of this `kind` come could not be read."""
    home = _HOMES.get(kind, "-")
    return any(p.file.startswith(home) and knowledge.is_lost(p.file) for p in knowledge.problems)


def _named(where: Location, next_steps: NextSteps) -> Iterator[tuple[Location, str, str]]:
    """Yield every name that the next steps use, with its place and what it should name."""
    for at, time in enumerate(next_steps.times):
        for field in ("since", "after", "before", "not_until"):
            if name := getattr(time, field):
                yield where.to("times", at, field), "date", name
    for at, situation in enumerate(next_steps.situations):
        place = where.to("situations", at)
        if situation.station:
            yield place.to("station"), "station", situation.station
        yield from ((place.to("covers"), "status", name) for name in situation.covers)
    for list_, field in (("dates", "earlier_than"), ("shared", "until")):
        for at, item in enumerate(getattr(next_steps, list_)):
            if name := getattr(item, field):
                yield where.to(list_, at, field), "date", name
    yield from (
        (where.to("steps", at, "on"), "date", s.on) for at, s in enumerate(next_steps.steps)
    )
    for at, plan in enumerate(next_steps.plans):
        yield from _named_by_plan(where.to("plans", at), plan)
    yield from _named_by_doors(where, next_steps)
    for place, sentence in _sentences(where, next_steps):
        gaps = {*sentence.gaps} - ({decision_table.VALUE} if "local" in place.path else set())
        kind = "date, fact or shared sentence" if "now" in place.path else "date or fact"
        yield from ((place, kind, gap) for gap in sorted(gaps))


def _named_by_plan(place: Location, plan: Plan) -> Iterator[tuple[Location, str, str]]:
    kinds = {"then": "step", "never": "caution", "write": "message", "why": "fact"}
    for field, kind in kinds.items():
        yield from ((place.to(field), kind, name) for name in getattr(plan, field))
    if plan.proof:
        yield place.to("proof"), "checklist", plan.proof
    yield place.to("page"), "page", plan.page
    yield from ((place.to("see"), "page", page) for page in plan.see)
    for at, case in enumerate(plan.when):
        for field in ("situation", "time"):
            names = getattr(case, field)
            yield from ((place.to("when", at, field), field, name) for name in names)


def _named_by_doors(where: Location, next_steps: NextSteps) -> Iterator[tuple[Location, str, str]]:
    for at, door in enumerate(next_steps.doors):
        for nth, lead in enumerate(door.leads):
            place = where.to("doors", at, "leads", nth)
            if lead.situation:
                yield place.to("situation"), "situation", lead.situation
            if lead.page:
                yield place.to("page"), "page", lead.page
    for at, usual in enumerate(next_steps.usual):
        place = where.to("usual", at, "situation")
        yield from ((place, "situation", name) for name in usual.situation)
    for at, rule_ in enumerate(next_steps.local):
        place = where.to("local", at)
        yield from ((place.to("facts"), "fact", name) for name in rule_.facts)
        yield from ((place.to("plans"), "plan", name) for name in rule_.plans)
        if rule_.after:
            yield place.to("after"), "fact", rule_.after


def _sentences(where: Location, next_steps: NextSteps) -> Iterator[tuple[Location, Sentence]]:
    for path, part in walk(next_steps):
        if isinstance(part, Sentence):
            yield where.to(*path), part


def _twice(where: Location, next_steps: NextSteps, days: Collection[str]) -> Iterator[Finding]:
    fields = ("dates", "times", "situations", "doors", "steps", "cautions", "shared", "plans")
    for field in fields:
        seen: set[str] = set()
        for at, item in enumerate(getattr(next_steps, field)):
            if item.id in seen:
                yield (
                    where.to(field, at, "id"),
                    f"`{item.id}` stands in `{field}` twice.",
                    "Rename it.",
                )
            seen.add(item.id)
    for at, shared in enumerate(next_steps.shared):
        if shared.id in days:
            what = f"`{shared.id}` of `shared` is the name of a date or a fact too."
            yield where.to("shared", at, "id"), what, "Rename it."


@rule(
    "NEXT-STEP-STATUS",
    why="A reader who sees a line of tracking must get from it to one plan.",
    fix="Name the status under `covers` of the situation that it fits, and nowhere else.",
    good=example(),
    bad=example("    covers: [lost]\n", ""),
)
def every_status_has_one_situation(knowledge: Knowledge) -> Iterator[Finding]:
    """Every status of the dictionary belongs to exactly one situation of the next steps."""
    for where, next_steps in knowledge.each(NextSteps):
        named = [line for situation in next_steps.situations for line in situation.covers]
        for status in knowledge.statuses:
            if named.count(status.id) != 1:
                what = f"The status `{status.id}` belongs to {named.count(status.id)} situations."
                yield where.to("situations"), what


@rule(
    "NEXT-STEP-PROOF",
    why="A claim without proof is lost, and nobody can make it up afterwards.",
    fix="Name under `proof` what to collect: a list of data/checklists.yml.",
    good=example(),
    bad=example("    proof: lost\n", ""),
)
def a_claim_names_its_proof(knowledge: Knowledge) -> Iterator[Finding]:
    """Every plan that asks for the money with the form, or the bank for it, names its proof."""
    for where, plan in knowledge.each(Plan):
        if plan.asks in {"form", "bank"} and plan.proof is None:
            yield where, f"`{plan.id}` asks for money, and names no proof."


@rule(
    "NEXT-STEP-DAYS",
    why="A day too many costs a reader the money.",
    fix="Write the number of days that the fact names, or take away `rests_on`.",
    good=example(),
    bad=example("days: 15", "days: 16"),
)
def days_stand_in_the_facts(knowledge: Knowledge) -> Iterator[Finding]:
    """The days of a date stand in one of the facts on which it rests, as days or as hours."""
    for where, item in knowledge.each(PlanDate):
        facts = decision_table.known_facts(knowledge, item.rests_on)
        said = " ".join(f"{fact.value} {fact.statement}" for fact in facts)
        if facts and not {str(item.days), str(item.days * 24)} & set(re.findall(r"\d+", said)):
            yield where.to("days"), f"The {item.days} days stand in none of its facts."


@rule(
    "NEXT-STEP-PAGE",
    why="Without scripts the pages are the only way through the next steps.",
    fix=f"Add the page; it holds one macro. Compare another one in docs/{ORIGINAL}/next-step/.",
    good=example(),
    bad={file: text for file, text in example().items() if "next-step/lost" not in file},
)
def every_situation_has_its_page(knowledge: Knowledge) -> Iterator[Finding]:
    """Every situation of the next steps has a page of its own."""
    for where, next_steps in knowledge.each(NextSteps):
        for at, situation in enumerate(next_steps.situations):
            file = f"docs/{ORIGINAL}/next-step/{situation.id}.md"
            if file not in knowledge.records and not knowledge.is_lost(file):
                yield where.to("situations", at), f"There is no {file}."
