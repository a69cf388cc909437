"""A file beside the pages that the browser loads."""

from __future__ import annotations

import json
from pathlib import Path


def write_json(file: Path, value: object) -> None:
    """Write a value as JSON without blanks, in a folder that is made where there is none."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
