"""Rules about text for readers."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import get_args

from jinja2 import Environment, nodes

from macros.model import (
    MESSAGE_GAPS,
    STATIONS,
    Carrier,
    DataChange,
    Desk,
    Evidence,
    InterfaceWords,
    Knowledge,
    Line,
    MacroCall,
    Model,
    Operator,
    Page,
    Phone,
    Plan,
    Sentence,
    Spot,
    Stage,
    Text,
)
from macros.rules.examples import SURE, fact
from macros.rules.registry import Finding, rule
from macros.source import invisible

# HTML, templates, and what Markdown would act on; `[town]` and AE_CODE are text.
_MARKUP = re.compile(
    r"[<>{}|`*\\]|\][ ]?[(\[:]|(?<!\w)_+(?=\w)|^(?:#|[-+] |\d{1,9}[.)] |!!!|: |=+$)"
)
# In capitals only: “todo” is a word of other languages.
_TODO = re.compile(r"\bTODO\b")
_GAP = re.compile(r"\{[a-z0-9_-]+\}")
_TEMPLATES = Path(__file__).parent.parent / "templates"


@rule(
    "TEXT-PLAIN",
    why="Facts are shown on pages, in messages and in files: markup has no place in them.",
    fix="Write plain text; the site adds links and bold type itself.",
    good=fact(SURE + "    note: From 3 to 5 days.\n"),
    bad=fact(SURE + "    note: From <b>3</b> to {{ 5 }} days.\n"),
)
def text_is_plain(knowledge: Knowledge) -> Iterator[Finding]:
    """Plain text holds no HTML, no Markdown, no templates and no invisible characters."""
    for spot, text in _texts(knowledge):
        has_gaps = not isinstance(text, Text)
        has_gaps |= isinstance(knowledge.records[spot.file], InterfaceWords)
        if found := _MARKUP.search(_GAP.sub("…", text) if has_gaps else text):
            what = f"“{text:.40}” holds `{found[0].strip()}`, which looks like markup."
            yield spot, what
        elif hidden := invisible(text):
            what = f"“{text:.40}” holds the invisible character U+{ord(hidden):04X}."
            yield spot, what, "Delete it, or type the words again."


def _texts(knowledge: Knowledge) -> Iterator[tuple[Spot, Text | Line | Sentence]]:
    """Yield every text for readers, with or without gaps."""
    yield from knowledge.each(Text)
    yield from knowledge.each(Line)
    yield from knowledge.each(Sentence)


@rule(
    "TODO-DONE",
    why="A reader would meet a note that was meant for the editor.",
    fix="Write what the note asks for, or delete the line.",
    good=fact(SURE + "    note: From 3 to 5 days.\n"),
    bad=fact(SURE + "    note: TODO how many days.\n"),
)
def nothing_is_left_to_do(knowledge: Knowledge) -> Iterator[Finding]:
    """No text still says TODO."""
    for spot, text in _texts(knowledge):
        if _TODO.search(text):
            yield spot, f"“{text:.60}” is still to be written."


@rule(
    "HEAD-PLAIN",
    why="The title and the description stand in quotes in the page’s head, and would end them.",
    fix="Write “ and ” instead.",
    good={"docs/en/a.md": "---\ntitle: A\ndescription: It says “delivered”.\n---\n"},
    bad={"docs/en/a.md": '---\ntitle: A\ndescription: It says "delivered".\n---\n'},
)
def head_is_plain(knowledge: Knowledge) -> Iterator[Finding]:
    """A page’s title and description hold no straight quotation mark."""
    for spot, page in knowledge.each(Page):
        for name, text in (("title", page.title), ("description", page.description)):
            if '"' in text:
                yield spot.to(name), f'`{name}` holds the sign ".'


_LEAD = "words:\n  post_lead: Who delivers in {}.\n"


@rule(
    "WORD-GAPS",
    why="A word that is missing, or a gap that nothing fills, stops the pages that show it.",
    fix="Compare it with data/words/en.yml in an earlier version.",
    good={"data/words/en.yml": _LEAD.format("{country}")},
    bad={"data/words/en.yml": _LEAD.format("{land}")},
)
def words_fit_their_places(knowledge: Knowledge) -> Iterator[Finding]:
    """The interface has every word that the pages use, with the gaps that they fill."""
    shown = any(True for _ in knowledge.each(MacroCall))
    for spot, record in knowledge.each(InterfaceWords):
        for way, gaps in _words_used().items():
            place, word = spot.to("words", *way), _word(record, way)
            if isinstance(word, str):
                needed = () if way[0] in _GROUPS else gaps
                yield from ((place, what) for what in _gap_flaws(word, gaps, needed))
            elif shown:
                yield place, f"The pages need `{'.'.join(way)}`, a text.", "Add it."


def _word(record: InterfaceWords, way: tuple[str, ...]) -> object:
    found: object = record.words
    for step in way:
        found = found.get(step) if isinstance(found, dict) else None
    return found


def _gap_flaws(word: str, gaps: Collection[str], needed: Collection[str]) -> Iterator[str]:
    """Yield what is wrong with the gaps of a word into which the pages fill `gaps`."""
    try:
        parts = list(Formatter().parse(word))
    except ValueError as error:
        yield f"“{word:.40}”: {error}."
        return
    for _, name, spec, conversion in parts:
        if name is not None and (name not in gaps or spec or conversion):
            known = ", ".join(f"{{{gap}}}" for gap in sorted(gaps)) or "none"
            yield f"“{word:.40}” has a gap that nothing fills; gaps here: {known}."
    for gap in sorted(set(needed) - {name for _, name, _, _ in parts}):
        yield f"“{word:.40}” has no {{{gap}}}."


def _choices(kind: type[Model], field: str) -> tuple[str, ...]:
    """Return the words that a field of a record can hold."""
    return get_args(kind.model_fields[field].annotation)


# The groups of words from which a page takes the one that a record names.
_GROUPS: Mapping[str, Collection[str]] = {
    "gaps": MESSAGE_GAPS,
    "stages": STATIONS,
    "stage_names": get_args(Stage),
    "evidence": get_args(Evidence),
    "evidence_short": get_args(Evidence),
    "dial_from": _choices(Phone, "dial_from"),
    "roles": (*_choices(Operator, "role"), *_choices(Desk, "role")),
    "classes": _choices(Carrier, "service_class"),
    "tracked_until": _choices(Carrier, "tracked_until"),
    "tracked_sentence": _choices(Carrier, "tracked_until"),
    "call_whom": _choices(Plan, "call"),
    "changed": _choices(DataChange, "kind"),
}


# The words that scripts show, by their group, with the gaps that the scripts fill.
SCRIPT_WORDS: Mapping[str, Mapping[str, Collection[str]]] = {
    "search": {
        "post": (),
        "customs": (),
        "country": ("country", "who"),
        "tracking_number": ("number",),
        "follow": ("name",),
        "leaves": (),
        "plan": (),
        "phone_of": ("name", "country"),
        "phone_old": ("country",),
        "phone_old_why": (),
    },
    "number_says": {
        "origin": ("country",),
        "letter": ("name", "tells"),
        "check": ("right", "given"),
        "suffix": ("given",),
        "confused": ("right",),
        "unknown": (),
        "long": (),
        "take": ("number",),
        "use": (),
        "used": (),
        "follow": ("name",),
        "leaves": (),
        "next": (),
    },
    "offline": {"kept": ("day",), "title": (), "none": ()},
    "guide_says": {
        "usual": ("service", "min", "max", "from", "to"),
        "passed": ("title",),
        "days_left": ("day", "days"),
        "tomorrow": ("day",),
        "today": ("day",),
        "desk": ("country",),
        "no_desk": (),
        "unknown_status": ("given",),
        "unknown_country": ("given",),
        "unknown_service": ("given",),
        "no_day": ("given", "field"),
        "far_day": ("given", "field"),
        "future": ("given", "field"),
        "order": (),
        "calendar": (),
    },
}


@cache
def _words_used() -> Mapping[tuple[str, ...], frozenset[str]]:
    """Return the words that the site uses, as the way to each, with the gaps it fills."""
    used: dict[tuple[str, ...], frozenset[str]] = {}
    for template in sorted(_TEMPLATES.rglob("*.j2")):
        tree = Environment(autoescape=True).parse(template.read_text("utf-8"))
        for node in tree.find_all((nodes.Getattr, nodes.Getitem)):
            used |= {way: used.get(way, frozenset()) for way in _ways(node)}
        for filled in tree.find_all(nodes.Filter):
            if filled.name == "fill":
                gaps = frozenset(str(argument.key) for argument in filled.kwargs)
                used |= {way: used.get(way, frozenset()) | gaps for way in _ways(filled.node)}
    for group, words in SCRIPT_WORDS.items():
        used |= {(group, word): frozenset(gaps) for word, gaps in words.items()}
    inner = {way[:-1] for way in used}
    return {way: gaps for way, gaps in used.items() if way not in inner}


def _ways(node: nodes.Node | None) -> Iterator[tuple[str, ...]]:
    """Yield the ways to the words that an expression of a template can mean."""
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name | nodes.Getattr):
        yield from ((*way, node.attr) for way in _ways(node.node))
    elif isinstance(node, nodes.Getitem) and isinstance(node.node, nodes.Getattr):
        for way in _ways(node.node):
            yield from ((*way, member) for member in _GROUPS.get(way[-1], ()))
    elif isinstance(node, nodes.Getitem) and isinstance(node.node, nodes.Name):
        if node.node.name == "w":
            yield from ((member,) for member in _choices(Phone, "via"))
    elif isinstance(node, nodes.Name) and node.name == "w":
        yield ()
