"""Check, mend and build: what the command line does to the project’s folder."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from macros import (
    desks,
    export,
    finish,
    fix,
    found,
    generate,
    history,
    messages,
    offline,
    report,
    rules,
    search,
    source,
)
from macros.generator import GENERATORS, MACRO_ERRORS, Say, failed, has_macro_error
from macros.model import load

__all__ = [
    "GENERATORS",
    "MACRO_ERRORS",
    "Say",
    "after",
    "beside",
    "build",
    "build_pages",
    "check",
    "check_on_github",
    "fixed",
    "has_macro_error",
    "write",
]


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


def check_on_github(root: Path, say: Say, environment: Mapping[str, str]) -> bool:
    """Check as `check` does, with annotations; the complete table goes to the job's summary."""
    _, problems = rules.checked(root)
    address = environment.get("SITE_URL", "")
    for command in report.workflow_commands(problems, address):
        say(command)
    if path := environment.get("GITHUB_STEP_SUMMARY"):
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(report.summary(problems, address))
    return check(root, say)


def fixed(root: Path) -> dict[str, bytes]:
    """Return the files that a machine would write in another way, with their new content."""
    changed = fix.formatted_all(source.read(root))
    made = generate.generated(root, load(root))
    for file, text in made.items():
        path = root / file
        if not path.is_file() or path.read_bytes() != text.encode():
            changed[file] = text.encode()
    return changed


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
        after(root, out)
    return True


def build_pages(
    root: Path, out: Path, say: Say, today: date | None = None, by: str = "mkdocs"
) -> bool:
    """Build the pages alone; return whether they are there, and no macro failed on one."""
    return GENERATORS[by](root, out, say, today) and not failed(out, say)


def after(root: Path, out: Path) -> None:
    """Make a site of the pages of `root` in `out`, whichever generator built them."""
    address, keeps_pages = os.environ.get("SITE_URL", ""), os.environ.get("OFFLINE", "on") != "off"
    beside(root, out, address)
    knowledge, _ = rules.checked(root)
    finish.finish(out, offline=keeps_pages)
    offline.write(out, knowledge, on=keeps_pages)
    found.write(out, knowledge, address)


def beside(root: Path, out: Path, address: str) -> None:
    """Write beside the pages in `out` what the browser loads, and the public data.

    `address` is where the site is published, or empty. While the data is wrong there is nothing
    to write.
    """
    knowledge, problems = rules.checked(root)
    if not problems:
        search.write(out, knowledge)
        messages.write(out, knowledge)
        desks.write(out, knowledge)
        export.write(out / export.FOLDER, knowledge, history.commit_of(root), address)


@contextmanager
def _stage(say: Say, name: str) -> Iterator[None]:
    started = time.perf_counter()
    say(f"{name} …")
    yield
    say(f"    {time.perf_counter() - started:.1f} s")
