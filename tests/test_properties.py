"""Whatever happens to a file, reading it names a line of that file, or understands it."""

from __future__ import annotations

import re

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from macros import source
from macros.model import Knowledge, understand
from macros.rules import check
from macros.source import Problem

from .projects import WORDS, mini_files

# The same examples in every run; the time depends on how busy the machine is, not on the code.
REPEATABLE = settings(derandomize=True, deadline=None, database=None)

# The small project without the pages that say little, and without the two files of so many texts
# that reading them again for each example would take most of the time.
FILES = {
    file: raw
    for file, raw in mini_files().items()
    if file.startswith(("data/", "docs/en/faq/")) and file not in {WORDS, "data/next-steps.yml"}
}
NAMES = sorted(FILES)
BEFORE = understand(FILES)
# Characters that mean something in YAML, in Markdown, to a reader or to a terminal.
SIGNS = st.sampled_from("\t\r\n \x00\x1b#-:?,[]{}&*!|>'\"%@`<~.0aé“🇪\u00a0\u200b\u2028\u202e\ufeff")


def lines_of(raw: bytes) -> list[bytes]:
    return re.split(b"(?<=\n)", raw)


@st.composite
def broken_files(draw: st.DrawFn) -> tuple[str, bytes]:
    """Return one of the small project's files, changed in one to three places."""
    file = draw(st.sampled_from(NAMES))
    raw = FILES[file]
    for _ in range(draw(st.integers(1, 3))):
        raw = draw(st.sampled_from(CHANGES))(draw, raw)
    return file, raw


def without_a_line(draw: st.DrawFn, raw: bytes) -> bytes:
    lines = lines_of(raw)
    del lines[draw(st.integers(0, len(lines) - 1))]
    return b"".join(lines) or b"\n"


def with_a_line_twice(draw: st.DrawFn, raw: bytes) -> bytes:
    lines = lines_of(raw)
    at = draw(st.integers(0, len(lines) - 1))
    return b"".join([*lines[:at], lines[at], *lines[at:]])


def with_two_lines_swapped(draw: st.DrawFn, raw: bytes) -> bytes:
    lines = lines_of(raw)
    one, other = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def with_two_values_swapped(draw: st.DrawFn, raw: bytes) -> bytes:
    lines = lines_of(raw)
    one, other = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
    (key, colon, value), (key2, colon2, value2) = (
        lines[at].partition(b": ") for at in (one, other)
    )
    lines[one], lines[other] = key + colon + value2, key2 + colon2 + value
    return b"".join(lines)


def with_another_indentation(draw: st.DrawFn, raw: bytes) -> bytes:
    lines = lines_of(raw)
    at = draw(st.integers(0, len(lines) - 1))
    lines[at] = draw(st.sampled_from([b"", b" ", b"  ", b"\t", b" " * 9])) + lines[at].lstrip(b" ")
    return b"".join(lines)


def with_another_sign(draw: st.DrawFn, raw: bytes) -> bytes:
    at = draw(st.integers(0, len(raw)))
    return raw[:at] + draw(SIGNS).encode() + raw[at + 1 :]


def with_bytes_put_in(draw: st.DrawFn, raw: bytes) -> bytes:
    at = draw(st.integers(0, len(raw)))
    return raw[:at] + draw(st.binary(min_size=1, max_size=8)) + raw[at:]


def cut_off(draw: st.DrawFn, raw: bytes) -> bytes:
    return raw[: draw(st.integers(0, len(raw)))]


CHANGES = (
    without_a_line,
    with_a_line_twice,
    with_two_lines_swapped,
    with_two_values_swapped,
    with_another_indentation,
    with_another_sign,
    with_bytes_put_in,
    cut_off,
)


def is_inside(problem: Problem, raw: bytes) -> bool:
    return 1 <= problem.line <= len(re.split(b"\r\n?|\n", raw)) + 1


@given(broken_files())
@settings(REPEATABLE, max_examples=60)
def test_a_changed_file_is_understood_or_answered_with_a_line_of_it(
    changed: tuple[str, bytes],
) -> None:
    file, raw = changed
    after = understand(FILES | {file: raw})
    problems = [problem for problem in check(after) if problem.file == file]
    assert all(is_inside(problem, raw) for problem in problems)
    assert all(len(str(problem).splitlines()) == 2 for problem in problems)
    assert problems or file in after.records
    assert others(after, file) == others(BEFORE, file)


def others(knowledge: Knowledge, file: str) -> dict[str, object]:
    """Return the records of all files but one."""
    return {name: record for name, record in knowledge.records.items() if name != file}


@given(st.binary(max_size=200) | st.text(SIGNS, max_size=60).map(str.encode))
@settings(REPEATABLE, max_examples=200)
def test_any_bytes_are_read_as_a_document_or_refused_with_a_line(raw: bytes) -> None:
    for read in (source.parse, source.page):
        document = read("data/x.yml", raw)
        assert document.problems or document.value is not None
        assert all(is_inside(problem, raw) for problem in document.problems)


@given(st.text(SIGNS, max_size=60), st.text(SIGNS, max_size=60))
@settings(REPEATABLE, max_examples=200)
def test_any_page_is_read_or_refused_with_a_line(head: str, body: str) -> None:
    raw = f"---\ntitle: {head}\n---\n{body}".encode()
    document = source.page("docs/en/x.md", raw)
    assert all(is_inside(problem, raw) for problem in document.problems)


PLAIN = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufffe\uffff"),
    min_size=1,
    max_size=30,
)


@given(st.dictionaries(PLAIN, PLAIN | st.lists(PLAIN, min_size=1, max_size=3), min_size=1))
@settings(REPEATABLE, max_examples=150)
def test_text_that_is_written_as_yaml_is_read_back_as_the_same_text(
    texts: dict[str, str | list[str]],
) -> None:
    raw = yaml.safe_dump(texts, default_style='"', allow_unicode=True, sort_keys=False).encode()
    document = source.parse("data/x.yml", raw)
    assert document.problems == ()
    assert document.value == texts
