"""Countries: their pages, links to them, and the tables of all contacts."""

from __future__ import annotations

from collections.abc import Sequence

from macros.api import linked_data
from macros.api.datasets import country
from macros.model import Organisation
from macros.pages.templates import render
from macros.pages.view import View, record_of


def country_links(view: View, desk: str = "") -> str:
    """Return links to every country's page, or the way to them from a page about one `desk`.

    The latter has a place for the desk, post or customs, of the country that a reader had kept.
    """
    return render(view, "country-links.html", desk=desk)


def tracker_links(view: View) -> str:
    """Return links to the trackers that work for every country."""
    return render(view, "tracker-links.html", trackers=view.knowledge.trackers)


def country_page(view: View, code: str) -> str:
    """Return everything that is known for one country."""
    post = record_of(view.knowledge.post_offices, code, "country")
    customs = record_of(view.knowledge.customs, code, "country")
    local = [f for f in view.knowledge.facts.values() if f.holds_in(code.upper())]
    return render(
        view,
        "country.md",
        code=code,
        name=view.edition.country_name(code),
        post=post,
        customs=customs,
        charges=[f for f in local if f.about == "charges"],
        rules=[f for f in local if f.about not in {"charges", "original-list"}],
        linked=linked_data.of(country(view.knowledge, code)),
    )


def post_office_table(view: View) -> str:
    """Return the postal operators of every country with their contacts."""
    return render(view, "contacts.md", records=view.knowledge.post_offices, folder="post-offices")


def customs_table(view: View) -> str:
    """Return the customs desks of every country with their contacts."""
    return render(view, "contacts.md", records=view.knowledge.customs, folder="customs")


def desk(view: View, code: str, organisations: Sequence[Organisation]) -> str:
    """Return how to reach some organisations of a country; no macro, but the browser loads it."""
    name = view.edition.country_name(code)
    return render(view, "desk.html", organisations=organisations, code=code, name=name)
