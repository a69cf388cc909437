"""A page that is not there leads on, wherever the site lies and whether anybody told it where."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import move_mouse, quiet, until, watch
from tests.conftest import of_each_generator
from tests.lacking import lacking
from tests.test_hosting import free_port, nginx

BELOW = "/some/help"


@pytest.fixture(scope="module")
def host(built_mini: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a host that has the small site below a path that nobody told it."""
    if not shutil.which("nginx"):
        lacking("nginx")
    root, port = tmp_path_factory.mktemp("root"), free_port()
    shutil.copytree(built_mini, root / BELOW[1:])
    with nginx(root, BELOW, port, tmp_path_factory.mktemp("server")):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def lost(page: Page, host: str) -> Page:
    """Return a page that is not there, once it has found where the site lies."""
    answer = page.goto(f"{host}{BELOW}/countries/nowhere/at-all/")
    assert answer
    assert answer.status == 404
    root = f'"{BELOW}/"'
    until(page, f"async () => document.querySelector('#__config').text.includes('{root}')")
    return page


@of_each_generator("built_mini")
def test_its_links_lead_into_the_site(lost: Page, host: str) -> None:
    link = lost.get_by_role("main").locator("a[href*='/faq/']").first
    way = str(link.get_attribute("href")).partition("/faq/")[2]
    link.click()
    expect(lost).to_have_url(f"{host}{BELOW}/faq/{way}")
    expect(lost.get_by_role("main").get_by_role("heading").first).to_be_visible()


def test_every_link_of_it_leads_somewhere(lost: Page) -> None:
    links = lost.evaluate(
        "[...document.querySelectorAll('a[href], link[href]')].map((a) => a.href)"
    )
    inside = {link.partition("#")[0] for link in links if "127.0.0.1" in link}
    statuses = {link: lost.request.get(link).status for link in inside if "nowhere" not in link}
    assert statuses
    assert {link: status for link, status in statuses.items() if status != 200} == {}


@of_each_generator("built_mini")
def test_the_search_works_on_it(lost: Page, host: str) -> None:
    lost.locator("header label.md-header__button[for=__search]").click()
    lost.locator("[data-md-component=search-query]").fill("customs")
    result = lost.locator(".md-search-result__item a").first
    expect(result).to_be_visible()
    assert (result.get_attribute("href") or "").startswith((f"{host}{BELOW}/", f"{BELOW}/"))


@pytest.mark.parametrize("path", ["/next-step/", "/countries/es/"])
def test_what_the_host_says_forbids_nothing_that_a_page_needs(
    path: str, page: Page, host: str
) -> None:
    """The policy of the header holds beside that of the page; the stricter one would win."""
    complaints = watch(page, host)
    page.goto(f"{host}{BELOW}{path}")
    move_mouse(page)
    page.locator("header label.md-header__button[for=__search]").click()
    page.locator("[data-md-component=search-query]").fill("customs")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    quiet(page)
    assert complaints == []


def test_no_other_site_can_show_a_page_in_its_frame(page: Page, host: str) -> None:
    complaints = watch(page, host)
    page.set_content(f'<iframe src="{host}{BELOW}/"></iframe>')
    until(page, "async () => document.querySelector('iframe').contentDocument === null")
    quiet(page)
    assert any("frame-ancestors" in complaint for complaint in complaints)
