"""Data files are put into the form of a machine, and say the same as before."""

from __future__ import annotations

import random
import re
from collections import Counter

import pytest

from macros import source
from macros.editing import formatting
from macros.model import Phone, in_words, phones, understand
from macros.rules import check

from .projects import ROOT, SPAIN, mini_files

POST = "operators:\n  - name: Post\n    role: post\n"
SPANISH = "country: ES\n" + POST
MINI = {file: raw for file, raw in mini_files().items() if file.endswith(".yml")}


def fixed(text: str, file: str = SPAIN) -> str:
    """Return the formatted text, which formatting again does not change."""
    once = formatting.formatted(file, text.encode())
    assert formatting.formatted(file, once) == once
    return once.decode()


# --- Whole files -----------------------------------------------------------------------------


def said(file: str, raw: bytes) -> object:
    """Return what a file says, each number and hours in the one form that all spellings share."""
    knowledge = understand({file: raw})
    calls = [
        (phones.canonical(phone.number, knowledge.country_of(spot)), phone.opening_hours)
        for spot, phone in knowledge.each(Phone)
    ]
    return _without_form(knowledge.documents[file].value), calls


def _without_form(value: object) -> object:
    """Return a value without the numbers to call and their hours."""
    if isinstance(value, dict):
        told = {"number", "hours", "opening_hours"} if "dial_from" in value else set()
        return {k: _without_form(v) for k, v in value.items() if k not in told}
    return [_without_form(item) for item in value] if isinstance(value, list) else value


def test_every_data_file_says_the_same_and_a_second_time_changes_nothing() -> None:
    real = {file: raw for file, raw in source.read(ROOT).items() if file.endswith(".yml")}
    assert real
    changed = {
        file
        for file, raw in real.items()
        if said(file, once := formatting.formatted(file, raw)) != said(file, raw)
        or formatting.formatted(file, once) != once
    }
    assert changed == set()


def in_english(hours: str) -> str:
    """Return hours as files had them, with blanks around every dash."""
    words = {"always": "At any time", "holidays": "public holidays {times}"}
    said = in_words(hours, "en", words | {"holidays_off": "closed on public holidays"})
    return said.replace("–", " - ")


def misformed(raw: bytes) -> bytes:
    """Return a data file that says the same with its form spoilt in every way that is mended."""
    text = raw.decode()
    to_call = r'number: "([^"]*)"(?=\n +(?:printed|via|dial_from):)'
    text = re.sub(to_call, lambda n: f"number: '{n[1].replace(' ', '-')}'", text)
    text = re.sub(r"opening_hours: (.+)", lambda hours: f"hours: {in_english(hours[1])}", text)
    return ("\ufeff" + text.replace("\n", " \r\n").rstrip()).encode()


def test_mere_form_is_no_problem_and_is_mended() -> None:
    spoilt = {file: misformed(raw) for file, raw in MINI.items()}
    assert {p.rule for p in check(understand(mini_files() | spoilt))} == set()
    assert formatting.formatted_all(spoilt).keys() == spoilt.keys()
    assert {f: formatting.formatted(f, raw) for f, raw in spoilt.items()} == {
        f: formatting.formatted(f, raw) for f, raw in MINI.items()
    }


NOISE = (
    "# c",
    "  # c",
    "      # c",
    "          # c",
    "",
    "   ",
    "  -",
    "|",
    "\t",
    "'",
    "---",
    "\r",
)


def damaged(raw: bytes, dice: random.Random) -> bytes:
    """Return a file with some lines swapped and some noise between them."""
    lines = raw.decode().split("\n")
    for _ in range(dice.randint(1, 5)):
        here, there = dice.randrange(len(lines)), dice.randrange(len(lines))
        if dice.random() < 0.5:
            lines.insert(here, dice.choice(NOISE))
        else:
            lines[here], lines[there] = lines[there], lines[here] + "  # moved"
    return "\n".join(lines).encode()


def comments(raw: bytes) -> Counter[str]:
    return Counter(comment.rstrip() for comment in re.findall(r"#[^\r\n]*", raw.decode()))


def test_whatever_happens_to_a_file_no_comment_is_lost_and_no_error_is_raised() -> None:
    for seed in range(100):
        dice = random.Random(seed)
        file = dice.choice(sorted(MINI))
        raw = damaged(MINI[file], dice)
        once = formatting.formatted(file, raw)
        assert formatting.formatted(file, once) == once, seed
        assert comments(once) == comments(raw), seed
        assert bool(source.parse(file, once).problems) == bool(source.parse(file, raw).problems)


# --- Lines -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        "\ufeff" + SPANISH,
        SPANISH.rstrip("\n"),
        SPANISH + "\n \n\n",
        SPANISH.replace("\n", "  \n"),
        SPANISH.replace("\n", "\t\n"),
        SPANISH.replace("\n", "\r\n"),
        SPANISH.replace("\n", "\r"),
    ],
)
def test_line_ends_trailing_blanks_and_the_last_line_are_tidied(written: str) -> None:
    assert fixed(written) == SPANISH


KEPT = {
    "another order": f"{POST}country: ES\n",
    "a comment": f"# yaml-language-server: $schema=x.json\n\n# who\n{POST}# where\ncountry: ES\n",
    "a comment behind a value": "country: ES # where\noperators: # who\n  - name: Post # which\n",
    "blank lines between fields": f"country: ES\n\n\n{POST}",
    "a literal text with blanks at the ends of its lines": (
        f"wanted:\n  - |\n    One  \n      Two\n{SPANISH}"
    ),
    "a folded text": f"wanted:\n  - >-\n    One # no comment\n\n    Two  \n{SPANISH}",
    "a literal text in a field": f"a: |\n  One  \nb: c\n{SPANISH}",
    "a text over several lines": f"wanted:\n  - One\n    # no more\n{SPANISH}",
    "brackets and braces": "country: ES\noperators: [{role: post, name: Post}]\n",
    "a file that does not fit its model": "operators: none\ncountry: ES\n",
}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_what_a_person_chose_stays_as_it_is(text: str) -> None:
    assert fixed(text) == text
    assert fixed(text.replace("\n", "\r\n")) == text


# --- Numbers and hours -----------------------------------------------------------------------

CALL = (
    "country: {country}\noperators:\n  - name: Post\n    role: post\n    phones:\n"
    "      - number: {number}\n        dial_from: {dial_from}\n        use: questions\n"
    "        {field}: {hours}\n        evidence: reported\n"
)


def call(number: str = '"3999"', hours: str = "24/7", **more: str) -> str:
    usual = {"country": "ES", "dial_from": "country", "field": "opening_hours"}
    return CALL.format(number=number, hours=hours, **usual | more)


@pytest.mark.parametrize(
    ("written", "country", "dial_from", "tidy"),
    [
        ("+34910000100", "ES", "anywhere", '"+34 910 00 01 00"'),
        ("'910-000-100' # new", "ES", "country", '"910 00 01 00" # new'),
        ('"+34 910 000 100"', "ES", "landline", '"910 00 01 00"'),
        ("3999", "FR", "country", '"3999"'),
        # What libphonenumber does not know, what belongs to another country, and what only a
        # person can decide, stays as it is.
        ("910 000 10", "ES", "country", '"910 000 10"'),
        ("+33 1 00000100", "ES", "anywhere", '"+33 1 00 00 01 00"'),
        ("+33 1 00000100", "ES", "country", '"+33 1 00000100"'),
        ("910 000 100", "ES", "anywhere", '"910 000 100"'),
        ("910 000 100", "XZ", "country", '"910 000 100"'),
        ("910\n          000100", "ES", "country", "910\n          000100"),
        (">-\n          910000100", "ES", "country", ">-\n          910000100"),
        ('"910 000\\x20100"', "ES", "country", '"910 00 01 00"'),
        ("910 \\ 100", "ES", "country", "910 \\ 100"),
    ],
)
def test_a_number_is_spaced_by_libphonenumber_and_stands_in_quotes(
    written: str, country: str, dial_from: str, tidy: str
) -> None:
    before = call(written, country=country, dial_from=dial_from)
    assert fixed(before) == call(tidy, country=country, dial_from=dial_from)


@pytest.mark.parametrize(
    "number", ["910\n          000100", ">-\n          910000100", "910 \\ 100"]
)
def test_a_number_that_keeps_its_form_does_not_keep_the_others_from_theirs(number: str) -> None:
    assert fixed(call(number, "Mon-Fri 8:00-9:00")) == call(number, "Mo-Fr 08:00-09:00")


def test_numbers_as_they_were_printed_are_never_changed() -> None:
    text = call('"910 00 01 00"').replace(
        "        dial_from", "        printed: 910000100\n        dial_from"
    )
    text += 'withdrawn:\n  - number: 902000100\n    full: "+34902000100"\n    reason: Closed.\n'
    assert fixed(text) == text


def test_a_number_in_braces_keeps_the_form_of_whoever_wrote_it() -> None:
    text = SPANISH + (
        "    phones:\n      - {number: 910000100, dial_from: country, use: x, evidence: reported}\n"
    )
    assert fixed(text) == text


@pytest.mark.parametrize("field", ["hours", "opening_hours"])
@pytest.mark.parametrize(
    ("written", "tidy"),
    [
        ("Mo-Fr 8:00-20:00;Sa 9:00-13:00", "Mo-Fr 08:00-20:00; Sa 09:00-13:00"),
        ("Mon - Fri 8:00 - 20:00, Sat 9:00–13:00", "Mo-Fr 08:00-20:00; Sa 09:00-13:00"),
        ('"Mon-Sun: 08:00 — 20:00" # Mon-Sun', "Mo-Su 08:00-20:00 # Mon-Sun"),
        ("Monday to Friday 9 am - 5:30 p.m.", "Mo-Fr 09:00-17:30"),
        ("Mon–Fri 8.00–12.00 and 13.00–18.00", "Mo-Fr 08:00-12:00,13:00-18:00"),
        ("Mon–Fri 08:00–20:00, closed on public holidays", "Mo-Fr 08:00-20:00; PH off"),
        ("24 hours, every day", "24/7"),
    ],
)
def test_hours_that_can_be_read_are_written_as_data(field: str, written: str, tidy: str) -> None:
    assert fixed(call(hours=written, field=field)) == call(hours=tidy)


@pytest.mark.parametrize(
    "hours",
    ["Working days 06:30-14:30", "Mon-Fri\n          08:00-20:00", "|-\n          Mo 8:00-9:00"],
)
def test_hours_that_cannot_be_read_or_take_several_lines_stay_as_they_are(hours: str) -> None:
    assert fixed(call(hours=hours, field="hours")) == call(hours=hours, field="hours")


# --- What is left alone ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "raw"),
    [
        ("docs/en/a.md", b"---\r\ntitle: A\r\n---\r\n"),
        ("data/x.yml", b""),
        ("data/x.yml", b"# only a comment \n"),
        ("data/x.yml", b"a: [1 \n"),
        ("data/x.yml", b"a: \xff \n"),
        (SPAIN, b"operators: &a \ncountry: ES\n"),
        (SPAIN, f"{POST}country: ES \ncountry: ES\n".encode()),
        (SPAIN, b"wanted:\n  - |+\n    x\n\n"),
        (SPAIN, f"wanted:\n  - x\u2028\n{SPANISH}".encode()),
        (SPAIN, f"wanted:\n  - 'x{9 * chr(0x2028)}'\n{call()}".encode()),
    ],
)
def test_what_cannot_be_read_or_written_safely_comes_back_unchanged(file: str, raw: bytes) -> None:
    assert formatting.formatted(file, raw) == raw


def test_only_the_files_that_change_are_named() -> None:
    files = {SPAIN: SPANISH.encode(), "data/x.yml": b"a: b \n", "docs/en/a.md": b"x \n"}
    assert formatting.formatted_all(files) == {"data/x.yml": b"a: b\n"}
    assert formatting.formatted_all({}) == {}
