"""What records are made of: kinds of text, dates, and the frozen model below all of them."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import lru_cache
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, core_schema

# All that is a blank but U+00A0 and U+202F.
_BLANKS = re.compile(r"[^\S\u00a0\u202f]+")


class Kind(str):
    """A text whose meaning is in its type, so that a rule can find all of its kind.

    `language` is where it is not in the language of the page: the one that it is in.
    """

    language = ""

    @classmethod
    def __get_pydantic_core_schema__(cls, _: object, __: GetCoreSchemaHandler) -> CoreSchema:
        """Have pydantic take a string that holds more than blanks, and tidy it."""
        return core_schema.no_info_after_validator_function(
            cls._tidied, core_schema.str_schema(min_length=1)
        )

    @classmethod
    def _tidied(cls, text: str) -> Self:
        """Return the text with single blanks; raises ValueError when nothing else is in it.

        A blank at which no line may end is kept: French and Russian are written with it.
        """
        if whole := _BLANKS.sub(" ", text).strip():
            return cls(whole)
        raise ValueError("there is nothing but blanks")


class Text(Kind):
    """Plain text for readers: no HTML, no Markdown, no templates."""


class Prose(Text):
    """Plain text that is said in the reader's language, where somebody has translated it."""


class Url(Kind):
    """An address on the web."""


class Pattern(Kind):
    """A regular expression that means the same in Python and in JavaScript."""


def _slug(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text):
        raise ValueError("write small letters, digits and single hyphens only")
    return text


def _day(text: object) -> object:
    if not re.fullmatch(r"(?:19|20)\d\d-\d\d-\d\d", str(text)):
        raise ValueError("write the date as YYYY-MM-DD")
    return text


def _day_month_or_year(text: str) -> str:
    if not re.fullmatch(r"(?:19|20)\d\d(-\d\d){0,2}", text):
        raise ValueError("write the date as YYYY-MM-DD, YYYY-MM or YYYY")
    first_day(text)
    return text


def ascii_only(text: Text) -> Text:
    """Return the text; raises ValueError when it holds other letters than a to z."""
    if not text.isascii():
        raise ValueError("an address is written in the letters a to z")
    return text


def each_once(items: tuple[str, ...]) -> tuple[str, ...]:
    """Return the items; raises ValueError when one stands among them twice."""
    if len(set(items)) < len(items):
        twice = Counter(items).most_common(1)[0][0]
        raise ValueError(f"`{twice}` stands in it more than once")
    return items


Slug = Annotated[str, AfterValidator(_slug)]
Day = Annotated[date, BeforeValidator(_day)]
_PARTIAL_DATE = r"^\d{4}(-\d\d){0,2}$"
PartialDate = Annotated[
    str,
    AfterValidator(_day_month_or_year),
    WithJsonSchema({"type": "string", "pattern": _PARTIAL_DATE}, mode="serialization"),
    # An editor's YAML reads a bare year as a number.
    WithJsonSchema({"type": ["string", "integer"], "pattern": _PARTIAL_DATE}, mode="validation"),
]


def first_day(text: str) -> date:
    """Return the first day of a year, a month or a day; raises ValueError when there is none."""
    return date.fromisoformat((text + "-01-01")[:10])


class Model(BaseModel):
    """A frozen record that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


@lru_cache(maxsize=4096)
def host_of(url: str) -> str:
    """Return the host name of an address, or what there is of one that is none."""
    try:
        return (urlsplit(url).hostname or url).removeprefix("www.")
    except ValueError:
        return url
