"""How old the records are, and which of them are due to be looked at again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from macros.model import Claim, Evidence, Fact, Knowledge, Waiver, walk

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


@dataclass(frozen=True)
class Tally:
    """How many records there are of each word of evidence, how many were checked, and when."""

    evidence: Mapping[str, int]
    checked: int
    years: Mapping[str, int]

    def ages(self, newest: str) -> dict[str, int]:
        """Return how many sources are of the year `newest`, of the one before, older, undated."""
        before = str(int(newest) - 1)
        dated = {year: count for year, count in self.years.items() if year not in {newest, before}}
        return {
            "new": self.years.get(newest, 0),
            "recent": self.years.get(before, 0),
            "old": sum(count for year, count in dated.items() if year),
            "undated": dated.get("", 0),
        }

    @property
    def total(self) -> int:
        """Return how many records were counted."""
        return sum(self.evidence.values())


def due(knowledge: Knowledge, today: date) -> list[Due]:
    """Return the records and exceptions whose date is over on `today`; never checked ones first."""
    found = [
        Due(claim.review_by or date.min, spot.file, knowledge.line(spot), _named(claim))
        for spot, claim in knowledge.each(Claim)
        if claim.review_by is None or claim.review_by < today
    ]
    ended = [
        Due(waiver.until, spot.file, knowledge.line(spot), f"exception to {waiver.rule}")
        for spot, waiver in knowledge.each(Waiver)
        if waiver.until < today
    ]
    return sorted(found + ended)


def turns(knowledge: Knowledge, today: date) -> list[Turn]:
    """Return the facts that begin or end within 60 days of `today`, before or after, by day."""
    return sorted(
        Turn(day, spot.file, knowledge.line(spot), fact.id, kind)
        for spot, fact in knowledge.each(Fact)
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
    return head + "".join(f"- [ ] `{r.file}:{r.line}` {r.what} – {_since(r)}\n" for r in records)


def _turns_in_markdown(near: Sequence[Turn], today: date) -> str:
    if not near:
        return ""
    head = f"**{len(near)} rules begin or end within {NEAR.days} days of {today}.**\n\n"
    lines = (f"- [ ] `{t.file}:{t.line}` {t.what} – {t.kind} on {t.day}\n" for t in near)
    return head + "".join(lines) + "\n"


def tally(claims: Sequence[Claim]) -> Tally:
    """Return the counts of some records."""
    words = Evidence.__args__  # type: ignore[attr-defined]
    years: dict[str, int] = {}
    for claim in claims:
        year = (claim.as_of or "")[:4]
        years[year] = years.get(year, 0) + 1
    return Tally(
        evidence={word: sum(claim.evidence == word for claim in claims) for word in words},
        checked=sum(claim.checked is not None for claim in claims),
        years=dict(sorted(years.items(), reverse=True)),
    )


def claims_of(knowledge: Knowledge, country: str) -> list[Claim]:
    """Return the records of one country: its desks, and the facts that are about it."""
    files = (knowledge.post_offices[country], knowledge.customs[country])
    own = [part for file in files for _, part in walk(file) if isinstance(part, Claim)]
    return own + [fact for fact in knowledge.facts.values() if fact.holds_in(country.upper())]


def _named(claim: Claim) -> str:
    """Return what tells a record from its neighbours."""
    names = (getattr(claim, name, None) for name in ("id", "number", "link", "address", "name"))
    return next((str(name) for name in names if name), type(claim).__name__)


def _days(fact: Fact) -> Iterator[tuple[date, Literal["begins", "ends"]]]:
    """Yield the days on which what a fact states changes."""
    if fact.since:
        yield fact.since, "begins"
    if fact.until:
        yield fact.until, "ends"


def _since(record: Due) -> str:
    return "never checked" if record.since == date.min else f"due since {record.since}"
