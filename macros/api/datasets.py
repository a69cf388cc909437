"""The records that others read: what the data holds, and what is worked out from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Generic, Literal, TypeVar, get_origin

from pydantic import Field

from macros.api.hours import in_full
from macros.model import (
    ORIGINAL,
    UNKNOWN,
    Carrier,
    Claim,
    Customs,
    Fact,
    Knowledge,
    Label,
    Model,
    NumberFormat,
    NumberFormats,
    Organisation,
    Phone,
    PostOffices,
    Release,
    Status,
    Trackers,
    Wordings,
    country_name,
    model_in,
    phones,
)

# Fields may be added within a version; what is taken away or means something else makes the next.
SCHEMA_VERSION = "1.0"
# By SPDX, the list of licences.
LICENCE = "CC0-1.0"

T = TypeVar("T")
Code = Annotated[str, Field(pattern="^[a-z]{2}$")]
# How a form is called that holds many records.
_MANY: dict[Any, str] = {dict: "ByKey", tuple: "List"}
E164 = Annotated[str, Field(pattern=r"^\+[1-9]\d{1,14}$")]


class Contact(Claim):
    """One way to reach somebody about a parcel, with what stands behind it."""

    country: Code = Field(description="ISO 3166-1 code, in small letters.")
    country_name: str = Field(description="Its English name (Unicode CLDR).")
    desk: Literal["post", "customs"] = Field(description="What it is asked about.")
    organisation: str = Field(description="Who answers.")
    role: Literal["post", "courier", "carrier", "authority"] = Field(
        description="The post, a courier, a carrier's own customs desk, or the authority."
    )
    kind: Literal["call", "whatsapp", "email", "page", "tracking"] = Field(
        description="How it is used."
    )
    uri: str = Field(
        description="What to open: tel: (RFC 3966), mailto:, or https:. In that of a tracking "
        "page {number} stands for the tracking number."
    )
    number: str | None = Field(None, description="A phone number as it is dialled.")
    e164: E164 | None = Field(
        None, description="The same by ITU-T E.164; none for numbers without such a form."
    )
    dial_from: Literal["anywhere", "country", "landline"] | None = Field(
        None, description="From where it can be dialled."
    )
    use: str | None = Field(None, description="What it is for.")
    place: str | None = Field(None, description="The town or region that it serves.")
    hours: str | None = Field(None, description="When somebody answers, in local time.")
    opening_hours: str | None = Field(
        None,
        description="The same for machines: days, times and public holidays (PH) in "
        "OpenStreetMap's syntax.",
    )
    time_zone: str | None = Field(
        None, description="Whose clocks these hours go by (IANA); none where nobody knows it."
    )


class Country(Model):
    """Everything about one country."""

    code: Code = Field(description="ISO 3166-1 code, in small letters.")
    name: str = Field(description="Its English name (Unicode CLDR).")
    page: str = Field(description="Its page, from the root of the site.")
    contacts: tuple[Contact, ...] = Field(description="The best first, the post before customs.")
    post_offices: PostOffices = Field(description="The record of its postal operators.")
    customs: Customs = Field(description="The record of its customs desks.")
    facts: tuple[Fact, ...] = Field(description="Charges, limits and rights that hold there.")


class CountryEntry(Model):
    """A country for a list to choose from."""

    name: str = Field(description="Its English name (Unicode CLDR).")
    file: str = Field(description="The file with all of it, beside this one.")
    page: str = Field(description="Its page, from the root of the site.")
    contacts: int = Field(description="How many ways to reach somebody are known.")


class Published(Model, Generic[T]):
    """A published file: the data, and the version and licence under which it comes."""

    schema_version: str = Field(description="The version of this form.")
    licence: str = Field(description="Under which it may be used (SPDX).")
    data: T = Field(description="What the file is about.")

    @classmethod
    def model_parametrized_name(cls, params: tuple[Any, ...]) -> str:
        """Return a name for programs that are made of the description: PublishedFactByKey."""
        (held,) = params
        kind = model_in(held)
        assert kind
        return f"{cls.__name__}{kind.__name__}{_MANY.get(get_origin(held), '')}"


@dataclass(frozen=True)
class Form:
    """How a dataset is published: all of it, each record in a file, and the rows of its table."""

    whole: Any
    one: type[Model] | None = None
    row: type[Model] | None = None


# What is published. Posts and customs desks are rows of the table of contacts.
FORMS: dict[str, Form] = {
    "countries": Form(dict[Code, CountryEntry], Country, CountryEntry),
    "contacts": Form(tuple[Contact, ...], None, Contact),
    "post-offices": Form(dict[Code, PostOffices], PostOffices),
    "customs": Form(dict[Code, Customs], Customs),
    "carriers": Form(dict[str, Carrier], Carrier, Carrier),
    "facts": Form(dict[str, Fact], None, Fact),
    "labels": Form(dict[str, Label]),
    "statuses": Form(dict[str, Status], None, Status),
    "wordings": Form(dict[str, Wordings]),
    "number-formats": Form(NumberFormats, None, NumberFormat),
    "trackers": Form(Trackers),
    "changes": Form(tuple[Release, ...]),
}


@dataclass(frozen=True)
class Content:
    """What a dataset holds: all of it, its records by their key, and the rows of its table."""

    whole: Any
    records: Mapping[str, Model] = field(default_factory=dict)
    rows: Mapping[str, Model] | Sequence[Model] = ()


def contents(knowledge: Knowledge) -> dict[str, Content]:
    """Return what each published dataset holds, by its name in FORMS."""
    countries = {code: country(knowledge, code) for code in knowledge.post_offices}
    entries = {code: _entry(one) for code, one in countries.items()}
    everyone = tuple(contact for one in countries.values() for contact in one.contacts)
    statuses = {status.id: status for status in knowledge.statuses}
    formats = next(form for _, form in knowledge.each(NumberFormats))
    post_offices = {code: one.post_offices for code, one in countries.items()}
    customs = {code: in_full(record, knowledge) for code, record in knowledge.customs.items()}
    trackers = next(record for _, record in knowledge.each(Trackers))
    return {
        "countries": Content(entries, countries, entries),
        "contacts": Content(everyone, rows=everyone),
        "post-offices": Content(post_offices, post_offices),
        "customs": Content(customs, customs),
        "carriers": Content(knowledge.carriers, knowledge.carriers, knowledge.carriers),
        "facts": Content(knowledge.facts, rows=tuple(knowledge.facts.values())),
        "labels": Content(knowledge.labels),
        "statuses": Content(statuses, rows=knowledge.statuses),
        "wordings": Content(knowledge.wordings),
        "number-formats": Content(formats, rows=formats.formats),
        "trackers": Content(in_full(trackers, knowledge)),
        "changes": Content(knowledge.releases),
    }


def country(knowledge: Knowledge, code: str) -> Country:
    """Return everything about a country, named by its code in small letters."""
    post = in_full(knowledge.post_offices[code], knowledge)
    customs = in_full(knowledge.customs[code], knowledge)
    return Country(
        code=code,
        name=country_name(code, ORIGINAL),
        page=f"countries/{code}/",
        contacts=tuple(contacts(post, customs, code)),
        post_offices=post,
        customs=customs,
        facts=tuple(f for f in knowledge.facts.values() if f.holds_in(code.upper())),
    )


def _entry(one: Country) -> CountryEntry:
    file = f"countries/{one.code}.json"
    return CountryEntry(name=one.name, file=file, page=one.page, contacts=len(one.contacts))


def contacts(post: PostOffices, customs: Customs, code: str) -> Iterator[Contact]:
    """Yield every way to reach somebody in a country, in the order of its page."""
    for desk, organisations in (("post", post.organisations), ("customs", customs.organisations)):
        for organisation in organisations:
            known = {
                "country": code,
                "country_name": country_name(code, ORIGINAL),
                "desk": desk,
                "organisation": organisation.name,
                "role": organisation.role,
            }
            for way in _ways(organisation, code.upper()):
                yield Contact.model_validate(known | way)


def _ways(organisation: Organisation, country: str) -> Iterator[dict[str, Any]]:
    for phone in organisation.phones:
        yield _call(phone, country) | _proof(phone)
    for page in organisation.pages:
        yield {"kind": "page", "uri": page.link, "use": page.use} | _proof(page)
    for email in organisation.emails:
        yield {"kind": "email", "uri": f"mailto:{email.address}", "use": email.use} | _proof(email)
    for tracking in organisation.tracking:
        yield {"kind": "tracking", "uri": tracking.link} | _proof(tracking)


def _call(phone: Phone, country: str) -> dict[str, Any]:
    written = phone.via == "whatsapp"
    canonical = phones.canonical(phone.number, country)
    link = phones.whatsapp_link if written else phones.tel_link
    return {
        "kind": phone.via,
        "uri": link(phone.number, country),
        "number": phone.number,
        "e164": canonical if canonical.startswith("+") else None,
        "time_zone": None if phone.time_zone == UNKNOWN else phone.time_zone,
    } | phone.model_dump(include={"dial_from", "use", "place", "hours", "opening_hours"})


def _proof(claim: Claim) -> dict[str, Any]:
    return claim.model_dump(include=set(Claim.model_fields))
