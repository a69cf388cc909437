"""What people ask is counted in the same way each time, and of pages alone."""

from __future__ import annotations

import pytest

from macros.model import Asked, Edition, Knowledge, understand
from macros.rules import check
from macros.site import asked
from tests.packed import unpacked


def record(**more: object) -> Asked:
    given = {"letters": 6, "skipped": ["my is the"], "asked": [], **more}
    given["asked"] = given["asked"] or [
        {"page": "faq/late", "phrases": ["my parcel is late", "late parcels, late letters"]},
        {"page": "faq/customs", "phrases": ["the parcel is at customs, 20 euro"]},
    ]
    return Asked.model_validate(given)


def test_each_phrase_counts_a_word_once() -> None:
    found = asked.counted(record())
    assert found["pages"] == ["faq/late", "faq/customs"]
    assert found["terms"].split("\n") == [
        "00",
        "0at",
        "0custom",
        "0euro",
        "0late",
        "1etter",
        "0parcel",
    ]
    assert found["of"].split("\n") == ["b", "b", "b", "b", "a", "a", "ab"]
    assert found["much"] == "hhhhjhjh"


def test_a_word_loses_its_beginning_where_enough_is_left() -> None:
    words = record(beginnings=["ال"], letters=4)
    assert list(asked.terms("الطرد ال", words)) == ["طرد", "ال"]


def test_a_word_of_hardly_any_phrase_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "euro" in unpacked(asked.counted(record()))
    monkeypatch.setattr(asked, "_RARE", 2)
    assert set(unpacked(asked.counted(record()))) == {"late", "parcel"}


def test_a_phrase_that_a_page_shows_too_counts_once() -> None:
    shown = {"faq/late": ["my parcel is late"]}
    assert asked.counted(record(), shown) == asked.counted(record())


def test_digits_of_every_script_are_numbers() -> None:
    assert asked.folded("٣٠ يوم، ۱۵") == "30 يوم، 15"
    assert list(asked.terms("٣٠ ۱۵ 7", record())) == ["0", "0", "0"]


def test_phrases_that_a_page_shows_are_counted_too() -> None:
    found = asked.counted(record(), {"faq/late": ["overdue"], "faq/gone": ["stolen"]})
    assert found["pages"] == ["faq/late", "faq/gone", "faq/customs"]
    of = unpacked(found)
    assert (set(of["overdu"]), set(of["stolen"])) == ({"a"}, {"b"})


def test_an_edition_counts_no_words_of_pages_and_lines_that_are_english(mini: Knowledge) -> None:
    shown = {
        language: [
            text for texts in asked.shown_by(Edition(mini, language)).values() for text in texts
        ]
        for language in ("en", "es")
    }
    assert {"Held by customs", "dispute unavailable"} <= set(shown["en"])
    assert not {"Held by customs", "dispute unavailable"} & set(shown["es"])


def test_the_counts_of_the_real_site_are_the_same_each_time(knowledge: Knowledge) -> None:
    edition = Edition(knowledge, "en")
    assert asked.own(edition) == asked.own(edition) is not None
    assert len(asked.others(edition)) == len(knowledge.asked) - 1 > 0


def test_a_page_that_is_not_there_and_one_that_comes_twice_are_named() -> None:
    page = b"---\ntitle: T\ndescription: D.\nasked_as: [late]\n---\n"
    of = "  - page: {}\n    phrases: [{}]\n"
    text = "letters: 8\nasked:\n" + of.format("faq/late", "a b") + of.format("faq/late", "c d")
    files = {
        "docs/en/faq/late.md": page,
        "data/asked/en.yml": (text + of.format("faq/gone", "e")).encode(),
    }
    assert [p.what for p in check(understand(files)) if p.rule == "ASKED-PAGE"] == [
        "`faq/late` has phrases further up.",
        "There is no page `faq/gone`.",
    ]
