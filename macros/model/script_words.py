"""The words that scripts show in the browser, with the gaps that they fill."""

from __future__ import annotations

from typing import Annotated

from macros.model.gaps import Gaps, Word
from macros.model.kinds import Model, Text


class OfflineWords(Model):
    """What the service worker says."""

    kept: Annotated[Text, Gaps("day")]
    title: Word
    none: Word


class AddressSays(Model):
    """What the check of a message says of the addresses in it."""

    known: Annotated[Text, Gaps("address", "name")]
    known_too: Word
    like: Annotated[Text, Gaps("address", "known")]
    ending: Annotated[Text, Gaps("address", "known")]
    look: Annotated[Text, Gaps("known")]
    short: Annotated[Text, Gaps("address")]
    chat: Annotated[Text, Gaps("address")]
    digits: Annotated[Text, Gaps("address")]
    unknown: Annotated[Text, Gaps("address")]
    before_at: Annotated[Text, Gaps("address", "given")]
    letters: Annotated[Text, Gaps("address")]
    sender: Word
    none: Word
    never: Word


class NumberSays(Model):
    """What the reader of numbers says in the browser."""

    origin: Annotated[Text, Gaps("country")]
    letter: Annotated[Text, Gaps("name", "tells")]
    several: Word
    check: Word
    check_form: Word
    fixes: Annotated[Text, Gaps("count")]
    swapped: Word
    compare: Word
    suffix: Annotated[Text, Gaps("given")]
    confused: Annotated[Text, Gaps("right")]
    unknown: Word
    call: Word
    long: Word
    card: Word
    code: Word
    parcel: Word
    take: Annotated[Text, Gaps("number")]
    use: Word
    used: Word
    follow: Annotated[Text, Gaps("name")]
    leaves: Word
    countries: Word
    next: Word


class NextStepSays(Model):
    """What the page of the next step says in the browser."""

    usual: Annotated[Text, Gaps("from", "max", "min", "service", "to")]
    within: Annotated[Text, Gaps("days", "max", "since")]
    longer: Annotated[Text, Gaps("days", "max", "since")]
    since_news: Word
    since_shipped: Word
    sources: Annotated[Text, Gaps("count")]
    passed: Annotated[Text, Gaps("title")]
    still: Annotated[Text, Gaps("day")]
    days_left: Annotated[Text, Gaps("day", "days")]
    tomorrow: Annotated[Text, Gaps("day")]
    today: Annotated[Text, Gaps("day")]
    desk: Annotated[Text, Gaps("country")]
    no_desk: Word
    unknown_status: Annotated[Text, Gaps("given")]
    unknown_country: Annotated[Text, Gaps("given")]
    unknown_service: Annotated[Text, Gaps("given")]
    no_day: Annotated[Text, Gaps("field", "given")]
    far_day: Annotated[Text, Gaps("field", "given")]
    future: Annotated[Text, Gaps("field", "given")]
    order: Annotated[Text, Gaps("field")]
    calendar: Word


class SearchSays(Model):
    """What the search says in the browser."""

    country: Annotated[Text, Gaps("country", "who")]
    post: Word
    customs: Word
    tracking_number: Annotated[Text, Gaps("number")]
    follow: Annotated[Text, Gaps("name")]
    leaves: Word
    plan: Word
    phone_of: Annotated[Text, Gaps("country", "name")]
    phone_old: Annotated[Text, Gaps("country")]
    phone_old_why: Word
    line: Word
