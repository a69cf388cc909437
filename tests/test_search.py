"""The index of the search holds what readers look for, and little else."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from macros import search
from macros.model import COUNTRY_NAMES, Knowledge, understand
from macros.rules import check

from .conftest import scripts_of
from .projects import ROOT

SCRIPTS = ROOT / "docs" / "en" / "assets" / "scripts" / "search"
# What a reader on a slow connection waits for, after opening the search.
MOST_BYTES = 40_000


@pytest.fixture(scope="module")
def index(built: Path) -> dict[str, Any]:
    return dict(json.loads((built / search.FILE).read_text("utf-8")))


def test_the_index_and_the_worker_together_are_small(built: Path) -> None:
    scripts = scripts_of(built)
    parts = [built / search.FILE, scripts / "tracking-numbers.js"]
    parts += [p for p in (scripts / "search").glob("*.js") if p.name != "start.js"]
    assert len(parts) >= 9
    assert sum(len(gzip.compress(p.read_bytes(), 9)) for p in parts) <= MOST_BYTES


def test_the_library_is_the_one_that_its_note_names() -> None:
    note = (SCRIPTS / "minisearch.txt").read_text("utf-8")
    found = re.search(r"SHA-256: ([0-9a-f]{64})", note)
    assert found
    assert hashlib.sha256((SCRIPTS / "minisearch.js").read_bytes()).hexdigest() == found[1]
    assert "version 7.2.0" in note
    assert "Permission is hereby granted" in note


def test_every_question_is_in_the_index_with_its_phrases(
    index: dict[str, Any], knowledge: Knowledge
) -> None:
    docs = {doc["location"]: doc for doc in index["docs"]}
    for slug, page in knowledge.questions("en").items():
        assert docs[f"faq/{slug}/"]["asked"] == [page.title, *page.asked_as]
        assert len(page.asked_as) >= 8, slug


def test_the_index_holds_plain_text(index: dict[str, Any]) -> None:
    for doc in index["docs"]:
        assert doc["title"]
        assert not re.search(r"</?[a-z]+[ >]|&[a-z]+;", doc["title"] + doc["text"]), doc["location"]


def test_every_country_is_known_by_its_names_and_numbers(index: dict[str, Any]) -> None:
    countries = {country["code"]: country for country in index["countries"]}
    assert countries["es"]["name"] == "Spain"
    assert {"España", "Spanish"} <= set(countries["es"]["names"])
    assert "Türkiye" in {countries["tr"]["name"], *countries["tr"]["names"]}
    assert "34915197197" in countries["es"]["post"]["Correos"]
    assert "902197197" in "".join(countries["es"]["old"])


def test_no_withdrawn_number_is_one_to_call(index: dict[str, Any]) -> None:
    for country in index["countries"]:
        given = {n for desk in ("post", "customs") for ns in country[desk].values() for n in ns}
        assert given.isdisjoint(country["old"]), country["code"]


def test_the_index_has_the_shape_that_the_theme_reads(index: dict[str, Any]) -> None:
    assert {"lang", "separator", "fields", "pipeline"} <= set(index["config"])
    assert all({"location", "title", "text"} <= set(doc) for doc in index["docs"])


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


# Uninhabited, or not known to the Unicode CLDR with a language of its own.
NAMELESS = {"AC", "AQ", "BV", "CP", "HM", "TA", "TF"}


@pytest.mark.parametrize("code", sorted(COUNTRY_NAMES))
def test_every_country_where_people_live_is_named_in_a_language_of_its_own(code: str) -> None:
    names = search._own_names(code.lower())
    assert all(name.strip() for name in names)
    assert bool(names) is (code not in NAMELESS)


def test_a_country_is_found_in_its_own_languages() -> None:
    assert {"Schweiz", "Suisse", "Svizzera"} <= search._own_names("ch")
    assert search._own_names("ws") == {"Samoa"}  # its other language is not in the CLDR's locales
