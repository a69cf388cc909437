"""What a record is made of, each part with a name that stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass

from macros.model import (
    InterfaceWords,
    Model,
    Organisation,
    Page,
    Phone,
    RuleException,
    Withdrawn,
    phones,
)

Key = tuple[Hashable, ...]


@dataclass(frozen=True)
class Item:
    """A part of a record that is compared as a whole: a desk, a number, a fact, …

    `identity` says what it is, whatever else about it changes; `key` is the way to it.
    """

    part: Model
    identity: Hashable
    key: Key = ()
    parent: Key = ()
    owner: str = ""

    @property
    def siblings(self) -> Key:
        """Return what the item has in common with the others of its list."""
        return (*self.parent, type(self.part))


Items = dict[Key, Item]


def items_of(record: Model, country: str | None, old_names: Mapping[str, str]) -> Items:
    """Return the parts of a record by key, itself first; `old_names` of desks make their keys."""
    root = Item(record, "")
    return {(): root} | {item.key: item for item in _below(root, country, old_names)}


def _below(item: Item, country: str | None, old_names: Mapping[str, str]) -> Iterator[Item]:
    times: Counter[Key] = Counter()
    owner = item.part.name if isinstance(item.part, Organisation) else ""
    for part in children(item.part):
        identity = identity_of(part, country)
        if isinstance(part, Organisation):
            identity = old_names.get(part.name, identity)
        same = (type(part), identity)
        times[same] += 1
        child = Item(part, identity, (*item.key, *same, times[same]), item.key, owner)
        yield child
        yield from _below(child, country, old_names)


def children(part: Model) -> Iterator[Model]:
    """Yield the parts of a part; the macros that a page calls belong to its text."""
    if not isinstance(part, Page):
        for name in fields_of(part):
            yield from (child for child in listed(getattr(part, name)) if isinstance(child, Model))


def fields_of(part: Model) -> list[str]:
    """Return the names of a part's fields, its own before those of every claim or country.

    The text of a page is none of them: that it changed is said at the end.
    """
    general = getattr(type(part).__bases__[0], "model_fields", {})
    names = (n for n in type(part).model_fields if not (isinstance(part, Page) and n == "body"))
    return sorted(names, key=lambda name: name in general)


def listed(value: object) -> tuple[object, ...]:
    """Return the items of a list, and nothing for what is none."""
    return value if isinstance(value, tuple) else ()


def identity_of(part: Model, country: str | None) -> Hashable:
    """Return what a part is, whatever else about it changes."""
    if isinstance(part, Phone):
        return phones.canonical(part.number, country), part.via
    if isinstance(part, Withdrawn):
        return phones.canonical(part.full or part.number, country)
    if isinstance(part, RuleException):
        return part.rule, part.file, part.where
    names = ("id", "link", "address", "letter", "name", "says")
    return next((str(getattr(part, n)) for n in names if hasattr(part, n)), repr(part))


def former_names(old: Model, new: Model, country: str | None) -> dict[str, str]:
    """Return the old names of organisations that were renamed and kept half their contacts."""
    before, after = _contacts(old, country), _contacts(new, country)
    owners = {c: name for name in before if name not in after for c in before[name]}
    found: dict[str, str] = {}
    for name in (name for name in after if name not in before):
        votes = Counter(owners[contact] for contact in sorted(after[name]) if contact in owners)
        for old_name, shared in votes.most_common(1):
            if 2 * shared >= max(len(before[old_name]), len(after[name])):
                found.setdefault(old_name, name)
    return {new_name: old_name for old_name, new_name in found.items()}


def _contacts(record: Model, country: str | None) -> dict[str, set[str]]:
    """Return everything through which each organisation can be reached."""
    return {
        part.name: {str(identity_of(child, country)) for child in children(part)}
        | ({str(part.website)} if part.website else set())
        for part in children(record)
        if isinstance(part, Organisation)
    }


def flat(record: InterfaceWords) -> dict[str, object]:
    """Return words by the way to them, such as `stages.flight`."""
    found: dict[str, object] = {}
    for key, word in record.words.model_dump(by_alias=True).items():
        inner = word.items() if isinstance(word, dict) else ()
        found.update({f"{key}.{name}": text for name, text in inner} or {key: word})
    return found
