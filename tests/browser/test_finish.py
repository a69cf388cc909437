"""The finished site looks and works like the built one, and lets nothing in or out."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from macros import site
from tests.browser.chromium import moved, watch
from tests.projects import ROOT
from tests.speed import serving_packed
from tests.test_site import PAGES

KINDS = ["", "faq/late-compensation/", "countries/tr/", "carriers/", "next-step/not-shipped/"]
KINDS += ["about/freshness/", "next-step/"]
MORE = ["statuses/", "contacts/customs/", "messages/", "countries/", "about/data/", "404.html"]
WAYS = [(390, 844, "light"), (390, 844, "dark"), (1280, 900, "light"), (1280, 900, "dark")]


@pytest.fixture(scope="module")
def unfinished(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """Return the address of the site as MkDocs builds it, before it is finished."""
    out = tmp_path_factory.mktemp("unfinished") / "site"
    said: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REPOSITORY_URL", "https://example.org/parcel")
        assert site.build_pages(ROOT, out, said.append), "\n".join(said)
    site.beside(ROOT, out, "")
    return serve(out)


def touch(page: Page) -> None:
    """Touch a page, and wait for all that comes then."""
    page.mouse.move(2, 2)
    page.wait_for_function(
        """() => {
          const links = [...document.querySelectorAll("link[rel=stylesheet]")];
          const loaded = performance.getEntriesByType("resource").map((part) => part.name).join();
          return loaded.includes("bundle") && links.length && links.every((link) => link.sheet);
        }"""
    )


def nothing(_: Page) -> None:
    """Leave the page as it is."""


def open_menu(page: Page) -> None:
    page.locator("header label[for=__drawer]").click()


def search_something(page: Page) -> None:
    page.keyboard.press("/")
    expect(page.locator(".md-search__input")).to_be_focused()
    expect(page.locator(".md-search-result__meta")).to_have_text(re.compile("^Type"))
    page.keyboard.type("customs")
    expect(page.locator(".md-search-result__item").first).to_be_visible()


def choose(page: Page) -> None:
    page.locator("[data-situation=customs]").click()
    page.get_by_label("Country", exact=True).select_option("es")
    expect(page.locator("[data-call] a[href^='tel:']").first).to_be_visible()
    expect(page.locator(".letter textarea").first).to_have_attribute("lang", "es")
    expect(page.locator(".letter")).to_have_count(4)


def open_all(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((part) => part.open = true)")


Act = Callable[[Page], None]
SCENES: list[tuple[str, str, Act]] = [(path, "untouched", nothing) for path in KINDS]
SCENES += [
    ("faq/late-compensation/", "with its sources open", open_all),
    ("faq/late-compensation/", "with the search open", search_something),
    ("next-step/", "with a plan", choose),
]


def picture(browser: Browser, address: str, way: tuple[int, int, str], act: Act) -> str:
    """Return a picture of a page, as an address that holds it."""
    width, height, scheme = way
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        service_workers="block",
    )
    page = context.new_page()
    page.goto(address)
    act(page)
    touch(page)
    taken = shot(page, whole=act is not search_something)
    context.close()
    return taken


def shot(page: Page, *, whole: bool = True) -> str:
    raw = page.screenshot(full_page=whole, animations="disabled")
    return f"data:image/png;base64,{base64.b64encode(raw).decode()}"


# Counts the dots that differ visibly; edges of letters and corners are never drawn quite alike.
DIFFERENT = """async (pictures) => {
  const [one, other] = await Promise.all(pictures.map(async (picture) => {
    const image = new Image();
    image.src = picture;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, image.width, image.height);
  }));
  if (one.width !== other.width || one.height !== other.height) return Infinity;
  let count = 0;
  for (let at = 0; at < one.data.length; at += 4) {
    count += [0, 1, 2].some((part) => Math.abs(one.data[at + part] - other.data[at + part]) > 40);
  }
  return count;
}"""
FEW = 40


def different(page: Page, pictures: Sequence[str]) -> float:
    page.goto("about:blank")
    return float(page.evaluate(DIFFERENT, list(pictures)))


@pytest.mark.parametrize(("path", "name", "act"), SCENES, ids=[f"{p} {n}" for p, n, _ in SCENES])
def test_a_page_looks_the_same_after_it_is_finished(
    path: str, name: str, act: Act, browser: Browser, page: Page, address: str, unfinished: str
) -> None:
    for way in WAYS if act is not nothing else WAYS[::3]:
        pictures = [picture(browser, root + path, way, act) for root in (unfinished, address)]
        assert different(page, pictures) <= FEW, (name, way)


def keep_a_country(page: Page) -> None:
    page.evaluate(
        """localStorage["wheres-my-parcel:country"] = '{"code": "es", "name": "Spain"}'"""
    )
    page.reload()
    expect(page.locator(".my-country")).to_be_visible()
    page.wait_for_load_state("networkidle")


ALIKE: list[tuple[str, Act]] = [(path, nothing) for path in (*KINDS, *MORE)]
ALIKE += [("faq/late-compensation/", open_all), ("countries/tr/", open_all)]
ALIKE += [("", keep_a_country), ("faq/late-compensation/", keep_a_country)]
ALIKE += [("countries/", keep_a_country)]


@pytest.mark.parametrize(("path", "act"), ALIKE, ids=[f"{p} {a.__name__}" for p, a in ALIKE])
def test_nothing_looks_different_when_the_rest_of_the_looks_comes(
    path: str, act: Act, browser: Browser, page: Page, address: str
) -> None:
    for width, height, scheme in WAYS[::3]:
        reading = browser.new_page(
            viewport={"width": width, "height": height},
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
            service_workers="block",
        )
        reading.goto(address + path)
        act(reading)
        before = shot(reading)
        assert reading.locator("link[rel=stylesheet]").count() == 0
        rest = reading.locator("script[data-style]").get_attribute("data-style")
        reading.add_style_tag(url=rest)
        assert different(page, [before, shot(reading)]) <= FEW, (width, scheme)
        reading.close()


def test_the_menu_of_a_phone_looks_the_same_after_it_is_finished(
    browser: Browser, page: Page, address: str, unfinished: str
) -> None:
    way = (390, 844, "light")
    pictures = [picture(browser, root + "faq/", way, open_menu) for root in (unfinished, address)]
    assert different(page, pictures) <= FEW
    closed = picture(browser, address + "faq/", way, nothing)
    assert different(page, [pictures[1], closed]) > FEW


# --- Light ---


def test_nothing_of_the_theme_is_loaded_before_the_page_is_touched(
    page: Page, address: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + "faq/customs-hold/", wait_until="networkidle")
    assert not [url for url in asked if re.search(r"bundle|\.css|search", url)]
    touch(page)
    assert [url for url in asked if "bundle" in url]
    assert [url for url in asked if url.endswith(".css")]


def test_the_first_touch_is_not_lost(page: Page, address: str) -> None:
    page.goto(address + "faq/customs-hold/")
    page.keyboard.press("/")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.goto(address + "faq/tracking-stopped/")
    before = page.locator("body").get_attribute("data-md-color-scheme")
    page.evaluate("document.querySelector('[for=__palette_2]').click()")
    page.evaluate("document.querySelector('#__palette_2').click()")
    page.mouse.move(9, 9)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert before == "default"


def test_no_file_is_published_that_no_page_needs(built: Path) -> None:
    assert not list(built.rglob("*.map"))
    assert not (built / "assets" / "javascripts" / "lunr").exists()
    assert [path.name for path in (built / "assets").glob("*.css")]
    assert not (built / "assets" / "stylesheets").exists()


# --- Safe ---


@pytest.mark.parametrize("path", [*PAGES, "404.html"])
def test_a_page_names_all_that_it_may_run_and_nothing_else(path: str, built: Path) -> None:
    file = built / path / "index.html" if not path.endswith(".html") else built / path
    html = file.read_text("utf-8")
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "default-src 'none'" in policy
    assert html.index(policy) < html.index("<script")
    assert '<meta name="referrer" content="no-referrer">' in html
    assert not re.search(r"<[^>]* (?:style|on\w+)=", html)


def test_script_and_style_that_come_from_elsewhere_do_not_run(page: Page, address: str) -> None:
    page.goto(address + "faq/customs-hold/")
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.ran = true";
          const style = document.createElement("style");
          style.textContent = "body{color:red}";
          document.head.append(script, style);
        }"""
    )
    assert page.evaluate("window.ran") is None
    assert page.evaluate("getComputedStyle(document.body).color") != "rgb(255, 0, 0)"


def test_links_to_other_sites_hand_nothing_over_and_are_marked(page: Page, address: str) -> None:
    page.goto(address + "faq/refund-refused/")
    links = page.locator("a[href^='http']")
    assert links.count()
    for link in links.all():
        assert link.get_attribute("target") is None
    marked = page.locator("article .sources a[href^='http']").first
    assert "↗" in str(marked.evaluate("a => getComputedStyle(a, '::after').content"))


def test_another_site_does_not_learn_where_somebody_comes_from(page: Page, address: str) -> None:
    page.route("https://**/*", lambda route: route.fulfill(body="Hello", content_type="text/plain"))
    page.goto(address + "next-step/?status=arrived&country=es&deadline=2026-12-12")
    link = page.locator("[data-call] a[href^='https://']").first
    with page.expect_request(re.compile("^https://")) as request:
        link.click()
    assert "referer" not in request.value.all_headers()


def test_a_reader_leaves_no_trace(page: Page, address: str) -> None:
    complaints = watch(page, address)
    for path in ("", "faq/customs-hold/", "next-step/?status=flight&country=es", "countries/es/"):
        page.goto(address + path)
        touch(page)
    assert page.context.cookies() == []
    assert page.evaluate("Object.keys(localStorage).concat(Object.keys(sessionStorage))") == []
    assert complaints == []


# --- Robust ---


def test_a_page_is_whole_when_no_script_can_be_loaded(page: Page, address: str) -> None:
    page.route("**/*.js", lambda route: route.abort())
    for path in ("", "faq/customs-hold/", "countries/es/", "next-step/"):
        page.goto(address + path)
        page.mouse.move(9, 9)
        expect(page.locator("h1")).to_be_visible()
        assert page.locator("article a").count() > 5
    page.locator("[data-situation=customs]").click()
    expect(page.get_by_role("heading", name="Held by customs")).to_be_visible()


def test_the_site_works_below_another_sites_folder(
    built: Path, tmp_path: Path, serve: Callable[[Path], str], page: Page
) -> None:
    (tmp_path / "help").symlink_to(built)
    address = serve(tmp_path) + "help/"
    complaints = watch(page, address)
    page.goto(address + "next-step/?status=arrived&country=es")
    expect(page.locator("[data-call] a[href^='tel:']").first).to_be_visible()
    expect(page.locator(".letter")).to_have_count(2)
    search_something(page)
    page.locator(".md-search-result__item a").first.click()
    assert page.url.startswith(address)
    assert complaints == []


def test_a_missing_page_helps_on(page: Page, address: str) -> None:
    page.goto(address + "404.html")
    expect(page.get_by_role("heading", name="This page is not here")).to_be_visible()
    expect(page.locator(".situations a")).to_have_count(7)
    search_something(page)


def test_a_dark_system_has_a_dark_page_before_anybody_touches_it(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(color_scheme="dark", service_workers="block")
    page = context.new_page()
    page.goto(address + "faq/not-arrived/")
    scheme = "document.body.dataset.mdColorScheme"
    assert page.evaluate(scheme) == "slate"
    page.mouse.move(5, 5)
    page.wait_for_function("document.querySelector('script[src*=bundle]')")
    assert page.evaluate(scheme) == "slate"
    context.close()


@pytest.mark.parametrize("page", PAGES)
def test_no_page_asks_for_the_next_one_ahead(page: str, built: Path) -> None:
    html = (built / page / "index.html").read_text("utf-8")
    assert not re.search(r'<link rel="[^"]*\b(next|prev|prefetch|preload)\b', html)


MOST_AT_FIRST = 40_000


@pytest.mark.parametrize("path", ["", "faq/customs-charges/", *KINDS[1:], "statuses/"])
def test_a_first_visit_is_light_before_anybody_touches_the_page(
    path: str, browser: Browser, built: Path
) -> None:
    with serving_packed(built) as address:
        context = browser.new_context(service_workers="block")
        page = context.new_page()
        weights: list[int] = []
        tools = context.new_cdp_session(page)
        tools.send("Network.enable")
        tools.on("Network.loadingFinished", lambda done: weights.append(done["encodedDataLength"]))
        page.goto(address + path, wait_until="networkidle")
        assert 5_000 < sum(weights) <= MOST_AT_FIRST
        context.close()


@pytest.mark.parametrize("width", [390, 1000, 1280])
@pytest.mark.parametrize("path", ["statuses/", "countries/es/"])
def test_nothing_moves_while_a_page_comes_slowly(
    path: str, width: int, browser: Browser, address: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, service_workers="block")
    page = context.new_page()
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    slow = {"offline": False, "latency": 20, "downloadThroughput": 60_000, "uploadThroughput": 1e4}
    tools.send("Network.emulateNetworkConditions", slow)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(address + path)
    assert moved(page) < 0.02
    context.close()
