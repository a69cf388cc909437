"""Stylesheets cut down to the rules that pages can use (CSS Syntax 3, Selectors 4).

A rule is kept when all that its selector names is somewhere in the page: which element it finds
there is not asked, since that would save half a kilobyte of a page at most. What only somebody who
touches the page can see waits for that, with the rest of the looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from html import unescape
from typing import Any

import tinycss2
from rcssmin import cssmin

# What a selector asks for, and what an element is or has: its kind and its name, such as
# ("class", "call"), ("attribute", "dir"), ("value", "ltr") and, of both, ("attribute", "dir=ltr").
Trait = tuple[str, str]

_NAMES = re.compile(r"[A-Za-z_][\w-]*")
_QUOTED = re.compile(r""""([^"\n]*)"|'([^'\n]*)'|`([^`]*)`""")
_READ = re.compile(r"var\(\s*(--[\w-]+)")
_TAG = re.compile(r"<([a-zA-Z][\w-]*)((?:\s+[^\s\"'<>/=]+(?:=(?:\"[^\"]*\"|'[^']*'|[^\s>]*))?)*)")
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:=(?:\"([^\"]*)\"|'([^']*)'|([^\s>]*)))?")
# Blocks that hold rules and not declarations.
_NESTING = frozenset({"media", "supports", "layer", "container"})
# What only somebody who touches a page, or uses a keyboard, makes of its elements.
_TOUCHED = frozenset({"hover", "active", "focus", "focus-visible", "focus-within", "checked"})
# A selector is looked at beyond these only where one of their alternatives must hold.
_ONE_OF = frozenset({"is", "where", "any", "-webkit-any", "-moz-any"})


@dataclass(frozen=True)
class Used:
    """What pages are made of: any attribute of `said` may have any of its values."""

    traits: frozenset[Trait] = frozenset()
    said: frozenset[Trait] = frozenset()

    def __or__(self, other: Used) -> Used:
        """Return what either is made of."""
        return Used(self.traits | other.traits, self.said | other.said)

    def __and__(self, asked: frozenset[Trait]) -> Used:
        """Return the part of it that is among what selectors ask for."""
        return Used(self.traits & asked, self.said & asked)

    def holds(self, trait: Trait) -> bool:
        """Return whether something with this trait is used."""
        if trait in self.traits or trait in self.said:
            return True
        kind, name = trait
        attribute, has_value, value = name.partition("=") if kind == "attribute" else ("", "", "")
        return bool(has_value) and {(kind, attribute), ("value", value)} <= self.said


def of_page(html: str) -> Used:
    """Return what a page is made of; what stands in a template is put somewhere by a script."""
    return Used(frozenset(trait for tag in set(_TAG.findall(html)) for trait in _traits(*tag)))


def _traits(tag: str, attributes: str) -> Iterator[Trait]:
    yield "element", tag.lower()
    for name, *values in _ATTRIBUTE.findall(attributes):
        value = unescape("".join(values))
        yield from (("attribute", name), ("attribute", f"{name}={value}"), ("value", value))
        if name == "class":
            yield from (("class", word) for word in value.split())
        elif name == "id":
            yield "id", value


def used_by_scripts(texts: Iterable[str]) -> Used:
    """Return all that scripts may put into a page, touched or not: each word may be a name."""
    words = _words(texts)
    return _named(words, words, words) | Used(frozenset({("state", "touched")}))


def said_by_scripts(texts: Iterable[str]) -> Used:
    """Return what scripts may put into a page that quote classes, and elements alone."""
    texts = list(texts)
    quoted = {"".join(parts) for text in texts for parts in _QUOTED.findall(text)}
    return _named(quoted, _words(quoted), _words(texts))


def _words(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in _NAMES.findall(text)}


def _named(elements: Iterable[str], classes: Iterable[str], others: Iterable[str]) -> Used:
    # `dataset.keptOn` is the attribute data-kept-on.
    data = {"data-" + re.sub("[A-Z]", lambda found: f"-{found[0].lower()}", w) for w in others}
    named = {
        "element": elements,
        "class": classes,
        "id": classes,
        "attribute": {*others, *data},
        "value": others,
    }
    said = frozenset((kind, name) for kind, names in named.items() for name in names)
    return Used(said=said)


@dataclass(frozen=True)
class _Selector:
    """A selector, all that it asks for, and lists of selectors of which one must hold each."""

    text: str
    needs: frozenset[Trait]
    one_of: tuple[tuple[_Selector, ...], ...]

    def is_used(self, used: Used) -> bool:
        has_all = self.needs <= used.traits or all(map(used.holds, self.needs))
        return has_all and all(any(s.is_used(used) for s in choices) for choices in self.one_of)


@dataclass(frozen=True)
class _Rule:
    """A rule; one that nests others has a `head` such as `@media print` and no selectors."""

    head: str = ""
    selectors: tuple[_Selector, ...] = ()
    declarations: tuple[tuple[str, str], ...] = ()
    inner: tuple[_Rule, ...] = ()

    def only(self, used: Used) -> _Rule | None:
        """Return what of the rule can apply, if anything can."""
        if self.inner:
            inner = tuple(rule for child in self.inner if (rule := child.only(used)))
            return replace(self, inner=inner) if inner else None
        if self.head:
            return self
        selectors = tuple(s for s in self.selectors if s.is_used(used))
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


Sheet = tuple[_Rule, ...]


def parsed(css: str) -> Sheet:
    """Return the rules of a stylesheet, without blanks and comments."""
    slim = str(cssmin(css))
    return tuple(_rules(tinycss2.parse_stylesheet(slim, skip_comments=True, skip_whitespace=True)))


def asked_by(sheet: Sheet) -> frozenset[Trait]:
    """Return all that the selectors of a sheet ask for; see `Used.holds`."""
    selectors = [selector for rule in _flat(sheet) for selector in rule.selectors]
    found: set[Trait] = set()
    while selectors:
        selector = selectors.pop()
        found |= selector.needs
        selectors += (choice for choices in selector.one_of for choice in choices)
    exact = [name.partition("=") for kind, name in found if kind == "attribute" and "=" in name]
    found |= {("attribute", name) for name, _, _ in exact}
    found |= {("value", value) for _, _, value in exact}
    return frozenset(found)


def only(sheet: Sheet, used: Used) -> str:
    """Return the rules that can apply to what is used, in their order, as one stylesheet.

    Variables that nothing reads are left out, and so are animations that no rule names.
    """
    return _written(tuple(rule for given in sheet if (rule := given.only(used))))


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
            selectors = tuple(_selectors(node.prelude))
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


def _selectors(tokens: Iterable[Any]) -> Iterator[_Selector]:
    """Yield the selectors of a list."""
    group: list[Any] = []
    for token in (*tokens, None):
        if token is not None and token != ",":
            group.append(token)
        elif group:
            yield _Selector(tinycss2.serialize(group).strip(), *_asked(group))
            group = []


def _asked(tokens: Iterable[Any]) -> tuple[frozenset[Trait], tuple[tuple[_Selector, ...], ...]]:
    """Return what the tokens of a selector ask for, and of what one must hold."""
    needs: list[Trait] = []
    one_of: list[tuple[_Selector, ...]] = []
    before = ""
    for token in tokens:
        kind = token.type
        if kind == "ident" and before == ".":
            needs.append(("class", token.value))
        elif kind == "ident" and before == ":" and token.lower_value in _TOUCHED:
            needs.append(("state", "touched"))
        elif kind == "ident" and before != ":":
            needs.append(("element", token.lower_value))
        elif kind == "hash":
            needs.append(("id", token.value))
        elif kind == "[] block":
            needs.append(("attribute", _attribute(token.content)))
        elif kind == "function" and token.lower_name in _ONE_OF:
            one_of.append(tuple(_selectors(token.arguments)))
        before = token.value if kind == "literal" else ""
    return frozenset(needs), tuple(one_of)


def _attribute(tokens: Sequence[Any]) -> str:
    """Return the attribute that a selector asks for, with its value where that must be the same."""
    words = [token.value for token in tokens if token.type in {"ident", "string"}]
    is_exact = any(token == "=" for token in tokens) and len(words) > 1
    return "=".join(words[:2]) if is_exact else str(words[0])
