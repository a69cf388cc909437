"""How much is known, how surely, and of when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from macros.model import Claim, Evidence, Knowledge
from macros.pages.marks import claims_in
from macros.pages.templates import render
from macros.pages.view import View


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


def freshness(view: View) -> str:
    """Return how sure and how old the records are, by country, as pictures."""
    knowledge = view.knowledge
    rows = {
        view.edition.country_name(c): tally(claims_of(knowledge, c)) for c in view.edition.countries
    }
    everything = tally([claim for _, claim in knowledge.each(Claim)])
    return render(view, "freshness.html", rows=rows, everything=everything)


def data_summary(view: View) -> str:
    """Return how much is known, and how surely."""
    claims = [claim for _, claim in view.knowledge.each(Claim)]
    return render(view, "summary.html", tally=tally(claims))


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
    return claims_in(*files) + [
        fact for fact in knowledge.facts.values() if fact.holds_in(country.upper())
    ]
