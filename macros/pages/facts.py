"""Facts inside sentences, and the list of all on which a page rests."""

from __future__ import annotations

from macros.pages.templates import render
from macros.pages.view import View, record_of


def fact(view: View, id_: str) -> str:
    """Return a fact's short value, linked to its place in the page's list of sources.

    Raises KeyError, with the nearest id, when there is no such fact.
    """
    return render(view, "fact.html", fact=record_of(view.knowledge.facts, id_, "fact"))


def sources(view: View) -> str:
    """Return the facts on which the page rests, each with its source and date."""
    cited = [record_of(view.knowledge.facts, id_, "fact") for id_ in (view.meta or {})["rests_on"]]
    return render(view, "sources.html", facts=cited)


def original_resolution(view: View, group: str) -> str:
    """Return one of the two answers of the original list, with what speaks against it."""
    return render(
        view, "facts.html", facts=[record_of(view.knowledge.facts, f"original-{group}", "")]
    )
