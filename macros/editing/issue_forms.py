"""Knowledge → the issue forms: the options that a form offers come from the data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from macros.model import COUNTRY_NAMES, ORIGINAL, Knowledge, sort_key

# The forms are their own templates: what stands between the two marks is made anew.
_FOLDER = ".github/ISSUE_TEMPLATE"
_MARKED = re.compile(
    r"^(?P<head>(?P<indent> *)# options: (?P<name>[\w-]+)\n)"
    r"(?:(?!\s*# options:).*\n)*?"
    r"(?P<foot>(?P=indent)# end of options\n)",
    re.M,
)

_WORDS = f"data/words/{ORIGINAL}.yml"
_WORD_LISTS = ("evidence", "roles", "classes", "tracked_until")


def form_files(root: Path, knowledge: Knowledge) -> dict[str, str]:
    """Return the text of every issue form of the project at `root`, by path below it.

    Each has the options that `knowledge` holds; a project without forms gets none.
    """
    known = options(knowledge)
    texts = {path.name: path.read_text("utf-8") for path in sorted((root / _FOLDER).glob("*.yml"))}
    return {
        f"{_FOLDER}/{name}": filled(text, known)
        for name, text in texts.items()
        if _MARKED.search(text)
    }


def options(knowledge: Knowledge) -> dict[str, list[str]]:
    """Return each list of options by its name: countries, services, and words of the interface.

    What could not be read is missing from the lists; a list can be empty.
    """
    countries = (COUNTRY_NAMES.get(code.upper()) for code in knowledge.post_offices)
    return {
        "countries": _sorted(name for name in countries if name),
        "services": _sorted(str(carrier.name) for carrier in knowledge.carriers.values()),
        **{name: _words(knowledge, name) for name in _WORD_LISTS},
    }


def filled(form: str, known: Mapping[str, list[str]]) -> str:
    """Return the text of a form with the options between its marks made anew.

    A list that is not known, or is empty, leaves the form as it is.
    """

    def lines(mark: re.Match[str]) -> str:
        names = known.get(mark["name"])
        if not names:
            return mark[0]
        items = (f"{mark['indent']}- {json.dumps(name, ensure_ascii=False)}\n" for name in names)
        return mark["head"] + "".join(items) + mark["foot"]

    return _MARKED.sub(lines, form)


def _words(knowledge: Knowledge, name: str) -> list[str]:
    """Return one list of the interface's words, each beginning with a capital."""
    known = knowledge.words(ORIGINAL).get(name) if _WORDS in knowledge.records else None
    found = known.values() if isinstance(known, dict) else ()
    return list(dict.fromkeys(str(word)[:1].upper() + str(word)[1:] for word in found))


def _sorted(names: Iterable[str]) -> list[str]:
    return sorted(set(names), key=lambda name: sort_key(name, ORIGINAL))
