"""The built pages and the knowledge into the index of the search, one file for each language."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from babel.core import UnknownLocaleError
from babel.languages import get_official_languages
from markupsafe import Markup

from macros.model import (
    CountryRecord,
    Customs,
    Edition,
    Organisation,
    PostOffices,
    Status,
    country_name,
    phones,
)
from macros.site import asked, pairs
from macros.site.json_file import write_json

# Where the search looks for its index, below the site's root; MkDocs writes one there itself.
FILE = Path("search") / "search_index.json"
# What people ask in other languages: loaded only when somebody does.
OTHERS = Path("search") / "other_languages.json"
# What words in a row say: loaded only for a question of many words.
PAIRS = Path("search") / "pairs.json"
# Where Zensical writes its own.
_BY_ZENSICAL = "search.json"

# Of these pages only the head is in the index: what follows stands there in another form.
_LISTS = re.compile(r"contacts/.+|(?:carriers|about|messages|next-step)/.*|faq/")
# Sections that say in another way what the others of their page say, or where it comes from.
_REPEATED = frozenset({"when", "contact", "sources"})
_WORD = re.compile(r"\w+")
_EDGES = re.compile(r"^\W+|\W+$")
# Where a parcel is, as trackers print it: “[Town]”.
_TOWN = re.compile(r"\[[^\]]*\]|【[^】]*】")
_COUNTRY = re.compile(r"countries/[a-z]{2}/")
# The first step of the box at the head of an answer.
_FIRST_STEP = re.compile(r"<ol>\s*<li>(.*?)</li>", re.S)
_BLOCK_END = re.compile(r"</(?:li|p|td|th|dt|dd|h\d|tr|q)>|<br>")
# What is shown of a section among the results, in characters; of the rest only the words are
# kept that stand in few sections.
_MOST_TEXT = 126
_FEW = 1


def write(site: Path, edition: Edition) -> None:
    """Make the index of the built `site` anew, from the one that the generator wrote there."""
    write_json(site / FILE, index(_built(site), edition))
    write_json(site / OTHERS, others(edition))
    if learned := pairs.own(edition):
        write_json(site / PAIRS, learned)


def others(edition: Edition) -> dict[str, Any]:
    """Return what readers ask in other languages than the edition's, and what trackers print.

    Who writes the edition's language needs nothing of it.
    """
    printed = {
        f"statuses/#{status.id}": sorted(
            set(_lines(status, edition, own=False)) - set(_lines(status, edition, own=True))
        )
        for status in edition.knowledge.statuses
    }
    return {
        "asked": asked.others(edition),
        "lines": {at: lines for at, lines in printed.items() if lines},
        "keyboards": [
            words.keyboard
            for language, words in edition.knowledge.search_words.items()
            if language != edition.language and words.keyboard
        ],
    }


def _built(site: Path) -> dict[str, Any]:
    """Return the sections of the pages as MkDocs writes them, and take away what Zensical wrote."""
    other = site / _BY_ZENSICAL
    if not other.is_file():
        return dict(json.loads((site / FILE).read_text("utf-8")))
    built = json.loads(other.read_text("utf-8"))
    other.unlink()
    return {"config": built["config"], "docs": built["items"]}


def index(built: Mapping[str, Any], edition: Edition) -> dict[str, Any]:
    """Return what the search of an edition knows.

    `built` holds the sections of the pages as Material for MkDocs' search plugin writes them. The
    result has the same shape, so that the theme can read it, and more: the words that readers
    use, what they ask, and countries with their numbers.
    """
    words = edition.search_words
    return {
        "config": built["config"] | {"fields": {"title": {}, "text": {}}, "pipeline": []},
        "docs": _shortened(list(_sections(built["docs"], edition))),
        "words": words.model_dump(exclude={"countries"}),
        "asked": asked.own(edition),
        "countries": list(_countries(edition)),
        "say": edition.words["search"] | {"comma": edition.words["comma"]},
    }


def _sections(docs: Sequence[Mapping[str, str]], edition: Edition) -> Iterator[dict[str, Any]]:
    """Yield the pages and sections that readers search, as plain text."""
    knowledge, of_services = edition.knowledge, edition.search_words.asked_of_a_service
    statuses = {f"statuses/#{status.id}": status for status in knowledge.statuses}
    for doc in docs:
        page, _, anchor = doc["location"].partition("#")
        if not page or _COUNTRY.fullmatch(page) or anchor in _REPEATED:
            continue
        if anchor and _LISTS.fullmatch(page):
            continue
        section: dict[str, Any] = {
            "location": doc["location"],
            "title": _plain(doc["title"]),
            "text": _plain(doc["text"] if anchor else _lead(page, doc["text"])),
        }
        name = page.rstrip("/")
        source = edition.pages.get(name) or edition.pages.get(f"{name}/index")
        if source and not anchor:
            section["asked"] = [source.title, *source.asked_as]
            section |= {"boost": source.search.boost} if source.search else {}
        # What stands in the entries that fold below it is theirs.
        if page == "statuses/" and anchor:
            section["text"] = ""
        if status := statuses.get(doc["location"]):
            section |= {
                "text": f"{status.means} {status.do}",
                "asked": _lines(status, edition, own=True),
            }
        if service := knowledge.carriers.get(page.removeprefix("carriers/").rstrip("/")):
            section["asked"] = [question.replace("…", service.name) for question in of_services]
        yield section


def _lines(status: Status, edition: Edition, *, own: bool) -> list[str]:
    """Return every line of a status that its heading does not hold, as the search reads it.

    `own` ones are in the edition's language, or what trackers print everywhere: those that the
    status itself names, and codes. The others are in other languages.
    """
    known = [*([status.code] if status.code else []), *status.wordings] if own else []
    for one in edition.knowledge.wordings.values():
        if (one.language == edition.language) is own:
            known += one.lines.get(status.id, ())
        if own:
            known += one.codes.get(status.id, ())
    return sorted({_bare(line) for line in known} - {_bare(status.title), ""})


def _bare(line: str) -> str:
    """Return a line as the search reads it: in small letters, without towns and marks.

    So many lines are packed smaller, and none is held twice.
    """
    words = (_EDGES.sub("", word) for word in _TOWN.sub(" ", line).lower().split())
    return " ".join(filter(None, words))


def _shortened(sections: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the sections with the head of their text, and under `more` the rare words after it."""
    heads = [_cut(section["text"]) for section in sections]
    found = [set(_WORD.findall(section["text"].lower())) for section in sections]
    times = Counter(word for words in found for word in words)
    return [
        section | {"text": head, "more": " ".join(sorted(w for w in rest if times[w] <= _FEW))}
        if (rest := words - set(_WORD.findall(head.lower())))
        else section
        for section, head, words in zip(sections, heads, found, strict=True)
    ]


def _cut(text: str) -> str:
    """Return the head of a text, ending at a blank."""
    if len(text) <= _MOST_TEXT:
        return text
    return f"{text[:_MOST_TEXT].rsplit(' ', 1)[0]} …"


def _lead(page: str, html: str) -> str:
    """Return what to do first, of a page that answers a question; of others the first paragraph."""
    step = _FIRST_STEP.search(html) if page.startswith("faq/") else None
    return step[1] if step else html.partition("</p>")[0]


def _plain(html: str) -> str:
    """Return the text of a piece of HTML, with a blank where a block ends."""
    return Markup(_BLOCK_END.sub(" ", html)).striptags()


def _countries(edition: Edition) -> Iterator[dict[str, Any]]:
    """Yield each country with its names, and with who can be called there."""
    knowledge = edition.knowledge
    others = {record.country: record.names for record in edition.search_words.countries}
    for code, post in knowledge.post_offices.items():
        customs = knowledge.customs.get(code)
        records = [record for record in (post, customs) if record]
        yield {
            "code": code,
            "name": edition.country_name(code),
            "names": sorted({*_own_names(code), *others.get(code.upper(), ())}),
            "post": _numbers(post),
            "called": [other.name for one in post.operators for other in one.other_names],
            "customs": _numbers(customs) if customs else {},
            "old": sorted({_digits(w.full or w.number, r) for r in records for w in r.withdrawn}),
        }


def _own_names(code: str) -> set[str]:
    """Return a country's name in those of its official languages that the CLDR can write."""
    names = set()
    for language in get_official_languages(code.upper(), de_facto=True):
        with suppress(UnknownLocaleError, KeyError):
            names.add(country_name(code, language.replace("_", "-")))
    return names


def _numbers(record: PostOffices | Customs) -> dict[str, list[str]]:
    """Return who can be reached, each with the digits of the numbers to call.

    Readers look for a post by its name, but for a customs desk only by its number.
    """
    organisations: Sequence[Organisation] = record.organisations
    return {
        organisation.name: [_digits(phone.number, record) for phone in organisation.phones]
        for organisation in organisations
        if organisation.phones or isinstance(record, PostOffices)
    }


def _digits(number: str, record: CountryRecord) -> str:
    """Return a number's digits: in E.164 where it has that form, else as it is dialled."""
    return re.sub(r"\D", "", phones.canonical(number, record.country))
