"""What keeps its own direction on a page that is read from right to left (Unicode UAX #9)."""

from __future__ import annotations

import re

from macros.model import direction

# Tags, what has its direction already, and what is no text of a page yet.
_LEFT_ALONE = re.compile(
    r"<(script|style|textarea|title|option|bdi|code)\b.*?</\1>|<[^>]*>"
    r"|\{\{.*?\}\}|\{:.*?\}|\]\([^)]*\)|`[^`]*`|^---\n.*?\n---\n",
    re.S,
)
# Digits in groups would change their places, and so would words and signs beside them.
_EXACT = re.compile(
    r"[\w.+-]*@[\w-]+(?:\.[\w-]+)+"
    r"|\+\d[\d\u00a0 ()-]*\d"
    r"|\b\d+(?:[\u00a0 -]\d+)+\b"
    r"|\b\d+[\u00a0 ][A-Z]{3,}\b"
)


def isolated(text: str, language: str) -> str:
    """Return HTML or Markdown in which numbers and addresses keep their order of signs."""
    if direction(language) == "ltr":
        return text
    parts, end = [], 0
    for found in _LEFT_ALONE.finditer(text):
        parts += [_marked(text[end : found.start()]), found[0]]
        end = found.end()
    return "".join([*parts, _marked(text[end:])])


def _marked(text: str) -> str:
    return _EXACT.sub(lambda found: f'<bdi dir="ltr">{found[0]}</bdi>', text)
