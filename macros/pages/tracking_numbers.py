"""Tracking numbers: the place where they are explained, and the formats that they have."""

from __future__ import annotations

from macros.pages.templates import render
from macros.pages.view import View


def number_cards(view: View) -> str:
    """Return the place where the numbers in a text are explained; it needs a script."""
    return render(view, "number-cards.html")


def number_format_table(view: View) -> str:
    """Return the formats of tracking numbers, each with an example."""
    return render(
        view,
        "number-formats.html",
        formats=view.knowledge.number_formats.values(),
        letters=view.knowledge.service_letters,
    )
