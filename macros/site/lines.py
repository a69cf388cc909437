"""What carriers and trackers print for each status, as one file that the browser loads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from macros.model import Edition, Knowledge
from macros.site.json_file import write_json

# Where it lies, below the root of the edition.
FILE = "statuses/lines.json"


def write(site: Path, edition: Edition) -> None:
    """Write what is printed for each status into the built `site`."""
    write_json(site / FILE, by_status(edition.knowledge))


def by_status(knowledge: Knowledge) -> dict[str, list[list[str]]]:
    """Return lists by status: first the language of its lines, or nothing for codes, then these."""
    found = {status.id: list(_lists(knowledge, status.id)) for status in knowledge.statuses}
    return {status: lists for status, lists in found.items() if lists}


def _lists(knowledge: Knowledge, status: str) -> Iterator[list[str]]:
    for one in knowledge.wordings.values():
        if status in one.lines:
            yield [one.language or "", *one.lines[status]]
        if status in one.codes:
            yield ["", *one.codes[status]]
