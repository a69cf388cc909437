"""The dictionary of tracking statuses."""

from __future__ import annotations

from typing import get_args

from macros.model import Stage
from macros.pages.templates import render
from macros.pages.view import View


def status_list(view: View) -> str:
    """Return the dictionary of statuses, in the order of a parcel's way."""
    known = view.knowledge.statuses
    stages = {stage: [s for s in known if s.stage == stage] for stage in get_args(Stage)}
    return render(view, "statuses.md", stages={k: v for k, v in stages.items() if v})
