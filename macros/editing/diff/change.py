"""One change, and the subject where it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from macros.editing.markdown import clipped, visible
from macros.model import (
    COUNTRY_NAMES,
    Carrier,
    Model,
)

Kind = Literal["corrected", "added", "withdrawn", "rechecked", "removed", "not compared"]


@dataclass(frozen=True)
class Change:
    """One thing that a change did: in which file, about what, and in a sentence of plain text."""

    file: str
    topic: str
    kind: Kind
    sentence: str


@dataclass(frozen=True)
class Subject:
    """The file that is compared, its topic, its country, and whether it has several desks."""

    file: str
    topic: str
    country: str | None = None
    several: bool = False

    @property
    def page(self) -> str:
        """Return the page's path below `docs/`."""
        return self.file.removeprefix("docs/").removesuffix(".md")

    def change(self, kind: Kind, sentence: str) -> Change:
        """Return a change here; what is invisible in its texts is made visible."""
        text = visible(sentence)
        end = "" if text.rstrip("”").endswith((".", "!", "?")) else "."
        return Change(self.file, visible(self.topic), kind, text + end)


def subject_of(file: str, record: Model | None) -> Subject:
    """Return the subject of the changes in `file`, whose record is `record` on either side."""
    folder, stem = PurePosixPath(file).parent.name, PurePosixPath(file).stem
    if file.startswith("docs/"):
        return Subject(file, "Pages")
    if folder in {"post-offices", "customs"}:
        code = stem.upper() if stem.upper() in COUNTRY_NAMES else None
        desk = "post" if folder == "post-offices" else "customs"
        return Subject(file, f"{COUNTRY_NAMES.get(code or '', stem)} · {desk}", code)
    if folder == "carriers":
        name = record.name if isinstance(record, Carrier) else stem
        return Subject(file, f"Service: {clipped(name)}")
    if folder == "words":
        return Subject(file, f"The interface’s words ({stem})")
    if folder == "search":
        return Subject(file, f"The words for the search ({stem})")
    return Subject(file, stem.replace("-", " ").capitalize())
