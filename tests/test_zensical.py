"""The same settings build with Zensical, MkDocs’ successor: same addresses, same headings."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .projects import ROOT
from .test_site import PAGES


@pytest.fixture(scope="module")
def by_zensical(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site that Zensical builds from a copy of the sources."""
    copy = tmp_path_factory.mktemp("zensical")
    for folder in ("data", "docs", "macros"):
        shutil.copytree(ROOT / folder, copy / folder)
    shutil.copy(ROOT / "mkdocs.yml", copy)
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


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_the_same_address_and_headings(
    page: str, built: Path, by_zensical: Path
) -> None:
    ours = headings(built / page / "index.html")
    assert ours
    assert headings(by_zensical / page / "index.html") == ours
