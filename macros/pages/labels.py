"""The names of AliExpress’ buttons, menu entries, order states and dates inside sentences."""

from __future__ import annotations

from macros.pages.templates import render
from macros.pages.view import View, record_of


def label(view: View, id_: str) -> str:
    """Return what a label is called in the language of the page, as far as that is known.

    Without an official or quoted name it is what the label is for, where it stands, what it is
    said to be called, and its English name. Raises KeyError, with the nearest id, when there is
    no such label.
    """
    return render(view, "label.html", label=record_of(view.knowledge.labels, id_, "label"))
