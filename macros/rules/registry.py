"""What a rule is, and the list of all rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from macros.model import Knowledge, Location
from macros.source import Problem

# A place, what is wrong there and, where it differs from the rule's own, how to mend it.
Finding = tuple[Location, str] | tuple[Location, str, str]
Check = Callable[[Knowledge], Iterator[Finding]]
Files = dict[str, str]

# Nobody reads more findings of one rule at once, and each can take time to explain.
MOST = 500


@dataclass(frozen=True)
class Rule:
    """Something that must hold: why, how to mend it, and an example of either kind.

    Only a `knows_exceptions` rule knows exceptions: none that keeps readers and the build safe is.
    """

    id: str
    title: str
    why: str
    fix: str
    good: Files
    bad: Files
    check: Callable[[Knowledge], Iterator[Problem]]
    knows_exceptions: bool = False


RULES: dict[str, Rule] = {}


def rule(
    id_: str, *, why: str, fix: str, good: Files, bad: Files, knows_exceptions: bool = False
) -> Callable[[Check], Check]:
    """Register the check below as a rule; its docstring is the rule's title.

    `fix` is the remedy of every finding that brings none of its own; `good` and `bad` hold
    files by path. Raises ValueError when an example is missing or the id is taken.
    """

    def register(find: Check) -> Check:
        def problems(knowledge: Knowledge) -> Iterator[Problem]:
            for where, what, *remedy in islice(find(knowledge), MOST):
                line = knowledge.line(where)
                yield Problem(where.file, line, id_, what, remedy[0] if remedy else fix)

        title = (find.__doc__ or "").strip()
        _register(Rule(id_, title, why, fix, good, bad, problems, knows_exceptions))
        return find

    return register


def reading_rule(id_: str, title: str, *, why: str, fix: str, good: Files, bad: Files) -> None:
    """Register a rule whose problems are found while the files are read.

    Raises ValueError as `rule` does.
    """

    def problems(knowledge: Knowledge) -> Iterator[Problem]:
        return (problem for problem in knowledge.problems if problem.rule == id_)

    _register(Rule(id_, title, why, fix, good, bad, problems))


def _register(new: Rule) -> None:
    if not (new.title and new.good and new.bad):
        raise ValueError(f"{new.id} needs a title, a good example and a bad one")
    if new.id in RULES:
        raise ValueError(f"{new.id} is taken")
    RULES[new.id] = new
