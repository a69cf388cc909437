"""Read the project's files, and YAML as text with line numbers: nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import yaml
from jinja2 import Environment, TemplateSyntaxError, nodes

# libyaml is about ten times as fast; the pure Python parser gives the same events.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_BYTES = 500_000
MAX_DEPTH = 12
_NOTHING = {"", "~", "null", "Null", "NULL"}
_FRONT_MATTER = re.compile(rb"\A(?:\xef\xbb\xbf)?---[ \t]*\r?\n(.*?)^---[ \t]*\r?$", re.S | re.M)

Location = tuple[str | int, ...]


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong, where it stands, and how to mend it."""

    file: str
    line: int
    rule: str
    what: str
    fix: str

    def __str__(self) -> str:
        """Return a line that a machine can parse and one that a person can act on."""
        return (
            f"{self.file}:{self.line}: {self.rule}: {self.what}\n"
            f"    Fix: {self.fix}  Why: /about/rules/#{self.rule.lower()}"
        )


@dataclass(frozen=True)
class Document:
    """A YAML text: its value made of text, lists and mappings, and the line of each part."""

    file: str
    value: object
    lines: Mapping[Location, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def line(self, path: Location) -> int:
        """Return the line of the part at `path`, or of the nearest part around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read(root: Path) -> dict[str, bytes]:
    """Return the bytes of every data file and page below `root`, by path relative to it.

    Links that lead out of the folder are not followed, so a record cannot name a foreign file.
    """
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in _files(root)}


def fingerprint(root: Path) -> tuple[tuple[str, int, int], ...]:
    """Return what changes when one of the files of `read` changes."""
    stats = ((path, path.stat()) for path in _files(root))
    return tuple((str(path), stat.st_mtime_ns, stat.st_size) for path, stat in stats)


def _files(root: Path) -> list[Path]:
    found = (path for folder in ("data", "docs") for path in (root / folder).rglob("*"))
    return sorted(
        path
        for path in found
        if path.suffix in {".yml", ".yaml", ".md"} and path.is_file() and not path.is_symlink()
    )


def parse(file: str, raw: bytes, first_line: int = 1) -> Document:
    """Return the YAML document in `raw`; what cannot be read is among its problems.

    `first_line` is the line of the file on which `raw` begins.
    """
    try:
        if len(raw) > MAX_BYTES:
            raise _FlawError("YAML-READABLE", first_line, *_TOO_LARGE)
        return _Reader(file, first_line).document(_decoded(raw, first_line))
    except _FlawError as flaw:
        return Document(file, None, problems=(flaw.problem(file),))


def page(file: str, raw: bytes) -> Document:
    """Return a Markdown page: its front matter, and under `calls` the macros that it calls."""
    head = _front_matter(file, raw)
    if not isinstance(head.value, dict) or head.value.get("render_macros") != "true":
        return head
    try:
        calls = list(_macro_calls(raw))
    except TemplateSyntaxError as error:
        line, what = error.lineno, f"A macro is written wrongly: {error.message}."
        flaw = Problem(file, line, "PAGE-MACRO", what, 'Write {{ name("argument") }}.')
        return replace(head, problems=(*head.problems, flaw))
    lines: dict[Location, int] = {
        ("calls", index): line for index, (line, _call) in enumerate(calls)
    }
    value = head.value | {"calls": [call for _line, call in calls]}
    return replace(head, value=value, lines={**head.lines, **lines})


def _macro_calls(raw: bytes) -> Iterator[tuple[int, dict[str, object]]]:
    """Yield the line, name and arguments of each macro that the text of a page calls."""
    head = _FRONT_MATTER.match(raw)
    body = raw[head.end() :] if head else raw
    line_before = raw.count(b"\n", 0, len(raw) - len(body))
    tree = Environment(autoescape=True).parse(
        "\n" * line_before + body.decode("utf-8", errors="replace")
    )
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name):
            arguments = [str(getattr(argument, "value", "")) for argument in call.args]
            yield call.lineno, {"name": call.node.name, "arguments": arguments}


def _front_matter(file: str, raw: bytes) -> Document:
    """Return the YAML block at the head of a Markdown page."""
    block = _FRONT_MATTER.match(raw)
    if block is None:
        flaw = _FlawError(
            "PAGE-FRONT-MATTER",
            1,
            "The page does not begin with front matter.",
            "Begin the file with a line `---`, then `title:` and `description:`, then `---`.",
        )
        return Document(file, None, problems=(flaw.problem(file),))
    return parse(file, block[1], first_line=2)


class _FlawError(Exception):
    def __init__(self, rule: str, line: int, what: str, fix: str) -> None:
        super().__init__(what)
        self.rule, self.line, self.what, self.fix = rule, line, what, fix

    def problem(self, file: str) -> Problem:
        return Problem(file, self.line, self.rule, self.what, self.fix)


_TOO_LARGE = (
    f"The file is larger than {MAX_BYTES:,} bytes.",
    "Split it into smaller files, or take out what does not belong there.",
)


def _decoded(raw: bytes, first_line: int) -> str:
    """Return `raw` as text; a byte order mark at its head is dropped."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _FlawError(
            "YAML-READABLE",
            first_line + raw.count(b"\n", 0, error.start),
            f"Byte {error.start} is not UTF-8 text.",
            "Save the file with the encoding UTF-8.",
        ) from None


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
                raise _FlawError(
                    "FILE-NOT-EMPTY",
                    self.offset,
                    "The file is empty.",
                    "Fill it in, or delete the file.",
                )
            value = self._value(next(events), events, ())
            for _rest in events:
                pass
        except yaml.YAMLError as error:
            raise self._unreadable(error) from None
        return Document(self.file, value, self.lines, tuple(self.problems))

    def _checked(self, events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
        """Yield the events of one document without anchors, aliases and tags."""
        documents = 0
        for event in events:
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
        raise _FlawError("YAML-PLAIN", self._line(event.start_mark), what, fix)

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], path: Location) -> object:
        self.lines.setdefault(path, self._line(event.start_mark))
        if len(path) > MAX_DEPTH:
            what = f"The text is nested more than {MAX_DEPTH} levels deep."
            raise _FlawError("YAML-PLAIN", self.lines[path], what, "Look for a bracket left open.")
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
        raise _FlawError("YAML-READABLE", self._line(event.start_mark), what, fix)

    def _note(self, rule: str, line: int, what: str, fix: str) -> None:
        self.problems.append(Problem(self.file, line, rule, what, fix))

    def _line(self, mark: object) -> int:
        """Return the line of the parser's `mark`, counted from the head of the file."""
        return int(getattr(mark, "line", 0)) + self.offset

    def _unreadable(self, error: yaml.YAMLError) -> _FlawError:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        said = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
        what = f"This is not YAML: {said}."
        return _FlawError("YAML-READABLE", self._line(mark), what, _remedy(said))


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
