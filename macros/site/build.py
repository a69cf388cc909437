"""Check the data, build the pages of an edition, and write what stands beside them."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from macros import api, rules
from macros.model import Edition
from macros.site import contacts, finish, llms, messages, numbers, offline, search, sitemap
from macros.site.generator import GENERATORS, Say, failed
from macros.source.git import commit_of

# The languages in which there is an edition; English lies at the root.
LANGUAGES = ("en",)


def check(root: Path, say: Say) -> bool:
    """Say every problem of the data below `root`; return whether there is none."""
    started = time.perf_counter()
    knowledge, problems = rules.checked(root)
    for problem in problems:
        say(str(problem))
    seconds = time.perf_counter() - started
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    say(f"{count} in {len(knowledge.documents)} files ({seconds:.1f} s).")
    return not problems


def write(root: Path, files: Mapping[str, bytes]) -> None:
    """Write files, by path below `root`."""
    for file, content in files.items():
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def build(root: Path, out: Path, say: Say, today: date | None = None, by: str = "mkdocs") -> bool:
    """Build the site of `root` into `out`; return whether everything went well.

    Facts whose date is over on `today` say so; without it nothing is called old. `by` is one of
    GENERATORS. Raises ValueError when `out` holds something else.
    """
    if out.exists() and any(out.iterdir()) and not (out / "sitemap.xml").exists():
        raise ValueError(f"{out} holds something that is no site. Name an empty folder.")
    with _stage(say, "1/3 Checking the data"):
        if not check(root, say):
            return False
    with _stage(say, "2/3 Building the pages"):
        if not build_pages(root, out, say, today, by):
            return False
    with _stage(say, "3/3 Writing what stands beside the pages, and finishing the files"):
        for language in LANGUAGES:
            after(root, out, language)
    return True


def build_pages(
    root: Path, out: Path, say: Say, today: date | None = None, by: str = "mkdocs"
) -> bool:
    """Build the pages alone; return whether they are there, and no macro failed on one."""
    return GENERATORS[by](root, out, say, today) and not failed(out, say)


def after(root: Path, out: Path, language: str) -> None:
    """Make a site of the pages of an edition in `out`, whichever generator built them."""
    address, keeps_pages = os.environ.get("SITE_URL", ""), os.environ.get("OFFLINE", "on") != "off"
    beside(root, out, language, address)
    edition = Edition(rules.checked(root)[0], language)
    finish.finish(out, offline=keeps_pages)
    offline.write(out, edition, on=keeps_pages)
    sitemap.write(out, edition, address)
    llms.write(out, edition)


def beside(root: Path, out: Path, language: str, address: str) -> None:
    """Write beside the pages in `out` what the browser loads, and the public data.

    `address` is where the site is published, or empty. While the data is wrong there is nothing
    to write.
    """
    knowledge, problems = rules.checked(root)
    edition = Edition(knowledge, language)
    if not problems:
        search.write(out, edition)
        messages.write(out, knowledge)
        contacts.write(out, edition)
        numbers.write(out, edition)
        api.write(out / api.FOLDER, knowledge, commit_of(root), address)


@contextmanager
def _stage(say: Say, name: str) -> Iterator[None]:
    started = time.perf_counter()
    say(f"{name} …")
    yield
    say(f"    {time.perf_counter() - started:.1f} s")
