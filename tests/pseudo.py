"""A language that nobody speaks, made of the English words: longer, and with a mark on each letter.

A plain English word on one of its pages is one that stands outside the words and the pages.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from macros import source
from macros.editing.stamping import stamped
from macros.source import ORIGINAL, parts_of_page

# It bears the names of real ones, one of which is written from right to left.
LEFT, RIGHT = "uk", "ar"
# What nobody has translated into the first of them, and what is for editors, who write English.
BUT = ("faq/customs-hold", "countries/fr")
FOR_EDITORS = ("about/data", "about/fields", "about/rules")
# The page of which some is older than the English: its part `do-not` in words alone, and `when`.
OUTDATED = "faq/not-arrived"

_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MARKED = "áƀçđéƒǧħíĵķłɱñóþʠřšŧúṽŵẋýžÁƁÇĐÉƑǦĦÍĴĶŁṀÑÓÞꝖŘŠŦÚṼŴẊÝŽ"
_MARKS = str.maketrans(_PLAIN, _MARKED)
# As much longer as the longest of our languages, of ten letters.
_LONGER = 4
# What no translator changes: what tracking prints, gaps, calls, targets, markup, code, files, and
# what Markdown reads.
_KEPT = re.compile(
    r"\{\{.*?\}\}|\{[^}\n]*\}|\]\([^)\n]*\)|<[^>\n]+>|`[^`\n]*`"
    r"|“Delivered”|^ *(?:!!!|\?\?\?) \w+|[\w.-]+/[\w./-]+",
    re.M,
)


def spoken(text: str) -> str:
    """Return a text in the language; what no translator changes stays as it is."""
    parts: list[str] = []
    end = 0
    for kept in _KEPT.finditer(text):
        parts += [_marked(text[end : kept.start()]), kept[0]]
        end = kept.end()
    return "".join([*parts, _marked(text[end:])])


def _marked(text: str) -> str:
    def longer(word: re.Match[str]) -> str:
        return word[0].translate(_MARKS) + "é" * (len(word[0]) * _LONGER // 10)

    return re.sub(r"[A-Za-z]+", longer, text)


def translate(root: Path, language: str, but: tuple[str, ...] = ()) -> None:
    """Give the project in `root` an edition in the language, under the name of a real one.

    The pages `but` stay untranslated.
    """
    words = yaml.safe_load((root / f"data/words/{ORIGINAL}.yml").read_text("utf-8"))
    file = root / f"data/words/{language}.yml"
    file.write_text(yaml.safe_dump(_each(words), allow_unicode=True), encoding="utf-8")
    pages = root / "docs" / ORIGINAL
    for page in pages.rglob("*.md"):
        path = page.relative_to(pages)
        if path.with_suffix("").as_posix() not in but:
            new = root / "docs" / language / path
            new.parent.mkdir(parents=True, exist_ok=True)
            new.write_text(spoken_page(page.read_text("utf-8")), encoding="utf-8")
    files = source.read(root)
    for name, raw in stamped(files, files).items():
        (root / name).write_bytes(raw)


def outdate(root: Path) -> None:
    """Change the English of two parts of a page that is translated: words in one, a number too."""
    page = root / "docs" / ORIGINAL / f"{OUTDATED}.md"
    text = page.read_text("utf-8")
    changes = {"Do not wait.": "Do not wait any more.", "The date has come": "It came 9 days ago"}
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    page.write_text(text, encoding="utf-8")


def _each(value: Any) -> Any:  # noqa: ANN401 - whatever YAML holds
    """Return words in the language, under their own names."""
    if isinstance(value, dict):
        return {key: _each(inside) for key, inside in value.items()}
    return spoken(value)


def spoken_page(text: str) -> str:
    """Return a page in the language, which nobody has stamped yet."""
    head, body = parts_of_page(text)
    for name in ("title", "description"):
        head[name] = spoken(head[name])
    head["asked_as"] = [spoken(phrase) for phrase in head.get("asked_as", ())]
    head["render_macros"] = "render_macros" in head
    if "exclude" in head.get("search", {}):
        head["search"]["exclude"] = True  # the head is read as text
    front = yaml.safe_dump(head, allow_unicode=True, sort_keys=False)
    return f"---\n{front}---\n{spoken(body)}"
