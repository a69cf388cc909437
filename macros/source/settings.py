"""The settings of the site: all that is read of them is which pages the menu names."""

from __future__ import annotations

import re

from macros.source.problem import Document, FlawError, Pointer
from macros.source.yaml_text import decoded

# A folder that holds this file is a whole project.
SETTINGS = "mkdocs.yml"
# The language in which pages and words are written first; the others are translations of them.
ORIGINAL = "en"
# MkDocs' settings hold YAML tags, which the reader of records refuses.
_IN_MENU = re.compile(r"(?m)^ +- (?:.*: )?([\w/-]+\.md)[ \t]*$")


def settings(file: str, raw: bytes) -> Document:
    """Return the site's settings, with the files of the pages that its menu names."""
    try:
        text = decoded(raw, 1)
    except FlawError as flaw:
        return Document(file, None, problems=(flaw.problem(file),))
    named = list(_IN_MENU.finditer(text))
    lines: dict[Pointer, int] = {
        ("menu", at): text.count("\n", 0, found.start(1)) + 1 for at, found in enumerate(named)
    }
    return Document(file, {"menu": [f"docs/{ORIGINAL}/{found[1]}" for found in named]}, lines)
