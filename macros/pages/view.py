"""What a macro sees: the edition of the site, and the page on which it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from markupsafe import Markup

from macros.model import Edition, Knowledge, did_you_mean

V = TypeVar("V")


@dataclass(frozen=True)
class View:
    """An edition, seen from one of its pages.

    `base` leads from the page to the root of the edition in which it lies, and `folder` is that
    edition's: where nobody has translated the page, its language is another. `repository` is the
    project's address on the web, or empty; `address` that of the site, or empty; `meta` is the
    page's front matter; `today` is the day of the build, if it is known: without it nothing is
    called old.
    """

    edition: Edition
    base: str = "./"
    folder: str = ""
    repository: str = ""
    address: str = ""
    meta: Mapping[str, Any] | None = None
    today: date | None = None

    @property
    def knowledge(self) -> Knowledge:
        """Return everything that is known."""
        return self.edition.knowledge

    @property
    def language(self) -> str:
        """Return the language of the page."""
        return self.edition.language

    @property
    def words(self) -> Mapping[str, Any]:
        """Return the words of the interface."""
        return self.edition.words


def base_of(url: str) -> str:
    """Return the way from the page at `url` to the site's root."""
    return "../" * url.strip("./").count("/") + "../" if url.strip("./") else "./"


def day_of(given: object) -> date | None:
    """Return the day of the build from the settings; nothing and an empty text mean none.

    Raises ValueError when it is no day.
    """
    return date.fromisoformat(str(given)) if given else None


def record_of(records: Mapping[str, V], key: str, kind: str) -> V:
    """Return a record by its key, or name the nearest key there is."""
    if key not in records:
        raise KeyError(f"There is no {kind} `{key}`. {did_you_mean(key, sorted(records))}")
    return records[key]


def preformatted(text: str) -> str:
    """Return `text` as it stands, for a page that has nothing better to show."""
    return str(Markup("<pre>{}</pre>").format(text))
