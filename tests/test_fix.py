"""Data files are put into the form of a machine, and say the same as before."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping

import pytest

from macros import source
from macros.editing import formatting
from macros.model import (
    Customs,
    Email,
    Model,
    Operator,
    Phone,
    PostOffices,
    ServiceLetter,
    Withdrawn,
    datasets,
    model_in,
    phones,
    understand,
)

from .projects import ROOT

SPAIN = "data/post-offices/es.yml"
CARRIER = "data/carriers/x.yml"
REAL = {file: raw for file, raw in source.read(ROOT).items() if file.endswith(".yml")}
# The words of the interface stand in the order of whoever wrote them.
SUFFIXES = [file for file in REAL if "data/words/" not in file]
SURE = ["evidence", "source", "quoted_by", "as_of", "checked", "note", "not_https"]


def fixed(text: str, file: str = SPAIN) -> str:
    """Return the formatted text, which formatting again does not change."""
    once = formatting.formatted(file, text.encode())
    assert formatting.formatted(file, once) == once
    return once.decode()


# --- Order -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "order"),
    [
        (PostOffices, ["country", "operators", "guidance", "withdrawn", "wanted"]),
        (Customs, ["country", "desks", "guidance", "withdrawn", "wanted"]),
        (
            Operator,
            ["name", "role", "website", "not_https", "phones", "emails", "pages", "tracking"],
        ),
        (Email, ["address", "use", *SURE]),
        (ServiceLetter, ["letter", "pattern", "name", "tells", *SURE]),
        (Withdrawn, ["number", "full", "place", "label", "reason", "source", "as_of", "not_https"]),
        (
            Phone,
            [
                "number",
                "printed",
                "via",
                "dial_from",
                "use",
                "place",
                "hours",
                "hours_evidence",
                "hours_source",
                *SURE,
            ],
        ),
    ],
)
def test_fields_stand_in_the_order_of_the_model_with_the_evidence_last(
    kind: type[Model], order: list[str]
) -> None:
    assert list(formatting.key_order(kind)) == order


def models(kind: type[Model]) -> Iterator[type[Model]]:
    yield kind
    for field in kind.model_fields.values():
        if inner := model_in(field.annotation):
            yield from models(inner)


@pytest.mark.parametrize("dataset", datasets())
def test_the_order_names_every_field_once(dataset: str) -> None:
    for kind in models(datasets()[dataset][1]):
        named = [field.alias or name for name, field in kind.model_fields.items()]
        assert sorted(formatting.key_order(kind)) == sorted(named)


# --- The real files --------------------------------------------------------------------------


def said(file: str, raw: bytes) -> object:
    """Return what a file says, with each number in the one form that all its spellings share."""
    knowledge = understand({file: raw})
    assert not knowledge.problems
    numbers = [
        phones.canonical(phone.number, knowledge.country_of(location))
        for location, phone in knowledge.each(Phone)
    ]
    return _without_numbers(knowledge.documents[file].value), numbers


def _without_numbers(value: object) -> object:
    if isinstance(value, dict):
        is_phone = "dial_from" in value
        kept = {k: v for k, v in value.items() if not (is_phone and k in {"number", "hours"})}
        return {
            k: sorted(v) if k == "platform_code" else _without_numbers(v) for k, v in kept.items()
        }
    return [_without_numbers(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("file", REAL)
def test_a_real_file_says_the_same_and_a_second_time_changes_nothing(file: str) -> None:
    once = formatting.formatted(file, REAL[file])
    assert formatting.formatted(file, once) == once
    assert said(file, once) == said(file, REAL[file])


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("file", SUFFIXES)
def test_a_file_with_shuffled_fields_is_restored_byte_for_byte(file: str, seed: int) -> None:
    wanted = formatting.formatted(file, REAL[file]).decode()
    assert fixed(shuffled(wanted, random.Random(seed)), file) == wanted


def test_shuffling_changes_records_at_every_depth() -> None:
    before = REAL[SPAIN].decode()
    after = shuffled(before, random.Random(0))
    assert understand({SPAIN: after.encode()}).records == understand({SPAIN: REAL[SPAIN]}).records
    for depth in ("", "    ", "        "):
        fields = rf"^{depth}(?:  - |)(\w+):" if depth else r"^(\w+):"
        assert re.findall(fields, after, re.M) != re.findall(fields, before, re.M)


def shuffled(text: str, dice: random.Random) -> str:
    """Return a file of the project with the fields of every record in another order."""
    lines = text.splitlines()
    head = next(n for n, line in enumerate(lines) if not line.startswith("#"))
    return "\n".join(lines[:head] + mixed_block(lines[head:], dice)) + "\n"


def mixed_block(lines: list[str], dice: random.Random) -> list[str]:
    """Return the lines of one record, or of a list of them, with their fields mixed."""
    opening = re.match(r"( *)(- )?", lines[0]) if lines else None
    if opening is None:
        return lines
    if opening[2]:
        items = split_at(lines, f"{opening[1]}- ")
        return [line for item in items for line in mixed_item(item, len(opening[1]), dice)]
    fields = split_at(lines, opening[1])
    mixed = [field[:1] + mixed_block(field[1:], dice) for field in fields]
    dice.shuffle(mixed)
    return [line for field in mixed for line in field]


def mixed_item(item: list[str], column: int, dice: random.Random) -> list[str]:
    """Return the lines of a list item with the hyphen before the field that comes first."""
    blanks = len(item) - len("\n".join(item).rstrip("\n").split("\n"))
    body, tail = item[: len(item) - blanks], item[len(item) - blanks :]
    if not re.match(r" *- \w+:(\s|$)", body[0]):
        return item
    bare = mixed_block([" " * (column + 2) + body[0][column + 2 :], *body[1:]], dice)
    return [" " * column + "- " + bare[0][column + 2 :], *bare[1:], *tail]


def split_at(lines: list[str], prefix: str) -> list[list[str]]:
    """Return the lines in groups, each beginning with a line that stands right after `prefix`."""
    groups: list[list[str]] = []
    for line in lines:
        starts = line.startswith(prefix) and line[len(prefix) :][:1].strip()
        if starts or not groups:
            groups.append([])
        groups[-1].append(line)
    return groups


NOISE = [
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
]


@pytest.mark.parametrize("seed", range(150))
def test_whatever_happens_to_a_file_no_comment_is_lost_and_no_error_is_raised(seed: int) -> None:
    dice = random.Random(seed)
    file = dice.choice([file for file in REAL if len(REAL[file]) < 9000])
    lines = REAL[file].decode().split("\n")
    for _ in range(dice.randint(1, 5)):
        here, there = dice.randrange(len(lines)), dice.randrange(len(lines))
        if dice.random() < 0.5:
            lines.insert(here, dice.choice(NOISE))
        else:
            lines[here], lines[there] = lines[there], lines[here] + "  # moved"
    raw = "\n".join(lines).encode()
    once = formatting.formatted(file, raw)
    assert formatting.formatted(file, once) == once
    assert comments(once) == comments(raw)
    assert bool(source.parse(file, once).problems) == bool(source.parse(file, raw).problems)


def comments(raw: bytes) -> Counter[str]:
    return Counter(comment.rstrip() for comment in re.findall(r"#[^\r\n]*", raw.decode()))


# --- Comments, blank lines and forms of YAML -------------------------------------------------

HEAD = "# data/post-offices/es.yml: Spain\n"
POST = "operators:\n  - name: Post\n    role: post\n"
SPANISH = "country: ES\n" + POST

MOVED: Mapping[str, tuple[str, str]] = {
    "a head comment and a modeline stay at the top": (
        f"# yaml-language-server: $schema=x.json\n{HEAD}{POST}country: ES\n",
        f"# yaml-language-server: $schema=x.json\n{HEAD}{SPANISH}",
    ),
    "a comment below the head comment moves with its field": (
        f"{HEAD}\n# who\n{POST}# where\ncountry: ES\n",
        f"{HEAD}\n# where\ncountry: ES\n# who\n{POST}",
    ),
    "a comment at the end of a line stays on it": (
        "operators: # who\n  - role: post # what\n    name: Post # which\ncountry: ES # where\n",
        "country: ES # where\noperators: # who\n  - name: Post # which\n    role: post # what\n",
    ),
    "a comment on a field that moves to the hyphen stands above it": (
        "country: ES\noperators:\n  # best\n  - role: post\n    # printed so\n    name: Post\n",
        "country: ES\noperators:\n  # best\n  # printed so\n  - name: Post\n    role: post\n",
    ),
    "a comment further in belongs to what is above it": (
        "operators:\n  - name: Post\n    role: post\n    # website: unknown\ncountry: ES\n",
        f"{SPANISH}    # website: unknown\n",
    ),
    "a comment that touches only the field above it stays below it": (
        f"{HEAD}\nwanted:\n  - x\n# the end of what is wanted\n\n{SPANISH}",
        f"{HEAD}\n{'country: ES'}\n\n{POST}wanted:\n  - x\n# the end of what is wanted\n",
    ),
    "comments and blank lines between items stay": (
        f"{POST}\n  # a courier\n  - role: courier\n    name: Fast\n\n  # no more\ncountry: ES\n",
        f"{SPANISH}\n  # a courier\n  - name: Fast\n    role: courier\n\n  # no more\n",
    ),
    "a comment at the end of the file stays there": (
        f"{POST}country: ES\n# end\n",
        f"{SPANISH}# end\n",
    ),
    "a list may stand as far left as its field": (
        "operators:\n- role: post\n  name: Post\n# c\n- role: courier\n  name: Fast\ncountry: ES\n",
        "country: ES\noperators:\n- name: Post\n  role: post\n# c\n- name: Fast\n  role: courier\n",
    ),
    "a hyphen may stand on its own line": (
        "country: ES\noperators:\n  - # first\n    role: post\n    name: Post\n  -\n"
        "    role: courier\n    name: Fast\n",
        "country: ES\noperators:\n  - # first\n    name: Post\n    role: post\n  -\n"
        "    name: Fast\n    role: courier\n",
    ),
    "a comment may stand between a hyphen and its record": (
        "country: ES\noperators:\n  -\n    # what\n    role: post\n    name: Post\n",
        "country: ES\noperators:\n  -\n    name: Post\n    # what\n    role: post\n",
    ),
    "a hyphen may have wide blanks behind it": (
        "country: ES\noperators:\n  -   role: post\n      name: Post\n",
        "country: ES\noperators:\n  -   name: Post\n      role: post\n",
    ),
    "a field's name may stand in quotes": (
        "country: ES\noperators:\n  - 'role': post\n    \"name\": Post\n",
        "country: ES\noperators:\n  - \"name\": Post\n    'role': post\n",
    ),
    "a folded text keeps its lines, its blank line and its signs": (
        "wanted:\n  - >-\n    One # no comment\n    # none\n\n    Two\n" + SPANISH,
        SPANISH + "wanted:\n  - >-\n    One # no comment\n    # none\n\n    Two\n",
    ),
    "a literal text keeps the blanks at the ends of its lines": (
        f"wanted:\n  - |\n    One  \n      Two\n{SPANISH}",
        f"{SPANISH}wanted:\n  - |\n    One  \n      Two\n",
    ),
    "a text in quotes over several lines moves as one": (
        'country: ES\noperators:\n  - role: post\n    name: "Post\n\n      # of Spain"\n',
        'country: ES\noperators:\n  - name: "Post\n\n      # of Spain"\n    role: post\n',
    ),
    "a text over several lines moves as one": (
        "country: ES\noperators:\n  - role: post\n    name: Post\n      of Spain\n",
        "country: ES\noperators:\n  - name: Post\n      of Spain\n    role: post\n",
    ),
    "a list in brackets moves as one": (
        f"wanted: [x,\n  y]\n{SPANISH}",
        f"{SPANISH}wanted: [x,\n  y]\n",
    ),
    "a record in braces keeps its form": (
        "operators:\n  - {role: post, name: Post}\n  - {\n    role: courier,\n    name: Fast}\n"
        "country: ES\n",
        "country: ES\noperators:\n  - {role: post, name: Post}\n  - {\n    role: courier,\n"
        "    name: Fast}\n",
    ),
    "a mark at the head of the document stays there": (
        f"---\n{POST}country: ES\n",
        f"---\n{SPANISH}",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), MOVED.values(), ids=MOVED)
def test_fields_move_with_what_belongs_to_them(before: str, after: str) -> None:
    assert fixed(before) == after


@pytest.mark.parametrize(("before", "after"), MOVED.values(), ids=MOVED)
def test_the_same_holds_with_windows_line_ends(before: str, after: str) -> None:
    assert fixed(before.replace("\n", "\r\n")) == after


@pytest.mark.parametrize(
    "written",
    [
        "\ufeff" + SPANISH,
        SPANISH.rstrip("\n"),
        SPANISH + "\n \n\n",
        SPANISH.replace("\n", "  \n"),
        SPANISH.replace("\n", "\t\n"),
        SPANISH.replace("\n", "\r"),
    ],
)
def test_line_ends_trailing_blanks_and_the_last_line_are_tidied(written: str) -> None:
    assert fixed(written) == SPANISH


def test_a_file_that_does_not_fit_its_model_is_tidied_and_keeps_its_order() -> None:
    assert fixed("operators: none  \r\ncountry: ES\r\n") == "operators: none\ncountry: ES\n"


@pytest.mark.parametrize(
    ("written", "tidy"),
    [
        ("[B_C, A] # both", "[A, B_C] # both"),
        ("[B,\n  A]", "[B,\n  A]"),
        ("\n  # b\n  - B\n  - A # a", "\n  - A # a\n  # b\n  - B"),
    ],
)
def test_a_list_without_an_order_is_sorted(written: str, tidy: str) -> None:
    record = (
        "name: X\nsummary: X.\nclass: economy\nclass_evidence: reported\ntracked_until: unknown\n"
        "original_group: tracked\nplatform_code: {}\nevidence: reported\n"
    )
    spaced = [text if text.startswith("\n") else f" {text}" for text in (written, tidy)]
    before, after = (record.replace(" {}", text) for text in spaced)
    assert fixed(before, CARRIER) == after


# --- Numbers and hours -----------------------------------------------------------------------

CALL = (
    "country: {country}\noperators:\n  - name: Post\n    role: post\n    phones:\n"
    "      - number: {number}\n        dial_from: {dial_from}\n        use: questions\n"
    "        hours: {hours}\n        evidence: reported\n"
)


def call(number: str = '"3631"', hours: str = "24 hours", **more: str) -> str:
    return CALL.format(
        number=number, hours=hours, **{"country": "ES", "dial_from": "country"} | more
    )


@pytest.mark.parametrize(
    ("written", "country", "dial_from", "tidy"),
    [
        ("+34915197197", "ES", "anywhere", '"+34 915 19 71 97"'),
        ("'915-197-197' # new", "ES", "country", '"915 19 71 97" # new'),
        ('"+34 915 197 197"', "ES", "landline", '"915 19 71 97"'),
        ("3631", "FR", "country", '"3631"'),
        ("0800881 8210", "BR", "country", '"0800 881 8210"'),
        # What libphonenumber does not know, what belongs to another country, and what only a
        # person can decide, stays as it is.
        ("915 197 19", "ES", "country", '"915 197 19"'),
        ("+33 1 72407850", "ES", "anywhere", '"+33 1 72 40 78 50"'),
        ("+33 1 72407850", "ES", "country", '"+33 1 72407850"'),
        ("915 197 197", "ES", "anywhere", '"915 197 197"'),
        ("803160", "IT", "anywhere", '"803160"'),
        ("915 197 197", "XZ", "country", '"915 197 197"'),
        ("915\n          197197", "ES", "country", "915\n          197197"),
        (">-\n          915197197", "ES", "country", ">-\n          915197197"),
        ('"915 197\\x20197"', "ES", "country", '"915 19 71 97"'),
        ("915 \\ 197", "ES", "country", "915 \\ 197"),
    ],
)
def test_a_number_is_spaced_by_libphonenumber_and_stands_in_quotes(
    written: str, country: str, dial_from: str, tidy: str
) -> None:
    before = call(written, country=country, dial_from=dial_from)
    assert fixed(before) == call(tidy, country=country, dial_from=dial_from)


@pytest.mark.parametrize("number", ["915\n          197197", ">-\n          915197197"])
def test_a_number_that_keeps_its_form_does_not_keep_the_others_from_theirs(number: str) -> None:
    assert fixed(call(number, "Mon-Fri")) == call(number, "Mon–Fri")


def test_numbers_as_they_were_printed_are_never_changed() -> None:
    text = call('"915 19 71 97"').replace(
        "        dial_from", "        printed: 915197197\n        dial_from"
    )
    text += 'withdrawn:\n  - number: 902197197\n    full: "+34902197197"\n    reason: Closed.\n'
    assert fixed(text) == text


def test_a_number_in_braces_keeps_the_form_of_whoever_wrote_it() -> None:
    text = SPANISH + (
        "    phones:\n      - {number: 915197197, dial_from: country, use: x, evidence: reported}\n"
    )
    assert fixed(text) == text


@pytest.mark.parametrize(
    ("written", "tidy"),
    [
        ("Mon-Fri 08:00-20:00", "Mon–Fri 08:00–20:00"),
        ("Mon - Fri 8:00 - 20:00, Sat 9:00–13:00", "Mon–Fri 8:00–20:00, Sat 9:00–13:00"),
        ('"Mon-Sun: 08:00 — 20:00" # Mon-Sun', '"Mon–Sun: 08:00–20:00" # Mon-Sun'),
        ("Monday - Friday 9:00 am - 5:00 pm", "Monday–Friday 9:00 am–5:00 pm"),
        ("Mon-Fri  #Mon-Fri", "Mon–Fri  #Mon-Fri"),
        ("Mon-Fri#1", "Mon–Fri#1"),
        ("Mon - 08:00-20:00", "Mon - 08:00–20:00"),
        ("24 hours, non-stop, 1-2 days, 2026-11-23", None),
        ("Working days 06:30-14:30 (UTC-3)", "Working days 06:30–14:30 (UTC-3)"),
        ("Mon-Fri\n          08:00-20:00", None),
        ("|-\n          Mon-Fri  ", None),
    ],
)
def test_hours_have_en_dashes_between_days_and_between_times(
    written: str, tidy: str | None
) -> None:
    assert fixed(call(hours=written)) == call(hours=written if tidy is None else tidy)


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
        (SPAIN, f"{POST}country: ES\ncountry: ES\n".encode()),
        (SPAIN, f"wanted:\n  - |+\n    x\n\n{SPANISH}".encode()),
        (SPAIN, f"wanted:\n  - x\u2028\n{SPANISH}".encode()),
        (SPAIN, f"wanted:\n  - 'x{9 * chr(0x2028)}'\n{call()}".encode()),
        (SPAIN, b"? operators\n: - {name: A, role: post}\n? country\n: ES\n"),
    ],
)
def test_what_cannot_be_read_or_moved_safely_comes_back_unchanged(file: str, raw: bytes) -> None:
    assert formatting.formatted(file, raw) == raw


def test_only_the_files_that_change_are_named() -> None:
    files = {SPAIN: SPANISH.encode(), "data/x.yml": b"a: b \n", "docs/en/a.md": b"x \n"}
    assert formatting.formatted_all(files) == {"data/x.yml": b"a: b\n"}
    assert formatting.formatted_all({}) == {}
