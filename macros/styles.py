"""Stylesheets cut down to the rules that pages can use (CSS Syntax 3, Selectors 4)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, reduce
from html.parser import HTMLParser
from typing import Any, Protocol

import tinycss2
from rcssmin import cssmin

# What a selector asks of an element, and what an element is or has: its kind and its name, as
# ("class", "call"), ("attribute", "dir"), ("value", "ltr") and, of both, ("attribute", "dir=ltr").
Trait = tuple[str, str]

_NAMES = re.compile(r"[A-Za-z_][\w-]*")
_QUOTED = re.compile(r""""([^"\n]*)"|'([^'\n]*)'|`([^`]*)`""")
_READ = re.compile(r"var\(\s*(--[\w-]+)")
# Elements that have no end tag (HTML, 13.1.2).
_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta"})
_VOID |= {"source", "track", "wbr"}
# Blocks that hold rules and not declarations.
_NESTING = frozenset({"media", "supports", "layer", "container"})
# A selector is looked at beyond these only where one of their alternatives must hold.
_ONE_OF = frozenset({"is", "where", "any", "-webkit-any", "-moz-any"})


class _User(Protocol):
    def can_use(self, selector: _Selector) -> bool: ...


@dataclass(frozen=True)
class Used:
    """What pages are made of, wherever it stands in them: any attribute may have any value."""

    traits: frozenset[Trait] = frozenset()

    def __or__(self, other: Used) -> Used:
        """Return what either is made of."""
        return Used(self.traits | other.traits)

    def holds(self, trait: Trait) -> bool:
        """Return whether something with this trait is used."""
        if trait in self.traits:
            return True
        kind, name = trait
        attribute, has_value, value = name.partition("=") if kind == "attribute" else ("", "", "")
        return bool(has_value) and {(kind, attribute), ("value", value)} <= self.traits

    def can_use(self, selector: _Selector) -> bool:
        """Return whether a selector asks for nothing that is not used."""
        return all(self._has(compound) for compound in selector.compounds)

    def _has(self, compound: _Compound) -> bool:
        return all(map(self.holds, compound.needs)) and all(
            any(map(self.can_use, choices)) for choices in compound.one_of
        )


@dataclass(frozen=True, eq=False)
class _Element:
    traits: frozenset[Trait]
    parent: _Element | None
    before: _Element | None


# Each combinator: the way to the next element, and whether it goes on from there.
_RELATIONS = {
    " ": ("parent", True),
    ">": ("parent", False),
    "~": ("before", True),
    "+": ("before", False),
}


@dataclass(frozen=True)
class Document:
    """A page as it is loaded, and what its scripts may give to any element or make elements of."""

    elements: tuple[_Element, ...]
    said: Used
    _known: dict[tuple[_Element, str, _Compound], bool] = field(default_factory=dict, repr=False)

    @cached_property
    def used(self) -> Used:
        """What the page is made of, with what its scripts add."""
        own = frozenset(trait for element in self.elements for trait in element.traits)
        return Used(own) | self.said

    @cached_property
    def _having(self) -> Mapping[Trait, Sequence[_Element]]:
        found: dict[Trait, list[_Element]] = {}
        for element in self.elements:
            for trait in element.traits:
                found.setdefault(trait, []).append(element)
        return found

    def can_use(self, selector: _Selector) -> bool:
        """Return whether a selector finds an element, or one that scripts may add or change.

        Pseudo-classes are taken to hold.
        """
        if not self.used.can_use(selector):
            return False
        fixed = [part for part in selector.compounds if not self._is_said(part)]
        if len(fixed) == len(list(selector.compounds)):
            return self._finds(selector.last, self._is_at)
        # Of an element that scripts may add nobody knows the place.
        return all(self._finds(part, self._is_like) for part in fixed)

    def _is_said(self, compound: _Compound) -> bool:
        asked = bool(compound.needs) and not compound.one_of
        return asked and all(map(self.said.holds, compound.needs))

    def _finds(self, part: _Compound, fits: Callable[[_Element, _Compound], bool]) -> bool:
        asked = [need for need in part.needs if not self.said.holds(need)]
        few = min((self._having.get(need, ()) for need in asked), key=len, default=self.elements)
        return any(fits(element, part) for element in few)

    def _is_at(self, element: _Element, part: _Compound) -> bool:
        """Return whether an element is what a selector that ends with this part is for."""
        return self._is_like(element, part) and (
            part.before is None or self._is_near(element, part.relation, part.before)
        )

    def _is_like(self, element: _Element, part: _Compound) -> bool:
        return all(need in element.traits or self.said.holds(need) for need in part.needs) and all(
            any(self._is_at(element, choice.last) for choice in choices) for choices in part.one_of
        )

    def _is_near(self, element: _Element, relation: str, part: _Compound) -> bool:
        """Return whether `part` is found in this relation (a combinator) to an element."""
        step, goes_on = _RELATIONS[relation]
        other = getattr(element, step)
        if not goes_on:
            return other is not None and self._is_at(other, part)
        # Many elements have the same ones before and above them: what was found there is kept.
        passed = []
        found = False
        while other is not None and not found:
            key = (other, step, part)
            if key in self._known:
                found = self._known[key]
                break
            passed.append(key)
            found = self._is_at(other, part)
            other = getattr(other, step)
        self._known.update(dict.fromkeys(passed, found))
        return found


def read_page(html: str, said: Used = Used()) -> Document:
    """Return a page whose scripts may say what is `said`.

    What stands in a template is put somewhere by a script.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    moved = Used(frozenset(reader.in_templates)) | said
    values = (trait for element in reader.elements for trait in element.traits)
    known = Used(frozenset(trait for trait in values if trait[0] == "value"))
    return Document(tuple(reader.elements), moved | known)


def used_by_scripts(texts: Iterable[str]) -> Used:
    """Return all that scripts may put into a page: each of their words may be a name."""
    words = _words(texts)
    return _named(words, words, words)


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
    return Used(frozenset((kind, name) for kind, names in named.items() for name in names))


def join(parts: Iterable[Used]) -> Used:
    """Return what any of the parts is made of."""
    return reduce(Used.__or__, parts, Used())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.elements: list[_Element] = []
        self.in_templates: set[Trait] = set()
        self._open: list[tuple[str, _Element]] = []
        self._last: dict[_Element | None, _Element] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        traits = frozenset(_traits(tag, attrs))
        parent = self._open[-1][1] if self._open else None
        element = _Element(traits, parent, self._last.get(parent))
        self._last[parent] = element
        if any(name == "template" for name, _ in self._open):
            self.in_templates |= traits
        else:
            self.elements.append(element)
        if tag not in _VOID:
            self._open.append((tag, element))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        for at in reversed(range(len(self._open))):
            if self._open[at][0] == tag:
                del self._open[at:]
                return


def _traits(tag: str, attributes: Iterable[tuple[str, str | None]]) -> Iterator[Trait]:
    yield "element", tag
    for name, value in attributes:
        yield from (("attribute", name), ("attribute", f"{name}={value}"), ("value", value or ""))
        if name == "class":
            yield from (("class", word) for word in (value or "").split())
        elif name == "id":
            yield "id", value or ""


@dataclass(frozen=True, eq=False)
class _Compound:
    """A part of a selector for one element, and its relation to the part before it.

    Of each list of selectors in `one_of`, one must hold too.
    """

    needs: tuple[Trait, ...]
    one_of: tuple[tuple[_Selector, ...], ...]
    relation: str = ""
    before: _Compound | None = None


@dataclass(frozen=True, eq=False)
class _Selector:
    text: str
    last: _Compound

    @property
    def compounds(self) -> Iterator[_Compound]:
        """The parts, from the last to the first."""
        part: _Compound | None = self.last
        while part:
            yield part
            part = part.before


@dataclass(frozen=True)
class _Rule:
    """A rule; one that nests others has a `head` such as `@media print` and no selectors."""

    head: str = ""
    selectors: tuple[_Selector, ...] = ()
    declarations: tuple[tuple[str, str], ...] = ()
    inner: tuple[_Rule, ...] = field(default=())

    def only(self, user: _User) -> _Rule | None:
        """Return what of the rule can apply, if anything can."""
        if self.inner:
            inner = tuple(rule for child in self.inner if (rule := child.only(user)))
            return replace(self, inner=inner) if inner else None
        if self.head:
            return self
        selectors = tuple(filter(user.can_use, self.selectors))
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


def only(rules: Sequence[_Rule], user: Used | Document) -> str:
    """Return the rules that a page or several can use, in their order, as one stylesheet.

    Variables that nothing reads are left out, and so are animations that no rule names.
    """
    kept = [rule for given in rules if (rule := given.only(user))]
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
    last: _Compound | None = None
    relation, group = " ", list[Any]()
    for token in (*tokens, None):
        is_space = token is not None and token.type == "whitespace"
        is_relation = token is not None and token.type == "literal" and token.value in _RELATIONS
        if token is not None and not is_space and not is_relation:
            group.append(token)
            continue
        if group:
            last = _compound(*_asked(group), relation, last)
            relation, group = " ", []
        if is_relation:
            relation = token.value
    assert last
    return _Selector(tinycss2.serialize(tokens).strip(), last)


# One for all selectors that begin alike, so that what is known of it holds for each of them.
_compound = cache(_Compound)


def _asked(tokens: Iterable[Any]) -> tuple[tuple[Trait, ...], tuple[tuple[_Selector, ...], ...]]:
    """Return what the tokens of a compound selector ask for, and of what one must hold."""
    needs: list[Trait] = []
    one_of: list[tuple[_Selector, ...]] = []
    before = ""
    for token in tokens:
        kind = token.type
        if kind == "ident" and before == ".":
            needs.append(("class", token.value))
        elif kind == "ident" and before != ":":
            needs.append(("element", token.lower_value))
        elif kind == "hash":
            needs.append(("id", token.value))
        elif kind == "[] block":
            needs.append(("attribute", _attribute(token.content)))
        elif kind == "function" and token.lower_name in _ONE_OF:
            one_of.append(tuple(_selectors(token.arguments)))
        before = token.value if kind == "literal" else ""
    return tuple(needs), tuple(one_of)


def _attribute(tokens: Sequence[Any]) -> str:
    """Return the attribute that a selector asks for, with its value where that must be the same."""
    words = [token.value for token in tokens if token.type in {"ident", "string"}]
    is_exact = any(token == "=" for token in tokens) and len(words) > 1
    return "=".join(words[:2]) if is_exact else str(words[0])
