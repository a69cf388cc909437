"""Check the data, build the pages of an edition, and write what stands beside them."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from macros import api, rules
from macros.model import ORIGINAL, Edition
from macros.site import (
    addresses,
    contacts,
    finish,
    hosting,
    lines,
    llms,
    material,
    messages,
    numbers,
    offline,
    search,
    sitemap,
    tracking_words,
)
from macros.site.generator import Say, environment, failed, run
from macros.site.stage import stage
from macros.source.git import commit_of

# What the editions share stands once, in that of the original.
_SHARED = ("assets", "sitemap.xml", "sitemap.xml.gz")


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


def build(
    root: Path,
    out: Path,
    say: Say,
    today: date | None = None,
    by: str = "mkdocs",
    previous: Path | None = None,
) -> bool:
    """Build the site of `root` into `out`; return whether everything went well.

    Facts whose date is over on `today` say so; without it nothing is called old. `by` is one of
    GENERATORS. What open pages of a `previous` site may still ask for stays in the new one; it may
    lie in `out`. Raises ValueError when `out` holds something else, and `previous` no site.
    """
    kept = hosting.kept(previous) if previous else {}
    if out.exists() and any(out.iterdir()) and not (out / "sitemap.xml").exists():
        raise ValueError(f"{out} holds something that is no site. Name an empty folder.")
    with _stage(say, "1/3 Checking the data"):
        if not check(root, say):
            return False
    with _stage(say, "2/3 Building the pages"):
        if not build_pages(root, out, say, today, by):
            return False
    with _stage(say, "3/3 Writing what stands beside the pages, and finishing the files"):
        after(root, out, kept)
    return True


def build_pages(
    root: Path, out: Path, say: Say, today: date | None = None, by: str = "mkdocs"
) -> bool:
    """Build the pages of every edition, each in a process of its own.

    Return whether they are there, and no macro failed on one. The original edition lies in `out`,
    each other in a folder below it that is named after its language.
    """
    knowledge, known = rules.checked(root)[0], environment(today)
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(os.cpu_count()) as workers:
        stages = {language: Path(name) / language for language in knowledge.languages}
        for language, folder in stages.items():
            edition = Edition(knowledge, language)
            stage(root, folder, edition, known, alone=language == ORIGINAL)
        failures = list(workers.map(lambda folder: run(by, folder, known), stages.values()))
        for language, failure in zip(stages, failures, strict=True):
            if failure is not None:
                say(f"The edition {language} could not be built.\n{failure}")
        if any(failure is not None for failure in failures):
            return False
        shutil.rmtree(out, ignore_errors=True)
        for language, folder in stages.items():
            built = folder / "site"
            shared = _SHARED if language != ORIGINAL else ()
            shutil.copytree(
                built,
                out / Edition(knowledge, language).folder,
                dirs_exist_ok=True,
                ignore=shutil.ignore_patterns(*shared),
            )
    if by == "zensical":
        material.take_over(out)
    return not failed(out, say)


def after(root: Path, out: Path, kept: Mapping[str, bytes] | None = None) -> None:
    """Make a site of the pages of all editions in `out`, whichever generator built them.

    `kept` are files of the site that was published before, by path.
    """
    address, keeps_pages = os.environ.get("SITE_URL", ""), os.environ.get("OFFLINE", "on") != "off"
    knowledge = rules.checked(root)[0]
    editions = [Edition(knowledge, language) for language in knowledge.languages]
    for edition in editions:
        beside(root, out / edition.folder, edition.language, address)
    finish.finish(out, offline=keeps_pages)
    for edition in editions:
        offline.write(out, edition, on=keeps_pages)
        llms.write(out, edition)
    sitemap.write(out, editions, address)
    hosting.write(out, editions, kept or {})


def beside(root: Path, out: Path, language: str, address: str) -> None:
    """Write beside the pages of an edition in `out` what the browser loads.

    Beside the original one stands the public data too. `address` is where the site is published,
    or empty. While the data is wrong there is nothing to write.
    """
    knowledge, problems = rules.checked(root)
    edition = Edition(knowledge, language)
    if not problems:
        search.write(out, edition)
        messages.write(out, edition)
        lines.write(out, edition)
        contacts.write(out, edition)
        addresses.write(out, edition)
        numbers.write(out, edition)
        tracking_words.write(out, knowledge)
    if not problems and language == ORIGINAL:
        api.write(out / api.FOLDER, knowledge, commit_of(root), address)


@contextmanager
def _stage(say: Say, name: str) -> Iterator[None]:
    started = time.perf_counter()
    say(f"{name} …")
    yield
    say(f"    {time.perf_counter() - started:.1f} s")
