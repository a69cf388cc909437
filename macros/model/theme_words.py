"""The words that the theme's templates show on every page."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from macros.model.gaps import ByName, Gaps, Word
from macros.model.kinds import Model, Text
from macros.model.pages import Read


class FrameWords(Model):
    """The frame of every page: its parts, by their names for screen readers."""

    header: Word
    tabs: Word
    nav: Word
    toc: Word
    footer: Word
    skip: Word
    top: Word
    permalink: Word
    copyright: Word


class ColourWords(Model):
    """The button that changes the colours, by what it does next."""

    light: Word
    dark: Word
    system: Word


class CrumbWords(Model):
    """The parts of the site, on the way to a page."""

    questions: Word
    next_steps: Word
    countries: Word
    services: Word
    about: Word


class NotHereWords(Model):
    """The page for an address that does not exist."""

    title: Word
    lead: Word
    all_questions: Word
    numbers: Word
    front: Word
    or_: Word = Field(alias="or")


class NotLoadedWords(Model):
    """What is said when a file of a page cannot be loaded."""

    changed: Word
    unreachable: Word
    again: Word


class SearchBoxWords(Model):
    """The dialog of the search."""

    search: Word
    whole_site: Word
    ask: Word
    tools: Word
    share: Word
    clear: Word
    loading: Word
    placeholder: Word
    none: Word
    found: Annotated[Text, Gaps("count")]
    more: Annotated[Text, Gaps("count")]
    missing: Word
    version: Word
    copy_: Word = Field(alias="copy")
    copied: Word
    failed: Word
    meant: Annotated[Text, Gaps("question")]
    happened: Word
    else_: Word = Field(alias="else")
    all_questions: Word
    numbers: Word
    or_: Word = Field(alias="or")
    tell_us: Word


class ThemeWords(Model):
    """What stands around the text of every page."""

    untranslated: Word
    older: Word
    languages: Word
    offer: Word
    no_offer: Word
    translate_page: Word
    read_by: ByName[Read, Word]
    frame: FrameWords
    colours: ColourWords
    your_country: Word
    country_heading: Annotated[Text, Gaps("country")]
    country_more: Annotated[Text, Gaps("country")]
    country_forgotten: Word
    whom_to_call: Word
    change: Word
    forget: Word
    picture: Word
    edit_page: Word
    unclear: Word
    crumbs: CrumbWords
    not_here: NotHereWords
    not_loaded: NotLoadedWords
    search: SearchBoxWords
