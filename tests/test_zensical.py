"""The same settings build with Zensical, MkDocs’ successor: the same site, and as safely."""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import macros
from macros import site
from macros.__main__ import main
from macros.model import Knowledge
from macros.site import generator, search
from macros.site.messages import by_language

from .projects import MINI, ROOT, copy_mini

ADDRESS = "https://site.example/"
DOCS = MINI / "docs" / "en"
PAGES = sorted(
    re.sub(r"(^|/)index/$", r"\1", f"{path.relative_to(DOCS).with_suffix('').as_posix()}/")
    for path in DOCS.rglob("*.md")
)


@pytest.fixture(scope="module")
def by_zensical(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the small project's finished site, built with Zensical."""
    root = copy_mini(tmp_path_factory.mktemp("zensical") / "project")
    out = root.parent / "site"
    said: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REPOSITORY_URL", "https://example.org/parcel")
        patch.setenv("SITE_URL", ADDRESS)
        assert site.build(root, out, said.append, by="zensical"), "\n".join(said)
    return out


def headings(page: Path) -> list[str]:
    """Return the headings of a page's article, without markup and permanent links."""
    html = page.read_text("utf-8")
    found = re.findall(r"<h[1-3][^>]*>(.*?)</h[1-3]>", html.split("<article", 1)[-1], re.S)
    plain = (re.sub(r"<a class=\"headerlink.*?</a>|<[^>]+>", "", text) for text in found)
    return [" ".join(text.split()) for text in plain]


@pytest.mark.site
def test_every_page_has_the_same_address_and_headings(built_mini: Path, by_zensical: Path) -> None:
    ours = {page: headings(built_mini / page / "index.html") for page in PAGES}
    assert all(ours.values())
    assert {page: headings(by_zensical / page / "index.html") for page in PAGES} == ours


def sections(built: Path) -> list[str]:
    """Return where the sections lie that the search finds."""
    return [doc["location"] for doc in json.loads((built / search.FILE).read_text("utf-8"))["docs"]]


def test_the_search_finds_the_same_pages_and_sections(built_mini: Path, by_zensical: Path) -> None:
    assert "faq/not-arrived/" in {place.partition("#")[0] for place in sections(built_mini)}
    assert sections(by_zensical) == sections(built_mini)


@pytest.mark.site
def test_every_country_has_its_contacts_and_every_language_its_messages(
    by_zensical: Path, mini: Knowledge
) -> None:
    contacts = {path.parent.name for path in by_zensical.glob("countries/*/contacts.json")}
    assert contacts == set(mini.post_offices)
    messages = {path.stem for path in by_zensical.glob("messages/*.json")}
    assert messages == set(by_language(mini))


def test_the_public_data_is_the_same(built_mini: Path, by_zensical: Path) -> None:
    ours, other = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("api/v1/**/*.*")}
        for folder in (built_mini, by_zensical)
    )
    # The feed names the address, which one of the two has not; so does the archive that holds it.
    for name in ("changes.atom", "data.zip", "data.zip.sha256"):
        assert ours.pop(Path("api/v1", name))
        assert other.pop(Path("api/v1", name))
    assert ours
    assert other == ours


@pytest.mark.site
def test_the_map_names_every_page(by_zensical: Path) -> None:
    named = re.findall(f"<loc>{ADDRESS}(.*?)</loc>", (by_zensical / "sitemap.xml").read_text())
    assert sorted(named) == PAGES


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
