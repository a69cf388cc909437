"""How a reader goes through the next steps: a worry, then what is folded below its answer."""

from __future__ import annotations

from playwright.sync_api import Locator, Page


def situation(page: Page, name: str) -> Locator:
    """Return the way to the plan of a situation; the door before it is open then."""
    link = page.locator(f"[data-situation={name}]")
    door = page.locator("details.door", has=link)
    if door.count() and door.get_attribute("open") is None:
        door.locator("summary").click()
    return link


def exact(page: Page) -> Locator:
    """Return what is folded under “Make it exact”, unfolded."""
    fold = page.locator("[data-exact]")
    fold.evaluate("fold => fold.open = true")
    return fold


def field(page: Page, name: str) -> Locator:
    """Return a field of what makes the plan exact, with what folds it open."""
    return exact(page).locator(f"[name={name}]")
