"""A Chromium for each process, and pages in it as readers of many kinds see them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from macros import site
from macros.model import Knowledge
from tests.browser.chromium import PATIENCE, launch
from tests.conftest import REPOSITORY
from tests.projects import copy_mini

# What is waited for comes soon, or never; a slow machine may take ten times as long.
expect.set_options(timeout=PATIENCE)

# Opens a page with settings of its own, such as `color_scheme="dark"`.
Open = Callable[..., Page]
# Returns words of the interface by their name, such as `remember.yes`, with their gaps filled.
Say = Callable[..., str]


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    chromium = launch(playwright)
    yield chromium
    chromium.close()


# Reduced motion: what is measured after a change of size is not on its way.
# Without the service worker: a test sees and answers the page's own requests.
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "reduced_motion": "reduce",
    "service_workers": "block",
}


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Return a function that opens a page: on a phone, unless it is told otherwise."""
    contexts = []

    def open_one(**settings: Any) -> Page:  # noqa: ANN401 - as Playwright takes them
        context = browser.new_context(**PHONE | settings)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context.new_page()

    yield open_one
    for context in contexts:
        # To close a context while one of its pages is on its way can take for ever.
        for page in context.pages:
            page.goto("about:blank")
        context.close()


@pytest.fixture
def page(open_page: Open) -> Page:
    return open_page()


@pytest.fixture(scope="session")
def shared_page(browser: Browser) -> Page:
    """Return a page for tests that open a page and ask it something, and leave nothing behind.

    To open a new one takes more than most of what is asked.
    """
    context = browser.new_context(**PHONE)
    context.set_default_timeout(PATIENCE)
    return context.new_page()


@pytest.fixture(scope="session")
def say(mini: Knowledge) -> Say:
    """Return a function that says what the small site says at a place of the interface."""

    def words(place: str, /, **gaps: object) -> str:
        text: Any = mini.words("en")
        for part in place.split("."):
            text = text[part]
        return str(text).format(**gaps)

    return words


@pytest.fixture(scope="session")
def unfinished(once: Callable[..., Path], serve: Callable[[Path], str]) -> str:
    """Return the address of the small site as MkDocs builds it, before it is finished."""

    def fill(folder: Path) -> None:
        said: list[str] = []
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("REPOSITORY_URL", REPOSITORY)
            project = copy_mini(folder / "project")
            assert site.build_pages(project, folder / "site", said.append), "\n".join(said)
            site.beside(project, folder / "site", "en", "")

    return serve(once("unfinished", fill) / "site")
