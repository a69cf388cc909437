"""Words beside a number that say that it is none of a parcel, and codes that are words as well."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, Field

from macros.model.kinds import Kind, Model, each_once

# What a word ends with of which every ending counts, and how a script looks for it.
_ANY_ENDING, _LETTERS = "*", r"\p{L}*"


class NumberWord(Kind):
    """A word in any language, as it stands beside a number."""

    @classmethod
    def _tidied(cls, text: str) -> NumberWord:
        """Return the word in the signs that the reader of numbers sees (Unicode NFKC).

        Raises ValueError where it holds what is no letter: it is part of a regular expression.
        """
        word = unicodedata.normalize("NFKC", super()._tidied(text))
        for part in re.split("[ -]", word.removesuffix(_ANY_ENDING)):
            if not part or any(unicodedata.category(sign)[0] not in "LM" for sign in part):
                raise ValueError(
                    "write letters, with a blank or a hyphen between two words, and "
                    f"`{_ANY_ENDING}` at the end where any ending may follow"
                )
        return cls(word)

    @property
    def pattern(self) -> str:
        """Return the regular expression of JavaScript that finds it."""
        return self.replace(_ANY_ENDING, _LETTERS)


_Words = Annotated[tuple[NumberWord, ...], AfterValidator(each_once)]
_Code = Annotated[str, Field(pattern="^[A-Z]{2}$")]


class NumberWords(Model):
    """Words of all languages that tell a number that is none of a parcel from one that is."""

    papers: _Words = Field(
        min_length=1, description="Papers and accounts of a person or a company, in any language."
    )
    cards: _Words = Field(min_length=1, description="Cards with which somebody pays.")
    phones: _Words = Field(
        min_length=1, description="Telephones, and codes that somebody gets on one."
    )
    things: _Words = Field(min_length=1, description="What a shop sells.")
    between: _Words = Field(
        min_length=1, description="What may stand between such a word and its number, like “no”."
    )
    countries: Annotated[tuple[_Code, ...], AfterValidator(each_once)] = Field(
        description="Codes of countries that are words in a sentence as well, like IS; a postal "
        "number ends in one (ISO 3166-1)."
    )

    def beside(self) -> dict[str, str]:
        """Return the words of each kind as one regular expression of JavaScript."""
        return {
            kind: "|".join(word.pattern for word in words)
            for kind, words in self
            if kind != "countries"
        }
