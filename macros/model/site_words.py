"""The words of the menu, and of what stands beside the pages."""

from __future__ import annotations

from pydantic import Field

from macros.model.gaps import Word
from macros.model.kinds import Model


class MenuWords(Model):
    """The menu: its parts by their name in mkdocs.yml, and pages whose title is too long for it."""

    parts: dict[str, Word] = Field(description="The names of its parts.")
    pages: dict[str, Word] = Field(description="Short titles of pages, by path without `.md`.")


class LlmsWords(Model):
    """The list of pages for assistants."""

    introduction: Word
    questions: Word
    next_steps: Word
    countries: Word
    contacts: Word
    services: Word
    optional: Word
