"""What each language lacks, and what of it is older than the English text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.model import (
    ORIGINAL,
    Knowledge,
    Page,
    Translations,
    fresh_parts,
    is_fresh,
    is_usable,
    language_name,
    parts_of,
    shown_parts,
    units,
    units_of,
)


@dataclass(frozen=True)
class Work:
    """What there is to do in one file of a language, with how much of it exists at all.

    Of the `old` ones some are shown in English, since a number in them may be wrong. To those that
    are `gone` there is no English text any more.
    """

    file: str
    old: tuple[str, ...]
    shown_in_english: int
    lacking: int
    gone: tuple[str, ...] = ()


def work(knowledge: Knowledge, language: str) -> list[Work]:
    """Return what there is to do in a language: the files with the most old texts first."""
    found = [one for one in _files(knowledge, language) if one.old or one.lacking or one.gone]
    return sorted(found, key=lambda one: (-len(one.old), -one.lacking, one.file))


def _files(knowledge: Knowledge, language: str) -> Iterator[Work]:
    for file, original in knowledge.records.items():
        if file.startswith(f"docs/{ORIGINAL}/") and isinstance(original, Page):
            name = file.replace(ORIGINAL, language, 1)
            yield _page(name, knowledge.records.get(name), original)
        elif file.startswith("data/") and not isinstance(original, Translations):
            name = file.replace("data/", f"data/translations/{language}/", 1)
            own = knowledge.records.get(name)
            texts = own.texts if isinstance(own, Translations) else {}
            known, first = units_of(texts, original), dict(units(original))
            old = [k for k, unit in known.items() if not is_fresh(unit, first[k])]
            unsafe = sum(not is_usable(known[key], first[key]) for key in old)
            serving = [*known.values()]
            gone = tuple(key for key, unit in texts.items() if unit not in serving)
            yield Work(name, tuple(old), unsafe, len(first.keys() - known.keys()), gone)


def _page(name: str, own: object, original: Page) -> Work:
    if not isinstance(own, Page):
        return Work(name, (), 0, len(parts_of(original)))
    mine, fresh = parts_of(own), fresh_parts(own, original)
    old = tuple(id_ for id_ in parts_of(original) if id_ in mine and id_ not in fresh)
    shown = shown_parts(own, original)
    unsafe = sum(shown[id_] is None for id_ in old)
    gone = tuple(id_ for id_ in mine if id_ not in shown)
    return Work(name, old, unsafe, len(shown.keys() - mine.keys()), gone)


def in_markdown(knowledge: Knowledge) -> str:
    """Return as Markdown what each language lacks, and what of it is older than the English."""
    languages = {file.split("/")[2] for file, _ in _translations(knowledge)}
    languages |= {path.partition("/")[0] for path in knowledge.pages}
    return "".join(_language(knowledge, code) for code in sorted(languages - {ORIGINAL}))


def _translations(knowledge: Knowledge) -> Iterator[tuple[str, Translations]]:
    records = knowledge.records.items()
    yield from ((file, record) for file, record in records if isinstance(record, Translations))


def _language(knowledge: Knowledge, code: str) -> str:
    found = work(knowledge, code)
    old = [one for one in found if one.old or one.gone]
    lacking = sum(one.lacking for one in found)
    count = sum(len(one.old) for one in old)
    head = f"\n**{language_name(code, ORIGINAL)}: {count} texts are older than the English"
    lines = (f"- [ ] `{one.file}`: {', '.join(one.old)}{_unsafe(one)}{_gone(one)}\n" for one in old)
    return f"{head}, {lacking} are not translated.**\n\n{''.join(lines)}"


def _unsafe(one: Work) -> str:
    return f" – {one.shown_in_english} shown in English" if one.shown_in_english else ""


def _gone(one: Work) -> str:
    names = ", ".join(one.gone)
    return f" – to be deleted, since the English text is gone: {names}" if names else ""
