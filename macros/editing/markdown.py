"""Text that is nothing but text in the Markdown that GitHub shows."""

from __future__ import annotations

import re

from macros.source import is_invisible

# Signs that begin Markdown or HTML.
_ESCAPES = {sign: f"\\{sign}" for sign in "\\`*_[]|~$"} | {
    "<": "&lt;",
    ">": "&gt;",
    "&": "&amp;",
}
# What GitHub makes links, mentions and pictures of after the Markdown is read: someone, an
# issue, an address, an emoji. A zero-width space inside keeps it text.
_LIVELY = r"[@#]|:(?=//|[\w+-]+:)|(?i:www)(?=\.)|(?i:\bgh)(?=-\d)"
_APART = "&#8203;"
# A text up to this long is shown whole; of a longer one, the words that differ.
LONG = 200


def inert(text: str) -> str:
    """Return text on one line without markup, links and mentions, wherever Markdown is read."""
    escaped = re.sub(rf"[\\`*_\[\]|~$<>&]|{_LIVELY}", _defused, visible(text))
    return re.sub(r"^([-+=]|\d+(?=[.)]))", _not_a_list, escaped)


def code(text: str) -> str:
    """Return text as code, such as a path; signs that would end it, or a cell, are left out."""
    return f"`{re.sub(r'[`|]', '', visible(text))}`"


def visible(text: str) -> str:
    """Return text on one line; in the place of each invisible character stands its number."""
    line = " ".join(text.split())
    return "".join(f"[U+{ord(c):04X}]" if is_invisible(c) else c for c in line)


def clipped(text: str) -> str:
    """Return a text short enough for a sentence."""
    return text if len(text) <= LONG else f"{text[: LONG - 1].rstrip()}…"


def _defused(sign: re.Match[str]) -> str:
    return _ESCAPES.get(sign[0], sign[0] + _APART)


def _not_a_list(start: re.Match[str]) -> str:
    return f"{start[0]}{_APART}" if start[0].isdigit() else f"\\{start[0]}"
