"""The same settings build with Zensical, MkDocs’ successor: the same site, and as safely."""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urljoin

import pytest

import macros
from macros import site
from macros.__main__ import main
from macros.site import generator, search

from . import pseudo
from .conftest import Once, build_editions, built_by
from .pages import Page, read_pages
from .projects import ROOT, copy_mini


@pytest.fixture(scope="module")
def by_zensical(once: Once) -> Path:
    """Return the folder of the site that `built_editions` is, built with Zensical."""
    return built_by("zensical", once, "editions", build_editions)


def pages_of(site: Path) -> dict[str, Page]:
    """Return the pages of a site but those that say that there is none."""
    return {name: page for name, page in read_pages(site).items() if not name.endswith(".html")}


def headings(page: Page) -> list[str]:
    """Return the headings of a page's article, without markup and permanent links."""
    found = re.findall(r"<h[1-3][^>]*>(.*?)</h[1-3]>", page.html.split("<article", 1)[-1], re.S)
    plain = (re.sub(r"<a class=\"headerlink.*?</a>|<[^>]+>", "", text) for text in found)
    return [" ".join(text.split()) for text in plain]


def test_every_page_has_the_same_address_and_headings(
    built_editions: Path, by_zensical: Path
) -> None:
    ours = {name: headings(page) for name, page in pages_of(built_editions).items()}
    assert all(ours.values())
    assert {name: headings(page) for name, page in pages_of(by_zensical).items()} == ours


# What a page is called, what others show of it, and for which pages its reader's choices hold.
SAID = re.compile(
    r'<title>.*?</title>|<meta (?:name|property)=.*?>|<link rel="(?:canonical| alternate)".*?>'
    r'|<script type="speculationrules">|__md_scope=.*?;',
    re.S,
)


def said(site: Path) -> dict[str, list[str]]:
    """Return what each page says of itself, that for an address that does not exist too."""
    return {name: SAID.findall(page.html) for name, page in read_pages(site).items()}


def test_every_page_says_the_same_of_itself(built_editions: Path, by_zensical: Path) -> None:
    ours, other = said(built_editions), said(by_zensical)
    assert len(ours["404.html"]) > 3
    assert {name: other[name] for name in ours if ours[name] != other[name]} == {}


@pytest.mark.site
def test_no_name_of_what_is_in_the_frame_is_left_in_english(by_zensical: Path) -> None:
    english, other = (
        set(re.findall(r'md-visually-hidden">(.*?)<', (by_zensical / page).read_text("utf-8")))
        for page in ("index.html", f"{pseudo.RIGHT}/index.html")
    )
    assert english
    assert english & other == set()


def targets(name: str, page: Page) -> set[str]:
    """Return where the links of a page lead: within the site, wherever that lies, and outside."""
    found = {urljoin(f"https://host.example/below/{name}", link) for link in page.links}
    return {target.partition("#")[0] for target in found if "/assets/" not in target}


def test_every_link_of_a_page_leads_to_the_same_page(
    built_editions: Path, by_zensical: Path
) -> None:
    ours = {name: targets(name, page) for name, page in pages_of(built_editions).items()}
    other = {name: targets(name, page) for name, page in pages_of(by_zensical).items()}
    assert {name: ours[name] ^ other[name] for name in ours if ours[name] != other[name]} == {}


def sections(built: Path) -> list[str]:
    """Return where the sections lie that the search finds."""
    return [doc["location"] for doc in json.loads((built / search.FILE).read_text("utf-8"))["docs"]]


@pytest.mark.parametrize("edition", ["", pseudo.LEFT, pseudo.RIGHT])
def test_the_search_finds_the_same_pages_and_sections(
    edition: str, built_editions: Path, by_zensical: Path
) -> None:
    ours = sections(built_editions / edition)
    assert "faq/not-arrived/" in {place.partition("#")[0] for place in ours}
    assert sections(by_zensical / edition) == ours


def test_there_is_every_file_and_no_other(built_editions: Path, by_zensical: Path) -> None:
    ours, other = (
        {
            re.sub(r"site\.\w+\.css", "site.css", path.relative_to(built).as_posix())
            for path in built.rglob("*.*")
        }
        for built in (built_editions, by_zensical)
    )
    assert "site.css" in {Path(name).name for name in ours}
    assert other ^ ours == set()


def other_files(site: Path) -> dict[str, bytes]:
    """Return what stands beside the pages and says nothing of how they look, by path."""
    kinds = ("api/v1/**/*.*", "**/contacts.json", "**/messages/*.json", "sitemap.xml", "llms.txt")
    found = {path for kind in kinds for path in site.glob(kind) if path.is_file()}
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in found}


def test_the_public_data_and_what_pages_ask_for_is_the_same(
    built_editions: Path, by_zensical: Path
) -> None:
    ours, other = other_files(built_editions), other_files(by_zensical)
    assert {"api/v1/data.zip", "countries/es/contacts.json", "messages/en.json"} <= set(ours)
    assert set(other) == set(ours)
    assert [name for name, raw in ours.items() if other[name] != raw] == []


@pytest.mark.site
def test_pages_are_kept_without_a_network_and_guarded(by_zensical: Path) -> None:
    assert (by_zensical / "sw.js").stat().st_size
    for page in ("index.html", "404.html"):
        html = (by_zensical / page).read_text("utf-8")
        assert 'http-equiv="Content-Security-Policy"' in html
        assert "data-worker" in html


# --- Both generators ---------------------------------------------------------------------------


@pytest.mark.site
@pytest.mark.parametrize("by", generator.GENERATORS)
def test_a_macro_that_fails_stops_the_build(by: str, tmp_path: Path) -> None:
    copy = copy_mini(tmp_path / "copy")
    (copy / "macros").unlink()  # a link to the project's own
    shutil.copytree(ROOT / "macros", copy / "macros", ignore=shutil.ignore_patterns("__pyc*"))
    (copy / "macros/pages/templates/journey.html.j2").write_text("{{ 1 / 0 }}")
    said: list[str] = []
    assert not site.build(copy, tmp_path / "site", said.append, by=by)
    assert "division by zero" in "\n".join(said)
    assert not (tmp_path / "site" / "sw.js").exists()


@pytest.mark.parametrize("sign", generator.MACRO_ERRORS)
def test_a_page_with_the_error_of_a_macro_stops_the_build(sign: str, tmp_path: Path) -> None:
    said: list[str] = []
    (tmp_path / "index.html").write_text("<h1>Good</h1>")
    assert not generator.failed(tmp_path, said.append)
    (tmp_path / "bad.html").write_text(f"<h1>{sign}</h1>")
    assert generator.failed(tmp_path, said.append)
    assert any("bad.html: a macro failed" in line for line in said)


def test_a_site_without_a_page_is_none(tmp_path: Path) -> None:
    assert generator.failed(tmp_path, lambda _: None)


@pytest.mark.parametrize(("command", "written"), [("serve", True), ("build", False)])
def test_what_stands_beside_the_pages_is_written_once(
    command: str, written: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[tuple[object, ...]] = []
    monkeypatch.setattr(sys, "argv", ["mkdocs", command])
    monkeypatch.setattr(site, "beside", lambda *given: calls.append(given))
    conf = {"docs_dir": str(tmp_path / "docs/en"), "site_dir": "out", "site_url": "", "extra": {}}
    macros.on_post_build(SimpleNamespace(conf=conf))
    assert calls == ([(tmp_path, Path("out"), "en", "")] if written else [])


def test_a_generator_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--root", str(ROOT), "build", "--generator", "jekyll"])
    assert "zensical" in capsys.readouterr().err
