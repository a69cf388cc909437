"""The words of the pages about the site, its data and its rules."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from macros.model.gaps import Gaps, Word
from macros.model.kinds import Model, Text


class RuleWords(Model):
    """What stands between the parts of a rule."""

    fix: Word
    exception: Word
    good: Word
    bad: Word


class SummaryWords(Model):
    """The table of how much is known."""

    records: Word
    all: Word
    checked: Word


class FieldWords(Model):
    """The table of fields."""

    name: Word
    needed: Word
    means: Word
    yes: Word
    no: Word


class MacroWords(Model):
    """The table of macros."""

    name: Word
    arguments: Word
    shows: Word
    none: Word
    more: Annotated[Text, Gaps("count")]
    chosen: Annotated[Text, Gaps("count", "names")]
    named: Annotated[Text, Gaps("count", "file")]
    needs: Annotated[Text, Gaps("fields")]


class FreshnessWords(Model):
    """The pictures of how sure and how old records are."""

    country: Word
    dates: Word
    everything: Word
    no_date: Word


class DataWords(Model):
    """The table of public data."""

    dataset: Word
    records: Word
    all: Word
    each: Word
    schema_: Word = Field(alias="schema")
    index: Word
    feed: Word
    archive: Word
