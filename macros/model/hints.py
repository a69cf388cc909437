"""Advice for a word that nobody knows: the nearest one, and those that are known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from macros.model.countries import COUNTRY_NAMES

# A message lists the words that are known up to this many.
MANY = 30
# A word that is longer is no misspelt name; to compare it would take time.
_LONGEST_GUESS = 60


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the one of the `known` words that is most like `word`, if any is like it."""
    if len(word) > _LONGEST_GUESS:
        return None
    by_lower = {name.lower(): name for name in known}
    close = get_close_matches(word.lower(), list(by_lower), n=1, cutoff=0.6)
    return by_lower[close[0]] if close else None


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """Return advice that names the nearest of the `known` words, and all if they are few."""
    if not known:
        return "Leave it out: nothing can stand here."
    close = nearest(word, known)
    hint = f"Did you mean `{close}`? " if close else ""
    if close and len(known) > MANY:
        return hint.strip()
    more = ", …" if len(known) > MANY else ""
    return f"{hint}Known: {', '.join(known[:MANY])}{more}."


def country_hint(given: str) -> str:
    """Return advice for a country written as a name, or a code misspelt."""
    if given.upper() == "UK":
        return "Did you mean `GB`? That is the code of the United Kingdom."
    if given.upper() in COUNTRY_NAMES:
        return f"Write it in capitals: `{given.upper()}`."
    by_name = {name.lower(): code for code, name in COUNTRY_NAMES.items()}
    if name := nearest(given, by_name):
        return f"Did you mean `{by_name[name]}`, {COUNTRY_NAMES[by_name[name]]}?"
    return "Use the two capital letters of ISO 3166-1, such as `ES` for Spain."
