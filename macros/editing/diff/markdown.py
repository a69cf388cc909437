"""Changes as Markdown for a summary or a comment."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import get_args

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from macros.editing.diff.change import Change, Kind
from macros.editing.diff.wording import visible

# GitHub refuses a comment of more than 65,536 characters.
MAX_CHARACTERS = 60_000
_SHOWN_AS = {"rechecked": "checked again"}
# Signs that begin Markdown or HTML.
_ESCAPES = {sign: f"\\{sign}" for sign in "\\`*_[]|~$"} | {
    "<": "&lt;",
    ">": "&gt;",
    "&": "&amp;",
}
# What GitHub makes links, mentions and pictures of after the Markdown is read: someone, an
# issue, an address, an emoji. A zero-width space inside keeps it text.
_LIVELY = r"[@#]|:(?=//|[\w+-]+:)|(?i:www)(?=\.)|(?i:\bgh)(?=-\d)"
_APART = "&#8203;"


def in_markdown(found: Sequence[Change]) -> str:
    """Return changes as Markdown for a job summary or a comment, by topic.

    The first line is a comment by which a bot finds what it wrote. No text of a record becomes
    markup, a link or a mention. What makes it longer than MAX_CHARACTERS is only counted.
    """
    return _markdown(found, _fitting(found))


def _fitting(found: Sequence[Change]) -> int:
    """Return how many changes there is room for."""
    room = MAX_CHARACTERS - len(_markdown(found, 0))
    topics: set[str] = set()
    for number, change in enumerate(found):
        if change.topic not in topics:
            room -= len(f"\n### {_inert(change.topic)}\n\n")
            topics.add(change.topic)
        room -= len(f"- {_inert(change.sentence)}\n")
        if room < 0:
            return number
    return len(found)


def _markdown(found: Sequence[Change], shown: int) -> str:
    """Return the heading for all changes and the sentences of the first few."""
    topics: defaultdict[str, list[Change]] = defaultdict(list)
    for change in found[:shown]:
        topics[change.topic].append(change)
    times = Counter(change.kind for change in found)
    unread = times.pop("not compared", 0)
    return _template().render(
        count=times.total(),
        kinds={_SHOWN_AS.get(kind, kind): times[kind] for kind in get_args(Kind) if times[kind]},
        unread=unread,
        topics=topics,
        hidden=len(found) - shown,
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["inert"] = _inert
    return environment.get_template("changes.md.j2")


def _inert(text: str) -> Markup:
    """Return text that is nothing but text in a comment on GitHub."""
    escaped = re.sub(rf"[\\`*_\[\]|~$<>&]|{_LIVELY}", _defused, visible(text))
    return Markup(re.sub(r"^([-+=]|\d+(?=[.)]))", _not_a_list, escaped))


def _defused(sign: re.Match[str]) -> str:
    return _ESCAPES.get(sign[0], sign[0] + _APART)


def _not_a_list(start: re.Match[str]) -> str:
    return f"{start[0]}{_APART}" if start[0].isdigit() else f"\\{start[0]}"
