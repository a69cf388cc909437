"""The messages as files that the browser loads, one for each language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from macros.model import Edition, Knowledge
from macros.site.json_file import write_json

# Where they lie, below the root of the edition: whom and what they are for is in its language.
FOLDER = Path("messages")


def write(site: Path, edition: Edition) -> None:
    """Write the messages of every language into the pages of an edition in `site`.

    The page asks for those in its own language too, even where there are none.
    """
    found = by_language(edition.knowledge)
    for language in {edition.language, *found}:
        write_json(site / FOLDER / f"{language}.json", found.get(language, {}))


def by_language(knowledge: Knowledge) -> dict[str, dict[str, dict[str, Any]]]:
    """Return the messages by language and slug: to whom, what for, when, and the paragraphs."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for slug, message in knowledge.messages.items():
        head = {"to": message.to, "title": message.title, "use": message.use}
        for text in message.texts:
            found.setdefault(text.language, {})[slug] = head | {"lines": list(text.lines)}
    return found
