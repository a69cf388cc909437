"""Read the project's files, and YAML as text with line numbers: nothing is guessed."""

from __future__ import annotations

import os
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

import yaml

# libyaml is about ten times as fast; the pure Python parser gives the same events.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_BYTES = 500_000
MAX_DEPTH = 12
# What the parser may report of one file: about nine times what the largest file needs today.
MAX_EVENTS = 25_000
# Nobody reads more problems of one kind in one file.
MAX_PROBLEMS = 100
# Longer than any message that was meant to be read; a value of a file can stand in it.
MAX_MESSAGE = 400
_NOTHING = {"", "~", "null", "Null", "NULL"}
_RECORDS = {".yml", ".yaml", ".md"}
# What MkDocs takes for a page too (mkdocs.utils.markdown_extensions), or publishes as one.
_PAGE_LIKE = {".markdown", ".mdown", ".mkdn", ".mkd", ".html", ".htm", ".xhtml"}
# The same block that MkDocs takes for it (mkdocs.utils.meta).
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
# YAML 1.2, section 5.1, without the line ends that only some programs count as such.
_FORBIDDEN = re.compile("[^\t\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Bidirectional controls, zero-width characters and the like change what a reader sees.
_INVISIBLE = {"Cf", "Cc", "Co", "Cs", "Cn"}
# Letters and signs without ink, which their category does not give away.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")

Location = tuple[str | int, ...]


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong, where it stands, and how to mend it."""

    file: str
    line: int
    rule: str
    what: str
    fix: str

    def __post_init__(self) -> None:
        """Keep each part on one line that can be printed, whatever the file held."""
        for name, most in (("file", MAX_MESSAGE), ("what", MAX_MESSAGE), ("fix", 4 * MAX_MESSAGE)):
            object.__setattr__(self, name, _printable(getattr(self, name), most))

    def __str__(self) -> str:
        """Return a line that a machine can parse and one that a person can act on."""
        return (
            f"{self.file}:{self.line}: {self.rule}: {self.what}\n"
            f"    Fix: {self.fix}  Why: /about/rules/#{self.rule.lower()}"
        )


def _printable(text: str, most: int) -> str:
    """Return `text` cut to `most` characters, with what has no ink written out."""
    short = text if len(text) <= most else f"{text[: most - 1]}…"
    if short.isprintable():
        return short
    return "".join(
        c if c.isprintable() else " " if c.isspace() else f"\\u{{{ord(c):04x}}}" for c in short
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
    """Return what changes when one of the files of `read` changes, or something beside them."""
    stats = ((path, path.lstat()) for path in _paths(root))
    return tuple((str(path), stat.st_mtime_ns, stat.st_size) for path, stat in stats)


def passed_over(root: Path) -> tuple[Problem, ...]:
    """Return a problem for each thing below `root` that is not read and could be taken for one.

    A link is one of them: MkDocs would follow it, and a page could show a foreign file.
    """
    found = ((path, _oddity(root, path)) for path in _paths(root))
    return tuple(
        Problem(path.relative_to(root).as_posix(), 1, "FILE-KNOWN", *oddity)
        for path, oddity in found
        if oddity
    )


def _oddity(root: Path, path: Path) -> tuple[str, str] | None:
    """Return what is wrong with a file or folder as such and how to mend it, if anything."""
    suffix, inside = path.suffix.lower(), path.relative_to(root)
    if path.is_symlink():
        return "This is a link to another place.", "Put the file itself here."
    if suffix in _RECORDS and not path.is_file():
        return "This has the name of a file and is none.", "Rename it, or put a file here."
    if suffix in _RECORDS and not os.access(path, os.R_OK):
        return "The file cannot be read.", "Give everybody the right to read it."
    if suffix in _RECORDS or not path.is_file() or inside.parts[1] in {"schema", "LICENSE"}:
        return None
    if inside.parts[0] == "data" or suffix in _PAGE_LIKE:
        return (
            "No dataset has a file of this name.",
            "End the name of a record in .yml and that of a page in .md.",
        )
    return None


def _files(root: Path) -> list[Path]:
    return [
        path
        for path in _paths(root)
        if path.suffix.lower() in _RECORDS
        and path.is_file()
        and not path.is_symlink()
        and os.access(path, os.R_OK)
    ]


def _paths(root: Path) -> list[Path]:
    """Return what lies below data/ and docs/; hidden files that are no records are left out."""
    found = (p for top in ("data", "docs") for p in ((root / top), *(root / top).rglob("*")))
    return sorted(
        path
        for path in found
        if os.path.lexists(path) and (not path.name.startswith(".") or path.suffix in _RECORDS)
    )


def parse(file: str, raw: bytes, first_line: int = 1) -> Document:
    """Return the YAML document in `raw`; what cannot be read is among its problems.

    `first_line` is the line of the file on which `raw` begins.
    """
    try:
        return _Reader(file, first_line).document(_decoded(raw, first_line))
    except _FlawError as flaw:
        return Document(file, None, problems=(flaw.problem(file),))


def page(file: str, raw: bytes) -> Document:
    """Return a Markdown page: its front matter, and under `calls` the macros that it calls.

    What is more than Markdown and plain calls of macros is among its problems.
    """
    try:
        text = _decoded(raw, 1)
        block = _FRONT_MATTER.match(text)
        if block is None:
            raise _FlawError("PAGE-FRONT-MATTER", 1, *_NO_FRONT_MATTER)
    except _FlawError as flaw:
        return Document(file, None, problems=(flaw.problem(file),))
    head = parse(file, block[1].encode(), first_line=2)
    calls = list(_CALL.finditer(text))
    line_of = _line_finder(text)
    flaws = [
        Problem(file, line_of(place), *said)
        for place, *said in islice(_excesses(text, block.end()), MAX_PROBLEMS)
    ]
    if not isinstance(head.value, dict):
        return replace(head, problems=(*head.problems, *flaws))
    if calls and "render_macros" not in head.value:
        flaws.append(Problem(file, line_of(calls[0].start()), "PAGE-MACRO", *_NOT_RENDERED))
    spots: dict[Location, int] = {
        ("calls", index): line_of(call.start()) for index, call in enumerate(calls)
    }
    value = head.value | {"calls": [_called(call) for call in calls]}
    lines = {**head.lines, **spots}
    return Document(file, value, lines, (*head.problems, *flaws))


_NO_FRONT_MATTER = (
    "The page does not begin with front matter.",
    "Begin the file with a line `---`, then `title:` and `description:`, then `---`.",
)
_NOT_RENDERED = (
    "The page calls a macro, but it would be shown as it is written.",
    "Add a line `render_macros: true` to the head of the page.",
)

_ARGUMENT = r"""(?:"[^"\\{}\n]*"|'[^'\\{}\n]*')"""
_CALL = re.compile(
    r"(?<!\{)\{\{[ \t]*([A-Za-z_]\w*)\([ \t]*"
    rf"({_ARGUMENT}(?:[ \t]*,[ \t]*{_ARGUMENT})*)?[ \t]*\)[ \t]*\}}\}}"
)
_OPENING = re.compile(r"\{[{%#][^\n]{0,40}")
_TAG = re.compile(r"<[A-Za-z/!?][^>]*>?")
# Blocks and fields that carry no address; an address is written as a Markdown link.
_PLAIN_TAG = re.compile(
    r"</?(?:abbr|br|button|caption|dd|details|div|dl|dt|fieldset|figcaption|figure|form|hr|input"
    r"|kbd|label|legend|li|mark|nav|ol|option|output|p|q|section|select|small|span|strong|sub"
    r"|summary|sup|table|tbody|td|th|thead|time|tr|ul)"
    r"(?:\s+(?:(?:class|id|role|for|name|type|placeholder|autocomplete|autocapitalize|inputmode"
    r"|maxlength|spellcheck|required|markdown|open|hidden|method|title|lang|dir|value|datetime"
    r'|colspan|rowspan|scope|tabindex|aria-[a-z]+|data-[a-z-]+)(?:="[^"<>]*")?|action="\./"))*'
    r"\s*/?>"
)
_TARGET = re.compile(r"\]\(\s*<?([^)\s>]*)|^[ >]{0,3}\[[^\]\n]+\]:[ \t]*<?([^\s>]*)", re.M)
_PLAIN_TARGET = re.compile(r"(?:https://|mailto:|tel:)\S+|[\w./-]*(?:#[\w-]*)?")
_FOREIGN_PICTURE = re.compile(r"!\[[^\]\n]{0,300}\](?:\[|\(\s*<?(?:\w+:|//))")
_BRACES = re.compile(r"\{[^{}\n]*\}")
_PLAIN_BRACES = re.compile(r"\{:(?:[ ]+[#.][\w-]+)+[ ]*\}")


def _called(call: re.Match[str]) -> dict[str, object]:
    """Return the name and the arguments of a macro's call."""
    arguments = re.findall(_ARGUMENT, call[2] or "")
    return {"name": call[1], "arguments": [argument[1:-1] for argument in arguments]}


def _excesses(text: str, body: int) -> Iterator[tuple[int, str, str, str]]:
    """Yield place, rule, sentence and remedy of all that is more than prose and plain calls.

    `body` is where the front matter ends.
    """
    rest = _CALL.sub(lambda call: " " * len(call[0]), text)
    for found in _OPENING.finditer(rest):
        what = f"`{found[0].strip()}` is not a plain call of a macro."
        fix = 'Write {{ name("argument") }}; write an anchor as {: #name }.'
        yield found.start(), "PAGE-MACRO", what, fix
    for found in _TAG.finditer(rest, body):
        if not _PLAIN_TAG.fullmatch(found[0]):
            yield _excess(found, "HTML that this site does not use", "Write it in Markdown.")
    for found in _TARGET.finditer(rest, body):
        if not _PLAIN_TARGET.fullmatch(found[1] or found[2] or ""):
            fix = "Link to a page of this site, or to an address that begins with https://."
            yield _excess(found, "a link that cannot be trusted", fix)
    for found in _FOREIGN_PICTURE.finditer(rest, body):
        fix = "Put the picture into docs/en/assets/pictures/."
        yield _excess(found, "a picture from another site", fix)
    for found in _BRACES.finditer(rest, body):
        if not _PLAIN_BRACES.fullmatch(found[0]):
            yield _excess(found, "attributes", "Write {: #name } for an anchor, and no more.")
    if hidden := invisible(rest):
        what = f"The page holds the invisible character U+{ord(hidden):04X}."
        yield rest.index(hidden), "PAGE-PLAIN", what, "Delete it, or type the words again."


def _excess(found: re.Match[str], kind: str, fix: str) -> tuple[int, str, str, str]:
    return found.start(), "PAGE-PLAIN", f"`{found[0]:.60}` is {kind}.", fix


def invisible(text: str) -> str | None:
    """Return a character of `text` that has no ink, if there is one; line ends are none."""
    hidden = (c for c in set(text) if c in _BLANK or unicodedata.category(c) in _INVISIBLE)
    return min((c for c in hidden if c not in "\t\n"), default=None)


def _line_finder(text: str) -> Callable[[int], int]:
    """Return a function that gives the line of a place in `text`."""
    ends = [end.start() for end in re.finditer("\n", text)]
    return lambda place: bisect_right(ends, place - 1) + 1


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
_NOTHING_THERE = ("The file is empty.", "Fill it in, or delete the file.")
_TOO_MANY = (
    "The file holds too many values.",
    "Split it into smaller files, or take out what does not belong there.",
)


def _decoded(raw: bytes, first_line: int) -> str:
    """Return `raw` as text with Unix line ends; a byte order mark at its head is dropped."""
    if len(raw) > MAX_BYTES:
        raise _FlawError("YAML-READABLE", first_line, *_TOO_LARGE)
    try:
        text = _LINE_END.sub("\n", raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        before = _LINE_END.sub("\n", raw[: error.start].decode("latin-1"))
        line, what = before.count("\n"), f"Byte {error.start} is not UTF-8 text."
        fix = "Save the file with the encoding UTF-8."
        raise _FlawError("YAML-READABLE", first_line + line, what, fix) from None
    if bad := _FORBIDDEN.search(text):
        line = first_line + text.count("\n", 0, bad.start())
        what = f"The character U+{ord(bad[0]):04X} cannot stand in a file."
        raise _FlawError("YAML-READABLE", line, what, "Take out the invisible control character.")
    return text


_LINE_END = re.compile("\r\n?")


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
                raise _FlawError("FILE-NOT-EMPTY", self.offset, *_NOTHING_THERE)
            value = self._value(next(events), events, ())
            for _rest in events:
                pass
            if value is None:
                raise _FlawError("FILE-NOT-EMPTY", self.lines[()], *_NOTHING_THERE)
        except yaml.YAMLError as error:
            raise self._unreadable(error) from None
        return Document(self.file, value, self.lines, tuple(self.problems))

    def _checked(self, events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
        """Yield the events of one document without anchors, aliases and tags."""
        documents = 0
        for count, event in enumerate(events):
            if count > MAX_EVENTS:
                raise _FlawError("YAML-READABLE", self._line(event.start_mark), *_TOO_MANY)
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
        if len(self.problems) < MAX_PROBLEMS:
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
