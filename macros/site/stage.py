"""A folder for each edition, in which a generator finds all that it builds the pages from."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from markupsafe import Markup

from macros.model import ORIGINAL, Edition, direction
from macros.site.settings import ASSETS, localised
from macros.source import SETTINGS, parts_of_page

# The package that the plugin `macros` imports, and the theme, lie here.
_MACROS = "macros"


def stage(root: Path, folder: Path, edition: Edition, environment: Mapping[str, str]) -> None:
    """Put the pages and settings of an edition of the project in `root` into `folder`.

    A page that nobody has translated is there as it was written first, and marked as such. What
    is there already and the same is left alone, so that a server does not take it for new.
    """
    docs = folder / "docs" / edition.language
    _write(folder / SETTINGS, json.dumps(localised(root, edition, environment), ensure_ascii=False))
    if not (folder / _MACROS).exists():
        (folder / _MACROS).symlink_to((root / _MACROS).resolve(), target_is_directory=True)
    for path in edition.pages:
        language = edition.language_of(path)
        text = (root / "docs" / language / f"{path}.md").read_text("utf-8")
        _write(docs / f"{path}.md", text if language == edition.language else _marked(text))
    if edition.language == ORIGINAL:
        assets = root / "docs" / ORIGINAL / ASSETS
        shutil.copytree(assets, docs / ASSETS, dirs_exist_ok=True)


def _marked(text: str) -> str:
    """Return a page that is not in the language of an edition, marked for browsers and readers.

    Its name in the menu is in their language, so that it has no title of its own; search engines
    and the site's search have the page in its own language.
    """
    head, body = parts_of_page(text)
    hidden = [*head.get("hide", ()), "toc"]
    new = {"rests_on": head.get("rests_on", []), "render_macros": "render_macros" in head}
    new |= {"original": ORIGINAL, "hide": hidden, "search": {"exclude": True}}
    opening = Markup('<div lang="{}" dir="{}" markdown="1">').format(ORIGINAL, direction(ORIGINAL))
    return f"---\n{json.dumps(new)}\n---\n{opening}\n\n{body}\n\n</div>\n"


def _write(file: Path, text: str) -> None:
    """Write a file, unless it holds that text already."""
    if not file.is_file() or file.read_text("utf-8") != text:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
