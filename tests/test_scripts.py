"""The types of the browser's scripts fit together, as their comments (JSDoc) declare them."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from .lacking import lacking
from .projects import ROOT

SCRIPTS = ROOT / "docs" / "en" / "assets" / "scripts"
FILES = {path.relative_to(SCRIPTS).as_posix(): path for path in sorted(SCRIPTS.rglob("*.js"))}
# A browser has pages and workers; what is not marked `@ts-check` is only read for its names.
SETTINGS = (
    *("--noEmit", "--strict", "--allowJs", "--skipLibCheck"),
    *("--target", "es2022", "--module", "es2022", "--moduleResolution", "bundler"),
    *("--lib", "es2022,dom,dom.iterable,webworker"),
)
PINNED = ROOT / ".github" / "typescript"
WHERE = "npm ci --prefix .github/typescript gets it, with all of TypeScript."


@cache
def compiler() -> tuple[str, ...]:
    """Return the command of an installed TypeScript, or nothing; none is downloaded."""
    folders = os.pathsep.join((str(PINNED / "node_modules" / ".bin"), os.environ.get("PATH", "")))
    if found := os.environ.get("TSC") or shutil.which("tsc", path=folders):
        return (found,)
    npx = shutil.which("npx")
    known = (npx, "--no-install", "--offline", "tsc") if npx else ()
    if not known:
        return ()
    asked = subprocess.run([*known, "--version"], capture_output=True, check=False, cwd=ROOT)
    return known if asked.returncode == 0 else ()


def flaws(*files: Path) -> str:
    """Return what TypeScript finds in some scripts; skips the test where there is none."""
    if not compiler():
        lacking("tsc", WHERE)
    command = [*compiler(), *SETTINGS, *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT).stdout


def test_the_types_of_all_scripts_fit_together() -> None:
    assert flaws(*FILES.values()) == ""


def test_a_type_that_does_not_fit_would_be_found(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.js"
    wrong.write_text("// @ts-check\nexport const link = document.querySelector('a').href;\n")
    assert "wrong.js(2,21)" in flaws(wrong)


@pytest.mark.parametrize("name", FILES)
def test_every_script_of_ours_asks_for_the_check(name: str) -> None:
    assert FILES[name].read_text("utf-8").startswith("// @ts-check\n")
