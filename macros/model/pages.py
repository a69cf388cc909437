"""What a page says about itself."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from macros.model.kinds import Model, Slug, Text, each_once


class MacroCall(Model):
    """A macro that a page calls, with its arguments."""

    name: str
    arguments: tuple[str, ...] = ()


class PageSearch(Model):
    """How the search treats a page, as Material for MkDocs reads it."""

    exclude: Literal["true"] | None = None
    boost: float = Field(1, gt=0, le=2)


# What was made of the original: a letter for how, and a part of its hash.
Stamp = Annotated[str, Field(pattern=r"^a[0-9a-f]{8}$")]
# Who has read a translation: nobody, a machine, a second person, a native speaker.
Read = Literal["none", "machine", "second", "native"]


class Page(Model):
    """What a page says about itself in its front matter; the theme would act on other keys."""

    title: Text
    description: Text
    asked_as: tuple[Text, ...] = ()
    rests_on: Annotated[tuple[Slug, ...], AfterValidator(each_once)] = ()
    hide: tuple[Literal["navigation", "toc", "footer"], ...] = ()
    render_macros: Literal["true"] | None = None
    search: PageSearch | None = None
    calls: tuple[MacroCall, ...] = ()
    sections: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()
    body: str = ""
    read: Read = "none"
    translates: dict[str, Stamp] = Field({})
