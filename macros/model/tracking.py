"""What tracking is made of: services, statuses and the formats of numbers."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from macros.model.claims import Claim, Evidence, Stage, Tracked
from macros.model.kinds import (
    Model,
    Pattern,
    Prose,
    Slug,
    Text,
    Url,
    each_once,
)


class Days(Model):
    """A usual time on the way, in calendar days."""

    min: int = Field(ge=1, le=365, description="At least.")
    max: int = Field(ge=1, le=365, description="At most.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.min > self.max:
            raise ValueError(f"{self.min} days at least are more than {self.max} at most")
        return self


class Carrier(Claim):
    """One shipping service; evidence and source speak for how far it is tracked and its days."""

    name: Text = Field(description="The service's name on the order page.")
    summary: Prose = Field(description="What it is, in a sentence or two.")
    service_class: Literal["economy", "standard", "express", "unknown"] = Field(
        alias="class", description="AliExpress' class of service."
    )
    class_evidence: Evidence = Field(description="How sure the class is.")
    operator: Text | None = Field(None, description="Who runs the service.")
    tracked_until: Tracked = Field(
        description="Where the scans can end: in the country of origin, at the hand-over in the "
        "destination country, or at delivery."
    )
    tracked_evidence: Evidence | None = Field(
        None, description="How sure the reach of the tracking is, where that differs from the days."
    )
    days: Days | None = Field(None, description="Usual days on the way.")
    original_group: Literal["may-be-untracked", "tracked"] | None = Field(
        None, description="The resolution under which the original list printed it, if it did."
    )
    disagrees: Prose | None = Field(
        None, description="Where today's evidence disagrees with the original resolution."
    )
    platform_code: tuple[Text, ...] = Field((), description="AliExpress' own code for it.")
    number_formats: tuple[Slug, ...] = Field((), description="Ids in number-formats.yml.")


class Status(Claim):
    """One tracking status: wording, what it means, what to do."""

    id: Slug = Field(description="Permanent; it is the anchor on the page.")
    title: Prose = Field(description="The status in plain words, as its heading.")
    code: Text | None = Field(None, description="The code in Cainiao's tracking answers.")
    wordings: tuple[Text, ...] = Field((), description="Lines as buyers see them.")
    stage: Stage = Field(description="Where on its journey the parcel is.")
    means: Prose = Field(description="What it means.")
    do: Prose = Field(description="What to do.")

    @property
    def lasts(self) -> int:
        """Return for how many days a check holds: a dictionary changes slowly."""
        return 365


class Statuses(Model):
    """The dictionary of tracking statuses, in the order in which a parcel meets them."""

    statuses: tuple[Status, ...] = Field(description="In the order of a parcel’s way.")


class Wordings(Claim):
    """What one carrier or tracker prints, in one language, each line under its status."""

    by: Text = Field(description="Who prints these lines.")
    language: str | None = Field(
        None, description="The language of the lines, such as es or pt-BR (Unicode CLDR)."
    )
    lines: dict[Slug, tuple[Text, ...]] = Field(
        {}, description="Lines as they are printed, by the id of the status that they mean."
    )
    codes: dict[Slug, tuple[Text, ...]] = Field(
        {}, description="Codes of events, by the id of the status that they mean."
    )

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.lines and not self.codes:
            raise ValueError("it has neither lines nor codes")
        if self.lines and not self.language:
            raise ValueError("lines need the language in which they are written")
        return self

    @property
    def lasts(self) -> int:
        """Return for how many days a check holds: as long as that of the dictionary."""
        return 365


def _can_be_met(beginning: str) -> str:
    """Return a beginning of words that can stand in a line, as lines are read."""
    if re.search(r"[\d'’]", beginning):
        raise ValueError(
            "lines are read without digits and apostrophes: leave them out, as in didnt"
        )
    return beginning


_Beginning = Annotated[Text, AfterValidator(_can_be_met)]


class TrackingWords(Model):
    """What words stand for in lines that nobody wrote down: a guess is made by them."""

    ideas: dict[Slug, Annotated[tuple[_Beginning, ...], AfterValidator(each_once)]] = Field(
        min_length=1,
        description="How words begin, in any language, by what they stand for. Up to three letters "
        "are a whole word; six are looked for inside words too, as is one sign of Chinese, two of "
        "Korean, three of Arabic. Where one stands inside another, the longer counts. Of several "
        "words all must stand side by side.",
    )
    told: dict[Slug, Annotated[tuple[Text, ...], AfterValidator(each_once)]] = Field(
        {},
        description="What tells a meaning, by the id of its status: the names of one idea or more "
        "with a blank between them, such as “customs release”.",
    )


class NumberFormat(Claim):
    """One format of tracking number, with numbers that must and must not match."""

    id: Slug = Field(description="Permanent; carriers name it.")
    name: Prose = Field(description="What such a number is called.")
    pattern: Pattern = Field(description="For capitals, with blanks and hyphens taken out.")
    check_digit: Literal["s10", "none"] = Field(
        description="s10: the ninth digit is checked by UPU standard S10."
    )
    country_suffix: bool = Field(
        False, description="Whether the last two letters must name a country of posting."
    )
    company: Text | None = Field(None, description="Who uses such numbers, as its link names it.")
    link: Url | None = Field(
        None,
        description="The page on which it follows them, on the word of the same source; {number} "
        "stands for the number.",
    )
    tells: Prose = Field(description="What such a number tells.")
    valid: tuple[Text, ...] = Field(min_length=1, description="Made-up numbers that must match.")
    invalid: tuple[Text, ...] = Field(min_length=1, description="Numbers that must not match.")

    @model_validator(mode="after")
    def _link_has_a_name(self) -> Self:
        if self.link and not self.company:
            raise ValueError("a link needs `company`, which it is called after")
        return self


class ServiceLetter(Claim):
    """What the first letters of a postal number say about the class of mail."""

    letter: Text = Field(description="The first letter.")
    pattern: Pattern = Field(description="The beginnings that mean this class.")
    name: Prose = Field(description="The class of mail.")
    tells: Prose = Field(description="What it means for a parcel.")


class NumberFormats(Model):
    """The formats of tracking numbers, the most particular first."""

    formats: tuple[NumberFormat, ...] = Field(description="The most particular first.")
    order_numbers: tuple[NumberFormat, ...] = Field(
        (), description="Formats of numbers that people take for tracking numbers."
    )
    service_letters: tuple[ServiceLetter, ...] = Field(
        (), description="What the first letters of a postal number mean."
    )
