"""Texts with gaps that something else fills, and mappings that have a text for each key."""

from __future__ import annotations

import re
from string import Formatter
from typing import Annotated, Any, TypeVar, get_args

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from macros.model.kinds import Kind, Text


class Gaps:
    """Which gaps a text has: each of them, or with `all_needed=False` some of them."""

    def __init__(self, *names: str, all_needed: bool = True) -> None:
        """Hold the names of the gaps; none: the text has no gaps."""
        self.names, self.all_needed = names, all_needed

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Have pydantic refuse a text with other gaps."""
        return core_schema.no_info_after_validator_function(self._fitting, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Tell an editor which gaps there are."""
        gaps = ", ".join(f"{{{name}}}" for name in self.names)
        return handler(schema) | {"description": f"Gaps: {gaps}." if gaps else "Without gaps."}

    def _fitting(self, text: Text) -> Text:
        if flaw := self._flaw(text):
            raise PydanticCustomError("word_gaps", "{flaw}", {"flaw": flaw})
        return text

    def _flaw(self, text: str) -> str | None:
        try:
            parts = list(Formatter().parse(text))
        except ValueError as error:
            return f"“{text:.40}”: {error}."
        for _, name, spec, conversion in parts:
            if name is not None and (name not in self.names or spec or conversion):
                known = ", ".join(f"{{{gap}}}" for gap in self.names) or "none"
                return f"“{text:.40}” has a gap that nothing fills; gaps here: {known}."
        lacking = sorted({*self.names} - {name for _, name, _, _ in parts})
        return f"“{text:.40}” has no {{{lacking[0]}}}." if lacking and self.all_needed else None


class Each:
    """That a mapping has a word for each of its keys, which are a Literal's or are named here."""

    def __init__(self, *keys: str) -> None:
        """Hold the keys; none: all that the mapping's type allows."""
        self.keys = keys

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Have pydantic refuse a mapping without one of its words."""
        keys = self._wanted(source)

        def complete(words: dict[str, Any]) -> dict[str, Any]:
            if lacking := [key for key in keys if key not in words]:
                raise PydanticCustomError("words_lacking", "{names}", {"names": lacking})
            return words

        return core_schema.no_info_after_validator_function(complete, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Tell an editor that each key has a word."""
        return handler(schema) | {"description": "A word for each."}

    def _wanted(self, source: object) -> tuple[str, ...]:
        return self.keys or get_args(get_args(source)[0])


K = TypeVar("K", bound=str)
V = TypeVar("V", bound=Text)

Word = Annotated[Text, Gaps()]
ByName = Annotated[dict[K, V], Each()]


class WithGaps(Kind):
    """A text with {gaps} that something else fills."""

    @property
    def gaps(self) -> list[str]:
        """Return the names of its gaps."""
        return [part["gap"] for part in self.parts if part["gap"]]

    @property
    def parts(self) -> list[dict[str, str]]:
        """Return its texts and gaps in order: each part has the one or the other."""
        pieces = re.split(r"\{([\w-]*)\}", self)
        kinds = ("text", "gap")
        return [
            {"text": "", "gap": ""} | {kinds[at % 2]: piece}
            for at, piece in enumerate(pieces)
            if piece or at % 2
        ]
