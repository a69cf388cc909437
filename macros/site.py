"""Check, mend and build: what the command line does to the project’s folder."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from macros import finish, fix, found, generate, offline, report, rules, source
from macros.model import load

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


def build(root: Path, out: Path, say: Say, today: date | None = None) -> bool:
    """Build the site of `root` into `out`; return whether everything went well.

    Facts whose date is over on `today` say so; without it nothing is called old.
    """
    if out.exists() and any(out.iterdir()) and not (out / "sitemap.xml").exists():
        raise ValueError(f"{out} holds something that is no site. Name an empty folder.")
    with _stage(say, "1/3 Checking the data"):
        if not check(root, say):
            return False
    with _stage(say, "2/3 Building the pages"):
        if not build_pages(root, out, say, today):
            return False
    with _stage(say, "3/3 Finishing the files and looking at the pages"):
        knowledge, keeps_pages = load(root), os.environ.get("OFFLINE", "on") != "off"
        finish.finish(out, offline=keeps_pages)
        offline.write(out, knowledge, on=keeps_pages)
        found.write(out, knowledge, os.environ.get("SITE_URL", ""))
        pages = sorted(out.rglob("*.html"))
        broken = [page for page in pages if has_macro_error(page.read_text("utf-8"))]
        for page in broken:
            say(f"{page}: a macro failed on this page.")
        say(f"{len(pages)} pages in {out}.")
    return bool(pages) and not broken


def has_macro_error(html: str) -> bool:
    """Return whether a built page shows the error of a macro in place of its text."""
    return any(sign in html for sign in MACRO_ERRORS)


def build_pages(root: Path, out: Path, say: Say, today: date | None = None) -> bool:
    """Run MkDocs; say its warnings and errors, and return whether there was none."""
    out.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(out)]
    settings = {"NO_MKDOCS_2_WARNING": "1", "FAIL_ON_MACRO_ERROR": "true"}
    settings |= {"BUILD_DATE": today.isoformat()} if today else {}
    done = subprocess.run(
        command, cwd=root, env=os.environ | settings, capture_output=True, text=True, check=False
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
