"""What is packed for the search, as the browser reads it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def unpacked(packed: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    """Return the numbers of each term, by the letter of a page."""
    found: dict[str, dict[str, int]] = {}
    much, term = iter(packed["much"]), ""
    for line, of in zip(packed["terms"].split("\n"), packed["of"].split("\n"), strict=True):
        term = term[: int(line[0])] + line[1:]
        found[term] = {page: ord(next(much)) - ord("h") for page in of}
    return found
