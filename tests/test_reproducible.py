"""The same sources make the same bytes, wherever and whenever they are built."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from .conftest import PUBLISHED_AT
from .projects import copy_mini


def test_two_builds_in_two_places_and_time_zones_are_the_same_byte_for_byte(
    published_mini: Path, tmp_path: Path
) -> None:
    folder = copy_mini(tmp_path / "another" / "place")
    # Sets and dictionaries of words come in another order with each seed.
    environment = os.environ | {
        "TZ": "Pacific/Kiritimati",
        "PYTHONHASHSEED": "1",
        "SITE_URL": PUBLISHED_AT,
    }
    command = [sys.executable, "-m", "macros", "build", "--out", str(folder / "site")]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode()
    here, there = files(published_mini), files(folder / "site")
    assert list(here) == list(there)
    assert [name for name in here if here[name] != there[name]] == []
    assert {"index.html", "sitemap.xml", "api/v1/index.json"} <= set(here)


def files(site: Path) -> dict[str, bytes]:
    """Return the files of a site by path."""
    found = (path for path in sorted(site.rglob("*")) if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in found}
