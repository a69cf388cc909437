"""The records that others read: what the data holds, and what is worked out from it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import Field

from macros import phones
from macros.model import (
    Carrier,
    Customs,
    Fact,
    Knowledge,
    Model,
    NumberFormats,
    Organisation,
    Phone,
    PostOffices,
    Release,
    Status,
    Trackers,
    country_name,
)

# Fields may be added within a version; what is taken away or means something else makes the next.
SCHEMA_VERSION = "1.0"
# By SPDX, the list of licences.
LICENCE = "CC0-1.0"

T = TypeVar("T")
Code = Annotated[str, Field(pattern="^[a-z]{2}$")]
E164 = Annotated[str, Field(pattern=r"^\+[1-9]\d{1,14}$")]


class Contact(Model):
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
    evidence: Literal["official", "quoted", "reported", "unconfirmed"] = Field(
        description="How sure it is."
    )
    source: str | None = Field(None, description="The page that shows it.")
    quoted_by: str | None = Field(None, description="The document that quotes that page.")
    as_of: str | None = Field(None, description="The date that the source bears.")
    checked: str | None = Field(
        None, description="The day on which we compared it with its source; none: not yet."
    )
    note: str | None = Field(None, description="What somebody who uses it should know.")


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


# What is published: by name, the form of the whole, and of one record where each has a file.
FORMS: dict[str, tuple[Any, Any]] = {
    "countries": (dict[Code, CountryEntry], Country),
    "contacts": (tuple[Contact, ...], None),
    "post-offices": (dict[Code, PostOffices], PostOffices),
    "customs": (dict[Code, Customs], Customs),
    "carriers": (dict[str, Carrier], Carrier),
    "facts": (dict[str, Fact], None),
    "statuses": (dict[str, Status], None),
    "number-formats": (NumberFormats, None),
    "trackers": (Trackers, None),
    "changes": (tuple[Release, ...], None),
}


def contents(knowledge: Knowledge) -> dict[str, tuple[Any, dict[str, Any]]]:
    """Return what each published dataset holds: the whole, and its records by their key."""
    countries = {code: country(knowledge, code) for code in knowledge.post_offices}
    formats = next(form for _, form in knowledge.each(NumberFormats))
    trackers = next(record for _, record in knowledge.each(Trackers))
    return {
        "countries": ({code: _entry(c) for code, c in countries.items()}, countries),
        "contacts": (tuple(c for one in countries.values() for c in one.contacts), {}),
        "post-offices": (knowledge.post_offices, knowledge.post_offices),
        "customs": (knowledge.customs, knowledge.customs),
        "carriers": (knowledge.carriers, knowledge.carriers),
        "facts": (knowledge.facts, {}),
        "statuses": ({status.id: status for status in knowledge.statuses}, {}),
        "number-formats": (formats, {}),
        "trackers": (trackers, {}),
        "changes": (knowledge.releases, {}),
    }


def country(knowledge: Knowledge, code: str) -> Country:
    """Return everything about a country, named by its code in small letters."""
    post, customs = knowledge.post_offices[code], knowledge.customs[code]
    return Country(
        code=code,
        name=country_name(code),
        page=f"countries/{code}/",
        contacts=tuple(contacts(knowledge, code)),
        post_offices=post,
        customs=customs,
        facts=tuple(f for f in knowledge.facts.values() if f.holds_in(code.upper())),
    )


def _entry(one: Country) -> CountryEntry:
    file = f"countries/{one.code}.json"
    return CountryEntry(name=one.name, file=file, page=one.page, contacts=len(one.contacts))


def contacts(knowledge: Knowledge, code: str) -> Iterator[Contact]:
    """Yield every way to reach somebody in a country, in the order of its page."""
    for desk, organisations in (
        ("post", knowledge.post_offices[code].organisations),
        ("customs", knowledge.customs[code].organisations),
    ):
        for organisation in organisations:
            known = {
                "country": code,
                "country_name": country_name(code),
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
    } | phone.model_dump(include={"dial_from", "use", "place", "hours"})


def _proof(claim: Model) -> dict[str, Any]:
    fields = {"evidence", "source", "quoted_by", "as_of", "checked", "note"}
    return claim.model_dump(mode="json", include=fields)
