"""Stylesheets cut down to the rules that pages can use (CSS Syntax 3, Selectors 4)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from html.parser import HTMLParser
from typing import Any

import tinycss2
from rcssmin import cssmin

_NAMES = re.compile(r"[A-Za-z_][\w-]*")
_READ = re.compile(r"var\(\s*(--[\w-]+)")
# Blocks that hold rules and not declarations.
_NESTING = frozenset({"media", "supports", "layer", "container"})
# A selector is looked at beyond these only where one of their alternatives must hold.
_ONE_OF = frozenset({"is", "where", "any", "-webkit-any", "-moz-any"})


@dataclass(frozen=True)
class Used:
    """What pages are made of: elements, classes, ids, and attributes as `dir` and `dir=ltr`."""

    elements: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    attributes: frozenset[str] = frozenset()
    any_value: bool = False

    def __or__(self, other: Used) -> Used:
        """Return what either is made of."""
        return Used(
            self.elements | other.elements,
            self.classes | other.classes,
            self.ids | other.ids,
            self.attributes | other.attributes,
            self.any_value or other.any_value,
        )

    def holds(self, kind: str, name: str) -> bool:
        """Return whether something of this kind and name is used."""
        if self.any_value and kind == "attributes":
            name = name.partition("=")[0]
        return name in getattr(self, kind)


def used_by_page(html: str) -> Used:
    """Return what a page is made of before any script has run."""
    collector = _Collector()
    collector.feed(html)
    collector.close()
    elements, classes, ids, attributes = map(frozenset, collector.found)
    return Used(elements, classes, ids, attributes)


def used_by_scripts(texts: Iterable[str], *, any_value: bool = False) -> Used:
    """Return all that scripts may put into a page: each of their words may be a name.

    With `any_value` they may give any value to any attribute.
    """
    words = frozenset(word for text in texts for word in _NAMES.findall(text))
    return Used(words, words, words, words, any_value)


class _Collector(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: tuple[set[str], ...] = (set(), set(), set(), set())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        elements, classes, ids, attributes = self.found
        elements.add(tag)
        for name, value in attrs:
            attributes.update((name, f"{name}={value}"))
            classes.update((value or "").split() if name == "class" else ())
            ids.update([value or ""] if name == "id" else ())


@dataclass(frozen=True)
class _Selector:
    """One selector: what it needs, and lists of selectors of each of which one must hold."""

    text: str
    needs: tuple[tuple[str, str], ...]
    one_of: tuple[tuple[_Selector, ...], ...]

    def can_apply(self, used: Used) -> bool:
        return all(used.holds(*need) for need in self.needs) and all(
            any(choice.can_apply(used) for choice in choices) for choices in self.one_of
        )


@dataclass(frozen=True)
class _Rule:
    """A rule; one that nests others has a `head` such as `@media print` and no selectors."""

    head: str = ""
    selectors: tuple[_Selector, ...] = ()
    declarations: tuple[tuple[str, str], ...] = ()
    inner: tuple[_Rule, ...] = field(default=())

    def only(self, used: Used) -> _Rule | None:
        """Return what of the rule can apply, if anything can."""
        if self.inner:
            inner = tuple(rule for child in self.inner if (rule := child.only(used)))
            return replace(self, inner=inner) if inner else None
        if self.head:
            return self
        selectors = tuple(s for s in self.selectors if s.can_apply(used))
        return replace(self, selectors=selectors) if selectors else None

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


def parsed(css: str) -> tuple[_Rule, ...]:
    """Return the rules of a stylesheet."""
    return tuple(_rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)))


def only(rules: Sequence[_Rule], used: Used) -> str:
    """Return the rules that can apply to what is used, in their order, as one stylesheet.

    Variables that nothing reads are left out, and so are animations that no rule names.
    """
    kept = [rule for given in rules if (rule := given.only(used))]
    named = " ".join(
        text for rule in _flat(kept) for name, text in rule.declarations if "anim" in name
    )
    kept = [rule for rule in kept if not _is_unnamed_animation(rule, named)]
    read = _variables_read(kept)
    return str(cssmin("".join(rule.text(read) for rule in kept)))


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
            yield _Rule(
                selectors=tuple(_selectors(node.prelude)),
                declarations=tuple(_declarations(node.content)),
            )
        elif node.type == "at-rule" and node.content is not None:
            head = f"@{node.at_keyword}{tinycss2.serialize(node.prelude).rstrip()}"
            inside = tinycss2.parse_rule_list(
                node.content, skip_comments=True, skip_whitespace=True
            )
            if node.lower_at_keyword in _NESTING:
                yield _Rule(head, inner=tuple(_rules(inside)))
            elif "keyframes" in node.lower_at_keyword:
                frames = (
                    _Rule(
                        tinycss2.serialize(f.prelude).strip(), (), tuple(_declarations(f.content))
                    )
                    for f in inside
                )
                yield _Rule(head, inner=tuple(frames))
            else:
                yield _Rule(head, declarations=tuple(_declarations(node.content)))


def _declarations(content: Iterable[Any]) -> Iterator[tuple[str, str]]:
    for node in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if node.type == "declaration":
            important = "!important" if node.important else ""
            value = tinycss2.serialize(node.value).strip()
            yield node.name, f"{node.name}:{value}{important}"


def _selectors(tokens: Iterable[Any]) -> Iterator[_Selector]:
    """Yield the selectors of a list."""
    group: list[Any] = []
    for token in (*tokens, None):
        if token is not None and token != ",":
            group.append(token)
        elif group:
            yield _selector(group)
            group = []


def _selector(tokens: Sequence[Any]) -> _Selector:
    needs: list[tuple[str, str]] = []
    one_of: list[tuple[_Selector, ...]] = []
    before = ""
    for token in tokens:
        kind = token.type
        if kind == "ident" and before == ".":
            needs.append(("classes", token.value))
        elif kind == "ident" and before != ":":
            needs.append(("elements", token.lower_value))
        elif kind == "hash":
            needs.append(("ids", token.value))
        elif kind == "[] block":
            needs.append(("attributes", _attribute(token.content)))
        elif kind == "function" and token.lower_name in _ONE_OF:
            one_of.append(tuple(_selectors(token.arguments)))
        before = token.value if kind == "literal" else ""
    return _Selector(tinycss2.serialize(tokens).strip(), tuple(needs), tuple(one_of))


def _attribute(tokens: Sequence[Any]) -> str:
    """Return the attribute that a selector asks for, with its value where that must be the same."""
    words = [token.value for token in tokens if token.type in {"ident", "string"}]
    is_exact = any(token == "=" for token in tokens) and len(words) > 1
    return "=".join(words[:2]) if is_exact else str(words[0])


def join(parts: Iterable[Used]) -> Used:
    """Return what any of the parts is made of."""
    return reduce(Used.__or__, parts, Used())
