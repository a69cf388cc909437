"""The finished site looks and works like the built one, and lets nothing in or out."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import move_mouse, moved, quiet, touch, until, watch
from tests.browser.conftest import Open
from tests.browser.looks import WIDE, visit
from tests.browser.next_steps import situation
from tests.speed import serving_packed

ANSWER, PLAN = "faq/not-arrived/", "next-step/?status=customs&country=es"


# --- The same looks ---


def nothing(_: Page) -> None:
    """Leave the page as it is."""


def open_all(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((part) => part.open = true)")


def keep_a_country(page: Page) -> None:
    page.evaluate(
        """localStorage["wheres-my-parcel:country"] = '{"code": "es", "name": "Spain"}'"""
    )
    page.reload()
    expect(page.locator(".my-desk a[href^='tel:']").first).to_be_visible()


def open_menu(page: Page) -> None:
    page.locator("header label[for=__drawer]").click()


def search_something(page: Page) -> None:
    page.keyboard.press("/")
    expect(page.locator(".md-search__input")).to_be_focused()
    expect(page.locator(".md-search-result__meta")).to_have_text(re.compile("^Type"))
    page.keyboard.type("customs")
    expect(page.locator(".md-search-result__item").first).to_be_visible()


Act = Callable[[Page], None]
PHONE_LIGHT: dict[str, Any] = {"color_scheme": "light"}
WIDE_DARK: dict[str, Any] = {"viewport": WIDE, "color_scheme": "dark"}
# What is done before the first look is not a touch.
SCENES: list[tuple[str, Act, dict[str, Any]]] = [
    ("", nothing, PHONE_LIGHT),
    (ANSWER, open_all, PHONE_LIGHT),
    (ANSWER, open_all, WIDE_DARK),
    ("countries/es/", open_all, PHONE_LIGHT),
    ("carriers/", nothing, WIDE_DARK),
    ("statuses/", nothing, PHONE_LIGHT),
    ("messages/", nothing, PHONE_LIGHT),
    (PLAN, nothing, WIDE_DARK),
    ("404.html", nothing, WIDE_DARK),
    ("", keep_a_country, PHONE_LIGHT),
    ("contacts/customs/", keep_a_country, WIDE_DARK),
]


@pytest.mark.parametrize(("path", "act", "settings"), SCENES)
def test_a_page_looks_the_same_after_it_is_finished_and_when_the_rest_of_the_looks_comes(
    path: str,
    act: Act,
    settings: dict[str, Any],
    open_page: Open,
    mini_address: str,
    unfinished: str,
) -> None:
    before = open_page(**settings)
    visit(before, unfinished + path)
    act(before)
    touch(before)
    page = open_page(**settings)
    visit(page, mini_address + path)
    act(page)
    quiet(page)
    first = shot(page)
    # With a country come the looks of its desk.
    is_country_known = act is keep_a_country or "country=" in path
    assert page.locator("link[rel=stylesheet]").count() == is_country_known
    # The looks alone: the theme's script adds a button for colours.
    page.add_style_tag(url=page.locator("script[data-style]").get_attribute("data-style"))
    second = shot(page)
    touch(page)
    finished = [shot(before), shot(page)]
    assert different(page, [first, second]) <= FEW
    assert different(page, finished) <= FEW


@pytest.mark.parametrize("act", [search_something, open_menu])
def test_what_opens_over_a_page_looks_the_same_after_it_is_finished(
    act: Act, open_page: Open, mini_address: str, unfinished: str
) -> None:
    pictures = []
    for root in (unfinished, mini_address):
        page = open_page(**PHONE_LIGHT)
        page.goto(root + ANSWER)
        closed = shot(page, whole=False)
        act(page)
        touch(page)
        pictures.append(shot(page, whole=False))
    assert different(page, pictures) <= FEW
    assert different(page, [pictures[1], closed]) > FEW


def test_without_scripts_a_finished_page_has_all_its_looks(
    page: Page, open_page: Open, mini_address: str, unfinished: str
) -> None:
    pictures = []
    for root in (unfinished, mini_address):
        plain = open_page(**PHONE_LIGHT, java_script_enabled=False)
        plain.goto(root + ANSWER)
        open_menu(plain)
        expect(plain.locator(".md-sidebar--primary a.md-nav__link").first).to_be_in_viewport()
        pictures.append(shot(plain, whole=False))
    assert different(page, pictures) <= FEW


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


# --- Light ---


def test_nothing_of_the_theme_is_loaded_before_the_page_is_touched(
    page: Page, mini_address: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(mini_address + ANSWER)
    quiet(page)
    assert not [url for url in asked if re.search(r"bundle|\.css|search", url)]
    touch(page)
    assert [url for url in asked if "bundle" in url]
    assert [url for url in asked if url.endswith(".css")]


def test_the_first_touch_is_not_lost(page: Page, mini_address: str) -> None:
    page.goto(mini_address + ANSWER)
    page.keyboard.press("/")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.goto(mini_address + "faq/tracking-stopped/")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "default"
    page.evaluate("document.querySelector('[for=__palette_2]').click()")
    page.evaluate("document.querySelector('#__palette_2').click()")
    move_mouse(page)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_no_file_is_published_that_no_page_needs(built_mini: Path) -> None:
    assert not list(built_mini.rglob("*.map"))
    assert not (built_mini / "assets" / "javascripts" / "lunr").exists()
    assert [path.name for path in (built_mini / "assets").glob("*.css")]
    assert not (built_mini / "assets" / "stylesheets").exists()


# What a page of the small site, with hardly any text, weighs at most on a first visit, packed.
MOST_AT_FIRST = {
    "": 17_500,
    ANSWER: 18_500,
    "countries/es/": 23_000,
    "statuses/": 19_500,
    "404.html": 14_000,
    "next-step/": 23_200,
}


def weight(page: Page, address: str) -> int:
    """Return how many bytes a page and all that it asks for take on their way."""
    weights: list[int] = []
    tools = page.context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.on("Network.loadingFinished", lambda done: weights.append(done["encodedDataLength"]))
    page.goto(address)
    quiet(page)
    tools.detach()
    return sum(weights)


def test_a_first_visit_is_light_before_anybody_touches_the_page(
    open_page: Open, built_mini: Path
) -> None:
    with serving_packed(built_mini) as address:
        weights = {path: weight(open_page(), address + path) for path in MOST_AT_FIRST}
    assert {path: w for path, w in weights.items() if not 5_000 < w <= MOST_AT_FIRST[path]} == {}


# --- Safe ---


def unsafe(html: str) -> list[str]:
    """Return what a finished page lets in, by its policy or in spite of it."""
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
    wanted = {
        "a strict policy": "default-src 'none'" in policy and not re.search("unsafe|http", policy),
        "the policy before all scripts": html.index(policy) < html.index("<script"),
        "no referrer": '<meta name="referrer" content="no-referrer">' in html,
        "nothing that runs in an attribute": not re.search(r"<[^>]* (?:style|on\w+)=", html),
        "nothing asked for ahead": not re.search(
            r'<link rel="[^"]*\b(next|prev|prefetch|preload)\b', html
        ),
    }
    return [name for name, holds in wanted.items() if not holds]


def test_every_page_names_all_that_it_may_run_and_asks_for_nothing_ahead(built: Path) -> None:
    pages = {path: path.read_text("utf-8") for path in built.rglob("*.html")}
    assert len(pages) > 10
    assert {path: unsafe(html) for path, html in pages.items() if unsafe(html)} == {}


def test_a_page_that_lets_something_in_would_be_seen(built_mini: Path) -> None:
    html = (built_mini / ANSWER / "index.html").read_text("utf-8")
    assert unsafe(html) == []
    assert unsafe(html.replace("default-src 'none'", "default-src 'unsafe-inline'"))
    assert unsafe(html.replace("<head>", "<head><script>1</script>"))
    assert unsafe(html.replace("no-referrer", "origin"))
    assert unsafe(html.replace("<h1", '<h1 onclick="1"'))
    assert unsafe(html.replace("<head>", '<head><link rel="prefetch" href="/">'))


def test_script_and_style_that_come_from_elsewhere_do_not_run(
    page: Page, open_page: Open, mini_address: str
) -> None:
    for reader, runs in ((page, False), (open_page(bypass_csp=True), True)):
        reader.goto(mini_address + ANSWER)
        reader.evaluate(
            """() => {
              const script = document.createElement("script");
              script.textContent = "window.ran = true";
              const style = document.createElement("style");
              style.textContent = "body{color:rgb(255, 0, 0)}";
              document.head.append(script, style);
            }"""
        )
        colour = reader.evaluate("getComputedStyle(document.body).color")
        assert (reader.evaluate("window.ran"), colour == "rgb(255, 0, 0)") == (runs or None, runs)


def test_links_to_other_sites_hand_nothing_over_and_are_marked(
    page: Page, mini_address: str
) -> None:
    page.goto(mini_address + ANSWER)
    links = page.locator("a[href^='http']")
    assert links.count()
    for link in links.all():
        assert link.get_attribute("target") is None
    marked = page.locator("article .sources a[href^='http']").first
    assert "↗" in str(marked.evaluate("a => getComputedStyle(a, '::after').content"))


def test_another_site_does_not_learn_where_somebody_comes_from(
    page: Page, mini_address: str
) -> None:
    page.route("https://**/*", lambda route: route.fulfill(body="Hello", content_type="text/plain"))
    page.goto(mini_address + "next-step/?status=delivered&country=es&delivery=2026-12-12")
    link = page.locator("[data-call] a[href^='https://']").first
    with page.expect_request(re.compile("^https://")) as request:
        link.click()
    assert "referer" not in request.value.all_headers()


def test_a_reader_leaves_no_trace(page: Page, mini_address: str) -> None:
    complaints = watch(page, mini_address)
    for path in ("", "faq/customs-hold/", "next-step/?status=flight&country=es", "countries/es/"):
        page.goto(mini_address + path)
        touch(page)
    assert page.context.cookies() == []
    assert page.evaluate("Object.keys(localStorage).concat(Object.keys(sessionStorage))") == []
    assert complaints == []


# --- Robust ---


def test_a_page_is_whole_when_no_script_can_be_loaded(page: Page, mini_address: str) -> None:
    # Not the one either that loads a page of before a publication anew: its address ends in a time.
    page.route(re.compile(r"\.js\b"), lambda route: route.abort())
    for path in ("", "faq/customs-hold/", "countries/es/", "next-step/"):
        page.goto(mini_address + path)
        move_mouse(page)
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator("article a:visible").nth(3)).to_be_visible()
    # The rest of the looks has come: a click would miss what is just drawn anew.
    until(page, "async () => [...document.styleSheets].some((sheet) => sheet.href)")
    situation(page, "customs").click()
    expect(page).to_have_url(mini_address + "next-step/customs/")
    expect(page.locator("#ask-customs")).to_be_visible()


def test_the_site_works_below_another_sites_folder(
    built_mini: Path, tmp_path: Path, serve: Callable[[Path], str], page: Page
) -> None:
    (tmp_path / "help").symlink_to(built_mini)
    address = serve(tmp_path) + "help/"
    complaints = watch(page, address)
    visit(page, address + PLAN)
    search_something(page)
    page.locator(".md-search-result__item a").first.click()
    page.wait_for_url(re.compile("[?]h="))
    assert page.url.startswith(address)
    assert complaints == []


def test_a_missing_page_helps_on(page: Page, built_mini: Path, mini_address: str) -> None:
    page.goto(mini_address + "404.html")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    links = [str(a.get_attribute("href")) for a in page.locator(".situations a").all()]
    pages = [re.split("[?#]", link)[0].strip("/") for link in links]
    assert links
    assert all((built_mini / path / "index.html").is_file() for path in pages)
    search_something(page)


def test_a_dark_system_has_a_dark_page_before_and_after_somebody_touches_it(
    open_page: Open, mini_address: str
) -> None:
    page = open_page(color_scheme="dark")
    page.goto(mini_address + ANSWER)
    scheme = "document.body.dataset.mdColorScheme"
    assert page.evaluate(scheme) == "slate"
    touch(page)
    assert page.evaluate(scheme) == "slate"


@pytest.mark.parametrize("width", [390, 1000, 1280])
def test_nothing_moves_while_a_page_comes_slowly(
    width: int, open_page: Open, mini_address: str
) -> None:
    page = open_page(viewport={"width": width, "height": 900})
    tools = page.context.new_cdp_session(page)
    tools.send("Network.enable")
    slow = {"offline": False, "latency": 20, "downloadThroughput": 6e4, "uploadThroughput": 1e4}
    tools.send("Network.emulateNetworkConditions", slow)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    for path in ("statuses/", "countries/es/"):
        page.goto(mini_address + path)
        assert moved(page) < 0.02, path
