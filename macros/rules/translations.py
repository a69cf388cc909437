"""Rules about what is said in other languages than the one in which it is written first."""

from __future__ import annotations

from collections.abc import Iterator

from macros.model import (
    ORIGINAL,
    Knowledge,
    Location,
    Page,
    Translations,
    did_you_mean,
    original_of,
    parts_of,
    units,
)
from macros.rules.examples import page, translated_fact, translated_page
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
    """A page or a file of texts in another language has the path of that which it translates."""
    for file, record in knowledge.records.items():
        if isinstance(record, Page | Translations) and (found := original_of(file, ORIGINAL)):
            _, original = found
            if original not in knowledge.records and original not in knowledge.documents:
                yield Location(file), f"There is no {original} of which it is one."


@rule(
    "TRANSLATION-KEY",
    why="A text that belongs to nothing is read by nobody, and mended by nobody.",
    fix="Write the key as `python -m macros new translation` does, or delete the text.",
    good=translated_fact("facts / window / value", "15 días"),
    bad=translated_fact("facts / windows / value", "15 días", of=""),
)
def text_has_its_field(knowledge: Knowledge) -> Iterator[Finding]:
    """Each translated text belongs to a field that exists, or did when it was translated."""
    for where, record in knowledge.each(Translations):
        _, original = original_of(where.file, ORIGINAL) or ("", "")
        if original in knowledge.records:
            known = [way for way, _ in units(knowledge.records[original])]
            for key in (k for k, unit in record.texts.items() if k not in known and not unit.of):
                what = f"{original} has no text `{key}`."
                yield where.to("texts", key), what, did_you_mean(key, known)


@rule(
    "TRANSLATION-SECTION",
    why="Links to a section lead there in every language, by its id.",
    fix="Give the section the id that it has in English, or delete it.",
    good=translated_page("## Pasos {: #steps }\n"),
    bad=translated_page("## Pasos {: #pasos }\n"),
)
def section_has_its_original(knowledge: Knowledge) -> Iterator[Finding]:
    """Each section of a translated page is one of the original, or was when it was translated."""
    for where, own in knowledge.each(Page):
        _, name = original_of(where.file, ORIGINAL) or ("", "")
        original = knowledge.records.get(name)
        if isinstance(original, Page):
            known = list(parts_of(original))
            for id_ in parts_of(own).keys() - {*known, *own.translates}:
                yield where, f"{name} has no section `{id_}`.", did_you_mean(id_, known)


@rule(
    "TRANSLATION-STAMP",
    why="Without it nobody sees when the English text has changed since.",
    fix="Run `python -m macros fix`: it writes of which English text each part was made.",
    good=translated_fact("facts / window / value", "15 días"),
    bad=translated_fact("facts / window / value", "15 días", of=""),
)
def translation_is_stamped(knowledge: Knowledge) -> Iterator[Finding]:
    """A translation says of which English text it was made."""
    for where, record in knowledge.each(Translations):
        for key, unit in record.texts.items():
            if unit.of is None:
                yield where.to("texts", key), f"`{key}` does not say of which English it was made."
    for where, own in knowledge.each(Page):
        if original_of(where.file, ORIGINAL) and own.body.strip() and not own.translates:
            yield where, "The page does not say of which English text it was made."
