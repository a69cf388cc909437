"""A file that cannot be had leaves nobody at a loss: a new deploy, a bad host, no network."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.chromium import move_mouse, until
from tests.browser.conftest import Open, Say
from tests.browser.host import HALF, Site, hosted
from tests.browser.looks import flaws, too_wide
from tests.pseudo import LEFT, RIGHT, spoken

ANSWER, NEXT_STEP, STATUSES = "faq/not-arrived/", "next-step/", "statuses/"
# Folders of the editions, and how each speaks.
EDITIONS: dict[str, Callable[[str], str]] = {"": str, f"{LEFT}/": spoken, f"{RIGHT}/": spoken}


@pytest.fixture
def site(built_mini: Path, tmp_path: Path) -> Iterator[Site]:
    with hosted(built_mini, tmp_path / "site") as site:
        yield site


@pytest.fixture
def editions(built_editions: Path, tmp_path: Path) -> Iterator[Site]:
    with hosted(built_editions, tmp_path / "site") as site:
        yield site


def note(page: Page) -> Locator:
    return page.locator(".not-loaded")


def expect_said(page: Page, text: str) -> None:
    """Expect that the page says one thing, and nothing else."""
    expect(note(page).locator("span:visible")).to_have_text([text])


def loads(page: Page) -> list[str]:
    """Return a list that fills with the addresses of the pages that come."""
    seen: list[str] = []
    page.on("domcontentloaded", lambda page: seen.append(page.url))
    return seen


def field(page: Page) -> Locator:
    return page.locator(".md-search__input")


def open_search(page: Page) -> None:
    page.locator("header label.md-header__button[for=__search]").click()


# --- A deploy between a page's load and its first touch ---


def test_a_page_of_before_a_deploy_loads_itself_anew_and_does_what_was_asked(
    editions: Site, page: Page
) -> None:
    for folder in EDITIONS:
        page.goto(editions.address + folder + ANSWER)
        seen = loads(page)
        editions.publish_anew()
        # Opened before the touch that asks for what is gone: a slow mouse would come too late.
        page.locator("#__search").evaluate("toggle => toggle.click()")
        move_mouse(page)
        expect(field(page)).to_be_focused()
        page.keyboard.type("Snail")
        expect(page.locator(".md-search-result__item > a").first).to_be_visible()
        expect(note(page)).to_be_hidden()
        assert seen == [editions.address + folder + ANSWER]


def test_what_somebody_typed_is_not_taken_away_but_the_page_says_what_is_the_matter(
    editions: Site, page: Page, say: Say
) -> None:
    for folder, speak in EDITIONS.items():
        page.goto(editions.address + folder + ANSWER)
        seen = loads(page)
        editions.publish_anew()
        field(page).fill("Snail")
        expect(note(page)).to_be_visible()
        expect_said(page, speak(say("theme.not_loaded.changed")))
        expect(field(page)).to_have_value("Snail")
        expect(page.locator(".md-search-result__meta")).to_have_text("")
        assert seen == []
        with page.expect_event("domcontentloaded"):
            note(page).get_by_role("button").click()
        expect(note(page)).to_be_hidden()


def test_a_question_is_asked_again_after_the_page_is_loaded_anew(site: Site, page: Page) -> None:
    page.goto(site.address + ANSWER)
    site.fails |= {"search/worker": 404}
    field(page).fill("Snail")
    expect(note(page)).to_be_visible()
    expect(page.locator(".md-search-result__meta")).to_contain_text("could not be loaded")
    site.fails.clear()
    note(page).get_by_role("button").click()
    expect(page.locator(".md-search-result__item > a").first).to_be_visible()
    expect(field(page)).to_have_value("Snail")
    page.keyboard.press("Escape")
    expect(page.locator("#__search")).not_to_be_checked()
    expect(page).to_have_url(site.address + ANSWER)


def test_whoever_goes_on_to_another_page_is_not_held_up(site: Site, page: Page) -> None:
    page.goto(site.address + ANSWER)
    # What is loaded ahead is not asked for when the link is followed.
    page.evaluate("document.querySelector('[type=speculationrules]').remove()")
    held: list[Route] = []
    page.route("**/" + NEXT_STEP, lambda route: held.append(route))
    link = page.locator(f"article a[href*='{NEXT_STEP}']").first
    link.evaluate("link => document.querySelector('h1').after(link)")
    box = link.bounding_box()
    assert box
    site.publish_anew()
    seen = loads(page)
    with page.expect_response(lambda answer: answer.request.method == "HEAD"):
        # The click of a locator would wait for the page that is held.
        page.mouse.click(box["x"] + 5, box["y"] + 5)
    (route,) = held
    route.continue_()
    expect(page).to_have_url(site.address + NEXT_STEP)
    assert seen in ([], [site.address + NEXT_STEP])


# --- Files that stay away ---


def use(what: str, page: Page) -> None:
    page.locator(what).first.focus()


def come_near(what: str, page: Page) -> None:
    page.locator(what).first.dispatch_event("pointermove")


ask = partial(use, ".md-search__input")
# A file, what the host answers for it, the page that needs it, and what must be done there before.
LACKING: list[tuple[str, int | str, str, Callable[[Page], None] | None]] = [
    ("country.js", HALF, ANSWER, None),
    ("contacts.js", 404, ANSWER, None),
    ("assets/site.", 503, ANSWER, move_mouse),
    ("search/start.js", HALF, ANSWER, move_mouse),
    ("bundle.", 404, ANSWER, move_mouse),
    ("hours.js", 503, ANSWER, move_mouse),
    ("search/worker.js", 404, ANSWER, ask),
    ("search/worker.js", HALF, ANSWER, ask),
    ("search_index.json", 503, ANSWER, ask),
    ("number-box.js", 404, "", partial(use, "form.ask input")),
    ("number-box.js", HALF, "countries/es/", partial(use, "[data-track-box] input")),
    ("finder-list.js", 404, STATUSES, partial(use, "[data-finder] input")),
    ("next-step/questions.js", 503, NEXT_STEP, partial(come_near, "[data-situation]")),
    ("message-text.js", 404, NEXT_STEP + "?status=customs", None),
]


@pytest.mark.parametrize(("file", "answer", "path", "act"), LACKING)
def test_a_page_that_lacks_a_file_loads_itself_anew_once_and_then_says_so(
    file: str,
    answer: int | str,
    path: str,
    act: Callable[[Page], None] | None,
    site: Site,
    page: Page,
    say: Say,
) -> None:
    seen = loads(page)
    site.fails[file] = answer
    page.goto(site.address + path)
    if act:
        with page.expect_event("domcontentloaded"):
            act(page)
        act(page)
    expect_said(page, say("theme.not_loaded.changed"))
    assert seen == [site.address + path] * 2
    site.fails.clear()
    with page.expect_event("load"):
        note(page).get_by_role("button").click()
    expect(note(page)).to_be_hidden()


@pytest.mark.parametrize(
    ("file", "question"),
    [("search/direct.js", "SN1020304050"), ("pairs.json", "a thief took it from my doorstep")],
)
def test_what_only_some_questions_need_is_missed_too(
    file: str, question: str, site: Site, page: Page, say: Say
) -> None:
    site.fails |= {file: 404}
    page.goto(site.address + ANSWER)
    field(page).fill(question)
    expect_said(page, say("theme.not_loaded.changed"))


def test_what_is_known_of_numbers_is_missed_where_one_is_typed(
    site: Site, page: Page, say: Say
) -> None:
    site.fails |= {"numbers.json": 503}
    page.goto(site.address)
    page.locator("form.ask input").fill("SN1020304050")
    expect_said(page, say("theme.not_loaded.changed"))
    expect(page.locator("form.ask input")).to_have_value("SN1020304050")


NOTHING_STORED = """Object.defineProperty(window, "sessionStorage", {
  get() { throw new DOMException("Not here.", "SecurityError"); } });"""


def test_where_nothing_may_be_stored_nothing_is_loaded_anew(
    site: Site, page: Page, say: Say
) -> None:
    page.add_init_script(NOTHING_STORED)
    site.fails |= {"hours.js": 404}
    seen = loads(page)
    page.goto(site.address + ANSWER)
    move_mouse(page)
    expect_said(page, say("theme.not_loaded.changed"))
    assert len(seen) == 1


def test_a_page_that_was_taken_away_stays_and_can_be_read(site: Site, page: Page, say: Say) -> None:
    page.goto(site.address + ANSWER)
    seen = loads(page)
    shutil.rmtree(site.folder / ANSWER)
    site.publish_anew()
    move_mouse(page)
    expect_said(page, say("theme.not_loaded.changed"))
    assert seen == []


def test_on_a_page_that_is_not_there_it_is_said_too(site: Site, page: Page, say: Say) -> None:
    page.goto(site.address + "404.html")
    shutil.rmtree(site.folder / "assets")
    move_mouse(page)
    expect_said(page, say("theme.not_loaded.unreachable"))


# --- No network, or a host that does not answer ---


def test_without_a_network_a_page_stays_and_says_so(
    editions: Site, open_page: Open, say: Say
) -> None:
    for folder, speak in EDITIONS.items():
        # One that has no file from before.
        page = open_page()
        page.goto(editions.address + folder + ANSWER)
        seen = loads(page)
        page.context.set_offline(True)
        open_search(page)
        expect_said(page, speak(say("theme.not_loaded.unreachable")))
        expect(page.locator(".md-search-result__meta")).to_have_text("")
        expect(page.locator("article h1")).to_be_attached()
        note(page).get_by_role("button").click()
        expect(note(page)).to_be_visible()
        assert seen == []
        page.context.set_offline(False)
        note(page).get_by_role("button").click()
        expect(field(page)).to_be_focused()
        page.keyboard.type("Snail")
        expect(page.locator(".md-search-result__item > a").first).to_be_visible()


def test_a_page_stays_when_its_host_cannot_answer(site: Site, page: Page, say: Say) -> None:
    page.goto(site.address + ANSWER)
    seen = loads(page)
    site.fails |= {"/": 503}
    move_mouse(page)
    expect_said(page, say("theme.not_loaded.unreachable"))
    assert seen == []


# --- With the service worker ---


def test_what_was_kept_outlives_a_deploy(site: Site, open_page: Open) -> None:
    """The files of an open page are gone from the host, but not from the browser."""
    page = kept(open_page, site)
    seen = loads(page)
    site.publish_anew()
    field(page).fill("Snail")
    expect(page.locator(".md-search-result__item > a").first).to_be_visible()
    assert seen == []


def test_half_a_file_takes_the_place_of_no_whole_one(site: Site, open_page: Open) -> None:
    page = kept(open_page, site)
    site.fails |= {"numbers.json": HALF}
    page.goto(site.address)
    page.locator("form.ask input").fill("SN1020304050")
    expect(page.locator("[data-findings] li")).to_contain_text("SN1020304050")
    expect(note(page)).to_be_hidden()


def kept(open_page: Open, site: Site) -> Page:
    """Return a page all of whose files are kept, and the search too."""
    page = open_page(service_workers="allow")
    page.goto(site.address + ANSWER)
    with page.context.expect_event("serviceworker"):
        move_mouse(page)
    until(page, "async () => Boolean(navigator.serviceWorker.controller)")
    page.goto(site.address + ANSWER)
    field(page).fill("Snail")
    expect(page.locator(".md-search-result__item > a").first).to_be_visible()
    until(page, IS_KEPT, f"{site.address}numbers.json")
    page.reload()
    return page


IS_INSTALLED = """async () => {
  const { installing } = await navigator.serviceWorker.getRegistration();
  return !installing;
}"""
IS_KEPT = "async (address) => Boolean(await caches.match(address))"


def test_a_page_works_while_the_service_worker_is_replaced(site: Site, open_page: Open) -> None:
    page = kept(open_page, site)
    site.publish_anew()
    worker = site.folder / "sw.js"
    worker.write_text(worker.read_text("utf-8") + "// Another one.\n", encoding="utf-8")
    page.evaluate("navigator.serviceWorker.getRegistration().then((found) => found.update())")
    field(page).fill("Snail")
    expect(page.locator(".md-search-result__item > a").first).to_be_visible()
    # When the new one takes over is the browser's affair. A browser that is watched, and no other,
    # holds up a page that is opened in that moment: none is opened here.
    until(page, IS_INSTALLED)
    field(page).fill("customs")
    expect(page.locator(".md-search-result__item > a").first).to_have_attribute(
        "href", re.compile("customs")
    )
    expect(note(page)).to_be_hidden()


def test_after_one_visit_and_without_a_network_a_kept_page_says_what_does_not_work(
    site: Site, open_page: Open, say: Say
) -> None:
    page = open_page(service_workers="allow")
    page.goto(site.address + ANSWER)
    with page.context.expect_event("serviceworker"):
        move_mouse(page)
    there = site.address + "countries/es/"
    until(page, IS_KEPT, there)
    page.context.set_offline(True)
    page.goto(there)
    expect(page.locator("a[href^='tel:']").first).to_be_visible()
    move_mouse(page)
    expect_said(page, say("theme.not_loaded.unreachable"))


# --- Seen by everybody ---


def test_without_scripts_nothing_is_said(open_page: Open, site: Site) -> None:
    page = open_page(java_script_enabled=False)
    site.fails |= {".js": 404}
    page.goto(site.address + ANSWER)
    expect(note(page)).to_be_hidden()


LOOKS: list[tuple[str, dict[str, Any]]] = [
    ("", {"color_scheme": "light"}),
    (f"{LEFT}/", {"color_scheme": "dark", "viewport": {"width": 1280, "height": 900}}),
    (f"{RIGHT}/", {"forced_colors": "active"}),
    (f"{RIGHT}/", {"color_scheme": "dark"}),
]


@pytest.mark.parametrize(("folder", "settings"), LOOKS)
def test_the_note_can_be_read_and_pressed(
    folder: str, settings: dict[str, Any], open_page: Open, editions: Site
) -> None:
    editions.fails |= {"hours.js": 404}
    page = open_page(**settings)
    page.goto(editions.address + folder + ANSWER)
    before = too_wide(page)
    page.evaluate("document.querySelector('.not-loaded').dataset.begun = ''")
    move_mouse(page)
    expect(note(page)).to_be_in_viewport(ratio=1)
    assert flaws(page) + too_wide(page) == before
    box = note(page).get_by_role("button").bounding_box()
    assert box
    assert box["height"] >= 44
    page.emulate_media(media="print")
    expect(note(page)).to_be_hidden()
