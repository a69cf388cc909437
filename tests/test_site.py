"""The built site holds together: every page, link and anchor of it."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from jinja2 import TemplateSyntaxError
from mkdocs_macros.errors import format_error

from macros.site import has_macro_error

from .projects import ROOT

SOURCES = sorted((ROOT / "docs" / "en").rglob("*.md"))
HOST = "https://site.test/"


def page_of(source: Path) -> str:
    """Return the address below the root at which a page is published."""
    path = source.relative_to(ROOT / "docs" / "en").with_suffix("").as_posix()
    return re.sub(r"(^|/)index/$", r"\1", path + "/")


PAGES = sorted({page_of(source) for source in SOURCES})


class Page(HTMLParser):
    """Collects the anchors, links, headings and ids of one page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given[name] for name in ("href", "src") if name in given]
        self.headings += [tag] if re.fullmatch("h[1-6]", tag) else []


@pytest.fixture(scope="module")
def parsed(built: Path) -> dict[str, Page]:
    """Return every built page by its address below the root, with the parts that it loads later."""
    pages = {path: path.read_text("utf-8") for path in built.rglob("*.html")}
    return {
        path.relative_to(built).as_posix().removesuffix("index.html"): Page(
            html + later(path, html)
        )
        for path, html in pages.items()
    }


def later(path: Path, html: str) -> str:
    """Return the parts that a page loads later."""
    files = (path.parent / name for name in re.findall(r'data-from="([^"]+)"', html))
    return "".join(json.loads(file.read_text("utf-8")) for file in files)


def test_the_guide_loads_its_plans_later(parsed: dict[str, Page], built: Path) -> None:
    guide = built / "next-step" / "index.html"
    html = guide.read_text("utf-8")
    assert "plan-wait-for-scan" not in html
    assert 'id="plan-wait-for-scan"' in later(guide, html)
    assert "plan-wait-for-scan" in parsed["next-step/"].ids


def test_every_page_of_the_source_is_published_at_its_address(parsed: dict[str, Page]) -> None:
    assert set(PAGES) == set(parsed) - {"404.html"}


DESIGNED = [
    "", "faq/not-arrived/", "faq/dispute-unavailable/", "faq/same-tracking-number/",
    "faq/delivered-not-received/", "faq/how-to-track/", "faq/tracking-stopped/",
    "faq/customs-hold/", "faq/", "faq/customs-charges/", "faq/charged-twice/", "faq/scam-message/",
    "faq/refund-refused/", "faq/refund-progress/", "faq/seller-says-wait/", "faq/not-shipped/",
    "faq/item-missing/", "faq/returned-to-sender/", "faq/change-address/",
    "faq/late-compensation/", "contacts/post-offices/", "contacts/customs/", "carriers/",
    "countries/",
    "statuses/", "about/", "about/rules/",
]  # fmt: skip


@pytest.mark.parametrize("address", DESIGNED)
def test_the_addresses_of_the_public_contract_exist(address: str, parsed: dict[str, Page]) -> None:
    assert address in parsed


@pytest.mark.parametrize("page", PAGES)
def test_no_sign_of_a_macro_or_an_error_is_left_on_the_page(page: str, built: Path) -> None:
    html = (built / page / "index.html").read_text("utf-8")
    text = re.sub(r'<pre class="rule__example">.*?</pre>', "", html, flags=re.S)
    assert not re.search(r"\{\{|\{%|Traceback", text)


@pytest.mark.parametrize("error", [ValueError("x"), TemplateSyntaxError("x", 1)])
def test_what_the_plugin_writes_in_the_place_of_a_failed_macro_is_seen(error: Exception) -> None:
    page: Any = SimpleNamespace(file=SimpleNamespace(src_path="a.md"))
    assert has_macro_error(format_error(error, markdown="{{ a }}", page=page))
    assert not has_macro_error("A macro without an error")


def broken_links(page: str, parsed: dict[str, Page], built: Path) -> list[str]:
    """Return the links of a page that lead to no file or to no anchor of this site."""
    broken = []
    for link in parsed[page].links:
        target = urlsplit(urljoin(HOST + page, link))
        if f"{target.scheme}://{target.netloc}/" != HOST:
            continue
        path = unquote(target.path).lstrip("/")
        lost = path not in parsed and not (built / path).is_file()
        if lost or (path in parsed and target.fragment and target.fragment not in parsed[path].ids):
            broken.append(link)
    return broken


@pytest.mark.parametrize("page", [*PAGES, "404.html"])
def test_every_internal_link_and_anchor_leads_somewhere(
    page: str, parsed: dict[str, Page], built: Path
) -> None:
    assert broken_links(page, parsed, built) == []


def test_a_broken_link_and_a_missing_anchor_would_be_seen(built: Path) -> None:
    page = Page('<a href="b/">x</a><a href="#c">x</a><a href="#d">x</a><p id="d">')
    assert broken_links("", {"": page}, built) == ["b/", "#c"]


# Link texts that say nothing, as Lighthouse counts them.
EMPTY_TEXTS = "click here|click this|go|here|information|learn more|more|more info|more information"
EMPTY_TEXTS += "|right here|read more|see more|start|this"


def poor_links(html: str) -> list[str]:
    """Return the links that do not say where they lead, or lead nowhere without a script."""
    found = re.findall(r"<a\b([^>]*)>(.*?)</a>", html, re.S)
    plain = [
        (attributes, re.sub("<[^>]*>", "", text).strip().lower()) for attributes, text in found
    ]
    return [a for a, text in plain if re.fullmatch(EMPTY_TEXTS, text) or 'href="javascript:' in a]


@pytest.mark.parametrize("page", PAGES)
def test_every_link_says_where_it_leads(page: str, built: Path) -> None:
    assert poor_links((built / page / "index.html").read_text("utf-8")) == []


def test_a_poor_link_would_be_seen() -> None:
    poor = '<a href="x"><b>More</b> info</a> <a href="javascript:void(0)">Share</a>'
    assert len(poor_links(poor + '<a href="y">More about Spain</a>')) == 2


@pytest.mark.parametrize("page", [*PAGES, "404.html"])
def test_no_link_opens_a_window_and_no_site_learns_from_where_a_reader_comes(
    page: str, built: Path
) -> None:
    file = built / page
    path = file if file.is_file() else file / "index.html"
    html = path.read_text("utf-8")
    assert re.findall(r"<a\b[^>]*\starget=", html + later(path, html)) == []
    assert html.count('<meta name="referrer" content="no-referrer">') == 1


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_one_main_heading_and_no_id_twice(page: str, parsed: dict[str, Page]) -> None:
    assert parsed[page].headings.count("h1") == 1
    assert len(parsed[page].ids) == len(set(parsed[page].ids))


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_that_it_is_not_aliexpress(page: str, built: Path) -> None:
    assert "We are not AliExpress" in (built / page / "index.html").read_text("utf-8")


def test_links_to_edit_lead_to_files_and_forms_that_exist(parsed: dict[str, Page]) -> None:
    prefix = "https://example.org/parcel/"
    links = {link for page in parsed.values() for link in page.links if link.startswith(prefix)}
    edited = {link.split("/edit/main/")[1] for link in links if "/edit/main/" in link}
    forms = {re.search(r"template=([\w-]+\.yml)", link) for link in links if "issues/new" in link}
    assert edited >= {"data/post-offices/es.yml", "data/customs/es.yml", "docs/en/index.md"}
    assert [file for file in edited if not (ROOT / file).is_file()] == []
    names = {form[1] for form in forms if form}
    assert names == {
        "wrong-number.yml",
        "page-unclear.yml",
        "new-country.yml",
        "new-service.yml",
    }
    assert all((ROOT / ".github" / "ISSUE_TEMPLATE" / name).is_file() for name in names)
