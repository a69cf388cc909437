"""The fixer's result as suggested edits on the lines of a pull request.

The patch comes from code of the pull request, so nothing in it is believed: a suggestion is made
only for a data file or a page, only where the lines to be replaced stand in the pull request as
GitHub shows it, and only if it keeps every word and number.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

_FILE = re.compile(r"(data|docs)/[\w./-]+\.(yml|md)")
_HUNK = re.compile(r"@@ -(?P<old>\d+)(?:,(?P<gone>\d+))? \+(?P<new>\d+)(?:,(?P<come>\d+))? @@")

INTRODUCTION = (
    "The formatter would write these lines in another way; no word or number changes. "
    "You can take them over with “Commit suggestion”, or leave them."
)

# The lines of a file as a pull request shows them: for each hunk, the text by line number.
Shown = list[dict[int, str]]


@dataclass(frozen=True)
class Change:
    """Lines that stand in a file from `start`, and the lines to stand there instead.

    When none are removed, those to be added come before line `start`.
    """

    start: int
    removed: tuple[str, ...]
    added: tuple[str, ...]

    @property
    def end(self) -> int:
        """Return the line after the last one removed."""
        return self.start + len(self.removed)


@dataclass(frozen=True)
class Suggestion:
    """New text for the lines `first` to `last` of a file."""

    file: str
    first: int
    last: int
    text: tuple[str, ...]

    def comment(self) -> dict[str, object]:
        """Return it as a comment of a review, as the REST API takes it."""
        where: dict[str, object] = {"path": self.file, "side": "RIGHT", "line": self.last}
        if self.first < self.last:
            where |= {"start_line": self.first, "start_side": "RIGHT"}
        return where | {"body": fenced("suggestion", self.text)}


def fenced(language: str, lines: Sequence[str]) -> str:
    """Return lines as a block of code that none of them can end."""
    longest = max((len(run) for line in lines for run in re.findall("`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    return "\n".join([f"{fence}{language}", *lines, fence])


def changes(patch: str) -> dict[str, list[Change]]:
    """Return the changes of a patch without context (`git diff --unified=0`), by file."""
    found: dict[str, list[Change]] = {}
    file = ""
    lines = iter(patch.split("\n"))
    for line in lines:
        if line.startswith("+++ "):
            file = line.removeprefix("+++ ").removeprefix("b/")
        elif head := _HUNK.match(line):
            found.setdefault(file, []).append(_change(head, lines))
    return found


def _change(head: re.Match[str], lines: Iterator[str]) -> Change:
    """Return the change below the line `head`; its counts say where it ends."""
    wanted = {"-": int(head["gone"] or 1), "+": int(head["come"] or 1)}
    taken: dict[str, list[str]] = {"-": [], "+": []}
    while any(len(taken[sign]) < wanted[sign] for sign in wanted):
        line = next(lines, "")
        if line[:1] in taken:
            taken[line[:1]].append(line[1:])
        elif not line.startswith("\\"):
            break
    # Where nothing is removed, the patch names the line before.
    start = int(head["old"]) + (not taken["-"])
    return Change(start, tuple(taken["-"]), tuple(taken["+"]))


def shown(patch: str) -> Shown:
    """Return the lines that the API's patch of one file shows on the side of the new text."""
    hunks: Shown = []
    number = 0
    for line in patch.split("\n"):
        if head := _HUNK.match(line):
            number = int(head["new"])
            hunks.append({})
        elif line[:1] in {"+", " "} and hunks:
            hunks[-1][number] = line[1:]
            number += 1
    return hunks


def suggest(patch: str, files: Mapping[str, Shown]) -> tuple[list[Suggestion], list[str]]:
    """Return what can be suggested of a patch, and the rest as the lines of a patch.

    `files` holds what the pull request shows of each file that it changes. Records and pages that
    it leaves alone are left out; files that are made from the data are part of the rest.
    """
    offered: list[Suggestion] = []
    rest: list[str] = []
    for file, found in changes(patch).items():
        if _FILE.fullmatch(file) and file not in files:
            continue
        for group in groups(found):
            made = _suggestion(file, group, files.get(file, []))
            if made:
                offered.append(made)
            else:
                rest += [f"{file}:{group[0].start}", *_as_patch(group)]
    return offered, rest


def _as_patch(group: Iterable[Change]) -> Iterator[str]:
    for change in group:
        yield from (f"-{line}" for line in change.removed)
        yield from (f"+{line}" for line in change.added)


def groups(found: Iterable[Change]) -> Iterator[list[Change]]:
    """Yield changes that belong together: a line taken out at one place comes back at another.

    What never comes out even is yielded one by one.
    """
    open_: list[Change] = []
    for change in found:
        open_.append(change)
        if keeps_words(open_):
            yield open_
            open_ = []
    yield from ([change] for change in open_)


def keeps_words(group: Iterable[Change]) -> bool:
    """Return whether the lines keep every word and number, in whatever order of lines."""
    balance: Counter[str] = Counter()
    for change in group:
        balance.update(map(_words, change.removed))
        balance.subtract(map(_words, change.added))
    return not any(count for words, count in balance.items() if words)


def _words(line: str) -> str:
    """Return a line without what a formatter may change.

    That is blanks, quotation marks, and the signs inside a phone number; in an address every
    sign counts.
    """
    bare = re.sub(r"[\s'\"]", "", line).removeprefix("-")
    return bare if re.search(r"[/@]", bare) else re.sub(r"[-().]", "", bare)


def _suggestion(file: str, group: Sequence[Change], hunks: Shown) -> Suggestion | None:
    """Return the changes as one suggestion, if they can be made in one hunk."""
    if not _FILE.fullmatch(file) or ".." in file or not keeps_words(group):
        return None
    for hunk in hunks:
        made = _within(file, _anchored(group, hunk), hunk)
        if made:
            return made
    return None


def _anchored(group: Sequence[Change], hunk: Mapping[int, str]) -> Sequence[Change]:
    """Return a lone insertion as the replacement of the line before it, or of the first line."""
    (only, *more) = group
    if more or only.removed:
        return group
    line = max(only.start - 1, 1)
    text = hunk.get(line, "")
    added = (text, *only.added) if only.start > 1 else (*only.added, text)
    return [Change(line, (text,), added)]


def _within(file: str, group: Sequence[Change], hunk: Mapping[int, str]) -> Suggestion | None:
    first, end = group[0].start, group[-1].end
    old = [hunk[line] for line in range(first, end) if line in hunk]
    if len(old) != end - first:
        return None
    text: list[str] = []
    number = first
    for change in group:
        if tuple(old[change.start - first : change.end - first]) != change.removed:
            return None
        text += [*old[number - first : change.start - first], *change.added]
        number = change.end
    same = [line.rstrip("\r") for line in old] == [line.rstrip("\r") for line in text]
    return None if same or _hides(text) else Suggestion(file, first, end - 1, tuple(text))


def _hides(text: Iterable[str]) -> bool:
    """Return whether the text holds a character that a reader cannot see."""
    signs = (sign for line in text for sign in line.rstrip("\r"))
    return any(unicodedata.category(sign) in {"Cc", "Cf"} and sign != "\t" for sign in signs)
