"""Rules about what a translation keeps of the original: what a reader acts on, and its shape."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from macros.model import (
    ORIGINAL,
    TOP,
    Knowledge,
    Location,
    Page,
    Translations,
    calls,
    fresh_parts,
    is_fresh,
    numbers,
    original_of,
    parts_of,
    stamp,
    units,
)
from macros.rules.examples import ENGLISH_STEPS, translated_fact, translated_page
from macros.rules.registry import Finding, rule


@dataclass(frozen=True)
class Pair:
    """A text in another language, and the English one that it was made of and that stands now."""

    where: Location
    language: str
    name: str
    original: str
    own: str


def pairs(knowledge: Knowledge) -> list[Pair]:
    """Return each translated text of a record that is no older than its original."""
    return knowledge.once(_in_records)


def _in_records(knowledge: Knowledge) -> list[Pair]:
    return list(_pairs(knowledge))


def _pairs(knowledge: Knowledge) -> Iterator[Pair]:
    for where, record in knowledge.each(Translations):
        language, name = original_of(where.file, ORIGINAL) or ("", "")
        first = dict(units(knowledge.records[name])) if name in knowledge.records else {}
        for key, unit in record.texts.items():
            if key in first and is_fresh(unit, first[key]):
                place, said = where.to("texts", key), first[key]
                original = "\n".join(said) if isinstance(said, tuple) else said
                own = "\n".join(unit.texts)
                yield Pair(place, language, f"`{key}`", original, own)


def parts(knowledge: Knowledge) -> list[Pair]:
    """Return each part of a translated page that is no older than its original."""
    return knowledge.once(_in_pages)


def _in_pages(knowledge: Knowledge) -> list[Pair]:
    return list(_parts(knowledge))


def _parts(knowledge: Knowledge) -> Iterator[Pair]:
    for where, own in knowledge.each(Page):
        language, name = original_of(where.file, ORIGINAL) or ("", "")
        original = knowledge.records.get(name)
        if isinstance(original, Page):
            mine, first = parts_of(own), parts_of(original)
            for id_ in first:
                if id_ in fresh_parts(own, original) and id_ in mine:
                    part = "the beginning" if id_ == TOP else f"`{id_}`"
                    yield Pair(where, language, part, first[id_], mine[id_])


def _differing(pair: Pair, count: Callable[[str], Counter[str]], what: str) -> Iterator[Finding]:
    """Yield what a text has that its original lacks, and the reverse."""
    original, own = count(pair.original), count(pair.own)
    for lacking, verb in ((original - own, "lacks"), (own - original, "adds")):
        if lacking:
            shown = ", ".join(f"`{name}`" for name in sorted(lacking)[:3])
            yield pair.where, f"{pair.name} {verb} {what} {shown} of the English text."


_STEPS = ENGLISH_STEPS + "\n1. Wait 15 days.\n2. Ask.\n"


@rule(
    "TRANSLATION-NUMBERS",
    why="A wrong number, price or date costs the reader money.",
    fix="Write the same numbers and currencies as the English text, in digits.",
    good=translated_page("## Pasos {: #steps }\n\n1. Espere 15 días.\n2. Pida.\n", _STEPS),
    bad=translated_page("## Pasos {: #steps }\n\n1. Espere 51 días.\n2. Pida.\n", _STEPS),
)
def numbers_are_equal(knowledge: Knowledge) -> Iterator[Finding]:
    """A translation has the numbers, dates and currencies of its original, each as often."""
    for pair in (*pairs(knowledge), *parts(knowledge)):
        yield from _differing(pair, numbers, "the number")


_SHOWN = ENGLISH_STEPS + '\n{{ fact("window") }}\n'


@rule(
    "TRANSLATION-CALLS",
    why="What a macro shows is the same in each language, and belongs to the answer.",
    fix="Copy the calls from the English page; only `fact` may have a form as its second argument.",
    good=translated_page('## Pasos {: #steps }\n\n{{ fact("window", "15 días") }}\n', _SHOWN),
    bad=translated_page("## Pasos {: #steps }\n\nDos semanas.\n", _SHOWN),
)
def calls_are_equal(knowledge: Knowledge) -> Iterator[Finding]:
    """A translated page calls the macros of its original with the same arguments."""
    for pair in parts(knowledge):
        yield from _differing(pair, calls, "the macro")


_TARGET = re.compile(r"\]\(([^)\s]+)\)")
_LINKS_IN = "## Pasos {{: #steps }}\n\nMire [los estados]({}).\n"
_LINKED = ENGLISH_STEPS + "\nLook at [the statuses](statuses.md#lost).\n"


@rule(
    "TRANSLATION-LINKS",
    why="A link that was translated too leads nowhere.",
    fix="Copy the target from the English page, and translate its words alone.",
    good=translated_page(_LINKS_IN.format("statuses.md#lost"), _LINKED),
    bad=translated_page(_LINKS_IN.format("estados.md#lost"), _LINKED),
)
def links_are_equal(knowledge: Knowledge) -> Iterator[Finding]:
    """A translated page leads to where its original leads."""
    for pair in parts(knowledge):
        yield from _differing(pair, lambda text: Counter(_TARGET.findall(text)), "the link")


_SHAPES = {
    "level of its heading": re.compile(r"^(#{1,6}) ", re.M),
    "list items": re.compile(r"^ *(?:\d+\.|[-*]) ", re.M),
    "boxes": re.compile(r"^ *(?:!!!|\?\?\?\+?) [a-z]+", re.M),
    "table cells": re.compile(r"^\|.*\|$", re.M),
    "tags": re.compile(r"</?(?!span\b)\w+"),
}


def _shape(text: str) -> dict[str, list[str]]:
    found = {name: shape.findall(text) for name, shape in _SHAPES.items()}
    rows = ["|" * row.count("|") for row in found["table cells"]]
    items = [re.sub(r"\d+", "1", item) for item in found["list items"]]
    return found | {"table cells": rows, "list items": items}


@rule(
    "TRANSLATION-SHAPE",
    why="A step that is missing is a step that nobody takes.",
    fix="Compare the part with the English one: headings, list items, boxes and tables.",
    good=translated_page("## Pasos {: #steps }\n\n1. Espere 15 días.\n2. Pida.\n", _STEPS),
    bad=translated_page("## Pasos {: #steps }\n\n1. Espere 15 días. Pida.\n", _STEPS),
)
def shape_is_equal(knowledge: Knowledge) -> Iterator[Finding]:
    """A translated page has the headings, list items, boxes and tables of its original."""
    for pair in parts(knowledge):
        original, own = _shape(pair.original), _shape(pair.own)
        for name in _SHAPES:
            if original[name] != own[name]:
                has = f"{len(own[name])} instead of {len(original[name])}"
                yield pair.where, f"{pair.name} differs from the English text in {name}: {has}."


@rule(
    "TRANSLATION-GAPS",
    why="A gap that was translated is filled by nothing, and stands in the sentence as it is.",
    fix="Copy the {gaps} from the English text.",
    good=translated_fact("facts / window / value", "En {a} días", english="In {a} days"),
    bad=translated_fact("facts / window / value", "En {dias} días", english="In {a} days"),
)
def gaps_are_equal(knowledge: Knowledge) -> Iterator[Finding]:
    """A translated text has the gaps of its original."""
    for pair in pairs(knowledge):
        yield from _differing(pair, lambda text: Counter(re.findall(r"\{[^}]*\}", text)), "the gap")


_QUOTED = re.compile(r"[“«„]\s?([^”»“]+?)\s?[”»“]")
_PRINTED = {
    "data/statuses.yml": "statuses:\n  - id: lost\n    title: Lost\n    wordings: [Held]\n"
    "    stage: problem\n    means: It came.\n    do: Nothing.\n    evidence: reported\n"
}
_SAID = ENGLISH_STEPS + "\nTracking says “Held”.\n"


@rule(
    "TRANSLATION-VERBATIM",
    why="Readers compare what tracking prints, and what a button is called, letter by letter.",
    fix="Copy it as it is printed, and say beside it what it means.",
    good=translated_page("## Pasos {: #steps }\n\nEl rastreo dice «Held».\n", _SAID) | _PRINTED,
    bad=translated_page("## Pasos {: #steps }\n\nEl rastreo dice «Retenido».\n", _SAID) | _PRINTED,
)
def printed_words_stay(knowledge: Knowledge) -> Iterator[Finding]:
    """What tracking prints and code stay as they are in a translation."""
    printed = {line for status in knowledge.statuses for line in status.wordings}
    for pair in (*pairs(knowledge), *parts(knowledge)):
        kept = {quoted for quoted in _QUOTED.findall(pair.original) if quoted in printed}
        kept |= {*re.findall(r"`[^`\n]+`", pair.original)}
        if lost := sorted(text for text in kept if text not in pair.own):
            yield pair.where, f"{pair.name} lacks “{lost[0]}” of the English text."


_FORM = '{{{{ fact("window", "{}") }}}}'


@rule(
    "FACT-FORM",
    why="The form is what readers see: it must not say another number than the fact.",
    fix="Write the numbers and the currency of the fact’s `value`.",
    good=translated_page("## Pasos {: #steps }\n\nEn " + _FORM.format("15 días") + "\n", _SHOWN),
    bad=translated_page("## Pasos {: #steps }\n\nEn " + _FORM.format("51 días") + "\n", _SHOWN),
)
def form_says_its_fact(knowledge: Knowledge) -> Iterator[Finding]:
    """The form of a fact that fits into a sentence has the numbers of the fact."""
    for where, page in knowledge.each(Page):
        for index, call in enumerate(page.calls):
            id_, *form = (call.arguments if call.name == "fact" else ()) or ("",)
            fact = knowledge.facts.get(id_)
            made_of = page.translates.get(f"fact-{id_}")
            if fact and form and made_of in {None, stamp(fact.value)}:
                place = where.to("calls", index)
                pair = Pair(place, "", f"“{form[0]}”", fact.value, form[0])
                yield from _differing(pair, numbers, "the number")
