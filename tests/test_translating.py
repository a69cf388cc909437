"""The guides for translators: one for each language, with the same parts, and links that lead."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.model import Knowledge, LabelName, is_language

from .projects import ROOT

FOLDER = ROOT / ".github" / "translating"
OVERVIEW = FOLDER / "README.md"
GUIDES = sorted(path for path in FOLDER.glob("*.md") if path != OVERVIEW)
PARTS = [
    "Register", "Terms", "Typography", "Stays in English", "Inclusive", "How sure", "False friends",
]  # fmt: skip
# About half a page; a longer guide is not read.
MOST_WORDS = 400


def targets(path: Path) -> list[Path]:
    """Return where the links of a guide lead, beside addresses on the web."""
    links = re.findall(r"\]\(([^)\s]+)\)", path.read_text("utf-8"))
    return [path.parent / link for link in links if "://" not in link]


@pytest.mark.parametrize("path", [OVERVIEW, *GUIDES], ids=lambda path: path.name)
def test_every_link_of_a_guide_leads_somewhere(path: Path) -> None:
    assert [link for link in targets(path) if not link.exists()] == []


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.stem)
def test_a_guide_has_every_part_and_is_short(path: Path) -> None:
    text = path.read_text("utf-8")
    bold = re.findall(r"^\*\*([^.*,]+)", text, re.M)
    assert set(PARTS) <= set(bold), path.name
    assert len(text.split()) <= MOST_WORDS
    assert f"({path.stem})" in text.partition("\n")[0]


def test_the_overview_names_every_guide() -> None:
    assert set(GUIDES) <= {link.resolve() for link in targets(OVERVIEW)}


def test_a_language_that_has_names_of_buttons_has_a_guide(knowledge: Knowledge) -> None:
    codes = {name.language for _, name in knowledge.each(LabelName)} - {"en"}
    assert codes <= {path.stem for path in GUIDES}
    assert all(is_language(path.stem) for path in GUIDES)
