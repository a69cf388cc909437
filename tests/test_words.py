"""The words of the interface have their gaps, and none is missing."""

from __future__ import annotations

import pytest

from macros.model import understand
from macros.rules import check

from .projects import WORDS, mini_files

TEXT = mini_files()[WORDS].decode()


def broken(old: str, new: str) -> list[tuple[str, str]]:
    """Return the rule and the sentence of each problem once `new` stands for `old`."""
    assert TEXT.count(old) == 1, old
    files = mini_files() | {WORDS: TEXT.replace(old, new).encode()}
    return [(problem.rule, problem.what) for problem in check(understand(files))]


def line_of(key: str) -> str:
    """Return the only line of the words that begins with a key."""
    (line,) = [line for line in TEXT.splitlines() if line.strip().startswith(f"{key}: ")]
    return f"{line}\n"


@pytest.mark.parametrize(
    ("key", "text", "rule", "said"),
    [
        ("serves", "For {town}", "WORD-GAPS", "gaps here: {place}"),
        ("serves", "For you", "WORD-GAPS", "has no {place}"),
        ("serves", "For {place!r}", "WORD-GAPS", "gap that nothing fills"),
        ("serves", "For {place:>90}", "WORD-GAPS", "gap that nothing fills"),
        ("serves", "'For {place'", "WORD-GAPS", "expected '}'"),
        ("local_time", "'{config}'", "WORD-GAPS", "gaps here: none"),
        ("local_time", "[a, b]", "FIELD-VALUE", "local_time"),
    ],
)
def test_a_gap_that_does_not_fit_is_named(key: str, text: str, rule: str, said: str) -> None:
    ((found, what), *others) = broken(line_of(key), f"  {key}: {text}\n")
    assert (found, others) == (rule, [])
    assert said in what


def test_a_word_of_a_choice_may_leave_its_gap_out() -> None:
    assert broken(line_of("landline"), "    landline: Only from a landline\n") == []


@pytest.mark.parametrize(
    ("key", "said"),
    [("local_time", "`local_time` is missing."), ("courier", "`roles` lacks courier.")],
)
def test_a_word_that_is_missing_is_named(key: str, said: str) -> None:
    assert broken(line_of(key), "") == [("FIELD-PRESENT", said)]


def test_a_word_that_nothing_shows_is_named_with_the_nearest() -> None:
    ((rule, what),) = broken(line_of("local_time"), line_of("local_time") + "  lokal_time: a\n")
    assert (rule, what) == ("FIELD-KNOWN", "There is no field `lokal_time` here.")


def test_a_blank_at_which_no_line_ends_is_kept_in_words() -> None:
    key = "local_time"
    text = TEXT.replace(line_of(key), f"  {key}: l\u2019heure\u202f; \u00ab\u00a0ici\u00a0\u00bb\n")
    words = understand(mini_files() | {WORDS: text.encode()}).words("en")
    assert words[key] == "l\u2019heure\u202f; \u00ab\u00a0ici\u00a0\u00bb"
