"""Scripts as they are sent."""

from __future__ import annotations

import pytest

from macros.site import short
from tests.lacking import lacking

SCRIPT = """
// What it says.
export function said(givenName) {
  const greeting = `Good morning, ${givenName}`;
  return greeting.trim();
}
"""


def test_names_inside_are_short_and_those_for_others_stay() -> None:
    if not short.SHORTENS_NAMES:
        lacking("minify")
    written = short.short(SCRIPT)
    assert "export function said(" in written
    assert "givenName" not in written
    assert "greeting" not in written


def test_where_nothing_shortens_names_comments_go_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(short, "SHORTENS_NAMES", False)
    written = short.short(SCRIPT)
    assert "givenName" in written
    assert "What it says" not in written
