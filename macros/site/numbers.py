"""What the reader of numbers knows and says, as one small file that the browser loads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from macros.model import Edition, tracking_numbers
from macros.site.json_file import write_json

# Where it lies, below the root of the edition.
FILE = "numbers.json"


def write(site: Path, edition: Edition) -> None:
    """Write what the reader of numbers knows into the built `site`."""
    write_json(site / FILE, known(edition))


def known(edition: Edition) -> dict[str, Any]:
    """Return the formats of numbers, the sites that follow them, and what is said of them."""
    return tracking_numbers.reader(edition.knowledge) | {
        "language": edition.language,
        "say": edition.words["number_says"] | {"comma": edition.words["comma"]},
        "reach": edition.words["tracked_sentence"],
    }
