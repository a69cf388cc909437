"""Selectors (Selectors 4) read as what they ask for, and looked for in what pages are made of."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from operator import or_
from typing import Any

import tinycss2

from macros.site.elements import ANYWHERE, TOUCHED, Element, Trait, Traits, Used

# What only somebody who touches a page, or uses a keyboard, makes of its elements.
_BY_TOUCH = frozenset({"hover", "active", "focus", "focus-visible", "focus-within", "checked"})
# A selector is looked at beyond these only where one of their alternatives must hold.
_ONE_OF = frozenset({"is", "where", "any", "-webkit-any", "-moz-any"})
_COMBINATORS = frozenset({">", "+", "~"})


@dataclass(frozen=True, eq=False)
class Step:
    """What one element must be: all of `needs`, and one selector of each list in `one_of`.

    `relation` is what stands before it in the selector: where the element of the step before is.
    """

    relation: str
    needs: Traits
    one_of: tuple[tuple[Selector, ...], ...]


Steps = tuple[Step, ...]


@dataclass(frozen=True, eq=False)
class Selector:
    """A selector, as it is written and as steps from the outermost element to the one it finds."""

    text: str
    steps: Steps


def asked(selectors: Iterable[Selector]) -> Traits:
    """Return all that selectors ask for."""
    found: set[Trait] = set()
    waiting = list(selectors)
    while waiting:
        for step in waiting.pop().steps:
            found |= step.needs
            waiting += (choice for choices in step.one_of for choice in choices)
    exact = [name.partition("=") for kind, name in found if kind == "attribute" and "=" in name]
    found |= {("attribute", name) for name, _, _ in exact}
    found |= {("value", value) for _, _, value in exact}
    return frozenset(found)


def read(tokens: Iterable[Any]) -> Iterator[Selector]:
    """Yield the selectors of a list, of which tinycss2 made tokens."""
    group: list[Any] = []
    for token in (*tokens, None):
        if token is not None and token != ",":
            group.append(token)
        elif group:
            yield _selector(tinycss2.serialize(group).strip())
            group = []


@cache
def _selector(text: str) -> Selector:
    """Return a selector; the same text is the same one."""
    return Selector(text, tuple(_steps(tinycss2.parse_component_value_list(text))))


def _steps(tokens: Iterable[Any]) -> Iterator[Step]:
    """Yield the steps of a selector."""
    relation, group = "", list[Any]()
    for token in tokens:
        is_combinator = token.type == "literal" and token.value in _COMBINATORS
        if token.type != "whitespace" and not is_combinator:
            group.append(token)
            continue
        if group:
            yield _step(relation, tinycss2.serialize(group))
            relation, group = " ", []
        if is_combinator:
            relation = token.value
    if group:
        yield _step(relation, tinycss2.serialize(group))


@cache
def _step(relation: str, text: str) -> Step:
    """Return a step; the same text is the same one."""
    return Step(relation, *_asked(tinycss2.parse_component_value_list(text)))


def _asked(tokens: Iterable[Any]) -> tuple[Traits, tuple[tuple[Selector, ...], ...]]:
    """Return what the tokens of a step ask for, and of what one must hold."""
    needs: list[Trait] = []
    one_of: list[tuple[Selector, ...]] = []
    before = ""
    for token in tokens:
        kind = token.type
        if kind == "ident" and before == ".":
            needs.append(("class", token.value))
        elif kind == "ident" and before == ":" and token.lower_value in _BY_TOUCH:
            needs += TOUCHED
        elif kind == "ident" and before != ":":
            needs.append(("element", token.lower_value))
        elif kind == "hash":
            needs.append(("id", token.value))
        elif kind == "[] block":
            needs.append(("attribute", _attribute(token.content)))
        elif kind == "function" and token.lower_name in _ONE_OF:
            one_of.append(tuple(read(token.arguments)))
        before = token.value if kind == "literal" else ""
    return frozenset(needs), tuple(one_of)


def _attribute(tokens: Sequence[Any]) -> str:
    """Return the attribute that a step asks for, with its value where that must be the same."""
    words = [token.value for token in tokens if token.type in {"ident", "string"}]
    is_exact = any(token == "=" for token in tokens) and len(words) > 1
    return "=".join(words[:2]) if is_exact else str(words[0])


class Finder:
    """Looks for selectors in what pages are made of.

    It looks at what may be seen on screens up to a width, in em, before somebody touches the page.
    Elements are known by their places, and sets of them are numbers with a bit for each place.
    """

    def __init__(self, used: Used, width: float = math.inf) -> None:
        """Read what is used; both are said above."""
        self.is_touched = used.holds(TOUCHED)
        self._used = used
        self._width = width
        self._narrower: dict[float, Finder] = {}
        # The widths beyond which something more is seen: between two of them all are alike.
        self._bounds = {element.unseen_to for tree in used.trees for element in tree}
        self._fitting: dict[Step, int] = {}
        self._led_to: dict[Steps, int] = {}
        self._led_near: dict[tuple[Steps, str], int] = {}
        self._with: dict[Trait, int] = defaultdict(int)
        # What stands in each element, and in what has no element around it: at once, or anyhow.
        self._children: dict[int, int] = defaultdict(int)
        self._below: dict[int, int] = {}
        self._seen = 0
        first = 0
        for tree in used.trees:
            for place, element in enumerate(tree, first):
                if element.unseen_to < width:
                    self._place(element, place, first)
            first += len(tree)
        for inside, children in sorted(self._children.items(), reverse=True):
            below = (self._below.get(child, 0) for child in _bits(children))
            self._below[inside] = reduce(or_, below, children)

    def _place(self, element: Element, place: int, first: int) -> None:
        """Put an element in its place; that of the first of its tree is given too."""
        inside = element.inside + first if element.inside >= 0 else element.inside
        self._seen |= 1 << place
        self._children[inside] |= 1 << place
        for trait in element.traits:
            self._with[trait] |= 1 << place

    def up_to(self, width: float) -> Finder:
        """Return what looks at what may be seen on screens up to a width too."""
        width = min((bound for bound in self._bounds if bound >= width), default=math.inf)
        if width >= self._width:
            return self
        if width not in self._narrower:
            self._narrower[width] = Finder(self._used, width)
        return self._narrower[width]

    def finds(self, selector: Selector) -> bool:
        """Return whether a selector finds something, or may find what scripts add."""
        return self._is_somewhere(selector.steps)

    def _is_somewhere(self, steps: Steps) -> bool:
        """Return whether steps lead to anything; where no step is left they do."""
        return not steps or bool(self._elements(steps)) or self._may_be_added(steps)

    def _elements(self, steps: Steps) -> int:
        """Return the elements to which steps lead."""
        if steps not in self._led_to:
            found = self._fit(steps[-1])
            if found and len(steps) > 1:
                found &= self._near(steps[:-1], steps[-1].relation)
            self._led_to[steps] = found
        return self._led_to[steps]

    def _near(self, steps: Steps, relation: str) -> int:
        """Return the elements that stand so to one to which steps lead."""
        key = (steps, relation)
        if key not in self._led_near:
            self._led_near[key] = self._find_near(steps, relation)
        return self._led_near[key]

    def _find_near(self, steps: Steps, relation: str) -> int:
        found = self._elements(steps)
        if relation in {"+", "~"}:
            if self._may_be_added(steps):
                return self._seen
            return reduce(or_, (each for each in self._children.values() if each & found), 0)
        inside = self._below if relation == " " else self._children
        near = reduce(or_, (inside.get(place, 0) for place in _bits(found)), 0)
        return near | inside.get(ANYWHERE, 0) if self._is_somewhere(steps) else near

    def _fit(self, step: Step) -> int:
        """Return the elements that are what a step asks for, or that a script may make so."""
        if step not in self._fitting:
            found = self._seen
            for trait in step.needs:
                may_become = trait[0] != "element" and self._used.says(trait)
                found &= self._seen if may_become else self._with.get(trait, 0)
            for choices in step.one_of:
                found &= reduce(or_, (self._elements(choice.steps) for choice in choices), 0)
            self._fitting[step] = found
        return self._fitting[step]

    def _may_be_added(self, steps: Steps) -> bool:
        """Return whether a script may make an element to which steps lead."""
        used, step = self._used, steps[-1]
        is_said = all(map(used.says, step.needs)) if used.trees else used.holds(step.needs)
        return (
            is_said
            and all(any(self._may_be_added(s.steps) for s in choices) for choices in step.one_of)
            and self._is_somewhere(steps[:-1])
        )


def _bits(number: int) -> Iterator[int]:
    """Yield the places of the bits of a number."""
    while number:
        least = number & -number
        yield least.bit_length() - 1
        number ^= least
