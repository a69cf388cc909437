"""The generators of the pages: MkDocs, and Zensical, its successor."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

Say = Callable[[str], None]

# What a generator writes into a page in the place of a macro that failed.
MACRO_ERRORS = ("Macro Syntax Error", "Macro Rendering Error")

# What builds the pages in the folder where it is run, without its first word, `python -m`.
GENERATORS: Mapping[str, Sequence[str]] = {
    "mkdocs": ("mkdocs", "build", "--strict"),
    "zensical": ("zensical", "build", "--clean", "--strict"),
}


def environment(today: date | None) -> dict[str, str]:
    """Return the environment in which a generator builds on the day `today`, if it is known."""
    settings = {"NO_MKDOCS_2_WARNING": "1", "FAIL_ON_MACRO_ERROR": "true"}
    return os.environ | settings | ({"BUILD_DATE": today.isoformat()} if today else {})


def run(by: str, folder: Path, known: Mapping[str, str]) -> str | None:
    """Build with one of GENERATORS in `folder`; return None, or its complaints when it fails."""
    done = subprocess.run(
        [sys.executable, "-m", *GENERATORS[by]],
        cwd=folder,
        env=known,
        capture_output=True,
        text=True,
        check=False,
    )
    said = (done.stdout + done.stderr).splitlines()
    complaints = "\n".join(line for line in said if not line.startswith(("INFO", "DEBUG")))
    return complaints if done.returncode else None


def failed(out: Path, say: Say) -> bool:
    """Say on which pages in `out` a macro failed; return whether there are any, or no page at all.

    A generator that goes on after an error writes it into the page.
    """
    pages = sorted(out.rglob("*.html"))
    broken = [page for page in pages if has_macro_error(page.read_text("utf-8"))]
    for page in broken:
        say(f"{page}: a macro failed on this page.")
    say(f"{len(pages)} pages in {out}.")
    return bool(broken) or not pages


def has_macro_error(html: str) -> bool:
    """Return whether a built page shows the error of a macro in place of its text."""
    return any(sign in html for sign in MACRO_ERRORS)
