"""Each room of `macros/` imports only from those before it, and no module has grown too long."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from .projects import ROOT

MACROS = ROOT / "macros"
# From the first to the last; `editing` is beside what makes the site.
ROOMS = ["source", "model", "rules", "api", "pages", "site"]
BELOW = {room: set(ROOMS[: at + 1]) for at, room in enumerate(ROOMS)}
BELOW |= {"editing": {"source", "model", "editing"}, "api": {"source", "model", "api"}}
MOST_LINES = 300


def imported(file: Path) -> Iterator[str]:
    """Yield the rooms from which a module imports."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module == "macros":
            names = [f"macros.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        else:
            continue
        yield from (name.split(".")[1] for name in names if name.startswith("macros."))


@pytest.mark.parametrize("room", BELOW)
def test_a_room_imports_only_from_those_before_it(room: str) -> None:
    files = sorted((MACROS / room).rglob("*.py"))
    assert files
    found = {file.name: set(imported(file)) - BELOW[room] for file in files}
    assert {name: rooms for name, rooms in found.items() if rooms} == {}


def test_an_import_from_a_later_room_would_be_seen(tmp_path: Path) -> None:
    module = tmp_path / "one.py"
    module.write_text("from macros import site\nfrom macros.pages.view import View\nimport re\n")
    assert list(imported(module)) == ["site", "pages"]


def test_nothing_but_rooms_and_two_doors_lies_in_macros() -> None:
    there = {path.name for path in MACROS.iterdir() if path.name != "__pycache__"}
    assert there == {*BELOW, "theme", "__init__.py", "__main__.py"}


def test_no_module_is_longer_than_somebody_reads_at_once() -> None:
    lines = {path: len(path.read_text("utf-8").splitlines()) for path in MACROS.rglob("*.py")}
    assert {str(path): count for path, count in lines.items() if count > MOST_LINES} == {}
