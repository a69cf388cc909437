"""What the reader of numbers knows and says, as one small file that the browser loads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from macros.model import Edition, tracking_numbers

# Where it lies, below the root of the edition.
FILE = "numbers.json"


def write(site: Path, edition: Edition) -> None:
    """Write what the reader of numbers knows into the built `site`."""
    text = json.dumps(known(edition), ensure_ascii=False, separators=(",", ":"))
    (site / FILE).write_text(text, encoding="utf-8")


def known(edition: Edition) -> dict[str, Any]:
    """Return the formats of numbers, the sites that follow them, and what is said of them."""
    return tracking_numbers.reader(edition.knowledge) | {
        "language": edition.language,
        "say": edition.words["number_says"],
        "reach": edition.words["tracked_sentence"],
    }
