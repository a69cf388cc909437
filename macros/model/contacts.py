"""Who can be reached in a country, and how."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field, ValidationInfo, field_validator, model_validator

from macros.model.claims import Claim, Evidence
from macros.model.kinds import (
    Model,
    PartialDate,
    Prose,
    Text,
    Url,
    ascii_only,
    host_of,
)
from macros.model.opening_hours import OpeningHours, read
from macros.model.time_zones import TimeZone

# The words of evidence, the surest first.
_SURE: tuple[Evidence, ...] = get_args(Evidence)
_UNSAID = (-len(_SURE), "")


class Phone(Claim):
    """A number that a reader can call or write to."""

    number: Text = Field(description="The number as it is dialled today.")
    printed: Text | None = Field(None, description="As the source prints it, where that differs.")
    via: Literal["call", "whatsapp"] = Field("call", description="Called, or written to.")
    dial_from: Literal["anywhere", "country", "landline"] = Field(
        description="From where it can be dialled: anywhere, only inside the country, or only "
        "from a landline inside the country."
    )
    use: Prose = Field(description="What this number is for, in a few words.")
    place: Prose | None = Field(None, description="The town or region that it serves.")
    opening_hours: OpeningHours | None = Field(
        None,
        description="When somebody answers, such as `Mo-Fr 08:00-20:00; Sa 09:00-13:00`: days, "
        "times and public holidays (PH) in OpenStreetMap's syntax, by the clocks there.",
    )
    time_zone: TimeZone | None = Field(
        None,
        description="Whose clocks these are, such as `America/New_York` (IANA): needed where the "
        "country has several zones and the number does not tell; `unknown` if nobody knows.",
    )
    hours: Text | None = Field(
        None,
        description="When somebody answers, in words: the public data has it, made from "
        "`opening_hours`. What a file says here is read as these.",
    )
    hours_evidence: Evidence | None = Field(
        None, description="How sure the hours are, where that differs from the number."
    )
    hours_source: Url | None = Field(None, description="The page that shows the hours.")

    @model_validator(mode="before")
    @classmethod
    def _with_hours_as_data(cls, given: object) -> object:
        """Return what a file says with hours in words as data, if nothing of them is in doubt."""
        if not isinstance(given, dict) or given.keys() & {"opening_hours"} or "hours" not in given:
            return given
        try:
            rest = {key: value for key, value in given.items() if key != "hours"}
            return rest | {"opening_hours": read(" ".join(str(given["hours"]).split()))}
        except ValueError:
            return given

    @field_validator("hours")
    @classmethod
    def _are_data_too(cls, hours: Text, known: ValidationInfo) -> Text:
        """Return the words of hours that are data; raises PydanticCustomError for others."""
        if "opening_hours" in known.data and known.data["opening_hours"] is None:
            read(hours)
        return hours


class Email(Claim):
    """An address that a reader can write to."""

    address: Annotated[
        Text, Field(pattern=r"^[\w.+-]+@[\w-]+(\.[\w-]+)+$"), AfterValidator(ascii_only)
    ] = Field(description="The e-mail address.")
    use: Prose = Field(description="What it is for, in a few words.")


class WebPage(Claim):
    """A form or a page through which a desk can be reached."""

    link: Url = Field(description="The page or form.")
    use: Prose = Field(description="What it is for, in a few words.")


class Tracking(Claim):
    """A page on which a parcel can be followed."""

    link: Url = Field(description="Its address; {number} stands for the tracking number.")


class Organisation(Model):
    """Somebody who can be reached."""

    name: Text = Field(description="Its name, as a reader meets it.")
    website: Url | None = Field(None, description="Its home page.")
    not_https: Text | None = Field(
        None, description="Why the website begins with http:// and not with https://."
    )
    phones: tuple[Phone, ...] = Field((), description="Numbers to call, the best first.")
    emails: tuple[Email, ...] = Field((), description="E-mail addresses, the best first.")
    pages: tuple[WebPage, ...] = Field((), description="Forms and help pages, the best first.")
    tracking: tuple[Tracking, ...] = Field((), description="Tracking pages, the best first.")

    @property
    def is_reached(self) -> bool:
        """Return whether we know a number, a page or an address through which to reach it."""
        return bool(self.phones or self.pages or self.emails)

    @property
    def hosts(self) -> tuple[str, ...]:
        """Return the hosts at which it can be found, followed or written to."""
        links = [self.website] if self.website else []
        links += [one.link for one in self.tracking] + [one.link for one in self.pages]
        return (*map(host_of, links), *(mail.address.partition("@")[2] for mail in self.emails))


class Guidance(Claim):
    """What somebody else says about who delivers or whom to ask."""

    says: Prose = Field(description="What they say, in our own words, with who says it.")


class OtherName(Model):
    """What an organisation is called in a language, in the writing of that language."""

    language: str = Field(description="Its code in the Unicode CLDR, such as `ru` or `pt-BR`.")
    name: Text = Field(description="The name, as people there write it.")


class Operator(Organisation):
    """A post or a courier that delivers in a country."""

    role: Literal["post", "courier"] = Field(description="The national post, or a courier.")
    other_names: tuple[OtherName, ...] = Field(
        (),
        description="Its names in another writing than `name`, the usual one first: readers look "
        "for them, and know them from vans and letters.",
    )
    brings_aliexpress: tuple[Guidance, ...] = Field(
        (), description="Who says that it brings parcels of AliExpress here, the surest first."
    )

    @property
    def is_aside(self) -> bool:
        """Return whether we know its site alone, and nobody says that it brings AliExpress."""
        return bool(self.website) and not self.is_reached and self.standing == _UNSAID

    @property
    def standing(self) -> tuple[int, str]:
        """Return how sure and how new the best word is that it brings parcels of AliExpress.

        The greater comes first. What is unconfirmed counts as nothing.
        """
        said = (
            (-_SURE.index(one.evidence), one.as_of or "")
            for one in self.brings_aliexpress
            if one.evidence != "unconfirmed"
        )
        return max(said, default=_UNSAID)


class Desk(Organisation):
    """Somebody to ask about a parcel in customs."""

    role: Literal["carrier", "authority"] = Field(
        description="A carrier's own customs desk, or the customs authority."
    )


class Withdrawn(Model):
    """A number that must not be shown as one to call, kept so that nobody adds it again."""

    number: Text = Field(description="The number as it was printed.")
    full: Text | None = Field(None, description="The number made whole, where it was shortened.")
    place: Text | None = Field(None, description="The place it was printed for.")
    label: Text | None = Field(None, description="The label it was printed with.")
    reason: Prose = Field(
        description="Why it was withdrawn, and what to use instead. Name no other number: it has a "
        "record of its own, and changes there."
    )
    source: Url | None = Field(None, description="The page that speaks against it.")
    as_of: PartialDate | None = Field(None, description="When it was withdrawn.")
    not_https: Text | None = Field(None, description="Why the source begins with http://.")


class CountryRecord(Model):
    """What is known about one desk in one country."""

    country: str = Field(description="ISO 3166-1 alpha-2 code, in capitals.")
    guidance: tuple[Guidance, ...] = Field(
        (), description="What others say about who delivers and whom to ask."
    )
    withdrawn: tuple[Withdrawn, ...] = Field((), description="Numbers that must not be used.")
    wanted: tuple[Prose, ...] = Field((), description="What we looked for and did not find.")


class PostOffices(CountryRecord):
    """The postal operators of one country and how to reach them."""

    operators: tuple[Operator, ...] = Field(
        min_length=1,
        description="In any order: shown first are those that bring parcels of AliExpress, "
        "the surest and then the newest above; among equals those that we know how to reach. "
        "Beyond that the order here holds.",
    )

    @property
    def organisations(self) -> tuple[Operator, ...]:
        """Return all that deliver here, first who surely brings parcels of AliExpress."""

        def rank(one: Operator) -> tuple[int, str, bool]:
            return (*one.standing, one.is_reached)

        return tuple(sorted(self.operators, key=rank, reverse=True))


class Customs(CountryRecord):
    """The customs desks of one country."""

    desks: tuple[Desk, ...] = Field(
        description="The carrier's desk first, then the authority; empty where we found none."
    )

    @property
    def organisations(self) -> tuple[Desk, ...]:
        """Return everybody who can be reached."""
        return self.desks


class Trackers(Model):
    """Sites and desks that follow parcels in every country."""

    trackers: tuple[Organisation, ...] = Field(min_length=1, description="In the order to try.")
