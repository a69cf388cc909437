"""What a machine can mend: the form of the data files, and the files that are made from them."""

from __future__ import annotations

from pathlib import Path

from macros import source
from macros.editing import formatting, generated
from macros.editing.stamping import Reading, stamped
from macros.model import load
from macros.source import git


def mended(root: Path, reading: Reading | None = None) -> dict[str, bytes]:
    """Return the files that a machine would write in another way, with their new content.

    `reading` says that somebody has read some translations.
    """
    files = source.read(root)
    changed = formatting.formatted_all(files)
    changed |= stamped(files | changed, _committed(root, files), reading)
    for file, text in generated.generated(root, load(root)).items():
        path = root / file
        if not path.is_file() or path.read_bytes() != text.encode():
            changed[file] = text.encode()
    return changed


def _committed(root: Path, files: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files as they were committed last; as they are, where that is not known."""
    if not any(file.startswith("data/translations/") for file in files) and not any(
        file.startswith("docs/") and not file.startswith(f"docs/{source.ORIGINAL}/")
        for file in files
    ):
        return {}
    try:
        return git.read_revision(root, "HEAD")
    except ValueError:
        return files
