"""Tracking numbers: the place where they are explained, and the formats that they have."""

from __future__ import annotations

from typing import Any

from macros.model import tracking_numbers
from macros.pages.templates import render
from macros.pages.view import View


def number_cards(view: View) -> str:
    """Return the place where the numbers in a text are explained; it needs a script."""
    return render(view, "number-cards.html", numbers=numbers(view))


def numbers(view: View) -> dict[str, Any]:
    """Return what the browser's reader of numbers knows, and what it says."""
    says = {"say": view.words["number_says"], "reach": view.words["tracked_sentence"]}
    return tracking_numbers.reader(view.knowledge) | says


def number_format_table(view: View) -> str:
    """Return the formats of tracking numbers, each with an example."""
    return render(
        view,
        "number-formats.html",
        formats=view.knowledge.number_formats.values(),
        letters=view.knowledge.service_letters,
    )
