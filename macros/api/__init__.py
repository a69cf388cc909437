"""Knowledge into files that others build on: JSON, CSV, vCard, and what describes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from macros.api import archive, description, feed, package, tables, vcard
from macros.api.datasets import FORMS, LICENCE, SCHEMA_VERSION, Content, Country, contents
from macros.model import ORIGINAL, Knowledge
from macros.source import json_text

# Where the files lie below the root of the site.
FOLDER = "api/v1"
_ARCHIVE, _SUMS, _PACKAGE = "data.zip", "SHA256SUMS", "datapackage.json"
# What the name of a file of cards ends with: most phones read only the older version.
_CARDS = {"4.0": ".vcf", "3.0": ".v3.vcf"}


def write(out: Path, knowledge: Knowledge, commit: str | None, address: str = "") -> None:
    """Write the public data into the folder `out`.

    `commit` is that of the sources, if it is known; `address` that of the site. Raises ValueError
    when a file would not have the form that its schema promises.
    """
    for name, raw in published(knowledge, commit, address).items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)


def published(knowledge: Knowledge, commit: str | None, address: str = "") -> dict[str, bytes]:
    """Return the bytes of every file, and all of them in one with their checksums; see `write`."""
    found = {name: text.encode() for name, text in files(knowledge, commit, address).items()}
    found[_SUMS] = archive.sums(found)
    found[_ARCHIVE] = archive.zipped(found)
    found[f"{_ARCHIVE}.sha256"] = archive.sums({_ARCHIVE: found[_ARCHIVE]})
    return found


def files(knowledge: Knowledge, commit: str | None, address: str = "") -> dict[str, str]:
    """Return the text of every file of the data by its path below FOLDER; see `write`."""
    known = contents(knowledge)
    found = dict(_datasets(known))
    found |= dict(_cards(known["countries"].records, knowledge.words(ORIGINAL)))
    found |= {f"schema/{name}": json_text(schema) for name, schema in description.schemas().items()}
    found["changes.atom"] = feed.atom(knowledge.releases, address)
    found[_PACKAGE] = json_text(package.described(known))
    found["openapi.json"] = json_text(description.openapi())
    found["index.json"] = json_text(_index(known, commit))
    return dict(sorted(found.items()))


def index(knowledge: Knowledge, commit: str | None = None) -> dict[str, Any]:
    """Return what there is, from what it was made, and under which licence."""
    return _index(contents(knowledge), commit)


def _datasets(known: Mapping[str, Content]) -> Iterator[tuple[str, str]]:
    """Yield each dataset as a whole, record by record, and as a table."""
    for name, content in known.items():
        yield _published(f"{name}.json", description.form_of(name), content.whole)
        for key, record in content.records.items():
            form = description.form_of(name, record=True)
            yield _published(f"{name}/{key}.json", form, record)
        if kind := FORMS[name].row:
            yield f"{name}.csv", tables.table(kind, content.rows)


def _published(file: str, form: type[BaseModel], data: object) -> tuple[str, str]:
    """Return a file with its text, which is read back once to see that it has its form."""
    known = {"schema_version": SCHEMA_VERSION, "licence": LICENCE, "data": data}
    try:
        envelope = form.model_validate(known)
        text = json_text(envelope.model_dump(mode="json", by_alias=True, exclude_none=True))
        form.model_validate_json(text)
    except ValidationError as error:
        raise ValueError(f"{FOLDER}/{file} would not have its form: {error}") from error
    return file, text


def _cards(countries: Mapping[str, Any], words: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for code, country in countries.items():
        assert isinstance(country, Country)
        for version, ending in _CARDS.items():
            if text := vcard.cards(country, words, version):
                yield f"countries/{code}{ending}", text


def _index(known: Mapping[str, Content], commit: str | None) -> dict[str, Any]:
    return {
        "schema_version": SCHEMA_VERSION,
        "licence": LICENCE,
        "commit": commit,
        "documentation": "../../about/data/",
        "openapi": "openapi.json",
        "vcard": f"countries/{{key}}{_CARDS['4.0']}",
        "vcard3": f"countries/{{key}}{_CARDS['3.0']}",
        "datapackage": _PACKAGE,
        "archive": _ARCHIVE,
        "checksums": _SUMS,
        "feed": "changes.atom",
        "datasets": {name: _entry(name, content) for name, content in known.items()},
    }


def _entry(name: str, content: Content) -> dict[str, Any]:
    """Return where a dataset lies, and how many records it has if it is a list of them."""
    form = FORMS[name]
    entry: dict[str, Any] = {"json": f"{name}.json", "schema": f"schema/{name}.json"}
    if form.row:
        entry["csv"] = f"{name}.csv"
    if form.one:
        entry |= {"one": f"{name}/{{key}}.json", "one_schema": f"schema/{name}-one.json"}
    if isinstance(content.whole, Mapping | tuple):
        entry["count"] = len(content.whole)
    return entry
