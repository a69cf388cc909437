"""Of which original text a translation was made: written only where somebody has looked at it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

from macros.model import (
    ORIGINAL,
    Knowledge,
    Model,
    Page,
    Translations,
    original_of,
    parts_of,
    stamp,
    stamps_of,
    understand,
    units,
)

_HEAD = re.compile(r"\A---[ \t]*\n(.*?\n)---", re.S)
_BLOCK = re.compile(r"^translates:.*\n(?:[ \t]+.*\n)*", re.M)
_READ = re.compile(r"^read:.*\n", re.M)
_OF = re.compile(r"(\bof:[ \t]*)[^\s,}#]+")


@dataclass(frozen=True)
class Reading:
    """That somebody has read the translations in some files, and who: `read` is a level."""

    read: str = ""
    files: Collection[str] = field(default=())


def stamped(
    files: Mapping[str, bytes], before: Mapping[str, bytes], reading: Reading | None = None
) -> dict[str, bytes]:
    """Return the files of translations that change, with the stamps that they should bear.

    A text is stamped when it is another than `before`, when it never was, or when `reading` says
    that somebody has read its file. Nothing else makes an old translation look fresh.
    """
    wanted = {f for f in files if f.endswith((".yml", ".md")) and original_of(f, ORIGINAL)}
    if not wanted:
        return {}
    now, then = understand(files), understand({f: before[f] for f in wanted if f in before})
    work = _Work(now, then, reading or Reading())
    made = {file: work.written(file, files[file].decode()).encode() for file in sorted(wanted)}
    return {file: raw for file, raw in made.items() if raw != files[file]}


@dataclass(frozen=True)
class _Work:
    now: Knowledge
    then: Knowledge
    reading: Reading

    def written(self, file: str, text: str) -> str:
        """Return the text of a file of translations with its stamps."""
        record, old = self.now.records.get(file), self.then.records.get(file)
        _, name = original_of(file, ORIGINAL) or ("", "")
        original, is_read = self.now.records.get(name), file in self.reading.files
        if isinstance(record, Translations) and original:
            text = self._units(file, text, record, old, original)
        elif isinstance(record, Page) and isinstance(original, Page):
            text = self._page(text, record, old, original, is_read=is_read)
        return _with_read(text, self.reading.read) if is_read and record else text

    def _units(
        self, file: str, text: str, record: Translations, old: Model | None, original: Model
    ) -> str:
        lines, first = text.split("\n"), dict(units(original))
        known = old.texts if isinstance(old, Translations) else {}
        document, is_read = self.now.documents[file], file in self.reading.files
        for key, unit in reversed(record.texts.items()):
            is_same = key in known and known[key].text == unit.text
            if key not in first or (unit.of and is_same and not is_read):
                continue
            way = ("texts", key, "of" if unit.of else "text")
            _put(lines, document.line(way) - 1, stamp(first[key]), is_new=not unit.of)
        return "\n".join(lines)

    def _page(
        self, text: str, page: Page, old: Model | None, original: Page, *, is_read: bool
    ) -> str:
        facts = {id_: fact.value for id_, fact in self.now.facts.items()}
        today, known = stamps_of(page, original, facts), page.translates
        mine, was = parts_of(page), parts_of(old) if isinstance(old, Page) else {}
        changed = {id_ for id_, part in mine.items() if was.get(id_) != part}
        changed |= {*_facts_in(mine, changed)}
        is_new = is_read or not known
        kept = {
            id_: made if is_new or id_ in changed else known.get(id_, made)
            for id_, made in today.items()
            if id_ in mine or id_.startswith("fact-")
        }
        return text if kept == known else _with_stamps(text, kept)


def _facts_in(parts: Mapping[str, str], ids: Collection[str]) -> Iterator[str]:
    """Yield the facts of which some parts of a page show a form."""
    for id_ in ids:
        yield from (f"fact-{name}" for name in re.findall(r'fact\("([\w-]+)",', parts[id_]))


def _put(lines: list[str], at: int, made: str, *, is_new: bool) -> None:
    """Write a stamp into the line `at`, or into a new one before it."""
    if not is_new:
        lines[at] = _OF.sub(rf"\g<1>{made}", lines[at], count=1)
    elif found := re.match(r" *(?=text:)", lines[at]):
        lines.insert(at, f"{found[0]}of: {made}")


def _with_stamps(text: str, stamps: Mapping[str, str]) -> str:
    block = "translates:\n" + "".join(f"  {id_}: {made}\n" for id_, made in stamps.items())
    return _in_head(text, lambda head: _BLOCK.sub("", head) + block)


def _in_head(text: str, change: Callable[[str], str]) -> str:
    """Return a page with another head."""
    found = _HEAD.match(text)
    return text[:4] + change(found[1]) + text[found.end(1) :] if found else text


def _with_read(text: str, read: str) -> str:
    if _READ.search(text):
        return _READ.sub(f"read: {read}\n", text, count=1)
    return _in_head(text, lambda head: f"{head}read: {read}\n")
