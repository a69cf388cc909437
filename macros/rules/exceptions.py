"""The rule about exceptions to rules, and how exceptions are granted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from macros.model import Knowledge, Waiver, did_you_mean
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
    waivable = sorted(id_ for id_, known in RULES.items() if known.waivable)
    found = {id_: list(RULES[id_].check(knowledge)) for id_ in waivable}
    for spot, waiver in knowledge.each(Waiver):
        if waiver.rule not in found:
            what = f"`{waiver.rule}` is no rule that knows exceptions."
            yield spot.to("rule"), what, did_you_mean(waiver.rule, waivable)
        elif not any(_covers(waiver, problem) for problem in found[waiver.rule]):
            yield spot, f"{waiver.file} does not break {waiver.rule} there any more."


def without_waived(problems: Iterable[Problem], knowledge: Knowledge) -> set[Problem]:
    """Return the problems for which no exception is granted."""
    waivers = [waiver for _, waiver in knowledge.each(Waiver)]
    return {p for p in problems if not any(_covers(waiver, p) for waiver in waivers)}


def _covers(waiver: Waiver, problem: Problem) -> bool:
    named = (waiver.rule, waiver.file) == (problem.rule, problem.file)
    return (
        named
        and RULES[problem.rule].waivable
        and (waiver.where is None or waiver.where in problem.what)
    )
