"""Rules about the formats of tracking numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import prod

from macros.model import Knowledge, NumberFormat, Pattern
from macros.model.tracking_numbers import matches
from macros.rules.examples import FORMAT
from macros.rules.registry import Finding, rule


@rule(
    "FORMAT-EXAMPLES",
    why="A pattern is believed only because its own numbers show what it takes and refuses.",
    fix="Correct the pattern or the example; the check digit follows UPU standard S10.",
    good={"data/number-formats.yml": FORMAT},
    bad={"data/number-formats.yml": FORMAT.replace("LP00900800700605", "LP009")},
)
def examples_behave(knowledge: Knowledge) -> Iterator[Finding]:
    """A number format takes all its valid examples and none of its invalid ones."""
    for where, number_format in knowledge.each(NumberFormat):
        if _broken(number_format.pattern):
            continue
        for kind, wanted in (("valid", True), ("invalid", False)):
            for index, number in enumerate(getattr(number_format, kind)):
                if _takes(number_format, number) is not wanted:
                    what = f"{number} is given as {kind}, but the format says otherwise."
                    yield where.to(kind, index), what


# UPU standard S10: two letters, eight digits, the check digit, two letters.
_S10 = re.compile(r"[A-Z]{2}[0-9]{9}[A-Z]{2}")


def _takes(number_format: NumberFormat, number: str) -> bool:
    """Return whether a format takes a number; only a postal one has a check digit to look at."""
    if number_format.check_digit == "s10" and not _S10.fullmatch(number):
        return False
    return matches(number_format, number)


@rule(
    "PATTERN-READABLE",
    why="One broken pattern would stop the reader of tracking numbers for everybody.",
    fix="Begin with ^; use only letters, digits, \\d, [A-Z], (?:…|…), ? and counts such as {9}.",
    good={"data/number-formats.yml": FORMAT},
    bad={"data/number-formats.yml": FORMAT.replace("{14}$", "{14}$(")},
)
def pattern_is_readable(knowledge: Knowledge) -> Iterator[Finding]:
    """A pattern is a regular expression that begins with ^."""
    for where, pattern in knowledge.each(Pattern):
        if flaw := _broken(pattern):
            what = f"`{pattern:.60}` is not a pattern: {flaw}."
            yield where, what


# The part of regular expressions that Python and JavaScript read alike. Nothing in it repeats
# without end, and no group is repeated: such patterns can take hours for a single number.
_PLAIN_PATTERN = re.compile(
    r"\^(?:[A-Z0-9]|\\d|\[(?:[A-Z0-9](?:-[A-Z0-9])?|\\d)+\]"
    r"|\((?:\?:|(?!\?))|\)(?!\{)|\||\?(?!\?)|\{\d{1,2}(?:,\d{1,2})?\}(?![?{])|\$)*"
)
# In how many ways the longest pattern may be tried on one number.
_MOST_WAYS = 1000
_LONGEST_PATTERN = 300


def _broken(pattern: str) -> str | None:
    """Return what is wrong with a pattern, if anything."""
    if not pattern.startswith("^"):
        return "it does not begin with ^"
    if len(pattern) > _LONGEST_PATTERN:
        return f"it is longer than {_LONGEST_PATTERN} characters"
    if not _PLAIN_PATTERN.fullmatch(pattern):
        return "it uses more of regular expressions than this project does"
    if _ways(pattern) > _MOST_WAYS:
        return "there are too many ways to read it"
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        return str(error)
    return None


def _ways(pattern: str) -> int:
    """Return how often a number can be tried at most: each choice multiplies the others."""
    counts = re.findall(r"\{(\d+),(\d+)\}", pattern)
    spans = (max(int(most) - int(least), 0) + 1 for least, most in counts)
    return prod(spans) << len(re.findall(r"\||\?(?!:)", pattern))
