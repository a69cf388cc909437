"""What a change did to the data, in words for somebody who reviews it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from itertools import takewhile
from pathlib import Path, PurePosixPath
from typing import Literal, get_args
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from macros import phones
from macros.model import (
    COUNTRY_NAMES,
    Carrier,
    Claim,
    Days,
    Guidance,
    InterfaceWords,
    Knowledge,
    Model,
    Organisation,
    Page,
    Pattern,
    Phone,
    Text,
    Waiver,
    Withdrawn,
    understand,
)

Kind = Literal["corrected", "added", "withdrawn", "rechecked", "removed", "not compared"]

# GitHub refuses a comment of more than 65,536 characters.
MAX_CHARACTERS = 60_000

# A text up to this long is shown whole; of a longer one, the words that differ.
LONG = 200

# How many words stand around a difference, how many items of a list are shown, and up to how
# many texts are compared with each other (which takes long).
_AROUND, _SOME, _GUESSES = 4, 5, 100


@dataclass(frozen=True)
class Change:
    """One thing that a change did: in which file, about what, and in a sentence of plain text."""

    file: str
    topic: str
    kind: Kind
    sentence: str


def between(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> list[Change]:
    """Return what differs between two states of the project's files, given as bytes by path."""
    old, new = understand(before), understand(after)
    edited = {file for file in before if file in after and _lf(before[file]) != _lf(after[file])}
    unsaid = {file for file in edited if old.records.get(file) == new.records.get(file)}
    prose = {file for file in edited if _prose(before[file]) != _prose(after[file])}
    return changes(old, new, unsaid | prose)


def _lf(raw: bytes) -> bytes:
    """Return bytes without the line ends that git makes on Windows."""
    return raw.replace(b"\r\n", b"\n")


def _prose(page: bytes) -> bytes:
    """Return what follows the front matter of a page."""
    return re.split(rb"\n(?:---|\.\.\.)", _lf(page), maxsplit=1)[-1]


def changes(before: Knowledge, after: Knowledge, rewritten: Collection[str] = ()) -> list[Change]:
    """Return what differs between two states of the records, file by file.

    `rewritten` names the pages whose text differs, which no record holds. A file that could
    not be read on one of the sides is named as one that could not be compared.
    """
    sides = (before, after)
    read = {file for side in sides for file in (*side.documents, *side.records)}
    refused = {problem.file for side in sides for problem in side.problems}
    return [
        change
        for file in sorted(read | refused)
        for change in _in_file(file, before, after, file in rewritten)
    ]


def _in_file(file: str, before: Knowledge, after: Knowledge, rewritten: bool) -> Iterator[Change]:
    sides = {"before": before, "now": after}
    unread = [when for when, side in sides.items() if _is_unread(file, side)]
    old, new = before.records.get(file), after.records.get(file)
    place = _place(file, new or old)
    if unread:
        what = f"{file} could not be compared: it cannot be read ({' and '.join(unread)})"
        yield place.change("not compared", what)
    elif old and new:
        yield from _in_record(place, old, new, rewritten)
    elif new:
        yield place.change("added", f"New: {_content(place, new)}")
    elif old:
        yield place.change("removed", f"Removed: {_content(place, old)}")


def _is_unread(file: str, side: Knowledge) -> bool:
    is_there = file in side.documents or any(problem.file == file for problem in side.problems)
    return is_there and file not in side.records


# --- Where a change is -----------------------------------------------------------------------


@dataclass(frozen=True)
class _Place:
    """The file that is compared, its topic, its country, and whether it has several desks."""

    file: str
    topic: str
    country: str | None = None
    several: bool = False

    @property
    def page(self) -> str:
        """Return the page's path below `docs/`."""
        return self.file.removeprefix("docs/").removesuffix(".md")

    def change(self, kind: Kind, sentence: str) -> Change:
        """Return a change here; what is invisible in its texts is made visible."""
        text = _visible(sentence)
        end = "" if text.rstrip("”").endswith((".", "!", "?")) else "."
        return Change(self.file, _visible(self.topic), kind, text + end)


def _place(file: str, record: Model | None) -> _Place:
    folder, stem = PurePosixPath(file).parent.name, PurePosixPath(file).stem
    if file.startswith("docs/"):
        return _Place(file, "Pages")
    if folder in {"post-offices", "customs"}:
        code = stem.upper() if stem.upper() in COUNTRY_NAMES else None
        desk = "post" if folder == "post-offices" else "customs"
        return _Place(file, f"{COUNTRY_NAMES.get(code or '', stem)} · {desk}", code)
    if folder == "carriers":
        name = record.name if isinstance(record, Carrier) else stem
        return _Place(file, f"Service: {_clipped(name)}")
    if folder == "words":
        return _Place(file, f"The interface’s words ({stem})")
    return _Place(file, stem.replace("-", " ").capitalize())


# --- What a record is made of ----------------------------------------------------------------

_Key = tuple[Hashable, ...]


@dataclass(frozen=True)
class _Item:
    """A part of a record that is compared as a whole: a desk, a number, a fact, …

    `identity` says what it is, whatever else about it changes; `key` is the way to it.
    """

    part: Model
    identity: Hashable
    key: _Key = ()
    parent: _Key = ()
    owner: str = ""

    @property
    def siblings(self) -> _Key:
        """Return what the item has in common with the others of its list."""
        return (*self.parent, type(self.part))


_Items = dict[_Key, _Item]


def _items(record: Model, country: str | None, old_names: Mapping[str, str]) -> _Items:
    """Return the parts of a record by key, itself first; `old_names` of desks make their keys."""
    root = _Item(record, "")
    return {(): root} | {item.key: item for item in _below(root, country, old_names)}


def _below(item: _Item, country: str | None, old_names: Mapping[str, str]) -> Iterator[_Item]:
    times: Counter[_Key] = Counter()
    owner = item.part.name if isinstance(item.part, Organisation) else ""
    for part in _children(item.part):
        identity = _identity(part, country)
        if isinstance(part, Organisation):
            identity = old_names.get(part.name, identity)
        same = (type(part), identity)
        times[same] += 1
        child = _Item(part, identity, (*item.key, *same, times[same]), item.key, owner)
        yield child
        yield from _below(child, country, old_names)


def _children(part: Model) -> Iterator[Model]:
    """Yield the parts of a part; the macros that a page calls belong to its text."""
    if not isinstance(part, Page):
        for name in _fields(part):
            yield from (child for child in _listed(getattr(part, name)) if isinstance(child, Model))


def _fields(part: Model) -> list[str]:
    """Return the names of a part's fields, its own before those of every claim or country."""
    general = getattr(type(part).__bases__[0], "model_fields", {})
    return sorted(type(part).model_fields, key=lambda name: name in general)


def _listed(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else ()


def _identity(part: Model, country: str | None) -> Hashable:
    """Return what a part is, whatever else about it changes."""
    if isinstance(part, Phone):
        return phones.canonical(part.number, country), part.via
    if isinstance(part, Withdrawn):
        return phones.canonical(part.full or part.number, country)
    if isinstance(part, Waiver):
        return part.rule, part.file, part.where
    names = ("id", "link", "address", "letter", "name", "says")
    return next((str(getattr(part, n)) for n in names if hasattr(part, n)), repr(part))


def _old_names(old: Model, new: Model, country: str | None) -> dict[str, str]:
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
        part.name: {str(_identity(child, country)) for child in _children(part)}
        | ({str(part.website)} if part.website else set())
        for part in _children(record)
        if isinstance(part, Organisation)
    }


# --- Two states of one record ----------------------------------------------------------------


def _in_record(place: _Place, old: Model, new: Model, rewritten: bool) -> Iterator[Change]:
    if old == new and not (rewritten and isinstance(new, Page)):
        return
    if isinstance(old, InterfaceWords) and isinstance(new, InterfaceWords):
        yield from _in_words(place, old, new)
        return
    before = _items(old, place.country, {})
    after = _items(new, place.country, _old_names(old, new, place.country))
    desks = [item for item in after.values() if isinstance(item.part, Organisation)]
    place = replace(place, several=len(desks) > 1)
    pairs = {key: key for key in after if key in before} | _partners(before, after)
    for key, item in after.items():
        if key in pairs:
            yield from _compared(place, before[pairs[key]], item, rewritten)
        elif item.parent in pairs:
            yield _added(place, item)
    kept = set(pairs.values())
    for key, item in before.items():
        if key not in kept and item.parent in kept:
            yield place.change("removed", f"Removed: {_named(place, item)}")
    yield from _reordered(place, before, after)


def _in_words(place: _Place, old: InterfaceWords, new: InterfaceWords) -> Iterator[Change]:
    before, after = _flat(old.words), _flat(new.words)
    for key in before | after:
        was, now = before.get(key), after.get(key)
        kind: Kind = "added" if was is None else "removed" if now is None else "corrected"
        if was != now:
            yield place.change(kind, _clause(_clipped(key), "", was, now))


def _flat(words: Mapping[str, object]) -> dict[str, object]:
    """Return words by the way to them, such as `stages.flight`."""
    found: dict[str, object] = {}
    for key, word in words.items():
        inner = word.items() if isinstance(word, dict) else ()
        found.update({f"{key}.{name}": text for name, text in inner} or {key: word})
    return found


# --- What belongs together although it changed ------------------------------------------------


def _partners(before: _Items, after: _Items) -> dict[_Key, _Key]:
    """Return, for parts that are new, the key of what probably stood there in their place."""
    found: dict[_Key, _Key] = {}
    gone = [item for key, item in before.items() if key not in after]
    come = [item for key, item in after.items() if key not in before]
    for pairs_of in (_by_number, _by_purpose, _by_wording):
        found |= pairs_of(gone, come)
        taken = set(found.values())
        gone = [item for item in gone if item.key not in taken]
        come = [item for item in come if item.key not in found]
    return found


def _by_number(gone: Iterable[_Item], come: Iterable[_Item]) -> dict[_Key, _Key]:
    """Pair numbers that were withdrawn, given back, or moved to another desk."""
    return _paired(_only(gone, _digits), _only(come, _digits))


def _by_purpose(gone: Iterable[_Item], come: Iterable[_Item]) -> dict[_Key, _Key]:
    """Pair the contacts of one organisation that have the same use, and its tracking pages."""
    return _paired(_only(gone, _purpose), _only(come, _purpose))


def _by_wording(gone: Iterable[_Item], come: Iterable[_Item]) -> dict[_Key, _Key]:
    """Pair guidance whose words are alike."""
    old = {_start(item): item.key for item in gone if isinstance(item.part, Guidance)}
    new = {_start(item): item.key for item in come if isinstance(item.part, Guidance)}
    found: dict[_Key, _Key] = {}
    if len(old) * len(new) <= _GUESSES:
        for text, key in new.items():
            for like in get_close_matches(text, old, n=1):
                found[key] = old.pop(like)
    return found


def _digits(item: _Item) -> Hashable:
    """Return the number itself, be it one to call or one that is withdrawn."""
    if isinstance(item.part, Withdrawn):
        return item.identity
    number: Hashable = next(iter(item.identity)) if isinstance(item.identity, tuple) else None
    return number if isinstance(item.part, Phone) else None


def _purpose(item: _Item) -> Hashable:
    return (item.siblings, getattr(item.part, "use", "")) if item.owner else None


def _start(item: _Item) -> str:
    """Return the beginning of what guidance says: comparing long texts takes long."""
    return str(item.identity)[:LONG]


def _only(items: Iterable[_Item], sign: Callable[[_Item], Hashable]) -> dict[Hashable, _Item]:
    """Return by its sign each item that is the only one with that sign."""
    found: defaultdict[Hashable, list[_Item]] = defaultdict(list)
    for item in items:
        found[sign(item)].append(item)
    return {key: same[0] for key, same in found.items() if key is not None and len(same) == 1}


def _paired(gone: Mapping[Hashable, _Item], come: Mapping[Hashable, _Item]) -> dict[_Key, _Key]:
    return {item.key: gone[sign].key for sign, item in come.items() if sign in gone}


# --- Sentences -------------------------------------------------------------------------------

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
    "Status": ("status", "statuses"),
    "NumberFormat": ("number format", "number formats"),
    "ServiceLetter": ("service letter", "service letters"),
    "Waiver": ("exception", "exceptions"),
}

# What fields are called, where their name alone would not do.
_FIELDS = {
    "about": "topic",
    "applies_to": "countries",
    "as_of": "date of the source",
    "asked_as": "questions",
    "dial_from": "where it can be dialled from",
    "do": "what to do",
    "means": "meaning",
    "not_https": "reason for http",
    "printed": "number as printed",
    "quoted_by": "document that quotes it",
    "rests_on": "facts that it rests on",
    "says": "wording",
    "service_class": "class",
    "tells": "what it tells",
    "via": "way to reach it",
    "wanted": "what we look for",
    "where": "place",
}
_SEVERAL = {"hours", "days"}
_UNQUOTED = {"number", "full", "printed", "hours", "address", "letter", "code"}

_DIAL = {
    "anywhere": "dial from anywhere",
    "country": "dial from inside {}",
    "landline": "dial from a landline inside {}",
}


def _compared(place: _Place, old: _Item, new: _Item, rewritten: bool) -> Iterator[Change]:
    """Yield what happened to one part of a record, as one change."""
    if isinstance(old.part, Phone) and isinstance(new.part, Withdrawn):
        what = f"{_label(old.part)} was withdrawn: {_reason(new.part)}"
        yield place.change("withdrawn", what)
    elif isinstance(old.part, Withdrawn) and isinstance(new.part, Phone):
        what = ", ".join([_label(new.part), *_traits(new.part, place.country)])
        why = _reason(old.part)
        yield place.change("added", f"Again a number to call: {what}. It was withdrawn: {why}")
    elif clauses := [*_clauses(old, new), *_moved(old, new), *_text(old, new, rewritten)]:
        kind: Kind = "rechecked" if _is_only_checked(old.part, new.part) else "corrected"
        about = place.page if isinstance(new.part, Page) else _about(old, new)
        what = "; ".join(clauses)
        yield place.change(kind, f"{about}: {what}" if about else what[:1].upper() + what[1:])


def _added(place: _Place, item: _Item) -> Change:
    """Return that a part is new; with an organisation come its contacts."""
    if isinstance(item.part, Withdrawn):
        what = f"{_label(item.part)} is now on the list of numbers not to call"
        return place.change("withdrawn", f"{what}: {_reason(item.part)}")
    named = _named(place, item)
    return place.change("added", ", ".join([f"New {named}", *_traits(item.part, place.country)]))


def _content(place: _Place, record: Model) -> str:
    """Return what is in a file that is new or gone, in a few words."""
    if isinstance(record, Page):
        return f"the page {place.page} (“{_clipped(record.title)}”)"
    if isinstance(record, InterfaceWords):
        return _count(len(_flat(record.words)), ("word", "words"))
    if isinstance(record, Claim):
        return ", ".join(["this record", *_traits(record, place.country)])
    parts = (item.part for item in _items(record, None, {}).values() if item.key)
    return _counted(part for part in parts if not isinstance(part, Organisation)) or "this file"


def _named(place: _Place, item: _Item) -> str:
    """Return what a part is: its kind and name, and what it has or whose it is."""
    name = f"{_noun(item.part)} {_label(item.part)}"
    if isinstance(item.part, Organisation):
        contacts = _counted(_children(item.part))
        return f"{name} with {contacts}" if contacts else name
    details = (getattr(item.part, field, None) for field in ("value", "title", "use"))
    detail = next((text for text in details if text and not isinstance(item.part, Phone)), None)
    whose = f" of {_clipped(item.owner)}" if item.owner and place.several else ""
    return f"{name}{f' (“{_clipped(detail)}”)' if detail else ''}{whose}"


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
        return f"{'WhatsApp ' if is_chat else ''}{_clipped(part.number)}"
    if isinstance(part, Guidance | Organisation):
        return f"“{_clipped(str(_identity(part, None)))}”"
    if isinstance(part, Waiver):
        return f"to {_clipped(part.rule)} in {_clipped(part.file)}"
    return _clipped(str(_identity(part, None)))


def _about(old: _Item, new: _Item) -> str:
    """Return what a change is about: the part's name, or its use when the name changed."""
    if not new.key:
        return ""
    if old.identity == new.identity:
        return _label(new.part)
    return _clipped(getattr(new.part, "use", "") or _noun(new.part))


def _traits(part: Model, country: str | None) -> list[str]:
    """Return how sure a claim is, who says so, when that was checked, and who can dial it."""
    if not isinstance(part, Claim):
        return []
    dial = _DIAL[part.dial_from] if isinstance(part, Phone) else ""
    traits = (
        part.evidence,
        _host(part.source or ""),
        dial.format(COUNTRY_NAMES.get(country or "", "its country")),
        f"checked {part.checked}" if part.checked else "",
    )
    return [trait for trait in traits if trait]


def _host(url: str) -> str:
    """Return the host name of an address, or what there is of one that is none."""
    try:
        return _clipped((urlsplit(url).hostname or url).removeprefix("www."))
    except ValueError:
        return _clipped(url)


def _reason(withdrawn: Withdrawn) -> str:
    return _clipped(withdrawn.reason)


def _is_only_checked(old: Model, new: Model) -> bool:
    """Return whether nothing happened but that somebody looked at the source again."""
    if not (isinstance(old, Claim) and isinstance(new, Claim) and new.checked):
        return False
    dates = {"checked": new.checked, "as_of": new.as_of}
    is_later = old.checked is None or old.checked < new.checked
    return is_later and old.model_copy(update=dates) == new


def _moved(old: _Item, new: _Item) -> Iterator[str]:
    if old.parent != new.parent:
        yield f"now stands under “{_clipped(new.owner)}” (was under “{_clipped(old.owner)}”)"


def _text(old: _Item, new: _Item, rewritten: bool) -> Iterator[str]:
    """Yield whether the text of a page changed, which the macros that it calls belong to."""
    is_page = isinstance(old.part, Page) and isinstance(new.part, Page)
    if is_page and (rewritten or getattr(old.part, "calls", ()) != getattr(new.part, "calls", ())):
        yield "text changed"


def _reordered(place: _Place, before: _Items, after: _Items) -> Iterator[Change]:
    """Yield each list whose items stand in another order: the best come first."""
    orders: defaultdict[_Key, list[list[_Item]]] = defaultdict(lambda: [[], []])
    for side, items, others in ((0, before, after), (1, after, before)):
        for key in items:
            if key in others:
                orders[items[key].siblings][side].append(items[key])
    for old, new in orders.values():
        if [item.key for item in old] != [item.key for item in new]:
            kinds = _NOUNS.get(type(new[0].part).__name__, ("", "records"))[1]
            whose = f" of {_clipped(new[0].owner)}" if new[0].owner and place.several else ""
            now = _some([_label(item.part) for item in new])
            yield place.change("corrected", f"The order of the {kinds}{whose} changed, now: {now}")


# --- Clauses: what happened to one field -----------------------------------------------------


def _clauses(old: _Item, new: _Item) -> Iterator[str]:
    """Yield what happened to each field of a part; the parts below it speak for themselves."""
    for name in _fields(new.part):
        before, after = getattr(old.part, name), getattr(new.part, name)
        if before != after and not any(
            isinstance(item, Model) for item in (*_listed(before), *_listed(after))
        ):
            same = name == "number" and old.identity == new.identity
            field = _FIELDS.get(name, name.replace("_", " "))
            clause = _clause("spelling" if same else field, name, before, after)
            yield _checked(before, after) if name == "checked" else clause


def _clause(field: str, name: str, old: object, new: object) -> str:
    """Return what happened to a field that was `old` and is `new`; None is an absent one.

    `field` is what a reader calls it, `name` what the file does.
    """
    was, is_ = ("were", "are") if name in _SEVERAL else ("was", "is")
    if isinstance(old, tuple) and isinstance(new, tuple):
        return f"{field}: {_list_difference(old, new)}"
    if old is None:
        return f"{field} {was} added: {_shown(name, new)}"
    if new is None:
        return f"{field} {was} taken out ({was} {_shown(name, old)})"
    before, after = _difference(_plain(old), _plain(new))
    return f"{field} {is_} now {_quoted(name, new, after)} ({was} {_quoted(name, old, before)})"


def _checked(old: object, new: object) -> str:
    if new is None:
        return f"no longer marked as checked (was {old})"
    return f"checked {new} (was {old})" if old else f"checked {new} (not checked before)"


def _list_difference(old: Sequence[object], new: Sequence[object]) -> str:
    """Return which items came and went; if none did, that their order changed."""
    before, after = set(old), set(new)
    come = [_shown("", item) for item in new if item not in before]
    gone = [_shown("", item) for item in old if item not in after]
    said = [f"added {_some(come)}"] * bool(come) + [f"taken out {_some(gone)}"] * bool(gone)
    return ", ".join(said) or f"the order changed, now {_some([_shown('', i) for i in new])}"


def _some(items: Sequence[str]) -> str:
    """Return the first few items, and how many more there are."""
    more = f" and {len(items) - _SOME} more" if len(items) > _SOME else ""
    return ", ".join(items[:_SOME]) + more


def _shown(name: str, value: object) -> str:
    return _quoted(name, value, _clipped(_plain(value)))


def _quoted(name: str, value: object, text: str) -> str:
    """Return the text of a value, in quotation marks if it is prose."""
    is_prose = isinstance(value, Text | Pattern) and name not in _UNQUOTED
    return f"“{text}”" if is_prose else text


def _plain(value: object) -> str:
    """Return a value as text."""
    if isinstance(value, Days):
        return f"{value.min} to {value.max}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _difference(old: str, new: str) -> tuple[str, str]:
    """Return two texts, or of long ones the words around the place where they differ."""
    if max(len(old), len(new)) <= LONG:
        return old, new
    a, b = old.split(), new.split()
    head = _agreement(a, b)
    tail = _agreement(a[head:][::-1], b[head:][::-1])
    return _window(a, head, tail), _window(b, head, tail)


def _agreement(a: Sequence[str], b: Sequence[str]) -> int:
    """Return how many words are the same from the beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))


def _window(words: Sequence[str], head: int, tail: int) -> str:
    """Return the words between `head` and `tail` words that are the same, and a few around."""
    start, end = max(0, head - _AROUND), len(words) - max(0, tail - _AROUND)
    middle = _clipped(" ".join(words[start:end]))
    return f"{'… ' * (start > 0)}{middle}{' …' * (end < len(words))}"


def _clipped(text: str) -> str:
    return text if len(text) <= LONG else f"{text[: LONG - 1].rstrip()}…"


# --- Markdown --------------------------------------------------------------------------------

_SHOWN_AS = {"rechecked": "checked again"}

# What is invisible, or changes how the text around it is shown (Unicode general categories).
_INVISIBLE = {"Cc", "Cf", "Cn", "Co", "Cs"}

# Signs that begin Markdown or HTML.
_ESCAPES = {sign: f"\\{sign}" for sign in "\\`*_[]|~$"} | {
    "<": "&lt;",
    ">": "&gt;",
    "&": "&amp;",
}

# What GitHub makes links, mentions and pictures of after the Markdown is read: someone, an
# issue, an address, an emoji. A zero-width space inside keeps it text.
_LIVELY = r"[@#]|:(?=//|[\w+-]+:)|(?i:www)(?=\.)|(?i:\bgh)(?=-\d)"
_APART = "&#8203;"


def in_markdown(found: Sequence[Change]) -> str:
    """Return changes as Markdown for a job summary or a comment, by topic.

    The first line is a comment by which a bot finds what it wrote. No text of a record becomes
    markup, a link or a mention. What makes it longer than MAX_CHARACTERS is only counted.
    """
    return _markdown(found, _fitting(found))


def _fitting(found: Sequence[Change]) -> int:
    """Return how many changes there is room for."""
    room = MAX_CHARACTERS - len(_markdown(found, 0))
    topics: set[str] = set()
    for number, change in enumerate(found):
        if change.topic not in topics:
            room -= len(f"\n### {_inert(change.topic)}\n\n")
            topics.add(change.topic)
        room -= len(f"- {_inert(change.sentence)}\n")
        if room < 0:
            return number
    return len(found)


def _markdown(found: Sequence[Change], shown: int) -> str:
    """Return the heading for all changes and the sentences of the first few."""
    topics: defaultdict[str, list[Change]] = defaultdict(list)
    for change in found[:shown]:
        topics[change.topic].append(change)
    times = Counter(change.kind for change in found)
    unread = times.pop("not compared", 0)
    return _template().render(
        count=times.total(),
        kinds={_SHOWN_AS.get(kind, kind): times[kind] for kind in get_args(Kind) if times[kind]},
        unread=unread,
        topics=topics,
        hidden=len(found) - shown,
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["inert"] = _inert
    return environment.get_template("changes.md.j2")


def _inert(text: str) -> Markup:
    """Return text that is nothing but text in a comment on GitHub."""
    escaped = re.sub(rf"[\\`*_\[\]|~$<>&]|{_LIVELY}", _defused, _visible(text))
    return Markup(re.sub(r"^([-+=]|\d+(?=[.)]))", _not_a_list, escaped))


def _defused(sign: re.Match[str]) -> str:
    return _ESCAPES.get(sign[0], sign[0] + _APART)


def _not_a_list(start: re.Match[str]) -> str:
    return f"{start[0]}{_APART}" if start[0].isdigit() else f"\\{start[0]}"


def _visible(text: str) -> str:
    """Return text on one line; in the place of each invisible character stands its number."""
    line = " ".join(text.split())
    return "".join(
        f"[U+{ord(c):04X}]" if unicodedata.category(c) in _INVISIBLE else c for c in line
    )
