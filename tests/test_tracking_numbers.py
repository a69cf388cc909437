"""What the browser's reader of numbers is told agrees with the records behind it."""

from __future__ import annotations

import pytest

from macros.model import Knowledge, load, understand
from macros.model.tracking_numbers import reader
from tests.projects import ROOT

KNOWLEDGE = load(ROOT)


def reach_with(first: str, second: str) -> object:
    """Return how far a number can be followed whose two services are tracked so far."""
    service = KNOWLEDGE.carriers["yanwen-economic-air-mail"]
    form = service.number_formats[0]
    services = {
        f"data/carriers/{at}.yml": service.model_copy(
            update={"tracked_until": reach, "number_formats": (form,)}
        )
        for at, reach in enumerate((first, second))
    }
    formats = {"data/number-formats.yml": KNOWLEDGE.records["data/number-formats.yml"]}
    known = reader(Knowledge(formats | services, {}))
    name = KNOWLEDGE.number_formats[form].name
    return next(f.get("follows") for f in known["formats"] if f["name"] == name)


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
    first: str, second: str, reach: str | None
) -> None:
    assert reach_with(first, second) == reach


def test_a_form_that_no_service_names_says_nothing_of_how_far_it_is_followed() -> None:
    named = {id_ for carrier in KNOWLEDGE.carriers.values() for id_ in carrier.number_formats}
    told = zip(KNOWLEDGE.number_formats, reader(KNOWLEDGE)["formats"], strict=True)
    assert not [id_ for id_, form in told if "follows" in form and id_ not in named]


def test_an_order_number_is_told_apart_from_tracking_numbers() -> None:
    known = reader(KNOWLEDGE)
    orders = {form["name"] for form in known["orders"]}
    assert orders == {form.name for form in KNOWLEDGE.order_numbers} != set()
    assert orders.isdisjoint(form["name"] for form in known["formats"])


def test_every_tracker_takes_a_number() -> None:
    assert all("{number}" in tracker["link"] for tracker in reader(KNOWLEDGE)["trackers"])


def test_without_records_nothing_is_known() -> None:
    assert not any(reader(understand({})).values())
