"""What a change did to the data, in words for somebody who reviews it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from macros.editing.diff.change import Change, Kind, Subject, subject_of
from macros.editing.diff.comment import MAX_CHARACTERS, in_markdown
from macros.editing.diff.fields import clause_of
from macros.editing.diff.items import flat, former_names, items_of
from macros.editing.diff.pairing import partners
from macros.editing.diff.records import addition, comparison, content_of, naming, reordering
from macros.editing.diff.release import release
from macros.editing.diff.translated import is_translation, translation
from macros.editing.markdown import clipped
from macros.model import InterfaceWords, Knowledge, Model, Organisation, Page, understand

__all__ = ["MAX_CHARACTERS", "Change", "between", "changes", "in_markdown", "release"]


def between(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> list[Change]:
    """Return what differs between two states of the project's files, given as bytes by path."""
    old, new = understand(before), understand(after)
    edited = {file for file in before if file in after and _lf(before[file]) != _lf(after[file])}
    unsaid = {file for file in edited if old.records.get(file) == new.records.get(file)}
    prose = {file for file in edited if _prose(before[file]) != _prose(after[file])}
    return changes(old, new, unsaid | prose)


def _lf(raw: bytes) -> bytes:
    """Return bytes without the line ends that git makes on Windows."""
    return raw.replace(b"\r\n", b"\n")


def _prose(page: bytes) -> bytes:
    """Return what follows the front matter of a page."""
    return re.split(rb"\n(?:---|\.\.\.)", _lf(page), maxsplit=1)[-1]


def changes(before: Knowledge, after: Knowledge, rewritten: Collection[str] = ()) -> list[Change]:
    """Return what differs between two states of the records, file by file.

    `rewritten` names the pages whose text differs, which no record holds. A file that could
    not be read on one of the sides is named as one that could not be compared.
    """
    sides = (before, after)
    read = {file for side in sides for file in (*side.documents, *side.records)}
    refused = {problem.file for side in sides for problem in side.problems}
    return [
        change
        for file in sorted(read | refused)
        for change in _in_file(file, before, after, file in rewritten)
    ]


def _in_file(file: str, before: Knowledge, after: Knowledge, rewritten: bool) -> Iterator[Change]:
    sides = {"before": before, "now": after}
    unread = [when for when, side in sides.items() if _is_unread(file, side)]
    old, new = before.records.get(file), after.records.get(file)
    subject = subject_of(file, new or old)
    if unread:
        what = f"{file} could not be compared: it cannot be read ({' and '.join(unread)})"
        yield subject.change("not compared", what)
    elif is_translation(file, new or old):
        yield from translation(file, before, after)
    elif old and new:
        yield from _in_record(subject, old, new, rewritten)
    elif new:
        yield subject.change("added", f"New: {content_of(subject, new)}")
    elif old:
        yield subject.change("removed", f"Removed: {content_of(subject, old)}")


def _is_unread(file: str, side: Knowledge) -> bool:
    is_there = file in side.documents or any(problem.file == file for problem in side.problems)
    return is_there and file not in side.records


def _in_record(subject: Subject, old: Model, new: Model, rewritten: bool) -> Iterator[Change]:
    if old == new and not (rewritten and isinstance(new, Page)):
        return
    if isinstance(old, InterfaceWords) and isinstance(new, InterfaceWords):
        yield from _in_words(subject, old, new)
        return
    before = items_of(old, subject.country, {})
    after = items_of(new, subject.country, former_names(old, new, subject.country))
    desks = [item for item in after.values() if isinstance(item.part, Organisation)]
    subject = replace(subject, several=len(desks) > 1)
    pairs = {key: key for key in after if key in before} | partners(before, after)
    for key, item in after.items():
        if key in pairs:
            yield from comparison(subject, before[pairs[key]], item, rewritten)
        elif item.parent in pairs:
            yield addition(subject, item)
    kept = set(pairs.values())
    for key, item in before.items():
        if key not in kept and item.parent in kept:
            yield subject.change("removed", f"Removed: {naming(subject, item)}")
    yield from reordering(subject, before, after)


def _in_words(subject: Subject, old: InterfaceWords, new: InterfaceWords) -> Iterator[Change]:
    before, after = flat(old), flat(new)
    for key in before | after:
        was, now = before.get(key), after.get(key)
        kind: Kind = "added" if was is None else "removed" if now is None else "corrected"
        if was != now:
            yield subject.change(kind, clause_of(clipped(key), "", was, now))
