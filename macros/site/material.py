"""The looks and the script of Material for MkDocs, for pages that Zensical built."""

from __future__ import annotations

import re
import shutil
from importlib.resources import as_file, files
from pathlib import Path

# In the package of the theme as in a site.
_ASSETS = "assets"
# The search and the looks of this site go with these; Zensical's search has another form.
_NEEDED = (
    "javascripts/bundle.*.min.js",
    "stylesheets/main.*.min.css",
    "stylesheets/palette.*.min.css",
)
# How a page that Zensical built names its own.
_OTHER = re.compile(
    rf"\b{_ASSETS}/(?:javascripts|stylesheets/classic)/(bundle|main|palette)\.\w+\.min\.(?:js|css)"
)


def take_over(site: Path) -> None:
    """Give the pages in `site`, which Zensical built, Material's files in the place of its own."""
    shutil.rmtree(site / _ASSETS / "javascripts")
    with as_file(files("material") / "templates" / _ASSETS) as theme:
        needed = [path.relative_to(theme) for kind in _NEEDED for path in theme.glob(kind)]
        for path in needed:
            (site / _ASSETS / path.parent).mkdir(exist_ok=True)
            shutil.copy(theme / path, site / _ASSETS / path)
    names = {path.name.partition(".")[0]: f"{_ASSETS}/{path.as_posix()}" for path in needed}
    for page in site.rglob("*.html"):
        html = page.read_text("utf-8")
        page.write_text(_OTHER.sub(lambda found: names[found[1]], html), encoding="utf-8")
