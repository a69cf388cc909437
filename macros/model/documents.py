"""What the documents are called that vouch for records."""

from __future__ import annotations

import re
from functools import cached_property

from pydantic import Field

from macros.model.kinds import Model, Prose


class NamedDocument(Model):
    """A document that vouches for records, by its address."""

    address: str = Field(
        pattern=r"^[a-z0-9.-]+\.[a-z]+(/\S*)?$",
        description="How its address begins, without https://; * stands for any text in it.",
    )
    name: Prose = Field(description="What it is called, and whose it is.")
    archived: bool = Field(
        False, description="Whether at this address lies a copy that somebody else keeps."
    )

    @cached_property
    def _form(self) -> re.Pattern[str]:
        parts = map(re.escape, self.address.split("*"))
        return re.compile(rf"https?://(?:www\.)?{'.*'.join(parts)}(?![\w.-])")

    def is_at(self, url: str) -> bool:
        """Return whether this is the document at an address."""
        return self._form.match(url) is not None


class NamedDocuments(Model):
    """What documents are called that are not on the site of the one who wrote them."""

    documents: tuple[NamedDocument, ...] = Field(
        description="The first whose address fits is the one, so the most particular first."
    )
