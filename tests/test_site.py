"""The built site holds together: every page, link and anchor of it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from macros.model import Edition, Knowledge
from macros.site import MACRO_ERRORS, has_macro_error

from .conftest import REPOSITORY
from .pages import Page, addresses
from .projects import ROOT

PAGES = addresses(ROOT / "docs" / "en")
HOST = "https://site.test/"

# The addresses that are promised for ever, as the design lists them.
PROMISED = [
    "", "faq/not-arrived/", "faq/dispute-unavailable/", "faq/same-tracking-number/",
    "faq/delivered-not-received/", "faq/how-to-track/", "faq/tracking-stopped/",
    "faq/customs-hold/", "contacts/post-offices/", "contacts/customs/", "carriers/", "countries/",
    "statuses/", "next-step/", "about/", "about/data/", "about/rules/",
]  # fmt: skip


def test_the_addresses_of_the_public_contract_have_a_page() -> None:
    assert [address for address in PROMISED if address not in PAGES] == []


def folders(knowledge: Knowledge) -> dict[str, str]:
    """Return the language of each edition by its folder."""
    return {Edition(knowledge, code).folder: code for code in knowledge.languages}


def test_every_page_of_the_source_is_published_at_its_address(
    pages: dict[str, Page], knowledge: Knowledge
) -> None:
    wanted = {folder + page for folder in folders(knowledge) for page in [*PAGES, "404.html"]}
    assert set(pages) == wanted


def test_the_next_step_loads_its_plans_later(mini_pages: dict[str, Page]) -> None:
    next_steps = mini_pages["next-step/"]
    assert "plan-ask-customs" not in next_steps.html
    assert 'id="plan-ask-customs"' in next_steps.later
    assert "plan-ask-customs" in next_steps.ids


def test_no_macro_failed_on_any_page(pages: dict[str, Page]) -> None:
    failed = [page for page, read in pages.items() if is_broken(read.html)]
    assert failed == []


def is_broken(html: str) -> bool:
    """Return whether a page shows an error, or a macro that was not run."""
    text = re.sub(r'<pre class="rule__example">.*?</pre>', "", html, flags=re.S)
    return has_macro_error(html) or bool(re.search(r"\{\{|\{%|Traceback", text))


@pytest.mark.parametrize("sign", [*MACRO_ERRORS, "{{ fact(", "{% if", "Traceback (most"])
def test_a_failed_macro_would_be_seen(sign: str) -> None:
    assert is_broken(f"<h1>{sign}</h1>")


def broken_links(page: str, pages: dict[str, Page], built: Path) -> list[str]:
    """Return the links of a page that lead to no file or to no anchor of this site."""
    broken = []
    for link in pages[page].links:
        target = urlsplit(urljoin(HOST + page, link))
        if f"{target.scheme}://{target.netloc}/" != HOST:
            continue
        path = unquote(target.path).lstrip("/")
        lost = path not in pages and not (built / path).is_file()
        if lost or (path in pages and target.fragment and target.fragment not in pages[path].ids):
            broken.append(link)
    return broken


def test_every_internal_link_and_anchor_leads_somewhere(
    pages: dict[str, Page], built: Path
) -> None:
    broken = {page: lost for page in pages if (lost := broken_links(page, pages, built))}
    assert broken == {}
    assert all(pages[page].links for page in pages)


def test_a_broken_link_and_a_missing_anchor_would_be_seen(tmp_path: Path) -> None:
    page = Page('<a href="b/">x</a><a href="#c">x</a><a href="#d">x</a><p id="d">')
    assert broken_links("", {"": page}, tmp_path) == ["b/", "#c"]


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


def test_every_link_says_where_it_leads(pages: dict[str, Page]) -> None:
    poor = {page: links for page, read in pages.items() if (links := poor_links(read.html))}
    assert poor == {}


def test_a_poor_link_would_be_seen() -> None:
    poor = '<a href="x"><b>More</b> info</a> <a href="javascript:void(0)">Share</a>'
    assert len(poor_links(poor + '<a href="y">More about Spain</a>')) == 2


def test_a_page_has_one_main_heading_and_no_id_twice(pages: dict[str, Page]) -> None:
    headings = {page: count for page, read in pages.items() if (count := main_headings(read)) != 1}
    twice = {page: ids for page, read in pages.items() if (ids := ids_that_stand_twice(read))}
    assert headings == {}
    assert twice == {}


def main_headings(page: Page) -> int:
    return page.headings.count("h1")


def ids_that_stand_twice(page: Page) -> set[str]:
    return {id_ for id_ in set(page.ids) if page.ids.count(id_) > 1}


def test_a_second_heading_and_an_id_that_stands_twice_would_be_seen() -> None:
    page = Page('<h1 id="a">A</h1><h1 id="b">B</h1><p id="a">')
    assert main_headings(page) == 2
    assert ids_that_stand_twice(page) == {"a"}


def test_every_page_says_that_it_is_not_aliexpress(
    pages: dict[str, Page], knowledge: Knowledge
) -> None:
    for folder, code in folders(knowledge).items():
        said = str(knowledge.words(code)["theme"]["frame"]["copyright"])
        assert "AliExpress" in said
        for page in (*PAGES, "404.html"):
            assert said in unescape(pages[folder + page].html), folder + page


def test_what_is_listed_is_kept_apart_where_the_theme_lists_it(
    pages: dict[str, Page], knowledge: Knowledge
) -> None:
    for folder, code in folders(knowledge).items():
        apart = f"</a>{knowledge.words(code)['comma']} <a"
        for page in ("404.html", ""):
            assert apart in pages[folder + page].html, folder + page


def test_a_page_has_a_title_and_a_description_of_its_own(pages: dict[str, Page]) -> None:
    for pattern in ("<title>(.*?)</title>", '<meta name="description" content="(.*?)">'):
        texts = {page: pages[page].found(pattern) for page in PAGES}
        assert [page for page, text in texts.items() if not text] == []
        said = list(texts.values())
        assert {page: text for page, text in texts.items() if said.count(text) > 1} == {}


def test_the_front_page_names_the_site_once(pages: dict[str, Page], knowledge: Knowledge) -> None:
    for folder in folders(knowledge):
        title = pages[folder].found("<title>(.*?)</title>")
        assert title
        assert f" - {title}" in pages[f"{folder}faq/"].found("<title>(.*?)</title>")


def test_links_to_edit_lead_to_files_and_forms_that_exist(pages: dict[str, Page]) -> None:
    links = {link for page in pages.values() for link in page.links if REPOSITORY in link}
    edited = {link.partition("/edit/main/")[2] for link in links} - {""}
    assert edited
    assert [file for file in edited if not (ROOT / file).is_file()] == []
    forms = {found[1] for link in links if (found := re.search(r"template=([\w.-]+)", link))}
    there = {path.name for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml")}
    assert forms
    assert forms - there == set()


def test_a_page_leads_to_the_files_of_which_it_is_made(mini_pages: dict[str, Page]) -> None:
    edit = f"{REPOSITORY}/edit/main"
    assert {
        f"{edit}/docs/en/countries/es.md",
        f"{edit}/data/post-offices/es.yml",
        f"{edit}/data/customs/es.yml",
    } <= set(mini_pages["countries/es/"].links)


def test_a_part_of_the_country_page_is_there_for_each_of_its_records(
    pages: dict[str, Page], knowledge: Knowledge
) -> None:
    assert knowledge.post_offices
    missing = [code for code in knowledge.post_offices if f"countries/{code}/" not in pages]
    missing += [slug for slug in knowledge.carriers if f"carriers/{slug}/" not in pages]
    assert missing == []


def test_a_page_brings_the_looks_of_what_the_browser_and_the_service_worker_do(
    mini_pages: dict[str, Page],
) -> None:
    answer, next_step = mini_pages["faq/not-arrived/"], mini_pages["next-step/"]
    for page, sign in ((answer, ".kept"), (answer, "[open]"), (next_step, "[hidden]")):
        assert sign in page.found(r"<style[^>]*>(.*?)</style>"), sign
