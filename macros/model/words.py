"""The words of the interface: each by its name, with the gaps that pages and scripts fill."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, get_args

from pydantic import Field

from macros.model.about_words import (
    DataWords,
    FieldWords,
    FreshnessWords,
    MacroWords,
    RuleWords,
    SummaryWords,
)
from macros.model.claims import STATIONS, Evidence, Stage, Tracked
from macros.model.contacts import Desk, Operator, Phone
from macros.model.gaps import ByName, Each, Gaps, Word
from macros.model.kinds import Model, Text
from macros.model.messages import MESSAGE_GAPS
from macros.model.next_step_words import NextStepWords
from macros.model.next_steps import Plan
from macros.model.records import DataChange
from macros.model.script_words import (
    AddressSays,
    NextStepSays,
    NumberSays,
    OfflineWords,
    SearchSays,
)
from macros.model.site_words import LlmsWords, MenuWords
from macros.model.theme_words import ThemeWords
from macros.model.tool_words import (
    AddressCheckWords,
    ChecklistWords,
    CounterWords,
    FinderWords,
)
from macros.model.tracking import Carrier


def _choices(kind: type[Model], field: str) -> Sequence[str]:
    """Return the words that a field of a record can hold."""
    return get_args(kind.model_fields[field].annotation)


class Everywhere(Model):
    """What helps in a country of which little is known."""

    heading: Word
    plan: Word
    money: Word
    messages: Word
    customs: Word


class TableHeads(Model):
    """Heads of tables and lists."""

    who: Word
    reach: Word
    from_: Word = Field(alias="from")
    sure: Word
    service: Word
    class_: Word = Field(alias="class")
    tracked: Word
    days: Word
    seen_as: Word
    means: Word
    do: Word
    code: Word
    operator: Word
    letter: Word
    formats: Word
    platform_code: Word
    example: Word
    tells: Word


class RememberWords(Model):
    """Remembering the reader's country."""

    yes: Annotated[Text, Gaps("country")]
    no: Annotated[Text, Gaps("country")]
    where: Word
    blocked: Word
    next_step: Word


class HoursWords(Model):
    """When somebody answers; days and times are CLDR's."""

    always: Word
    holidays: Annotated[Text, Gaps("times")]
    holidays_off: Word


class HoursNowWords(Model):
    """Whether somebody answers now, as the browser says it."""

    open_until: Annotated[Text, Gaps("time")]
    open_always: Word
    opens_in: Annotated[Text, Gaps("time", "wait")]
    opens_on: Annotated[Text, Gaps("time")]


class HoldsWords(Model):
    """From when, and until when, a rule holds."""

    between: Annotated[Text, Gaps("start", "end")]
    since: Annotated[Text, Gaps("start")]
    until: Annotated[Text, Gaps("end")]


class LabelWords(Model):
    """What stands in for a label whose name in the reader’s language we have not seen."""

    unseen: Annotated[Text, Gaps("means", "where", "names")]
    said: Annotated[Text, Gaps("name")]
    english: Annotated[Text, Gaps("name")]
    english_said: Annotated[Text, Gaps("name")]


class Words(Model):
    """Every word and sentence of the interface, by its name."""

    site_name: Word
    site_description: Word
    comma: Word
    semicolon: Word
    quoted: Annotated[Text, Gaps("text")]
    menu: MenuWords
    stages: Annotated[dict[str, Word], Each(*STATIONS)]
    journey: Word
    service_letters: Word
    journey_here: Annotated[Text, Gaps("places")]
    stage_names: ByName[Stage, Word]
    evidence: ByName[Evidence, Word]
    evidence_short: ByName[Evidence, Word]
    evidence_spoken: ByName[Evidence, Word]
    checked: Annotated[Text, Gaps("date")]
    checked_copy: Annotated[Text, Gaps("date")]
    not_checked: Word
    compared: Word
    vouched: Annotated[Text, Gaps("checked", "count")]
    no_call: Word
    old: Word
    check_old: Word
    archived: Word
    own_page: Annotated[Text, Gaps("name")]
    links_from: Word
    as_of: Annotated[Text, Gaps("date")]
    quoted_by: Annotated[Text, Gaps("document")]
    hours_from: Word
    dial_from: Annotated[
        dict[str, Annotated[Text, Gaps("country", all_needed=False)]],
        Each(*_choices(Phone, "dial_from")),
    ]
    call: Annotated[Text, Gaps("number")]
    whatsapp: Annotated[Text, Gaps("number")]
    hours: HoursWords
    hours_now: HoursNowWords
    holidays_unknown: Word
    hours_unknown: Word
    local_time: Word
    serves: Annotated[Text, Gaps("place")]
    printed: Annotated[Text, Gaps("number")]
    roles: Annotated[dict[str, Word], Each(*_choices(Operator, "role"), *_choices(Desk, "role"))]
    track: Annotated[Text, Gaps("name")]
    track_there: Annotated[Text, Gaps("name")]
    track_also: Annotated[Text, Gaps("host")]
    your_number: Word
    your_number_hint: Word
    post_heading: Word
    post_lead: Word
    customs_heading: Word
    customs_lead: Word
    track_heading: Word
    charges_heading: Word
    charges_lead: Word
    rights_heading: Word
    rights_wide: Annotated[Text, Gaps("count")]
    withdrawn_lead: Word
    withdrawn_count: Annotated[Text, Gaps("count")]
    guidance_heading: Word
    everywhere: Everywhere
    wanted_heading: Word
    wanted_lead: Word
    wrong_number: Word
    new_country: Word
    new_service: Word
    other_carriers: Word
    edit_record: Word
    brings_aliexpress: Word
    no_number: Word
    no_phone: Annotated[Text, Gaps("name")]
    no_phone_for_customs: Annotated[Text, Gaps("name")]
    no_desk: Word
    country_page: Annotated[Text, Gaps("country")]
    choose_country: Word
    find_country: Word
    no_country: Word
    table: TableHeads
    classes: Annotated[dict[str, Word], Each(*_choices(Carrier, "service_class"))]
    tracked_until: ByName[Tracked, Word]
    tracked_sentence: ByName[Tracked, Word]
    days: Annotated[Text, Gaps("max", "min")]
    days_unknown: Word
    original_said: Word
    original_lead: Word
    disagrees: Word
    facts_heading: Word
    service_heading: Word
    service_next: Word
    wordings_none: Word
    wordings_more: Word
    wordings_from: Word
    refutes: Word
    applies_to: Annotated[Text, Gaps("places")]
    holds: HoldsWords
    label: LabelWords
    eu: Word
    sources_count: Annotated[Text, Gaps("count")]
    rule: RuleWords
    summary: SummaryWords
    past: Annotated[Text, Gaps("date")]
    fields: FieldWords
    macros: MacroWords
    fresh: FreshnessWords
    blanks_hint: Word
    copy_message: Word
    copied: Word
    gaps: Annotated[dict[str, Word], Each(*MESSAGE_GAPS)]
    finder: FinderWords
    address_check: AddressCheckWords
    counter: CounterWords
    checklist: ChecklistWords
    next_step: NextStepWords
    data: DataWords
    changed: Annotated[
        dict[str, Annotated[Text, Gaps("count")]], Each(*_choices(DataChange, "kind"))
    ]
    remember: RememberWords
    offline: OfflineWords
    call_whom: Annotated[dict[str, Word], Each(*_choices(Plan, "call"))]
    address_says: AddressSays
    number_says: NumberSays
    next_step_says: NextStepSays
    search: SearchSays
    llms: LlmsWords
    theme: ThemeWords


class InterfaceWords(Model):
    """The words of the interface in one language."""

    words: Words = Field(description="Each word or sentence by its name.")
