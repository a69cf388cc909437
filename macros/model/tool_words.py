"""The words of the small tools that stand on some pages."""

from __future__ import annotations

from typing import Annotated, Literal

from macros.model.gaps import ByName, Gaps, Word
from macros.model.kinds import Model, Text

# The lists that can be shortened by typing.
Findable = Literal["lines", "countries", "messages"]


class FinderWords(Model):
    """The field that shortens a long list to what somebody types."""

    label: ByName[Findable, Word]
    hint: ByName[Findable, Word]
    count: Annotated[Text, Gaps("all", "count")]
    missing: Annotated[Text, Gaps("words")]
    partly: Word
    guess: Word
    none: Word
    search: Annotated[Text, Gaps("given")]
    stages: Word


class AddressCheckWords(Model):
    """The field in which a message is pasted, and what is said where nothing can be loaded."""

    label: Word
    hint: Word
    failed: Word


class CounterWords(Model):
    """The card that is shown at a counter, and what to say on the phone."""

    open: Word
    title: Word
    close: Word
    language: Word
    number: Word
    last_line: Word
    say: Word
    hint: Word
    failed: Word


class ChecklistWords(Model):
    """The list of proofs for a claim."""

    lead: Word
    keep: Word
    kept: Word
    blocked: Word
