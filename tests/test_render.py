"""Macros turn records into pages: dates, numbers, links and words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from macros import phones, render
from macros.forms import options
from macros.model import Fact, Knowledge, understand
from macros.render import View, base_of
from macros.rules.text import SCRIPT_WORDS

from .projects import ROOT


@pytest.fixture
def view(knowledge: Knowledge) -> View:
    return View(knowledge)


@pytest.mark.parametrize(
    ("url", "base"),
    [("", "./"), ("./", "./"), ("statuses/", "../"), ("faq/not-arrived/", "../../")],
)
def test_the_way_to_the_root_depends_on_the_depth_of_the_page(url: str, base: str) -> None:
    assert base_of(url) == base


@pytest.mark.parametrize(
    ("number", "country", "link"),
    [
        ("+34 915 197 197", "ES", "tel:+34-915-19-71-97"),
        ("0 800 94 40 40", "FR", "tel:+33-800-94-40-40"),
        ("3631", "FR", "tel:3631;phone-context=+33"),
        ("125", "KR", "tel:125;phone-context=+82"),
        ("1-800-275-8777", "US", "tel:+1-800-275-8777"),
    ],
)
def test_a_number_becomes_a_link_by_rfc_3966(number: str, country: str, link: str) -> None:
    assert phones.tel_link(number, country) == link


def test_a_whatsapp_number_becomes_a_link_without_its_plus_sign() -> None:
    assert phones.whatsapp_link("+55 11 4003-8210", "BR") == "https://wa.me/551140038210"


@pytest.mark.parametrize(
    ("known", "shown"),
    [("2026-10-02", "2 Oct 2026"), ("2026-10", "October 2026"), ("2026", "2026")],
)
def test_a_date_is_shown_as_far_as_it_is_known(known: str, shown: str, view: View) -> None:
    record = view.knowledge.facts["dispute-window-closes"].model_copy(update={"as_of": known})
    html = render.sources(with_fact(view, record))
    assert f"source of {shown}" in html


def with_fact(view: View, record: Fact) -> View:
    """Return a view of a page that rests on `record` alone."""
    one = understand({"data/words/en.yml": (ROOT / "data/words/en.yml").read_bytes()})
    knowledge = Knowledge(records=one.records, documents={})
    knowledge.__dict__["facts"] = {record.id: record}
    return replace(view, knowledge=knowledge, meta={"rests_on": [record.id]})


def test_a_fact_that_nobody_compared_says_so(view: View) -> None:
    record = view.knowledge.facts["dispute-window-closes"].model_copy(update={"checked": None})
    assert "not checked by us yet" in render.sources(with_fact(view, record))


def test_a_fact_that_somebody_compared_shows_the_day(view: View) -> None:
    day = date(2026, 11, 23)
    record = view.knowledge.facts["dispute-window-closes"].model_copy(update={"checked": day})
    assert "checked by us on 23 Nov 2026" in render.sources(with_fact(view, record))


def test_text_that_looks_like_markup_stays_text(view: View) -> None:
    hostile = '<script>alert(1)</script> {{ 7 * 7 }} **a** "b" onclick=x'
    record = view.knowledge.facts["dispute-window-closes"].model_copy(
        update={"statement": hostile, "value": hostile, "note": hostile}
    )
    page = with_fact(view, record)
    html = render.sources(page) + render.fact(page, record.id)
    assert "<script>" not in html
    assert html.count("&lt;script&gt;") == 3


def test_a_heading_shows_the_signs_of_markdown_as_they_are() -> None:
    assert str(render._markdown_text("A *b* [c](d) {e} <f>")) == (
        r"A \*b\* \[c\]\(d\) \{e\} &lt;f&gt;"
    )


def test_an_unknown_name_is_answered_with_the_nearest(view: View) -> None:
    with pytest.raises(KeyError, match="Did you mean `es`"):
        render.country_page(view, "ess")


def test_a_service_that_the_old_list_did_not_know_is_shown_without_its_answer(view: View) -> None:
    record = view.knowledge.carriers["aliexpress-saver-shipping"]
    records = dict(view.knowledge.records)
    file = "data/carriers/aliexpress-saver-shipping.yml"
    records[file] = record.model_copy(update={"original_group": None})
    changed = replace(view, knowledge=Knowledge(records, {}))
    assert "What the old list said" not in render.carrier_page(changed, Path(file).stem)
    assert "AliExpress Saver Shipping" in render.other_carriers(changed)
    assert "AliExpress Saver Shipping" not in render.carrier_table(changed, "tracked")
    assert "AliExpress Saver Shipping" not in render.other_carriers(view)


def test_without_a_repository_no_link_to_edit_is_shown(view: View) -> None:
    assert "edit/main" not in render.country_page(view, "es")
    with_address = replace(view, repository="https://example.org/p")
    page = render.country_page(with_address, "es")
    assert "https://example.org/p/edit/main/data/post-offices/es.yml" in page
    assert "template=wrong-number.yml&amp;title=Wrong%20number%3A%20Spain" in page


def test_a_country_shows_the_rules_of_the_union_that_it_belongs_to(view: View) -> None:
    assert "fact-charges-eu-duty" in render.country_page(view, "it")
    assert "fact-charges-eu-duty" not in render.country_page(view, "mx")


@pytest.mark.parametrize(
    ("language", "codes"),
    [("en", "ax at cy us"), ("de", "ax at us cy"), ("fr", "at cy us ax"), ("pt-BR", "at cy us ax")],
)
def test_countries_stand_in_the_order_of_the_readers_alphabet(language: str, codes: str) -> None:
    knowledge = with_records(post_offices=dict.fromkeys(["us", "cy", "ax", "at"]))
    assert View(knowledge, language=language).countries == codes.split()


def test_countries_of_a_fact_stand_in_the_order_of_the_readers_alphabet(view: View) -> None:
    known = next(iter(view.knowledge.facts.values()))
    record = known.model_copy(update={"applies_to": ("CY", "EU", "AT", "PL")})
    assert render._places("de", record) == ["Österreich", "Polen", "Zypern"]
    assert "Austria, Cyprus, Poland" in render.sources(with_fact(view, record))


def test_services_stand_in_the_order_of_the_alphabet(view: View) -> None:
    known = next(iter(view.knowledge.carriers.values()))
    names = ("Zoom Post", "Écopli", "DHL", "ePacket", "e-Post")
    as_first = {"original_group": "tracked"}
    services = {name: known.model_copy(update=as_first | {"name": name}) for name in names}
    knowledge = with_records(carriers=services)
    wanted = ["DHL", "e-Post", "Écopli", "ePacket", "Zoom Post"]
    assert list(View(knowledge).services) == wanted
    assert options(knowledge)["services"] == wanted
    page = View(with_records(view, carriers=services))
    table = render.carrier_table(page, "tracked")
    assert re.findall("|".join(names), re.sub("<a [^>]+>", "", table)) == wanted


def with_records(view: View | None = None, **datasets: Mapping[str, object]) -> Knowledge:
    """Return a knowledge that has some records, beside all others of the view."""
    knowledge = Knowledge(view.knowledge.records if view else {}, {})
    knowledge.__dict__.update(datasets)
    return knowledge


def words_used() -> Iterator[tuple[str, ...]]:
    """Yield the words that the templates name, as the way to them."""
    for template in (ROOT / "macros" / "templates").rglob("*.j2"):
        for found in re.findall(r"\bw\.(\w+)(?:\.(\w+))?", template.read_text("utf-8")):
            yield tuple(filter(None, found))
    yield ("stages",)


def test_every_word_of_the_interface_is_used_and_every_used_word_is_there(view: View) -> None:
    used = set(words_used())
    assert {way[0] for way in used} | {"call", "whatsapp", *SCRIPT_WORDS} == set(view.words)
    for group in ("table", "rule", "summary", "guide"):
        assert {way[1] for way in used if way[0] == group} == set(view.words[group])


def test_every_word_that_the_search_shows_is_used_by_it(view: View) -> None:
    scripts = (ROOT / "docs/en/assets/scripts/search").glob("*.js")
    text = "\n".join(script.read_text("utf-8") for script in scripts)
    named = set(re.findall(r"\bsay\.(\w+)", text)) | {"post", "customs"}
    assert named == set(SCRIPT_WORDS["search"]) == set(view.words["search"])


def test_every_word_that_the_reader_of_numbers_says_is_used_by_it(view: View) -> None:
    scripts = (ROOT / f"docs/en/assets/scripts/number-{name}.js" for name in ("box", "reader"))
    named = set(re.findall(r'"([a-z]+)"', "\n".join(s.read_text("utf-8") for s in scripts)))
    assert set(SCRIPT_WORDS["number_says"]) == set(view.words["number_says"])
    assert set(view.words["number_says"]) <= named


def test_every_word_that_the_guide_says_is_used_by_it(view: View) -> None:
    scripts = (ROOT / "docs/en/assets/scripts/guide").glob("*.js")
    text = "\n".join(script.read_text("utf-8") for script in scripts)
    named = set(re.findall(r'"([a-z_]+)"', text))
    named |= {f"unknown_{name}" for name in named if "unknown_${name}" in text}
    words = set(SCRIPT_WORDS["guide_says"])
    assert words == set(view.words["guide_says"])
    assert words <= named
