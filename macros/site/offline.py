"""The service worker, which keeps pages readable without a network (Service Workers, W3C)."""

from __future__ import annotations

import json
from pathlib import Path

from markupsafe import Markup

from macros.model import ORIGINAL, Edition, direction
from macros.site import lines, numbers, tracking_words
from macros.site.short import short

FILE = "sw.js"
_SOURCE = Path(__file__).with_name("service-worker.js")
# What is kept though nobody has asked for it: the pages with somebody to call, and what is known of
# numbers and of what trackers print.
_KEPT = (
    "countries/**/index.html",
    "contacts/**/index.html",
    "index.html",
    numbers.FILE,
    lines.FILE,
    tracking_words.FILE,
)
# What editions keep apart from each other; the first one that had a worker had this name alone.
_CACHE = "wheres-my-parcel"
# English readers come from everywhere: the day before the month is read right by most.
_ENGLISH = "en-GB"
_NONE = (
    '<!doctype html><html lang="{}" dir="{}"><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width">'
)


def write(site: Path, edition: Edition, *, on: bool) -> None:
    """Write the service worker of an edition into the finished `site`.

    Each edition has its own, which keeps nothing of another one. When it is not `on`, it takes
    itself and all that it kept out of the browsers that have it.
    """
    words = edition.words["offline"]
    root, original = site / edition.folder, edition.language == ORIGINAL
    files = sorted(path for pattern in _KEPT for path in root.glob(pattern))
    pages = [path.relative_to(root).as_posix().removesuffix("index.html") for path in files]
    others = [f"{language}/" for language in edition.knowledge.languages if language != ORIGINAL]
    none = Markup("<title>{0}</title><h1>{0}</h1><p>{1}</p>").format(words["title"], words["none"])
    settings = {
        "on": on,
        "pages": pages if on else [],
        "kept": str(Markup.escape(words["kept"])),
        "dates": f"{_ENGLISH if original else edition.language}-u-ca-gregory-nu-latn",
        "none": str(Markup(_NONE).format(edition.language, direction(edition.language)) + none),
        "cache": _CACHE if original else f"{_CACHE}:{edition.language}",
        "others": others if original else [],
        "assets": "assets/" if original else "../assets/",
    }
    text = _SOURCE.read_text("utf-8").replace("__SETTINGS__", json.dumps(settings))
    (root / FILE).write_text(short(text, _SOURCE.name), encoding="utf-8")
