"""Data files as a machine would write them: order, spacing and line ends, losing no comment."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cache, partial, reduce
from itertools import pairwise
from typing import Any

from macros import source
from macros.model import (
    COUNTRY_NAMES,
    Carrier,
    CountryRecord,
    Model,
    Phone,
    phones,
    understand,
    walk,
)
from macros.source import Document, Pointer

# What a person looks for first in a record; inherited from a base, it stands above all others.
IDENTITY = ("country", "id", "name", "number", "link", "address", "title")

# The lists whose order means nothing: a service bears all of its codes alike. Every other list
# is in the order in which a reader meets it, or in which somebody thought it through.
UNORDERED: frozenset[tuple[type[Model], str]] = frozenset({(Carrier, "platform_code")})

_DATA_FILE = re.compile(r"data/.+\.yml")
_INDENT = re.compile(r" *")
_MARKERS = re.compile(r" *(?:- +)*")
_ITEM = re.compile(r" *-(?: |$)")
_LONE_DASH = re.compile(r" *-\s*(?:#.*)?")
_BLOCK_SCALAR = re.compile(r".*[:-] +[|>][-+1-9]*\s*(?:#.*)?")
_KEY_AND_VALUE = re.compile(
    r"""(?P<head>\s*(?:-\s+)*[\w"']+\s*:\s+)"""
    r"""(?P<value>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|\[[^\]]*\]"""
    r"""|[^\s"'\[{#|>](?:\s*(?:[^\s#]|(?<!\s)\#))*)"""
    r"""(?P<tail>\s*|\s+\#.*)"""
)
_DAY = r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b"
_TIME = r"\b\d{1,2}:\d\d(?: ?[ap]\.?m\b\.?)?"
_RANGES = tuple(
    re.compile(rf"({part})\s*[-\u2010-\u2015]\s*(?={part})", re.I) for part in (_DAY, _TIME)
)

_Places = frozenset[Pointer]
# A place, the value that belongs there, and what makes its spelling from the one that stands there.
_Wish = tuple[Pointer, Any, Callable[[str], str]]


@cache
def key_order(kind: type[Model]) -> tuple[str, ...]:
    """Return the fields of `kind` as files spell them, in the order in which they stand there.

    The model's own fields come in its order, then those that it shares with its base: so
    evidence, source and dates stand last. What a base says about its identity stands first.
    """
    by_base = [list(getattr(base, "__annotations__", {})) for base in kind.__mro__]
    shared = {name for names in by_base[1:] for name in names}
    names = [name for name in IDENTITY if name in shared] + [n for own in by_base for n in own]
    fields = kind.model_fields
    return tuple(fields[name].alias or name for name in dict.fromkeys(names) if name in fields)


def formatted_all(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the data files among `files` that change, by path, as a machine would write them."""
    after = {file: formatted(file, raw) for file, raw in files.items()}
    return {file: text for file, text in after.items() if text != files[file]}


def formatted(file: str, raw: bytes) -> bytes:
    """Return the text of a data file as a machine would write it.

    `raw` comes back unchanged when it is no data file, when it cannot be read, or when the
    result would say something else. A file that does not fit its model keeps its order.
    """
    before = source.parse(file, raw)
    if not _DATA_FILE.fullmatch(file) or before.problems or before.value is None:
        return raw
    lines, meant, unordered = _tidied(raw.decode("utf-8-sig")), before.value, _Places()
    knowledge = understand({file: _encoded(lines)})
    if record := knowledge.records.get(file):
        lines, meant = _mended(lines, meant, knowledge.documents[file], record)
        unordered = _unordered(record)
        layout = _Layout(lines, knowledge.documents[file], _orders(record), unordered)
        lines = _mapping(layout, (), 0, len(lines))
    after = source.parse(file, _encoded(lines))
    same = _sorted_at(unordered, after.value) == _sorted_at(unordered, meant)
    return _encoded(lines) if same and not after.problems else raw


def _encoded(lines: list[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode()


def _tidied(text: str) -> list[str]:
    """Return the lines without Windows ends and trailing blanks, except in block scalars."""
    lines: list[str] = []
    scalar: int | None = None  # the column that the lines of a block scalar are further in than
    for line in re.sub("\r\n?", "\n", text).rstrip(" \t\n").split("\n"):
        inside = scalar is not None and _indent(line) > scalar
        if not inside and line.strip():
            scalar = _column_above(line) if _BLOCK_SCALAR.fullmatch(line) else None
        lines.append(line if inside else line.rstrip(" \t"))
    return lines


def _column_above(line: str) -> int:
    """Return the column that a block scalar which `line` opens must be further in than."""
    key = _end_of(_MARKERS, line)
    return _indent(line) if line[key] in "|>" else key


def _at(value: object, path: Pointer) -> Any:  # noqa: ANN401 - text, a list or a mapping
    """Return the part of a parsed value to which `path` leads."""
    start: Any = value
    return reduce(lambda part, step: part[step], path, start)


# --- Values ----------------------------------------------------------------------------------


def _mended(
    lines: list[str], value: object, document: Document, record: Model
) -> tuple[list[str], object]:
    """Return the lines and their value with numbers and hours written as they should be.

    A value over several lines, or in braces, is a person's own form and stays.
    """
    lines, value = list(lines), deepcopy(value)
    for path, wanted, respell in _wishes(record, document.value):
        index = document.line(path) - 1
        found = _KEY_AND_VALUE.fullmatch(lines[index])
        if found is None or _meaning(found["value"]) != _at(document.value, path):
            continue
        spelling = respell(found["value"])
        if _meaning(spelling) == wanted:
            lines[index] = found["head"] + spelling + found["tail"]
            _at(value, path[:-1])[path[-1]] = wanted
    return lines, value


def _wishes(record: Model, value: object) -> Iterator[_Wish]:
    """Yield how each number, each text of hours and each list without an order is written."""
    country = record.country if isinstance(record, CountryRecord) else ""
    for path, part in walk(record):
        if isinstance(part, Phone):
            number = _spaced(part, country)
            yield (*path, "number"), number, partial(_instead, f'"{number}"')
            if part.hours:
                place = (*path, "hours")
                yield place, _dashed(_at(value, place)), _dashed
    for place in _unordered(record):
        items = sorted(_at(value, place))
        yield place, items, partial(_instead, f"[{', '.join(items)}]")


def _instead(new: str, _old: str) -> str:
    return new


def _spaced(phone: Phone, country: str) -> str:
    """Return a phone's number as libphonenumber spaces it, if it stays the same number.

    A number for callers anywhere without a country code stays: a person has to say which of
    the two is wrong.
    """
    abroad = phone.dial_from == "anywhere"
    if country not in COUNTRY_NAMES or (abroad and not phone.number.startswith("+")):
        return phone.number
    number = phones.display(phone.number, country, international=abroad)
    same = phones.canonical(number, country) == phones.canonical(phone.number, country)
    return number if same else phone.number


def _dashed(hours: str) -> str:
    """Return opening hours with en dashes between days and between times."""
    return reduce(lambda text, span: span.sub(r"\1–", text), _RANGES, hours)


def _meaning(spelling: str) -> object:
    """Return what the text after a colon means in YAML; None when it means nothing."""
    value = source.parse("", f"x: {spelling}".encode()).value
    return value.get("x") if isinstance(value, dict) and len(value) == 1 else None


def _unordered(record: Model) -> _Places:
    """Return the places of the record's lists that have no order."""
    return _Places(
        (*path, name)
        for path, part in walk(record)
        for kind, name in UNORDERED
        if isinstance(part, kind) and getattr(part, name)
    )


def _sorted_at(places: _Places, value: object, path: Pointer = ()) -> object:
    """Return `value` with the lists at `places` sorted, so that their order does not count."""
    if isinstance(value, dict):
        return {key: _sorted_at(places, item, (*path, key)) for key, item in value.items()}
    if isinstance(value, list):
        items = [_sorted_at(places, item, (*path, n)) for n, item in enumerate(value)]
        return sorted(items, key=str) if path in places else items
    return value


# --- Order -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Layout:
    """The lines of a file, what stands on them, and in which order it should stand."""

    lines: Sequence[str]
    document: Document
    orders: Mapping[Pointer, tuple[str, ...]]
    unordered: _Places

    def index(self, path: Pointer) -> int:
        """Return the index of the line on which the part at `path` begins."""
        return self.document.lines[path] - 1


def _orders(record: Model) -> dict[Pointer, tuple[str, ...]]:
    """Return the order of the fields of each part of `record`, by its place."""
    return {path: key_order(type(part)) for path, part in walk(record) if isinstance(part, Model)}


def _part(layout: _Layout, path: Pointer, first: int, end: int) -> list[str]:
    """Return the lines from `first` to before `end`, which hold the value at `path`, in order."""
    value = _at(layout.document.value, path)
    if isinstance(value, dict):
        return _mapping(layout, path, first, end)
    if isinstance(value, list):
        return _sequence(layout, path, first, end)
    return list(layout.lines[first:end])


def _mapping(layout: _Layout, path: Pointer, first: int, end: int) -> list[str]:
    keys = list(_at(layout.document.value, path))
    starts = [layout.index((*path, key)) for key in keys]
    column = _column_of_keys(layout, keys, starts, first, end)
    if column is None:
        return list(layout.lines[first:end])
    pieces = _cut(layout.lines, starts, first, end, column, is_file=not path)
    bodies = [
        _body(layout, (*path, key), start, stop, column)
        for key, (start, stop) in zip(keys, pieces.bodies, strict=True)
    ]
    order = layout.orders.get(path, ())
    wanted = sorted(
        range(len(keys)), key=lambda n: order.index(keys[n]) if keys[n] in order else len(order)
    )
    return _joined(pieces, bodies, wanted, column)


def _body(layout: _Layout, path: Pointer, start: int, stop: int, column: int) -> list[str]:
    """Return the line of a key and the lines of its value, which are put in order."""
    _, _, after = layout.lines[start][column:].partition(":")
    if after.strip() and not after.strip().startswith("#"):
        return list(layout.lines[start:stop])
    return [layout.lines[start], *_part(layout, path, start + 1, stop)]


def _sequence(layout: _Layout, path: Pointer, first: int, end: int) -> list[str]:
    items = _at(layout.document.value, path)
    starts = _starts_of_items(layout, path, len(items), first, end)
    if starts is None:
        return list(layout.lines[first:end])
    column = _indent(layout.lines[starts[0]])
    pieces = _cut(layout.lines, starts, first, end, column)
    bodies = [
        _item(layout, (*path, n), start, stop) for n, (start, stop) in enumerate(pieces.bodies)
    ]
    wanted = list(range(len(items)))
    if path in layout.unordered:
        wanted.sort(key=lambda n: str(items[n]))
    return _joined(pieces, bodies, wanted, column)


def _item(layout: _Layout, path: Pointer, start: int, stop: int) -> list[str]:
    """Return the lines of a list item; the fields of a record in it are put in order."""
    lone = _LONE_DASH.fullmatch(layout.lines[start]) is not None
    head = [layout.lines[start]] if lone else []
    return head + _part(layout, path, start + len(head), stop)


def _column_of_keys(
    layout: _Layout, keys: list[str], starts: list[int], first: int, end: int
) -> int | None:
    """Return the column of the keys of a mapping that has one on each line, else None."""
    if not _is_ladder(layout.lines, starts, first, end):
        return None
    columns = {_end_of(_INDENT, layout.lines[start]) for start in starts[1:]}
    columns.add(_end_of(_MARKERS, layout.lines[starts[0]]))
    column = columns.pop()
    spelt = (
        re.match(rf"""(["']?){re.escape(key)}\1\s*:(?:\s|$)""", layout.lines[start][column:])
        for key, start in zip(keys, starts, strict=True)
    )
    return column if not columns and all(spelt) else None


def _starts_of_items(
    layout: _Layout, path: Pointer, count: int, first: int, end: int
) -> list[int] | None:
    """Return the lines on which the items of a list begin, each with a hyphen; else None."""
    starts = [_up_to_dash(layout.lines, layout.index((*path, n)), first) for n in range(count)]
    if not _is_ladder(layout.lines, starts, first, end):
        return None
    fits = all(_ITEM.match(layout.lines[start]) for start in starts)
    return starts if fits and len({_indent(layout.lines[n]) for n in starts}) == 1 else None


def _up_to_dash(lines: Sequence[str], start: int, first: int) -> int:
    """Return the line of the hyphen of an item whose value begins on `start`, perhaps below it."""
    above = start
    while above > first and not _ITEM.match(lines[above]):
        above -= 1
        if _is_filler(lines[above]) or _LONE_DASH.fullmatch(lines[above]):
            continue
        return start
    return above


def _is_ladder(lines: Sequence[str], starts: list[int], first: int, end: int) -> bool:
    """Return whether the parts of a block stand one below the other, and nothing above them."""
    steps = [first - 1, *starts, end]
    rises = bool(starts) and all(a < b for a, b in pairwise(steps))
    return rises and all(
        _is_filler(line) or line.startswith(("---", "%")) for line in lines[first : starts[0]]
    )


@dataclass(frozen=True)
class _Pieces:
    """A block cut up: each part with the comments above it, and what stays where it is.

    `gaps` are the blank lines before each part.
    """

    head: list[str]
    gaps: list[list[str]]
    leads: dict[int, list[str]]
    bodies: list[tuple[int, int]]
    tail: list[str]


def _cut(
    lines: Sequence[str],
    starts: list[int],
    first: int,
    end: int,
    column: int,
    *,
    is_file: bool = False,
) -> _Pieces:
    """Return the block from `first` to before `end`, whose parts begin on `starts`, cut up."""
    lead = _lead_of_first(lines, first, starts[0], column, is_file=is_file)
    gaps: list[list[str]] = [[]]
    leads = {0: list(lines[lead : starts[0]])}
    stops = []
    for before, start in pairwise(starts):
        stop, lead_of_next = _lead_of_next(lines, before + 1, start, column)
        stops.append(stop)
        gaps.append(list(lines[stop:lead_of_next]))
        leads[len(leads)] = list(lines[lead_of_next:start])
    stops.append(_filler_above(lines, starts[-1] + 1, end, column))
    bodies = list(zip(starts, stops, strict=True))
    return _Pieces(list(lines[first:lead]), gaps, leads, bodies, list(lines[stops[-1] : end]))


def _lead_of_first(
    lines: Sequence[str], first: int, start: int, column: int, *, is_file: bool
) -> int:
    """Return where the comment of the first part begins; a file's head comment is not part of it.

    A head comment with no blank line below it is one all the same.
    """
    lead = start
    while lead > first and lines[lead - 1].strip() and _is_above(lines[lead - 1], column):
        lead -= 1
    return start if is_file and not any(line.strip() for line in lines[first:lead]) else lead


def _lead_of_next(lines: Sequence[str], first: int, start: int, column: int) -> tuple[int, int]:
    """Return where a part ends, and where the comment above the part at `start` begins.

    A comment that touches the part above it, and not the one below, belongs to the former.
    """
    stop = lead = _filler_above(lines, first, start, column)
    while lead < start and lines[lead].strip():
        lead += 1
    if lead == start:
        return stop, stop
    stop = lead
    while lead < start and not lines[lead].strip():
        lead += 1
    return stop, lead


def _filler_above(lines: Sequence[str], first: int, start: int, column: int) -> int:
    """Return where the blank lines and comments above `start` begin."""
    while start > first and _is_above(lines[start - 1], column):
        start -= 1
    return start


def _is_above(line: str, column: int) -> bool:
    """Return whether a line is blank or a comment that is not further in than `column`."""
    return _is_filler(line) and (not line.strip() or _indent(line) <= column)


def _joined(pieces: _Pieces, bodies: list[list[str]], wanted: list[int], column: int) -> list[str]:
    """Return the lines of a block with its parts in the order `wanted`.

    The hyphen of a list item, left of `column`, stays at the item's head, below the comments
    on its first field.
    """
    marker = bodies[0][0][:column]
    if marker.strip() and (top := wanted[0]) != 0:
        moved = {0: " " * column, top: marker}
        comments = [(" " * _indent(marker) + line.lstrip()).rstrip() for line in pieces.leads[top]]
        pieces = replace(pieces, leads={**pieces.leads, top: comments})
        bodies = [
            [moved.get(n, b[0][:column]) + b[0][column:], *b[1:]] for n, b in enumerate(bodies)
        ]
    lines = list(pieces.head)
    for gap, n in zip(pieces.gaps, wanted, strict=True):
        lines += [*gap, *pieces.leads[n], *bodies[n]]
    return lines + pieces.tail


def _is_filler(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _indent(line: str) -> int:
    return _end_of(_INDENT, line)


def _end_of(form: re.Pattern[str], line: str) -> int:
    match = form.match(line)
    return match.end() if match else 0
