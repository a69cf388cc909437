"""Search engines, people who share a page, and assistants find what they look for."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from macros import found, site
from macros.model import Page

from .projects import ROOT
from .test_site import PAGES

ADDRESS = "https://example.org/help/"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site, built for the address at which it will be published."""
    out = tmp_path_factory.mktemp("published") / "site"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", ADDRESS)
        assert site.build(ROOT, out, lambda _: None)
    return out


def test_the_map_of_the_site_names_every_page_with_the_day_of_its_newest_check(
    published: Path,
) -> None:
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    urls = ElementTree.parse(published / "sitemap.xml").findall("s:url", space)
    days = {url.findtext("s:loc", "", space): url.findtext("s:lastmod", "", space) for url in urls}
    assert set(days) == {ADDRESS + page for page in PAGES}
    assert days[ADDRESS + "faq/not-arrived/"] == "2026-11-23"
    assert days[ADDRESS + "about/rules/"] == ""
    assert all(re.fullmatch(r"(2026-\d\d-\d\d)?", day) for day in days.values())


def test_without_an_address_the_map_is_empty_and_nobody_is_sent_to_it(built: Path) -> None:
    assert "<loc>" not in (built / "sitemap.xml").read_text("utf-8")
    assert "Sitemap" not in (built / "robots.txt").read_text("utf-8")


def test_robots_may_read_everything_and_learn_of_the_map(published: Path) -> None:
    assert (published / "robots.txt").read_text("utf-8") == (
        f"User-agent: *\nAllow: /\nSitemap: {ADDRESS}sitemap.xml\n"
    )


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_one_address_a_description_a_picture_and_the_way_to_it(
    page: str, published: Path
) -> None:
    html = (published / page / "index.html").read_text("utf-8")
    assert html.count(f'<link rel="canonical" href="{ADDRESS}{page}">') == 1
    assert f'<meta property="og:url" content="{ADDRESS}{page}">' in html
    for name in ("og:title", "og:description", "og:image"):
        assert re.search(f'<meta property="{name}" content="[^"]+">', html)
    assert re.search('<meta name="description" content="[^"]{30,}">', html)
    said = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    (items,) = (g["itemListElement"] for g in map(json.loads, said) if "itemListElement" in g)
    assert [item["position"] for item in items] == list(range(1, len(items) + 1))
    assert items[0]["item"] == ADDRESS
    assert items[-1]["item"] == ADDRESS + page


def test_titles_and_descriptions_are_each_one_of_a_kind(published: Path) -> None:
    pages = [(published / page / "index.html").read_text("utf-8") for page in PAGES]
    for pattern in ("<title>(.*?)</title>", '<meta name="description" content="(.*?)">'):
        texts = [found[1] for html in pages if (found := re.search(pattern, html))]
        assert len(set(texts)) == len(PAGES)


def test_the_picture_that_is_shared_has_the_size_that_is_asked_for(published: Path) -> None:
    raw = (published / "assets" / "pictures" / "share.png").read_bytes()
    assert raw.startswith(b"\x89PNG")
    assert (int.from_bytes(raw[16:20], "big"), int.from_bytes(raw[20:24], "big")) == (1200, 630)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_a_twin_in_markdown_that_says_the_same(page: str, built: Path) -> None:
    html = (built / page / "index.html").read_text("utf-8")
    text = (built / page / "index.md").read_text("utf-8")
    (title,) = re.findall(r"<h1[^>]*>(.*?)<", html)
    assert title in text.splitlines()[0]
    assert '<link rel="alternate " type="text/markdown" href="index.md">' in html
    prose = re.sub(r"```.*?```", "", text, flags=re.S)
    assert not re.search(r"<script|<div|Copy this message|\{\{", prose)


def test_a_twin_keeps_how_sure_a_number_is_and_strikes_out_what_must_not_be_called(
    built: Path,
) -> None:
    text = (built / "countries" / "es" / "index.md").read_text("utf-8")
    assert "[Call +34 915 19 71 97](tel:+34-915-19-71-97)" in text
    assert "From an official page" in text
    assert "~~902197197~~" in text


def test_the_list_for_assistants_leads_to_every_page(built: Path) -> None:
    text = (built / "llms.txt").read_text("utf-8")
    assert text.startswith("# Where’s My Parcel?\n\n> ")
    links = re.findall(r"\]\(([^)]*)\)", text)
    assert sorted(links) == sorted(page + "index.md" for page in PAGES)
    assert all((built / link).is_file() for link in links)


def test_the_list_for_assistants_names_the_pages_of_a_section_by_the_alphabet() -> None:
    titles = {"": "Start", "countries/": "Wähle", "countries/at/": "Österreich"}
    titles |= {"countries/cy/": "Zypern", "countries/de/": "Deutschland"}
    pages = {
        path: Page.model_validate({"title": title, "description": "…"})
        for path, title in titles.items()
    }
    listed = re.findall(r"- \[(\w+)\]\(countries/", found._llms(pages, "de"))
    assert listed == ["Wähle", "Deutschland", "Österreich", "Zypern"]


def test_a_page_without_an_article_has_no_twin() -> None:
    assert found.twin("<main><p>Nothing.</p></main>") == ""
