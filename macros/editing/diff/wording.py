"""Texts that fit into a sentence and hide nothing."""

from __future__ import annotations

from macros.source import is_invisible

# A text up to this long is shown whole; of a longer one, the words that differ.
LONG = 200


def clipped(text: str) -> str:
    """Return a text short enough for a sentence."""
    return text if len(text) <= LONG else f"{text[: LONG - 1].rstrip()}…"


def visible(text: str) -> str:
    """Return text on one line; in the subject of each invisible character stands its number."""
    line = " ".join(text.split())
    return "".join(f"[U+{ord(c):04X}]" if is_invisible(c) else c for c in line)
