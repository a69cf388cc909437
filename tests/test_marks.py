"""One mark says how sure something is; all that stands behind it is there for who asks."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from macros.model import (
    Claim,
    Edition,
    Knowledge,
    Operator,
    Organisation,
    Phone,
    WebPage,
    understand,
)
from macros.pages import countries, facts, marks
from macros.pages.view import View
from tests.provenance import PAGES, Measured, flaws

from .projects import FACTS, changed

PHONE = {"number": "+34 910 00 01 00", "dial_from": "anywhere", "use": "Service"}
SURE = {"evidence": "official", "source": "https://post.example/a", "as_of": "2026-02-15"}


@pytest.fixture
def view(mini: Knowledge) -> View:
    return View(Edition(mini, "en"))


def view_of(file: str, old: str, new: str) -> View:
    return View(Edition(understand(changed(file, old, new)), "en"))


def in_sight(html: str) -> str:
    """Return what is seen of some HTML while its marks are closed."""
    return re.sub(r"</summary>.*?</details>", "", html, flags=re.S)


def summaries(html: str) -> list[str]:
    return re.findall(r"<summary aria-label=.*?</summary>", html)


@pytest.mark.parametrize(
    ("given", "seen", "heard"),
    [
        ({}, "Official · Feb 2026", "Official page, February 2026"),
        ({"as_of": "2026"}, "Official · 2026", "Official page, 2026"),
        (
            {"checked": "2026-04-05"},
            "Official · Feb 2026 ✓",
            "Official page, February 2026, checked",
        ),
        (
            {"as_of": None, "checked": "2026-04-05"},
            "Official ✓",
            "Official page, April 2026, checked",
        ),
        (
            {"as_of": None, "checked": "2025-04-05"},
            "Official ✓ 2025",
            "Official page, April 2025, checked",
        ),
        ({"evidence": "reported", "as_of": None}, "Reported", "Reported"),
        (
            {"evidence": "reported", "as_of": "2010-03"},
            "Reported · Mar 2010, <strong>old</strong>",
            "Reported, March 2010, old",
        ),
    ],
)
def test_a_mark_says_in_few_words_how_sure_something_is_and_of_when(
    given: dict[str, object], seen: str, heard: str, view: View
) -> None:
    phone = Phone.model_validate(PHONE | SURE | given)
    html = countries.desk(view, "es", [post_with(phones=[phone])])
    assert summaries(html) == [f'<summary aria-label="{heard}">{seen}</summary>']
    assert f"sure--{phone.evidence}" in html


def post_with(**contacts: object) -> Operator:
    known = {"name": "Post", "role": "post", "website": "https://post.example/"}
    return Operator.model_validate(known | contacts)


def desk(view: View, *phones: dict[str, object], pages: tuple[WebPage, ...] = ()) -> str:
    known = [Phone.model_validate(PHONE | SURE | phone) for phone in phones]
    return countries.desk(view, "es", [post_with(phones=known, pages=list(pages))])


def test_a_desk_whose_records_look_alike_bears_one_mark(view: View) -> None:
    assert len(summaries(desk(view, {}, {"source": "https://post.example/b"}))) == 1
    assert len(summaries(desk(view, {}, {"evidence": "reported"}))) == 2


def test_a_link_to_the_own_site_of_an_organisation_bears_no_mark(view: View) -> None:
    def at(link: str) -> tuple[WebPage, ...]:
        known = {"link": link, "use": "Claims", "evidence": "quoted", "source": link}
        return (WebPage.model_validate(known),)

    assert summaries(desk(view, pages=at("https://help.post.example/claims"))) == []
    assert len(summaries(desk(view, pages=at("https://elsewhere.example/claims")))) == 1


def test_what_stands_behind_a_link_without_a_mark_can_be_reached(view: View) -> None:
    link = "https://post.example/claims"
    page = WebPage.model_validate({"link": link, "use": "Claims", "note": "Slow."} | SURE)
    html = desk(view, pages=(page,))
    assert SURE["source"] in html
    assert "Slow." in html
    assert "Slow." not in in_sight(html)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://rules.example/2026/kept/terms", "The rules of the shop"),
        ("https://www.guides.example/es", "A made-up guide"),
        ("https://guides.example.evil.example/es", "guides.example.evil.example"),
        ("https://posta-norte.example/contact", "Posta Norte, its own page"),
        ("https://help.posta-norte.example/", "Posta Norte, its own page"),
        ("https://unknown.example/a/b", "unknown.example"),
    ],
)
def test_a_document_has_a_name_or_is_the_page_of_an_organisation(
    url: str, name: str, view: View
) -> None:
    assert marks.name_of(view, url) == name


def test_a_page_in_a_folder_that_many_share_is_not_taken_for_the_neighbours(view: View) -> None:
    ministry = Organisation.model_validate(
        {"name": "Customs", "website": "https://state.example/customs/en"}
    )
    assert marks.name_of(view, "https://state.example/customs/a", ministry) == (
        "Customs, its own page"
    )
    assert marks.name_of(view, "https://state.example/post/a", ministry) == "state.example"


def test_the_site_of_a_state_is_none_of_the_offices_below_it(view: View) -> None:
    office = Organisation.model_validate({"name": "Customs", "website": "https://zoll.gov.xx/"})
    assert marks.name_of(view, "https://www.gov.xx/post", office) == "gov.xx"
    assert marks.name_of(view, "https://help.zoll.gov.xx/", office) == "Customs, its own page"


def test_a_copy_that_somebody_keeps_is_called_one() -> None:
    source = "https://rules.example/1/kept/terms"
    view = view_of(FACTS, "https://rules.example/terms", source)
    html = facts.sources(replace(view, meta={"rests_on": ["window-closes"]}))
    assert f'<a href="{source}">The rules of the shop</a>, 15 Feb 2026, archived copy' in html


def test_how_much_was_compared_is_said_once_on_a_page_in_figures(view: View) -> None:
    html = countries.country_page(view, "es")
    claims = [c for _, c in view.knowledge.each(Claim)]
    assert claims
    assert html.count('class="vouched"') == 1
    assert view.words["not_checked"] not in html
    sources = facts.sources(replace(view, meta={"rests_on": ["window-closes", "silence"]}))
    assert view.words["vouched"].format(checked=1, count=2) in sources


def test_what_changes_what_a_reader_does_is_in_sight_and_the_rest_is_not(view: View) -> None:
    html = countries.country_page(view, "es")
    assert "Do not call to find a parcel." in in_sight(html)
    assert "Only one old list has it." in html
    assert "Only one old list has it." not in in_sight(html)
    assert view.words["dial_from"]["country"] in in_sight(html)


def test_the_page_of_a_country_speaks_of_it_alone(view: View) -> None:
    assert "In Spain a duty" in countries.country_page(view, "es")
    assert "In Spain a duty" not in countries.country_page(view, "fr")


def test_numbers_stand_before_trackers(view: View) -> None:
    html = countries.country_page(view, "es")
    assert html.index('href="tel:') < html.index("data-track-box")
    assert html.rindex('href="tel:') < html.index("data-track-box")


def test_a_table_of_contacts_leads_to_the_desk_on_the_page_of_its_country(view: View) -> None:
    html = countries.post_office_table(view)
    led = set(re.findall(r'class="sure sure--[a-z]+" href="\./countries/(\w\w)/#([\w-]+)"', html))
    assert led
    for code, anchor in led:
        assert f"{{: #{anchor} }}" in countries.country_page(view, code)


def test_a_page_that_vouches_too_much_would_be_seen() -> None:
    page = next(iter(PAGES))
    assert flaws(page, Measured(100, 0.01, 0.01, 1, 1)) == []
    assert len(flaws(page, Measured(99_999, 0.5, 0.5, 1, 1))) == 3
