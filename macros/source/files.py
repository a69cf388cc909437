"""The project’s folder: which files it has, and their bytes."""

from __future__ import annotations

import os
from pathlib import Path

from macros.source.problem import Problem
from macros.source.settings import SETTINGS

SUFFIXES = {".yml", ".yaml", ".md"}
# What maintainers are told beside CONTRIBUTING.md; all else below docs/ is read by readers.
NOTES = "docs/maintainers"
# What MkDocs takes for a page too (mkdocs.utils.markdown_extensions), or publishes as one.
_PAGE_LIKE = {".markdown", ".mdown", ".mkdn", ".mkd", ".html", ".htm", ".xhtml"}


def read(root: Path) -> dict[str, bytes]:
    """Return the bytes of every data file and page below `root`, by path relative to it.

    Links that lead out of the folder are not followed, so a record cannot name a foreign file.
    """
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in _files(root)}


def fingerprint(root: Path) -> tuple[tuple[str, int, int], ...]:
    """Return what changes when the files of `read` or the settings do, or something beside them."""
    settings = [root / SETTINGS] if (root / SETTINGS).is_file() else []
    stats = ((path, path.lstat()) for path in (*_paths(root), *settings))
    return tuple((str(path), stat.st_mtime_ns, stat.st_size) for path, stat in stats)


def passed_over(root: Path) -> tuple[Problem, ...]:
    """Return a problem for each thing below `root` that is not read and could be taken for one.

    A link is one of them: MkDocs would follow it, and a page could show a foreign file.
    """
    found = ((path, _oddity(root, path)) for path in _paths(root))
    return tuple(
        Problem(path.relative_to(root).as_posix(), 1, "FILE-KNOWN", *oddity)
        for path, oddity in found
        if oddity
    )


def _oddity(root: Path, path: Path) -> tuple[str, str] | None:
    """Return what is wrong with a file or folder as such and how to mend it, if anything."""
    suffix, inside = path.suffix.lower(), path.relative_to(root)
    if path.is_symlink():
        return "This is a link to another place.", "Put the file itself here."
    if suffix in SUFFIXES and not path.is_file():
        return "This has the name of a file and is none.", "Rename it, or put a file here."
    if suffix in SUFFIXES and not os.access(path, os.R_OK):
        return "The file cannot be read.", "Give everybody the right to read it."
    if suffix in SUFFIXES or not path.is_file() or inside.parts[1] in {"schema", "LICENSE"}:
        return None
    if inside.parts[0] == "data" or suffix in _PAGE_LIKE:
        return (
            "No dataset has a file of this name.",
            "End the name of a record in .yml and that of a page in .md.",
        )
    return None


def _files(root: Path) -> list[Path]:
    return [
        path
        for path in _paths(root)
        if path.suffix.lower() in SUFFIXES
        and path.is_file()
        and not path.is_symlink()
        and os.access(path, os.R_OK)
    ]


def _paths(root: Path) -> list[Path]:
    """Return what lies below data/ and docs/; hidden files that are no records are left out."""
    found = (p for top in ("data", "docs") for p in ((root / top), *(root / top).rglob("*")))
    return sorted(
        path
        for path in found
        if os.path.lexists(path)
        and (not path.name.startswith(".") or path.suffix in SUFFIXES)
        and not path.is_relative_to(root / NOTES)
    )
