"""The messages that readers send."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from macros.model.gaps import WithGaps
from macros.model.kinds import Model, Prose, Slug, each_once


class Line(WithGaps):
    """A paragraph of a message, with {gaps} that the reader fills."""


Recipient = Literal["seller", "aliexpress", "post", "customs", "card-issuer"]

# What a reader can fill in.
MESSAGE_GAPS = (
    "order", "number", "item", "missing", "fault", "status", "shipped", "last_news", "delivery",
    "claim_day", "name",
)  # fmt: skip

# The message that a card shows at a counter; its last line is the question.
AT_THE_COUNTER = "post-at-the-counter"


class MessageText(Model):
    """A message in one language."""

    language: str = Field(description="Its code in the Unicode CLDR, such as `en` or `pt-BR`.")
    lines: tuple[Line, ...] = Field(min_length=1, description="Its paragraphs, with {gaps}.")


class Message(Model):
    """A text that a reader can send."""

    to: Recipient = Field(description="Who gets it.")
    title: Prose = Field(description="What it is for, as its heading.")
    use: Prose = Field(description="When to send it.")
    rests_on: Annotated[tuple[Slug, ...], AfterValidator(each_once)] = Field(
        (), description="Ids of the facts that it states or relies on."
    )
    texts: tuple[MessageText, ...] = Field(min_length=1, description="English first.")
