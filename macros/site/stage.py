"""A folder for each edition, in which a generator finds all that it builds the pages from."""

from __future__ import annotations

import json
import pickle
import shutil
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from macros.model import (
    ORIGINAL,
    TOP,
    Edition,
    Knowledge,
    direction,
    fresh_parts,
    parts_of,
    shown_parts,
)
from macros.pages.directions import isolated
from macros.site.settings import ASSETS, localised
from macros.source import CALL, SETTINGS, parts_of_page

# The package that the plugin `macros` imports, and the theme, lie here.
_MACROS = "macros"
# To read and check all files again for each edition would take longer than anything else.
_KNOWLEDGE = "knowledge.pickle"
_HEAD_ENDS = "---\n"


def stage(
    root: Path, folder: Path, edition: Edition, environment: Mapping[str, str], *, alone: bool
) -> None:
    """Put the pages and settings of an edition of the project in `root` into `folder`.

    An edition that is `alone` has the assets that it would share with the original one. A page
    that nobody has translated is there as it was written first, and marked as such. What is there
    already and the same is left alone, so that a server does not take it for new.
    """
    docs = folder / "docs" / edition.language
    settings = localised(root, edition, environment, alone=alone)
    _write(folder / SETTINGS, json.dumps(settings, ensure_ascii=False))
    if not (folder / _MACROS).exists():
        (folder / _MACROS).symlink_to((root / _MACROS).resolve(), target_is_directory=True)
    (folder / _KNOWLEDGE).write_bytes(_handed_over(edition))
    for path in edition.pages:
        language = edition.language_of(path)
        text = (root / "docs" / language / f"{path}.md").read_text("utf-8")
        new = _told(text, edition, path) if path in edition.own_pages else None
        _write(docs / f"{path}.md", _marked(text, edition, path) if new is None else new)
    if alone:
        assets = root / "docs" / ORIGINAL / ASSETS
        shutil.copytree(assets, docs / ASSETS, dirs_exist_ok=True)


def handed_over(folder: Path) -> Knowledge:
    """Return what is known, as `stage` put it into `folder` once it was read and checked."""
    return _unpickled((folder / _KNOWLEDGE).read_bytes())


@lru_cache(maxsize=1)
def _unpickled(raw: bytes) -> Knowledge:
    """Return what is known; Zensical asks for it on each page."""
    knowledge = pickle.loads(raw)
    assert isinstance(knowledge, Knowledge)
    return knowledge


def _handed_over(edition: Edition) -> bytes:
    """Return what an edition needs to know: of the pages its own, and the original ones."""
    docs = (f"docs/{ORIGINAL}/", f"docs/{edition.language}/")
    known = edition.given.records.items()
    records = {f: record for f, record in known if not f.startswith("docs/") or f.startswith(docs)}
    return pickle.dumps(Knowledge(records, {}))


def _marked(text: str, edition: Edition, path: str) -> str:
    """Return a page that is not in the language of an edition, marked as such for the theme.

    Its title is not its own, which is in another language: the menu has one. Search engines and
    the site's search have the page in its own language.
    """
    head, body = parts_of_page(text)
    new = _named(edition, path) | {"original": ORIGINAL, "search": {"exclude": True}}
    new |= {name: head[name] for name in ("rests_on", "hide") if name in head}
    if "render_macros" in head:
        new["render_macros"] = True
    return f"---\n{json.dumps(new)}\n---\n{body}"


def _told(text: str, edition: Edition, path: str) -> str:
    """Return a translated page, with parts of the original where a translation is dangerous.

    They are named in its head, for the contents beside the page. A part that is only older than
    the original says so.
    """
    own, original = edition.own_pages[path], edition.original_pages[path]
    if own is original:
        return text
    head = text.removesuffix(own.body)
    first, fresh = parts_of(original), fresh_parts(own, original)

    def told(id_: str, part: str | None) -> str:
        if part is None:
            return _foreign(first[id_])
        said = isolated(part, edition.language)
        return (
            said if id_ in fresh else _older(said, edition, path, "" if id_ == TOP else f"#{id_}")
        )

    shown = shown_parts(own, original)
    foreign = json.dumps({id_: ORIGINAL for id_, part in shown.items() if part is None})
    head = f"{head.removesuffix(_HEAD_ENDS)}foreign: {foreign}\n{_HEAD_ENDS}"
    return head + "".join(told(id_, part) for id_, part in shown.items())


def _older(part: str, edition: Edition, path: str, place: str) -> str:
    """Return a part of a page with a way below its heading to what the original says now.

    The theme knows where that lies.
    """
    page = "" if path == "index" else f"{path.removesuffix('/index')}/"
    to = f"original:{page}{place}"
    link = f'<a href="{to}" hreflang="{ORIGINAL}">{edition.words["theme"]["older"]}</a>'
    heading, _, text = part.lstrip("\n").partition("\n")
    return f'{heading}\n\n<p class="older">{link}</p>\n{text}'


def _foreign(text: str) -> str:
    """Return a part of the original, marked, in which macros speak its language too."""
    said = CALL.sub(lambda call: f"{{{{ {call[1]}({_with_language(call[2])}) }}}}", text)
    marks = f'lang="{ORIGINAL}" dir="{direction(ORIGINAL)}" markdown="1"'
    return f"<div {marks}>\n\n{said}\n\n</div>\n\n"


def _with_language(arguments: str | None) -> str:
    return ", ".join([arguments or "", f'language="{ORIGINAL}"']).removeprefix(", ")


def _named(edition: Edition, path: str) -> dict[str, object]:
    """Return the title of a page that has a name in every language, and none in the menu."""
    folder, _, name = path.rpartition("/")
    if folder == "countries" and name in edition.knowledge.post_offices:
        return {"title": edition.country_name(name)}
    if folder == "carriers" and name in edition.services:
        return {"title": edition.services[name].name}
    return {}


def _write(file: Path, text: str) -> None:
    """Write a file, unless it holds that text already."""
    if not file.is_file() or file.read_text("utf-8") != text:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
