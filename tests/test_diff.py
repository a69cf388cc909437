"""What a change did is said in words that somebody who reviews it can trust."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from typing import cast

import pytest

from macros.editing.diff import (
    MAX_CHARACTERS,
    Change,
    between,
    changes,
    in_markdown,
    pairing,
    release,
)
from macros.editing.diff.items import flat
from macros.model import (
    Days,
    InterfaceWords,
    Knowledge,
    Model,
    OpeningHours,
    Text,
    datasets,
    model_in,
    understand,
)
from macros.rules.examples import FORMAT, SERVICE, STATUS, SURE, fact

from .projects import SPAIN_CUSTOMS, changed, mini_files, mini_knowledge
from .projects import WORDS as WORDS_FILE

ES, FR = "data/post-offices/es.yml", "data/customs/fr.yml"

POSTA = """country: ES
operators:
  - name: Posta Norte
    role: post
    website: https://www.posta-norte.example/
    phones:
      - number: "+34 910 000 100"
        dial_from: anywhere
        use: Customer service
        hours: Mon–Fri 09:00–18:00
        evidence: reported
        source: https://www.posta-norte.example/aviso
        checked: 2025-03-01
      - number: "902 000 100"
        dial_from: country
        use: Questions
        evidence: reported
    emails:
      - address: help@posta-norte.example
        use: Questions
        evidence: official
    pages:
      - link: https://www.posta-norte.example/claims
        use: Claims
        evidence: official
    tracking:
      - link: https://www.posta-norte.example/track?n={number}
        evidence: reported
guidance:
  - says: Ask the post before you ask the seller about a parcel.
    evidence: official
withdrawn:
  - number: "910 00 02 00"
    reason: Nobody answers.
wanted:
  - A number for parcels.
"""

SECOND = """  - name: Express
    role: courier
    phones:
      - number: "900 000 333"
        dial_from: country
        use: Questions
        evidence: quoted
guidance:
"""

NEW_NUMBER = """      - number: "600 000 202"
        dial_from: country
        use: Post
        evidence: official
        source: https://www.customs-es.example/contact
    emails:
"""


def said(old: Mapping[str, str], new: Mapping[str, str]) -> list[Change]:
    """Return what differs between two states of files, given as texts."""
    encoded = [{file: text.encode() for file, text in side.items()} for side in (old, new)]
    return between(*encoded)


def said_of(text: str, *edits: tuple[str, str], file: str = ES) -> list[tuple[str, str]]:
    """Return kind and sentence of each change after some words of `text` were replaced."""
    edited = text
    for old, new in edits:
        assert edited.count(old) == 1, old
        edited = edited.replace(old, new)
    return [(change.kind, change.sentence) for change in said({file: text}, {file: edited})]


def block(first: str, last: str, text: str = POSTA) -> str:
    """Return the lines of `text` from the one that holds `first` to the one that holds `last`."""
    lines = text.splitlines(keepends=True)
    start = next(i for i, line in enumerate(lines) if first in line)
    end = next(i for i, line in enumerate(lines) if i >= start and last in line)
    return "".join(lines[start : end + 1])


OLD_902 = block("902 000 100", "evidence")
CLAIMS = block("    pages:", "evidence")


@pytest.mark.parametrize(
    ("edit", "kind", "sentence"),
    [
        (
            ("checked: 2025-03-01", "checked: 2026-11-20"),
            "rechecked",
            "+34 910 000 100: checked 2026-11-20 (was 2025-03-01).",
        ),
        (
            ("checked: 2025-03-01", "as_of: 2026-10\n        checked: 2026-11-20"),
            "rechecked",
            "+34 910 000 100: date of the source was added: 2026-10; "
            "checked 2026-11-20 (was 2025-03-01).",
        ),
        (
            ("checked: 2025-03-01", "checked: 2024-01-01"),
            "corrected",
            "+34 910 000 100: checked 2024-01-01 (was 2025-03-01).",
        ),
        (
            ("        checked: 2025-03-01\n", ""),
            "corrected",
            "+34 910 000 100: no longer marked as checked (was 2025-03-01).",
        ),
        (
            ("Mon–Fri 09:00–18:00", "Mon–Fri 08:00–20:00"),
            "corrected",
            "+34 910 000 100: hours are now Mon–Fri 08:00–20:00 (were Mon–Fri 09:00–18:00).",
        ),
        (
            ("hours: Mon–Fri 09:00–18:00", "opening_hours: Mo-Sa 09:00-18:00; PH off"),
            "corrected",
            "+34 910 000 100: hours are now Mon–Sat 09:00–18:00, closed on public holidays "
            "(were Mon–Fri 09:00–18:00).",
        ),
        (
            ("        hours: Mon–Fri 09:00–18:00\n", ""),
            "corrected",
            "+34 910 000 100: hours were taken out (were Mon–Fri 09:00–18:00).",
        ),
        (
            ("evidence: reported\n        source", "evidence: official\n        source"),
            "corrected",
            "+34 910 000 100: evidence is now official (was reported).",
        ),
        (
            ("evidence: reported\n        source", "evidence: unconfirmed\n        source"),
            "corrected",
            "+34 910 000 100: evidence is now unconfirmed (was reported).",
        ),
        (
            ("dial_from: anywhere", "dial_from: country"),
            "corrected",
            "+34 910 000 100: where it can be dialled from is now country (was anywhere).",
        ),
        (
            ("www.posta-norte.example/aviso", "www.posta-norte.example/legal"),
            "corrected",
            "+34 910 000 100: source is now https://www.posta-norte.example/legal "
            "(was https://www.posta-norte.example/aviso).",
        ),
        (
            ("use: Customer service", "use: Customer service\n        note: It is free."),
            "corrected",
            "+34 910 000 100: note was added: “It is free.”",
        ),
        (
            ("+34 910 000 100", "910 00 01 00"),
            "corrected",
            "910 00 01 00: spelling is now 910 00 01 00 (was +34 910 000 100).",
        ),
        (
            ("+34 910 000 100", "+34 910 000 101"),
            "corrected",
            "Customer service: number is now +34 910 000 101 (was +34 910 000 100).",
        ),
        (
            ("use: Customer service", "use: Customer service\n        via: whatsapp"),
            "corrected",
            "Customer service: way to reach it is now whatsapp (was call).",
        ),
        (
            ("    emails:\n", NEW_NUMBER),
            "added",
            "New number 600 000 202, official, customs-es.example, dial from inside Spain.",
        ),
        ((OLD_902, ""), "removed", "Removed: number 902 000 100."),
        (
            ("withdrawn:\n", 'withdrawn:\n  - number: "910000300"\n    reason: It is a shop.\n'),
            "withdrawn",
            "910000300 is now on the list of numbers not to call: It is a shop.",
        ),
        (
            ("reason: Nobody answers.", "reason: It was closed."),
            "corrected",
            "910 00 02 00: reason is now “It was closed.” (was “Nobody answers.”).",
        ),
        (
            ("address: help@", "address: aid@"),
            "corrected",
            "Questions: address is now aid@posta-norte.example (was help@posta-norte.example).",
        ),
        (
            ("posta-norte.example/claims", "posta-norte.example/form"),
            "corrected",
            "Claims: link is now https://www.posta-norte.example/form (was https://www.posta-norte.example/claims).",
        ),
        (
            ("track?n={number}", "find?n={number}"),
            "corrected",
            "tracking page: link is now https://www.posta-norte.example/find?n={number} "
            "(was https://www.posta-norte.example/track?n={number}).",
        ),
        (
            (CLAIMS, ""),
            "removed",
            "Removed: page https://www.posta-norte.example/claims (“Claims”).",
        ),
        (
            ("seller about a parcel", "seller about your parcel"),
            "corrected",
            "piece of guidance: wording is now “Ask the post before you ask the seller about your "
            "parcel.” (was “Ask the post before you ask the seller about a parcel.”).",
        ),
        (
            ("A number for parcels.", "An address for letters."),
            "corrected",
            "What we look for: added “An address for letters.”, taken out “A number for parcels.”",
        ),
        (
            ("name: Posta Norte", "name: Posta Norte y Sur"),
            "corrected",
            "“Posta Norte y Sur”: name is now “Posta Norte y Sur” (was “Posta Norte”).",
        ),
        (
            ("guidance:\n", SECOND),
            "added",
            "New operator “Express” with 1 number.",
        ),
    ],
)
def test_a_change_to_a_contact_is_one_sentence(
    edit: tuple[str, str], kind: str, sentence: str
) -> None:
    assert said_of(POSTA, edit) == [(kind, sentence)]


def test_several_changes_to_one_number_are_one_sentence() -> None:
    edits = (("hours: Mon–Fri 09", "hours: Mon–Fri 08"), ("2025-03-01", "2026-11-20"))
    assert said_of(POSTA, *edits) == [
        (
            "corrected",
            "+34 910 000 100: hours are now Mon–Fri 08:00–18:00 (were Mon–Fri 09:00–18:00); "
            "checked 2026-11-20 (was 2025-03-01).",
        )
    ]


WITHDRAWN_902 = 'withdrawn:\n  - number: "+34 902000100"\n    reason: The 902 line was closed.\n'


def test_a_number_that_moves_to_withdrawn_is_one_change_and_back_is_another() -> None:
    withdrawn = POSTA.replace(OLD_902, "").replace("withdrawn:\n", WITHDRAWN_902)
    there, back = said({ES: POSTA}, {ES: withdrawn}), said({ES: withdrawn}, {ES: POSTA})
    assert [(c.kind, c.sentence) for c in there] == [
        ("withdrawn", "902 000 100 was withdrawn: The 902 line was closed.")
    ]
    assert [(c.kind, c.sentence) for c in back] == [
        (
            "added",
            "Again a number to call: 902 000 100, reported, dial from inside Spain. "
            "It was withdrawn: The 902 line was closed.",
        )
    ]


def test_a_number_that_is_replaced_and_withdrawn_is_not_taken_for_a_correction() -> None:
    edits = (("902 000 100", "900 000 004"), ("withdrawn:\n", WITHDRAWN_902))
    assert said_of(POSTA, *edits) == [
        ("added", "New number 900 000 004, reported, dial from inside Spain."),
        ("withdrawn", "902 000 100 was withdrawn: The 902 line was closed."),
    ]


def test_of_two_numbers_with_one_use_it_is_not_guessed_which_became_which() -> None:
    third = OLD_902.replace("902 000 100", "900 000 004")
    text = POSTA.replace(OLD_902, OLD_902 + third)
    found = said_of(text, ("902 000 100", "900 000 005"), ("900 000 004", "900 000 006"))
    assert found == [
        ("added", "New number 900 000 005, reported, dial from inside Spain."),
        ("added", "New number 900 000 006, reported, dial from inside Spain."),
        ("removed", "Removed: number 902 000 100."),
        ("removed", "Removed: number 900 000 004."),
    ]


@pytest.mark.parametrize(
    ("source_given", "host"),
    [
        ("'https://[::'", "https://[::"),
        ("nowhere", "nowhere"),
        ("https://WWW.a.example/", "a.example"),
    ],
)
def test_an_address_that_is_none_is_shown_as_it_stands(source_given: str, host: str) -> None:
    number = NEW_NUMBER.replace("https://www.customs-es.example/contact", source_given)
    assert said_of(POSTA, ("    emails:\n", number)) == [
        ("added", f"New number 600 000 202, official, {host}, dial from inside Spain.")
    ]


def test_a_number_that_moves_to_another_desk_is_one_change() -> None:
    two = POSTA.replace("guidance:\n", SECOND)
    number = block("900 000 333", "evidence", two)
    moved = two.replace(number, "").replace("    phones:\nguidance", "guidance")
    moved = moved.replace("    emails:\n", f"{number}    emails:\n")
    assert [(c.kind, c.sentence) for c in said({ES: two}, {ES: moved})] == [
        ("corrected", "900 000 333: now stands under “Posta Norte” (was under “Express”).")
    ]


def test_guidance_that_is_put_under_its_carrier_is_one_change() -> None:
    guidance = (
        "  - says: Ask the post before you ask the seller about a parcel.\n    evidence: official\n"
    )
    brings = "    brings_aliexpress:\n" + "".join(f"    {line}\n" for line in guidance.splitlines())
    moved = POSTA.replace(f"guidance:\n{guidance}", "").replace(
        "    phones:\n", f"{brings}    phones:\n"
    )
    says = "Ask the post before you ask the seller about a parcel."
    assert [(c.kind, c.sentence) for c in said({ES: POSTA}, {ES: moved})] == [
        ("corrected", f"“{says}”: now stands under “Posta Norte” (was by itself).")
    ]


def test_with_several_desks_a_number_says_whose_it_is() -> None:
    two = POSTA.replace("guidance:\n", SECOND)
    number = block("900 000 333", "evidence", two)
    assert said_of(two, (number, number + number.replace("333", "334"))) == [
        ("added", "New number 900 000 334 of Express, quoted, dial from inside Spain.")
    ]


def test_a_renamed_desk_keeps_its_numbers() -> None:
    edits = (("name: Posta Norte", "name: Spanish Post"), ("+34 910 000 100", "+34 910 000 101"))
    assert said_of(POSTA, *edits) == [
        ("corrected", "“Spanish Post”: name is now “Spanish Post” (was “Posta Norte”)."),
        ("corrected", "Customer service: number is now +34 910 000 101 (was +34 910 000 100)."),
    ]


def test_another_desk_in_its_place_is_not_a_new_name() -> None:
    edits = (
        ("name: Posta Norte", "name: Somebody else"),
        ("+34 910 000 100", "+34 910 000 301"),
        ("902 000 100", "900 000 002"),
        ("help@posta-norte.example", "help@example.org"),
        ("www.posta-norte.example/claims", "example.org/claims"),
        ("https://www.posta-norte.example/\n", "https://example.org/\n"),
    )
    assert said_of(POSTA, *edits) == [
        (
            "added",
            "New operator “Somebody else” with 2 numbers, 1 e-mail address, 1 page, "
            "1 tracking page.",
        ),
        (
            "removed",
            "Removed: operator “Posta Norte” with 2 numbers, 1 e-mail address, 1 page, "
            "1 tracking page.",
        ),
    ]


def test_another_order_of_numbers_is_a_change_because_the_best_comes_first() -> None:
    first = block("+34 910 000 100", "checked")
    assert said_of(POSTA, (first + OLD_902, OLD_902 + first)) == [
        ("corrected", "The order of the numbers changed, now: 902 000 100, +34 910 000 100.")
    ]


def test_guidance_that_says_something_else_is_removed_and_added() -> None:
    edit = ("Ask the post before you ask the seller about a parcel.", "Customs takes no calls.")
    assert said_of(POSTA, edit) == [
        ("added", "New piece of guidance “Customs takes no calls.”, official."),
        (
            "removed",
            "Removed: piece of guidance “Ask the post before you ask the seller about a parcel.”",
        ),
    ]


FACT = fact(SURE)["data/facts.yml"]
TWO_FACTS = FACT + FACT.removeprefix("facts:\n").replace("window", "other-window")
STATUS_FILE = "statuses:\n" + STATUS.format("one")
SERVICE_FILE = SERVICE["data/carriers/saver.yml"]
CUSTOMS_FR = "country: FR\ndesks:\n  - name: Customs\n    role: authority\n"
# The interface's words are the project's own: whatever they say, another text stands in for it.
WORDS = mini_files()[WORDS_FILE].decode()
CALL = mini_knowledge().words("en")["call"]
FLIGHT = mini_knowledge().words("en")["stages"]["flight"]
TRACKERS = (
    "trackers:\n  - name: Parcel Lens\n    tracking:\n      - link: https://lens.example/\n"
    "        evidence: reported\n"
)
EXCEPTIONS = (
    "exceptions:\n  - rule: URL-SAFE\n    file: data/facts.yml\n"
    "    reason: It is old.\n    until: 2027-05-01\n"
)


@pytest.mark.parametrize(
    ("file", "text", "edit", "topic", "sentence"),
    [
        (
            "data/facts.yml",
            FACT,
            ("value: 15 days", "value: 30 days"),
            "Facts",
            "window: value is now “30 days” (was “15 days”).",
        ),
        (
            "data/facts.yml",
            FACT,
            ("applies_to: [all]", "applies_to: [EU, GB]"),
            "Facts",
            "window: countries: added EU, GB, taken out all.",
        ),
        (
            "data/facts.yml",
            TWO_FACTS,
            (FACT.removeprefix("facts:\n"), ""),
            "Facts",
            "Removed: fact window (“15 days”).",
        ),
        (
            "data/statuses.yml",
            STATUS_FILE,
            ("do: Nothing.", "do: Wait."),
            "Statuses",
            "one: what to do is now “Wait.” (was “Nothing.”).",
        ),
        (
            "data/number-formats.yml",
            FORMAT,
            ("check_digit: none", "check_digit: s10\n    country_suffix: true"),
            "Number formats",
            "lp14: check digit is now s10 (was none); country suffix is now yes (was no).",
        ),
        (
            "data/carriers/saver.yml",
            SERVICE_FILE,
            ("class: economy\n", "class: standard\ndays:\n  min: 10\n  max: 18\n"),
            "Service: Saver",
            "Class is now standard (was economy); days were added: 10 to 18.",
        ),
        (
            "data/carriers/saver.yml",
            SERVICE_FILE,
            ("name: Saver", "name: Super Saver"),
            "Service: Super Saver",
            "Name is now “Super Saver” (was “Saver”).",
        ),
        (
            "data/trackers.yml",
            TRACKERS,
            ("evidence: reported", "evidence: official"),
            "Trackers",
            "https://lens.example/: evidence is now official (was reported).",
        ),
        (
            "data/exceptions.yml",
            EXCEPTIONS,
            ("2027-05-01", "2028-05-01"),
            "Exceptions",
            "to URL-SAFE in data/facts.yml: until is now 2028-05-01 (was 2027-05-01).",
        ),
        (
            WORDS_FILE,
            WORDS,
            (f"call: {CALL}", "call: Ring up {number}"),
            "The interface’s words (en)",
            f"call is now “Ring up {{number}}” (was “{CALL}”).",
        ),
        (
            WORDS_FILE,
            WORDS,
            (f"flight: {FLIGHT}", "flight: In the air"),
            "The interface’s words (en)",
            f"stages.flight is now “In the air” (was “{FLIGHT}”).",
        ),
    ],
)
def test_a_change_to_another_record_is_one_sentence_under_its_topic(
    file: str, text: str, edit: tuple[str, str], topic: str, sentence: str
) -> None:
    assert understand({file: text.encode()}).problems == ()
    found = said({file: text}, {file: text.replace(*edit)})
    assert [(change.topic, change.sentence) for change in found] == [(topic, sentence)]


PAGE = "---\ntitle: Late\ndescription: D.\nasked_as:\n  - where is it\n---\n\nHello.\n"
MACROS = PAGE.replace("title:", "render_macros: true\ntitle:") + '{{ fact("a") }}\n'


@pytest.mark.parametrize(
    ("text", "edit", "sentence"),
    [
        (PAGE, ("title: Late", "title: Too late"), "title is now “Too late” (was “Late”)."),
        (PAGE, ("Hello.", "Good day."), "text changed."),
        (PAGE, ("where is it", "where"), "questions: added “where”, taken out “where is it”."),
        (
            PAGE,
            ("asked_as:", "rests_on: [window]\nasked_as:"),
            "facts that it rests on: added window.",
        ),
        (PAGE, ("title: Late", "title: Late\nhide: [toc]"), "hide: added toc."),
        (PAGE, ("title: Late", "# head\ntitle: Late"), "text changed."),
        (MACROS, ('fact("a")', 'fact("b")'), "text changed."),
        (
            PAGE,
            ("where is it\n---\n\nHello", "where\n---\n\nHi"),
            "questions: added “where”, taken out “where is it”; text changed.",
        ),
    ],
)
def test_a_change_to_a_page_is_one_sentence(
    text: str, edit: tuple[str, str], sentence: str
) -> None:
    file = "docs/en/faq/late.md"
    found = said({file: text}, {file: text.replace(*edit)})
    assert found == [Change(file, "Pages", "corrected", f"en/faq/late: {sentence}")]


def test_line_ends_that_git_makes_on_windows_are_no_change() -> None:
    pages = {"docs/en/a.md": PAGE, ES: POSTA}
    assert said(pages, {file: text.replace("\n", "\r\n") for file, text in pages.items()}) == []


def test_comments_and_layout_of_a_record_are_no_change() -> None:
    assert said_of(POSTA, ("country: ES", "# Spain\ncountry:   'ES'")) == []


@pytest.mark.parametrize(
    ("file", "text", "content"),
    [
        (
            ES,
            POSTA,
            "2 numbers, 1 e-mail address, 1 page, 1 tracking page, 1 piece of guidance, "
            "1 withdrawn number",
        ),
        ("data/facts.yml", TWO_FACTS, "2 facts"),
        ("data/carriers/saver.yml", SERVICE_FILE, "this record, reported"),
        (
            WORDS_FILE,
            WORDS,
            f"{len(flat(cast(InterfaceWords, mini_knowledge().records[WORDS_FILE])))} words",
        ),
        ("docs/en/faq/late.md", PAGE, "the page en/faq/late (“Late”)"),
        (FR, CUSTOMS_FR, "this file"),
    ],
)
def test_a_file_that_comes_or_goes_is_one_change(file: str, text: str, content: str) -> None:
    come, gone = said({}, {file: text}), said({file: text}, {})
    assert [(c.kind, c.sentence) for c in come] == [("added", f"New: {content}.")]
    assert [(c.kind, c.sentence) for c in gone] == [("removed", f"Removed: {content}.")]


LONG_NOTE = " ".join(f"word{n}" for n in range(100))


def test_of_a_long_text_the_words_that_differ_are_shown() -> None:
    text = FACT + f"    note: {LONG_NOTE}\n"
    found = said({"data/facts.yml": text}, {"data/facts.yml": text.replace("word50 ", "new ")})
    assert [change.sentence for change in found] == [
        "window: note is now “… word46 word47 word48 word49 new word51 word52 word53 word54 …” "
        "(was “… word46 word47 word48 word49 word50 word51 word52 word53 word54 …”)."
    ]


def test_of_a_long_list_a_few_items_are_shown() -> None:
    more = "asked_as:\n" + "".join(f"  - question {n}\n" for n in range(9))
    assert said_of(PAGE, ("asked_as:\n", more), file="docs/en/a.md") == [
        (
            "corrected",
            "en/a: questions: added “question 0”, “question 1”, “question 2”, “question 3”, "
            "“question 4” and 4 more.",
        )
    ]


# --- Whole projects --------------------------------------------------------------------------


def test_a_word_for_the_search_is_told_with_those_that_mean_the_same() -> None:
    text, more = "same:\n  - [coupon, voucher]\n", "same:\n  - [coupon, voucher, credit]\n"
    (change,) = said({"data/search/en.yml": text}, {"data/search/en.yml": more})
    assert change.topic == "The words for the search (en)"
    assert change.sentence == "Words that mean the same: added “credit” like “coupon”."


def test_the_same_files_hold_no_change() -> None:
    assert between(mini_files(), mini_files()) == []


def test_a_number_that_changes_is_told_with_its_country() -> None:
    edited = changed(SPAIN_CUSTOMS, "901 00 02 00", "901 00 02 01")
    assert between(mini_files(), edited) == [
        Change(
            SPAIN_CUSTOMS,
            "Spain · customs",
            "corrected",
            "Questions about rules: number is now 901 00 02 01 (was 901 00 02 00).",
        )
    ]


def test_everything_new_or_gone_is_told_once_for_each_file() -> None:
    for found, kind in (
        (between({}, mini_files()), "added"),
        (between(mini_files(), {}), "removed"),
    ):
        assert [change.file for change in found] == sorted(mini_files())
        assert {change.kind for change in found} == {kind}


def mutations(record: Model) -> Iterator[tuple[type[Model], str, Model]]:
    """Yield a record with one field altered, for each that it and its parts have, and which."""
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        if isinstance(value, Model) and not isinstance(value, Days):
            for kind, inner_name, inner in mutations(value):
                yield kind, inner_name, record.model_copy(update={name: inner})
            continue
        for another in (other(value), *([] if field.is_required() else [field.default])):
            yield type(record), name, record.model_copy(update={name: another})
        parts = value if isinstance(value, tuple) else ()
        for number, part in enumerate(parts):
            for kind, inner_name, inner in mutations(part) if isinstance(part, Model) else ():
                items = (*parts[:number], inner, *parts[number + 1 :])
                yield kind, inner_name, record.model_copy(update={name: items})
        for key, part in value.items() if isinstance(value, dict) else ():
            for kind, inner_name, inner in mutations(part) if isinstance(part, Model) else ():
                yield kind, inner_name, record.model_copy(update={name: value | {key: inner}})


def other(value: object) -> object:
    """Return something of the same shape as `value` that is not the same."""
    if isinstance(value, tuple):
        return value[::-1] if len(value) > 1 else ()
    if isinstance(value, Days):
        return value.model_copy(update={"max": 7})
    if isinstance(value, OpeningHours):
        return OpeningHours("Su 10:00-12:00")
    if isinstance(value, date):
        return date(2030, 1, 1)
    if isinstance(value, dict):
        return dict(list(value.items())[1:])
    return type(value)(f"{value}7") if isinstance(value, str) else Text("7")


def fields_below(kind: type[Model]) -> Iterator[str]:
    """Yield every field of a kind of record, and of its parts; days are compared as one value."""
    for name, field in kind.model_fields.items():
        inner = model_in(field.annotation)
        if inner is None or inner is Days or inner is not field.annotation:
            yield owned(kind, name)
        if inner and inner is not Days:
            yield from fields_below(inner)


def owned(kind: type[Model], field: str) -> str:
    """Return a field with the name of the kind that first has it, such as `Claim.evidence`."""
    owner = next(k for k in reversed(kind.__mro__) if field in getattr(k, "__annotations__", {}))
    return f"{owner.__name__}.{field}"


def test_no_field_of_any_record_changes_unnoticed() -> None:
    tried = set()
    files = changed("data/search/en.yml", "beginnings: []", "beginnings: [al]")
    known = understand(files | {"data/exceptions.yml": EXCEPTIONS.encode()})
    for file, record in known.records.items():
        before = Knowledge({file: record}, {})
        for kind, name, another in mutations(record):
            if another != record and (type(record), kind, name) not in tried:
                tried.add((type(record), kind, name))
                found = changes(before, Knowledge({file: another}, {}))
                assert found, f"{kind.__name__}.{name} in {file}"
                assert all(change.sentence for change in found)
    fields = {field for _, kind in datasets().values() for field in fields_below(kind)}
    untried = fields - {owned(kind, name) for _, kind, name in tried}
    assert untried == set(), "Give tests/mini a record with them."


def test_the_order_in_which_files_are_read_does_not_matter() -> None:
    edited = {file: raw.replace(b"official", b"reported") for file, raw in mini_files().items()}
    found = between(mini_files(), edited)
    assert found
    turned = [dict(reversed(files.items())) for files in (mini_files(), edited)]
    assert between(*turned) == found
    assert [change.file for change in found] == sorted(change.file for change in found)


# --- Files that cannot be read ---------------------------------------------------------------


@pytest.mark.parametrize("broken", ["country: [", "country: ES\n", "", "\x00", "- a\n"])
@pytest.mark.parametrize("sides", [("before",), ("now",), ("before", "now")])
def test_a_file_that_cannot_be_read_is_named(broken: str, sides: tuple[str, ...]) -> None:
    old = {ES: broken if "before" in sides else POSTA, "data/facts.yml": FACT}
    new = {ES: broken if "now" in sides else POSTA, "data/facts.yml": TWO_FACTS}
    assert [(c.topic, c.kind, c.sentence) for c in said(old, new)] == [
        ("Facts", "added", "New fact other-window (“15 days”), reported."),
        (
            "Spain · post",
            "not compared",
            f"{ES} could not be compared: it cannot be read ({' and '.join(sides)}).",
        ),
    ]


def test_a_file_of_no_dataset_is_named() -> None:
    found = said({}, {"data/posts/es.yml": POSTA})
    assert [(c.kind, c.sentence) for c in found] == [
        (
            "not compared",
            "data/posts/es.yml could not be compared: it cannot be read (now).",
        )
    ]


# --- Markdown --------------------------------------------------------------------------------

GOLDEN = """\
<!-- data-diff -->

**6 changes**: 2 corrected, 1 added, 1 withdrawn, 1 checked again, 1 removed.

1 file could not be compared.

### France · customs

- data/customs/fr.yml could not be compared: it cannot be read (now).

### Facts

- window: value is now “30 days” (was “15 days”).

### Spain · post

- \\+34 910 000 100: checked 2026-11-20 (was 2025-03-01).
- New number 600 000 202, official, customs-es.example, dial from inside Spain.
- help@&#8203;posta-norte.example: evidence is now reported (was official).
- 902 000 100 was withdrawn: The 902 line was closed.
- Removed: page https:&#8203;//www&#8203;.posta-norte.example/claims (“Claims”).
"""


def test_the_markdown_is_a_list_by_topic_under_a_count() -> None:
    edited = POSTA
    for before, after in (
        ("checked: 2025-03-01", "checked: 2026-11-20"),
        (OLD_902, ""),
        ("    emails:\n", NEW_NUMBER),
        ("withdrawn:\n", WITHDRAWN_902),
        ("evidence: official\n    pages", "evidence: reported\n    pages"),
        (CLAIMS, ""),
    ):
        assert edited.count(before) == 1
        edited = edited.replace(before, after)
    old = {ES: POSTA, "data/facts.yml": FACT, FR: CUSTOMS_FR}
    new = {ES: edited, "data/facts.yml": FACT.replace("15 days\n", "30 days\n"), FR: "country: ["}
    assert in_markdown(said(old, new)) == GOLDEN


def test_without_a_change_the_markdown_says_so() -> None:
    assert in_markdown([]) == "<!-- data-diff -->\n\nNo record changed.\n"


def test_a_file_that_cannot_be_compared_is_not_counted_as_a_change() -> None:
    text = in_markdown([Change(ES, "Spain · post", "not compared", "It could not be compared.")])
    assert "No record changed in the files that could be compared." in text
    assert "1 file could not be compared." in text
    assert "**" not in text


def sentence_in_markdown(sentence: str) -> str:
    """Return the line that a sentence becomes."""
    lines = in_markdown([Change(ES, "Facts", "added", sentence)]).splitlines()
    assert lines[:6] == ["<!-- data-diff -->", "", "**1 change**: 1 added.", "", "### Facts", ""]
    assert len(lines) == 7
    return lines[6]


@pytest.mark.parametrize(
    ("hostile", "harmless"),
    [
        ("<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;"),
        ("<!-- hidden -->", "&lt;!-- hidden --&gt;"),
        ("&lt;b&gt; &#64;all", "&amp;lt;b&amp;gt; &amp;#&#8203;64;all"),
        ("@someone @org/team", "@&#8203;someone @&#8203;org/team"),
        ("#12 owner/repo#12 GH-12", "#&#8203;12 owner/repo#&#8203;12 GH&#8203;-12"),
        ("`code` ``", "\\`code\\` \\`\\`"),
        ("a | b |---|", "a \\| b \\|---\\|"),
        ("one\ntwo\r\n\n# three", "one two #&#8203; three"),
        ("one\u2028two\x0b\x85three", "one two three"),
        ("[a](javascript:x) ![b](c)", "\\[a\\](javascript:x) !\\[b\\](c)"),
        ("https://a.example/ www.b.example", "https:&#8203;//a.example/ www&#8203;.b.example"),
        ("*a* _b_ ~~c~~ \\d $e$", "\\*a\\* \\_b\\_ \\~\\~c\\~\\~ \\\\d \\$e\\$"),
        (":tada: 08:00–20:00", ":&#8203;tada: 08:00–20:00"),
        ("- a", "\\- a"),
        ("+ a", "\\+ a"),
        ("1. a", "1&#8203;. a"),
        ("2) a", "2&#8203;) a"),
        ("> a", "&gt; a"),
        ("a\u202eb\u200bc\x00", "a\\[U+202E\\]b\\[U+200B\\]c\\[U+0000\\]"),
        ("\x1b[31m", "\\[U+001B\\]\\[31m"),
        ("\ud800", "\\[U+D800\\]"),
        ("{{ 7 * 7 }}", "{{ 7 \\* 7 }}"),
    ],
)
def test_a_text_of_a_record_is_nothing_but_text(hostile: str, harmless: str) -> None:
    assert sentence_in_markdown(hostile) == f"- {harmless}"
    topic = in_markdown([Change(ES, hostile, "added", "New.")])
    assert f"\n### {harmless}\n" in topic


HOSTILE = "@all #1 <img src=x> ` | www.x.org https://x.org [a](b)"


def test_hostile_words_in_every_kind_of_record_stay_text() -> None:
    old = {
        ES: POSTA,
        "data/facts.yml": FACT,
        "data/carriers/saver.yml": SERVICE_FILE,
        WORDS_FILE: WORDS,
        "docs/en/a.md": PAGE,
    }
    new = {
        ES: POSTA.replace("Nobody answers.", f"'{HOSTILE}'").replace(
            "website: https://www.posta-norte.example/", "website: 'https://[:'"
        ),
        "data/facts.yml": FACT.replace("[all]", f"['{HOSTILE}']") + "    source: 'http://['\n",
        "data/carriers/saver.yml": SERVICE_FILE.replace("Saver", f"'{HOSTILE}'"),
        WORDS_FILE: WORDS.replace(f"flight: {FLIGHT}", f"flight: '{HOSTILE}'", 1),
        "docs/en/a.md": PAGE.replace("Late", f"'{HOSTILE}'"),
        "docs/en/@all #1 <img> `.md": PAGE,
    }
    found = said(old, new)
    text = in_markdown(found)
    assert {change.file for change in found} == set(new)
    assert not any(sign in text for sign in ("@all", "#1", "<img", " ` ", " | ", "www.x", "://"))


def test_terminals_get_no_control_characters_either() -> None:
    text = POSTA.replace("Nobody answers.", '"\\e[31m \\u202e \\0"')
    assert [change.sentence for change in said({ES: POSTA}, {ES: text})] == [
        "910 00 02 00: reason is now “[U+001B][31m [U+202E] [U+0000]” (was “Nobody answers.”)."
    ]


def many(number: int, sentence: str = "New.") -> list[Change]:
    return [Change(ES, f"Topic {n // 100}", "added", f"{sentence} {n}.") for n in range(number)]


@pytest.mark.parametrize("sentence", ["New", "@" * 200, "é<&>" * 500, "[ https://"])
def test_a_long_list_ends_with_how_many_changes_are_not_shown(sentence: str) -> None:
    text = in_markdown(many(9_000, sentence))
    hidden = 9_000 - text.count("\n- ")
    longest = len(sentence_in_markdown(f"{sentence} 8999."))
    assert MAX_CHARACTERS - longest - 200 < len(text) <= MAX_CHARACTERS
    assert text.startswith("<!-- data-diff -->\n\n**9000 changes**: 9000 added.\n")
    assert text.endswith(
        f"\n{hidden} more are not shown here: the list is too long for one comment.\n"
    )


def test_one_change_that_is_not_shown_is_counted_as_one() -> None:
    text = in_markdown([*many(1), *many(1, "x" * MAX_CHARACTERS)])
    assert text.endswith("\n1 more is not shown here: the list is too long for one comment.\n")


def test_a_list_for_which_there_is_room_is_shown_whole() -> None:
    text = in_markdown(many(3_000))
    assert text.count("\n- ") == 3_000
    assert text.count("\n### ") == 30
    assert "not shown" not in text


def test_texts_of_a_record_are_clipped_so_that_a_sentence_stays_one() -> None:
    new = {ES: POSTA.replace("Nobody answers.", "x" * 400_000)}
    found = said({ES: POSTA}, new)
    assert len(found) == 1
    assert max(len(change.sentence) for change in found) < 1_000


def pile_of(place: str, item: str) -> Callable[[int], str]:
    """Return a function that repeats `item`, numbered, in front of `place` in a record."""
    return lambda times: POSTA.replace(
        place, "".join(item.format(n=n) for n in range(times)) + place
    )


PILES = {
    "numbers": pile_of("    emails:\n", OLD_902.replace("000 100", "{n:06}")),
    "guidance": pile_of("withdrawn:\n", "  - says: Ask {n}.\n    evidence: official\n"),
    "desks": pile_of("guidance:\n", "  - name: Desk {n}\n    role: post\n"),
    "withdrawn": pile_of("wanted:\n", '  - number: "9000{n}"\n    reason: R.\n'),
    "wanted": pile_of("  - A number for parcels.\n", "  - Wish {n}\n"),
}


def steps(work: Callable[[], object]) -> int:
    """Return how many functions are called while some work is done: it is the same each time."""
    times: Counter[str] = Counter()
    before = sys.getprofile()
    sys.setprofile(lambda _frame, event, _of: times.update([event]))
    try:
        work()
    finally:
        sys.setprofile(before)
    return times["call"] + times["c_call"]


@pytest.mark.parametrize("pile", PILES)
def test_twice_as_many_records_are_not_much_more_than_twice_the_work(pile: str) -> None:
    def work(times: int) -> int:
        old, new = (understand({ES: PILES[pile](many).encode()}) for many in (0, times))
        assert not new.problems
        pairs = ((old, new), (new, old))
        return steps(lambda: [in_markdown(changes(*pair)) for pair in pairs])

    assert work(80) < 3 * work(40)


@pytest.mark.parametrize("times", [3, 30])
def test_few_texts_are_compared_with_each_other_and_only_how_they_begin(
    times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[int] = []

    def matches(text: str, pool: Collection[str], n: int) -> list[str]:
        compared.extend(len(text) + len(other_text) for other_text in pool)
        return get_close_matches(text, pool, n)

    monkeypatch.setattr(pairing, "get_close_matches", matches)
    asked = pile_of("withdrawn:\n", f"  - says: Ask {{n}} {'x' * 9_000}\n    evidence: official\n")
    found = said({ES: asked(times)}, {ES: asked(times).replace("Ask", "Beg")})
    assert bool(compared) == (times == 3)
    assert sum(compared) < 40_000
    assert len(found) == (3 + 1 if times == 3 else 2 * (times + 1))


def test_a_release_holds_what_changed_in_the_data_and_can_be_read_again() -> None:
    after = {
        ES: POSTA.replace("09:00", "08:00").encode(),
        "docs/en/a.md": b"---\ntitle: T\n---\n",
    }
    found = between({ES: POSTA.encode()}, after)
    ((file, text),) = release(found, date(2026, 11, 26), "New hours: “08:00”").items()
    assert file == "data/releases/2026-11-26.yml"
    read = understand({file: text})
    assert not read.problems
    (made,) = read.releases
    assert made.title == "New hours: “08:00”"
    assert [(change.kind, change.about) for change in made.changes] == [
        ("corrected", "Spain · post")
    ]
    assert "08:00" in made.changes[0].says


def test_a_release_of_nothing_is_refused() -> None:
    found = between({}, {"docs/en/a.md": b"---\ntitle: T\ndescription: D.\n---\n# T\n"})
    with pytest.raises(ValueError, match="Nothing of the published data changed"):
        release(found, date(2026, 11, 26), "Nothing")
