"""Opening hours as OpenStreetMap writes them: what we accept, its one spelling, and its week."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from itertools import groupby
from typing import NoReturn, Self

from opening_hours import OpeningHours as Parsed
from opening_hours import State, validate
from pydantic_core import PydanticCustomError

from macros.model.hours_reader import DAYS, MOST_LETTERS, DoubtError, in_syntax, overlap
from macros.model.kinds import Kind

# From and to, in minutes; what lasts over midnight ends after the end of its day.
Span = tuple[int, int]

DAY, WEEK = 24 * 60, 7 * 24 * 60
ALWAYS = "24/7"
FIX = (
    "Write days and times like `Mo-Fr 08:00-20:00; Sa 09:00-13:00`, or `24/7`. "
    "What is neither a day nor a time goes into `note`."
)

# The part of the syntax that every place can show in words: days, times and public holidays
# (https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification).
_WEEKDAY = f"(?:{'|'.join(DAYS)})"
_SOME_DAYS = f"(?:{_WEEKDAY}(?:-{_WEEKDAY})?|PH)"
_CLOCK = "(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_TIMES = f"{_CLOCK}-(?:{_CLOCK}|24:00)"
_RULE = f"(?:(?:{_SOME_DAYS}(?:,{_SOME_DAYS})* )?(?:off|{_TIMES}(?:,{_TIMES})*)|24/7)"
# A rule after “; ” replaces what was said of its days, one after “, ” adds to it.
_BETWEEN = "(?:; ?|, )"
_SYNTAX = re.compile(f"{_RULE}(?:{_BETWEEN}{_RULE})*")
_SPAN = re.compile("([0-9]{2}):([0-9]{2})-([0-9]{2}):([0-9]{2})")
# A Monday: the week that is looked at lies between two others, and is no particular one.
_FIRST_DAY = datetime(2024, 1, 1)


class OpeningHours(Kind):
    """Opening hours in the syntax of OpenStreetMap, in the one spelling that says the same."""

    @classmethod
    def _tidied(cls, text: str) -> Self:
        """Return hours that can be read without doubt; raises PydanticCustomError for others."""
        return cls(read(" ".join(text.split())))


def read(text: str) -> str:
    """Return opening hours, in the syntax or in plain English, in the one spelling of the syntax.

    Raises PydanticCustomError, which says what is wrong and how to mend it.
    """
    try:
        is_short = len(text) <= MOST_LETTERS
        syntax = text if is_short and _SYNTAX.fullmatch(text) else in_syntax(text)
        return _checked(syntax)
    except DoubtError as doubt:
        _refuse(f"“{text:.80}” cannot be read as opening hours: {doubt}", _advice(doubt))


def _advice(doubt: DoubtError) -> str:
    """Return how to mend what was refused, with what it would be if that can be told."""
    try:
        return f"What can be read is `{_checked(doubt.otherwise)}`. {FIX}"
    except DoubtError:
        return FIX


def _checked(syntax: str) -> str:
    """Return the one spelling of what is written in the syntax; raises DoubtError."""
    if not _SYNTAX.fullmatch(syntax):
        raise DoubtError("days and times are not where they belong.")
    rules = re.split(_BETWEEN, syntax)
    if any("PH" in rule for rule in rules[:-1]):
        raise DoubtError("what holds on public holidays (PH) comes last, once.")
    times = list(map(_minutes, _SPAN.findall(syntax)))
    if any(start == end for start, end in times):
        raise DoubtError("a time ends when it begins.")
    if any(end > DAY for _, end in times) and ";" in syntax:
        syntax = _over_midnight(rules)
    if not validate(syntax):
        raise DoubtError("the syntax does not allow it.")
    return _spelt(syntax)


def _over_midnight(rules: list[str]) -> str:
    """Return rules of which none takes away what lasts into its days; raises DoubtError."""
    if overlap(rules):
        raise DoubtError("a day stands in it twice, and a time ends after midnight.")
    last = [rule for rule in rules if rule.startswith("PH")]
    open_ = [rule for rule in rules if rule not in last and not rule.endswith("off")]
    return "; ".join([", ".join(open_), *last])


def _refuse(what: str, fix: str) -> NoReturn:
    raise PydanticCustomError("opening_hours", "{what}", {"what": what, "fix": fix})


def _spelt(syntax: str) -> str:
    """Return hours in the one spelling that says the same; raises DoubtError if never open."""
    if not spans(syntax):
        raise DoubtError("it would never be open.")
    rules = [
        f"{DAYS[first]}{f'-{DAYS[last]}' * (last > first)} {_clocks(times)}"
        for first, last, times in runs(syntax)
    ]
    on_holidays = holidays(syntax)
    last = [] if on_holidays is None else [f"PH {_clocks(on_holidays) or 'off'}"]
    between = ", " if any(end > DAY for *_, times in runs(syntax) for _, end in times) else "; "
    return "; ".join([ALWAYS if is_always(syntax) else between.join(rules), *last])


def _clocks(times: tuple[Span, ...]) -> str:
    return ",".join(f"{clock(start)}-{clock(end)}" for start, end in times)


def clock(minute: int) -> str:
    """Return a minute of a day as a clock shows it; the end of the day is 24:00."""
    of_day = minute if minute <= DAY else minute - DAY
    return f"{of_day // 60:02}:{of_day % 60:02}"


@cache
def spans(hours: str) -> tuple[Span, ...]:
    """Return when somebody answers, in minutes of a week without holidays from Monday at 00:00."""
    start, end = _FIRST_DAY, _FIRST_DAY + timedelta(weeks=3)
    whole = Parsed(hours).intervals(start, end)
    found = [(_minute(a), _minute(b)) for a, b, state, _ in whole if b and state == State.OPEN]
    if found == [(-WEEK, 2 * WEEK)]:
        return ((0, WEEK),)
    return tuple((a, b) for a, b in found if 0 <= a < WEEK)


def _minute(time: datetime) -> int:
    """Return the minute of the week in the middle."""
    return (time - _FIRST_DAY) // timedelta(minutes=1) - WEEK


def is_always(hours: str) -> bool:
    """Return whether somebody answers at any time."""
    return spans(hours) == ((0, WEEK),)


def runs(hours: str) -> list[tuple[int, int, tuple[Span, ...]]]:
    """Return the days with hours, those with the same hours together: first, last, the hours."""
    by_day: list[tuple[Span, ...]] = [
        tuple((a - day * DAY, b - day * DAY) for a, b in _in_days(hours) if a // DAY == day)
        for day in range(7)
    ]
    found = []
    for times, group in groupby(range(7), lambda day: by_day[day]):
        days = list(group)
        if times:
            found.append((days[0], days[-1], times))
    return found


def _in_days(hours: str) -> Iterator[Span]:
    """Yield the spans; one that lasts longer than a day ends at each midnight."""
    for start, end in spans(hours):
        begin = start
        while end - begin > DAY:
            midnight = (begin // DAY + 1) * DAY
            yield begin, midnight
            begin = midnight
        yield begin % WEEK, end - (begin - begin % WEEK)


def holidays(hours: str) -> tuple[Span, ...] | None:
    """Return the hours on public holidays; none when closed, None when nothing says it."""
    rule = re.split(_BETWEEN, hours)[-1]
    if "PH" not in rule:
        return None
    return tuple(sorted(map(_minutes, _SPAN.findall(rule))))


def _minutes(parts: tuple[str, ...]) -> Span:
    """Return a span by the hours and minutes of its ends; it may end on the next day."""
    a, b, c, d = map(int, parts)
    start, end = 60 * a + b, 60 * c + d
    return start, end + DAY * (end < start)
