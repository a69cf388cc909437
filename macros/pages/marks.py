"""The short marks that say how sure something is, and all that stands behind each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby
from urllib.parse import urlsplit

from macros.model import Claim, Knowledge, Model, Organisation, Tracking, WebPage, host_of, walk
from macros.pages.view import View

# A source that is so many years older than the newest one is called old in sight.
OLD_YEARS = 5

# A record, and what it is for where a mark speaks for several.
Labelled = tuple[str, Claim]


@dataclass(frozen=True)
class Look:
    """What is in sight of a mark: how sure, the best date that is known, and doubts about it."""

    evidence: str
    day: str
    checked: bool
    dated_by_check: bool
    is_new: bool
    old: bool
    past: date | None


@dataclass(frozen=True)
class Proof:
    """What stands behind some records alike: what they are for, and one of them."""

    labels: tuple[str, ...]
    claim: Claim


@dataclass(frozen=True)
class DeskMarks:
    """Which records of an organisation share one mark, and which links have none in sight.

    Without `shared` ones each number and address bears its own mark.
    """

    shared: tuple[Labelled, ...]
    links: tuple[Labelled, ...]


def claims_in(*records: Model) -> list[Claim]:
    """Return every record with evidence that stands in some others."""
    return [part for record in records for _, part in walk(record) if isinstance(part, Claim)]


def look_of(view: View, claim: Claim) -> Look:
    """Return what is in sight of the mark of a record."""
    is_past = view.today and claim.review_by and claim.review_by < view.today
    newest = view.knowledge.newest_year
    return Look(
        evidence=claim.evidence,
        day=(claim.as_of or str(claim.checked or ""))[:7],
        checked=claim.checked is not None,
        dated_by_check=claim.checked is not None and claim.as_of is None,
        is_new=(claim.as_of or str(claim.checked or newest))[:4] == str(newest),
        old=bool(claim.as_of) and int(str(claim.as_of)[:4]) <= newest - OLD_YEARS,
        past=claim.review_by if is_past else None,
    )


def proofs(claims: Sequence[Labelled]) -> list[Proof]:
    """Return what stands behind the records of a mark, once for all that have the same."""
    alike = [list(group) for _, group in groupby(claims, lambda labelled: _behind(labelled[1]))]
    return [
        Proof(tuple(label for label, _ in group) if len(alike) > 1 else (), group[0][1])
        for group in alike
    ]


def _behind(claim: Claim) -> tuple[object, ...]:
    hours = [getattr(claim, name, None) for name in ("hours_evidence", "hours_source")]
    shown = (claim.evidence, claim.source, claim.quoted_by, claim.as_of, claim.checked)
    return (*shown, claim.checked_copy, *hours)


def desk_marks(view: View, organisation: Organisation) -> DeskMarks:
    """Return which marks the numbers, addresses and pages of an organisation bear."""
    pages = [page for page in organisation.pages if not is_own(page, organisation)]
    links = _labelled(page for page in organisation.pages if is_own(page, organisation))
    marked = _labelled((*organisation.phones, *organisation.emails, *pages))
    if len({look_of(view, claim) for _, claim in marked}) == 1:
        return DeskMarks((*marked, *links), ())
    return DeskMarks((), links)


def _labelled(claims: Iterable[Claim]) -> tuple[Labelled, ...]:
    return tuple((getattr(claim, "use", ""), claim) for claim in claims)


def is_own(page: WebPage | Tracking, organisation: Organisation) -> bool:
    """Return whether a link leads to the organisation's own site: it vouches for itself."""
    site = organisation.website or (page.source if page.evidence == "official" else None)
    return site is not None and is_same_site(page.link, site)


def is_same_site(one: str, other: str) -> bool:
    """Return whether two addresses are on one site, or one of them on a part of the other's."""
    hosts = [host_of(url) for url in (one, other)]
    short, long = sorted(hosts, key=len)
    return short == long or long.endswith(f".{short}")


def name_of(view: View, url: str, organisation: Organisation | None = None) -> str:
    """Return what a document is called: by its name, by whose page it is, or by its host."""
    if document := view.knowledge.document_at(url):
        return document.name
    home = organisation and organisation.website
    is_its_own = home and _is_part(url, home, view.knowledge)
    owner = organisation if is_its_own else view.knowledge.once(_owners)(url)
    return view.words["own_page"].format(name=owner.name) if owner else host_of(url)


def _owners(knowledge: Knowledge) -> Callable[[str], Organisation | None]:
    """Return what finds whose page an address is; each is looked for once."""
    owned = knowledge.addresses.owned
    homes: dict[str, list[tuple[Organisation, str]]] = defaultdict(list)
    for _, org in knowledge.each(Organisation):
        if org.website:
            homes[owned(host_of(org.website))].append((org, org.website))

    def owner(url: str) -> Organisation | None:
        near = homes.get(owned(host_of(url)), ())
        return next((org for org, home in near if _is_part(url, home, knowledge)), None)

    return cache(owner)


def _is_part(url: str, home: str, knowledge: Knowledge) -> bool:
    """Return whether a page belongs to a home page, which can be a folder on a shared site.

    The site of a state is none of the offices that have theirs below it.
    """
    folder, first = (urlsplit(at).path.strip("/").split("/")[0] for at in (home, url))
    owner, other = (knowledge.addresses.owned(host_of(at)) for at in (home, url))
    return is_same_site(url, home) and owner == other and folder in {"", first}
