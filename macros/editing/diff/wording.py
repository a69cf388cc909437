"""Texts that fit into a sentence."""

from __future__ import annotations

# A text up to this long is shown whole; of a longer one, the words that differ.
LONG = 200


def clipped(text: str) -> str:
    """Return a text short enough for a sentence."""
    return text if len(text) <= LONG else f"{text[: LONG - 1].rstrip()}…"
