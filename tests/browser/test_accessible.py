"""Every page can be used by everybody: axe finds nothing, however somebody reads it (WCAG 2.2)."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

KINDS = [
    "",
    "faq/customs-hold/",
    "faq/",
    "countries/es/",
    "contacts/customs/",
    "carriers/",
    "carriers/cainiao-super-economy/",
    "statuses/",
    "messages/",
    "next-step/?status=customs&country=es&deadline=2026-12-12&shipped=2026-13-01",
    "next-step/flight/",
    "about/freshness/",
    "404.html",
]
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


def flaws(page: Page) -> list[str]:
    """Return what axe finds on a page, each with the first element that it is about."""
    found: list[dict[str, Any]] = Axe().run(page, options=RULES).response["violations"]
    return [f"{flaw['id']}: {flaw['nodes'][0]['html'][:120]}" for flaw in found]


def test_axe_would_find_something(page: Page, address: str) -> None:
    page.goto(address)
    page.evaluate("document.querySelector('.situations').insertAdjacentHTML('afterend', '<img>')")
    assert [flaw.split(":")[0] for flaw in flaws(page)] == ["image-alt"]


def reading(**settings: Any) -> Callable[[Browser], Page]:  # noqa: ANN401
    """Return a way to read: a function that opens a page with these settings."""
    return lambda browser: browser.new_context(
        **{"viewport": {"width": 1280, "height": 900}, "service_workers": "block", **settings}
    ).new_page()


WAYS = {
    "in dark colours": reading(color_scheme="dark"),
    "on a phone in dark colours": reading(
        color_scheme="dark", viewport={"width": 390, "height": 844}
    ),
    "on the smallest screen": reading(viewport={"width": 320, "height": 568}),
    "at 400 %": reading(viewport={"width": 320, "height": 256}),
    "with forced colours": reading(forced_colors="active"),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_axe_finds_nothing_however_somebody_reads(
    way: Callable[[Browser], Page], browser: Browser, address: str
) -> None:
    page = way(browser)
    found: dict[str, list[str]] = {}
    for path in KINDS:
        page.goto(address + path)
        page.mouse.move(5, 5)
        width = int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
        found |= {path: flaws(page) + (["wider than the screen"] if width > 0 else [])}
    page.context.close()
    assert {path: said for path, said in found.items() if said} == {}


FLIP = 'document.documentElement.dir = document.body.dir = "rtl"'


@pytest.mark.parametrize("path", KINDS)
def test_a_page_that_is_read_from_right_to_left_is_its_mirror(
    path: str, page: Page, address: str
) -> None:
    page.goto(address + path)
    page.mouse.move(5, 5)
    page.evaluate(FLIP)
    assert flaws(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    lead = page.locator("article h1").bounding_box()
    assert lead
    assert page.locator("article h1").evaluate("h => getComputedStyle(h).textAlign") in {
        "start",
        "right",
    }


# What is tapped; links inside sentences are as high as their line (WCAG 2.5.8).
TARGETS = "button, select, input, textarea, summary, .call, .situations a, .countries a, .jump a"
LEAST = 43.5
SMALL = """([targets, least]) => [...document.querySelectorAll(`article :is(${targets})`)]
  .filter((part) => part.checkVisibility({visibilityProperty: true}))
  .map((part) => part.type === "checkbox" ? part.closest("label") : part)
  .filter((part) => part.getBoundingClientRect().height < least)
  .map((part) => part.outerHTML.slice(0, 100))"""


@pytest.mark.parametrize("path", KINDS)
def test_what_is_tapped_is_large_enough_for_a_thumb(path: str, page: Page, address: str) -> None:
    page.goto(address + path)
    assert page.evaluate(SMALL, [TARGETS, LEAST]) == []


FOCUS = """() => {
  const part = document.activeElement;
  const { outlineStyle, boxShadow } = getComputedStyle(part);
  const box = part.getBoundingClientRect();
  const shown = outlineStyle !== "none" || boxShadow !== "none";
  const text = part.textContent.trim().slice(0, 40);
  return [part.tagName, text, shown, box.width > 0 && box.height > 0];
}"""


@pytest.mark.parametrize("path", ["", "faq/customs-hold/", "countries/es/", "messages/"])
def test_the_keyboard_reaches_every_control_and_shows_where_it_is(
    path: str, browser: Browser, address: str
) -> None:
    page = reading()(browser)
    page.goto(address + path)
    wanted = page.locator("article :is(a[href], button, input, textarea, select, summary)")
    count = sum(part.is_visible() for part in wanted.all())
    seen, unseen = 0, []
    for _ in range(count + 120):
        page.keyboard.press("Tab")
        tag, text, shown, visible = page.evaluate(FOCUS)
        if tag == "BODY":
            break
        if page.evaluate("Boolean(document.activeElement.closest('article'))"):
            seen += 1
            unseen += [] if shown and visible else [f"{tag} {text}"]
    page.context.close()
    assert unseen == []
    assert seen >= count


def test_the_guide_is_walked_by_keyboard_alone(page: Page, address: str) -> None:
    page.goto(address + "next-step/")
    page.locator("[data-situation=customs]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-chosen]")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("[data-again]")).to_be_focused()
    country = page.get_by_label("Country", exact=True)
    for _ in range(5):
        page.keyboard.press("Tab")
        if country.evaluate("field => field === document.activeElement"):
            break
    expect(country).to_be_focused()
    page.keyboard.type("Spain")
    expect(page.locator("[data-call] a[href^='tel:']").first).to_be_visible()


def test_nothing_moves_for_those_who_asked_for_no_motion(page: Page, address: str) -> None:
    page.goto(address + "faq/customs-hold/")
    page.mouse.move(5, 5)
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((part) => {
          const { transitionDuration, transitionProperty, animationName } = getComputedStyle(part);
          const moves = transitionProperty !== "none" && transitionDuration !== "0s";
          return moves || animationName !== "none";
        }).map((part) => part.className)"""
    )
    assert json.dumps(moving) == "[]"
