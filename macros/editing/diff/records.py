"""What happened to one part of a record, as a sentence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from macros.editing.diff.change import Change, Kind, Subject
from macros.editing.diff.fields import clauses_of, some_of
from macros.editing.diff.items import Item, Items, Key, children, flat, identity_of, items_of
from macros.editing.markdown import clipped
from macros.model import (
    COUNTRY_NAMES,
    Claim,
    Guidance,
    InterfaceWords,
    Model,
    Organisation,
    Page,
    Phone,
    RuleException,
    Withdrawn,
    host_of,
)

# What the kinds of parts are called: one, several.
_NOUNS = {
    "Phone": ("number", "numbers"),
    "Email": ("e-mail address", "e-mail addresses"),
    "WebPage": ("page", "pages"),
    "Tracking": ("tracking page", "tracking pages"),
    "Organisation": ("tracker", "trackers"),
    "Operator": ("operator", "operators"),
    "Desk": ("desk", "desks"),
    "Guidance": ("piece of guidance", "pieces of guidance"),
    "Withdrawn": ("withdrawn number", "withdrawn numbers"),
    "Fact": ("fact", "facts"),
    "Label": ("label", "labels"),
    "LabelName": ("name", "names"),
    "Status": ("status", "statuses"),
    "NumberFormat": ("number format", "number formats"),
    "ServiceLetter": ("service letter", "service letters"),
    "RuleException": ("exception", "exceptions"),
}
_DIAL = {
    "anywhere": "dial from anywhere",
    "country": "dial from inside {}",
    "landline": "dial from a landline inside {}",
}


def comparison(subject: Subject, old: Item, new: Item, rewritten: bool) -> Iterator[Change]:
    """Yield what happened to one part of a record, as one change."""
    if isinstance(old.part, Phone) and isinstance(new.part, Withdrawn):
        what = f"{_label(old.part)} was withdrawn: {_reason(new.part)}"
        yield subject.change("withdrawn", what)
    elif isinstance(old.part, Withdrawn) and isinstance(new.part, Phone):
        what = ", ".join([_label(new.part), *_traits(new.part, subject.country)])
        why = _reason(old.part)
        yield subject.change("added", f"Again a number to call: {what}. It was withdrawn: {why}")
    elif clauses := [*clauses_of(old, new), *_moved(old, new), *_text(old, new, rewritten)]:
        kind: Kind = "rechecked" if _is_only_checked(old.part, new.part) else "corrected"
        about = subject.page if isinstance(new.part, Page) else _about(old, new)
        what = "; ".join(clauses)
        yield subject.change(kind, f"{about}: {what}" if about else what[:1].upper() + what[1:])


def addition(subject: Subject, item: Item) -> Change:
    """Return that a part is new; with an organisation come its contacts."""
    if isinstance(item.part, Withdrawn):
        what = f"{_label(item.part)} is now on the list of numbers not to call"
        return subject.change("withdrawn", f"{what}: {_reason(item.part)}")
    named = naming(subject, item)
    return subject.change(
        "added", ", ".join([f"New {named}", *_traits(item.part, subject.country)])
    )


def content_of(subject: Subject, record: Model) -> str:
    """Return what is in a file that is new or gone, in a few words."""
    if isinstance(record, Page):
        return f"the page {subject.page} (“{clipped(record.title)}”)"
    if isinstance(record, InterfaceWords):
        return _count(len(flat(record)), ("word", "words"))
    if isinstance(record, Claim):
        return ", ".join(["this record", *_traits(record, subject.country)])
    parts = (item.part for item in items_of(record, None, {}).values() if item.key)
    return _counted(part for part in parts if not isinstance(part, Organisation)) or "this file"


def naming(subject: Subject, item: Item) -> str:
    """Return what a part is: its kind and name, and what it has or whose it is."""
    name = f"{_noun(item.part)} {_label(item.part)}"
    if isinstance(item.part, Organisation):
        contacts = _counted(children(item.part))
        return f"{name} with {contacts}" if contacts else name
    details = (getattr(item.part, field, None) for field in ("value", "title", "use"))
    detail = next((text for text in details if text and not isinstance(item.part, Phone)), None)
    whose = f" of {clipped(item.owner)}" if item.owner and subject.several else ""
    return f"{name}{f' (“{clipped(detail)}”)' if detail else ''}{whose}"


def _noun(part: Model) -> str:
    return _NOUNS.get(type(part).__name__, ("record", ""))[0]


def _counted(parts: Iterable[Model]) -> str:
    """Return how many there are of each kind, such as “3 numbers, 1 page”."""
    times = Counter(_NOUNS.get(type(part).__name__, ("record", "records")) for part in parts)
    return ", ".join(_count(n, nouns) for nouns, n in times.items())


def _count(number: int, nouns: tuple[str, str]) -> str:
    return f"{number} {nouns[number != 1]}"


def _label(part: Model) -> str:
    """Return the words by which a reader knows a part."""
    if isinstance(part, Phone | Withdrawn):
        is_chat = isinstance(part, Phone) and part.via == "whatsapp"
        return f"{'WhatsApp ' if is_chat else ''}{clipped(part.number)}"
    if isinstance(part, Guidance | Organisation):
        return f"“{clipped(str(identity_of(part, None)))}”"
    if isinstance(part, RuleException):
        return f"to {clipped(part.rule)} in {clipped(part.file)}"
    return clipped(str(identity_of(part, None)))


def _about(old: Item, new: Item) -> str:
    """Return what a change is about: the part's name, or its use when the name changed."""
    if not new.key:
        return ""
    if old.identity == new.identity:
        return _label(new.part)
    return clipped(getattr(new.part, "use", "") or _noun(new.part))


def _traits(part: Model, country: str | None) -> list[str]:
    """Return how sure a claim is, who says so, when that was checked, and who can dial it."""
    if not isinstance(part, Claim):
        return []
    dial = _DIAL[part.dial_from] if isinstance(part, Phone) else ""
    traits = (
        part.evidence,
        clipped(host_of(part.source or "")),
        dial.format(COUNTRY_NAMES.get(country or "", "its country")),
        f"checked {part.checked}" if part.checked else "",
    )
    return [trait for trait in traits if trait]


def _reason(withdrawn: Withdrawn) -> str:
    return clipped(withdrawn.reason)


def _is_only_checked(old: Model, new: Model) -> bool:
    """Return whether nothing happened but that somebody looked at the source again."""
    if not (isinstance(old, Claim) and isinstance(new, Claim) and new.checked):
        return False
    dates = {"checked": new.checked, "as_of": new.as_of}
    is_later = old.checked is None or old.checked < new.checked
    return is_later and old.model_copy(update=dates) == new


def _moved(old: Item, new: Item) -> Iterator[str]:
    if old.parent != new.parent:
        now, was = (f"under “{clipped(i.owner)}”" if i.owner else "by itself" for i in (new, old))
        yield f"now stands {now} (was {was})"


def _text(old: Item, new: Item, rewritten: bool) -> Iterator[str]:
    """Yield whether the text of a page changed, which the macros that it calls belong to."""
    is_page = isinstance(old.part, Page) and isinstance(new.part, Page)
    if is_page and (rewritten or any(_differ(old.part, new.part, n) for n in ("calls", "body"))):
        yield "text changed"


def _differ(old: Model, new: Model, field: str) -> bool:
    return getattr(old, field, None) != getattr(new, field, None)


def reordering(subject: Subject, before: Items, after: Items) -> Iterator[Change]:
    """Yield each list whose items stand in another order: the best come first."""
    orders: defaultdict[Key, list[list[Item]]] = defaultdict(lambda: [[], []])
    for side, items, others in ((0, before, after), (1, after, before)):
        for key in items:
            if key in others:
                orders[items[key].siblings][side].append(items[key])
    for old, new in orders.values():
        if [item.key for item in old] != [item.key for item in new]:
            kinds = _NOUNS.get(type(new[0].part).__name__, ("", "records"))[1]
            whose = f" of {clipped(new[0].owner)}" if new[0].owner and subject.several else ""
            now = some_of([_label(item.part) for item in new])
            yield subject.change(
                "corrected", f"The order of the {kinds}{whose} changed, now: {now}"
            )
