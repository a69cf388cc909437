"""Make the finished site: check the data, build the pages, look at what was built."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from macros import rules

# What the plugin `macros` writes into a page in the place of a macro that failed.
MACRO_ERRORS = ("Macro Syntax Error", "Macro Rendering Error")

Say = Callable[[str], None]


def check(root: Path, say: Say) -> bool:
    """Say every problem of the data below `root`; return whether there is none."""
    started = time.perf_counter()
    knowledge, problems = rules.checked(root)
    for problem in problems:
        say(str(problem))
    seconds = time.perf_counter() - started
    say(f"{len(problems)} problems in {len(knowledge.documents)} files ({seconds:.1f} s).")
    return not problems


def build(root: Path, out: Path, say: Say) -> bool:
    """Build the site of `root` into `out`; return whether everything went well."""
    with _stage(say, "1/3 Checking the data"):
        if not check(root, say):
            return False
    with _stage(say, "2/3 Building the pages"):
        if not _pages(root, out, say):
            return False
    with _stage(say, "3/3 Looking at the built pages"):
        pages = sorted(out.rglob("*.html"))
        broken = [page for page in pages if has_macro_error(page.read_text("utf-8"))]
        for page in broken:
            say(f"{page}: a macro failed on this page.")
        say(f"{len(pages)} pages in {out}.")
    return not broken


def has_macro_error(html: str) -> bool:
    """Return whether a built page shows the error of a macro in place of its text."""
    return any(sign in html for sign in MACRO_ERRORS)


def _pages(root: Path, out: Path, say: Say) -> bool:
    """Run MkDocs; say its warnings and errors, and return whether there was none."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(out)]
    quiet = {"NO_MKDOCS_2_WARNING": "1", "FAIL_ON_MACRO_ERROR": "true"}
    done = subprocess.run(
        command, cwd=root, env=os.environ | quiet, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = (done.stdout + done.stderr).splitlines()
        say("\n".join(line for line in said if not line.startswith(("INFO", "DEBUG"))))
    return done.returncode == 0


@contextmanager
def _stage(say: Say, name: str) -> Iterator[None]:
    started = time.perf_counter()
    say(f"{name} …")
    yield
    say(f"    {time.perf_counter() - started:.1f} s")
