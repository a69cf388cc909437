"""Questions gathered from what people wrote: some to learn from, some kept for one last look."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

# `learn` may be read by whoever works on the search; of `kept`, only totals are ever shown. What
# was used to choose anything is kept no longer: it goes to `learn`, and new ones are gathered.
HALVES = ("learn", "kept")
# A line of a forum; a person's own account, or the press quoting one; the heading of a help page.
KINDS = ("forum", "story", "help")

_FOLDER = Path(__file__).parent
# The page of a country names its post office too.
_ALSO = {"contacts/post-offices/": r"countries/[a-z]{2}/"}


@dataclass(frozen=True)
class Gathered:
    """A question as somebody wrote it, with every page that answers it.

    Where no page does, `need` says what is asked for. The year is None where the source has none.
    """

    question: str
    language: str
    kind: str
    year: int | None
    pages: tuple[str, ...]
    source: str
    need: str = ""

    def is_answered_by(self, address: str) -> bool:
        """Return whether the page at `address` is one that answers the question."""
        path = address.split("#")[0]
        paths = {page.split("#")[0] for page in self.pages}
        return path in paths or any(
            re.fullmatch(also, path) for page, also in _ALSO.items() if page in paths
        )

    def is_written_for(self, pages: Iterable[str]) -> bool:
        """Return whether one of a site's pages answers the question."""
        return any(map(self.is_answered_by, pages))


def gathered(half: str) -> list[Gathered]:
    """Return the questions of a half, in every language."""
    return [question for file in files_of(half) for question in read(file)]


def files_of(half: str) -> list[Path]:
    """Return the files of a half: one for all languages, and later ones, such as kept-es.jsonl."""
    return sorted(_FOLDER.glob(f"{half}*.jsonl"))


def read(file: Path) -> list[Gathered]:
    """Return the questions in a file."""
    lines = file.read_text("utf-8").splitlines()
    return [Gathered(**{**q, "pages": tuple(q["pages"])}) for q in map(json.loads, lines)]
