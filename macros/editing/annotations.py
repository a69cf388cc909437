"""Problems as GitHub shows them: annotations beside the lines, and a table in the job summary."""

from __future__ import annotations

from collections.abc import Sequence

from macros.editing.markdown import code, inert
from macros.source import Problem

_HEAD = "| Where | What | How to mend it |\n|---|---|---|\n"

# GitHub shows no more than ten annotations of a kind for one step.
SHOWN = 10


def workflow_commands(problems: Sequence[Problem], site: str = "") -> list[str]:
    """Return a workflow command for each problem that GitHub will show as an annotation.

    `site` leads to the pages that explain the rules; empty, it leaves their addresses out.
    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    return [_command(problem, site) for problem in problems[:SHOWN]]


def _command(problem: Problem, site: str) -> str:
    where = f"file={_property(problem.file)},line={problem.line},title={problem.rule}"
    why = f"\nWhy: {_address(problem, site)}" if site else ""
    message = _data(f"{problem.what}\n{problem.fix}{why}")
    return f"::error {where}::{message}"


def summary(problems: Sequence[Problem], site: str) -> str:
    """Return every problem as a Markdown table; `site` leads to the pages that explain the rules.

    An empty `site` leaves the links out.
    """
    if not problems:
        return "The data keeps every rule.\n"
    head = f"### {len(problems)} problems in the data\n\n{_HEAD}"
    return head + "".join(
        f"| {code(f'{p.file}:{p.line}')}<br>{_rule(p, site)} | {inert(p.what)} | {inert(p.fix)} |\n"
        for p in problems
    )


def _rule(problem: Problem, site: str) -> str:
    if not site:
        return problem.rule
    return f"[{problem.rule}]({_address(problem, site)})"


def _address(problem: Problem, site: str) -> str:
    return f"{site.rstrip('/')}/about/rules/#{problem.rule.lower()}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
