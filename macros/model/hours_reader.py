"""Opening hours as people write them, into the syntax, where nothing is in doubt."""

from __future__ import annotations

import re

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")

_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_PHRASES = tuple(
    (re.compile(pattern, re.I), meant)
    for pattern, meant in (
        (r"24 hours(?: a day)?,? (?:every day|(?:7|seven) days a week)", "24/7"),
        (r"(?:at )?any time|around the clock|day and night", "24/7"),
        (r"(?:closed|not|except) (?:on )?public holidays|public holidays:? closed", "PH off"),
        (r"(?:on )?public holidays\b:?", "PH"),
        (r"\b(?:every day|daily)\b:?", "Mo-Su"),
        (r"\s*[-\u2010-\u2015\u2212]\s*|\s+(?:to|until|till)\s+", "-"),
    )
)
_TWELVE_HOURS = re.compile(r"\b(1[0-2]|0?[1-9])(?:[:.]([0-5]\d))? ?([ap])\.?m\b\.?", re.I)
_CLOCK = re.compile(r"\b([01]?\d|2[0-4])[:.]([0-5]\d)\b")
_WORD = re.compile(r"\b[a-z]+\b[.:]?", re.I)

_DAY = f"(?:{'|'.join(DAYS)})"
_DAYS = f"(?:{_DAY}(?:-{_DAY})?|PH)"
_TIMES = r"\d\d:\d\d-\d\d:\d\d"
_RULE = re.compile(
    rf"(?P<days>{_DAYS}(?:[, ]+{_DAYS})*)[, ]*(?P<times>off|{_TIMES}(?:[, ]+{_TIMES})*)[;,. ]*"
    r"|(?P<always>24/7)[;,. ]*"
)
_KNOWN = re.compile(rf"\b(?:{_DAY}|PH|off|24/7|24:00|(?:[01]\d|2[0-3]):[0-5]\d)(?![\w:/])|[-,;. ]")
# What is no day and no time ends at the next sign between parts; brackets belong to it.
_UNKNOWN = re.compile(r"\([^)]*\)|[^\s,;-]+")
# Hours that say more are no hours alone.
MOST_LETTERS = 200


class DoubtError(ValueError):
    """Why hours cannot be read, and how they would be read without what is in doubt."""

    def __init__(self, why: str, otherwise: str = "") -> None:
        """Hold the reason, as the end of a sentence, and the other reading in the syntax."""
        super().__init__(why)
        self.otherwise = otherwise


def in_syntax(text: str) -> str:
    """Return hours such as “Mon–Fri 8:00–20:00, Sat 9:00–13:00” in the syntax.

    Raises DoubtError when there are two ways to read them, or none.
    """
    if len(text) > MOST_LETTERS:
        raise DoubtError("this is a text.")
    plain = _translated(text)
    if unknown := _unknown(plain):
        raise DoubtError(f"“{unknown[0]}” is neither a day nor a time.", _without(plain, unknown))
    rules = _rules(plain)
    syntax = "; ".join(rules)
    if overlap(rules):
        raise DoubtError("a day stands in it twice.")
    if any(end < start for start, end in re.findall(r"(\d\d:\d\d)-(\d\d:\d\d)", syntax)):
        raise DoubtError("a time ends before it begins; is it after noon?", syntax)
    return syntax


def _translated(text: str) -> str:
    """Return the text with each phrase, time and word in the syntax that has its meaning."""
    for pattern, meant in _PHRASES:
        text = pattern.sub(meant, text)
    times = len(_CLOCK.findall(_TWELVE_HOURS.sub("", text)))
    if times and _TWELVE_HOURS.search(text):
        raise DoubtError("some times say am or pm, and some do not.")
    text = _CLOCK.sub(lambda t: f"{int(t[1]):02}:{t[2]}", text)
    text = _TWELVE_HOURS.sub(_of_24_hours, text)
    return re.sub(r"\s*([-,;])\s*", r"\1", _WORD.sub(_word, text).replace("&", ","))


def _of_24_hours(time: re.Match[str]) -> str:
    """Return a time of twelve hours by the clock of twenty-four; 12 am is midnight."""
    return f"{int(time[1]) % 12 + 12 * (time[3].lower() == 'p'):02}:{time[2] or '00'}"


def _word(word: re.Match[str]) -> str:
    """Return a word in the syntax, if it has its meaning there."""
    name = word[0].rstrip(".:").lower()
    if name in {"closed", "off"}:
        return "off"
    if name == "and":
        return ","
    singular = name.removesuffix("s") if name.removesuffix("s") in _NAMES else name
    day = next((d for n, d in zip(_NAMES, DAYS, strict=True) if n.startswith(singular)), "")
    return day if day and len(singular) > 1 else word[0]


def _unknown(plain: str) -> list[str]:
    """Return what is left of translated hours without what the syntax knows."""
    pieces = [piece for piece in _UNKNOWN.findall(plain) if _KNOWN.sub("", piece)]
    return [piece for piece in pieces if not re.fullmatch(r"[-,;. ]*", piece)]


def _without(plain: str, unknown: list[str]) -> str:
    """Return the syntax for what is left without the unknown; empty when that is none."""
    for piece in unknown:
        plain = plain.replace(piece, "", 1)
    try:
        return in_syntax(re.sub(r"\s+", " ", plain).strip(" ,;"))
    except DoubtError:
        return ""


def _rules(plain: str) -> list[str]:
    """Return each group of days with its times; raises DoubtError when something has none."""
    found, at = [], 0
    while at < len(plain):
        rule = _RULE.match(plain, at)
        if rule is None:
            raise DoubtError(f"at “{plain[at:]}” days and times do not stand together.")
        days = re.sub("[, ]+", ",", rule["days"] or "")
        times = re.sub("[, ]+", ",", rule["times"] or "")
        found.append(rule["always"] or f"{days} {times}")
        at = rule.end()
    return found


def overlap(rules: list[str]) -> bool:
    """Return whether a day has hours in two rules, of which the second may add or replace."""
    days = [day for rule in rules for day in _days_of(rule.partition(" ")[0])]
    return len(days) > len(set(days)) or ("24/7" in rules and len(set(days)) > len({"PH"}))


def _days_of(selector: str) -> list[str]:
    """Return each day of a selector such as `Mo-Fr,PH`."""
    found: list[str] = []
    for part in selector.split(","):
        first, _, last = part.partition("-")
        if first in DAYS:
            start = DAYS.index(first)
            count = (DAYS.index(last or first) - start) % len(DAYS) + 1
            found += [DAYS[(start + step) % len(DAYS)] for step in range(count)]
        else:
            found.append(part)
    return found
