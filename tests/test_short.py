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
    written = short.short(SCRIPT, "a.js")
    assert "export function said(" in written
    assert "givenName" not in written
    assert "greeting" not in written


def test_what_is_declared_from_something_comes_after_it() -> None:
    """A release of the minifier put what takes a list apart first (its issue 958)."""
    if not short.SHORTENS_NAMES:
        lacking("minify")
    script = "function f() { const all = get(); const [one] = all.list; return [all, one]; }"
    written = short.short(script, "a.js")
    assert written.index("get()") < written.index(".list")


def test_a_script_with_a_mistake_is_named() -> None:
    if not short.SHORTENS_NAMES:
        lacking("minify")
    with pytest.raises(ValueError, match=r"next\.js cannot be read as JavaScript: unexpected ;"):
        short.short("const a = {1: ;", "next.js")


def test_where_nothing_shortens_names_comments_go_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(short, "SHORTENS_NAMES", False)
    written = short.short(SCRIPT, "a.js")
    assert "givenName" in written
    assert "What it says" not in written
