"""The dictionary of tracking statuses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from macros.model import Knowledge, Stage, Wordings
from macros.pages.templates import render
from macros.pages.view import View


def status_list(view: View) -> str:
    """Return the dictionary of statuses, in the order of a parcel's way."""
    known = view.knowledge.statuses
    stages = {stage: [s for s in known if s.stage == stage] for stage in get_args(Stage)}
    shown = {stage: statuses for stage, statuses in stages.items() if statuses}
    printed = view.knowledge.wordings
    return render(
        view, "statuses.md", stages=shown, printed=printed, by_status=_by_status(view.knowledge)
    )


def _by_status(knowledge: Knowledge) -> Mapping[str, Mapping[str, Wordings]]:
    """Return for each status who prints a line or a code for it, by slug."""
    return {
        status.id: {
            slug: one
            for slug, one in knowledge.wordings.items()
            if status.id in one.lines or status.id in one.codes
        }
        for status in knowledge.statuses
    }
