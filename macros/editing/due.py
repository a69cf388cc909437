"""Which records are due to be looked at again, and which rules begin or end soon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from macros.editing.markdown import code, inert
from macros.model import Claim, Fact, Knowledge, RuleException

# How long before and after its day a change is named: pages are written before, checked after.
NEAR = timedelta(days=60)


@dataclass(frozen=True, order=True)
class Turn:
    """The day on which a rule begins to hold, or holds for the last time."""

    day: date
    file: str
    line: int
    what: str
    kind: Literal["begins", "ends"]


@dataclass(frozen=True, order=True)
class Due:
    """A record to be looked at again: never checked first, then the longest overdue."""

    since: date
    file: str
    line: int
    what: str


def due(knowledge: Knowledge, today: date) -> list[Due]:
    """Return the records and exceptions whose date is over on `today`; never checked ones first."""
    found = [
        Due(claim.review_by or date.min, where.file, knowledge.line(where), _named(claim))
        for where, claim in knowledge.each(Claim)
        if claim.review_by is None or claim.review_by < today
    ]
    ended = [
        Due(
            exception.until,
            where.file,
            knowledge.line(where),
            f"exception to {exception.rule}",
        )
        for where, exception in knowledge.each(RuleException)
        if exception.until < today
    ]
    return sorted(found + ended)


def turns(knowledge: Knowledge, today: date) -> list[Turn]:
    """Return the facts that begin or end within 60 days of `today`, before or after, by day."""
    return sorted(
        Turn(day, where.file, knowledge.line(where), fact.id, kind)
        for where, fact in knowledge.each(Fact)
        for day, kind in _days(fact)
        if abs(day - today) <= NEAR
    )


def in_markdown(records: Sequence[Due], today: date, near: Sequence[Turn] = ()) -> str:
    """Return as Markdown what begins or ends about `today`, and what is due: a line for each."""
    return _turns_in_markdown(near, today) + _due_in_markdown(records, today)


def _due_in_markdown(records: Sequence[Due], today: date) -> str:
    if not records:
        return f"Nothing is due on {today}.\n"
    never = sum(record.since == date.min for record in records)
    head = f"**{len(records)} records are due on {today}**, {never} of them never checked.\n\n"
    return head + "".join(f"{_item(record)} – {_since(record)}\n" for record in records)


def _turns_in_markdown(near: Sequence[Turn], today: date) -> str:
    if not near:
        return ""
    head = f"**{len(near)} rules begin or end within {NEAR.days} days of {today}.**\n\n"
    return head + "".join(f"{_item(turn)} – {turn.kind} on {turn.day}\n" for turn in near) + "\n"


def _item(found: Due | Turn) -> str:
    """Return the beginning of an item to tick off: where a record stands, and what it is."""
    return f"- [ ] {code(f'{found.file}:{found.line}')} {inert(found.what)}"


def _named(claim: Claim) -> str:
    """Return what tells a record from its neighbours."""
    names = (getattr(claim, name, None) for name in ("id", "number", "link", "address", "name"))
    return next((str(name) for name in names if name), type(claim).__name__)


def _since(record: Due) -> str:
    return "never checked" if record.since == date.min else f"due since {record.since}"


def _days(fact: Fact) -> Iterator[tuple[date, Literal["begins", "ends"]]]:
    """Yield the days on which what a fact states changes."""
    if fact.since:
        yield fact.since, "begins"
    if fact.until:
        yield fact.until, "ends"
