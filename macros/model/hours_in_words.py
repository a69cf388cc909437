"""Opening hours in words, with the days and times of a language (Unicode CLDR)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import time
from functools import reduce

from babel import Locale
from babel.dates import format_skeleton
from babel.lists import format_list

from macros.model import opening_hours
from macros.model.opening_hours import DAY, Span

# CLDR puts it around the dash of a range; a list of hours on a phone has no room for it.
_THIN_SPACE = "\u2009"


def in_words(hours: str, language: str, words: Mapping[str, str]) -> str:
    """Return opening hours as a reader of a language (such as `pt-BR`) says them.

    `words` are what CLDR does not have: `always`, `holidays` with the gap {times}, and
    `holidays_off`.
    """
    locale = Locale.parse(language, sep="-")
    if opening_hours.is_always(hours):
        parts = [words["always"]]
    else:
        parts = [
            f"{_days(first, last, locale)} {_times(times, locale)}"
            for first, last, times in opening_hours.runs(hours)
        ]
    on_holidays = opening_hours.holidays(hours)
    if on_holidays is not None:
        said = words["holidays" if on_holidays else "holidays_off"]
        parts.append(said.format(times=_times(on_holidays, locale)))
    comma = locale.list_patterns["standard"]["middle"]
    return str(reduce(comma.format, parts))


def _days(first: int, last: int, locale: Locale) -> str:
    names = locale.days["stand-alone"]["abbreviated"]
    return names[first] if first == last else _range(names[first], names[last], locale)


def _times(times: tuple[Span, ...], locale: Locale) -> str:
    spans = [_range(_clock(a, locale), _clock(b, locale), locale) for a, b in times]
    return format_list(spans, locale=locale) if spans else ""


def _range(start: str, end: str, locale: Locale) -> str:
    pattern = locale.interval_formats[None].replace(_THIN_SPACE, "")
    return str(pattern.format(start, end))


def _clock(minute: int, locale: Locale) -> str:
    """Return a time of 24 hours; the end of a day is 24:00."""
    of_day = minute % DAY
    text = format_skeleton("Hm", time(of_day // 60, of_day % 60), locale=locale)
    return re.sub("^00?", "24", text) if minute == DAY else text
