"""Finds the number to call about a parcel; written from the page about the open data alone."""

from __future__ import annotations

import json
from typing import Any
from urllib.request import urlopen

# The surest first, as the page explains them.
SUREST = ("official", "quoted", "reported", "unconfirmed")


def number_to_call(data: str, country: str, desk: str, abroad: bool = False) -> str | None:
    """Return the address `tel:` of the surest number of a desk, or None when there is none.

    `data` is where the files lie, `country` two small letters, `desk` `post` or `customs`; from
    abroad only numbers count that can be dialled from anywhere.
    """
    with urlopen(f"{data}/countries/{country}.json") as answer:
        contacts: list[dict[str, Any]] = json.load(answer)["data"]["contacts"]
    numbers = [
        contact
        for contact in contacts
        if contact["desk"] == desk and contact["kind"] == "call"
        if not abroad or contact["dial_from"] == "anywhere"
    ]
    best = min(numbers, key=lambda contact: SUREST.index(contact["evidence"]), default=None)
    return str(best["uri"]) if best else None
