"""Data files as a machine would write them: line ends, numbers and hours, losing no comment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import reduce
from typing import Any

from macros import source
from macros.model import COUNTRY_NAMES, CountryRecord, Model, Phone, phones, understand, walk
from macros.source import Document, Pointer

_DATA_FILE = re.compile(r"data/.+\.yml")
_INDENT = re.compile(r" *")
_MARKERS = re.compile(r" *(?:- +)*")
_BLOCK_SCALAR = re.compile(r".*[:-] +[|>][-+1-9]*\s*(?:#.*)?")
_KEY_AND_VALUE = re.compile(
    r"""(?P<head>\s*(?:-\s+)*[\w"']+\s*:\s+)"""
    r"""(?P<value>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'"""
    r"""|[^\s"'\[{#|>](?:\s*(?:[^\s#]|(?<!\s)\#))*)"""
    r"""(?P<tail>\s*|\s+\#.*)"""
)

# A place, the field that belongs there, its value, and how that is spelt.
_Wish = tuple[Pointer, str, str, str]


def formatted_all(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the data files among `files` that change, by path, as a machine would write them."""
    after = {file: formatted(file, raw) for file, raw in files.items()}
    return {file: text for file, text in after.items() if text != files[file]}


def formatted(file: str, raw: bytes) -> bytes:
    """Return the text of a data file as a machine would write it.

    `raw` comes back unchanged when it is no data file, when it cannot be read, or when the
    result would say something else. In a file that does not fit its model no value changes.
    """
    before = source.parse(file, raw)
    if not _DATA_FILE.fullmatch(file) or before.problems or before.value is None:
        return raw
    lines, meant = _tidied(raw.decode("utf-8-sig")), before.value
    knowledge = understand({file: _encoded(lines)})
    if record := knowledge.records.get(file):
        lines, meant = _mended(lines, meant, knowledge.documents[file], record)
    if (text := _encoded(lines)) == raw:
        return raw
    after = source.parse(file, text)
    return text if after.value == meant and not after.problems else raw


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


def _indent(line: str) -> int:
    return _end_of(_INDENT, line)


def _end_of(form: re.Pattern[str], line: str) -> int:
    match = form.match(line)
    return match.end() if match else 0


def _at(value: object, path: Pointer) -> Any:  # noqa: ANN401 - text, a list or a mapping
    """Return the part of a parsed value to which `path` leads."""
    start: Any = value
    return reduce(lambda part, step: part[step], path, start)


def _mended(
    lines: list[str], value: object, document: Document, record: Model
) -> tuple[list[str], object]:
    """Return the lines and their value with numbers and hours written as they should be.

    A value over several lines, or in braces, is a person's own form and stays.
    """
    lines, value = list(lines), deepcopy(value)
    for path, field, wanted, spelling in _wishes(record, document.value):
        index = document.line(path) - 1
        found = _KEY_AND_VALUE.fullmatch(lines[index])
        if found is None or _meaning(found["value"]) != _at(document.value, path):
            continue
        if _meaning(spelling) == wanted:
            head = found["head"].replace(str(path[-1]), field)
            lines[index] = head + spelling + found["tail"]
            del _at(value, path[:-1])[path[-1]]
            _at(value, path[:-1])[field] = wanted
    return lines, value


def _wishes(record: Model, value: object) -> Iterator[_Wish]:
    """Yield how each number and each text of hours is written."""
    country = record.country if isinstance(record, CountryRecord) else ""
    for path, part in walk(record):
        if isinstance(part, Phone):
            number = _spaced(part, country)
            yield (*path, "number"), "number", number, f'"{number}"'
            if hours := part.opening_hours:
                field = "opening_hours" if "opening_hours" in _at(value, path) else "hours"
                yield (*path, field), "opening_hours", hours, hours


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


def _meaning(spelling: str) -> object:
    """Return what the text after a colon means in YAML; None when it means nothing."""
    value = source.parse("", f"x: {spelling}".encode()).value
    return value.get("x") if isinstance(value, dict) and len(value) == 1 else None
