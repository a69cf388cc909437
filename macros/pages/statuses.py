"""The dictionary of tracking statuses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import get_args

from macros.model import Knowledge, Stage, Status, Wordings
from macros.pages.templates import render
from macros.pages.view import View


def status_list(view: View) -> str:
    """Return the dictionary of statuses, in the order of a parcel's way."""
    known = view.knowledge.statuses
    return render(
        view, "statuses.md", stages=_by_stage(known), printed=_printers(view.knowledge).keys()
    )


def printed_lines(view: View) -> str:
    """Return the source of each status, and what each carrier and tracker prints for it."""
    return render(
        view,
        "printed-lines.md",
        stages=_by_stage(view.knowledge.statuses),
        by_status=_printers(view.knowledge),
        printed=view.knowledge.wordings,
    )


def _by_stage(known: Sequence[Status]) -> Mapping[str, Sequence[Status]]:
    """Return statuses by the stage of a parcel's way, those stages that have some."""
    stages = {stage: [s for s in known if s.stage == stage] for stage in get_args(Stage)}
    return {stage: statuses for stage, statuses in stages.items() if statuses}


def _printers(knowledge: Knowledge) -> Mapping[str, Mapping[str, Wordings]]:
    """Return for each status that somebody prints a line or a code for who does, by slug."""
    found: dict[str, dict[str, Wordings]] = {}
    for slug, one in knowledge.wordings.items():
        for status in [*one.lines, *(each for each in one.codes if each not in one.lines)]:
            found.setdefault(status, {})[slug] = one
    return found
