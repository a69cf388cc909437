"""Markdown pages: their front matter, the macros that they call, and what they must not hold."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import Any

from macros.source.problem import Document, FlawError, Pointer, Problem
from macros.source.settings import ORIGINAL
from macros.source.yaml_text import MAX_PROBLEMS, decoded, parse

# The same block that MkDocs takes for it (mkdocs.utils.meta).
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
# Bidirectional controls, zero-width characters and the like change what a reader sees.
_INVISIBLE = {"Cf", "Cc", "Co", "Cs", "Cn"}
# Letters and signs without ink, which their category does not give away.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def page(file: str, raw: bytes) -> Document:
    """Return a Markdown page: its front matter, the macros that it calls, and its shape.

    The calls stand under `calls`, the ids of its sections under `sections`, the kinds of its
    boxes under `boxes`, and each line of the text has a place under `body`. What is more than
    Markdown and plain calls is among its problems.
    """
    try:
        text = decoded(raw, 1)
        block = _FRONT_MATTER.match(text)
        if block is None:
            raise FlawError("PAGE-FRONT-MATTER", 1, *_NO_FRONT_MATTER)
    except FlawError as flaw:
        return Document(file, None, problems=(flaw.problem(file),))
    head = parse(file, block[1].encode(), first_line=2)
    calls = list(CALL.finditer(text))
    line_of = _line_finder(text)
    flaws = [
        Problem(file, line_of(place), *said)
        for place, *said in islice(_excesses(text, block.end()), MAX_PROBLEMS)
    ]
    if not isinstance(head.value, dict):
        return replace(head, problems=(*head.problems, *flaws))
    if calls and "render_macros" not in head.value:
        flaws.append(Problem(file, line_of(calls[0].start()), "PAGE-MACRO", *_NOT_RENDERED))
    locations: dict[Pointer, int] = {
        ("calls", index): line_of(call.start()) for index, call in enumerate(calls)
    }
    first, body = line_of(block.end()), text[block.end() :]
    locations |= {("body", index): first + index for index in range(body.count("\n") + 1)}
    value = head.value | {
        "calls": [_called(call) for call in calls],
        "sections": _SECTION.findall(text, block.end()),
        "boxes": _BOX.findall(text, block.end()),
        "body": body,
    }
    lines = {**head.lines, **locations}
    return Document(file, value, lines, (*head.problems, *flaws))


def parts_of_page(text: str) -> tuple[dict[str, Any], str]:
    """Return the front matter of a page that was read before without a problem, and its body."""
    block = _FRONT_MATTER.match(text)
    assert block
    head = parse("", block[1].encode()).value
    assert isinstance(head, dict)
    return head, text[block.end() :]


_NO_FRONT_MATTER = (
    "The page does not begin with front matter.",
    "Begin the file with a line `---`, then `title:` and `description:`, then `---`.",
)
_NOT_RENDERED = (
    "The page calls a macro, but it would be shown as it is written.",
    "Add a line `render_macros: true` to the head of the page.",
)

# A plain call of a macro: its name and its arguments.
_ARGUMENT = r"""(?:"[^"\\{}\n]*"|'[^'\\{}\n]*')"""
CALL = re.compile(
    r"(?<!\{)\{\{[ \t]*([A-Za-z_]\w*)\([ \t]*"
    rf"({_ARGUMENT}(?:[ \t]*,[ \t]*{_ARGUMENT})*)?[ \t]*\)[ \t]*\}}\}}"
)
_SECTION = re.compile(r"^#{2,6} [^\n]*\{: #([\w-]+) \}[ \t]*$", re.M)
_BOX = re.compile(r"^(?:!!!|\?\?\?\+?) ([a-z]+)", re.M)
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
    rest = CALL.sub(lambda call: " " * len(call[0]), text)
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
        fix = f"Put the picture into docs/{ORIGINAL}/assets/pictures/."
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
    return min((c for c in set(text) if is_invisible(c) and c not in "\t\n"), default=None)


@cache
def is_invisible(character: str) -> bool:
    """Return whether a character has no ink, or changes how the text around it is shown."""
    return character in _BLANK or unicodedata.category(character) in _INVISIBLE


def _line_finder(text: str) -> Callable[[int], int]:
    """Return a function that gives the line of a place in `text`."""
    ends = [end.start() for end in re.finditer("\n", text)]
    return lambda place: bisect_right(ends, place - 1) + 1
