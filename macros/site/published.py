"""Which pages of an edition were published, and where."""

from __future__ import annotations

import re
from pathlib import Path

from macros.model import Edition, Page


def published_pages(site: Path, edition: Edition) -> dict[str, Page]:
    """Return the pages of the built `site` by their address below its root."""
    found = {
        re.sub(r"(^|/)index/$", r"\1", f"{path}/"): page for path, page in edition.pages.items()
    }
    there = sorted(path for path in found if (site / path / "index.html").is_file())
    return {path: found[path] for path in there}
