"""The messages as files that the browser loads, one for each language."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from macros.model import Edition, Knowledge

# Where they lie, below the root of the edition: whom and what they are for is in its language.
FOLDER = Path("messages")


def write(site: Path, edition: Edition) -> None:
    """Write the messages of every language into the pages of an edition in `site`."""
    for language, messages in by_language(edition.knowledge).items():
        text = json.dumps(messages, ensure_ascii=False, separators=(",", ":"))
        file = site / FOLDER / f"{language}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def by_language(knowledge: Knowledge) -> dict[str, dict[str, dict[str, Any]]]:
    """Return the messages by language and slug: to whom, what for, when, and the paragraphs."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for slug, message in knowledge.messages.items():
        head = {"to": message.to, "title": message.title, "use": message.use}
        for text in message.texts:
            found.setdefault(text.language, {})[slug] = head | {"lines": list(text.lines)}
    return found
