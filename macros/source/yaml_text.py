"""YAML as text with line numbers: nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from macros.source.problem import Document, FlawError, Location, Problem

# libyaml is about ten times as fast; the pure Python parser gives the same events.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_BYTES = 500_000
MAX_DEPTH = 12
# What the parser may report of one file: about nine times what the largest file needs today.
MAX_EVENTS = 25_000
# Nobody reads more problems of one kind in one file.
MAX_PROBLEMS = 100
_NOTHING = {"", "~", "null", "Null", "NULL"}
_LINE_END = re.compile("\r\n?")
# YAML 1.2, section 5.1, without the line ends that only some programs count as such.
_FORBIDDEN = re.compile("[^\t\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parse(file: str, raw: bytes, first_line: int = 1) -> Document:
    """Return the YAML document in `raw`; what cannot be read is among its problems.

    `first_line` is the line of the file on which `raw` begins.
    """
    try:
        return _Reader(file, first_line).document(decoded(raw, first_line))
    except FlawError as flaw:
        return Document(file, None, problems=(flaw.problem(file),))


_TOO_LARGE = (
    f"The file is larger than {MAX_BYTES:,} bytes.",
    "Split it into smaller files, or take out what does not belong there.",
)
_NOTHING_THERE = ("The file is empty.", "Fill it in, or delete the file if nothing needs it.")
_TOO_MANY = (
    "The file holds too many values.",
    "Split it into smaller files, or take out what does not belong there.",
)


def decoded(raw: bytes, first_line: int) -> str:
    """Return `raw` as text with Unix line ends; a byte order mark at its head is dropped."""
    if len(raw) > MAX_BYTES:
        raise FlawError("YAML-READABLE", first_line, *_TOO_LARGE)
    try:
        text = _LINE_END.sub("\n", raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        before = _LINE_END.sub("\n", raw[: error.start].decode("latin-1"))
        line, what = before.count("\n"), f"Byte {error.start} is not UTF-8 text."
        fix = "Save the file with the encoding UTF-8."
        raise FlawError("YAML-READABLE", first_line + line, what, fix) from None
    if bad := _FORBIDDEN.search(text):
        line = first_line + text.count("\n", 0, bad.start())
        what = f"The character U+{ord(bad[0]):04X} cannot stand in a file."
        raise FlawError("YAML-READABLE", line, what, "Take out the invisible control character.")
    return text


class _Reader:
    """Builds one document from the parser's events, noting the line of every part."""

    def __init__(self, file: str, first_line: int) -> None:
        self.file, self.offset = file, first_line
        self.lines: dict[Location, int] = {}
        self.problems: list[Problem] = []

    def document(self, text: str) -> Document:
        try:
            events = self._checked(yaml.parse(text, Loader=_LOADER))
            if isinstance(next(events), yaml.StreamEndEvent):
                raise FlawError("FILE-NOT-EMPTY", self.offset, *_NOTHING_THERE)
            value = self._value(next(events), events, ())
            for _rest in events:
                pass
            if value is None:
                raise FlawError("FILE-NOT-EMPTY", self.lines[()], *_NOTHING_THERE)
        except yaml.YAMLError as error:
            raise self._unreadable(error) from None
        return Document(self.file, value, self.lines, tuple(self.problems))

    def _checked(self, events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
        """Yield the events of one document without anchors, aliases and tags."""
        documents = 0
        for count, event in enumerate(events):
            if count > MAX_EVENTS:
                raise FlawError("YAML-READABLE", self._line(event.start_mark), *_TOO_MANY)
            documents += isinstance(event, yaml.DocumentStartEvent)
            self._refuse_magic(event, documents)
            if not isinstance(event, yaml.StreamStartEvent | yaml.DocumentEndEvent):
                yield event

    def _refuse_magic(self, event: yaml.Event, documents: int) -> None:
        if getattr(event, "anchor", None):
            what = "`&` and `*` make anchors and aliases in YAML, which this project does not use."
        elif tag := getattr(event, "tag", None):
            what = f"`{tag}` is a YAML tag, which this project does not use."
        elif documents > 1:
            what = "A second document begins here (`---`)."
        else:
            return
        fix = "Write the value out, in quotes if it begins with `&`, `*` or `!`."
        raise FlawError("YAML-PLAIN", self._line(event.start_mark), what, fix)

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], path: Location) -> object:
        self.lines.setdefault(path, self._line(event.start_mark))
        if len(path) > MAX_DEPTH:
            what = f"The text is nested more than {MAX_DEPTH} levels deep."
            raise FlawError("YAML-PLAIN", self.lines[path], what, "Look for a bracket left open.")
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, path)
        assert isinstance(event, yaml.ScalarEvent)
        return None if event.implicit[0] and event.value in _NOTHING else str(event.value)

    def _sequence(self, events: Iterator[yaml.Event], path: Location) -> list[object]:
        items: list[object] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(self._value(event, events, (*path, len(items))))
        return items

    def _mapping(self, events: Iterator[yaml.Event], path: Location) -> dict[str, object]:
        items: dict[str, object] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key, line = self._key(event), self._line(event.start_mark)
            if key in items:
                first = self.lines[(*path, key)]
                self._note("YAML-KEYS-ONCE", line, *_twice(key, first))
                self._value(next(events), events, (*path, f"{key} (again)"))
                continue
            self.lines[(*path, key)] = line
            value = self._value(next(events), events, (*path, key))
            if value is None:
                self._note("FIELD-NOT-EMPTY", line, *_empty(key))
            else:
                items[key] = value
        return items

    def _key(self, event: yaml.Event) -> str:
        if isinstance(event, yaml.ScalarEvent):
            return str(event.value)
        what = "A list or a mapping stands where a field's name is expected."
        fix = "Write `name: value`; put text with braces or brackets in quotes."
        raise FlawError("YAML-READABLE", self._line(event.start_mark), what, fix)

    def _note(self, rule: str, line: int, what: str, fix: str) -> None:
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Problem(self.file, line, rule, what, fix))

    def _line(self, mark: object) -> int:
        """Return the line of the parser's `mark`, counted from the head of the file."""
        return int(getattr(mark, "line", 0)) + self.offset

    def _unreadable(self, error: yaml.YAMLError) -> FlawError:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        said = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
        what = f"This is not YAML: {said}."
        return FlawError("YAML-READABLE", self._line(mark), what, _remedy(said))


def _twice(key: str, first: int) -> tuple[str, str]:
    return (
        f"`{key}` stands here a second time; the first is on line {first}.",
        "Keep one of the two, or make a second list item that begins with `- `.",
    )


def _empty(key: str) -> tuple[str, str]:
    return f"`{key}` has no value.", "Write a value after the colon, or delete the line."


_REMEDIES = {
    "\\t": "Indent with spaces; a tab is not allowed there.",
    "tab": "Indent with spaces; a tab is not allowed there.",
    "mapping values": "Put the text in quotes: it holds a colon followed by a space.",
    "expected ':'": "Write a colon and a space after the field's name.",
    "block end": "Give this line the same indentation as the lines of its block.",
    "quoted scalar": "Close the quotation mark.",
    "cannot start any token": "Put the text in quotes: it begins with a special character.",
    "special characters": "Take out the invisible control character.",
    "control characters": "Take out the invisible control character.",
}


def _remedy(said: str) -> str:
    """Return advice for the parser's complaint, or the general one."""
    general = "Compare indentation, colons and quotes with the lines above it."
    return next((fix for sign, fix in _REMEDIES.items() if sign in said), general)
