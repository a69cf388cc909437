"""Knowledge into files that others build on: JSON, CSV, vCard, and what describes them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from macros.export import description, feed, tables, vcard
from macros.export.records import FORMS, LICENCE, SCHEMA_VERSION, Contact, contents
from macros.model import Knowledge, Model

# Where the files lie below the root of the site.
FOLDER = "api/v1"


def write(out: Path, knowledge: Knowledge, commit: str | None, address: str = "") -> None:
    """Write the public data into the folder `out`.

    `commit` is that of the sources, if it is known; `address` that of the site. Raises ValueError
    when a file would not have the form that its schema promises.
    """
    for name, text in files(knowledge, commit, address).items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def files(knowledge: Knowledge, commit: str | None, address: str = "") -> dict[str, str]:
    """Return every file of the public data by its path below FOLDER."""
    found = dict(_datasets(knowledge))
    found |= dict(_tables(knowledge))
    found |= dict(_cards(knowledge))
    found |= {f"schema/{name}": _json(schema) for name, schema in description.schemas().items()}
    found["changes.atom"] = feed.atom(knowledge.releases, address)
    found["openapi.json"] = _json(description.openapi())
    found["index.json"] = _json(_index(knowledge, commit, found))
    return dict(sorted(found.items()))


def _datasets(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    for name, (whole, records) in contents(knowledge).items():
        yield _published(f"{name}.json", description.form_of(name), whole)
        for key, record in records.items():
            form = description.form_of(name, record=True)
            yield _published(f"{name}/{key}.json", form, record)


def _published(file: str, form: type[BaseModel], data: object) -> tuple[str, str]:
    """Return a file with its text, which is read back once to see that it has its form."""
    known = {"schema_version": SCHEMA_VERSION, "licence": LICENCE, "data": data}
    try:
        envelope = form.model_validate(known)
        text = _json(envelope.model_dump(mode="json", by_alias=True, exclude_none=True))
        form.model_validate_json(text)
    except ValidationError as error:
        raise ValueError(f"{FOLDER}/{file} would not have its form: {error}") from error
    return file, text


def _tables(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """Yield the datasets that are lists of one kind of record as tables."""
    for name, (whole, _) in contents(knowledge).items():
        kind = _kind_of(whole)
        if name == "contacts":
            yield f"{name}.csv", tables.table(Contact, whole)
        elif kind and not hasattr(kind, "organisations"):
            keys = () if "id" in kind.model_fields else tuple(whole)
            yield f"{name}.csv", tables.table(kind, whole.values(), keys)
    formats = knowledge.number_formats.values()
    yield "number-formats.csv", tables.table(type(next(iter(formats))), formats)


def _kind_of(whole: Any) -> type[Model] | None:  # noqa: ANN401 - the whole of any dataset
    return type(next(iter(whole.values()))) if isinstance(whole, Mapping) and whole else None


def _cards(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    evidence = knowledge.words("en")["evidence"]
    for code, country in contents(knowledge)["countries"][1].items():
        if text := vcard.cards(country, evidence):
            yield f"countries/{code}.vcf", text


def _index(knowledge: Knowledge, commit: str | None, found: Mapping[str, str]) -> dict[str, Any]:
    """Return what there is, from what it was made, and under which licence."""
    datasets = {}
    for name, (whole, records) in contents(knowledge).items():
        known = {"json": f"{name}.json", "schema": f"schema/{name}.json"}
        if f"{name}.csv" in found:
            known["csv"] = f"{name}.csv"
        if records:
            known |= {"one": f"{name}/{{key}}.json", "one_schema": f"schema/{name}-one.json"}
        count = {"count": len(whole)} if isinstance(whole, Mapping | tuple) else {}
        datasets[name] = known | count
    return {
        "schema_version": SCHEMA_VERSION,
        "licence": LICENCE,
        "commit": commit,
        "documentation": "../../about/data/",
        "openapi": "openapi.json",
        "vcard": "countries/{key}.vcf",
        "feed": "changes.atom",
        "datasets": datasets,
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


__all__ = ["FOLDER", "FORMS", "files", "write"]
