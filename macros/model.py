"""What the project knows, as frozen models; `load` makes them from the files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from difflib import get_close_matches
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Annotated, Any, Literal, Self, TypeVar, get_args
from urllib.parse import urlsplit

from babel import Locale
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import CoreSchema, ErrorDetails, core_schema

from macros import source
from macros.source import Document, Location, Problem

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

# ISO 3166-1 codes with their English names, from the Unicode CLDR; X.., Z.. and groups left out.
COUNTRY_NAMES: Mapping[str, str] = {
    code: name
    for code, name in Locale("en").territories.items()
    if re.fullmatch(r"[A-Z]{2}", code) and code not in {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}
}

# The member states of the European Union since 1 February 2020.
EU_MEMBERS = frozenset({
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
    "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
})  # fmt: skip

# A message lists the words that are known up to this many.
MANY = 30
# A word that is longer is no misspelt name; to compare it would take time.
_LONGEST_GUESS = 60

T = TypeVar("T")


class _Kind(str):
    """A text whose meaning is in its type, so that a rule can find all of its kind."""

    @classmethod
    def __get_pydantic_core_schema__(cls, _: object, __: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            cls._tidied, core_schema.str_schema(min_length=1)
        )

    @classmethod
    def _tidied(cls, text: str) -> Self:
        """Return the text with single blanks; raises ValueError when nothing else is in it."""
        if words := text.split():
            return cls(" ".join(words))
        raise ValueError("there is nothing but blanks")


class Text(_Kind):
    """Plain text for readers: no HTML, no Markdown, no templates."""


class Url(_Kind):
    """An address on the web."""


class Pattern(_Kind):
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
    date.fromisoformat((text + "-01-01")[:10])
    return text


def _ascii(text: Text) -> Text:
    if not text.isascii():
        raise ValueError("an address is written in the letters a to z")
    return text


def _each_once(items: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(items)) < len(items):
        twice = Counter(items).most_common(1)[0][0]
        raise ValueError(f"`{twice}` stands in it more than once")
    return items


Slug = Annotated[str, AfterValidator(_slug)]
Day = Annotated[date, BeforeValidator(_day)]
PartialDate = Annotated[
    str,
    AfterValidator(_day_month_or_year),
    # An editor's YAML reads a bare year as a number.
    WithJsonSchema({"type": ["string", "integer"], "pattern": r"^\d{4}(-\d\d){0,2}$"}),
]


class Model(BaseModel):
    """A frozen record that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


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
        Text, Field(pattern=r"^[\w.+-]+@[\w-]+(\.[\w-]+)+$"), AfterValidator(_ascii)
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
    applies_to: Annotated[tuple[str, ...], AfterValidator(_each_once)] = Field(
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


class Waiver(Model):
    """An exception to a rule, with its reason and its end."""

    rule: str = Field(description="The rule’s name, such as URL-SAFE.")
    file: str = Field(description="The file in which it is broken.")
    where: Text | None = Field(
        None, description="Words of the message, where the file breaks the rule more than once."
    )
    reason: Text = Field(description="Why this is right all the same.")
    until: Day = Field(description="The day on which somebody looks at it again.")


class Waivers(Model):
    """Exceptions to the rules; one that is no longer needed is itself a problem."""

    exceptions: tuple[Waiver, ...] = Field(description="In any order.")


class InterfaceWords(Model):
    """The words of the interface in one language."""

    words: dict[str, Text | dict[str, Text]] = Field(
        description="Each word or sentence by its name; {…} is filled in by the site."
    )


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


class _WithGaps(_Kind):
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


class Line(_WithGaps):
    """A paragraph of a message, with {gaps} that the reader fills."""


class Sentence(_WithGaps):
    """A sentence of the guide; its {gaps} are ids of facts, or of dates that the plan works out."""


Recipient = Literal["seller", "aliexpress", "post", "customs", "card-issuer"]

# What a reader can fill in.
MESSAGE_GAPS = (
    "order", "number", "item", "status", "shipped", "last_news", "deadline", "name",
)  # fmt: skip


class MessageText(Model):
    """A message in one language."""

    language: str = Field(description="Its code in the Unicode CLDR, such as `en` or `pt-BR`.")
    lines: tuple[Line, ...] = Field(min_length=1, description="Its paragraphs, with {gaps}.")


class Message(Model):
    """A text that a reader can send."""

    to: Recipient = Field(description="Who gets it.")
    title: Text = Field(description="What it is for, as its heading.")
    use: Text = Field(description="When to send it.")
    rests_on: Annotated[tuple[Slug, ...], AfterValidator(_each_once)] = Field(
        (), description="Ids of the facts that it states or relies on."
    )
    texts: tuple[MessageText, ...] = Field(min_length=1, description="English first.")


class PlanDate(Model):
    """A day that the guide works out from what the reader knows."""

    id: Slug = Field(description="Sentences name it.")
    title: Text = Field(description="What the day is, above the step that belongs to it.")
    since: Literal["today", "shipped", "last-news", "deadline"] = Field(
        alias="from", description="The day from which it counts."
    )
    days: int = Field(ge=-60, le=400, description="How many days later; less than 0: earlier.")
    unknown: Text = Field(description="How it is said while the day is not known.")
    rests_on: tuple[Slug, ...] = Field(
        (), description="The facts that name the days; none: our own advice."
    )


class TimeLeft(Model):
    """A stretch of time; of all, the first in which today lies counts."""

    id: Slug = Field(description="The plans name it.")
    title: Sentence = Field(description="It, as a reader would say it.")
    since: Slug | None = Field(None, description="The date with which it begins.")
    after: Slug | None = Field(None, description="The date after which it begins.")
    before: Slug | None = Field(None, description="The date before which it ends.")


class Situation(Model):
    """What tracking says, as readers would put it."""

    id: Slug = Field(description="Permanent; it stands in addresses.")
    title: Text = Field(description="It, in a few words.")
    hint: Text = Field(description="How to know it.")
    station: Stage | None = Field(None, description="Where on its journey the parcel is.")
    next: Sentence = Field(description="What usually comes next.")
    covers: tuple[Slug, ...] = Field((), description="The statuses of the dictionary in it.")


class Step(Model):
    """What to do on a day to come."""

    id: Slug = Field(description="The plans name it.")
    on: Slug = Field(description="The date on which to do it.")
    do: Sentence = Field(description="What to do.")
    later: Literal["today", "nothing"] = Field(
        description="When the day is over: do it today, or leave it out."
    )


class Caution(Model):
    """What not to do."""

    id: Slug = Field(description="The plans name it.")
    text: Sentence = Field(alias="not", description="What not to do.")
    rests_on: tuple[Slug, ...] = Field((), description="The facts behind it.")


class Case(Model):
    """Combinations of what tracking says, how far it is scanned, and the time that is left."""

    situation: tuple[Slug, ...] = Field(min_length=1, description="What tracking says.")
    tracked: tuple[Tracked, ...] = Field((), description="How far it is scanned; none: any.")
    time: tuple[Slug, ...] = Field((), description="The time that is left; none: any.")


class Plan(Model):
    """One answer of the guide: what to do now, then, and why."""

    id: Slug = Field(description="Its name, permanent.")
    when: tuple[Case, ...] = Field(min_length=1, description="The cases that it answers.")
    title: Sentence = Field(description="What to do, in one line.")
    now: tuple[Sentence, ...] = Field(min_length=1, description="What to do today, in order.")
    then: tuple[Slug, ...] = Field((), description="The steps to come.")
    call: Literal["post", "customs", "bank", "nobody"] = Field(description="Whom to call.")
    write: tuple[Slug, ...] = Field((), description="The messages to send, the best first.")
    never: tuple[Slug, ...] = Field((), description="What not to do.")
    why: tuple[Slug, ...] = Field(min_length=1, description="The facts behind it.")
    page: str = Field(description="The page that says more, such as faq/not-arrived.")


class NextSteps(Model):
    """The guide: from what the reader knows to a plan with dates."""

    dates: tuple[PlanDate, ...] = Field(description="The days that sentences and steps name.")
    times: tuple[TimeLeft, ...] = Field(min_length=1, description="The first that holds counts.")
    situations: tuple[Situation, ...] = Field(min_length=1, description="In a parcel’s order.")
    steps: tuple[Step, ...] = Field(description="What to do later.")
    cautions: tuple[Caution, ...] = Field(description="What not to do.")
    plans: tuple[Plan, ...] = Field(min_length=1, description="The answers.")


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


class MacroCall(Model):
    """A macro that a page calls, with its arguments."""

    name: str
    arguments: tuple[str, ...] = ()


class PageSearch(Model):
    """How the search treats a page, as Material for MkDocs reads it."""

    exclude: Literal["true"] | None = None
    boost: float = Field(1, gt=0, le=2)


class Page(Model):
    """What a page says about itself in its front matter; the theme would act on other keys."""

    title: Text
    description: Text
    asked_as: tuple[Text, ...] = ()
    rests_on: Annotated[tuple[Slug, ...], AfterValidator(_each_once)] = ()
    hide: tuple[Literal["navigation", "toc", "footer"], ...] = ()
    render_macros: Literal["true"] | None = None
    search: PageSearch | None = None
    calls: tuple[MacroCall, ...] = ()


_DATASETS: tuple[tuple[str, type[Model]], ...] = (
    (r"data/post-offices/(?P<key>[a-z0-9-]+)\.yml", PostOffices),
    (r"data/customs/(?P<key>[a-z0-9-]+)\.yml", Customs),
    (r"data/carriers/(?P<key>[a-z0-9-]+)\.yml", Carrier),
    (r"data/trackers\.yml", Trackers),
    (r"data/facts\.yml", Facts),
    (r"data/statuses\.yml", Statuses),
    (r"data/number-formats\.yml", NumberFormats),
    (r"data/exceptions\.yml", Waivers),
    (r"data/words/(?P<key>[A-Za-z-]+)\.yml", InterfaceWords),
    (r"data/search/(?P<key>[A-Za-z-]+)\.yml", SearchWords),
    (r"data/messages/(?P<key>[a-z0-9-]+)\.yml", Message),
    (r"data/next-steps\.yml", NextSteps),
    (r"data/releases/(?P<key>\d{4}-\d\d-\d\d)\.yml", Release),
    (r"docs/(?P<key>[A-Za-z0-9_/-]+)\.md", Page),
)


def datasets() -> dict[str, tuple[str, type[Model]]]:
    """Return the datasets by name, each with the files that belong to it and their model."""
    found: dict[str, tuple[str, type[Model]]] = {}
    for pattern, kind in _DATASETS:
        files = re.sub(r"\(.*?\)", "*", pattern).replace("\\", "")
        name = files.removeprefix("data/").removesuffix(".yml").removesuffix("/*")
        if kind is not Page:
            found[name] = (files, kind)
    return found


@dataclass(frozen=True)
class Spot:
    """A place in a file: the file and the way to the part in it."""

    file: str
    path: Location = ()

    def to(self, *steps: str | int) -> Spot:
        """Return the place that lies `steps` further in."""
        return Spot(self.file, (*self.path, *steps))


@dataclass(frozen=True)
class Knowledge:
    """Everything that the files say, and what was wrong with them when they were read."""

    records: Mapping[str, Model]
    documents: Mapping[str, Document]
    problems: tuple[Problem, ...] = ()

    def line(self, spot: Spot) -> int:
        """Return the line of `spot` in its file."""
        document = self.documents.get(spot.file)
        return document.line(spot.path) if document else 1

    def is_lost(self, file: str) -> bool:
        """Return whether `file` is there and could not be read: what names it is not to blame."""
        return file not in self.records and any(p.file == file for p in self.problems)

    def country_of(self, spot: Spot) -> str | None:
        """Return the country in whose file `spot` lies, if that is a country that exists."""
        record = self.records[spot.file]
        if isinstance(record, CountryRecord) and record.country in COUNTRY_NAMES:
            return record.country
        return None

    def each(self, kind: type[T]) -> Iterator[tuple[Spot, T]]:
        """Return every part of every record that is a `kind`, with its place."""
        return ((spot, part) for spot, part in self._parts if isinstance(part, kind))

    @cached_property
    def _parts(self) -> tuple[tuple[Spot, object], ...]:
        """Return every part of every record; most rules ask for some of them."""
        return tuple(
            (Spot(file, path), part)
            for file, record in self.records.items()
            for path, part in walk(record)
        )

    def by_key(self, kind: type[T], folder: str) -> dict[str, T]:
        """Return the records of one folder by the name of their file, in that order."""
        return {
            Path(file).stem: record
            for file, record in self.records.items()
            if isinstance(record, kind) and file.startswith(folder)
        }

    @cached_property
    def post_offices(self) -> dict[str, PostOffices]:
        """Return the postal operators by country, in small letters."""
        return self.by_key(PostOffices, "data/post-offices/")

    @cached_property
    def customs(self) -> dict[str, Customs]:
        """Return the customs desks by country, in small letters."""
        return self.by_key(Customs, "data/customs/")

    @cached_property
    def carriers(self) -> dict[str, Carrier]:
        """Return the shipping services by slug."""
        return self.by_key(Carrier, "data/carriers/")

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """Return the facts by id."""
        return {fact.id: fact for _, fact in self.each(Fact)}

    @cached_property
    def statuses(self) -> tuple[Status, ...]:
        """Return the dictionary of statuses."""
        return tuple(status for _, status in self.each(Status))

    @cached_property
    def trackers(self) -> tuple[Organisation, ...]:
        """Return the trackers that work for every country."""
        return tuple(t for _, record in self.each(Trackers) for t in record.trackers)

    @cached_property
    def number_formats(self) -> dict[str, NumberFormat]:
        """Return the forms of tracking numbers by id."""
        return {form.id: form for _, record in self.each(NumberFormats) for form in record.formats}

    @cached_property
    def order_numbers(self) -> tuple[NumberFormat, ...]:
        """Return the forms of numbers that people take for tracking numbers."""
        return tuple(
            form for _, record in self.each(NumberFormats) for form in record.order_numbers
        )

    @cached_property
    def service_letters(self) -> tuple[ServiceLetter, ...]:
        """Return what the first letters of a postal number say."""
        return tuple(letter for _, letter in self.each(ServiceLetter))

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Return the pages by path below `docs/`, without `.md`."""
        return {
            file.removeprefix("docs/").removesuffix(".md"): page
            for file, page in self.records.items()
            if isinstance(page, Page)
        }

    @cached_property
    def messages(self) -> dict[str, Message]:
        """Return the messages to send, by slug."""
        return self.by_key(Message, "data/messages/")

    @cached_property
    def releases(self) -> tuple[Release, ...]:
        """Return the releases of the data, the newest first."""
        found = self.by_key(Release, "data/releases/").values()
        return tuple(sorted(found, key=lambda release: release.day, reverse=True))

    @cached_property
    def next_steps(self) -> NextSteps | None:
        """Return the guide, if there is one."""
        return next((guide for _, guide in self.each(NextSteps)), None)

    def questions(self, language: str) -> dict[str, Page]:
        """Return the pages that answer a question, in `language`, by slug."""
        folder = f"{language}/faq/"
        return {
            path.removeprefix(folder): page
            for path, page in self.pages.items()
            if path.startswith(folder) and path != f"{folder}index"
        }

    @cached_property
    def search_words(self) -> dict[str, SearchWords]:
        """Return the words for the search by language."""
        return self.by_key(SearchWords, "data/search/")

    def words(self, language: str) -> Mapping[str, Any]:
        """Return the words of the interface in `language`."""
        record = self.records[f"data/words/{language}.yml"]
        assert isinstance(record, InterfaceWords)
        return record.words


def language_name(code: str, language: str = "en") -> str:
    """Return the name of a language, such as `pt-BR`, in another one (Unicode CLDR).

    Raises ValueError or UnknownLocaleError when it is none.
    """
    shown_in = Locale.parse(language, sep="-")
    return str(Locale.parse(code, sep="-").get_display_name(shown_in))


def country_name(code: str, language: str = "en") -> str:
    """Return the name of a country (ISO 3166-1, in any case) in a language (Unicode CLDR)."""
    return str(Locale.parse(language).territories[code.upper()])


def host_of(url: str) -> str:
    """Return the host name of an address, or what there is of one that is none."""
    try:
        return (urlsplit(url).hostname or url).removeprefix("www.")
    except ValueError:
        return url


def walk(value: object, path: Location = ()) -> Iterator[tuple[Location, object]]:
    """Yield `value` and every part of it with the way to it, as the file spells it."""
    yield path, value
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield from walk(getattr(value, name), (*path, field.alias or name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from walk(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from walk(item, (*path, key))


def load(root: Path) -> Knowledge:
    """Return what the files below `root` say; what is wrong with them is in its problems."""
    knowledge = understand(source.read(root))
    return replace(knowledge, problems=(*knowledge.problems, *source.passed_over(root)))


def understand(files: Mapping[str, bytes]) -> Knowledge:
    """Return what `files` say: their bytes by path."""
    records: dict[str, Model] = {}
    documents: dict[str, Document] = {}
    problems: list[Problem] = []
    for file, raw in files.items():
        kind = _kind_of(file)
        if kind is None:
            problems.append(_stray(file))
            continue
        document = (source.page if kind is Page else source.parse)(file, raw)
        documents[file] = document
        problems += document.problems
        if document.value is not None:
            try:
                records[file] = kind.model_validate(document.value)
            except ValidationError as error:
                details = (d for d in error.errors() if not _follows_from_others(d))
                problems += (
                    _explained(document, kind, detail)
                    for detail in islice(details, source.MAX_PROBLEMS)
                )
    return Knowledge(records, documents, tuple(problems))


def _kind_of(file: str) -> type[Model] | None:
    return next((kind for pattern, kind in _DATASETS if re.fullmatch(pattern, file)), None)


def _stray(file: str) -> Problem:
    tidy = re.sub(r"[ _]+", "-", file.lower()).removesuffix(".yaml").removesuffix(".yml") + ".yml"
    fix = "Move it to data/post-offices/, data/customs/ or data/carriers/, ending in .yml."
    if _kind_of(tidy):
        fix = f"Rename it to {tidy}."
    return Problem(file, 1, "FILE-KNOWN", "No dataset has a file of this name.", fix)


def _follows_from_others(detail: ErrorDetails) -> bool:
    """Return whether a list counts as too short only because its items were refused."""
    given = detail["input"]
    is_short = detail["type"] == "too_short" and isinstance(given, list)
    return is_short and detail["ctx"]["actual_length"] < len(given)


def _explained(document: Document, kind: type[Model], detail: ErrorDetails) -> Problem:
    """Return a validation error as a problem with its line, its rule and a remedy."""
    path: Location = detail["loc"]
    name = str(path[-1]) if path else "the file"
    rule, what, fix = _EXPLANATIONS.get(detail["type"], _wrong_value)(kind, name, detail)
    return Problem(document.file, document.line(path), rule, what, fix)


_Words = tuple[str, str, str]


def _unknown_key(kind: type[Model], name: str, detail: ErrorDetails) -> _Words:
    known = _fields_at(kind, detail["loc"][:-1])
    return "FIELD-KNOWN", f"There is no field `{name}` here.", did_you_mean(name, known)


def _missing(_: type[Model], name: str, __: ErrorDetails) -> _Words:
    return "FIELD-PRESENT", f"`{name}` is missing.", f"Add a line `{name}: …`."


def _unknown_word(_: type[Model], name: str, detail: ErrorDetails) -> _Words:
    words = re.findall(r"'([^']*)'", detail["ctx"]["expected"])
    rule = "EVIDENCE-KNOWN" if name.endswith("evidence") else "FIELD-VALUE"
    given = str(detail["input"])
    return rule, f"`{name}` cannot be `{given}`.", did_you_mean(given, words)


def _wrong_value(_: type[Model], name: str, detail: ErrorDetails) -> _Words:
    said = detail["msg"].removeprefix("Value error, ").removeprefix("Input ")
    if name in {"as_of", "checked"}:
        fix = "Write a day that exists as YYYY-MM-DD, without quotes or a time."
        return "DATE-REAL", f"`{name}` is not a date: {detail['input']!r:.60}.", fix
    shape = "Compare it with the same field of another record."
    return "FIELD-VALUE", f"`{name}` is wrong: {said} (it is {detail['input']!r:.60}).", shape


_EXPLANATIONS = {
    "extra_forbidden": _unknown_key,
    "missing": _missing,
    "literal_error": _unknown_word,
}


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the one of the `known` words that is most like `word`, if any is like it."""
    if len(word) > _LONGEST_GUESS:
        return None
    by_lower = {name.lower(): name for name in known}
    close = get_close_matches(word.lower(), list(by_lower), n=1, cutoff=0.6)
    return by_lower[close[0]] if close else None


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """Return advice that names the nearest of the `known` words, and all if they are few."""
    if not known:
        return "Leave it out: nothing can stand here."
    close = nearest(word, known)
    hint = f"Did you mean `{close}`? " if close else ""
    if close and len(known) > MANY:
        return hint.strip()
    more = ", …" if len(known) > MANY else ""
    return f"{hint}Known: {', '.join(known[:MANY])}{more}."


def country_hint(given: str) -> str:
    """Return advice for a country written as a name, or a code misspelt."""
    if given.upper() == "UK":
        return "Did you mean `GB`? That is the code of the United Kingdom."
    if given.upper() in COUNTRY_NAMES:
        return f"Write it in capitals: `{given.upper()}`."
    by_name = {name.lower(): code for code, name in COUNTRY_NAMES.items()}
    if name := nearest(given, by_name):
        return f"Did you mean `{by_name[name]}`, {COUNTRY_NAMES[by_name[name]]}?"
    return "Use the two capital letters of ISO 3166-1, such as `ES` for Spain."


def _fields_at(kind: type[Model], path: Location) -> list[str]:
    """Return the names of the fields that are known at `path` in a `kind`."""
    for step in (step for step in path if isinstance(step, str)):
        by_name = {f.alias or n: f for n, f in kind.model_fields.items()}
        kind = model_in(by_name[step].annotation) or kind
    return [field.alias or name for name, field in kind.model_fields.items()]


def model_in(annotation: object) -> type[Model] | None:
    """Return the model inside `tuple[Model, ...]` or `Model | None`."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    return next((m for part in get_args(annotation) if (m := model_in(part))), None)
