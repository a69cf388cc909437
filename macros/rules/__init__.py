"""What must hold in the data: each rule with its reason, a good example and a bad one."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from macros import source
from macros.model import Knowledge, load
from macros.rules import (
    countries,
    doors,
    equality,
    evidence,
    exceptions,
    hours,
    labels,
    last_days,
    letters,
    messages,
    names,
    next_steps,
    number_formats,
    numbers_to_call,
    pages,
    reading,
    search,
    statuses,
    text,
    translations,
    web_addresses,
)
from macros.rules.exceptions import without_exceptions
from macros.rules.registry import RULES, Rule
from macros.source import Problem

# Importing a module registers its rules.
TOPICS = (
    reading,
    evidence,
    numbers_to_call,
    hours,
    web_addresses,
    countries,
    names,
    pages,
    search,
    labels,
    messages,
    next_steps,
    doors,
    last_days,
    statuses,
    number_formats,
    text,
    translations,
    equality,
    letters,
    exceptions,
)

__all__ = ["RULES", "Rule", "check", "checked"]


def check(knowledge: Knowledge) -> list[Problem]:
    """Return every problem without an exception, in the order of files and lines."""
    found = {problem for rule in RULES.values() for problem in rule.check(knowledge)}
    return sorted(without_exceptions(found.union(knowledge.problems), knowledge))


def checked(root: Path) -> tuple[Knowledge, list[Problem]]:
    """Return what the files below `root` say and every problem; unchanged files are not reread."""
    return _checked(root, source.fingerprint(root))


@lru_cache(maxsize=1)
def _checked(root: Path, _fingerprint: object) -> tuple[Knowledge, list[Problem]]:
    knowledge = load(root)
    return knowledge, check(knowledge)
