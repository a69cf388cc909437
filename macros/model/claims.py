"""What the site says, and what stands behind it: how sure it is, its source and its dates."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, get_args

from pydantic import Field

from macros.model.kinds import (
    Day,
    Model,
    PartialDate,
    Prose,
    Text,
    Url,
)

Evidence = Literal["official", "quoted", "reported", "unconfirmed"]


Stage = Literal[
    "pre-shipment",
    "origin",
    "export",
    "flight",
    "import",
    "local",
    "pickup",
    "delivered",
    "problem",
    "returned",
    "unknown",
]


# The stations of the journey picture, in the order in which a parcel passes them.
STATIONS: tuple[Stage, ...] = tuple(
    stage for stage in get_args(Stage) if stage not in {"pickup", "problem", "returned", "unknown"}
)


# How far a service is scanned.
Tracked = Literal["origin", "arrival", "delivery", "unknown"]


class Claim(Model):
    """Something that the site says, with what stands behind it."""

    evidence: Evidence = Field(description="How sure this is; one of four words.")
    source: Url | None = Field(None, description="The page that shows it.")
    quoted_by: Url | None = Field(
        None, description="The document that quotes the source, when nobody saw the source itself."
    )
    as_of: PartialDate | None = Field(
        None, description="The date that the source bears: YYYY-MM-DD, YYYY-MM or YYYY."
    )
    checked: Day | None = Field(
        None, description="The day on which somebody compared this record with its source."
    )
    checked_copy: bool = Field(
        False,
        description="Whether it was compared with a stored copy of the source, not with the page "
        "itself; `as_of` says of when the copy is.",
    )
    caution: Prose | None = Field(
        None,
        description="What changes what a reader does with it, in a few words; always in sight.",
    )
    note: Prose | None = Field(
        None, description="What else there is to know; shown when a reader asks for it."
    )
    not_https: Text | None = Field(
        None, description="Why an address here begins with http:// and not with https://."
    )

    @property
    def review_by(self) -> date | None:
        """Return the day until which the last check holds; None when there was none."""
        return self.checked + timedelta(days=self.lasts) if self.checked else None

    @property
    def lasts(self) -> int:
        """Return for how many days a check of this kind of record holds."""
        return 180
