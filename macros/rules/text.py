"""Rules about text for readers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from macros.model import Knowledge, Text
from macros.rules.examples import SURE, fact
from macros.rules.registry import Finding, rule

_MARKUP = re.compile(r"[<>]|\{[{%#]|[%#}]\}")
# Bidirectional controls, zero-width characters and the like change what a reader sees.
_INVISIBLE = {"Cf", "Cc", "Co", "Cs", "Cn"}


@rule(
    "TEXT-PLAIN",
    why="Facts are shown on pages, in messages and in files: markup has no place in them.",
    fix="Write plain text; the site adds links and bold type itself.",
    good=fact(SURE + "    note: From 3 to 5 days.\n"),
    bad=fact(SURE + "    note: From <b>3</b> to {{ 5 }} days.\n"),
)
def text_is_plain(knowledge: Knowledge) -> Iterator[Finding]:
    """Plain text holds no HTML, no templates and no invisible characters."""
    for spot, text in knowledge.each(Text):
        if found := _MARKUP.search(text):
            what = f"“{text:.40}” holds `{found[0]}`, which looks like markup."
            yield spot, what
        elif hidden := [c for c in text if unicodedata.category(c) in _INVISIBLE]:
            what = f"“{_visible(text):.40}” holds the invisible character U+{ord(hidden[0]):04X}."
            yield spot, what, "Delete it, or type the words again."


def _visible(text: str) -> str:
    return "".join(c for c in text if unicodedata.category(c) not in _INVISIBLE)
