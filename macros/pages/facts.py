"""Facts inside sentences, and the list of all on which a page rests."""

from __future__ import annotations

from macros.model import numbers, stamp
from macros.pages.templates import render
from macros.pages.view import View, record_of


def fact(view: View, id_: str, form: str = "") -> str:
    """Return a fact's short value, linked to its place in the page's list of sources.

    `form` is the value as the sentence needs it; without it, or when the value has changed since,
    the value itself is shown. Raises KeyError, with the nearest id, when there is no such fact.
    """
    known = record_of(view.knowledge.facts, id_, "fact")
    said = form if form and _is_of_today(view, id_, form) else known.value
    return render(view, "fact.html", fact=known, value=said)


def _is_of_today(view: View, id_: str, form: str) -> bool:
    """Return whether a form was made of a fact's value as it is, and says its numbers."""
    value = view.edition.given.facts[id_].value
    made_of = ((view.meta or {}).get("translates") or {}).get(f"fact-{id_}")
    return made_of in {None, stamp(value)} and numbers(form) == numbers(value)


def sources(view: View) -> str:
    """Return the facts on which the page rests, each with its source and date."""
    cited = [record_of(view.knowledge.facts, id_, "fact") for id_ in (view.meta or {})["rests_on"]]
    return render(view, "sources.html", facts=cited)


def original_resolution(view: View, group: str) -> str:
    """Return one of the two answers of the original list, with what speaks against it."""
    return render(
        view, "facts.html", facts=[record_of(view.knowledge.facts, f"original-{group}", "")]
    )
