"""Text of the data never becomes markup in a browser, also where scripts put it into a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import move_mouse
from tests.browser.conftest import Open
from tests.conftest import build
from tests.projects import copy_mini

# Read once it is text; read twice, as by a script that takes text for HTML, it would run.
HOSTILE = "&lt;img src=x onerror=ran()&gt; &lt;b onclick='ran()'&gt; \"onmouseover=\"ran()"
# What a reader sees: the text letter for letter. Shown as “<img”, it would have been read twice.
SHOWN = "&lt;img src=x onerror=ran()&gt;"
PLACES = {
    "post-offices/es.yml": ("name", "use", "note", "says", "reason"),
    "customs/es.yml": ("name", "use", "says"),
    "facts.yml": ("statement", "note"),
    "statuses.yml": ("title", "means", "do"),
    "carriers/snail-economy.yml": ("name", "summary"),
    "number-formats.yml": ("name", "tells"),
    "trackers.yml": ("name",),
    "messages/post-where.yml": ("title", "use"),
    "next-steps.yml": ("hint", "next"),
}


def poison(project: Path) -> None:
    """Put the hostile text into many places of a project."""
    in_quotes = "'" + HOSTILE.replace("'", "''") + "'"
    for name, keys in PLACES.items():
        file = project / "data" / name
        for key in keys:
            line = re.compile(rf"(?m)^([ -]*){key}: \S.*$(\n\1 +(?![\w-]+:)[^-\s].*$)*")
            text, count = line.subn(rf"\g<1>{key}: {in_quotes}", file.read_text("utf-8"))
            assert count, (name, key)
            file.write_text(text, encoding="utf-8")


@pytest.fixture(scope="session")
def hostile(once: Callable[..., Path], serve: Callable[[Path], str]) -> str:
    """Return the address of a small site with the hostile text in many places."""

    def fill(folder: Path) -> None:
        project = copy_mini(folder / "project")
        poison(project)
        build(project, folder / "site")

    return serve(once("hostile", fill) / "site")


@pytest.fixture
def tab(open_page: Open) -> Page:
    """Return a page without the policy that would keep hostile text from running anyway."""
    page = open_page(bypass_csp=True)
    page.context.add_init_script("window.ran = () => { window.hasRun = true; }")
    return page


# Whether nothing has run, and nothing stands in the page that could.
HARMLESS = """() => {
  const runs = ({ name, value }) => name.startsWith("on") && value.includes("ran");
  const all = [...document.querySelectorAll("*")];
  return !window.hasRun && !all.some((element) => [...element.attributes].some(runs));
}"""


def harmless(page: Page) -> bool:
    return bool(page.evaluate(HARMLESS))


def test_text_that_ran_would_be_seen(tab: Page, hostile: str) -> None:
    tab.goto(hostile + "faq/dispute-unavailable/")
    assert harmless(tab)
    tab.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=ran()>')")
    assert not harmless(tab)
    tab.wait_for_function("window.hasRun")


SHOWING = ["countries/es/", "contacts/customs/", "statuses/", "carriers/", "messages/"]
SHOWING += ["faq/not-arrived/", "next-step/", "next-step/customs/", "carriers/snail-economy/"]


def test_every_kind_of_page_shows_it_as_text(tab: Page, hostile: str) -> None:
    for path in SHOWING:
        tab.goto(hostile + path)
        move_mouse(tab)
        tab.wait_for_function("document.querySelector('script[src*=bundle]')")
        expect(tab.locator("article").first, path).to_contain_text(SHOWN)
        assert harmless(tab), path


def test_the_tools_show_it_as_text(tab: Page, hostile: str) -> None:
    tab.goto(hostile + "next-step/?status=customs&country=es&service=snail-economy")
    expect(tab.locator("[data-plan] [data-call]")).to_contain_text(SHOWN)
    expect(tab.locator(".message-editor summary").first).to_contain_text(SHOWN)
    tab.goto(hostile + "next-step/?status=delivered&service=snail-economy&shipped=2026-01-01")
    expect(tab.locator("[data-usual]")).to_contain_text(SHOWN)
    tab.locator("[data-exact] > summary").click()
    tab.locator("[data-number-field]").fill("SN1020304050")
    expect(tab.locator("[data-findings] li")).to_contain_text(SHOWN)
    assert harmless(tab)


def test_the_readers_own_desk_shows_it_as_text(tab: Page, hostile: str) -> None:
    tab.goto(hostile + "countries/es/")
    tab.locator("[data-remember] button").first.click()
    tab.goto(hostile + "faq/customs-hold/")
    expect(tab.locator(".my-desk")).to_contain_text(SHOWN)
    assert harmless(tab)


@pytest.mark.parametrize("asked", ["onerror", "800 000 100", "spain phone", "SN1020304050"])
def test_the_search_shows_it_as_text(asked: str, tab: Page, hostile: str) -> None:
    tab.goto(hostile + "faq/")
    tab.keyboard.press("/")
    expect(tab.locator(".md-search__input")).to_be_focused()
    expect(tab.locator(".md-search-result__meta")).to_have_text(re.compile("^Type"))
    tab.keyboard.insert_text(asked)
    tab.keyboard.press("End")
    expect(tab.locator(".md-search-result__list")).to_contain_text(SHOWN)
    assert harmless(tab)
