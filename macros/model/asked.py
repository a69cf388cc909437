"""How people ask for the pages: what the search learns from, and never shows."""

from __future__ import annotations

from pydantic import Field

from macros.model.kinds import Model, Text


class AskedOfPage(Model):
    """How people ask for one page."""

    page: str = Field(
        pattern=r"^[a-z][a-z0-9/-]*[a-z0-9]$",
        description="Its address without a slash at the end, such as `faq/not-arrived`.",
    )
    phrases: tuple[Text, ...] = Field(
        min_length=1, description="In people’s own words: what they describe, not what we call it."
    )


class Asked(Model):
    """How people of one language ask for the pages."""

    letters: int = Field(
        ge=1,
        description="How many letters of a word count, from its beginning: enough to tell words "
        "apart, too few to hold their endings.",
    )
    beginnings: tuple[Text, ...] = Field(
        (), description="What is cut off before a word, such as an article written with it."
    )
    skipped: tuple[Text, ...] = Field(
        (), description="Words that stand in questions of every kind; many in a line."
    )
    asked: tuple[AskedOfPage, ...] = Field(min_length=1, description="Page by page.")
