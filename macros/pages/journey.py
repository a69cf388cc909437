"""The picture of a parcel's way."""

from __future__ import annotations

from macros.model import STATIONS
from macros.pages.templates import render
from macros.pages.view import View, record_of


def journey(view: View, *places: str) -> str:
    """Return the picture of a parcel's way with the stations `places` marked."""
    for place in places:
        record_of(dict.fromkeys(STATIONS, ""), place, "station")
    return render(view, "journey.html", **on_journey(view, places))


def on_journey(view: View, places: tuple[str, ...]) -> dict[str, object]:
    """Return what the picture of the journey shows: its stations, and which are marked."""
    here = f"{view.words['comma']} ".join(view.words["stages"][place] for place in places)
    return {"stations": STATIONS, "places": places, "here": here}
