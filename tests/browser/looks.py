"""How a page is looked at: with axe (WCAG 2.2), for what is too wide, and for what is too small."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.chromium import move_mouse

WIDE = {"width": 1280, "height": 900}
# The page of the next step with a plan, and with an answer that cannot be right.
PLAN = "next-step/?status=customs&country=es&delivery=2026-12-12&shipped=2026-13-01"
# A page of each kind of the small site.
KINDS = [
    "",
    "faq/",
    "faq/not-arrived/",
    "faq/customs-hold/",
    "countries/",
    "countries/es/",
    "contacts/customs/",
    "carriers/",
    "carriers/snail-economy/",
    "statuses/",
    "statuses/lines/",
    "messages/",
    PLAN,
    "next-step/flight/",
    "about/",
    "about/data/",
    "about/freshness/",
    "404.html",
]


def visit(page: Page, address: str) -> None:
    """Open a page of some kind, and wait until all that it shows is there."""
    page.goto(address)
    if "?status=" in address:
        expect(page.locator("[data-call] a[href^='tel:']").first).to_be_visible()
        expect(page.locator(".message-editor textarea").first).to_be_visible()


RULES: dict[str, Any] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
# What alone depends on colours.
COLOURS: dict[str, Any] = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}


def flaws(page: Page, rules: dict[str, Any] = RULES) -> list[str]:
    """Return what axe finds on a page, each with the first element that it is about."""
    move_mouse(page)
    found: list[dict[str, Any]] = Axe().run(page, options=rules).response["violations"]
    return [f"{flaw['id']}: {flaw['nodes'][0]['html'][:120]}" for flaw in found]


def too_wide(page: Page) -> list[str]:
    """Return what a page is to be told if its reader must scroll sideways."""
    wider = int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
    return [f"{wider} wider than its screen of {page.viewport_size}"] if wider > 0 else []


# What is tapped; links inside sentences are as high as their line (WCAG 2.5.8).
_TARGETS = "button, select, input, textarea, summary, .call, .situations a, .countries a, .jump a"
_LEAST = 43.5
_TAPPED = """(targets) => [...document.querySelectorAll(`article :is(${targets})`)]
  .filter((part) => part.checkVisibility({visibilityProperty: true}))
  .map((part) => part.type === "checkbox" ? part.closest("label") : part)
  .map((part) => [part.outerHTML.slice(0, 100), part.getBoundingClientRect().height])"""


def tapped(page: Page) -> list[tuple[str, float]]:
    """Return what is tapped on a page, and how high it is."""
    return [(html, height) for html, height in page.evaluate(_TAPPED, _TARGETS)]


def too_small(page: Page) -> list[str]:
    """Return what on a page is too small for a thumb."""
    return [html for html, height in tapped(page) if height < _LEAST]
