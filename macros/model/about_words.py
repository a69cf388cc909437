"""The words of the pages about the site, its data and its rules."""

from __future__ import annotations

from pydantic import Field

from macros.model.gaps import Word
from macros.model.kinds import Model


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
