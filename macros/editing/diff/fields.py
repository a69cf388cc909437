"""What happened to one field, as the end of a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from macros.editing.diff.items import Item, fields_of, listed
from macros.editing.markdown import LONG, clipped
from macros.model import (
    Days,
    Model,
    OpeningHours,
    Pattern,
    Text,
    in_words,
)

# How many words stand around a difference, and how many items of a list are shown.
_AROUND, _SOME = 4, 5
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
    "opening_hours": "hours",
    "printed": "number as printed",
    "same": "words that mean the same",
    "silent": "words that say nothing",
    "quoted_by": "document that quotes it",
    "rests_on": "facts that it rests on",
    "says": "wording",
    "service_class": "class",
    "tells": "what it tells",
    "via": "way to reach it",
    "wanted": "what we look for",
    "where": "subject",
}
_SEVERAL = {"opening_hours", "days"}
_UNQUOTED = {"number", "full", "printed", "address", "letter", "code"}
# How hours are said; days and times are CLDR's.
_HOURS = {
    "always": "at any time",
    "holidays": "public holidays {times}",
    "holidays_off": "closed on public holidays",
}


def clauses_of(old: Item, new: Item) -> Iterator[str]:
    """Yield what happened to each field of a part; the parts below it speak for themselves."""
    for name in fields_of(new.part):
        before, after = getattr(old.part, name), getattr(new.part, name)
        if before != after and not any(
            isinstance(item, Model) for item in (*listed(before), *listed(after))
        ):
            same = name == "number" and old.identity == new.identity
            field = _FIELDS.get(name, name.replace("_", " "))
            clause = clause_of("spelling" if same else field, name, before, after)
            yield _checked(before, after) if name == "checked" else clause


def clause_of(field: str, name: str, old: object, new: object) -> str:
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
    old, new = _members(old), _members(new)
    before, after = set(old), set(new)
    come = [_shown("", item) for item in new if item not in before]
    gone = [_shown("", item) for item in old if item not in after]
    said = [f"added {some_of(come)}"] * bool(come) + [f"taken out {some_of(gone)}"] * bool(gone)
    return ", ".join(said) or f"the order changed, now {some_of([_shown('', i) for i in new])}"


def _members(items: Sequence[object]) -> Sequence[object]:
    """Return the items; of groups, each member with the first one that names its group."""
    return [
        member
        for item in items
        for member in (
            [f"“{m}” like “{item[0]}”" for m in item] if isinstance(item, tuple) else [item]
        )
    ]


def some_of(items: Sequence[str]) -> str:
    """Return the first few items, and how many more there are."""
    more = f" and {len(items) - _SOME} more" if len(items) > _SOME else ""
    return ", ".join(items[:_SOME]) + more


def _shown(name: str, value: object) -> str:
    return _quoted(name, value, clipped(_plain(value)))


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
    if isinstance(value, OpeningHours):
        return in_words(value, "en", _HOURS)
    return str(value)


def _difference(old: str, new: str) -> tuple[str, str]:
    """Return two texts, or of long ones the words around the subject where they differ."""
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
    middle = clipped(" ".join(words[start:end]))
    return f"{'… ' * (start > 0)}{middle}{' …' * (end < len(words))}"
