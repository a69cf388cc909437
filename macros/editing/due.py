"""Which records are due to be looked at again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from macros.model import Claim, Knowledge, RuleException


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


def in_markdown(records: Sequence[Due], today: date) -> str:
    """Return the list of what is due as Markdown: a count, then a line for each record."""
    if not records:
        return f"Nothing is due on {today}.\n"
    never = sum(record.since == date.min for record in records)
    head = f"**{len(records)} records are due on {today}**, {never} of them never checked.\n\n"
    return head + "".join(f"- [ ] `{r.file}:{r.line}` {r.what} – {_since(r)}\n" for r in records)


def _named(claim: Claim) -> str:
    """Return what tells a record from its neighbours."""
    names = (getattr(claim, name, None) for name in ("id", "number", "link", "address", "name"))
    return next((str(name) for name in names if name), type(claim).__name__)


def _since(record: Due) -> str:
    return "never checked" if record.since == date.min else f"due since {record.since}"
