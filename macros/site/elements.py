"""What pages are made of: their elements, each below another, and what scripts may add to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import NamedTuple

# What a selector asks for, and what an element is or has: its kind and its name, such as
# ("class", "call"), ("attribute", "dir"), ("value", "ltr") and, of both, ("attribute", "dir=ltr").
Trait = tuple[str, str]
Traits = frozenset[Trait]

# In which element another one stands: its place in the list, or one of these.
OUTERMOST, ANYWHERE = -1, -2

_NAMES = re.compile(r"[A-Za-z_][\w-]*")
_QUOTED = re.compile(r""""([^"\n]*)"|'([^'\n]*)'|`([^`]*)`""")
_PATH = re.compile(r"[^\s<]*/[^\s<]*")
# A tag with its name, its attributes, and whether it ends its element; or text that holds no tags.
_TAG = re.compile(
    r"<(?:(script|style)\b.*?</\1>|!--.*?-->|(/?)([a-zA-Z][\w-]*)"
    r"((?:\s+[^\s\"'<>/=]+(?:=(?:\"[^\"]*\"|'[^']*'|[^\s>]*))?)*)\s*(/?))",
    re.S,
)
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:=(?:\"([^\"]*)\"|'([^']*)'|([^\s>]*)))?")
# Elements without an end tag (HTML, 13.1.2), and those that end where the next of them begins.
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"}
)
_ENDED = frozenset({"dd", "dt", "li", "option", "p", "td", "th", "tr"})
# What a page is until its script runs: without scripts it has all the looks.
_BEFORE_SCRIPTS: Traits = frozenset({("class", "no-js")})
# What somebody makes of it who touches it, or uses a keyboard.
TOUCHED: Traits = frozenset({("state", "touched")})
NOTHING: Mapping[Traits, float] = {}


@dataclass(frozen=True)
class Element:
    """What one element, or each of many that are alike, is and has, and in which it stands.

    It is not seen on screens up to a width, in em, unless somebody touches the page.
    """

    traits: Traits
    inside: int
    unseen_to: float = 0


Tree = tuple[Element, ...]


@dataclass(frozen=True)
class Used:
    """What pages are made of: `trees` of elements, and what scripts may add to any of them.

    An attribute that is `said` may have any value that is. Without trees all that a selector asks
    for may be anywhere.
    """

    traits: Traits = frozenset()
    said: Traits = frozenset()
    trees: tuple[Tree, ...] = ()

    def __or__(self, other: Used) -> Used:
        """Return what either is made of."""
        trees = tuple(dict.fromkeys(self.trees + other.trees))
        return Used(self.traits | other.traits, self.said | other.said, trees)

    def anywhere(self) -> Used:
        """Return the same without which element stands in which."""
        return Used(self.traits, self.said)

    def says(self, trait: Trait) -> bool:
        """Return whether scripts may add something with this trait."""
        if trait in self.said:
            return True
        kind, name = trait
        attribute, has_value, value = name.partition("=") if kind == "attribute" else ("", "", "")
        return bool(has_value) and {(kind, attribute), ("value", value)} <= self.said

    def holds(self, traits: Traits) -> bool:
        """Return whether something with each of these is used."""
        return all(trait in self.traits or self.says(trait) for trait in traits)


class _Open(NamedTuple):
    """An element that has begun and not ended: its place, and what holds for all in it."""

    tag: str
    place: int
    unseen_to: float


def of_page(html: str, asked: Traits, closed: Mapping[Traits, float] = NOTHING) -> Used:
    """Return what a page is made of, of that what selectors ask for.

    What stands in a template is put somewhere by a script. What stands in an element that has all
    traits of a `closed` one is not seen on screens up to a width until somebody touches the page.
    """
    places: dict[Element, int] = {}
    path = [_Open("", OUTERMOST, 0)]
    for _, ends, name, attributes, is_whole in _TAG.findall(html):
        tag = name.lower()
        if ends:
            _leave(path, tag)
        elif tag:
            if path[-1].tag == tag and tag in _ENDED:
                path.pop()
            traits, outer = _traits(tag, attributes), path[-1]
            element = Element(traits & asked, outer.place, outer.unseen_to)
            place = places.setdefault(element, len(places))
            if not is_whole and tag not in _VOID:
                widths = [to for one, to in closed.items() if one <= traits]
                place = ANYWHERE if tag == "template" else place
                path.append(_Open(tag, place, max([outer.unseen_to, *widths])))
    traits = frozenset(trait for element in places for trait in element.traits)
    return Used(traits, trees=(tuple(places),))


def _leave(path: list[_Open], tag: str) -> None:
    """Go out of the innermost element of a kind, if there is one on the path."""
    for depth in range(len(path) - 1, 0, -1):
        if path[depth].tag == tag:
            del path[depth:]
            return


@lru_cache(maxsize=2**14)
def _traits(tag: str, attributes: str) -> Traits:
    return frozenset(_each_trait(tag, attributes)) - _BEFORE_SCRIPTS


def _each_trait(tag: str, attributes: str) -> Iterator[Trait]:
    yield "element", tag
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
    return _named(words, words, words) | Used(_BEFORE_SCRIPTS | TOUCHED)


def said_by_scripts(texts: Iterable[str]) -> Used:
    """Return what scripts may put into a page that quote classes, and elements alone."""
    texts = list(texts)
    quoted = {"".join(parts) for text in texts for parts in _QUOTED.findall(text)}
    names = {text for text in quoted if not _PATH.fullmatch(text)}
    return _named(quoted, _words(names), _words(texts))


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
    return Used(said=said - _BEFORE_SCRIPTS)
