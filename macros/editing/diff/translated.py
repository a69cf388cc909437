"""What a change did to a translation, in one sentence for each file."""

from __future__ import annotations

from collections.abc import Iterator

from macros.editing.diff.change import Change, Kind, Subject
from macros.model import (
    ORIGINAL,
    Knowledge,
    Model,
    Page,
    Translations,
    fresh_parts,
    is_fresh,
    is_language,
    language_name,
    original_of,
    parts_of,
    units,
)

# What of a page is no text: it has its stamps, and its calls are in its text.
_NO_TEXT = {"body", "calls", "sections", "boxes", "translates", "read"}

_READ = {
    "none": "nobody",
    "machine": "a machine",
    "second": "a second person",
    "native": "a native speaker",
}


def is_translation(file: str, record: Model | None) -> bool:
    """Return whether a file says in another language what the original one says."""
    return isinstance(record, Page | Translations) and original_of(file, ORIGINAL) is not None


def translation(file: str, before: Knowledge, after: Knowledge) -> Iterator[Change]:
    """Yield what happened to a translation, if its texts changed or more of them are old now."""
    old, new = before.records.get(file), after.records.get(file)
    code, name = original_of(file, ORIGINAL) or ("", "")
    was, is_ = _texts(old), _texts(new)
    updated = sum(was.get(key) != is_.get(key) for key in was | is_)
    first = (side.records.get(name) for side in (before, after))
    aged, older = (_older(record, side) for record, side in zip((old, new), first, strict=True))
    if old != new or older > aged:
        kind: Kind = "added" if old is None else "removed" if new is None else "corrected"
        language = language_name(code, ORIGINAL) if is_language(code) else code
        what = ", ".join(_clauses(old, new, updated, older, is_new=older > aged))
        yield Subject(file, "Translations").change(kind, f"{language}, {_title(name)}: {what}")


def _clauses(
    old: Model | None, new: Model | None, updated: int, older: int, *, is_new: bool
) -> Iterator[str]:
    """Yield what happened: how much is other, who has read it, how much is old."""
    if updated or old is None:
        done = "new" if old is None else "removed" if new is None else "updated"
        yield f"{updated} {'text' if updated == 1 else 'texts'} {done}"
    else:
        yield "no text updated"
    if getattr(old, "read", "") != getattr(new, "read", "") and new is not None:
        reader = getattr(new, "read", "")
        yield f"read by {_READ.get(reader, reader)}"
    if older:
        yield f"{older} {'now' if is_new else 'still'} older than English"


def _title(name: str) -> str:
    """Return what a file is about, such as “tracking stopped”."""
    inside = name.split("/", 2)[-1] if name.startswith("docs/") else name.removeprefix("data/")
    return inside.rsplit(".", 1)[0].removeprefix("faq/").replace("-", " ")


def _texts(record: Model | None) -> dict[str, str]:
    """Return the texts of a translation by the part that they belong to."""
    if isinstance(record, Translations):
        return {key: "\n".join(unit.texts) for key, unit in record.texts.items()}
    if isinstance(record, Page):
        return parts_of(record) | {"the head": record.model_dump_json(exclude=_NO_TEXT)}
    return {}


def _older(record: Model | None, original: Model | None) -> int:
    """Return how many texts of a translation are older than the original."""
    if isinstance(record, Page) and isinstance(original, Page):
        return len(
            (parts_of(record).keys() & parts_of(original).keys()) - fresh_parts(record, original)
        )
    if isinstance(record, Translations) and original:
        first = dict(units(original))
        known = ((first.get(key), unit) for key, unit in record.texts.items())
        return sum(said is not None and not is_fresh(unit, said) for said, unit in known)
    return 0
