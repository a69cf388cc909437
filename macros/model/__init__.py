"""What the project knows, as frozen models; `load` makes them from the files."""

from __future__ import annotations

from macros.model.asked import Asked, AskedOfPage
from macros.model.claims import STATIONS, Claim, Evidence, Stage, Tracked
from macros.model.collation import sort_key
from macros.model.contacts import (
    CountryRecord,
    Customs,
    Desk,
    Email,
    Guidance,
    Operator,
    Organisation,
    Phone,
    PostOffices,
    Trackers,
    Tracking,
    WebPage,
    Withdrawn,
)
from macros.model.countries import (
    COUNTRY_NAMES,
    country_name,
    direction,
    is_language,
    language_name,
)
from macros.model.documents import NamedDocument
from macros.model.edition import Edition
from macros.model.hints import country_hint, did_you_mean
from macros.model.hours_in_words import in_words
from macros.model.kinds import Kind, Model, Pattern, Prose, Text, Url, first_day, host_of
from macros.model.knowledge import Knowledge, Location, walk
from macros.model.labels import Label, LabelName, Labels
from macros.model.macros import DECLARED, GROUPS, MACROS, Macro
from macros.model.messages import MESSAGE_GAPS, Line, Message
from macros.model.next_steps import Case, NextSteps, Plan, PlanDate, Sentence
from macros.model.opening_hours import OpeningHours, runs, spans
from macros.model.pages import MacroCall, Page, Read
from macros.model.reading import datasets, load, model_in, understand
from macros.model.records import CountryNames, DataChange, Fact, Release, RuleException, SearchWords
from macros.model.time_zones import UNKNOWN, TimeZone, zone_name, zone_of, zones_of
from macros.model.tracking import (
    Carrier,
    Days,
    NumberFormat,
    NumberFormats,
    ServiceLetter,
    Status,
    Wordings,
)
from macros.model.translations import (
    TOP,
    TranslatedText,
    Translations,
    Unit,
    calls,
    fresh_parts,
    is_fresh,
    is_usable,
    numbers,
    original_of,
    parts_of,
    shown_parts,
    stamp,
    stamps_of,
    units,
)
from macros.model.words import InterfaceWords
from macros.source import ORIGINAL

__all__ = [
    "COUNTRY_NAMES",
    "DECLARED",
    "GROUPS",
    "MACROS",
    "MESSAGE_GAPS",
    "ORIGINAL",
    "STATIONS",
    "TOP",
    "UNKNOWN",
    "Asked",
    "AskedOfPage",
    "Carrier",
    "Case",
    "Claim",
    "CountryNames",
    "CountryRecord",
    "Customs",
    "DataChange",
    "Days",
    "Desk",
    "Edition",
    "Email",
    "Evidence",
    "Fact",
    "Guidance",
    "InterfaceWords",
    "Kind",
    "Knowledge",
    "Label",
    "LabelName",
    "Labels",
    "Line",
    "Location",
    "Macro",
    "MacroCall",
    "Message",
    "Model",
    "NamedDocument",
    "NextSteps",
    "NumberFormat",
    "NumberFormats",
    "OpeningHours",
    "Operator",
    "Organisation",
    "Page",
    "Pattern",
    "Phone",
    "Plan",
    "PlanDate",
    "PostOffices",
    "Prose",
    "Read",
    "Release",
    "RuleException",
    "SearchWords",
    "Sentence",
    "ServiceLetter",
    "Stage",
    "Status",
    "Text",
    "TimeZone",
    "Tracked",
    "Trackers",
    "Tracking",
    "TranslatedText",
    "Translations",
    "Unit",
    "Url",
    "WebPage",
    "Withdrawn",
    "Wordings",
    "calls",
    "country_hint",
    "country_name",
    "datasets",
    "did_you_mean",
    "direction",
    "first_day",
    "fresh_parts",
    "host_of",
    "in_words",
    "is_fresh",
    "is_language",
    "is_usable",
    "language_name",
    "load",
    "model_in",
    "numbers",
    "original_of",
    "parts_of",
    "runs",
    "shown_parts",
    "sort_key",
    "spans",
    "stamp",
    "stamps_of",
    "understand",
    "units",
    "walk",
    "zone_name",
    "zone_of",
    "zones_of",
]
