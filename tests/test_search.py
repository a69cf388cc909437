"""The index of the search holds what readers look for, and little else."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from macros.model import COUNTRY_NAMES, Edition, Knowledge, understand
from macros.rules import check
from macros.site import search

from .conftest import scripts_of

# What a reader on a slow connection waits for after opening the search, packed: the script, and
# for each section, each country and each line that a carrier prints so much on average.
MOST_OF_SCRIPT = 11_000
MOST_OF_A_SECTION = 125
MOST_OF_A_LINE = 10
# All that is waited for after the first touch, packed.
MOST_OF_ALL = 60_000
# What is waited for besides where a question has many words, packed.
MOST_OF_PAIRS = 16_000
Index = dict[str, Any]


def worker_of(built: Path) -> Path:
    """Return the script of the search, which holds all that it imports at once."""
    return scripts_of(built) / "search" / "worker.js"


@pytest.fixture(scope="module")
def index(built: Path) -> Index:
    """Return the index of the real site."""
    return dict(json.loads((built / search.FILE).read_text("utf-8")))


@pytest.fixture(scope="module")
def mini_index(built_mini: Path) -> Index:
    """Return the index of the small project's site."""
    return dict(json.loads((built_mini / search.FILE).read_text("utf-8")))


@pytest.fixture(scope="module")
def mini_others(built_mini: Path) -> Index:
    """Return what the small project's search knows of other languages."""
    return dict(json.loads((built_mini / search.OTHERS).read_text("utf-8")))


def test_the_worker_is_small(built_mini: Path) -> None:
    assert len(gzip.compress(worker_of(built_mini).read_bytes(), 9)) <= MOST_OF_SCRIPT


def test_the_index_holds_little_of_each_section(
    index: Index, built: Path, knowledge: Knowledge
) -> None:
    count = len(index["docs"]) + len(index["countries"])
    groups = [g for one in knowledge.wordings.values() for g in (one.lines, one.codes)]
    lines = sum(len(lines) for group in groups for lines in group.values())
    assert index["docs"]
    most = MOST_OF_A_SECTION * count + MOST_OF_A_LINE * lines
    assert len(gzip.compress((built / search.FILE).read_bytes(), 9)) <= most
    long = [d["location"] for d in index["docs"] if len(d["text"]) > search._MOST_TEXT + 2]
    assert long == []


def test_what_the_search_loads_at_once_is_small_in_each_language(
    built: Path, knowledge: Knowledge
) -> None:
    (script,) = packed([worker_of(built)])
    editions = {language: Edition(knowledge, language).folder for language in knowledge.languages}
    indexes = packed(built / folder / search.FILE for folder in editions.values())
    whole = {language: script + index for language, index in zip(editions, indexes, strict=True)}
    assert {language: size for language, size in whole.items() if size > MOST_OF_ALL} == {}


def packed(files: Iterable[Path]) -> list[int]:
    """Return how many bytes each file takes on its way."""
    return [len(gzip.compress(file.read_bytes(), 9)) for file in files]


def test_what_a_question_of_many_words_needs_besides_is_small(built: Path) -> None:
    assert 1_000 < len(gzip.compress((built / search.PAIRS).read_bytes(), 9)) <= MOST_OF_PAIRS


def test_every_question_is_in_the_index_with_its_phrases(
    index: Index, knowledge: Knowledge
) -> None:
    asked = {doc["location"]: doc.get("asked") for doc in index["docs"]}
    wanted = {
        f"faq/{slug}/": [page.title, *page.asked_as]
        for slug, page in knowledge.questions("en").items()
        if not (page.search and page.search.exclude)
    }
    assert wanted
    assert {page: asked.get(page) for page in wanted} == wanted


def test_the_index_holds_plain_text(index: Index) -> None:
    markup = re.compile(r"</?[a-z]+[ >]|&[a-z]+;")
    assert index["docs"]
    poor = [
        doc["location"]
        for doc in index["docs"]
        if not doc["title"] or markup.search(doc["title"] + doc["text"])
    ]
    assert poor == []


def test_a_status_is_found_by_every_line_and_code_for_it_and_says_what_it_means(
    mini_index: Index, mini_others: Index
) -> None:
    docs = {doc["location"]: doc for doc in mini_index["docs"]}
    assert docs["statuses/#held"]["asked"] == ["held by customs", "mini_held", "norte_held"]
    assert mini_others["lines"]["statuses/#held"] == [
        "pendiente de documentos",
        "retenido en la aduana",
    ]
    assert docs["statuses/#held"]["text"] == "Customs wants something. Ask the carrier today."
    # What its heading says already is not said again, and no town is part of a line.
    assert docs["statuses/#delivered"]["asked"] == ["signed"]
    assert docs["statuses/#left-country"]["asked"] == ["departed country of origin"]


@pytest.mark.parametrize(
    ("language", "also"), [("es", ["retenido en la aduana", "pendiente de documentos"]), ("uk", [])]
)
def test_every_edition_knows_what_trackers_print_everywhere_and_in_its_own_language(
    mini: Knowledge, language: str, also: list[str]
) -> None:
    edition = Edition(mini, language)
    (held,) = (status for status in edition.knowledge.statuses if status.id == "held")
    own = search._lines(held, edition, own=True)
    assert own == sorted(["mini_held", "held by customs", "norte_held", *also])
    assert not set(search._lines(held, edition, own=False)) & {*own}


def test_a_service_is_found_by_what_people_ask_of_one(mini_index: Index) -> None:
    docs = {doc["location"]: doc for doc in mini_index["docs"]}
    assert docs["carriers/snail-economy/"]["asked"] == ["how long does Snail Economy take"]


def test_what_repeats_others_is_left_out_and_a_page_keeps_its_weight(mini_index: Index) -> None:
    docs = {doc["location"]: doc for doc in mini_index["docs"]}
    assert "faq/not-arrived/#steps" in docs
    left_out = [f"faq/not-arrived/#{section}" for section in ("when", "contact", "sources")]
    assert not {*left_out, "faq/#late", "countries/es/", ""} & set(docs)
    assert "faq/" in docs
    assert not [location for location in docs if location.startswith("messages/#")]
    assert docs["faq/tracking-stopped/"]["boost"] == 1.2


def test_a_country_is_known_by_its_names_and_numbers(mini_index: Index) -> None:
    countries = {country["code"]: country for country in mini_index["countries"]}
    assert set(countries) == {"es", "fr", "gb", "sa"}
    assert countries["gb"]["names"] == ["England", "UK", "United Kingdom"]
    assert countries["es"] == {
        "code": "es",
        "name": "Spain",
        "names": ["España"],
        "post": {"Posta Norte": ["34910000100", "34900000100"], "Furgón Azul": ["34800000100"]},
        "called": ["Синий фургон"],
        "customs": {
            "Posta Norte, customs desk": ["34910000200"],
            "Tax agency (customs)": ["34901000200"],
        },
        "old": ["34902000100"],
    }
    assert countries["fr"]["old"] == ["33825000100"]


def test_every_real_country_is_in_the_index(index: Index, knowledge: Knowledge) -> None:
    codes = [country["code"] for country in index["countries"]]
    assert codes == list(knowledge.post_offices) != []
    assert [c["code"] for c in index["countries"] if not c["name"]] == []


def test_the_index_has_the_shape_that_the_theme_reads(mini_index: Index) -> None:
    assert {"lang", "separator", "fields", "pipeline"} <= set(mini_index["config"])
    assert mini_index["docs"]
    lacking = [d for d in mini_index["docs"] if not {"location", "title", "text"} <= set(d)]
    assert lacking == []


def problems(text: str) -> list[str]:
    return [p.rule for p in check(understand({"data/search/en.yml": text.encode()}))]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("same:\n  - [parcel]\n", "FIELD-VALUE"),
        ("same:\n  - [parcel, package]\n  - [order, Package]\n", "SEARCH-WORD-ONCE"),
        ("silent: [a the, the]\n", "SEARCH-WORD-ONCE"),
        ("silence: [the]\n", "FIELD-KNOWN"),
        ("countries:\n  - country: UK\n    names: [England]\n", "SEARCH-COUNTRY"),
        ("any_post: post office\n  - [held, hold]\n", "FIELD-VALUE"),
        ("same:\n  - [a <b>, c]\n", "TEXT-PLAIN"),
    ],
)
def test_a_mistake_in_the_words_is_named(text: str, rule: str) -> None:
    assert problems(text) == [rule]


def test_words_that_are_silent_alone_may_stand_in_a_phrase() -> None:
    assert problems("silent: [not]\nsame:\n  - [lost, not here, not]\n") == []


def test_every_country_of_the_world_has_names_that_can_be_written() -> None:
    names = {code: search._own_names(code.lower()) for code in COUNTRY_NAMES}
    assert len([code for code, own in names.items() if own]) > 200
    assert {code: own for code, own in names.items() if not all(map(str.strip, own))} == {}


def test_a_country_is_found_in_its_own_languages() -> None:
    assert {"Schweiz", "Suisse", "Svizzera"} <= search._own_names("ch")
    assert search._own_names("ws") == {"Samoa"}  # its other language is not in the CLDR's locales
