"""What the search understands: typing errors, other words, numbers, countries, languages."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from macros.model import Knowledge
from macros.model.tracking_numbers import matches
from tests.search.measure import WORKER, answers, found

SAME_ANSWER = {
    "faq/customs-hold/": [
        "parcels stuck custms", "parcel stuck in customs", "in customs stuck my parcels",
        "PARCEL STUCK IN CUSTOMS!!!", "párcel stück in cüstoms", "held by customs",
    ],
    "faq/not-arrived/": [
        "where is my parcel", "wheres my package", "my order hasn't arrived",
        "order has not arrived", "my order hasn’t arrivd", "never received my item",
    ],
    "faq/tracking-stopped/": [
        "trackng not updating", "tracking is not updated", "my tracking has stopped for weeks",
    ],
    "faq/delivered-not-received/": ["deliverd but not recieved", "says delivered, not received"],
    "faq/refund-progress/": ["refunds", "where is my money back", "where’s my refund"],
    "faq/seller-says-wait/": ["seller says wait", "the seller tells me to be patient"],
    "countries/br/": ["Brasil correios telefone", "brazil post phone number", "correios telefone"],
    "countries/es/": ["Spain", "España", "spanish customs phone number"],
    "countries/us/": ["USA", "usps phone number", "America post office"],
    "carriers/cainiao-super-economy/": ["cainiao super economy", "Super Economy Cainiao"],
}  # fmt: skip


@pytest.mark.parametrize(("wanted", "asked"), SAME_ANSWER.items())
def test_a_question_finds_its_page_however_it_is_written(
    wanted: str, asked: list[str], page: Page, address: str
) -> None:
    for question, answer in zip(asked, answers(page, address, WORKER, asked), strict=True):
        assert found(answer)[0] == wanted, question


def test_a_misspelt_question_comes_with_what_was_meant(page: Page, address: str) -> None:
    right, wrong = answers(page, address, WORKER, ["stuck in customs", "stuk in custms"])
    assert "meant" not in right
    assert wrong["meant"] == "stuck in customs"


def test_a_word_that_is_begun_is_completed(page: Page, address: str) -> None:
    (answer,) = answers(page, address, WORKER, ["held by custo"])
    assert answer["suggest"] == ["customs"]
    assert found(answer)[0] == "faq/customs-hold/"


def test_nothing_is_found_for_words_that_nobody_uses_here(page: Page, address: str) -> None:
    for answer in answers(page, address, WORKER, ["", "   ", "?!", "zzqx blorpt", "the of and"]):
        assert answer["items"] == []


def test_a_page_stands_above_its_sections(page: Page, address: str) -> None:
    for answer in answers(page, address, WORKER, ["stuck in customs", "LP00123456789012"]):
        for group in answer["items"]:
            assert "#" not in group[0]["location"]
        scores = [group[0]["score"] for group in answer["items"]]
        assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    "typed",
    ["LP00123456789012", " lp 0012 3456 7890 12 ", "my number is LP00123456789012, where is it?"],
)
def test_a_tracking_number_leads_to_what_it_is_and_where_to_follow_it(
    typed: str, page: Page, address: str
) -> None:
    (answer,) = answers(page, address, WORKER, [typed])
    group = answer["items"][0]
    assert [part["location"] for part in group] == [
        "faq/how-to-track/",
        "carriers/#numbers",
        "next-step/#number=LP00123456789012",
        "https://global.cainiao.com/detail.htm?mailNoList=LP00123456789012",
        "https://t.17track.net/en#nums=LP00123456789012",
    ]
    assert "LP00123456789012" in group[0]["title"]
    assert group[1]["title"] == "Cainiao, LP and 14 digits"


def numbers(knowledge: Knowledge) -> list[str]:
    """Return every example of every form, those that must match and those that must not."""
    forms = knowledge.number_formats.values()
    return [number for form in forms for number in (*form.valid, *form.invalid)]


def test_the_browser_recognises_the_numbers_that_python_does(
    page: Page, address: str, knowledge: Knowledge
) -> None:
    asked = numbers(knowledge)
    assert len(asked) > 50
    for number, answer in zip(asked, answers(page, address, WORKER, asked), strict=True):
        forms = [f.name for f in knowledge.number_formats.values() if matches(f, number)]
        shown = [part["title"] for group in answer["items"][:1] for part in group[1:2]]
        is_direct = bool(answer["items"]) and answer["items"][0][0]["title"].endswith(number)
        assert (shown if is_direct else []) == forms[:1], number


@pytest.mark.parametrize("typed", ["4003-8210", "40038210"])
def test_a_phone_number_leads_to_whose_it_is(typed: str, page: Page, address: str) -> None:
    (answer,) = answers(page, address, WORKER, [typed])
    group = answer["items"][0]
    assert [part["location"] for part in group] == ["countries/br/", "countries/br/#post"]
    assert group[1]["title"] == "Correios (ECT)"


@pytest.mark.parametrize("typed", ["902 197 197", "+34 902 197 197", "0034 902197197"])
def test_a_withdrawn_number_is_said_not_to_be_called(typed: str, page: Page, address: str) -> None:
    (answer,) = answers(page, address, WORKER, [typed])
    assert answer["items"][0][0]["location"] == "countries/es/"
    assert "do not call this number" in answer["items"][0][0]["title"]


@pytest.mark.parametrize(
    "typed",
    [
        "<img src=x onerror=alert(1)>",
        "<script>alert(1)</script> customs",
        "'\"&<>",
        "customs " * 2000,
        "a" * 5000,
        "1" * 5000,
        "\u202ecustoms\u0000\ud800",
        "__proto__ constructor toString",
        "${7*7} {{7*7}}",
    ],
)
def test_no_question_breaks_the_search_or_becomes_markup(
    typed: str, page: Page, address: str
) -> None:
    hostile, after = answers(page, address, WORKER, [typed, "stuck in customs"])
    tags = re.findall(r"<(?!/?mark>)[^>]*>", json.dumps(hostile["items"]))
    assert tags == []
    assert found(after)[0] == "faq/customs-hold/"


SENTENCES = Path(__file__).with_name("languages.json")
LANGUAGES: dict[str, Any] = json.loads(SENTENCES.read_text("utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_worker_serves_other_languages(language: str, page: Page, address: str) -> None:
    given = LANGUAGES[language]
    docs = [
        {"location": f"{at}/", "title": text, "text": text, "asked": [text]}
        for at, text in enumerate(given["texts"])
    ]
    words: dict[str, object] = {"any_country": "x", "any_post": "x", "same": []}
    words |= {"silent": [], "beginnings": [], "endings": []} | given.get("words", {})
    index = {
        "docs": docs,
        "words": words,
        "countries": [],
        "formats": [],
        "trackers": {},
        "say": {},
    }
    asked = given["asked"]
    for question, answer in zip(
        asked, answers(page, address, WORKER, list(asked), index), strict=True
    ):
        assert found(answer)[0] == f"{asked[question]}/", question


# As in Firefox, where no word-like part is found in 日本; and a name without any letter.
OTHER_SEGMENTER = """async ([scripts, index]) => {
  Intl.Segmenter = class {
    segment(text) { return [{ segment: text, isWordLike: false }]; }
  };
  const { searcher } = await import(scripts + "search/engine.js");
  return searcher(index).answer("where is refund").items.map(([page]) => page.location);
}"""


def test_a_country_whose_name_the_browser_cannot_cut_is_not_found_everywhere(
    page: Page, address: str, scripts: str
) -> None:
    names = ["日本", "…"]
    words = {"any_country": "country", "any_post": "post", "same": []}
    words |= {"silent": ["where", "is"], "beginnings": [], "endings": []}
    index = {
        "docs": [
            {"location": "refund/", "title": "Refund", "text": "", "asked": ["where is my refund"]},
            {"location": "countries/", "title": "Country", "text": "", "asked": ["country"]},
        ],
        "countries": [{"code": "jp", "name": "Japan", "names": names, "post": {}, "customs": {}}],
        "words": words,
        "formats": [],
        "trackers": {},
        "say": {"country": "", "post": "", "customs": ""},
    }
    page.goto(address)
    assert page.evaluate(OTHER_SEGMENTER, [scripts, index]) == ["refund/"]
