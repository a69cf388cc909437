"""JSON that people read too."""

from __future__ import annotations

import json


def json_text(value: object) -> str:
    """Return a value as JSON of many lines, with every letter as it is."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
