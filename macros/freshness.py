"""How old the records are, and which of them are due to be looked at again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from macros.model import Claim, Evidence, Knowledge, Waiver, walk


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


def in_markdown(records: Sequence[Due], today: date) -> str:
    """Return the list of what is due as Markdown: a count, then a line for each record."""
    if not records:
        return f"Nothing is due on {today}.\n"
    never = sum(record.since == date.min for record in records)
    head = f"**{len(records)} records are due on {today}**, {never} of them never checked.\n\n"
    return head + "".join(f"- [ ] `{r.file}:{r.line}` {r.what} – {_since(r)}\n" for r in records)


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


def _since(record: Due) -> str:
    return "never checked" if record.since == date.min else f"due since {record.since}"
