"""The search's constants are tried on questions that its phrases were not written for."""

from __future__ import annotations

import re

from macros.model import Asked
from tests.projects import ROOT
from tests.search import validate
from tests.search.measure import Question

PHRASES = ("my parcel is late", "nothing came to my door", "the seller wants a return")


def record(*phrases: str) -> Asked:
    asked = [{"page": "faq/late", "phrases": list(phrases)}]
    return Asked.model_validate({"letters": 8, "skipped": ["my is the"], "asked": asked})


def question(text: str) -> Question:
    return Question(text, "en", "late", "s")


def test_a_phrase_close_to_a_question_is_left_out_and_others_stay() -> None:
    left = validate.without(record(*PHRASES), [question("late parcel")])
    assert [of.phrases for of in left.asked] == [PHRASES[1:]]
    assert validate.without(record(*PHRASES), [question("customs fee")]) == record(*PHRASES)


def test_a_page_without_a_phrase_left_is_left_out() -> None:
    assert validate.without(record("my parcel is late"), [question("late parcel")]).asked == ()


def test_each_question_is_asked_in_one_part() -> None:
    questions = [question(str(at)) for at in range(7)]
    parts = validate.dealt(questions, 3)
    assert sorted(q.question for part in parts for q in part) == list("0123456")
    assert [len(part) for part in parts] == [3, 2, 2]


def test_what_is_tried_holds_what_is_used() -> None:
    scripts = ROOT / "docs" / "en" / "assets" / "scripts" / "search"
    for constant in validate.CONSTANTS:
        text = (scripts / f"{constant.script}.js").read_text("utf-8")
        (value,) = re.findall(validate.DEFINED.format(name=constant.name), text)
        assert float(value) in constant.values
