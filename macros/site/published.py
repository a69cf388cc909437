"""Which pages of an edition were published, and where."""

from __future__ import annotations

import re
from pathlib import Path

from macros.model import Edition, Page


def published_pages(site: Path, edition: Edition) -> dict[str, Page]:
    """Return the pages of an edition in the built `site` that are in its own language.

    They are named by their address below the edition's root.
    """
    found = {
        re.sub(r"(^|/)index/$", r"\1", f"{path}/"): page for path, page in edition.own_pages.items()
    }
    there = sorted(
        path for path in found if (site / edition.folder / path / "index.html").is_file()
    )
    return {path: found[path] for path in there}
