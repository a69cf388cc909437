"""Files into knowledge; what cannot be understood becomes a problem with file and line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from macros import source
from macros.model.addresses import Addresses
from macros.model.asked import Asked
from macros.model.checklists import Checklists
from macros.model.contacts import Customs, PostOffices, Trackers
from macros.model.documents import NamedDocuments
from macros.model.glossary import Glossary
from macros.model.hints import did_you_mean
from macros.model.kinds import Model
from macros.model.knowledge import Knowledge
from macros.model.labels import Labels
from macros.model.messages import Message
from macros.model.needed import Settings, lacking
from macros.model.next_steps import NextSteps
from macros.model.number_words import NumberWords
from macros.model.pages import Page
from macros.model.records import Facts, Release, RuleExceptions, SearchWords
from macros.model.tracking import Carrier, NumberFormats, Statuses, TrackingWords, Wordings
from macros.model.translations import Translations
from macros.model.words import InterfaceWords
from macros.source import Document, Pointer, Problem

_DATASETS: tuple[tuple[str, type[Model]], ...] = (
    (r"data/post-offices/(?P<key>[a-z0-9-]+)\.yml", PostOffices),
    (r"data/customs/(?P<key>[a-z0-9-]+)\.yml", Customs),
    (r"data/carriers/(?P<key>[a-z0-9-]+)\.yml", Carrier),
    (r"data/trackers\.yml", Trackers),
    (r"data/facts\.yml", Facts),
    (r"data/labels\.yml", Labels),
    (r"data/documents\.yml", NamedDocuments),
    (r"data/addresses\.yml", Addresses),
    (r"data/checklists\.yml", Checklists),
    (r"data/statuses\.yml", Statuses),
    (r"data/wordings/(?P<key>[a-z0-9-]+)\.yml", Wordings),
    (r"data/tracking-words\.yml", TrackingWords),
    (r"data/number-formats\.yml", NumberFormats),
    (r"data/number-words\.yml", NumberWords),
    (r"data/exceptions\.yml", RuleExceptions),
    (r"data/words/(?P<key>[A-Za-z-]+)\.yml", InterfaceWords),
    (r"data/search/(?P<key>[A-Za-z-]+)\.yml", SearchWords),
    (r"data/asked/(?P<key>[A-Za-z-]+)\.yml", Asked),
    (r"data/glossary/(?P<key>[A-Za-z-]+)\.yml", Glossary),
    (r"data/translations/(?P<key>[A-Za-z-]+/[a-z0-9/-]+)\.yml", Translations),
    (r"data/messages/(?P<key>[a-z0-9-]+)\.yml", Message),
    (r"data/next-steps\.yml", NextSteps),
    (r"data/releases/(?P<key>\d{4}-\d\d-\d\d)\.yml", Release),
    (r"docs/(?P<key>[A-Za-z0-9_/-]+)\.md", Page),
    (re.escape(source.SETTINGS), Settings),
)

# How the files are read that are not YAML without tags.
_READERS = {Page: source.page, Settings: source.settings}


def datasets() -> dict[str, tuple[str, type[Model]]]:
    """Return the datasets by name, each with the files that belong to it and their model."""
    found: dict[str, tuple[str, type[Model]]] = {}
    for pattern, kind in _DATASETS:
        folders = re.sub(r"\([^)]*\]\+/[^)]*\)", "**/*", pattern)
        files = re.sub(r"\(.*?\)", "*", folders).replace("\\", "")
        name = files.removeprefix("data/").partition("/")[0].removesuffix(".yml")
        if kind not in _READERS:
            found[name] = (files, kind)
    return found


def load(root: Path) -> Knowledge:
    """Return what the files below `root` say; what is wrong with them is in its problems."""
    settings = root / source.SETTINGS
    whole = {source.SETTINGS: settings.read_bytes()} if settings.is_file() else {}
    return understand(source.read(root) | whole, source.passed_over(root))


def understand(files: Mapping[str, bytes], passed_over: Iterable[Problem] = ()) -> Knowledge:
    """Return what `files` say: their bytes by path.

    `passed_over` is what was wrong with others before anybody read them. When the site's settings
    are among `files`, these are a whole project: what the site needs and is not there is missed.
    """
    records: dict[str, Model] = {}
    documents: dict[str, Document] = {}
    problems = list(passed_over)
    for file, raw in files.items():
        document, record, wrong = _understood(file, raw)
        problems += wrong
        if document:
            documents[file] = document
        if record:
            records[file] = record
    missed = list(lacking(records, {p.file for p in problems if p.file not in records}))
    for problem in missed:
        records.pop(problem.file, None)
    problems += missed
    return Knowledge(records, documents, tuple(problems))


# While its bytes are the same a file says the same, and most are read again unchanged: by `fix`,
# by each reload of `serve`, for every page by Zensical.
@lru_cache(maxsize=4096)
def _understood(file: str, raw: bytes) -> tuple[Document | None, Model | None, tuple[Problem, ...]]:
    """Return what is read in a file, what that means, and all that is wrong with it."""
    kind = _kind_of(file)
    if kind is None:
        return None, None, (_stray(file),)
    document = _READERS.get(kind, source.parse)(file, raw)
    if document.value is None:
        return document, None, document.problems
    try:
        return document, kind.model_validate(document.value), document.problems
    except ValidationError as error:
        details = (d for d in error.errors() if not _follows_from_others(d))
        explained = (_explained(document, kind, d) for d in islice(details, source.MAX_PROBLEMS))
        return document, None, (*document.problems, *explained)


def _kind_of(file: str) -> type[Model] | None:
    return next((kind for pattern, kind in _DATASETS if re.fullmatch(pattern, file)), None)


def _stray(file: str) -> Problem:
    tidy = re.sub(r"[ _]+", "-", file.lower()).removesuffix(".yaml").removesuffix(".yml") + ".yml"
    fix = "Move it to data/post-offices/, data/customs/ or data/carriers/, ending in .yml."
    if _kind_of(tidy):
        fix = f"Rename it to {tidy}."
    return Problem(file, 1, "FILE-KNOWN", "No dataset has a file of this name.", fix)


def _follows_from_others(detail: ErrorDetails) -> bool:
    """Return whether a list counts as too short only because its items were refused."""
    given = detail["input"]
    is_short = detail["type"] == "too_short" and isinstance(given, list)
    return is_short and detail["ctx"]["actual_length"] < len(given)


def _explained(document: Document, kind: type[Model], detail: ErrorDetails) -> Problem:
    """Return a validation error as a problem with its line, its rule and a remedy."""
    path: Pointer = detail["loc"]
    name = str(path[-1]) if path else "the file"
    rule, what, fix = _EXPLANATIONS.get(detail["type"], _wrong_value)(kind, name, detail)
    return Problem(document.file, document.line(path), rule, what, fix)


_Words = tuple[str, str, str]


def _unknown_key(kind: type[Model], name: str, detail: ErrorDetails) -> _Words:
    known = _fields_at(kind, detail["loc"][:-1])
    return "FIELD-KNOWN", f"There is no field `{name}` here.", did_you_mean(name, known)


def _missing(_: type[Model], name: str, __: ErrorDetails) -> _Words:
    return "FIELD-PRESENT", f"`{name}` is missing.", f"Add a line `{name}: …`."


def _unknown_word(_: type[Model], name: str, detail: ErrorDetails) -> _Words:
    words = re.findall(r"'([^']*)'", detail["ctx"]["expected"])
    rule = "EVIDENCE-KNOWN" if name.endswith("evidence") else "FIELD-VALUE"
    given = str(detail["input"])
    return rule, f"`{name}` cannot be `{given}`.", did_you_mean(given, words)


def _wrong_value(_: type[Model], name: str, detail: ErrorDetails) -> _Words:
    said = detail["msg"].removeprefix("Value error, ").removeprefix("Input ")
    if name in {"as_of", "checked"}:
        fix = "Write a day that exists as YYYY-MM-DD, without quotes or a time."
        return "DATE-REAL", f"`{name}` is not a date: {detail['input']!r:.60}.", fix
    shape = "Compare it with the same field of another record."
    return "FIELD-VALUE", f"`{name}` is wrong: {said} (it is {detail['input']!r:.60}).", shape


def _wrong_gaps(_: type[Model], __: str, detail: ErrorDetails) -> _Words:
    return "WORD-GAPS", detail["msg"], "Compare the gaps with those of an earlier version."


def _words_lacking(_: type[Model], name: str, detail: ErrorDetails) -> _Words:
    lacking = detail["ctx"]["names"]
    return (
        "FIELD-PRESENT",
        f"`{name}` lacks {', '.join(lacking)}.",
        f"Add a line `{lacking[0]}: …`.",
    )


def _no_hours(_: type[Model], __: str, detail: ErrorDetails) -> _Words:
    return "HOURS-READABLE", detail["msg"], detail["ctx"]["fix"]


def _no_zone(_: type[Model], __: str, detail: ErrorDetails) -> _Words:
    return "ZONE-KNOWN", detail["msg"], detail["ctx"]["fix"]


_EXPLANATIONS = {
    "opening_hours": _no_hours,
    "time_zone": _no_zone,
    "word_gaps": _wrong_gaps,
    "words_lacking": _words_lacking,
    "extra_forbidden": _unknown_key,
    "missing": _missing,
    "literal_error": _unknown_word,
}


def _fields_at(kind: type[Model], path: Pointer) -> list[str]:
    """Return the names of the fields that are known at `path` in a `kind`."""
    for step in (step for step in path if isinstance(step, str)):
        by_name = {f.alias or n: f for n, f in kind.model_fields.items()}
        kind = model_in(by_name[step].annotation) or kind
    return [field.alias or name for name, field in kind.model_fields.items()]


def model_in(annotation: object) -> type[Model] | None:
    """Return the model inside `tuple[Model, ...]` or `Model | None`."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    return next((m for part in get_args(annotation) if (m := model_in(part))), None)
