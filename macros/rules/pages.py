"""Rules about pages: the macros that they call, and the shape of an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.model import GROUPS, MACROS, Knowledge, Location, MacroCall, Page, did_you_mean
from macros.rules.examples import SURE, fact
from macros.rules.registry import Files, Finding, rule


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
    for where, call in knowledge.each(MacroCall):
        if call.name not in MACROS:
            what = f"There is no macro `{call.name}`."
            yield where, what, did_you_mean(call.name, list(MACROS))
            continue
        if _is_about_lost(knowledge, call):
            continue
        macro = MACROS[call.name]
        known = macro.choices(knowledge)
        for argument in call.arguments[:1] if macro.has_form else call.arguments:
            if argument not in known:
                what = f"`{call.name}` knows no `{argument}`."
                yield where, what, did_you_mean(argument, sorted(known))
        if not macro.least <= len(call.arguments) <= macro.most:
            what = f"`{call.name}` is called with {len(call.arguments)} arguments."
            most = f"Give it {macro.most}" + (" at most." if macro.least < macro.most else ".")
            yield where, what, most
        if lacking := _lacking(knowledge, where, call):
            yield where, f"`{call.name}` shows {lacking}, which is missing.", f"Add {lacking}."


def _is_about_lost(knowledge: Knowledge, call: MacroCall) -> bool:
    """Return whether a macro names a record of a file that could not be read."""
    file = MACROS[call.name].file
    return any(knowledge.is_lost(file.format(a)) for a in call.arguments or ("",))


def _lacking(knowledge: Knowledge, where: Location, call: MacroCall) -> str | None:
    """Return what a macro shows beside the record that it names, if that is not there."""
    page = knowledge.records[where.file]
    if field := next((name for name in MACROS[call.name].needs if not getattr(page, name)), None):
        return f"the list `{field}` at the head of the page"
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
    for where, page in knowledge.each(Page):
        for index, call in enumerate(page.calls):
            for id_ in _cited(knowledge, call):
                if id_ not in page.rests_on:
                    what = f"`{id_}` is shown here, but not in `rests_on`."
                    yield where.to("calls", index), what


def _cited(knowledge: Knowledge, call: MacroCall) -> Iterator[str]:
    """Yield the facts to whose sources a macro links."""
    if call.name == "fact":
        yield from call.arguments[:1]
    if call.name == "proof_checklist":
        for slug in call.arguments:
            for proof in knowledge.checklists.get(slug, ()):
                yield from proof.rests_on


_PHRASES = "asked_as: [where is it, is it lost, it never came]\n"


def _answer(phrases: str, box: str) -> Files:
    head = f"---\ntitle: T\ndescription: D.\n{phrases}---\n# T\n\n"
    body = (
        f'!!! {box} "First"\n\n    1. Look.\n\n## Steps {{: #steps }}\n\n## From {{: #sources }}\n'
    )
    return {"docs/en/faq/a.md": head + body}


@rule(
    "PAGE-ANSWER",
    why="A worried reader acts on the first screen, and must see on what the answer rests.",
    fix="Compare the page with another answer.",
    good=_answer(_PHRASES, "now"),
    bad=_answer(_PHRASES, "note"),
)
def answer_has_its_parts(knowledge: Knowledge) -> Iterator[Finding]:
    """An answer has a box that says what to do, steps, its sources, and phrases that lead to it."""
    for where, page in knowledge.each(Page):
        if not _ANSWER.fullmatch(where.file):
            continue
        if page.boxes[:1] != ("now",):
            yield where, "The answer has no box that says what to do.", 'Begin with `!!! now "…"`.'
        for name in ("steps", "sources") if page.rests_on else ("steps",):
            if name not in page.sections:
                yield where, f"The answer has no section `{name}`.", f"Add `## … {{: #{name} }}`."
        if (count := _phrases(knowledge, where.file, page)) < FEWEST_PHRASES:
            what = f"Only {count} phrases lead to this answer."
            yield where, what, f"Add to `asked_as` how people ask: {FEWEST_PHRASES} at least."


def _phrases(knowledge: Knowledge, file: str, page: Page) -> int:
    """Return how many phrases lead to a page: its own, and those in the data of its language."""
    _, language, path = file.removesuffix(".md").split("/", 2)
    asked = knowledge.asked[language].asked if language in knowledge.asked else ()
    return len(page.asked_as) + sum(len(of.phrases) for of in asked if of.page == path)


_ANSWER = re.compile(r"docs/[\w-]+/faq/(?!index\.md)[\w-]+\.md")
# With fewer an answer is hardly found by people who do not use its own words.
FEWEST_PHRASES = 3
