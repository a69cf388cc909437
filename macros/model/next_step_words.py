"""The words of the page of the next step, as it is loaded."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from macros.model.gaps import Gaps, Word
from macros.model.kinds import Model, Text


class SketchWords(Model):
    """The drawing of an order page."""

    alternative: Word
    caption: Word
    order: Word
    delivery: Word
    protection: Word


class NextStepWords(Model):
    """The page of the next step, as it is loaded."""

    ask: Word
    other: Word
    search: Word
    questions: Word
    again: Word
    number: Word
    number_hint: Word
    exact: Word
    facts: Word
    country: Word
    service: Word
    unknown: Word
    shipped: Word
    paid: Word
    news: Word
    two_dates: Word
    delivery: Word
    delivery_hint: Word
    protection: Word
    protection_hint: Word
    sketch: SketchWords
    now: Word
    alone: Word
    silence: Word
    days: Word
    advice: Word
    over: Word
    begun: Word
    next: Word
    then: Word
    call: Word
    write: Word
    never: Word
    why: Word
    more: Annotated[Text, Gaps("page")]
    remind: Word
    print: Word
    keep: Word
    language: Word
    message: Word
    blanks: Word
    which: Word
    first: Word
    scanned: Word
    time: Word
    or_: Word = Field(alias="or")
    plan_for: Word
    door: Word
    with_dates: Word
    sources: Word
