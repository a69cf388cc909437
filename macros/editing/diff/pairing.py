"""Which parts belong together although they changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from difflib import get_close_matches

from macros.editing.diff.items import Item, Items, Key
from macros.editing.markdown import LONG
from macros.model import (
    Guidance,
    Phone,
    Withdrawn,
)

# Up to how many texts are compared with each other, which takes long.
_GUESSES = 100


def partners(before: Items, after: Items) -> dict[Key, Key]:
    """Return, for parts that are new, the key of what probably stood there in their subject."""
    found: dict[Key, Key] = {}
    gone = [item for key, item in before.items() if key not in after]
    come = [item for key, item in after.items() if key not in before]
    for pairs_of in (_by_number, _by_purpose, _by_wording):
        found |= pairs_of(gone, come)
        taken = set(found.values())
        gone = [item for item in gone if item.key not in taken]
        come = [item for item in come if item.key not in found]
    return found


def _by_number(gone: Iterable[Item], come: Iterable[Item]) -> dict[Key, Key]:
    """Pair numbers that were withdrawn, given back, or moved to another desk."""
    return _paired(_only(gone, _digits), _only(come, _digits))


def _by_purpose(gone: Iterable[Item], come: Iterable[Item]) -> dict[Key, Key]:
    """Pair the contacts of one organisation that have the same use, and its tracking pages."""
    return _paired(_only(gone, _purpose), _only(come, _purpose))


def _by_wording(gone: Iterable[Item], come: Iterable[Item]) -> dict[Key, Key]:
    """Pair guidance whose words are alike."""
    old = {_start(item): item.key for item in gone if isinstance(item.part, Guidance)}
    new = {_start(item): item.key for item in come if isinstance(item.part, Guidance)}
    found: dict[Key, Key] = {}
    if len(old) * len(new) <= _GUESSES:
        for text, key in new.items():
            for like in get_close_matches(text, old, n=1):
                found[key] = old.pop(like)
    return found


def _digits(item: Item) -> Hashable:
    """Return the number itself, be it one to call or one that is withdrawn."""
    if isinstance(item.part, Withdrawn):
        return item.identity
    number: Hashable = next(iter(item.identity)) if isinstance(item.identity, tuple) else None
    return number if isinstance(item.part, Phone) else None


def _purpose(item: Item) -> Hashable:
    return (item.siblings, getattr(item.part, "use", "")) if item.owner else None


def _start(item: Item) -> str:
    """Return the beginning of what guidance says: comparing long texts takes long."""
    return str(item.identity)[:LONG]


def _only(items: Iterable[Item], sign: Callable[[Item], Hashable]) -> dict[Hashable, Item]:
    """Return by its sign each item that is the only one with that sign."""
    found: defaultdict[Hashable, list[Item]] = defaultdict(list)
    for item in items:
        found[sign(item)].append(item)
    return {key: same[0] for key, same in found.items() if key is not None and len(same) == 1}


def _paired(gone: Mapping[Hashable, Item], come: Mapping[Hashable, Item]) -> dict[Key, Key]:
    return {item.key: gone[sign].key for sign, item in come.items() if sign in gone}
