"""What words in a row say is learned from the phrases, and is the same each time."""

from __future__ import annotations

from macros.model import Asked, Edition, Knowledge
from macros.site import pairs
from tests.packed import unpacked


def record(**phrases: list[str]) -> Asked:
    asked = [{"page": f"faq/{page}", "phrases": texts} for page, texts in phrases.items()]
    return Asked.model_validate({"letters": 8, "skipped": ["my"], "asked": asked})


def test_a_text_has_its_words_and_those_that_stand_side_by_side() -> None:
    assert list(pairs.features(["wait", "for", "refund"])) == [
        *("wait", "for", "refund"),
        *("wait_for", "for_refund"),
    ]
    assert list(pairs.features([])) == []


def test_words_in_a_row_tell_pages_apart_that_the_same_words_are_used_for() -> None:
    ways = ["still {}", "{} again", "oh {}"]
    said = {"late": ["black swan", "white crow"], "lost": ["black crow", "white swan"]}
    mixed = {page: [way.format(x) for x in of for way in ways] for page, of in said.items()}
    learned = pairs.learned(record(**mixed), {})
    assert learned == pairs.learned(record(**mixed), {})
    found = unpacked(learned)
    for term, page, other in (("black_swan", "a", "b"), ("black_crow", "b", "a")):
        assert found[term][page] > 0 > found[term][other]


def test_what_stands_in_few_phrases_is_not_learned_from() -> None:
    few = record(late=["my parcel is slow", "a slow parcel"], lost=["it is lost", "lost again"])
    assert pairs.learned(few, {})["terms"] == ""


def test_only_so_many_weights_are_kept_and_none_is_above_the_strongest(
    knowledge: Knowledge,
) -> None:
    learned = pairs.own(Edition(knowledge, "en"))
    assert learned
    levels = [level for row in unpacked(learned).values() for level in row.values()]
    assert len(levels) <= pairs.MOST + len(levels) // 20
    assert {abs(level) for level in levels} <= set(range(1, 8))
    assert learned["step"] > 0


def test_a_language_without_phrases_learns_nothing(mini: Knowledge) -> None:
    assert pairs.own(Edition(mini, "uk")) is None
