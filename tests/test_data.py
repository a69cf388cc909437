"""The real data keeps every rule, and no page lets anybody call a number that was withdrawn."""

from __future__ import annotations

from macros import phones
from macros.model import CountryRecord, Knowledge, Phone
from macros.rules import check

from .pages import Page


def test_the_real_data_keeps_every_rule(knowledge: Knowledge) -> None:
    assert knowledge.post_offices
    assert [str(problem) for problem in check(knowledge)] == []


def links_of(knowledge: Knowledge) -> tuple[set[str], set[str]]:
    """Return the links that call a number of a record, and those that would call a withdrawn one.

    A number that one record withdrew can be another's: it is one to call, then.
    """
    given, withdrawn = set(), set()
    for spot, phone in knowledge.each(Phone):
        given.add(phones.tel_link(phone.number, knowledge.country_of(spot) or ""))
    for _, record in knowledge.each(CountryRecord):
        for gone in record.withdrawn:
            for number in filter(None, (gone.number, gone.full)):
                withdrawn.add(phones.tel_link(number, record.country))
    return given, withdrawn - given


def called(pages: dict[str, Page]) -> set[str]:
    """Return the numbers that can be tapped on the pages."""
    return {link for page in pages.values() for link in page.links if link.startswith("tel:")}


def test_no_number_that_was_withdrawn_can_be_called_on_any_page(
    pages: dict[str, Page], knowledge: Knowledge
) -> None:
    _, withdrawn = links_of(knowledge)
    assert called(pages)
    assert called(pages) & withdrawn == set()


def test_every_number_to_call_can_be_called_and_no_other(
    mini_pages: dict[str, Page], mini: Knowledge
) -> None:
    given, withdrawn = links_of(mini)
    by_whatsapp = {"tel:+966-11-200-0100"}
    assert called(mini_pages) == given - by_whatsapp
    assert withdrawn == {"tel:+34-902-00-01-00", "tel:+33-825-00-01-00"}
