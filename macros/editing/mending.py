"""What a machine can mend: the form of the data files, and the files that are made from them."""

from __future__ import annotations

from pathlib import Path

from macros import source
from macros.editing import formatting, generated
from macros.model import load


def mended(root: Path) -> dict[str, bytes]:
    """Return the files that a machine would write in another way, with their new content."""
    changed = formatting.formatted_all(source.read(root))
    for file, text in generated.generated(root, load(root)).items():
        path = root / file
        if not path.is_file() or path.read_bytes() != text.encode():
            changed[file] = text.encode()
    return changed
