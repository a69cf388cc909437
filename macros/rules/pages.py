"""Rules about the macros that pages call."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from macros.model import STATIONS, Knowledge, MacroCall, Page, Spot, did_you_mean
from macros.rules.examples import SURE, fact
from macros.rules.registry import Files, Finding, rule

GROUPS = ("may-be-untracked", "tracked")

# How many arguments a macro takes, where it is not one, or none because there are none to choose.
COUNTS = {
    "journey": (0, len(STATIONS)),
    "next_step_link": (0, 1),
    "country_links": (0, 1),
    "question_list": (1, 100),
    "message_list": (1, 100),
}

# The file of the record that a macro names.
FILES = {
    "fact": "data/facts.yml",
    "country_page": "data/post-offices/{}.yml",
    "carrier_page": "data/carriers/{}.yml",
    "question_list": "docs/en/faq/{}.md",
    "message_list": "data/messages/{}.yml",
    "original_resolution": "data/facts.yml",
    "next_step_guide": "data/next-steps.yml",
    "next_step_link": "data/next-steps.yml",
    "next_step_plans": "data/next-steps.yml",
}


def _situations(knowledge: Knowledge) -> Collection[str]:
    guide = knowledge.next_steps
    return [situation.id for situation in guide.situations] if guide else []


# What the arguments of each macro are chosen from; nothing: it takes none.
MACROS: dict[str, Callable[[Knowledge], Collection[str]]] = {
    "fact": lambda knowledge: knowledge.facts,
    "sources": lambda _: (),
    "journey": lambda _: STATIONS,
    "question_list": lambda knowledge: knowledge.questions("en"),
    "message_blanks": lambda _: (),
    "message_list": lambda knowledge: knowledge.messages,
    "number_cards": lambda _: (),
    "next_step_guide": lambda _: (),
    "next_step_link": _situations,
    "next_step_plans": _situations,
    "country_links": lambda _: ("post", "customs"),
    "tracker_links": lambda _: (),
    "country_page": lambda knowledge: {*knowledge.post_offices, *knowledge.customs},
    "post_office_table": lambda _: (),
    "customs_table": lambda _: (),
    "carrier_table": lambda _: GROUPS,
    "other_carriers": lambda _: (),
    "original_resolution": lambda _: GROUPS,
    "carrier_page": lambda knowledge: knowledge.carriers,
    "status_list": lambda _: (),
    "number_format_table": lambda _: (),
    "field_list": lambda _: (),
    "freshness": lambda _: (),
    "rule_list": lambda _: (),
    "data_address": lambda _: (),
    "data_files": lambda _: (),
    "data_fields": lambda _: (),
    "data_changes": lambda _: (),
    "data_summary": lambda _: (),
}


def _page(body: str, rests_on: str = "[window]") -> Files:
    head = f"---\ntitle: T\ndescription: D.\nrests_on: {rests_on}\nrender_macros: true\n---\n"
    return fact(SURE) | {"docs/en/a.md": head + body}


@rule(
    "PAGE-MACRO",
    why="A macro that fails leaves a hole in the page, or stops the whole site.",
    fix="Compare the name and its argument with another page.",
    good=_page('{{ fact("window") }}'),
    bad=_page('{{ fakt("window") }}'),
)
def macro_is_known(knowledge: Knowledge) -> Iterator[Finding]:
    """A page calls only macros that exist, with arguments that exist."""
    for spot, call in knowledge.each(MacroCall):
        if call.name not in MACROS:
            what = f"There is no macro `{call.name}`."
            yield spot, what, did_you_mean(call.name, list(MACROS))
            continue
        if _is_about_lost(knowledge, call):
            continue
        known = MACROS[call.name](knowledge)
        for argument in call.arguments:
            if argument not in known:
                what = f"`{call.name}` knows no `{argument}`."
                yield spot, what, did_you_mean(argument, sorted(known))
        least, most = COUNTS.get(call.name, (1, 1) if known else (0, 0))
        if not least <= len(call.arguments) <= most:
            what = f"`{call.name}` is called with {len(call.arguments)} arguments."
            yield spot, what, f"Give it {most}." if least == most else f"Give it {most} at most."
        if lacking := _lacking(knowledge, spot, call):
            yield spot, f"`{call.name}` shows {lacking}, which is missing.", f"Add {lacking}."


def _is_about_lost(knowledge: Knowledge, call: MacroCall) -> bool:
    """Return whether a macro names a record of a file that could not be read."""
    form = FILES.get(call.name, "")
    return any(knowledge.is_lost(form.format(a)) for a in call.arguments or ("",))


def _lacking(knowledge: Knowledge, spot: Spot, call: MacroCall) -> str | None:
    """Return what a macro shows beside the record that it names, if that is not there."""
    page = knowledge.records[spot.file]
    if call.name == "sources" and isinstance(page, Page) and not page.rests_on:
        return "the list `rests_on` at the head of the page"
    if call.name in {"original_resolution", "carrier_page"} and knowledge.facts:
        ids = (f"original-{group}" for group in GROUPS)
        if id_ := next((id_ for id_ in ids if id_ not in knowledge.facts), None):
            return f"the fact `{id_}`"
    return None


@rule(
    "FACT-CITED",
    why="The value on the page links to its source in the page's list: there it must be.",
    fix="Add the fact to `rests_on` at the head of the page.",
    good=_page('{{ fact("window") }}'),
    bad=_page('{{ fact("window") }}', rests_on="[]"),
)
def fact_is_in_the_list(knowledge: Knowledge) -> Iterator[Finding]:
    """A fact that a page shows is among those on which the page rests."""
    for spot, page in knowledge.each(Page):
        for index, call in enumerate(page.calls):
            if call.name == "fact" and not set(call.arguments) <= set(page.rests_on):
                what = f"`{call.arguments[0]}` is shown here, but not in `rests_on`."
                yield spot.to("calls", index), what
