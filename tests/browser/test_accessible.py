"""Every kind of page can be used by everybody: axe finds nothing, however somebody reads it."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.chromium import move_mouse, quiet, touch, until
from tests.browser.conftest import Open, Say
from tests.browser.looks import (
    COLOURS,
    KINDS,
    PLAN,
    WIDE,
    flaws,
    tapped,
    too_small,
    too_wide,
    visit,
)
from tests.conftest import of_each_generator


def test_there_is_a_kind_for_every_folder_of_the_site(built_mini: Path) -> None:
    folders = {page.relative_to(built_mini).parts[0] for page in built_mini.rglob("*.html")}
    assert {kind.split("/")[0] for kind in KINDS} == folders - {"index.html"} | {""}


Look = Callable[[Page], list[str]]


def found_by(look: Look, page: Page, address: str, kinds: list[str] = KINDS) -> dict[str, Any]:
    """Return what a look finds on kinds of pages, by page."""
    found = {}
    for path in kinds:
        visit(page, address + path)
        found[path] = look(page)
    return {path: said for path, said in found.items() if said}


def whole(page: Page) -> list[str]:
    return flaws(page) + too_wide(page)


@of_each_generator("built_mini")
def test_axe_finds_nothing_on_any_kind_of_page(page: Page, mini_address: str) -> None:
    assert found_by(whole, page, mini_address) == {}


# Between them they show whatever has a colour or a place of its own.
MAIN = ["", "faq/not-arrived/", "countries/es/", "carriers/", PLAN]


def test_axe_finds_nothing_on_a_wide_screen_in_dark_colours(
    open_page: Open, mini_address: str
) -> None:
    page = open_page(color_scheme="dark", viewport=WIDE)
    assert found_by(whole, page, mini_address, MAIN) == {}


@pytest.mark.parametrize(
    "settings",
    [{"color_scheme": "dark"}, {"viewport": WIDE}, {"forced_colors": "active"}],
    ids=["phone and dark", "wide and light", "forced colours"],
)
def test_every_text_stands_out_in_other_colours(
    settings: dict[str, Any], open_page: Open, mini_address: str
) -> None:
    look = partial(flaws, rules=COLOURS)
    assert found_by(look, open_page(**settings), mini_address, MAIN[1:]) == {}


# At 400 % a screen of 1280 × 1024 has room for so much (WCAG 1.4.10).
SIZES = [(320, 256), (390, 844), (768, 1024), (1280, 900)]


def test_nothing_is_too_wide_or_too_small_on_a_screen_of_any_size(
    page: Page, mini_address: str
) -> None:
    def look(page: Page) -> list[str]:
        said = []
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            said += too_wide(page) + (too_small(page) if width < 400 else [])
        return said

    assert found_by(look, page, mini_address) == {}


def test_a_flaw_would_be_found(page: Page, mini_address: str) -> None:
    page.goto(mini_address + "faq/not-arrived/")
    page.evaluate(
        """document.querySelector("h1").insertAdjacentHTML("afterend",
             `<p><img src="data:,"></p><button class="pale">Pale</button><pre>Wide</pre>`)"""
    )
    page.evaluate(
        """Object.assign(document.querySelector(".pale").style,
             { color: "#888", background: "#999", height: "20px", minHeight: 0 })"""
    )
    assert [flaw.split(":")[0] for flaw in flaws(page)] == ["color-contrast", "image-alt"]
    assert [flaw.split(":")[0] for flaw in flaws(page, COLOURS)] == ["color-contrast"]
    assert len(too_small(page)) == 1
    page.evaluate("document.querySelector('pre').style.width = '500px'")
    assert too_wide(page)


def test_there_is_something_to_tap(page: Page, mini_address: str) -> None:
    page.goto(mini_address + "countries/es/")
    assert len(tapped(page)) > 10


# --- From right to left ---

FLIP = 'document.documentElement.dir = document.body.dir = "rtl"'
# The sides of the text's parts, measured from the side at which reading begins.
SIDES = """(from) => {
  const parts = "h1, h2, h3, p, li, ol, ul, table, button, .desk";
  const all = [...document.querySelectorAll(`article :is(${parts})`)];
  const shown = all.filter((part) => part.checkVisibility());
  return shown.map((part) => {
    const { left, right } = part.getBoundingClientRect();
    const [start, end] = from === "left" ? [left, right] : [innerWidth - right, innerWidth - left];
    return [part.outerHTML.slice(0, 80), Math.round(start), Math.round(end)];
  });
}"""


def unlike(page: Page) -> list[str]:
    """Return what of a page is not where its mirror image has it."""
    before = page.evaluate(SIDES, "left")
    page.evaluate(FLIP)
    after = page.evaluate(SIDES, "right")
    assert len(before) == len(after) > 2
    pairs = zip(before, after, strict=True)
    return too_wide(page) + [f"{one} {other}" for one, other in pairs if differ(one, other)]


def test_a_page_that_is_read_from_right_to_left_is_its_mirror(page: Page, unfinished: str) -> None:
    # The finished page holds no looks for the other direction.
    assert found_by(unlike, page, unfinished) == {}
    page.evaluate("document.querySelector('h1').style.marginLeft = '40px'")
    assert unlike(page)


def differ(one: list[Any], other: list[Any]) -> bool:
    """Return whether a part of a page and its mirror image have other sides."""
    return any(abs(a - b) > 2 for a, b in zip(one[1:], other[1:], strict=True))


# --- By keyboard ---

FOCUS = """() => {
  const part = document.activeElement;
  const { outlineStyle, boxShadow } = getComputedStyle(part);
  const box = part.getBoundingClientRect();
  const shown = outlineStyle !== "none" || boxShadow !== "none";
  const visible = shown && box.width > 0 && box.height > 0;
  return [part.tagName, part.outerHTML.slice(0, 80), visible, Boolean(part.closest("article"))];
}"""
CONTROLS = "article :is(a[href], button, input, textarea, select, summary)"


# Far more than a page has controls.
MOST_TABS = 500


def walk(page: Page) -> tuple[list[str], list[str]]:
    """Return where the key Tab leads in the text of a page, and where it cannot be seen."""
    reached: list[str] = []
    unseen: list[str] = []
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        tag, html, visible, inside = page.evaluate(FOCUS)
        if tag == "BODY":
            return reached, unseen
        reached += [html] if inside else []
        unseen += [html] if inside and not visible else []
    raise AssertionError(f"Tab does not leave the page: {html}, after {reached[-3:]}")


def tab_to(page: Page, wanted: Locator) -> None:
    """Press the key Tab until it leads to a control."""
    for _ in range(MOST_TABS):
        if wanted.evaluate("wanted => wanted === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {wanted}")


def test_the_key_tab_leads_past_the_search(open_page: Open, mini_address: str) -> None:
    """Whoever goes slowly sees where the focus is put once the search has closed."""
    for settings in ({}, {"viewport": WIDE}):
        page = open_page(**settings)
        page.goto(mini_address + "faq/customs-hold/")
        touch(page)
        field = page.locator(".md-search__input")
        tab_to(page, field)
        quiet(page)
        page.keyboard.press("Tab")
        quiet(page)
        follows = "field => field.compareDocumentPosition(document.activeElement) & 4"
        assert field.evaluate(follows)
        assert page.evaluate("!document.activeElement.closest('.md-search')")


@pytest.mark.parametrize("path", ["faq/customs-hold/", "countries/es/", "messages/"])
def test_the_keyboard_reaches_every_control_and_shows_where_it_is(
    path: str, open_page: Open, mini_address: str
) -> None:
    page = open_page(viewport=WIDE)
    page.goto(mini_address + path)
    touch(page)  # what scripts add is there before it is counted and walked
    wanted = [c for c in page.locator(CONTROLS).all() if c.is_visible()]
    reached, unseen = walk(page)
    assert unseen == []
    assert len(reached) >= len(wanted) > 5


def test_a_control_that_the_keyboard_misses_or_hides_would_be_found(
    open_page: Open, mini_address: str
) -> None:
    page = open_page(viewport=WIDE)
    page.goto(mini_address + "carriers/snail-economy/")
    touch(page)
    page.evaluate(
        """() => {
          const shown = [...document.querySelectorAll("article a")].filter((a) => a.offsetWidth);
          shown.at(0).style.outline = "none";
          shown.at(-1).tabIndex = -1;
        }"""
    )
    wanted = [c for c in page.locator(CONTROLS).all() if c.is_visible()]
    reached, unseen = walk(page)
    assert len(unseen) == 1
    assert len(reached) == len(wanted) - 1


def test_the_next_step_is_walked_by_keyboard_alone(page: Page, mini_address: str, say: Say) -> None:
    page.goto(mini_address + "next-step/")
    page.locator("details.door summary").nth(1).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("[data-situation=customs]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-chosen]")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("[data-again]")).to_be_focused()
    fold = page.locator("[data-exact] > summary")
    tab_to(page, fold)
    page.keyboard.press("Enter")
    country = page.get_by_label(say("next_step.country"), exact=True)
    tab_to(page, country)
    page.keyboard.type("Spain")
    expect(page.locator("[data-call] a[href^='tel:']").first).to_be_visible()


# --- Without motion ---

MOVING = """() => [...document.querySelectorAll("*")].filter((part) => {
  const { transitionDuration, transitionProperty, animationName } = getComputedStyle(part);
  const moves = transitionProperty !== "none" && /[1-9]/.test(transitionDuration);
  return moves || animationName !== "none";
}).map((part) => part.className)"""


def moving(page: Page, address: str) -> list[str]:
    """Return the classes of what moves on a page that somebody has touched."""
    page.goto(address + "faq/customs-hold/")
    move_mouse(page)
    until(page, "async () => document.querySelector('link[rel=stylesheet]')?.sheet")
    # The browser knows a sheet before it applies it.
    quiet(page)
    return [json.dumps(name) for name in page.evaluate(MOVING)]


def test_nothing_moves_for_those_who_asked_for_no_motion(
    open_page: Open, mini_address: str
) -> None:
    assert moving(open_page(), mini_address) == []
    assert moving(open_page(reduced_motion="no-preference"), mini_address) != []
