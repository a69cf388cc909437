"""TypeScript, as the tests use it: the compiler that is installed, and what it finds."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

from .lacking import lacking
from .projects import ROOT

# A browser has pages and workers; what is not marked `@ts-check` is only read for its names. No
# file sees the names of another that it does not import.
SETTINGS = (
    *("--noEmit", "--strict", "--allowJs", "--skipLibCheck"),
    *("--target", "es2022", "--module", "es2022", "--moduleResolution", "bundler"),
    *("--moduleDetection", "force"),
    *("--lib", "es2022,dom,dom.iterable,webworker"),
)


def installed(name: str, folder: str) -> str | None:
    """Return the path of a program that npm put below a folder of `.github`, or that is there."""
    own = ROOT / ".github" / folder / "node_modules" / ".bin"
    return shutil.which(name, path=os.pathsep.join((str(own), os.environ.get("PATH", ""))))


@cache
def compiler() -> tuple[str, ...]:
    """Return the command of an installed TypeScript, or nothing; none is downloaded."""
    if found := os.environ.get("TSC") or installed("tsc", "typescript"):
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
        lacking("tsc")
    command = [*compiler(), *SETTINGS, *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT).stdout
