"""What the browser's reader of numbers is told agrees with the records behind it."""

from __future__ import annotations

import pytest

from macros.model import Knowledge, understand
from macros.model.tracking_numbers import formats_of, matches, reader, s10_check_digit
from macros.rules.examples import FORMAT

from .projects import changed

FORMATS = "data/number-formats.yml"
WORDS = "data/number-words.yml"


def reach_with(mini: Knowledge, first: str, second: str) -> object:
    """Return how far a number can be followed whose two services are tracked so far."""
    service = mini.carriers["snail-economy"]
    assert service.number_formats == ("snail",)
    services = {
        f"data/carriers/{at}.yml": service.model_copy(update={"tracked_until": reach})
        for at, reach in enumerate((first, second))
    }
    known = reader(Knowledge({FORMATS: mini.records[FORMATS]} | services, {}))
    return next(f.get("follows") for f in known["formats"] if f["name"] == "Snail Lines")


@pytest.mark.parametrize(
    ("first", "second", "reach"),
    [
        ("origin", "origin", "origin"),
        ("delivery", "delivery", "delivery"),
        ("origin", "delivery", None),
        ("unknown", "unknown", None),
        ("unknown", "arrival", None),
    ],
)
def test_a_number_is_said_to_be_followed_only_as_far_as_all_its_services_agree(
    first: str, second: str, reach: str | None, mini: Knowledge
) -> None:
    assert reach_with(mini, first, second) == reach


def test_a_form_that_no_service_names_says_nothing_of_how_far_it_is_followed(
    mini: Knowledge,
) -> None:
    told = {
        number_format["name"]: number_format.get("follows")
        for number_format in reader(mini)["formats"]
    }
    assert told == {
        "Registered packet from China": None, "Postal number": None, "Snail Lines": "arrival",
        "Hare Express": None, "Owl Lockers": None, "Mole Runners, M and a digit": None,
    }  # fmt: skip


def test_an_order_number_is_told_apart_from_tracking_numbers(mini: Knowledge) -> None:
    known = reader(mini)
    assert [number_format["name"] for number_format in known["orders"]] == ["Order number"]
    assert "Order number" not in {number_format["name"] for number_format in known["formats"]}


def test_the_trackers_and_the_first_letters_stand_as_in_the_records(mini: Knowledge) -> None:
    known = reader(mini)
    assert known["trackers"] == [
        {"name": "Snail Lines", "link": "https://snail.example/?number={number}"},
        {"name": "Every Parcel", "link": "https://every-parcel.example/#{number}"},
    ]
    assert [letter["name"] for letter in known["letters"]] == ["Registered"]
    assert "Posta Norte" in {page["name"] for page in known["posts"]["es"]}
    assert known["own"]["es"]["name"] == "Posta Norte"


def test_words_beside_a_number_reach_the_browser_as_its_regular_expressions(
    mini: Knowledge,
) -> None:
    beside = reader(mini)["beside"]
    assert beside["papers"] == r"cpf|nif|passport\p{L}*|eori|mole burrow\p{L}*|身份证\p{L}*"
    assert set(beside) == {"papers", "cards", "phones", "things", "between"}


@pytest.mark.parametrize(
    "word", ["n.i.f", "(nif", "nif|dni", "n*f", "nif**", '"*"', "nif- dni", "3d"]
)
def test_a_word_beside_a_number_holds_nothing_but_letters(word: str) -> None:
    files = changed(WORDS, "[visa, card]", f"\n  - visa\n  - {word}")
    (problem,) = (p for p in understand(files).problems if p.file == WORDS)
    assert (problem.line, problem.rule) == (5, "FIELD-VALUE")
    assert "write letters" in problem.what


def test_a_word_is_written_in_the_signs_in_which_a_text_is_read() -> None:
    composed = understand(changed(WORDS, "visa", "carta\u0303o"))
    assert reader(composed)["beside"]["cards"] == "cart\u00e3o|card"


def test_without_records_nothing_is_known() -> None:
    assert not any(reader(understand({})).values())


# UPU S10: the weighted sum of the digits, the remainder by eleven, and its two exceptions.
@pytest.mark.parametrize(
    ("serial", "digit"), [("20304050", 3), ("40506070", 0), ("00000000", 5), ("10000000", 3)]
)
def test_the_check_digit_is_that_of_the_postal_union(serial: str, digit: int) -> None:
    assert s10_check_digit(serial) == digit


@pytest.mark.parametrize(
    ("number", "fits"),
    [
        ("CP405060700JP", True),
        ("CP405060701JP", False),  # another check digit
        ("CP405060700XX", False),  # no country
        ("CP40506070JP", False),
    ],
)
def test_a_number_is_of_a_form_by_its_pattern_its_check_digit_and_its_country(
    number: str, fits: bool, mini: Knowledge
) -> None:
    assert matches(mini.number_formats["s10"], number) is fits


@pytest.mark.parametrize(
    ("number", "names"),
    [
        ("RU203040503CN", ["Registered packet from China"]),  # and no postal number besides
        ("CP405060700JP", ["Postal number"]),
        ("102030405060", ["Hare Express", "Owl Lockers"]),
        ("10203040506", []),
    ],
)
def test_a_number_has_all_the_forms_that_it_fits(
    number: str, names: list[str], mini: Knowledge
) -> None:
    assert [form.name for form in formats_of(mini.number_formats.values(), number)] == names


def test_a_link_of_a_form_is_called_after_somebody() -> None:
    form = FORMAT.replace("    check_digit", "    link: https://hare.example/\n    check_digit")
    assert "`company`" in str(understand({FORMATS: form.encode()}).problems)
