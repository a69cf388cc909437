"""What is wrong, and what was read: the values that every reader returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

# Longer than any message that was meant to be read; a value of a file can stand in it.
MAX_MESSAGE = 400

Pointer = tuple[str | int, ...]


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
            object.__setattr__(self, name, printable(getattr(self, name), most))

    def __str__(self) -> str:
        """Return a line that a machine can parse and one that a person can act on."""
        return (
            f"{self.file}:{self.line}: {self.rule}: {self.what}\n"
            f"    Fix: {self.fix}  Why: /about/rules/#{self.rule.lower()}"
        )


def printable(text: str, most: int) -> str:
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
    lines: Mapping[Pointer, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def line(self, path: Pointer) -> int:
        """Return the line of the part at `path`, or of the nearest part around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


class FlawError(Exception):
    """A flaw that stops the reading of a file."""

    def __init__(self, rule: str, line: int, what: str, fix: str) -> None:
        """Hold the rule that is broken, on which line, what is wrong and how to mend it."""
        super().__init__(what)
        self.rule, self.line, self.what, self.fix = rule, line, what, fix

    def problem(self, file: str) -> Problem:
        """Return the flaw as a problem of `file`."""
        return Problem(file, self.line, self.rule, self.what, self.fix)
