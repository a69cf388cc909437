"""What is imported is declared, and what the site is built with is a part of all that is pinned."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from .projects import ROOT

DEPTRY = Path(sys.executable).with_name("deptry")
# The tests may use what is declared for them; not all of it is imported.
RUNS = {"macros": [], "tests": ["--ignore", "DEP002,DEP004"]}
RUNS[".github/scripts"] = RUNS["tests"]


def deptry(*arguments: str, settings: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [str(DEPTRY), "--no-ansi", "--config", str(settings / "pyproject.toml"), *arguments]
    return subprocess.run(command, cwd=settings, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("folder", RUNS)
def test_what_is_imported_is_declared_and_what_is_declared_is_used(folder: str) -> None:
    done = deptry(folder, *RUNS[folder])
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("imported", ["requests", "pytest", "certifi", "nowhere"])
def test_an_import_that_nobody_declared_would_be_found(imported: str, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    (tmp_path / "macros").mkdir()
    (tmp_path / "macros" / "one.py").write_text(f"import {imported}\n")
    done = deptry("macros", settings=tmp_path)
    assert re.search(rf"DEP00[134] '{imported}'", done.stderr), done.stderr


def pinned(file: str) -> set[str]:
    """Return the pinned packages of a list, each with its version and where it is for."""
    return set(re.findall(r"(?m)^[a-z].*?==[^\\]+", (ROOT / file).read_text("utf-8")))


def test_the_site_is_built_with_what_the_tests_ran_with() -> None:
    some, everything = pinned("requirements-site.txt"), pinned("requirements.txt")
    assert len(some) > 10
    assert some < everything
    assert not any(re.match("playwright|mypy|zizmor|pytest", package) for package in some)


LISTS = [ROOT / "requirements.txt", ROOT / "requirements-site.txt"]
LISTS += sorted((ROOT / ".github").glob("*/package-lock.json"))


@pytest.mark.parametrize("file", LISTS, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_a_list_of_packages_holds_no_address(file: Path) -> None:
    text = file.read_text("utf-8")
    assert not re.search(r"://|^--(?!hash)|^/|file:| @ ", text, re.M)
