"""The field that shortens a long list, and the picture that leads into one."""

from __future__ import annotations

from typing import get_args

from macros.model import STATIONS, Stage
from macros.pages.templates import render
from macros.pages.view import View


def finder(view: View, what: str) -> str:
    """Return the field that shortens the list on the page to what somebody types."""
    return render(view, "finder.html", what=what)


def journey_links(view: View) -> str:
    """Return the picture of a parcel's way as links to the statuses of each stage."""
    known = {status.stage for status in view.knowledge.statuses}
    others = [stage for stage in get_args(Stage) if stage in known and stage not in STATIONS]
    return render(view, "journey-links.html", stations=STATIONS, known=known, others=others)
