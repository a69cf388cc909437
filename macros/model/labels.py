"""What AliExpress calls its buttons, menu entries, order states and dates, in each language."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from macros.model.claims import Claim
from macros.model.kinds import Model, Prose, Slug, Text


class LabelName(Claim):
    """What something is called in one language."""

    language: str = Field(description="Its code in the Unicode CLDR, such as `en` or `pt-BR`.")
    name: Text = Field(description="The words, letter for letter as they are printed.")

    @property
    def is_seen(self) -> bool:
        """Return whether a page of AliExpress shows it, or a document that quotes one."""
        return self.evidence in {"official", "quoted"}


class Label(Model):
    """A button, a menu entry, an order state or a date that AliExpress gives a name."""

    id: Slug = Field(description="Permanent; pages call it.")
    kind: Literal["button", "menu", "tab", "choice", "date", "promise", "place"] = Field(
        description="What it is on the screen."
    )
    means: Prose = Field(
        description="What it is for, as it is said to a reader whose language has no name that we "
        "know: “the button for returns and refunds”."
    )
    where: Prose = Field(description="Where it stands: “on the order page”.")
    explained_by: Slug | None = Field(
        None, description="The fact in facts.yml that says more about its name."
    )
    names: tuple[LabelName, ...] = Field(
        min_length=1,
        description="What it is called: English is among them, others only with evidence; where a "
        "language has several, the one to show comes first.",
    )

    def seen(self, language: str) -> LabelName | None:
        """Return the name in a language that readers can be told to look for, if there is one."""
        return self._first(language, is_seen=True)

    def said(self, language: str) -> LabelName | None:
        """Return the name in a language that others report, if there is one."""
        return self._first(language, is_seen=False)

    def _first(self, language: str, *, is_seen: bool) -> LabelName | None:
        names = (n for n in self.names if n.language == language and n.is_seen == is_seen)
        return next(names, None)


class Labels(Model):
    """The names of AliExpress’ buttons, menu entries, order states and dates."""

    labels: tuple[Label, ...] = Field(description="In the order of a reader’s way.")
