"""Somebody else's page works with the public data, and so does the example for a browser."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from macros.model import Knowledge
from tests.projects import ROOT
from tests.test_api import examples, served

SELECT_BOX = ROOT / "tests" / "consumers" / "select-box.html"


def test_the_example_in_javascript_works(page: Page, address: str, built: Path) -> None:
    (program,) = examples(built, "js")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(address)
    page.evaluate(f"async () => {{ {served(program, address)} }}")
    assert "es Spain" in said


def test_a_strangers_select_box_is_filled_and_shows_the_numbers(
    page: Page, address: str, knowledge: Knowledge
) -> None:
    page.route(
        f"{address}stranger.html",
        lambda route: route.fulfill(body=SELECT_BOX.read_text("utf-8"), content_type="text/html"),
    )
    page.goto(f"{address}stranger.html")
    expect(page.locator("option")).to_have_count(len(knowledge.post_offices))
    page.get_by_label("Country").select_option("es")
    expect(page.locator("a").first).to_have_attribute("href", "tel:+34-915-19-71-97")
