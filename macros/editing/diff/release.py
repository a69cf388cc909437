"""Changes of the data, written down as a release of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date
from typing import get_args

from macros.editing import formatting
from macros.editing.diff.change import Change
from macros.model import DataChange

# What is published as data; pages, words and settings are not.
_DATA = re.compile(
    r"data/(post-offices/|customs/|carriers/|facts|labels|statuses|wordings/|number-formats|trackers)"
)
_KINDS = get_args(DataChange.model_fields["kind"].annotation)


def release(changes: Iterable[Change], day: date, title: str) -> dict[str, bytes]:
    """Return the file of a release by its path, with what changed in the published data.

    Raises ValueError when nothing did.
    """
    kept = [c for c in changes if _DATA.match(c.file) and c.kind in _KINDS]
    if not kept:
        raise ValueError("Nothing of the published data changed since then: no release is made.")
    file = f"data/releases/{day}.yml"
    lines = [
        "# yaml-language-server: $schema=../schema/releases.json",
        f"# {file}: what changed in the data",
        f"day: {day}",
        f"title: {_quoted(title)}",
        "changes:",
    ]
    for change in kept:
        lines += [
            f"  - kind: {change.kind}",
            f"    about: {_quoted(change.topic)}",
            f"    says: {_quoted(change.sentence)}",
        ]
    return {file: formatting.formatted(file, "\n".join([*lines, ""]).encode())}


def _quoted(text: str) -> str:
    """Return a text in double quotes, as YAML and JSON both read it."""
    return json.dumps(text, ensure_ascii=False)
