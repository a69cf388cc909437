"""The same sources make the same bytes, wherever and whenever they are built."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .projects import copy_mini


def build(folder: Path, zone: str, order: str) -> dict[str, bytes]:
    """Build the small project in `folder`, in a time zone; return the files by path."""
    copy_mini(folder)
    # Sets and dictionaries of words come in another order with each seed.
    environment = os.environ | {
        "TZ": zone,
        "PYTHONHASHSEED": order,
        "SITE_URL": "https://a.example/",
    }
    command = [sys.executable, "-m", "macros", "build", "--out", str(folder / "site")]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode()
    files = (path for path in sorted((folder / "site").rglob("*")) if path.is_file())
    return {path.relative_to(folder / "site").as_posix(): path.read_bytes() for path in files}


@pytest.mark.site
def test_two_builds_in_two_places_and_time_zones_are_the_same_byte_for_byte(
    tmp_path: Path,
) -> None:
    here = build(tmp_path / "here", "Pacific/Kiritimati", "1")
    there = build(tmp_path / "another" / "place", "Pacific/Pago_Pago", "2")
    assert list(here) == list(there)
    assert [name for name in here if here[name] != there[name]] == []
    assert {"index.html", "sitemap.xml", "api/v1/index.json"} <= set(here)
