"""The records of `data/`: who to ask, services, facts, statuses, numbers and words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from macros.model.countries import EU_MEMBERS
from macros.model.kinds import (
    Day,
    Model,
    PartialDate,
    Pattern,
    Slug,
    Text,
    Url,
    ascii_only,
    each_once,
)

Evidence = Literal["official", "quoted", "reported", "unconfirmed"]
Stage = Literal[
    "pre-shipment",
    "origin",
    "export",
    "flight",
    "import",
    "local",
    "pickup",
    "delivered",
    "problem",
    "returned",
    "unknown",
]

# The stations of the journey picture, in the order in which a parcel passes them.
STATIONS: tuple[Stage, ...] = (
    "pre-shipment",
    "origin",
    "export",
    "flight",
    "import",
    "local",
    "delivered",
)

# How far a service is scanned.
Tracked = Literal["origin", "arrival", "delivery", "unknown"]


class Claim(Model):
    """Something that the site says, with what stands behind it."""

    evidence: Evidence = Field(description="How sure this is; one of four words.")
    source: Url | None = Field(None, description="The page that shows it.")
    quoted_by: Url | None = Field(
        None, description="The document that quotes the source, when nobody saw the source itself."
    )
    as_of: PartialDate | None = Field(
        None, description="The date that the source bears: YYYY-MM-DD, YYYY-MM or YYYY."
    )
    checked: Day | None = Field(
        None, description="The day on which somebody compared this record with its source."
    )
    checked_copy: bool = Field(
        False,
        description="Whether it was compared with a stored copy of the source, not with the page "
        "itself; `as_of` says of when the copy is.",
    )
    note: Text | None = Field(None, description="What a reader should know about it.")
    not_https: Text | None = Field(
        None, description="Why an address here begins with http:// and not with https://."
    )

    @property
    def review_by(self) -> date | None:
        """Return the day until which the last check holds; None when there was none."""
        return self.checked + timedelta(days=self.lasts) if self.checked else None

    @property
    def lasts(self) -> int:
        """Return for how many days a check of this kind of record holds."""
        return 180


class Phone(Claim):
    """A number that a reader can call or write to."""

    number: Text = Field(description="The number as it is dialled today.")
    printed: Text | None = Field(None, description="As the source prints it, where that differs.")
    via: Literal["call", "whatsapp"] = Field("call", description="Called, or written to.")
    dial_from: Literal["anywhere", "country", "landline"] = Field(
        description="From where it can be dialled: anywhere, only inside the country, or only "
        "from a landline inside the country."
    )
    use: Text = Field(description="What this number is for, in a few words.")
    place: Text | None = Field(None, description="The town or region that it serves.")
    hours: Text | None = Field(None, description="When somebody answers, in local time.")
    hours_evidence: Evidence | None = Field(
        None, description="How sure the hours are, where that differs from the number."
    )
    hours_source: Url | None = Field(None, description="The page that shows the hours.")


class Email(Claim):
    """An address that a reader can write to."""

    address: Annotated[
        Text, Field(pattern=r"^[\w.+-]+@[\w-]+(\.[\w-]+)+$"), AfterValidator(ascii_only)
    ] = Field(description="The e-mail address.")
    use: Text = Field(description="What it is for, in a few words.")


class WebPage(Claim):
    """A form or a page through which a desk can be reached."""

    link: Url = Field(description="The page or form.")
    use: Text = Field(description="What it is for, in a few words.")


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


class Operator(Organisation):
    """A post or a courier that delivers in a country."""

    role: Literal["post", "courier"] = Field(description="The national post, or a courier.")


class Desk(Organisation):
    """Somebody to ask about a parcel in customs."""

    role: Literal["carrier", "authority"] = Field(
        description="A carrier's own customs desk, or the customs authority."
    )


class Guidance(Claim):
    """What somebody else says about who delivers or whom to ask."""

    says: Text = Field(description="What they say, in our own words, with who says it.")


class Withdrawn(Model):
    """A number that must not be shown as one to call, kept so that nobody adds it again."""

    number: Text = Field(description="The number as it was printed.")
    full: Text | None = Field(None, description="The number made whole, where it was shortened.")
    place: Text | None = Field(None, description="The place it was printed for.")
    label: Text | None = Field(None, description="The label it was printed with.")
    reason: Text = Field(description="Why it was withdrawn, and what to use instead.")
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
    wanted: tuple[Text, ...] = Field((), description="What we looked for and did not find.")


class PostOffices(CountryRecord):
    """The postal operators of one country and how to reach them."""

    operators: tuple[Operator, ...] = Field(min_length=1, description="The national post first.")

    @property
    def organisations(self) -> tuple[Operator, ...]:
        """Return everybody who can be reached."""
        return self.operators


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
    summary: Text = Field(description="What it is, in a sentence or two.")
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
    disagrees: Text | None = Field(
        None, description="Where today's evidence disagrees with the original resolution."
    )
    platform_code: tuple[Text, ...] = Field((), description="AliExpress' own code for it.")
    number_formats: tuple[Slug, ...] = Field((), description="Ids in number-formats.yml.")


class Fact(Claim):
    """One checkable rule, period, fee or limit."""

    id: Slug = Field(description="Permanent; pages cite it.")
    about: Literal[
        "order", "tracking", "dispute", "protection", "delivered", "customs", "charges",
        "rights", "scam", "original-list",
    ] = Field(description="Its topic.")  # fmt: skip
    value: Text = Field(description="The short form, for tables and inside sentences.")
    statement: Text = Field(description="The fact in a sentence or two.")
    refutes: Text | None = Field(None, description="The wrong claim that this fact corrects.")
    since: Day | None = Field(
        None, alias="from", description="The first day on which the rule holds: YYYY-MM-DD."
    )
    until: Day | None = Field(None, description="The last day on which the rule holds: YYYY-MM-DD.")
    applies_to: Annotated[tuple[str, ...], AfterValidator(each_once)] = Field(
        min_length=1, description="Country codes, `EU`, or `all`."
    )
    carriers: tuple[Slug, ...] = Field((), description="The services that it is about.")

    @property
    def lasts(self) -> int:
        """Return for how many days a check holds: taxes and fees change most often."""
        return 90 if self.about == "charges" else 180

    def holds_in(self, country: str) -> bool:
        """Return whether the fact is about `country` in particular."""
        return country in self.applies_to or ("EU" in self.applies_to and country in EU_MEMBERS)


class Facts(Model):
    """Every rule, period, fee and limit that a page states."""

    facts: tuple[Fact, ...] = Field(description="By topic, in the order in which pages use them.")


class Status(Claim):
    """One tracking status: wording, what it means, what to do."""

    id: Slug = Field(description="Permanent; it is the anchor on the page.")
    title: Text = Field(description="The status in plain words, as its heading.")
    code: Text | None = Field(None, description="The code in Cainiao's tracking answers.")
    wordings: tuple[Text, ...] = Field((), description="Lines as buyers see them.")
    stage: Stage = Field(description="Where on its journey the parcel is.")
    means: Text = Field(description="What it means.")
    do: Text = Field(description="What to do.")

    @property
    def lasts(self) -> int:
        """Return for how many days a check holds: a dictionary changes slowly."""
        return 365


class Statuses(Model):
    """The dictionary of tracking statuses, in the order in which a parcel meets them."""

    statuses: tuple[Status, ...] = Field(description="In the order of a parcel’s way.")


class NumberFormat(Claim):
    """One form of tracking number, with numbers that must and must not match."""

    id: Slug = Field(description="Permanent; carriers name it.")
    name: Text = Field(description="What such a number is called.")
    pattern: Pattern = Field(description="For capitals, with blanks and hyphens taken out.")
    check_digit: Literal["s10", "none"] = Field(
        description="s10: the ninth digit is checked by UPU standard S10."
    )
    country_suffix: bool = Field(
        False, description="Whether the last two letters must name a country of posting."
    )
    tells: Text = Field(description="What such a number tells.")
    valid: tuple[Text, ...] = Field(min_length=1, description="Made-up numbers that must match.")
    invalid: tuple[Text, ...] = Field(min_length=1, description="Numbers that must not match.")


class ServiceLetter(Claim):
    """What the first letters of a postal number say about the class of mail."""

    letter: Text = Field(description="The first letter.")
    pattern: Pattern = Field(description="The beginnings that mean this class.")
    name: Text = Field(description="The class of mail.")
    tells: Text = Field(description="What it means for a parcel.")


class NumberFormats(Model):
    """The forms of tracking numbers, the most particular first."""

    formats: tuple[NumberFormat, ...] = Field(description="The most particular first.")
    order_numbers: tuple[NumberFormat, ...] = Field(
        (), description="Forms of numbers that people take for tracking numbers."
    )
    service_letters: tuple[ServiceLetter, ...] = Field(
        (), description="What the first letters of a postal number mean."
    )


class RuleException(Model):
    """An exception to a rule, with its reason and its end."""

    rule: str = Field(description="The rule’s name, such as URL-SAFE.")
    file: str = Field(description="The file in which it is broken.")
    where: Text | None = Field(
        None, description="Words of the message, where the file breaks the rule more than once."
    )
    reason: Text = Field(description="Why this is right all the same.")
    until: Day = Field(description="The day on which somebody looks at it again.")


class RuleExceptions(Model):
    """Exceptions to the rules; one that is no longer needed is itself a problem."""

    exceptions: tuple[RuleException, ...] = Field(description="In any order.")


class CountryNames(Model):
    """What a country is called besides its name."""

    country: str = Field(description="ISO 3166-1 alpha-2 code, in capitals.")
    names: tuple[Text, ...] = Field(min_length=1, description="Other names, and its adjective.")


class SearchWords(Model):
    """The words that readers of one language use, for the search."""

    silent: tuple[Text, ...] = Field(
        (), description="Words that say nothing about what is asked, such as “the”; many in a line."
    )
    beginnings: tuple[Text, ...] = Field(
        (), description="What can be cut off before a word, such as an article."
    )
    endings: tuple[Text, ...] = Field(
        (), description="What can be cut off after a word, such as an s."
    )
    same: tuple[Annotated[tuple[Text, ...], Field(min_length=2)], ...] = Field(
        (),
        description="Groups of words and phrases that mean the same; the first names the group.",
    )
    any_country: Text = Field(
        Text("country"),
        pattern=r"^[\w ]+$",
        description="The word that stands for the name of any country.",
    )
    any_post: Text = Field(
        Text("post office"),
        pattern=r"^[\w ]+$",
        description="The words that stand for the name of any post.",
    )
    asked_of_a_service: tuple[Text, ...] = Field(
        (), description="What people ask about a shipping service, with “…” for its name."
    )
    countries: tuple[CountryNames, ...] = Field(
        (), description="Further names of countries; CLDR has the usual ones."
    )


class DataChange(Model):
    """One thing that a release of the data changed."""

    kind: Literal["added", "corrected", "withdrawn", "rechecked", "removed"] = Field(
        description="What was done."
    )
    about: Text = Field(description="The country and desk, the service, or the dataset.")
    says: Text = Field(description="What changed, in a sentence.")


class Release(Model):
    """What changed in the data up to a day; `python -m macros diff` writes it."""

    day: Day = Field(description="The day of the release; the file bears it as its name.")
    title: Text = Field(description="What it is about, in a few words.")
    changes: tuple[DataChange, ...] = Field(min_length=1, description="In the order of the files.")
