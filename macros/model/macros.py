"""The macros that pages call: what their arguments name, what they need and what they show."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import get_args

from macros.model.claims import STATIONS
from macros.model.knowledge import Knowledge
from macros.model.pages import Page
from macros.model.tool_words import Findable
from macros.source import ORIGINAL

# The two answers of the original list of services.
GROUPS = ("may-be-untracked", "tracked")

Choices = Callable[[Knowledge], Collection[str]]
# The records that a call with these arguments shows on a page.
Shows = Callable[[Knowledge, Page, tuple[str, ...]], Iterable[object]]


def _nothing(*_: object) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True)
class Macro:
    """A macro: its arguments are `least` to `most` of the `choices`.

    `file` is where the record lies that an argument names; `{}` stands for the argument. A page
    that calls it has the fields `needs` in its head. A macro that `has_form` takes as its second
    argument what it shows, in the form that fits into the sentence.
    """

    name: str
    choices: Choices = _nothing
    least: int = 0
    most: int = 0
    file: str = ""
    needs: tuple[str, ...] = ()
    shows: Shows = _nothing
    has_form: bool = False


def _one(name: str, choices: Choices, file: str = "", shows: Shows = _nothing) -> Macro:
    return Macro(name, choices, 1, 1, file, shows=shows)


def _situations(knowledge: Knowledge) -> Collection[str]:
    next_steps = knowledge.next_steps
    return [situation.id for situation in next_steps.situations] if next_steps else []


def _ways_in(knowledge: Knowledge) -> Collection[str]:
    """Return what a link to the next steps can open: a situation, or a door to several."""
    next_steps = knowledge.next_steps
    doors = [door.id for door in next_steps.doors] if next_steps else []
    return [*_situations(knowledge), *doors]


def _original(knowledge: Knowledge, _: Page, groups: tuple[str, ...]) -> Iterable[object]:
    return (knowledge.facts.get(f"original-{group}") for group in groups)


def _services_of(knowledge: Knowledge, _: Page, groups: tuple[str, ...]) -> Iterable[object]:
    wanted = groups or (None,)
    return (c for c in knowledge.carriers.values() if c.original_group in wanted)


def _checklists(knowledge: Knowledge) -> Collection[str]:
    return list(knowledge.checklists)


def _proofs_of(knowledge: Knowledge, _: Page, ids: tuple[str, ...]) -> Iterable[object]:
    proofs = knowledge.checklists.get(ids[0], ())
    return (knowledge.facts.get(fact) for proof in proofs for fact in proof.rests_on)


_TABLE = "data/next-steps.yml"
_CHECKLISTS = "data/checklists.yml"
# As many as anybody wants.
MANY = 100

DECLARED = (
    Macro(
        "fact",
        lambda k: k.facts,
        1,
        2,
        "data/facts.yml",
        shows=lambda k, _, given: [k.facts.get(given[0])],
        has_form=True,
    ),
    Macro(
        "sources",
        needs=("rests_on",),
        shows=lambda k, page, _: map(k.facts.get, page.rests_on),
    ),
    _one("label", lambda k: k.labels, "data/labels.yml", lambda k, _, ids: map(k.labels.get, ids)),
    Macro("journey", lambda _: STATIONS, 0, len(STATIONS)),
    Macro("journey_links"),
    _one("finder", lambda _: get_args(Findable)),
    Macro("address_check"),
    Macro("counter"),
    _one("proof_checklist", _checklists, _CHECKLISTS, _proofs_of),
    Macro(
        "question_list", lambda k: k.questions(ORIGINAL), 1, MANY, f"docs/{ORIGINAL}/faq/{{}}.md"
    ),
    Macro("message_blanks"),
    Macro("message_list", lambda k: k.messages, 1, MANY, "data/messages/{}.yml"),
    Macro("number_cards"),
    Macro("next_step_page", file=_TABLE),
    Macro("next_step_doors", file=_TABLE),
    Macro("next_step_link", _ways_in, 0, 1, _TABLE),
    _one("next_step_plans", _situations, _TABLE),
    Macro("order_sketch"),
    Macro("country_links", lambda _: ("post", "customs"), 0, 1),
    Macro("tracker_links", shows=lambda k, *_: k.trackers),
    _one(
        "country_page",
        lambda k: sorted({*k.post_offices, *k.customs}),
        "data/post-offices/{}.yml",
        lambda k, _, codes: [side.get(codes[0]) for side in (k.post_offices, k.customs)],
    ),
    Macro("post_office_table", shows=lambda k, *_: k.post_offices.values()),
    Macro("customs_table", shows=lambda k, *_: k.customs.values()),
    _one("carrier_table", lambda _: GROUPS, shows=_services_of),
    Macro("other_carriers", shows=_services_of),
    _one("original_resolution", lambda _: GROUPS, "data/facts.yml", _original),
    _one(
        "carrier_page",
        lambda k: k.carriers,
        "data/carriers/{}.yml",
        lambda k, _, slugs: map(k.carriers.get, slugs),
    ),
    Macro("status_list", shows=lambda k, *_: k.statuses),
    Macro("printed_lines", shows=lambda k, *_: [*k.statuses, *k.wordings.values()]),
    Macro("number_format_table", shows=lambda k, *_: k.number_formats.values()),
    Macro("field_list"),
    Macro("macro_list"),
    Macro("freshness"),
    Macro("rule_list"),
    Macro("data_address"),
    Macro("data_files"),
    Macro("data_fields"),
    Macro("data_changes"),
    Macro("data_summary"),
)
MACROS = {macro.name: macro for macro in DECLARED}
