"""Macros turn records into pages: dates, numbers, links and words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from html import unescape

import pytest

from macros.editing.issue_forms import options
from macros.model import Edition, Knowledge, phones
from macros.model.records import Facts
from macros.model.script_words import NextStepSays, NumberSays, OfflineWords, SearchSays
from macros.pages import MACROS, carriers, countries, data, facts, templates
from macros.pages.view import View, base_of

from .projects import FACTS, ROOT

# The words that scripts show, by their group.
SCRIPT_WORDS = {
    "search": SearchSays.model_fields,
    "number_says": NumberSays.model_fields,
    "offline": OfflineWords.model_fields,
    "next_step_says": NextStepSays.model_fields,
}


@pytest.fixture
def view(mini: Knowledge) -> View:
    return View(Edition(mini, "en"))


def test_every_macro_is_described_with_what_it_takes(view: View) -> None:
    table = data.macro_list(view)
    cells = r'row"><code>(\w+)</code></th> <td[^>]*>(.+?)</td> <td[^>]*>([A-Z].+?)</td>'
    rows = re.findall(cells, table)
    assert [name for name, _, _ in rows] == list(MACROS)
    taken = {name: unescape(re.sub("<[^>]+>", "", takes)) for name, takes, _ in rows}
    assert taken["carrier_table"] == "1 of may-be-untracked, tracked"
    assert taken["fact"] == "1–2, named as in data/facts.yml"
    assert taken["message_list"].startswith("1 or more")
    assert taken["rule_list"] == "nothing"


@pytest.mark.parametrize(
    ("url", "base"),
    [("", "./"), ("./", "./"), ("statuses/", "../"), ("faq/not-arrived/", "../../")],
)
def test_the_way_to_the_root_depends_on_the_depth_of_the_page(url: str, base: str) -> None:
    assert base_of(url) == base


@pytest.mark.parametrize(
    ("number", "country", "link"),
    [
        ("+34 910 00 01 00", "ES", "tel:+34-910-00-01-00"),
        ("0 800 00 01 00", "FR", "tel:+33-800-00-01-00"),
        ("3999", "FR", "tel:3999;phone-context=+33"),
        ("1-202-555-0142", "US", "tel:+1-202-555-0142"),
    ],
)
def test_a_number_becomes_a_link_by_rfc_3966(number: str, country: str, link: str) -> None:
    assert phones.tel_link(number, country) == link


def test_a_whatsapp_number_becomes_a_link_without_its_plus_sign() -> None:
    assert phones.whatsapp_link("+966 11 200 0100", "SA") == "https://wa.me/966112000100"


@pytest.mark.parametrize(
    ("known", "shown"),
    [("2026-10-02", "2 Oct 2026"), ("2026-10", "October 2026"), ("2026", "2026")],
)
def test_a_date_is_shown_as_far_as_it_is_known(known: str, shown: str, view: View) -> None:
    page = with_fact(view, as_of=known)
    assert view.words["as_of"].format(date=shown) in unescape(facts.sources(page))


FACT = "window-closes"


def with_fact(view: View, **changes: object) -> View:
    """Return a view of a page that rests on one fact, which is changed, alone."""
    fact = view.knowledge.facts[FACT].model_copy(update=changes)
    records = {**view.knowledge.records, FACTS: Facts(facts=(fact,))}
    return replace(view, edition=Edition(Knowledge(records, {}), "en"), meta={"rests_on": [FACT]})


@pytest.mark.parametrize(("copy", "word"), [(None, "checked"), (True, "checked_copy")])
def test_a_fact_that_somebody_compared_shows_the_day_and_with_what(
    copy: bool | None, word: str, view: View
) -> None:
    page = with_fact(view, checked=date(2026, 4, 5), checked_copy=copy)
    assert view.words[word].format(date="5 Apr 2026") in unescape(facts.sources(page))


def test_text_that_looks_like_markup_stays_text(view: View) -> None:
    hostile = '<script>alert(1)</script> {{ 7 * 7 }} **a** "b" onclick=x'
    page = with_fact(view, statement=hostile, value=hostile, note=hostile)
    html = facts.sources(page) + facts.fact(page, FACT)
    assert "<script>" not in html
    assert html.count("&lt;script&gt;") == 3


def test_a_heading_shows_the_signs_of_markdown_as_they_are() -> None:
    assert str(templates._markdown_text("A *b* [c](d) {e} <f>")) == (
        r"A \*b\* \[c\]\(d\) \{e\} &lt;f&gt;"
    )


def test_a_carrier_has_its_names_in_other_writing_each_in_its_language(view: View) -> None:
    name = '<bdi lang="ru" translate="no">Синий фургон</bdi>'
    assert name in countries.country_page(view, "es")
    assert name in countries.desk(view, "es", view.knowledge.post_offices["es"].operators)


def test_an_unknown_name_is_answered_with_the_nearest(view: View) -> None:
    with pytest.raises(KeyError, match=r"There is no country `ess`\. Did you mean `es`"):
        countries.country_page(view, "ess")


def test_a_service_that_the_old_list_did_not_know_is_shown_without_its_answer(view: View) -> None:
    said = view.words["original_said"]
    assert said in unescape(carriers.carrier_page(view, "snail-economy"))
    assert said not in unescape(carriers.carrier_page(view, "kite-express"))
    assert "Kite Express" in carriers.other_carriers(view)
    assert "Kite Express" not in carriers.carrier_table(view, "tracked")
    assert "Swift Standard" not in carriers.other_carriers(view)
    assert "Swift Standard" in carriers.carrier_table(view, "tracked")


def test_without_a_repository_no_link_to_edit_is_shown(view: View) -> None:
    assert "edit/main" not in countries.country_page(view, "es")
    with_address = replace(view, repository="https://example.org/p")
    page = countries.country_page(with_address, "es")
    assert "https://example.org/p/edit/main/data/post-offices/es.yml" in page
    assert "template=wrong-number.yml&amp;title=Wrong%20number%3A%20Spain" in page


def test_a_country_shows_the_rules_of_the_union_that_it_belongs_to(view: View) -> None:
    assert "fact-eu-duty" in countries.country_page(view, "fr")
    assert "fact-eu-duty" not in countries.country_page(view, "gb")


def test_a_withdrawn_number_is_struck_out_with_its_reason_and_cannot_be_called(view: View) -> None:
    (gone,) = view.knowledge.post_offices["es"].withdrawn
    page = countries.country_page(view, "es")
    assert f'<s><bdi translate="no">{gone.number}</bdi></s>' in page
    assert gone.reason in page
    assert phones.tel_link(gone.number, "ES") not in page


def with_records(view: View | None = None, **datasets: Mapping[str, object]) -> Knowledge:
    """Return a knowledge that has some records, beside all others of the view."""
    knowledge = Knowledge(view.knowledge.records if view else {}, {})
    knowledge.__dict__.update(datasets)
    return knowledge


@pytest.mark.parametrize(
    ("language", "codes"),
    [("en", "ax at cy us"), ("de", "ax at us cy"), ("fr", "at cy us ax"), ("pt-BR", "at cy us ax")],
)
def test_countries_stand_in_the_order_of_the_readers_alphabet(language: str, codes: str) -> None:
    knowledge = with_records(post_offices=dict.fromkeys(["us", "cy", "ax", "at"]))
    assert Edition(knowledge, language).countries == codes.split()


def test_countries_of_a_fact_stand_in_the_order_of_the_readers_alphabet(view: View) -> None:
    edition = Edition(view.knowledge, "de")
    assert edition.country_names(["CY", "AT", "PL"]) == ["Österreich", "Polen", "Zypern"]
    page = with_fact(view, applies_to=("CY", "EU", "AT", "PL"))
    assert "Austria, Cyprus, Poland" in facts.sources(page)


def test_services_stand_in_the_order_of_the_alphabet(view: View) -> None:
    known = view.knowledge.carriers["swift-standard"]
    names = ("Zoom Post", "Écopli", "DHL", "ePacket", "e-Post")
    services = {name: known.model_copy(update={"name": name}) for name in names}
    edition = Edition(with_records(view, carriers=services), "en")
    wanted = ["DHL", "e-Post", "Écopli", "ePacket", "Zoom Post"]
    assert list(edition.services) == wanted
    assert options(edition.knowledge)["services"] == wanted
    table = carriers.carrier_table(View(edition), "tracked")
    assert re.findall("|".join(names), re.sub("<a [^>]+>", "", table)) == wanted


def words_used() -> Iterator[tuple[str, ...]]:
    """Yield the words that the templates name, as the way to them."""
    templates = list((ROOT / "macros" / "pages" / "templates").rglob("*.j2"))
    assert templates
    for template in templates:
        for found in re.findall(r"\bw\.(\w+)(?:\.(\w+))?", template.read_text("utf-8")):
            yield tuple(filter(None, found))
    yield ("stages",)


def test_every_word_of_the_interface_is_used_and_every_used_word_is_there(view: View) -> None:
    used = set(words_used())
    others = {
        "address_says",
        "call",
        "whatsapp",
        "own_page",
        "not_checked",
        "llms",
        "theme",
        "menu",
    }
    others |= {"menu", "site_name", "site_description"}
    assert {way[0] for way in used} | others | {*SCRIPT_WORDS} == set(view.words)
    for group in ("table", "rule", "summary", "next_step"):
        assert {way[1] for way in used if way[0] == group} == set(view.words[group])


def test_every_word_of_the_theme_is_used_by_it(view: View) -> None:
    text = "\n".join(path.read_text("utf-8") for path in (ROOT / "macros/theme").rglob("*.html"))
    named = set(re.findall(r"extra\.words\.(\w+)", text)) - {"comma"}
    named |= set(re.findall(r"one\.(offer|no_offer)\b", text))
    told = (ROOT / "macros/site/stage.py").read_text("utf-8")
    named |= set(re.findall(r"words\[.theme.\]\[.(\w+)", told))
    assert named == set(view.words["theme"])
    for group in ("not_here", "search"):
        used = re.findall(rf"words\.{group}(?:\.(\w+)|\[[\"'](\w+)[\"']\])", text)
        assert {one or other for one, other in used} == set(view.words["theme"][group])


def test_every_word_that_the_search_shows_is_used_by_it(view: View) -> None:
    scripts = (ROOT / "docs/en/assets/scripts/search").glob("*.js")
    text = "\n".join(script.read_text("utf-8") for script in scripts)
    named = set(re.findall(r"(?<!numbers\.)\bsay\.(\w+)", text)) - {"comma"} | {"post", "customs"}
    assert named == set(SCRIPT_WORDS["search"]) == set(view.words["search"])


def test_every_word_that_the_reader_of_numbers_says_is_used_by_it(view: View) -> None:
    scripts = (ROOT / "docs/en/assets/scripts").glob("number-*.js")
    text = "\n".join(script.read_text("utf-8") for script in scripts)
    named = set(re.findall(r'"([a-z]+)"', text)) | set(re.findall(r"\bsay\.([a-z_]+)", text))
    assert set(SCRIPT_WORDS["number_says"]) == set(view.words["number_says"])
    assert set(view.words["number_says"]) <= named


def test_every_word_that_the_next_step_says_is_used_by_it(view: View) -> None:
    scripts = (ROOT / "docs/en/assets/scripts/next-step").glob("*.js")
    text = "\n".join(script.read_text("utf-8") for script in scripts)
    named = set(re.findall(r'"([a-z_]+)"', text))
    named |= {f"unknown_{name}" for name in named if "unknown_${name}" in text}
    words = set(SCRIPT_WORDS["next_step_says"])
    assert words == set(view.words["next_step_says"])
    assert words <= named


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "23 Nov 2026"),
        ("es", "23 nov 2026"),
        ("pt-BR", "23 de nov. de 2026"),
        ("ru", "23 нояб. 2026\u202fг."),
        ("ar", "23 نوفمبر 2026"),
        ("ko", "2026년 11월 23일"),
    ],
)
def test_a_day_is_said_in_the_form_of_its_language(language: str, said: str) -> None:
    day = templates._environment(language).filters["day"]
    assert day("2026-11-23") == said
