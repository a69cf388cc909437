"""The generators of the pages: MkDocs, and Zensical, its successor."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from macros.model import load

Say = Callable[[str], None]

# What a generator writes into a page in the place of a macro that failed.
MACRO_ERRORS = ("Macro Syntax Error", "Macro Rendering Error")

# What Zensical reads of a project, and where it builds: `site_dir` of the settings.
_SOURCES = ("data", "docs", "macros")
_SITE = "site"


def by_mkdocs(root: Path, out: Path, say: Say, today: date | None = None) -> bool:
    """Build the pages of `root` into `out`; say warnings and errors, return whether none came."""
    out.mkdir(parents=True, exist_ok=True)
    command = ["mkdocs", "build", "--strict", "--site-dir", str(out)]
    return _run(command, root, say, today)


def by_zensical(root: Path, out: Path, say: Say, today: date | None = None) -> bool:
    """Build as `by_mkdocs` does.

    Zensical builds into the folder that the settings name and keeps a cache beside them: so it
    gets a copy of the sources.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in _SOURCES:
            shutil.copytree(root / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        (copy / "mkdocs.yml").write_text(_with_words(root), encoding="utf-8")
        if not _run(["zensical", "build", "--clean", "--strict"], copy, say, today):
            return False
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(copy / _SITE, out)
    return True


def _with_words(root: Path) -> str:
    """Return the settings with the theme's words, which MkDocs gets from `define_env`."""
    words = json.dumps(load(root).words("en")["theme"], ensure_ascii=False)
    settings = (root / "mkdocs.yml").read_text("utf-8")
    return settings.replace("\nextra:\n", f"\nextra:\n  words: {words}\n", 1)


Generator = Callable[[Path, Path, Say, date | None], bool]
GENERATORS: Mapping[str, Generator] = {"mkdocs": by_mkdocs, "zensical": by_zensical}


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


def _run(command: list[str], folder: Path, say: Say, today: date | None) -> bool:
    """Run a generator in `folder`; return whether it went well, or say what it said."""
    settings = {"NO_MKDOCS_2_WARNING": "1", "FAIL_ON_MACRO_ERROR": "true"}
    settings |= {"BUILD_DATE": today.isoformat()} if today else {}
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env=os.environ | settings,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = (done.stdout + done.stderr).splitlines()
        say("\n".join(line for line in said if not line.startswith(("INFO", "DEBUG"))))
    return done.returncode == 0
