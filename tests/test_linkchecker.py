"""A link checker that is not ours walks the small site, in all its languages, over loopback.

The real site is walked every week, with its outside links. Anchors are left to the test of the
files on disk: linkchecker parses a page once for every anchor that leads to it.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

LINKCHECKER = Path(sys.executable).with_name("linkchecker")
# By default it asks a server ten times a second at most; this server is ours. It says so, too: see
# the header that the tests' server sends.
SETTINGS = "[checking]\nmaxrequestspersecond=1000\n[filtering]\ncheckextern=0\n"


def run(address: str, folder: Path) -> subprocess.CompletedProcess[str]:
    settings = folder / "linkcheckerrc"
    settings.write_text(SETTINGS, encoding="utf-8")
    # One thread: with more, the order and so the result depends on chance.
    command = [
        str(LINKCHECKER),
        "-f",
        str(settings),
        "--threads=1",
        "--no-status",
        "--no-robots",
        address,
    ]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_linkchecker_finds_no_broken_link_and_walks_every_page(
    serve: Callable[[Path], str], built_editions: Path, tmp_path: Path
) -> None:
    done = run(serve(built_editions), tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 errors found" in done.stdout
    checked = int(done.stdout.split(" links in ")[1].split(" URL")[0])
    assert checked >= len(list(built_editions.rglob("index.html")))


def test_linkchecker_would_find_a_broken_link(serve: Callable[[Path], str], tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<html><body><a href="gone/">x</a></body></html>')
    done = run(serve(tmp_path), tmp_path)
    assert done.returncode == 1
    assert "1 error found" in done.stdout
