"""The rule about exceptions to rules, and how exceptions are granted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from macros.model import Knowledge, RuleException, did_you_mean
from macros.rules.examples import SURE, fact
from macros.rules.registry import RULES, Finding, rule
from macros.source import Problem

_ODD = SURE + "    as_of: 2026-12-01\n    checked: 2026-11-23\n"
_EXCEPTION = {
    "data/exceptions.yml": "exceptions:\n  - rule: DATE-PLAUSIBLE\n    file: data/facts.yml\n"
    "    reason: The page bears the date of its next edition.\n    until: 2027-05-01\n"
}


@rule(
    "EXCEPTION-NEEDED",
    why="An exception that nothing needs would hide the next real problem in its place.",
    fix="Delete the exception.",
    good=fact(_ODD) | _EXCEPTION,
    bad=fact(SURE) | _EXCEPTION,
)
def exception_is_needed(knowledge: Knowledge) -> Iterator[Finding]:
    """An exception names a rule that knows exceptions, and that the file would break."""
    knows_exceptions = sorted(id_ for id_, known in RULES.items() if known.knows_exceptions)
    exceptions = list(knowledge.each(RuleException))
    asked = {exception.rule for _, exception in exceptions} & {*knows_exceptions}
    found = {id_: list(RULES[id_].check(knowledge)) for id_ in asked}
    for where, exception in exceptions:
        if exception.rule not in knows_exceptions:
            what = f"`{exception.rule}` is no rule that knows exceptions."
            yield where.to("rule"), what, did_you_mean(exception.rule, knows_exceptions)
        elif not any(_covers(exception, problem) for problem in found[exception.rule]):
            yield where, f"{exception.file} does not break {exception.rule} there any more."


def without_exceptions(problems: Iterable[Problem], knowledge: Knowledge) -> set[Problem]:
    """Return the problems for which no exception is granted."""
    exceptions = [exception for _, exception in knowledge.each(RuleException)]
    return {p for p in problems if not any(_covers(exception, p) for exception in exceptions)}


def _covers(exception: RuleException, problem: Problem) -> bool:
    named = (exception.rule, exception.file) == (problem.rule, problem.file)
    return (
        named
        and RULES[problem.rule].knows_exceptions
        and (exception.where is None or exception.where in problem.what)
    )
