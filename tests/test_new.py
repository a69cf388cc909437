"""A new record begins with what is known, and says which places are to be filled in."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
import yaml

from macros.editing import formatting, new
from macros.model import COUNTRY_NAMES, Knowledge, Translations, understand, units
from macros.rules import check
from macros.source import Problem

from .projects import WORDS, mini_files

POST, CUSTOMS = "data/post-offices/de.yml", "data/customs/de.yml"
PAGE = "docs/en/countries/de.md"
FILES = {
    ("post-office", "DE"): {POST, PAGE},
    ("customs", "de"): {CUSTOMS, PAGE},
    ("country", "de"): {POST, CUSTOMS, PAGE},
    ("carrier", "Fast & Far (Air)"): {
        "data/carriers/fast-far-air.yml",
        "docs/en/carriers/fast-far-air.md",
    },
    ("carrier", "fast-far"): {"data/carriers/fast-far.yml", "docs/en/carriers/fast-far.md"},
}


# What is wrong as long as a country has one half only.
ALLOWED = {
    "post-office": {"COUNTRY-COMPLETE"},
    "customs": {"COUNTRY-COMPLETE"},
}


def problems_with(files: Mapping[str, str]) -> list[Problem]:
    """Return the problems that the small project has once `files` are added."""
    added = {file: text.encode() for file, text in files.items()}
    before = set(check(understand(mini_files())))
    after = check(understand(mini_files() | added))
    return [problem for problem in after if problem not in before]


@pytest.mark.parametrize(("kind", "code"), FILES)
def test_a_skeleton_has_the_record_and_its_page(kind: str, code: str, mini: Knowledge) -> None:
    assert set(new.skeleton(kind, code, mini)) == FILES[kind, code]


@pytest.mark.parametrize(("kind", "code"), FILES)
def test_check_names_every_place_to_fill_in_and_nothing_else(
    kind: str, code: str, mini: Knowledge
) -> None:
    files = new.skeleton(kind, code, mini)
    found = problems_with(files)
    marked = {
        (file, number)
        for file, text in files.items()
        for number, line in enumerate(text.splitlines(), 1)
        if "TODO" in line
    }
    assert marked
    assert {(p.file, p.line) for p in found if p.rule == "TODO-DONE"} == marked
    assert {p.rule for p in found} - {"TODO-DONE"} <= ALLOWED.get(kind, set())


def test_every_country_of_the_world_gets_a_sound_skeleton() -> None:
    nothing = Knowledge({}, {})
    made = [new.skeleton("country", code, nothing) for code in COUNTRY_NAMES]
    files = {file: text for country in made for file, text in country.items()}
    added = {file: text.encode() for file, text in files.items()}
    found = understand({WORDS: mini_files()[WORDS]} | added)
    assert found.problems == ()
    assert {p.rule for p in check(found)} == {"TODO-DONE"}
    countries = {code: record.country for code, record in found.post_offices.items()}
    assert countries == {code.lower(): code for code in COUNTRY_NAMES}
    titles = {code: found.pages[f"en/countries/{code.lower()}"].title for code in COUNTRY_NAMES}
    assert [code for code, name in COUNTRY_NAMES.items() if name not in titles[code]] == []
    pages = {code: files[f"docs/en/countries/{code.lower()}.md"] for code in COUNTRY_NAMES}
    assert [c for c, name in COUNTRY_NAMES.items() if f"\n# {name}\n" not in pages[c]] == []
    for half in ("post-offices", "customs"):  # Norway is no “no” for other programs either
        assert yaml.safe_load(files[f"data/{half}/no.yml"])["country"] == "NO"


@pytest.mark.parametrize(("kind", "code"), FILES)
def test_a_skeleton_is_formatted_already(kind: str, code: str, mini: Knowledge) -> None:
    files = new.skeleton(kind, code, mini)
    assert formatting.formatted_all({file: text.encode() for file, text in files.items()}) == {}


@pytest.mark.parametrize(
    ("file", "lines"),
    [
        (
            POST,
            [
                "# yaml-language-server: $schema=../schema/post-offices.json",
                "# data/post-offices/de.yml: Germany, the postal operators and how to reach them",
                "# Numbers that can be dialled from anywhere begin with +49.",
                "country: DE",
            ],
        ),
        (
            CUSTOMS,
            [
                "# yaml-language-server: $schema=../schema/customs.json",
                "# data/customs/de.yml: Germany, the customs desks",
                "# Numbers that can be dialled from anywhere begin with +49.",
                "country: DE",
            ],
        ),
    ],
)
def test_what_is_known_of_a_country_is_filled_in(
    file: str, lines: list[str], mini: Knowledge
) -> None:
    assert new.skeleton("country", "de", mini)[file].splitlines()[: len(lines)] == lines


def test_a_territory_without_a_dialling_code_gets_no_line_about_it(mini: Knowledge) -> None:
    text = new.skeleton("post-office", "aq", mini)["data/post-offices/aq.yml"]
    assert "+0" not in text
    assert text.splitlines()[2] == "country: AQ"


def test_a_page_that_exists_already_is_left_alone() -> None:
    there = understand({PAGE: mini_files()["docs/en/countries/es.md"]})
    assert set(new.skeleton("country", "de", there)) == {POST, CUSTOMS}


def test_a_service_given_by_its_name_bears_it(mini: Knowledge) -> None:
    made = new.skeleton("carrier", "Hermès  Buyer’s Air", mini)
    assert "name: Hermès Buyer’s Air\n" in made["data/carriers/hermes-buyers-air.yml"]
    assert "# Hermès Buyer’s Air\n" in made["docs/en/carriers/hermes-buyers-air.md"]


@pytest.mark.parametrize(
    ("kind", "code", "said"),
    [
        ("carriers", "x", "`carriers` is no kind of record. Did you mean `carrier`?"),
        ("planet", "x", "Known: post-office, customs, carrier, country, translation."),
        ("country", "UK", "`UK` is not the code of a country. Did you mean `GB`?"),
        ("customs", "Germny", "Did you mean `DE`, Germany?"),
        ("post-office", "", "Use the two capital letters"),
        ("post-office", "../de", "is not the code of a country"),
        ("post-office", "es", "data/post-offices/es.yml exists already"),
        ("country", "es", "exists already"),
        ("carrier", "snail-economy", "data/carriers/snail-economy.yml exists already"),
        ("carrier", "Snail  Economy", "data/carriers/snail-economy.yml exists already"),
        ("carrier", "fast_far", "holds a sign that cannot stand in an address"),
        ("carrier", "fast--far", "holds a sign"),
        ("carrier", "-fast", "holds a sign"),
        ("carrier", "fast-", "holds a sign"),
        ("carrier", "../fast", "holds a sign"),
        ("carrier", "Fast/Far", "holds a sign"),
        ("carrier", 'Fast "Far"', "holds a sign"),
        ("carrier", "{{ fast }}", "holds a sign"),
        ("carrier", "菜鸟 Standard", "holds a sign"),
        ("carrier", "1. Fast", "holds a sign"),
        ("carrier", "", "holds a sign"),
        ("carrier", "fast" * 20, "is too long for an address"),
    ],
)
def test_what_cannot_be_made_is_answered_with_a_plain_sentence(
    kind: str, code: str, said: str, mini: Knowledge
) -> None:
    with pytest.raises(ValueError, match=r"\.$|\?$") as refused:
        new.skeleton(kind, code, mini)
    assert said in str(refused.value)


def test_a_country_of_which_one_half_exists_is_told_how_to_make_the_other() -> None:
    there = understand({CUSTOMS: b"country: DE\ndesks:\n  - name: Zoll\n    role: authority\n"})
    with pytest.raises(ValueError, match="exists already") as refused:
        new.skeleton("country", "de", there)
    assert f"To make only {POST}, ask for post-office" in str(refused.value)


def test_a_record_that_cannot_be_read_counts_as_there() -> None:
    with pytest.raises(ValueError, match="exists already"):
        new.skeleton("customs", "de", understand({CUSTOMS: b"country: [DE\n"}))


def test_a_file_of_texts_to_translate_has_them_all_and_says_that_they_are_to_be_done(
    mini: Knowledge,
) -> None:
    (made,) = new.skeleton("translation", "fr/customs/es", mini).items()
    file, text = made
    assert file == "data/translations/fr/customs/es.yml"
    record = understand({file: text.encode()}).records[file]
    assert isinstance(record, Translations)
    assert list(record.texts) == [key for key, _ in units(mini.records["data/customs/es.yml"])]
    assert {p.rule for p in problems_with({file: text})} == {"TODO-DONE", "TRANSLATION-STAMP"}


@pytest.mark.parametrize("code", ["facts", "en/facts", "xx/facts", "fr/none"])
def test_a_translation_of_nothing_cannot_be_made(code: str, mini: Knowledge) -> None:
    with pytest.raises(ValueError, match="such as `es/facts`"):
        new.skeleton("translation", code, mini)


def test_a_file_without_a_text_in_words_needs_no_translation(mini: Knowledge) -> None:
    with pytest.raises(ValueError, match=r"data/search/en\.yml holds no text"):
        new.skeleton("translation", "fr/search/en", mini)
