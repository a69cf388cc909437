"""Changes as Markdown for a summary or a comment."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import get_args

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from macros.editing.diff.change import Change, Kind
from macros.editing.markdown import inert

# GitHub refuses a comment of more than 65,536 characters.
MAX_CHARACTERS = 60_000
_SHOWN_AS = {"rechecked": "checked again"}


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
            room -= len(f"\n### {inert(change.topic)}\n\n")
            topics.add(change.topic)
        room -= len(f"- {inert(change.sentence)}\n")
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
    environment.filters["inert"] = lambda text: Markup(inert(text))
    return environment.get_template("changes.md.j2")
