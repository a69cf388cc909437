"""Rules about text for readers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from macros.model import (
    InterfaceWords,
    Kind,
    Knowledge,
    Line,
    Location,
    Page,
    Sentence,
    Text,
    TranslatedText,
    Translations,
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
    for where, text in _texts(knowledge):
        has_gaps = not isinstance(text, Text)
        has_gaps |= isinstance(knowledge.records[where.file], InterfaceWords | Translations)
        if found := _MARKUP.search(_GAP.sub("…", text) if has_gaps else text):
            what = f"“{text:.40}” holds `{found[0].strip()}`, which looks like markup."
            yield where, what
        elif hidden := invisible(text):
            what = f"“{text:.40}” holds the invisible character U+{ord(hidden):04X}."
            yield where, what, "Delete it, or type the words again."


def _texts(
    knowledge: Knowledge,
) -> Iterator[tuple[Location, Kind]]:
    """Yield every text for readers, with or without gaps."""
    yield from knowledge.each(Text)
    yield from knowledge.each(Line)
    yield from knowledge.each(Sentence)
    yield from knowledge.each(TranslatedText)


@rule(
    "TODO-DONE",
    why="A reader would meet a note that was meant for the editor.",
    fix="Write what the note asks for, or delete the line.",
    good=fact(SURE + "    note: From 3 to 5 days.\n"),
    bad=fact(SURE + "    note: TODO how many days.\n"),
)
def nothing_is_left_to_do(knowledge: Knowledge) -> Iterator[Finding]:
    """No text still says TODO."""
    for where, text in _texts(knowledge):
        if _TODO.search(text):
            yield where, f"“{text:.60}” is still to be written."


@rule(
    "HEAD-PLAIN",
    why="The title and the description stand in quotes in the page’s head, and would end them.",
    fix="Write “ and ” instead.",
    good={"docs/en/a.md": "---\ntitle: A\ndescription: It says “delivered”.\n---\n"},
    bad={"docs/en/a.md": '---\ntitle: A\ndescription: It says "delivered".\n---\n'},
)
def head_is_plain(knowledge: Knowledge) -> Iterator[Finding]:
    """A page’s title and description hold no straight quotation mark."""
    for where, page in knowledge.each(Page):
        for name, text in (("title", page.title), ("description", page.description)):
            if '"' in text:
                yield where.to(name), f'`{name}` holds the sign ".'
