"""Without a network, pages with contacts and visited pages are there, and say how old they are."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Worker, expect

from macros.model import Edition, Knowledge
from macros.site import offline
from tests.browser.chromium import move_mouse, quiet, until
from tests.browser.conftest import Open, Say
from tests.conftest import of_each_generator

# The last page that is kept without a visit: after it, all of them are.
LAST = "countries/sa/"
VISITED = "faq/customs-hold/"

IS_KEPT = """async (address) => (
  Boolean(await (await caches.open("wheres-my-parcel")).match(address)))"""
# It may go in the moment in which it is asked to look for another.
IS_GONE = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  await registration?.update().catch(() => {});
  return !(await navigator.serviceWorker.getRegistration());
}"""


@pytest.fixture
def reader(open_page: Open) -> Page:
    return open_page(service_workers="allow")


def use(page: Page, address: str) -> Worker:
    """Open a page, touch it, wait until all that is to be kept is there, and return the worker."""
    with page.context.expect_event("serviceworker") as started:
        page.goto(address + VISITED)
        move_mouse(page)
    until(page, IS_KEPT, address + LAST)
    return started.value


def look_after(worker: Worker, address: str) -> None:
    """Have the service worker look after what it keeps, as it does on every visit."""
    worker.evaluate("(open) => fill(open)", address + VISITED)


@of_each_generator("built_mini")
def test_without_a_network_kept_pages_say_of_which_day_they_are_and_others_that_there_is_none(
    reader: Page, mini_address: str, say: Say
) -> None:
    use(reader, mini_address)
    reader.context.set_offline(True)
    reader.goto(mini_address + "countries/es/")
    expect(reader.locator("a[href='tel:+34-910-00-01-00']").first).to_be_visible()
    expect(reader.locator(".kept")).to_be_visible()
    expect(reader.locator(".kept")).to_have_text(say("offline.kept", day=today(reader)))
    reader.goto(mini_address + VISITED + "?from=somewhere#contact")
    expect(reader.get_by_role("heading", level=1)).to_contain_text("held by customs")
    expect(reader.locator(".kept")).to_be_visible()
    reader.goto(mini_address + "faq/tracking-stopped/")
    expect(reader.get_by_role("heading")).to_have_text(say("offline.title"))


AT_A_LOSS = {
    "a host that cannot answer": "() => Promise.resolve(new Response('', { status: 503 }))",
    "a network that says nothing": "() => new Promise(() => {})",
}


@pytest.mark.parametrize("answer", AT_A_LOSS.values(), ids=AT_A_LOSS)
def test_a_page_that_was_kept_is_shown_in_place_of_an_error_or_of_nothing(
    answer: str, reader: Page, mini_address: str, say: Say
) -> None:
    worker = use(reader, mini_address)
    worker.evaluate(f"() => {{ self.fetch = {answer}; }}")
    # What the page asks for besides may never come.
    reader.goto(mini_address + "countries/es/", wait_until="commit")
    expect(reader.locator("a[href='tel:+34-910-00-01-00']").first).to_be_visible()
    expect(reader.locator(".kept")).to_have_text(say("offline.kept", day=today(reader)))


def today(page: Page) -> str:
    """Return the day on which the page was kept, as the browser's clock has it."""
    kept = """async () => {
      const found = await (await caches.open("wheres-my-parcel")).match(location.href);
      const day = Date.parse(found.headers.get("x-kept-on"));
      return new Intl.DateTimeFormat("en-GB", { dateStyle: "long" }).format(day);
    }"""
    return str(page.evaluate(kept))


@pytest.fixture
def own(built_mini: Path, tmp_path: Path, serve: Callable[[Path], str]) -> tuple[Path, str]:
    """Return a copy of the built site that a test may change, and its address."""
    copy = tmp_path / "site"
    shutil.copytree(built_mini, copy)
    return copy, serve(copy)


def test_with_a_network_a_page_is_always_the_newest(own: tuple[Path, str], reader: Page) -> None:
    copy, address = own
    use(reader, address)
    file = copy / "countries" / "es" / "index.html"
    file.write_text(file.read_text("utf-8").replace("Posta Norte", "Posta Nueva"), "utf-8")
    reader.goto(address + "countries/es/")
    expect(reader.get_by_role("heading", name="Posta Nueva", exact=True)).to_be_visible()
    expect(reader.locator(".kept")).to_have_count(0)
    reader.context.set_offline(True)
    reader.reload()
    expect(reader.get_by_role("heading", name="Posta Nueva", exact=True)).to_be_visible()
    expect(reader.locator(".kept")).to_be_visible()


# Keeps a file as of some days ago.
KEEP = """async ([address, ago]) => {
  const day = new Date(Date.now() - ago * 86400000).toISOString();
  const kept = new Response("Kept.", { headers: { "x-kept-on": day } });
  await (await caches.open("wheres-my-parcel")).put(address, kept);
}"""
LEFT = """async () => {
  const kept = await (await caches.open("wheres-my-parcel")).keys();
  return kept.map(({ url }) => new URL(url).pathname);
}"""


def test_what_nobody_needed_for_three_months_is_not_kept_any_more(
    reader: Page, mini_address: str
) -> None:
    worker = use(reader, mini_address)
    reader.evaluate(KEEP, ["/kept/recent", 80])
    reader.evaluate(KEEP, ["/kept/old", 100])
    look_after(worker, mini_address)
    left = set(reader.evaluate(LEFT))
    assert {"/kept/recent", f"/{VISITED}", "/countries/es/"} <= left
    assert "/kept/old" not in left


def test_without_a_network_nothing_is_forgotten_however_old(
    reader: Page, mini_address: str
) -> None:
    worker = use(reader, mini_address)
    reader.evaluate(KEEP, [mini_address + "countries/es/", 100])
    reader.context.set_offline(True)
    look_after(worker, mini_address)
    assert "/countries/es/" in reader.evaluate(LEFT)


def test_one_flag_takes_it_out_of_every_browser(
    own: tuple[Path, str], reader: Page, mini: Knowledge
) -> None:
    copy, address = own
    use(reader, address)
    offline.write(copy, Edition(mini, "en"), on=False)
    reader.goto(address + VISITED)
    until(reader, IS_GONE)
    assert reader.evaluate("caches.keys()") == []


def test_nothing_is_kept_before_the_page_is_touched(reader: Page, mini_address: str) -> None:
    reader.goto(mini_address + VISITED)
    quiet(reader)
    assert reader.evaluate("caches.keys()") == []
    assert not reader.evaluate("navigator.serviceWorker.getRegistration().then(Boolean)")
