"""The same settings build with Zensical, MkDocs’ successor: same addresses, same headings."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from .projects import MINI, copy_mini


@pytest.fixture(scope="module")
def by_zensical(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site that Zensical builds of the small project."""
    copy = copy_mini(tmp_path_factory.mktemp("zensical") / "project")
    done = subprocess.run(
        [Path(sys.executable).with_name("zensical"), "build", "--clean"],
        cwd=copy,
        env=os.environ | {"REPOSITORY_URL": "https://example.org/parcel"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return copy / "site"


def headings(page: Path) -> list[str]:
    """Return the headings of a page's article, without markup and permanent links."""
    html = page.read_text("utf-8")
    found = re.findall(r"<h[1-3][^>]*>(.*?)</h[1-3]>", html.split("<article", 1)[-1], re.S)
    plain = (re.sub(r"<a class=\"headerlink.*?</a>|<[^>]+>", "", text) for text in found)
    return [" ".join(text.split()) for text in plain]


@pytest.mark.site
def test_every_page_has_the_same_address_and_headings(built_mini: Path, by_zensical: Path) -> None:
    docs = MINI / "docs" / "en"
    pages = {
        re.sub(r"(^|/)index$", r"\1", path.relative_to(docs).with_suffix("").as_posix())
        for path in docs.rglob("*.md")
    }
    ours = {page: headings(built_mini / page / "index.html") for page in pages}
    assert ours
    assert all(ours.values())
    assert {page: headings(by_zensical / page / "index.html") for page in pages} == ours
