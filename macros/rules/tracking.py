"""Rules about tracking statuses and tracking numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.model import Knowledge, NumberFormat, Pattern, Status
from macros.rules.examples import FORMAT, STATUS
from macros.rules.registry import Finding, rule
from macros.tracking_numbers import matches


@rule(
    "STATUS-WORDING-ONCE",
    why="A line that stands under two statuses would get two different answers.",
    fix="Leave the wording under the status that it fits.",
    good={"data/statuses.yml": "statuses:\n" + STATUS.format("a")},
    bad={"data/statuses.yml": "statuses:\n" + STATUS.format("a") + STATUS.format("b")},
)
def wordings_are_unique(knowledge: Knowledge) -> Iterator[Finding]:
    """Each wording of a tracking status stands once in the dictionary."""
    seen: dict[str, str] = {}
    for spot, status in knowledge.each(Status):
        for index, wording in enumerate(status.wordings):
            if owner := seen.get(wording.casefold()):
                what = f"“{wording}” stands under `{owner}` too."
                yield spot.to("wordings", index), what
            seen.setdefault(wording.casefold(), status.id)


@rule(
    "FORMAT-EXAMPLES",
    why="A pattern is believed only because its own numbers show what it takes and refuses.",
    fix="Correct the pattern or the example; the check digit follows UPU standard S10.",
    good={"data/number-formats.yml": FORMAT},
    bad={"data/number-formats.yml": FORMAT.replace("LP00900800700605", "LP009")},
)
def examples_behave(knowledge: Knowledge) -> Iterator[Finding]:
    """A number format takes all its valid examples and none of its invalid ones."""
    for spot, form in knowledge.each(NumberFormat):
        if _broken(form.pattern):
            continue
        for kind, wanted in (("valid", True), ("invalid", False)):
            for index, number in enumerate(getattr(form, kind)):
                if matches(form, number) is not wanted:
                    what = f"{number} is given as {kind}, but the format says otherwise."
                    yield spot.to(kind, index), what


@rule(
    "PATTERN-READABLE",
    why="One broken pattern would stop the reader of tracking numbers for everybody.",
    fix="Begin with ^ and end with $ (a beginning needs no $); close every bracket.",
    good={"data/number-formats.yml": FORMAT},
    bad={"data/number-formats.yml": FORMAT.replace("{14}$", "{14}$(")},
)
def pattern_is_readable(knowledge: Knowledge) -> Iterator[Finding]:
    """A pattern is a regular expression that begins with ^."""
    for spot, pattern in knowledge.each(Pattern):
        if flaw := _broken(pattern):
            what = f"`{pattern:.60}` is not a pattern: {flaw}."
            yield spot, what


def _broken(pattern: str) -> str | None:
    """Return what is wrong with a pattern; nested repetition is refused as it can run forever."""
    if not pattern.startswith("^"):
        return "it does not begin with ^"
    if re.search(r"[+*}]\)?[+*{]", pattern):
        return "it repeats a repetition"
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        return str(error)
    return None
