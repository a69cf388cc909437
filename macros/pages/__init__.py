"""Knowledge into Markdown and HTML: a module for each kind of page, a function for each macro."""

from __future__ import annotations

from collections.abc import Callable

from macros.model import DECLARED
from macros.pages import (
    carriers,
    countries,
    data,
    facts,
    finder,
    freshness,
    journey,
    labels,
    messages,
    next_steps,
    questions,
    statuses,
    tools,
    tracking_numbers,
)

_MODULES = (
    carriers,
    countries,
    data,
    facts,
    finder,
    freshness,
    journey,
    labels,
    messages,
    next_steps,
    questions,
    statuses,
    tools,
    tracking_numbers,
)


def _made(name: str) -> Callable[..., str]:
    """Return the function that makes what a macro shows; raises AttributeError without one."""
    (function,) = (made for module in _MODULES if callable(made := vars(module).get(name)))
    return function  # type: ignore[no-any-return] # a module's names have no types


# The function behind each macro that pages can call, in the order of the declarations.
MACROS: dict[str, Callable[..., str]] = {macro.name: _made(macro.name) for macro in DECLARED}
