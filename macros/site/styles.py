"""Stylesheets cut down to the rules that pages can use (CSS Syntax 3, Selectors 4).

A rule is kept when its selector finds an element of the page, or may find one that a script adds
before anybody touches it. What only somebody who touches the page can see waits for that, with the
rest of the looks.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

import tinycss2
from rcssmin import cssmin

from macros.site.elements import Traits, Used
from macros.site.selectors import Finder, Selector, asked, read

_WIDEST = re.compile(r"max-width:\s*([\d.]+)em")
_READ = re.compile(r"var\(\s*(--[\w-]+)")
# Properties that show only when somebody touches a page: until then nothing changes on it.
_OF_TOUCH = re.compile(
    r"transition(-[a-z]+)?|cursor|touch-action|scroll-snap-[a-z]+|-webkit-tap-highlight-color"
    r"|(-[a-z]+-)?user-select|overscroll-behavior(-[a-z]+)?"
)
# Blocks that hold rules and not declarations.
_NESTING = frozenset({"media", "supports", "layer", "container"})


@dataclass(frozen=True)
class _Rule:
    """A rule; one that nests others has a `head` such as `@media print` and no selectors."""

    head: str = ""
    selectors: tuple[Selector, ...] = ()
    declarations: tuple[tuple[str, str], ...] = ()
    inner: tuple[_Rule, ...] = ()

    def only(self, finder: Finder) -> _Rule | None:
        """Return what of the rule can apply, if anything can."""
        if self.inner:
            seen = finder.up_to(_widest(self.head))
            inner = tuple(rule for child in self.inner if (rule := child.only(seen)))
            return replace(self, inner=inner) if inner else None
        if self.head:
            return self
        rule = self if finder.is_touched else self._untouched
        selectors = tuple(filter(finder.finds, rule.selectors)) if rule.declarations else ()
        if len(selectors) == len(rule.selectors):
            return rule if selectors else None
        return replace(rule, selectors=selectors) if selectors else None

    @cached_property
    def _untouched(self) -> _Rule:
        """Return the rule without what shows only when somebody touches a page."""
        left = tuple(each for each in self.declarations if not _OF_TOUCH.fullmatch(each[0]))
        return self if left == self.declarations else replace(self, declarations=left)

    def text(self, read: frozenset[str]) -> str:
        """Return the rule as CSS, without variables that are not `read`."""
        if self.inner:
            inside = "".join(rule.text(read) for rule in self.inner)
            return f"{self.head}{{{inside}}}" if inside else ""
        kept = [
            text for name, text in self.declarations if not name.startswith("--") or name in read
        ]
        head = self.head or ",".join(selector.text for selector in self.selectors)
        return f"{head}{{{';'.join(kept)}}}" if kept else ""


def _widest(head: str) -> float:
    """Return up to which width of screens, in em, the condition of a rule can hold."""
    found = None if "," in head else _WIDEST.search(head)
    return float(found[1]) if found else math.inf


Sheet = tuple[_Rule, ...]


def parsed(css: str) -> Sheet:
    """Return the rules of a stylesheet, without blanks and comments."""
    slim = str(cssmin(css))
    return tuple(_rules(tinycss2.parse_stylesheet(slim, skip_comments=True, skip_whitespace=True)))


def asked_by(sheet: Sheet) -> Traits:
    """Return all that the selectors of a sheet ask for."""
    return asked(selector for rule in _flat(sheet) for selector in rule.selectors)


def only(sheet: Sheet, used: Used) -> str:
    """Return the rules that can apply to what is used, in their order, as one stylesheet.

    Variables that nothing reads are left out, and so are animations that no rule names.
    """
    finder = Finder(used)
    return _written(tuple(rule for given in sheet if (rule := given.only(finder))))


@lru_cache(maxsize=64)
def _written(kept: Sheet) -> str:
    """Return rules as CSS; many pages of a kind use the same ones."""
    named = " ".join(
        text for rule in _flat(kept) for name, text in rule.declarations if "anim" in name
    )
    rules = [rule for rule in kept if not _is_unnamed_animation(rule, named)]
    read = _variables_read(rules)
    return "".join(rule.text(read) for rule in rules)


def _variables_read(rules: Sequence[_Rule]) -> frozenset[str]:
    """Return the variables that some rule reads, itself or through another variable."""
    declared = [
        (name, _READ.findall(text)) for rule in _flat(rules) for name, text in rule.declarations
    ]
    found = {read for name, reads in declared if not name.startswith("--") for read in reads}
    while True:
        through = {read for name, reads in declared if name in found for read in reads}
        if through <= found:
            return frozenset(found)
        found |= through


def _is_unnamed_animation(rule: _Rule, named: str) -> bool:
    return "keyframes " in rule.head and rule.head.split()[-1] not in named


def _flat(rules: Iterable[_Rule]) -> Iterator[_Rule]:
    for rule in rules:
        yield rule
        yield from _flat(rule.inner)


def _rules(nodes: Iterable[Any]) -> Iterator[_Rule]:
    for node in nodes:
        if node.type == "qualified-rule":
            selectors = tuple(read(node.prelude))
            yield _Rule("", selectors, tuple(_declarations(node.content)))
        elif node.type == "at-rule" and node.content is not None:
            yield _at_rule(node)


def _at_rule(node: Any) -> _Rule:  # noqa: ANN401 - a node of tinycss2, which brings no types
    head = f"@{node.at_keyword}{tinycss2.serialize(node.prelude).rstrip()}"
    inside = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
    if node.lower_at_keyword in _NESTING:
        return _Rule(head, inner=tuple(_rules(inside)))
    if "keyframes" in node.lower_at_keyword:
        frames = (
            _Rule(tinycss2.serialize(f.prelude).strip(), (), tuple(_declarations(f.content)))
            for f in inside
        )
        return _Rule(head, inner=tuple(frames))
    return _Rule(head, declarations=tuple(_declarations(node.content)))


def _declarations(content: Iterable[Any]) -> Iterator[tuple[str, str]]:
    for node in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if node.type == "declaration":
            important = "!important" if node.important else ""
            value = tinycss2.serialize(node.value).strip()
            yield node.name, f"{node.name}:{value}{important}"
