"""Text of the data never becomes markup in a browser, also where scripts put it into a page."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from macros import site
from tests.projects import ROOT

# Read once it is text; read twice, as by a script that takes text for HTML, it would run.
HOSTILE = "&lt;img src=x onerror=ran()&gt; &lt;b onclick='ran()'&gt; \"onmouseover=\"ran()"
# What a reader sees: the text letter for letter. Shown as “<img”, it would have been read twice.
SHOWN = "&lt;img src=x onerror=ran()&gt;"
PLACES = {
    "post-offices/es.yml": ("name", "use", "hours", "note", "reason"),
    "customs/es.yml": ("name", "use", "note"),
    "facts.yml": ("note",),
    "statuses.yml": ("title", "means", "do"),
    "carriers/aliexpress-saver-shipping.yml": ("name", "summary"),
    "number-formats.yml": ("name", "tells"),
    "messages/customs-why-held.yml": ("title", "use"),
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """Return the address of a site with the hostile text in many places."""
    project = tmp_path_factory.mktemp("hostile")
    for folder in ("data", "docs", "macros"):
        shutil.copytree(ROOT / folder, project / folder, ignore=shutil.ignore_patterns("__pyc*"))
    shutil.copy(ROOT / "mkdocs.yml", project)
    in_quotes = "'" + HOSTILE.replace("'", "''") + "'"
    for name, keys in PLACES.items():
        file = project / "data" / name
        for key in keys:
            line = re.compile(rf"(?m)^([ -]*){key}: \S.*$(\n\1 +(?![\w-]+:)[^-\s].*$)*")
            text, count = line.subn(rf"\g<1>{key}: {in_quotes}", file.read_text("utf-8"))
            assert count, (name, key)
            file.write_text(text, encoding="utf-8")
    said: list[str] = []
    assert site.build(project, project / "site", said.append), "\n".join(said)
    return serve(project / "site")


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """Return a page without the policy that would keep hostile text from running anyway."""
    context = browser.new_context(bypass_csp=True, service_workers="block")
    context.add_init_script("window.ran = () => { window.hasRun = true; }")
    yield context.new_page()
    context.close()


# Whether nothing has run, and nothing stands in the page that could.
HARMLESS = """() => {
  const runs = ({ name, value }) => name.startsWith("on") && value.includes("ran");
  const all = [...document.querySelectorAll("*")];
  return !window.hasRun && !all.some((element) => [...element.attributes].some(runs));
}"""


def harmless(page: Page) -> bool:
    return bool(page.evaluate(HARMLESS))


def test_text_that_ran_would_be_seen(tab: Page, hostile: str) -> None:
    tab.goto(hostile)
    assert harmless(tab)
    tab.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=ran()>')")
    assert not harmless(tab)
    tab.wait_for_function("window.hasRun")


PAGES = ["countries/es/", "contacts/customs/", "statuses/", "carriers/", "messages/"]


@pytest.mark.parametrize("path", ["faq/dispute-unavailable/", *PAGES])
def test_a_page_shows_it_as_text(path: str, tab: Page, hostile: str) -> None:
    tab.goto(hostile + path)
    tab.mouse.move(5, 5)
    assert harmless(tab)
    expect(tab.locator("article")).to_contain_text(SHOWN)


def test_the_tools_show_it_as_text(tab: Page, hostile: str) -> None:
    tab.goto(hostile + "next-step/?status=customs&country=es")
    expect(tab.locator("[data-plan] [data-call]")).to_contain_text(SHOWN)
    expect(tab.locator(".letter summary").first).to_contain_text(SHOWN)
    tab.get_by_label("Your tracking number").fill("LP00123456789012")
    expect(tab.locator("[data-numbers]")).to_contain_text(SHOWN)
    assert harmless(tab)


def test_the_readers_own_desk_shows_it_as_text(tab: Page, hostile: str) -> None:
    tab.goto(hostile + "countries/es/")
    tab.get_by_role("button", name="first on every page").click()
    tab.goto(hostile + "faq/customs-hold/")
    expect(tab.locator(".my-desk")).to_contain_text(SHOWN)
    assert harmless(tab)


@pytest.mark.parametrize("asked", ["onerror", "+34 912 15 93 69", "spain post", "LP00123456789012"])
def test_the_search_shows_it_as_text(asked: str, tab: Page, hostile: str) -> None:
    tab.goto(hostile + "faq/")
    tab.keyboard.press("/")
    expect(tab.locator(".md-search__input")).to_be_focused()
    expect(tab.locator(".md-search-result__meta")).to_have_text(re.compile("^Type"))
    tab.keyboard.type(asked)
    expect(tab.locator(".md-search-result__item").first).to_be_visible()
    expect(tab.locator(".md-search-result__list")).to_contain_text(SHOWN)
    assert harmless(tab)
