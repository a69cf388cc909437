"""All of the public data comes as one file, and its tables are described column by column."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from macros import api
from macros.api import archive
from macros.model import Knowledge

# What Data Package 1.0 asks of a package of tables (https://specs.frictionlessdata.io/).
NAME = {"type": "string", "pattern": "^[-a-z0-9._/]+$"}
FIELD = {
    "type": "object",
    "required": ["name", "type"],
    "properties": {
        "name": {"type": "string"},
        "type": {"enum": ["string", "integer", "boolean", "object", "date"]},
        "description": {"type": "string"},
    },
}
RESOURCE = {
    "type": "object",
    "required": ["name", "path", "profile", "schema"],
    "properties": {
        "name": NAME,
        "path": {"type": "string", "pattern": r"^(?!/)(?!.*\.\.)"},
        "profile": {"const": "tabular-data-resource"},
        "schema": {
            "type": "object",
            "required": ["fields"],
            "properties": {"fields": {"type": "array", "minItems": 1, "items": FIELD}},
        },
    },
}
PACKAGE = {
    "type": "object",
    "required": ["name", "profile", "resources"],
    "properties": {
        "name": NAME,
        "profile": {"const": "tabular-data-package"},
        "resources": {"type": "array", "minItems": 1, "items": RESOURCE},
    },
}


@pytest.fixture(scope="module")
def published(mini: Knowledge) -> dict[str, bytes]:
    """Return the public data of the small project, all of it."""
    return api.published(mini, None)


@pytest.fixture(scope="module")
def package(published: dict[str, bytes]) -> dict[str, Any]:
    """Return what describes its tables."""
    described: dict[str, Any] = json.loads(published["datapackage.json"])
    return described


def test_the_package_has_the_form_of_one(package: dict[str, Any]) -> None:
    jsonschema.validate(package, PACKAGE)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(package | {"name": "Where’s My Parcel?"}, PACKAGE)


def test_the_package_describes_every_table(
    package: dict[str, Any], published: dict[str, bytes]
) -> None:
    paths = [resource["path"] for resource in package["resources"]]
    assert sorted(paths) == sorted(name for name in published if name.endswith(".csv"))


# How a cell is read by the type of its column; it raises ValueError when the cell is not of it.
READ: dict[str, Callable[[str], object]] = {
    "string": str,
    "integer": int,
    "boolean": lambda cell: {"true": True, "false": False}[cell],
    "object": json.loads,
    "date": date.fromisoformat,
}


def test_every_cell_is_what_its_column_says(
    package: dict[str, Any], published: dict[str, bytes]
) -> None:
    seen = set()
    for resource in package["resources"]:
        text = published[resource["path"]].decode("utf-8-sig")
        head, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
        fields = resource["schema"]["fields"]
        assert head == [field["name"] for field in fields], resource["name"]
        for row in rows:
            for field, cell in zip(fields, row, strict=True):
                if cell:
                    READ[field["type"]](cell)
                    seen.add(field["type"])
        if "primaryKey" in resource["schema"]:
            keys = [row[head.index(resource["schema"]["primaryKey"])] for row in rows]
            assert len(set(keys)) == len(keys)
    assert {"string", "boolean", "date"} <= seen


def checked(sums: bytes, files: dict[str, bytes]) -> list[str]:
    """Return the files of a list of checksums, and fail when one of them has another sum."""
    lines = [line.split("  ") for line in sums.decode().splitlines()]
    for known, name in lines:
        assert hashlib.sha256(files[name]).hexdigest() == known, name
    return [name for _, name in lines]


def test_the_archive_holds_every_file_with_its_checksum(published: dict[str, bytes]) -> None:
    assert checked(published["data.zip.sha256"], published) == ["data.zip"]
    with zipfile.ZipFile(io.BytesIO(published["data.zip"])) as unpacked:
        held = {name.partition("/")[2]: unpacked.read(name) for name in unpacked.namelist()}
    assert {n: raw for n, raw in published.items() if not n.startswith("data.zip")} == held
    assert set(checked(held["SHA256SUMS"], held)) == set(held) - {"SHA256SUMS"}


def test_a_changed_file_would_be_seen(published: dict[str, bytes]) -> None:
    with pytest.raises(AssertionError, match=r"facts\.csv"):
        checked(published["SHA256SUMS"], published | {"facts.csv": b"changed"})


def test_the_same_data_makes_the_same_archive(tmp_path: Path, mini: Knowledge) -> None:
    """Nothing in it depends on a clock, or on what a system compresses with."""
    again = api.published(mini, None)["data.zip"]
    api.write(tmp_path, mini, None)
    assert (tmp_path / "data.zip").read_bytes() == again
    with zipfile.ZipFile(io.BytesIO(again)) as unpacked:
        entries = unpacked.infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.compress_type for entry in entries} == {zipfile.ZIP_STORED}
    assert len({archive.zipped({"a": raw}) for raw in (b"1", b"1", b"2")}) == 2
