"""Words that translations never use, and what they use in their place."""

from __future__ import annotations

from pydantic import Field

from macros.model.kinds import Model, Text


class Avoided(Model):
    """A word or words that a language has for a thing, and that we do not use for it."""

    word: Text = Field(description="In small letters, as it begins: its endings follow.")
    use: Text = Field(description="What to write in its place.")
    why: Text = Field(description="What is wrong with it, in a few words.")


class Glossary(Model):
    """What translators of one language agreed on, as far as a machine can see it."""

    avoided: tuple[Avoided, ...] = Field(description="In any order.")
