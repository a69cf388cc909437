"""Search engines, people who share a page, and assistants find what they look for."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

from macros.model import Edition, Knowledge
from macros.model import pages as record
from macros.site import llms

from .conftest import PUBLISHED_AT
from .pages import Page, addresses
from .projects import MINI, WORDS

PAGES = addresses(MINI / "docs" / "en")


def test_the_map_of_the_site_names_every_page_with_the_day_of_its_newest_check(
    published_mini: Path,
) -> None:
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    urls = ElementTree.parse(published_mini / "sitemap.xml").findall("s:url", space)
    days = {url.findtext("s:loc", "", space): url.findtext("s:lastmod", "", space) for url in urls}
    assert set(days) == {PUBLISHED_AT + page for page in PAGES}
    newest = {address.removeprefix(PUBLISHED_AT): day for address, day in days.items() if day}
    assert newest == {
        "carriers/": "2026-04-07",
        "carriers/swift-standard/": "2026-04-07",
        "contacts/customs/": "2026-04-06",
        "contacts/post-offices/": "2026-04-05",
        "countries/es/": "2026-04-06",
        "faq/customs-hold/": "2026-04-06",
        "faq/delivered-not-received/": "2026-04-05",
        "faq/not-arrived/": "2026-04-06",
        "messages/": "2026-04-05",
        "statuses/": "2026-04-05",
        "statuses/lines/": "2026-04-05",
    }


def test_without_an_address_the_map_is_empty_and_nobody_is_sent_to_it(built_mini: Path) -> None:
    assert "<loc>" not in (built_mini / "sitemap.xml").read_text("utf-8")
    assert (built_mini / "robots.txt").read_text("utf-8") == "User-agent: *\nAllow: /\n"


def test_robots_may_read_everything_and_learn_of_the_map(published_mini: Path) -> None:
    assert (published_mini / "robots.txt").read_text("utf-8") == (
        f"User-agent: *\nAllow: /\nSitemap: {PUBLISHED_AT}sitemap.xml\n"
    )


def test_a_page_has_one_address_a_description_a_picture_and_the_way_to_it(
    published_pages: dict[str, Page],
) -> None:
    for page in PAGES:
        html, address = published_pages[page].html, PUBLISHED_AT + page
        assert re.findall('<link rel="canonical" href="([^"]*)"', html) == [address]
        assert f'<meta property="og:url" content="{address}">' in html
        for name in ("og:title", "og:description", "og:image"):
            assert re.search(f'<meta property="{name}" content="[^"]+">', html), (page, name)
        said = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
        (way,) = (g["itemListElement"] for g in map(json.loads, said) if "itemListElement" in g)
        assert [item["position"] for item in way] == list(range(1, len(way) + 1)), page
        assert (way[0]["item"], way[-1]["item"]) == (PUBLISHED_AT, address)


def test_the_head_of_a_page_says_what_the_page_is_about(
    published_pages: dict[str, Page], mini: Knowledge
) -> None:
    head = published_pages["faq/tracking-stopped/"]
    page = mini.pages["en/faq/tracking-stopped"]
    for name in ('name="description"', 'property="og:description"'):
        assert unescape(head.found(f'<meta {name} content="(.*?)">')) == page.description
    assert page.title in unescape(head.found("<title>(.*?)</title>"))


def test_the_picture_that_is_shared_has_the_size_that_is_asked_for(
    published_mini: Path, published_pages: dict[str, Page]
) -> None:
    shared = published_pages[""].found('<meta property="og:image" content="([^"]+)">')
    raw = (published_mini / shared.removeprefix(PUBLISHED_AT)).read_bytes()
    assert raw.startswith(b"\x89PNG")
    assert (int.from_bytes(raw[16:20], "big"), int.from_bytes(raw[20:24], "big")) == (1200, 630)


def test_the_list_for_assistants_leads_to_every_page(built_mini: Path, mini: Knowledge) -> None:
    text = (built_mini / "llms.txt").read_text("utf-8")
    start = mini.pages["en/index"]
    assert text.startswith(f"# {start.title}\n\n> {start.description}\n")
    links = re.findall(r"\]\(([^)]*)\)", text)
    assert sorted(links) == sorted(page or "./" for page in PAGES)
    questions = text[text.index("](faq/") :].partition("\n## ")[0]
    assert questions.count("](faq/") == text.count("](faq/") == len(mini.questions("en")) + 1


def test_the_list_for_assistants_names_the_pages_of_a_section_by_the_alphabet(
    mini: Knowledge, tmp_path: Path
) -> None:
    titles = {"index": "Start", "countries/index": "Wähle", "countries/at": "Österreich"}
    titles |= {"countries/cy": "Zypern", "countries/de": "Deutschland"}
    pages = {}
    for path, title in titles.items():
        page = record.Page.model_validate({"title": title, "description": "…"})
        pages[f"docs/de/{path}.md"] = page
        folder = tmp_path / "de" / path.removesuffix("index")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "index.html").touch()
    words = {"data/words/de.yml": mini.records[WORDS]}
    edition = Edition(Knowledge(pages | words, {}), "de")
    listed = re.findall(r"- \[(\w+)\]\(countries/", llms.llms(tmp_path, edition))
    assert listed == ["Wähle", "Deutschland", "Österreich", "Zypern"]
