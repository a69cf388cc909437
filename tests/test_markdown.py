"""A text of a record is nothing but text wherever GitHub reads Markdown, and is shown as it is."""

from __future__ import annotations

import importlib
import re
import sys
from datetime import date
from html import unescape

import pytest

from macros.editing import due
from macros.editing.annotations import summary
from macros.editing.diff import Change, in_markdown
from macros.editing.markdown import code, inert
from macros.source import Problem

from .projects import ROOT

HOSTILE = "@all #1 GH-2 <img src=x> & ` | www.x.org https://x.org ![a](b) *b* :tada:"
DAY = date(2026, 11, 23)

sys.path.append(str(ROOT / ".github" / "scripts"))
review = importlib.import_module("review")


def read(markdown: str) -> str:
    """Return what a reader sees of escaped text."""
    return unescape(re.sub(r"\\([\\`*_\[\]|~$])", r"\1", markdown)).replace("\u200b", "")


def test_the_summary_the_list_of_what_is_due_and_the_comment_escape_alike() -> None:
    safe = inert(HOSTILE)
    assert f"| {safe} | {safe} |" in summary([Problem("a.yml", 1, "X", HOSTILE, HOSTILE)], "")
    found = [due.Due(DAY, "a.yml", 1, HOSTILE)]
    near = [due.Turn(DAY, "a.yml", 1, HOSTILE, "ends")]
    assert due.in_markdown(found, DAY, near).count(f"- [ ] `a.yml:1` {safe} – ") == 2
    assert f"- {safe}\n" in in_markdown([Change("a.yml", "Topic", "added", HOSTILE)])


def test_a_reader_sees_what_the_record_says() -> None:
    assert read(inert(HOSTILE)) == HOSTILE
    # The answer to a pull request does not trust the check, and must not mend what is mended.
    commented = review.harmless(inert(HOSTILE), 1000).replace("&lbrack;", "[")
    assert read(commented) == HOSTILE


@pytest.mark.parametrize("path", ["data/a`b.yml", "data/a|b.yml", "data/a\nb.yml"])
def test_a_path_stays_code(path: str) -> None:
    assert re.fullmatch(r"`[^`|\n]*`", code(path))
