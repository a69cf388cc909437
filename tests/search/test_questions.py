"""The search answers real questions about as well as it did, measured by its real worker."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.projects import ROOT
from tests.search import measure
from tests.search.measure import Question

# A little under what is reached; `make bench` prints the figures beside stock Material's.
LEAST_FIRST = 0.86
LEAST_THIRD = 0.95


def test_real_questions_find_their_page(page: Page, address: str) -> None:
    asked = measure.labelled()
    found = measure.ask(page, address, measure.WORKER, [q.question for q in asked])
    score = measure.score(asked, found)
    assert score.first >= LEAST_FIRST
    assert score.third >= LEAST_THIRD
    assert score.empty == 0


def test_questions_beyond_the_first_seven_find_the_pages_written_for_them(
    page: Page, address: str
) -> None:
    asked = [q for q in measure.questions() if q.language == "en" and q.label == "none" and q.also]
    found = measure.ask(page, address, measure.WORKER, [q.question for q in asked])
    assert len(asked) >= 15
    assert measure.score(asked, found).third >= 0.9


def test_a_search_that_finds_the_wrong_pages_would_be_seen() -> None:
    asked = measure.labelled()
    score = measure.score(asked, [["about/"]] * len(asked))
    assert (score.first, score.third, score.empty) == (0, 0, 0)
    assert measure.score(asked, [[]] * len(asked)).empty == len(asked)


@pytest.mark.parametrize(
    ("label", "also", "address", "counts"),
    [
        ("not-arrived", (), "faq/not-arrived/#steps", True),
        ("not-arrived", (), "faq/customs-hold/", False),
        ("not-arrived", ("refund-progress",), "faq/refund-progress/", True),
        ("how-to-track", (), "statuses/", True),
        ("customs-hold", (), "statuses/", False),
        ("carrier:Cainiao Super Economy", (), "carriers/cainiao-super-economy/", True),
        ("customs-contacts", (), "countries/br/", True),
        ("customs-contacts", (), "countries/", False),
    ],
)
def test_what_counts_as_an_answer(
    label: str, also: tuple[str, ...], address: str, counts: bool
) -> None:
    question = Question("q", "en", label, "s", also)
    assert question.is_answered_by(address) is counts


def test_a_page_that_answers_a_question_more_exactly_exists() -> None:
    named = {slug for question in measure.questions() for slug in question.also}
    assert named
    assert [s for s in named if not (ROOT / "docs" / "en" / "faq" / f"{s}.md").is_file()] == []


def test_the_questions_are_complete() -> None:
    lines = Path(measure.QUESTIONS).read_text("utf-8").splitlines()
    assert lines
    assert all({"question", "language", "label", "source"} <= set(json.loads(x)) for x in lines)
