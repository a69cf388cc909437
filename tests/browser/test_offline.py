"""Without a network, pages with contacts and visited pages are there, and say how old they are."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from macros.model import Edition, Knowledge
from macros.site import offline

# Waits for something, and fails when it does not come.
UNTIL = """const until = async (holds) => {
  for (let turn = 0; turn < 1000; turn++) {
    if (await holds()) return;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error("It did not come.");
};"""
# Waits until a page is kept.
KEPT = f"""async (address) => {{
  {UNTIL}
  const cache = await caches.open("wheres-my-parcel");
  await until(() => cache.match(address));
}}"""
# Waits until no service worker is left.
GONE = f"""async () => {{
  {UNTIL}
  await (await navigator.serviceWorker.getRegistration())?.update();
  await until(async () => !(await navigator.serviceWorker.getRegistration()));
}}"""


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(service_workers="allow")
    yield context.new_page()
    context.close()


def use(page: Page, address: str, last: str) -> None:
    """Open a page, touch it, and wait until the pages with contacts are kept."""
    page.goto(address, wait_until="load")
    page.mouse.move(5, 5)
    page.evaluate(KEPT, address.split("faq/")[0] + last)


def test_a_page_with_numbers_is_there_though_nobody_visited_it_and_says_of_which_day_it_is(
    reader: Page, address: str
) -> None:
    use(reader, address + "faq/customs-hold/", "countries/us/")
    reader.context.set_offline(True)
    reader.goto(address + "countries/es/")
    expect(reader.get_by_role("link", name="Call +34 915 19 71 97").first).to_be_visible()
    note = reader.locator(".kept")
    expect(note).to_contain_text("You have no network now. This page was kept on 20")
    expect(note).to_be_visible()


def test_a_visited_page_is_there_whatever_stands_behind_its_address(
    reader: Page, address: str
) -> None:
    use(reader, address + "faq/customs-hold/", "countries/us/")
    reader.context.set_offline(True)
    reader.goto(address + "faq/customs-hold/?from=somewhere#steps")
    expect(reader.get_by_role("heading", name="My parcel is held by customs")).to_be_visible()
    expect(reader.locator(".kept")).to_be_visible()


def test_a_page_that_was_not_kept_says_so_kindly(reader: Page, address: str) -> None:
    use(reader, address + "faq/customs-hold/", "countries/us/")
    reader.context.set_offline(True)
    reader.goto(address + "faq/charged-twice/")
    expect(reader.get_by_role("heading", name="No network")).to_be_visible()


@pytest.fixture
def own(built: Path, tmp_path: Path, serve: Callable[[Path], str]) -> tuple[Path, str]:
    """Return a copy of the built site that a test may change, and its address."""
    copy = tmp_path / "site"
    shutil.copytree(built, copy)
    return copy, serve(copy)


def test_with_a_network_a_page_is_always_the_newest(own: tuple[Path, str], reader: Page) -> None:
    copy, address = own
    use(reader, address + "faq/customs-hold/", "countries/us/")
    file = copy / "countries" / "es" / "index.html"
    file.write_text(file.read_text("utf-8").replace("Call 900 400 004", "Call 123"), "utf-8")
    reader.goto(address + "countries/es/")
    expect(reader.get_by_role("link", name="Call 123").first).to_be_visible()
    expect(reader.locator(".kept")).to_have_count(0)
    reader.context.set_offline(True)
    reader.reload()
    expect(reader.get_by_role("link", name="Call 123").first).to_be_visible()


# Keeps a file as of some days ago.
KEEP = """async ([address, ago]) => {
  const day = new Date(Date.now() - ago * 86400000).toISOString();
  const kept = new Response("Kept.", { headers: { "x-kept-on": day } });
  await (await caches.open("wheres-my-parcel")).put(address, kept);
}"""
# Has the service worker look after what it keeps.
LOOK_AFTER = """async () => {
  (await navigator.serviceWorker.ready).active.postMessage(location.href);
}"""
FORGOTTEN = f"""async (address) => {{
  {UNTIL}
  const cache = await caches.open("wheres-my-parcel");
  await until(async () => !(await cache.match(address)));
}}"""
LEFT = """async () => {
  const kept = await (await caches.open("wheres-my-parcel")).keys();
  return kept.map(({ url }) => new URL(url).pathname);
}"""


def test_what_nobody_needed_for_three_months_is_not_kept_any_more(
    reader: Page, address: str
) -> None:
    use(reader, address + "faq/customs-hold/", "countries/us/")
    reader.evaluate(KEEP, ["/kept/recent", 80])
    reader.evaluate(KEEP, ["/kept/old", 100])
    reader.evaluate(LOOK_AFTER)
    reader.evaluate(FORGOTTEN, "/kept/old")
    left = reader.evaluate(LEFT)
    assert {"/kept/recent", "/faq/customs-hold/", "/countries/es/"} <= set(left)


def test_without_a_network_nothing_is_forgotten_however_old(reader: Page, address: str) -> None:
    use(reader, address + "faq/customs-hold/", "countries/us/")
    reader.evaluate(KEEP, [address + "countries/es/", 100])
    reader.context.set_offline(True)
    reader.evaluate(LOOK_AFTER)
    reader.wait_for_timeout(500)
    assert "/countries/es/" in reader.evaluate(LEFT)


def test_one_flag_takes_it_out_of_every_browser(
    own: tuple[Path, str], reader: Page, knowledge: Knowledge
) -> None:
    copy, address = own
    use(reader, address + "faq/customs-hold/", "countries/us/")
    offline.write(copy, Edition(knowledge, "en"), on=False)
    reader.goto(address + "faq/customs-hold/")
    reader.evaluate(GONE)
    assert reader.evaluate("caches.keys()") == []


def test_nothing_is_kept_before_the_page_is_touched(reader: Page, address: str) -> None:
    reader.goto(address + "faq/customs-hold/", wait_until="networkidle")
    assert reader.evaluate("caches.keys()") == []
    assert not reader.evaluate("navigator.serviceWorker.getRegistration().then(Boolean)")
