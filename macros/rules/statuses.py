"""Rules about tracking statuses and the lines that are printed for them."""

from __future__ import annotations

from collections.abc import Iterator

from macros.model import (
    Knowledge,
    Location,
    Status,
    TrackingWords,
    Wordings,
    did_you_mean,
    is_language,
)
from macros.rules.examples import PRINTED, STATUS
from macros.rules.registry import Finding, rule

_STATUSES = {"data/statuses.yml": "statuses:\n" + STATUS.format("a")}
_FILE = "data/wordings/post.yml"
_WORDS = "data/tracking-words.yml"
_TOLD = "ideas:\n  customs: [custom]\ntold:\n  a: [customs]\n"


@rule(
    "STATUS-WORDING-ONCE",
    knows_exceptions=True,
    why="A line that stands under two statuses would get two different answers.",
    fix="Leave the wording under the status that it fits.",
    good=_STATUSES,
    bad={"data/statuses.yml": "statuses:\n" + STATUS.format("a") + STATUS.format("b")},
)
def wordings_are_unique(knowledge: Knowledge) -> Iterator[Finding]:
    """Each wording of a tracking status stands once in it, and carriers mean the same by one."""
    seen: dict[str, str] = {}
    for where, status, wording in _own(knowledge):
        if owner := seen.get(wording.casefold()):
            yield where, f"“{wording}” stands under `{owner}` too."
        seen.setdefault(wording.casefold(), status)
    for where, status, wording in _printed(knowledge):
        if (owner := seen.setdefault(wording.casefold(), status)) != status:
            yield where, f"“{wording}” stands under `{owner}` too."


# A wording with its place and the status that it means.
_Wording = tuple[Location, str, str]


def _own(knowledge: Knowledge) -> Iterator[_Wording]:
    for where, status in knowledge.each(Status):
        for index, wording in enumerate(status.wordings):
            yield where.to("wordings", index), status.id, wording


def _printed(knowledge: Knowledge) -> Iterator[_Wording]:
    for where, printed in knowledge.each(Wordings):
        for name, group in (("lines", printed.lines), ("codes", printed.codes)):
            for status, wordings in group.items():
                for index, wording in enumerate(wordings):
                    yield where.to(name, status, index), status, wording


@rule(
    "WORDINGS-STATUS",
    why="A line under a status that does not exist is shown nowhere and found by nobody.",
    fix="Use the id of a status, or write the status first.",
    good=_STATUSES | {_FILE: PRINTED},
    bad=_STATUSES | {_FILE: PRINTED.replace("a:", "b:")},
)
def printed_lines_mean_a_status(knowledge: Knowledge) -> Iterator[Finding]:
    """Each line and code of a carrier stands under a status of the dictionary."""
    known = {status.id for status in knowledge.statuses}
    if knowledge.is_lost("data/statuses.yml"):
        return
    for where, printed in knowledge.each(Wordings):
        for name, group in (("lines", printed.lines), ("codes", printed.codes)):
            for status in group.keys() - known:
                what = f"There is no status `{status:.40}`."
                yield where.to(name, status), what, did_you_mean(status, sorted(known))


@rule(
    "WORDINGS-LANGUAGE",
    why="A screen reader reads a line aloud by the rules of its language.",
    fix="Use codes such as `fr`, `pt-BR` or `zh-Hans`.",
    good=_STATUSES | {_FILE: PRINTED},
    bad=_STATUSES | {_FILE: PRINTED.replace("language: es", "language: spanish")},
)
def printed_lines_have_a_language(knowledge: Knowledge) -> Iterator[Finding]:
    """The language of the lines of a carrier exists."""
    for where, printed in knowledge.each(Wordings):
        if printed.language and not is_language(printed.language):
            what = f"`{printed.language:.40}` is not the code of a language."
            yield where.to("language"), what


@rule(
    "TRACKING-WORDS-TOLD",
    why="An idea or a meaning that does not exist tells nothing, and nobody would notice.",
    fix="Use the names under `ideas`, and the ids of statuses.",
    good=_STATUSES | {_WORDS: _TOLD},
    bad=_STATUSES | {_WORDS: _TOLD.replace("[customs]", "[custms]")},
)
def ideas_tell_a_meaning(knowledge: Knowledge) -> Iterator[Finding]:
    """What tells a meaning are ideas that have words, and the meaning has a status."""
    known = {status.id for status in knowledge.statuses}
    if knowledge.is_lost("data/statuses.yml"):
        return
    for where, words in knowledge.each(TrackingWords):
        for status, told in words.told.items():
            if status not in known:
                what = f"There is no status `{status:.40}`."
                yield where.to("told", status), what, did_you_mean(status, sorted(known))
            for index, names in enumerate(told):
                for name in sorted({*names.split()} - words.ideas.keys()):
                    what = f"There is no idea `{name:.40}`."
                    near = did_you_mean(name, sorted(words.ideas))
                    yield where.to("told", status, index), what, near
