"""What is known, told in another language: translated texts in the place of the first ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from markupsafe import Markup

from macros.model.countries import direction
from macros.model.kinds import Kind, Model, Prose
from macros.model.knowledge import Knowledge
from macros.model.next_steps import Sentence
from macros.model.translations import (
    Said,
    Translations,
    Unit,
    inside_of,
    is_said,
    is_usable,
    units_of,
)
from macros.source import ORIGINAL


class Foreign(Kind):
    """A text that is not in the language of the page; where HTML is made of it, it says so."""

    language = ORIGINAL

    def __html__(self) -> Markup:
        """Return the text marked with its language and direction."""
        marked = Markup('<span lang="{}" dir="{}">{}</span>')
        return marked.format(self.language, direction(self.language), str(self))


class ForeignProse(Foreign, Prose):
    """Plain text that nobody has translated, or whose translation would be dangerous."""


class ForeignSentence(Foreign, Sentence):
    """A sentence with gaps that nobody has translated, or whose translation would be dangerous."""


def told(knowledge: Knowledge, language: str) -> Knowledge:
    """Return what is known as the edition in a language tells it.

    A text without a translation that can be shown stays as it is, and says in which language.
    """
    if language == ORIGINAL:
        return knowledge
    folder = f"data/translations/{language}/"
    records = {}
    for file, record in knowledge.records.items():
        translations = knowledge.records.get(file.replace("data/", folder, 1))
        texts = translations.texts if isinstance(translations, Translations) else {}
        known = units_of(texts, record) if texts else {}
        records[file] = record if isinstance(record, Translations) else _told(record, known)
    return Knowledge(records, knowledge.documents, knowledge.problems)


def _told(record: Model, units: Mapping[str, Unit]) -> Model:
    """Return a record with its translated texts; its way to a text is that of its translation."""

    def inside(value: object, way: tuple[str, ...]) -> Any:  # noqa: ANN401 - whatever it was
        if is_said(value):
            return _said(cast("Said", value), units.get(" / ".join(way)))
        parts = [(name, part, inside(part, (*way, name))) for name, part in inside_of(value)]
        if all(new is part for _, part, new in parts):
            return value
        return _with(value, [new for _, _, new in parts])

    return cast("Model", inside(record, ()))


def _with(value: object, parts: list[object]) -> object:
    """Return a record, a list or a mapping with other parts, in the order of the old ones."""
    if isinstance(value, Model):
        return value.model_copy(update=dict(zip(type(value).model_fields, parts, strict=True)))
    if isinstance(value, dict):
        return dict(zip(value, parts, strict=True))
    return tuple(parts)


def _said(said: Said, unit: Unit | None) -> Said:
    """Return the translation of a text or a list of texts, or itself marked as foreign."""
    if unit and is_usable(unit, said):
        texts = [_kind(of, Prose, Sentence)(text) for of, text in _paired(said, unit)]
        return tuple(texts) if isinstance(said, tuple) else texts[0]
    if isinstance(said, tuple):
        return tuple(_kind(text, ForeignProse, ForeignSentence)(text) for text in said)
    return _kind(said, ForeignProse, ForeignSentence)(said)


def _paired(said: Said, unit: Unit) -> zip[tuple[Kind, Kind]]:
    return zip(said if isinstance(said, tuple) else (said,), unit.texts, strict=True)


def _kind(text: object, plain: type[Kind], with_gaps: type[Kind]) -> Callable[[str], Kind]:
    return with_gaps if isinstance(text, Sentence) else plain
