"""Rules about evidence, sources and dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from macros.model import Claim, Fact, Knowledge, host_of
from macros.rules.examples import SURE, fact
from macros.rules.registry import Finding, rule

# The first year of checks; an earlier date is a slip of the pen.
FIRST_CHECK = date(2020, 1, 1)


@rule(
    "SOURCE-NEEDED",
    knows_exceptions=True,
    why="“Official” and “quoted” are promises that the reader can look for herself.",
    fix="Add `source:` with the page, or lower the evidence to `reported`.",
    good=fact("    evidence: official\n    source: https://example.org/rules\n"),
    bad=fact("    evidence: official\n"),
)
def source_is_named(knowledge: Knowledge) -> Iterator[Finding]:
    """What is official or quoted names its source."""
    for where, claim in knowledge.each(Claim):
        if claim.evidence in {"official", "quoted"} and claim.source is None:
            what = f"This is called {claim.evidence}, but no source is named."
            yield where.to("evidence"), what


# Where anybody can keep a document: such an address says nothing about who wrote it.
SHARED_HOSTS = frozenset({
    "archive.org", "docs.google.com", "drive.google.com", "gist.github.com", "github.com",
    "raw.githubusercontent.com", "web.archive.org",
})  # fmt: skip
_ON_GITHUB = (
    "    evidence: official\n    source: https://github.com/somebody/copies/blob/1/terms.md\n"
)


@rule(
    "DOCUMENT-NAMED",
    why="“Official” beside the name of a site where anybody keeps documents convinces nobody.",
    fix="Say in data/documents.yml what the document at this address is called, and whose it is.",
    good=fact(_ON_GITHUB)
    | {
        "data/documents.yml": "documents:\n  - address: github.com/somebody/copies\n"
        "    name: The terms of the shop\n    archived: true\n"
    },
    bad=fact(_ON_GITHUB),
)
def document_is_named(knowledge: Knowledge) -> Iterator[Finding]:
    """An official source that lies on somebody else's site has a name in data/documents.yml."""
    for where, claim in knowledge.each(Claim):
        source = claim.source if claim.evidence in {"official", "quoted"} else None
        if source and host_of(source) in SHARED_HOSTS and not knowledge.document_at(source):
            what = f"This is {claim.evidence}, and lies on {host_of(source)} without a name."
            yield where.to("source"), what


@rule(
    "DATE-PLAUSIBLE",
    knows_exceptions=True,
    why="A slip in a year makes an old fact look fresh, or a fresh one look old.",
    fix="Look at the year: `checked` is 2020 or later, and not before `as_of`.",
    good=fact(SURE + "    as_of: 2026-10\n    checked: 2026-11-23\n"),
    bad=fact(SURE + "    checked: 2002-11-23\n"),
)
def dates_fit(knowledge: Knowledge) -> Iterator[Finding]:
    """A check date is not before 2020 and not before the source's own date."""
    for where, claim in knowledge.each(Claim):
        if claim.checked is None:
            continue
        if claim.checked < FIRST_CHECK:
            yield where.to("checked"), f"`checked` is {claim.checked}, before 2020."
        elif claim.as_of and claim.as_of > claim.checked.isoformat():
            what = f"It was checked on {claim.checked}, but its source is of {claim.as_of}."
            yield where.to("checked"), what


@rule(
    "CHECKED-COPY",
    why="A copy can be older than the page: who compared with one says so, and on which day.",
    fix="Add `checked:` with the day, or take `checked_copy` out.",
    good=fact(SURE + "    checked: 2026-11-23\n    checked_copy: true\n"),
    bad=fact(SURE + "    checked_copy: true\n"),
)
def copy_has_its_day(knowledge: Knowledge) -> Iterator[Finding]:
    """What was compared with a stored copy says on which day."""
    for where, claim in knowledge.each(Claim):
        if claim.checked_copy and claim.checked is None:
            yield where.to("checked_copy"), "It was compared with a copy, but nothing says when."


@rule(
    "TIME-ORDER",
    why="What ends before it begins never holds, and nobody can tell which day is wrong.",
    fix="Compare both days with the source: `from` is the first day, `until` the last.",
    good=fact(SURE + "    from: 2026-07-01\n    until: 2028-06-30\n"),
    bad=fact(SURE + "    from: 2028-06-30\n    until: 2026-07-01\n"),
)
def time_is_in_order(knowledge: Knowledge) -> Iterator[Finding]:
    """What a fact states does not end before it begins."""
    for where, known in knowledge.each(Fact):
        if known.since and known.until and known.since > known.until:
            what = f"It begins on {known.since}, after its end on {known.until}."
            yield where.to("from"), what
