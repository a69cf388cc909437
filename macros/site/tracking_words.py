"""What words of tracking stand for, as one small file by which the browser guesses."""

from __future__ import annotations

from pathlib import Path

from macros.model import Knowledge, TrackingWords
from macros.site.json_file import write_json

# Where it lies, below the root of the edition.
FILE = "tracking-words.json"


def write(site: Path, knowledge: Knowledge) -> None:
    """Write what words of tracking stand for into the built `site`."""
    records = [record for _, record in knowledge.each(TrackingWords)]
    # In their order they are packed smaller.
    ideas = {idea: sorted(words) for each in records for idea, words in each.ideas.items()}
    told = {status: met for each in records for status, met in each.told.items()}
    write_json(site / FILE, {"ideas": ideas, "told": told})
