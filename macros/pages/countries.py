"""Countries: their pages, links to them, and the tables of all contacts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from macros.api import linked_data
from macros.api.datasets import country
from macros.model import AT_THE_COUNTER, CountryRecord, Fact, Organisation, own_names
from macros.pages.marks import claims_in
from macros.pages.templates import render
from macros.pages.view import View, record_of

# As much as somebody reads who wants to call: the page of the country has everything.
MOST_PHONES = 2
# If so many can be reached, each has one number.
MANY = 3


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
    numbered = list(enumerate(post.organisations, 1))
    aside = [(number, one) for number, one in numbered if one.is_aside]
    local = [f for f in view.knowledge.facts.values() if f.holds_in(code.upper())]
    rules = [f for f in local if f.about not in {"charges", "original-list"}]
    charges, more_charges = _near_and_wide(view, [f for f in local if f.about == "charges"], 3)
    rules, more_rules = _near_and_wide(view, rules, 0)
    return render(
        view,
        "country.md",
        code=code,
        name=view.edition.country_name(code),
        post=post,
        desks=[one for one in numbered if one not in aside] or aside,
        aside=aside if len(aside) < len(numbered) else (),
        customs=customs,
        charges=charges,
        more_charges=more_charges,
        rules=rules,
        more_rules=more_rules,
        claims=[*local, *claims_in(post, customs, *view.knowledge.trackers)],
        counter=AT_THE_COUNTER,
        linked=linked_data.of(country(view.knowledge, code)),
    )


def _near_and_wide(
    view: View, known: Sequence[Fact], most: int
) -> tuple[list[Fact], list[tuple[Fact, str]]]:
    """Return the facts that a country's page shows, and others with the page that vouches for them.

    The others hold in the whole EU: as many as `most` of these are shown, which come first.
    """
    wide = [f for f in known if "EU" in f.applies_to][most:]
    others = [(f, there) for f in wide if (there := _cited_on(view, f))]
    return [f for f in known if f not in (fact for fact, _ in others)], others


def place_of(view: View, code: str, fact: Fact) -> str:
    """Return where a fact that holds in a country is listed, with all that stands behind it."""
    there = _cited_on(view, fact) if "EU" in fact.applies_to else ""
    return (there or f"{view.base}countries/{code}/") + f"#fact-{fact.id}"


def _cited_on(view: View, fact: Fact) -> str:
    """Return the way to a page that lists a fact with all that stands behind it, or nothing."""
    pages = view.edition.pages.items()
    found = (path for path, page in pages if fact.id in page.rests_on)
    return next((f"{view.base}{path}/" for path in found), "")


def post_office_table(view: View) -> str:
    """Return the postal operators of every country with their contacts."""
    return _contacts(view, view.knowledge.post_offices, "post-offices")


def customs_table(view: View) -> str:
    """Return the customs desks of every country with their contacts."""
    return _contacts(view, view.knowledge.customs, "customs")


def _contacts(view: View, records: Mapping[str, CountryRecord], folder: str) -> str:
    claims = claims_in(*records.values())
    names = {code: " · ".join(_also_called(view, code)) for code in records}
    return render(view, "contacts.md", records=records, folder=folder, claims=claims, names=names)


def _also_called(view: View, code: str) -> list[str]:
    """Return how people type a country beside its name here: its code, and other names.

    With them come its posts and couriers, in other writing than theirs is here.
    """
    others = view.edition.search_words.countries
    names = (name for other in others if other.country == code.upper() for name in other.names)
    operators = record_of(view.knowledge.post_offices, code, "country").operators
    called = (other.name for one in operators for other in one.other_names)
    return [code, *own_names(code), *names, *called]


def desk(view: View, code: str, organisations: Sequence[Organisation]) -> str:
    """Return how to reach some organisations of a country; no macro, but the browser loads it."""
    name = view.edition.country_name(code)
    return render(view, "desk.html", organisations=organisations, code=code, name=name)


def short_desk(view: View, code: str, organisations: Sequence[Organisation]) -> str:
    """Return whom to call first in a country, in short: of each a number or two, or its site."""
    reached = sum(one.is_reached for one in organisations)
    most = MOST_PHONES if reached < MANY else 1
    return desk(view, code, [_best(one, most) for one in organisations])


def _best(organisation: Organisation, most: int) -> Organisation:
    """Return an organisation with its `most` first phones, and with one other way to reach it."""
    phones = organisation.phones[:most]
    pages = organisation.pages[: most if not phones else most - 1]
    emails = organisation.emails[: most if not (phones or pages) else 0]
    kept = {"phones": phones, "pages": pages[:1], "emails": emails[:1]}
    brings = getattr(organisation, "brings_aliexpress", ())[:1]
    return organisation.model_copy(update=kept | ({"brings_aliexpress": brings} if brings else {}))
