"""Nothing that public sources contradict is said anywhere on the site again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from macros.model import Knowledge, walk

from .projects import ROOT

CONTRADICTED = yaml.safe_load(Path(__file__).with_name("contradicted.yml").read_text("utf-8"))


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text, as far as they can be told by their signs."""
    yield from re.split(r"(?<=[.!?؟])\s+(?=[A-Z€£„“«¿¡\u0621-\u064a])|\n", text)


def said(known: Knowledge) -> Iterator[tuple[str, str]]:
    """Yield every sentence of the records and the pages, with its file; not what facts refute."""
    for file, record in known.records.items():
        texts = [
            part for way, part in walk(record) if isinstance(part, str) and "refutes" not in way
        ]
        if file.startswith("docs/"):
            texts.append((ROOT / file).read_text("utf-8"))
        for text in texts:
            yield from ((file, sentence) for sentence in sentences(text))


@pytest.fixture(scope="module")
def everything(knowledge: Knowledge) -> list[tuple[str, str]]:
    """Return all that is said, with its file."""
    return list(said(knowledge))


@pytest.mark.parametrize("claim", CONTRADICTED, ids=lambda claim: claim["about"].split(".")[0])
def test_what_is_contradicted_is_not_said(
    claim: dict[str, str], everything: list[tuple[str, str]]
) -> None:
    pattern = re.compile(claim["pattern"], re.I)
    assert any(pattern.search(sentence) for sentence in sentences(claim["example"]))
    found = [f"{file}: {text}" for file, text in everything if pattern.search(text)]
    assert found == []
