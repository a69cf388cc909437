"""Rules about what AliExpress calls its buttons, menu entries, order states and dates."""

from __future__ import annotations

from collections.abc import Iterator

from macros.model import Knowledge, Label, did_you_mean, is_language
from macros.rules.examples import SURE, fact
from macros.rules.registry import Files, Finding, rule

_FILE = "data/labels.yml"


def _label(names: str, more: str = "") -> Files:
    head = "labels:\n  - id: ask\n    kind: button\n    means: the button to ask\n"
    return {_FILE: f"{head}    where: on the order page\n{more}    names:\n{names}"}


def _name(language: str, name: str) -> str:
    return f"      - language: {language}\n        name: {name}\n        evidence: reported\n"


_ENGLISH = _name("en", "Ask")


@rule(
    "LABEL-LANGUAGE",
    why="Where we know no name in the reader’s language, we show the English one; and a screen "
    "reader needs to know the language.",
    fix="Give the English name too; use codes such as `fr` or `pt-BR`.",
    good=_label(_ENGLISH + _name("pt-BR", "Pedir")),
    bad=_label(_name("portuguese", "Pedir")),
)
def label_has_its_languages(knowledge: Knowledge) -> Iterator[Finding]:
    """A label has a name in English, and each of its languages exists."""
    for where, label in knowledge.each(Label):
        if label.seen("en") is None and label.said("en") is None:
            yield where.to("names"), f"The label `{label.id}` has no English name."
        for at, name in enumerate(label.names):
            if not is_language(name.language):
                what = f"`{name.language:.40}` is not the code of a language."
                yield where.to("names", at, "language"), what


@rule(
    "LABEL-NAME-ONCE",
    why="Of two records of one name nobody can tell which of them is newer or surer.",
    fix="Keep the one with the better evidence, and the newest date.",
    good=_label(_ENGLISH + _name("en", "Ask for money")),
    bad=_label(_ENGLISH + _ENGLISH),
)
def name_stands_once(knowledge: Knowledge) -> Iterator[Finding]:
    """A label has each name once in a language."""
    for where, label in knowledge.each(Label):
        seen: set[tuple[str, str]] = set()
        for at, name in enumerate(label.names):
            if (name.language, name.name) in seen:
                what = f"“{name.name:.40}” stands here twice in `{name.language:.40}`."
                yield where.to("names", at, "name"), what
            seen.add((name.language, name.name))


@rule(
    "LABEL-EXPLAINED",
    why="The label on a page leads to this fact in the page’s list of sources.",
    fix="Use an id of data/facts.yml.",
    good=fact(SURE) | _label(_ENGLISH, "    explained_by: window\n"),
    bad=fact(SURE) | _label(_ENGLISH, "    explained_by: windows\n"),
)
def explanation_exists(knowledge: Knowledge) -> Iterator[Finding]:
    """The fact that says more about a label is there."""
    for where, label in knowledge.each(Label):
        id_ = label.explained_by
        if id_ and id_ not in knowledge.facts and not knowledge.is_lost("data/facts.yml"):
            remedy = did_you_mean(id_, sorted(knowledge.facts))
            yield where.to("explained_by"), f"There is no fact `{id_}`.", remedy
