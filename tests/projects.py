"""The projects that tests work on: the small frozen one in tests/mini, and copies of both.

What is asked of the site as such is asked of the small project: all its records are made up, so
that no change of the real data can make a test fail. It has records, pages and a menu of its own;
the words of the interface, scripts, looks and settings are the project's, since they are code.
"""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

from macros import source
from macros.model import Knowledge, understand

ROOT = Path(__file__).parent.parent
MINI = Path(__file__).parent / "mini"
WORDS = "data/words/en.yml"
ASSETS = "docs/en/assets"

# Some files of the small project, and what stands in them once.
SPAIN = "data/post-offices/es.yml"
SPAIN_CUSTOMS = "data/customs/es.yml"
FACTS = "data/facts.yml"
SNAIL = "data/carriers/snail-economy.yml"


@cache
def mini_files() -> dict[str, bytes]:
    """Return the bytes of every data file and page of the small project, by path."""
    return source.read(MINI) | {WORDS: (ROOT / WORDS).read_bytes()}


@cache
def mini_knowledge() -> Knowledge:
    """Return what the small project knows."""
    return understand(mini_files())


def changed(file: str, old: str, new: str) -> dict[str, bytes]:
    """Return the small project's files with `new` for the first `old` of `file`.

    Raises ValueError when the file does not hold `old`.
    """
    text = mini_files()[file].decode()
    if old not in text:
        raise ValueError(f"{file} does not hold {old!r}")
    return mini_files() | {file: text.replace(old, new, 1).encode()}


def copy_mini(folder: Path) -> Path:
    """Make the small project whole in `folder`, so that it can be built, and return `folder`."""
    for name in ("data", "docs"):
        shutil.copytree(MINI / name, folder / name)
    (folder / WORDS).parent.mkdir()
    shutil.copy(ROOT / WORDS, folder / WORDS)
    shutil.copytree(ROOT / ASSETS, folder / ASSETS)
    (folder / "macros").symlink_to(ROOT / "macros")
    settings, menu, _ = (ROOT / "mkdocs.yml").read_text("utf-8").partition("\nnav:\n")
    assert menu, "mkdocs.yml has no menu"
    (folder / "mkdocs.yml").write_text(
        f"{settings}\n{(MINI / 'nav.yml').read_text('utf-8')}", encoding="utf-8"
    )
    return folder
