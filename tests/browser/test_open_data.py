"""Somebody else's page works with the public data, and so does the example for a browser."""

from __future__ import annotations

import html
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from macros.model import COUNTRY_NAMES
from tests.browser.chromium import watch
from tests.projects import ROOT

SELECT_BOX = ROOT / "tests" / "consumers" / "select-box.html"
# Where the page about the data says that the data lies, when it is not told where it is published.
HERE = "http://127.0.0.1:8000/"


def programs(built: Path) -> list[str]:
    """Return the examples in JavaScript on the page about the data."""
    page = (built / "about" / "data" / "index.html").read_text("utf-8")
    found = re.findall(r'<code class="language-js">(.*?)</code>', page, re.S)
    return [html.unescape(re.sub(r"<[^>]+>", "", code)) for code in found]


def test_every_example_in_javascript_on_the_real_page_works(
    page: Page, address: str, built: Path
) -> None:
    complaints = watch(page, address)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(address)
    examples = programs(built)
    assert examples
    for program in examples:
        said.clear()
        page.evaluate(f"async () => {{ {program.replace(HERE, address)} }}")
        assert said, program
    assert complaints == []


def test_a_strangers_select_box_is_filled_and_shows_the_numbers(
    page: Page, mini_address: str
) -> None:
    page.route(
        f"{mini_address}stranger.html",
        lambda route: route.fulfill(body=SELECT_BOX.read_text("utf-8"), content_type="text/html"),
    )
    page.goto(f"{mini_address}stranger.html")
    names = [COUNTRY_NAMES[code] for code in ("ES", "FR", "GB", "SA")]
    expect(page.locator("option")).to_have_text(names)
    page.get_by_label("Country").select_option("fr")
    expect(page.locator("li")).to_contain_text(["3999 Poste du Midi (official)"])
    page.get_by_label("Country").select_option("es")
    expect(page.locator("a").first).to_have_attribute("href", "tel:+34-910-00-01-00")
