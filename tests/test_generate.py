"""Schemas, settings and forms are made from the model and the data, and are up to date."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from macros import generate
from macros.model import Knowledge, datasets

from .projects import ROOT

CHECKER = Path(sys.executable).with_name("check-jsonschema")


def files_of(pattern: str) -> list[Path]:
    return sorted(ROOT.glob(pattern))


def test_every_generated_file_is_up_to_date(knowledge: Knowledge) -> None:
    old = [
        file
        for file, text in generate.generated(ROOT, knowledge).items()
        if not (ROOT / file).is_file() or (ROOT / file).read_text("utf-8") != text
    ]
    assert old == [], "Run: python -m macros fix"


def accepts(schema: Path, *files: Path) -> bool:
    command = [str(CHECKER), "--schemafile", str(schema), *map(str, files)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize(("name", "pattern"), [(n, p) for n, (p, _) in datasets().items()])
def test_the_schema_accepts_every_real_file_of_its_dataset(name: str, pattern: str) -> None:
    files = files_of(pattern)
    assert not files or accepts(ROOT / "data" / "schema" / f"{name}.json", *files)


def test_the_schema_refuses_a_misspelt_field(tmp_path: Path) -> None:
    text = (ROOT / "data/post-offices/es.yml").read_text("utf-8").replace("role:", "rolle:", 1)
    (tmp_path / "es.yml").write_text(text, encoding="utf-8")
    assert not accepts(ROOT / "data/schema/post-offices.json", tmp_path / "es.yml")


@pytest.mark.parametrize("name", datasets())
def test_every_field_has_a_description(name: str) -> None:
    schema = json.loads((ROOT / "data" / "schema" / f"{name}.json").read_text("utf-8"))
    for model in [schema, *schema.get("$defs", {}).values()]:
        for field, about in model.get("properties", {}).items():
            assert about.get("description"), f"{model['title']}.{field}"


@pytest.mark.parametrize("file", [f for p, _ in datasets().values() for f in files_of(p)], ids=str)
def test_a_data_file_names_its_schema_for_editors(file: Path) -> None:
    first = file.read_text("utf-8").splitlines()[0]
    assert first.startswith("# yaml-language-server: $schema=")
    assert (file.parent / first.split("=", 1)[1]).resolve().is_file()
