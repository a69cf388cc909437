"""The questions gathered to measure the search are what they are said to be."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

import pytest

from macros.model import Knowledge
from tests.search import editions, measure
from tests.search.gathered import HALVES, KINDS, Gathered, files_of, gathered, read

# No more than a short quotation of what somebody wrote.
LONGEST = 200


def faults(questions: Collection[Gathered], known: Collection[str]) -> Iterator[str]:
    """Yield what is wrong with some questions, when others are known already."""
    seen = {question.casefold() for question in known}
    for q in questions:
        if q.question.casefold() in seen:
            yield "twice"
        if q.kind not in KINDS or not q.source.startswith("http") or len(q.question) > LONGEST:
            yield "of no such form"
        if bool(q.pages) == bool(q.need):
            yield "with neither a page nor a need, or with both"
        seen.add(q.question.casefold())


def one(question: str = "Where is it?", **fields: object) -> Gathered:
    """Return a question that is as it should be, but for `fields`."""
    given = {"language": "en", "kind": "forum", "year": None, "pages": ("faq/late/",)}
    return Gathered(**{"question": question, "source": "https://example.org", **given, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize("half", HALVES)
def test_each_question_is_short_and_stands_in_one_half_only(half: str) -> None:
    other = next(name for name in HALVES if name != half)
    known = [q.question for q in measure.questions()] + [q.question for q in gathered(other)]
    assert list(faults(gathered(half), known)) == []


def test_there_are_enough_questions_to_say_something() -> None:
    languages = [q.language for half in HALVES for q in gathered(half)]
    assert languages.count("en") >= 200
    assert min(languages.count("es"), languages.count("ar")) >= 40


def test_what_may_be_learned_from_stands_among_the_phrases(knowledge: Knowledge) -> None:
    asked = knowledge.asked["en"].asked
    phrases = {phrase.casefold() for of in asked for phrase in of.phrases}
    pages = [f"{of.page}/" for of in asked]
    known = [q for q in gathered("learn") if q.language == "en" and q.is_written_for(pages)]
    assert [q.question for q in known if q.question.casefold() not in phrases] == []
    assert len(known) > 100


@pytest.mark.parametrize("half", HALVES)
def test_the_lines_are_in_order_so_that_a_change_is_seen(half: str) -> None:
    assert files_of(half)
    for file in files_of(half):
        keys = [(q.language, q.question) for q in read(file)]
        assert keys == sorted(keys)
        assert file.read_text("utf-8").endswith("}\n")


@pytest.mark.parametrize(
    ("question", "known"),
    [
        (one(kind="rumour"), []),
        (one(source="somewhere"), []),
        (one("Where is it? " * 20), []),
        (one(pages=()), []),
        (one(need="something"), []),
        (one(), ["where is it?"]),
    ],
)
def test_a_question_of_no_such_form_is_seen(question: Gathered, known: list[str]) -> None:
    assert len(list(faults([question], known))) == 1
    assert list(faults([one()], [])) == []


@pytest.mark.parametrize(
    ("page", "address", "counts"),
    [
        ("faq/late/#steps", "faq/late/", True),
        ("faq/late/", "faq/late/#steps", True),
        ("faq/late/", "faq/later/", False),
        ("statuses/#delivered", "statuses/", True),
        ("contacts/post-offices/", "countries/xx/", True),
        ("faq/late/", "countries/xx/", False),
    ],
)
def test_what_answers_a_gathered_question(page: str, address: str, counts: bool) -> None:
    assert one(pages=(page,)).is_answered_by(address) is counts
    assert one(pages=("about/", page)).is_written_for(["index/", address]) is counts


def test_an_edition_is_asked_in_its_own_language_what_pages_answer() -> None:
    groups = editions.questions("es", ["learn"])
    assert list(groups) == ["seen, es", "learn, es"]
    assert {q.language for q in gathered("learn") if q in groups["learn, es"]} == {"es"}
    assert editions.questions("xx", HALVES) == {}


def test_each_edition_of_a_site_but_the_original_one_has_an_address(tmp_path: Path) -> None:
    for index in ("search/search_index.json", "es/search/search_index.json"):
        (tmp_path / index).parent.mkdir(parents=True)
        (tmp_path / index).write_text("{}", "utf-8")
    assert editions.addresses(tmp_path, "http://x/") == {"es": "http://x/es/"}
