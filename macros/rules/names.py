"""Rules about names that point at other records."""

from __future__ import annotations

from collections.abc import Iterator

from macros.model import (
    Carrier,
    Desk,
    Fact,
    Knowledge,
    Label,
    Model,
    NumberFormat,
    OtherName,
    Release,
    Status,
    did_you_mean,
    is_language,
)
from macros.rules.examples import CUSTOMS_ES, FORMAT, SERVICE, SURE, fact, post
from macros.rules.registry import Files, Finding, rule


@rule(
    "ID-ONCE",
    why="Pages, links and other people's bookmarks point at these names.",
    fix="Give the second one a name of its own.",
    good=fact(SURE),
    bad={"data/facts.yml": (_f := fact(SURE)["data/facts.yml"]) + _f.removeprefix("facts:\n")},
)
def ids_are_unique(knowledge: Knowledge) -> Iterator[Finding]:
    """No two facts, labels, statuses or number formats have the same id."""
    seen: set[tuple[type, str]] = set()
    for where, item in knowledge.each(Model):
        if not isinstance(item, Fact | Label | Status | NumberFormat):
            continue
        if (type(item), item.id) in seen:
            yield where.to("id"), f"`{item.id}` is the id of an earlier record too."
        seen.add((type(item), item.id))


@rule(
    "CARRIER-EXISTS",
    why="A fact about a service that does not exist reaches no page.",
    fix="Use the name of a file in data/carriers/, without .yml.",
    good=SERVICE | fact(SURE + "    carriers: [saver]\n"),
    bad=SERVICE | fact(SURE + "    carriers: [savers]\n"),
)
def named_carrier_exists(knowledge: Knowledge) -> Iterator[Finding]:
    """Every shipping service that is named has a record."""
    known = sorted(knowledge.carriers)
    for where, item in knowledge.each(Fact):
        for index, slug in enumerate(item.carriers):
            file = f"data/carriers/{slug}.yml"
            if slug not in known and not knowledge.is_lost(file):
                what = f"There is no {file}."
                yield where.to("carriers", index), what, did_you_mean(slug, known)


@rule(
    "FORMAT-EXISTS",
    why="A service that names a number format which does not exist cannot show it.",
    fix="Use an id of data/number-formats.yml.",
    good={"data/number-formats.yml": FORMAT}
    | {f: t + "number_formats: [lp14]\n" for f, t in SERVICE.items()},
    bad={"data/number-formats.yml": FORMAT}
    | {f: t + "number_formats: [lp15]\n" for f, t in SERVICE.items()},
)
def named_format_exists(knowledge: Knowledge) -> Iterator[Finding]:
    """Every number format that a service names is described."""
    if knowledge.is_lost("data/number-formats.yml"):
        return
    known = list(knowledge.number_formats)
    for where, carrier in knowledge.each(Carrier):
        for index, name in enumerate(carrier.number_formats):
            if name not in known:
                what = f"There is no number format `{name}`."
                yield where.to("number_formats", index), what, did_you_mean(name, known)


@rule(
    "FACT-EXISTS",
    why="A page that rests on a fact which does not exist rests on nothing.",
    fix="Use an id of data/facts.yml.",
    good=fact(SURE) | {"docs/en/a.md": "---\ntitle: T\ndescription: D.\nrests_on: [window]\n---\n"},
    bad=fact(SURE) | {"docs/en/a.md": "---\ntitle: T\ndescription: D.\nrests_on: [windows]\n---\n"},
)
def cited_fact_exists(knowledge: Knowledge) -> Iterator[Finding]:
    """Every fact on which a page, a message or a plan rests is among the facts."""
    if knowledge.is_lost("data/facts.yml"):
        return
    for where, part in knowledge.each(Model):
        for index, cited in enumerate(getattr(part, "rests_on", ())):
            if cited not in knowledge.facts:
                what = f"There is no fact `{cited}`."
                yield (
                    where.to("rests_on", index),
                    what,
                    did_you_mean(cited, list(knowledge.facts)),
                )


@rule(
    "ORGANISATION-ROLE",
    why="The carrier's desk knows the parcel; the authority sends people there first.",
    fix="Move the desks with `role: carrier` above those with `role: authority`.",
    good={"data/customs/es.yml": CUSTOMS_ES},
    bad={"data/customs/es.yml": CUSTOMS_ES + "  - name: Post desk\n    role: carrier\n"},
)
def carrier_desk_comes_first(knowledge: Knowledge) -> Iterator[Finding]:
    """In a customs file the carriers' desks come before the authority."""
    authority_in: set[str] = set()
    for where, desk in knowledge.each(Desk):
        if desk.role == "carrier" and where.file in authority_in:
            what = f"{desk.name} is a carrier's desk and stands below the authority."
            yield where, what
        if desk.role == "authority":
            authority_in.add(where.file)


def _released(file: str) -> dict[str, str]:
    change = "changes:\n  - kind: added\n    about: Spain\n    says: A number.\n"
    return {f"data/releases/{file}.yml": f"day: 2026-11-26\ntitle: T\n{change}"}


@rule(
    "RELEASE-DAY",
    why="The newest release comes first, and its day is its address on the page of changes.",
    fix="Rename the file to its day, or correct `day:`.",
    good=_released("2026-11-26"),
    bad=_released("2026-11-27"),
)
def release_fits_file(knowledge: Knowledge) -> Iterator[Finding]:
    """The file of a release is named after its day."""
    for where, record in knowledge.each(Release):
        if where.file != f"data/releases/{record.day}.yml":
            yield where.to("day"), f"`day` is {record.day}, and the file bears another name."


def _named(language: str) -> Files:
    names = f"    other_names:\n      - language: {language}\n        name: Почта\n"
    return {file: text + names for file, text in post("+34 900 400 004").items()}


@rule(
    "NAME-LANGUAGE",
    why="A screen reader can only read a name aloud if it knows the language.",
    fix="Use a code such as `ru` or `pt-BR`.",
    good=_named("ru"),
    bad=_named("russian"),
)
def other_name_has_a_language(knowledge: Knowledge) -> Iterator[Finding]:
    """Every name in another writing says in which language it is."""
    for where, name in knowledge.each(OtherName):
        if not is_language(name.language):
            yield where.to("language"), f"`{name.language:.40}` is not the code of a language."
