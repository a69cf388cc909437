"""Rules about pages in other languages than the one in which pages are written first."""

from __future__ import annotations

from collections.abc import Iterator

from macros.model import ORIGINAL, Knowledge, Location
from macros.rules.examples import page
from macros.rules.registry import Finding, rule

_TRANSLATED = {"docs/fr/faq/lost.md": "---\ntitle: T\ndescription: D.\n---\n"}


@rule(
    "TRANSLATION-OF",
    why="A translation that its original left behind has no address, and nobody mends it.",
    fix="Rename it as its original is named now, or delete it.",
    good=page("faq/lost") | _TRANSLATED,
    bad=page("faq/late") | _TRANSLATED,
)
def translation_has_its_original(knowledge: Knowledge) -> Iterator[Finding]:
    """A page in another language is the translation of a page of the same path."""
    for path in knowledge.pages:
        language, _, name = path.partition("/")
        original = f"docs/{ORIGINAL}/{name}.md"
        if language != ORIGINAL and not {original} & {*knowledge.records, *knowledge.documents}:
            yield Location(f"docs/{path}.md"), f"There is no {original} of which it is one."
