"""Every language has the whole site, apart from the others, and no English that is not marked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from macros.model import (
    COUNTRY_NAMES,
    Knowledge,
    Message,
    Model,
    Plan,
    PlanDate,
    Prose,
    Sentence,
    Status,
    country_name,
    walk,
)

from .conftest import PUBLISHED_AT
from .pages import later
from .pseudo import BUT, FOR_EDITORS, LEFT, OUTDATED, RIGHT, spoken

HOST = "https://site.test/"


def addresses_in(site: Path, folder: str = "") -> list[str]:
    """Return the addresses of the pages of an edition, below its root."""
    root = site / folder
    found = (path.relative_to(root).as_posix() for path in root.rglob("index.html"))
    others = () if folder else (f"{LEFT}/", f"{RIGHT}/")
    return sorted(p.removesuffix("index.html") for p in found if not p.startswith(others))


def pages_of(site: Path, language: str) -> Iterator[tuple[str, str]]:
    """Yield each page of an edition: its address below the edition's root, and its HTML."""
    for page in addresses_in(site, language):
        yield page, (site / language / page / "index.html").read_text("utf-8")


def test_each_language_has_the_same_addresses(built_editions: Path) -> None:
    english = addresses_in(built_editions)
    assert english
    assert addresses_in(built_editions, LEFT) == addresses_in(built_editions, RIGHT) == english


@pytest.mark.parametrize(("language", "direction"), [(LEFT, "ltr"), (RIGHT, "rtl")])
def test_a_page_says_its_language_and_direction(
    built_editions: Path, language: str, direction: str
) -> None:
    for page, html in pages_of(built_editions, language):
        assert f'<html lang="{language}"' in html, page
        assert f'<body dir="{direction}"' in html, page


# --- No English that is not marked -------------------------------------------------------------

_VOID = {
    "meta",
    "link",
    "input",
    "img",
    "br",
    "wbr",
    "hr",
    "source",
    "path",
    "circle",
    "rect",
    "line",
}
_SAID = {"title", "aria-label", "alt", "placeholder", "content", "label"}
_SAID |= {"data-heading", "data-more", "data-forgotten", "data-failed"}
_UNREAD = {"script", "style", "code", "pre"}
# Of these the content is no text for people.
_CODES = {None, "viewport", "generator", "referrer", "robots", "twitter:card", "og:type", "og:url"}
_CODES |= {"og:image"}
_MARKED = {"en", "zh-Hans"}


class Texts(HTMLParser):
    """The texts of a page that are not marked as English, and those that its attributes say."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.texts: list[str] = []
        self.feed(html)

    @property
    def is_seen(self) -> bool:
        return all(seen for _, seen in self.open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        is_seen = tag not in _UNREAD and given.get("lang") not in _MARKED
        is_code = tag == "meta" and given.get("name", given.get("property")) in _CODES
        if is_seen and self.is_seen and not is_code:
            self.texts += [value for name, value in attrs if value and name in _SAID]
        if tag not in _VOID:
            self.open.append((tag, is_seen))

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            assert self.open, f"</{tag}> closes nothing"
            assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if self.is_seen:
            self.texts.append(data)


def english(html: str, known: str) -> list[str]:
    """Return the texts that hold a plain word which no record holds."""
    texts = (" ".join(text.split()) for text in Texts(html).texts)
    return [text for text in texts if any(word not in known for word in plain_words(text))]


def plain_words(text: str) -> list[str]:
    """Return the words of two letters and more that have no letter with a mark."""
    return re.findall(r"(?<![^\W\d_])[A-Za-z]{2,}(?![^\W\d_])", text)


def of_records(knowledge: Knowledge) -> str:
    """Return all that the records say in every language alike, such as names.

    Headings too: the contents beside a page have no markup.
    """
    records = knowledge.records.items()
    data = [r for file, r in records if file.startswith("data/") and "/words/" not in file]
    texts = (part for r in data for _, part in walk(r) if isinstance(part, str))
    plain = (text for text in texts if not isinstance(text, Prose | Sentence))
    titled = (
        part for _, part in knowledge.each(Model) if isinstance(part, Message | Plan | Status)
    )
    days = (date.unknown for _, date in knowledge.each(PlanDate))
    return " ".join(map(str, [*plain, *(part.title for part in titled), *days]))


@pytest.mark.parametrize("language", [LEFT, RIGHT])
def test_no_english_stands_on_a_page_that_is_not_marked(
    built_editions: Path, language: str, mini: Knowledge
) -> None:
    known, found = of_records(mini), {}
    for page, html in pages_of(built_editions, language):
        file = built_editions / language / page / "index.html"
        if left := english(html + later(file, html), known):
            found[page] = left
    assert found == {}


@pytest.mark.parametrize("language", [LEFT, RIGHT])
def test_whom_to_call_is_said_without_english(
    built_editions: Path, language: str, mini: Knowledge
) -> None:
    known = of_records(mini)
    files = sorted((built_editions / language).glob("countries/*/contacts.json"))
    desks = [json.loads(file.read_text("utf-8")) for file in files]
    assert desks
    assert [left for d in desks if (left := english(d["post"] + d["customs"], known))] == []


def test_a_translated_record_is_shown_and_an_old_one_with_a_number_is_not(
    built_editions: Path,
) -> None:
    html = (built_editions / RIGHT / "faq/not-arrived/index.html").read_text("utf-8")
    assert "10 đáýšé" in html
    assert "12 đáýšé" not in html


def test_english_that_is_not_marked_would_be_seen() -> None:
    html = '<p title="Seen">Ǧéŧé <b>a plan</b> <i lang="en">marked</i> Posta</p>'
    assert english(html, "Posta") == ["Seen", "a plan"]
    assert english(html, "Posta Seen plan") == []


def test_the_language_that_nobody_speaks_keeps_gaps_and_is_longer() -> None:
    said = spoken("Call {number} in `data/x.yml` now")
    assert "{number}" in said
    assert plain_words(said.replace("{number}", "").replace("`data/x.yml`", "")) == []
    assert len(spoken("international")) >= 1.3 * len("international")


# --- What nobody has translated ----------------------------------------------------------------


@pytest.mark.parametrize("path", [*BUT, *FOR_EDITORS])
def test_an_untranslated_page_is_the_english_one_and_marked(
    built_editions: Path, path: str
) -> None:
    html = (built_editions / LEFT / path / "index.html").read_text("utf-8")
    (english_one,) = re.findall(
        "<h1[^>]*>(.*?)<", (built_editions / path / "index.html").read_text()
    )
    start = html.index('<div lang="en" dir="ltr">')
    assert english_one in html[start:]
    assert 'class="untranslated"' in html[:start]
    assert '<meta name="robots" content="noindex">' in html


def test_an_untranslated_page_is_in_no_map_no_list_and_no_index(built_editions: Path) -> None:
    index = json.loads((built_editions / LEFT / "search/search_index.json").read_text("utf-8"))
    found = {doc["location"].partition("#")[0] for doc in index["docs"]}
    listed = (built_editions / LEFT / "llms.txt").read_text("utf-8")
    named = (built_editions / "sitemap.xml").read_text("utf-8")
    assert "faq/not-arrived/" in found
    assert "(faq/not-arrived/)" in listed
    for path in (*BUT, *FOR_EDITORS):
        assert f"{path}/" not in found
        assert f"({path}/)" not in listed
        assert f"{PUBLISHED_AT}{LEFT}/{path}/" not in named


def test_each_page_of_the_map_names_its_translations_and_they_name_it(
    built_editions: Path,
) -> None:
    text = (built_editions / "sitemap.xml").read_text("utf-8")
    links = {
        found[1]: dict(re.findall(r'hreflang="([^"]+)" href="([^"]+)"', found[2]))
        for found in re.finditer(r"<url><loc>(.*?)</loc>(.*?)</url>", text)
    }
    assert set(links[f"{PUBLISHED_AT}faq/not-arrived/"]) == {"x-default", "en", LEFT, RIGHT}
    assert set(links[f"{PUBLISHED_AT}faq/customs-hold/"]) == {"x-default", "en", RIGHT}
    for page, others in links.items():
        assert all(links[other] == others for other in others.values()), page


# --- From one language to another --------------------------------------------------------------


def switcher(html: str) -> dict[str, str]:
    """Return where the links to other languages lead, by language."""
    (found,) = re.findall(r'<details class="languages">(.*?)</details>', html, re.S)
    return {code: href for href, code in re.findall(r'href="([^"]*)" lang="([^"]+)"', found)}


@pytest.mark.parametrize("language", ["", LEFT, RIGHT])
def test_each_page_leads_to_itself_in_each_language(built_editions: Path, language: str) -> None:
    for page, html in pages_of(built_editions, language):
        own = f"{language}/{page}" if language else page
        found = {code: urljoin(HOST + own, href) for code, href in switcher(html).items()}
        wanted = {"en": "", LEFT: f"{LEFT}/", RIGHT: f"{RIGHT}/"}
        assert found == {code: HOST + folder + page for code, folder in wanted.items()}, page


@pytest.mark.parametrize("language", ["", LEFT, RIGHT])
def test_the_page_that_is_not_there_leads_to_what_is(built_editions: Path, language: str) -> None:
    html = (built_editions / language / "404.html").read_text("utf-8")
    links = [link for link in re.findall(r'href="([^"#?]*)', html) if link.startswith("/")]
    there = {PUBLISHED_AT + folder for folder in ("", f"{LEFT}/", f"{RIGHT}/")}
    assert there <= {urljoin(PUBLISHED_AT, link) for link in links}
    for link in links:
        file = built_editions / urljoin(PUBLISHED_AT, link).removeprefix(PUBLISHED_AT)
        assert "//" not in link
        assert (file / "index.html" if file.is_dir() else file).is_file(), link


def alternates(html: str) -> dict[str, str]:
    return dict(re.findall(r'<link rel=" alternate" hreflang="([^"]+)" href="([^"]+)"', html))


def test_pages_name_their_translations_and_each_other(built_editions: Path) -> None:
    for language in ("", LEFT, RIGHT):
        for page, html in pages_of(built_editions, language):
            for there in alternates(html).values():
                file = built_editions / there.removeprefix(PUBLISHED_AT) / "index.html"
                assert alternates(file.read_text("utf-8")) == alternates(html), page
    html = (built_editions / "faq/customs-hold/index.html").read_text("utf-8")
    assert set(alternates(html)) == {"en", "x-default", RIGHT}


def test_an_edition_in_one_language_leads_to_no_other(built_mini: Path) -> None:
    html = (built_mini / "index.html").read_text("utf-8")
    assert "hreflang" not in html
    assert "languages" not in html


def test_a_translation_says_who_has_read_it_and_english_does_not(built_editions: Path) -> None:
    page = "faq/not-arrived/index.html"
    assert 'class="read-by"' in (built_editions / LEFT / page).read_text("utf-8")
    assert 'class="read-by"' not in (built_editions / page).read_text("utf-8")


@pytest.mark.parametrize("language", [LEFT, RIGHT])
def test_a_part_that_became_wrong_is_english_and_marked_in_the_contents_too(
    built_editions: Path, language: str
) -> None:
    html = (built_editions / language / OUTDATED / "index.html").read_text("utf-8")
    entry = r'<li class="?md-nav__item"?( lang="?en"?)?>\s*<a href="?#([\w-]+)'
    contents = {place: bool(lang) for lang, place in re.findall(entry, html)}
    assert len(contents) > 3
    assert [place for place in contents if contents[place]] == ["when"]
    assert "came 9 days ago" in html


@pytest.mark.parametrize("language", [LEFT, RIGHT])
def test_a_part_that_is_only_older_leads_to_what_english_says_now(
    built_editions: Path, language: str
) -> None:
    html = (built_editions / language / OUTDATED / "index.html").read_text("utf-8")
    (way,) = re.findall(r'class="?older"?><a href="?([^" >]+)', html)
    page, _, place = way.partition("#")
    original = built_editions / language / OUTDATED / page / "index.html"
    assert original.resolve() == (built_editions / OUTDATED / "index.html").resolve()
    assert place == "do-not"
    assert "Do not wait any more." in original.read_text("utf-8")


def test_an_untranslated_page_can_be_translated(built_editions: Path) -> None:
    html = (built_editions / LEFT / "faq/customs-hold/index.html").read_text("utf-8")
    assert f'/new/main?filename=docs/{LEFT}/faq/customs-hold.md"' in html


# --- Apart from each other ---------------------------------------------------------------------

# What all languages have together: looks, scripts, pictures, and the public data.
SHARED = ("/assets/", "/api/")
_ADDRESS = re.compile(r'\s(?:href|src|action|data-from|data-style|data-scripts)="([^"]*)"')


def asked_for(page: str, html: str) -> set[str]:
    """Return the paths on this site that a page loads, or leads to for all who read it."""
    for_others = r'<details class="languages">.*?</details>|<p class="older">.*?</p>'
    html = re.sub(for_others, "", html, flags=re.S)
    (config,) = re.findall(r'<script id="__config"[^>]*>(.*?)</script>', html, re.S)
    links = [link for links in _ADDRESS.findall(html) for link in links.split()]
    links.append(json.loads(config)["search"])
    found = (urlsplit(urljoin(HOST + page, link)) for link in links)
    return {part.path for part in found if f"{part.scheme}://{part.netloc}/" == HOST}


@pytest.mark.parametrize("language", [LEFT, RIGHT])
def test_a_page_asks_for_nothing_of_another_language(built_editions: Path, language: str) -> None:
    for page, html in pages_of(built_editions, language):
        paths = asked_for(f"{language}/{page}", html)
        assert {p for p in paths if not p.startswith((f"/{language}/", *SHARED))} == set(), page
        files = {p for p in paths if p.startswith(SHARED)}
        assert any(file.startswith("/assets/") for file in files)
        assert {p for p in files if not (built_editions / p[1:]).is_file()} == set(), page


def test_what_the_languages_share_is_there_once(built_editions: Path) -> None:
    shared = ("assets", "api", "sitemap.xml", "robots.txt")
    assert all((built_editions / name).exists() for name in shared)
    again = [n for n in shared for code in (LEFT, RIGHT) if (built_editions / code / n).exists()]
    assert again == []


def test_each_language_keeps_its_own_pages_without_a_network(built_editions: Path) -> None:
    caches = {
        folder: re.search(r'"?cache"?: ?"([^"]+)"', (built_editions / folder / "sw.js").read_text())
        for folder in ("", LEFT, RIGHT)
    }
    names = {folder: found[1] for folder, found in caches.items() if found}
    assert len(set(names.values())) == len(caches)
    assert names[""] == "wheres-my-parcel"


def test_every_country_has_a_name_in_the_languages_of_our_readers() -> None:
    for language in ("ar", "en", "es", "fr", "it", "ko", "pl", "pt-BR", "ru", "tr", "uk"):
        assert all(country_name(code, language) for code in COUNTRY_NAMES), language
