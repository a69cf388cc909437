"""Everything that the files say, to be asked by rules and macros."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import BaseModel

from macros.model.addresses import Addresses
from macros.model.asked import Asked
from macros.model.checklists import Checklists, Proof
from macros.model.claims import Claim
from macros.model.contacts import CountryRecord, Customs, Organisation, PostOffices, Trackers
from macros.model.countries import COUNTRY_NAMES
from macros.model.documents import NamedDocument
from macros.model.kinds import Model
from macros.model.labels import Label
from macros.model.messages import Message
from macros.model.needed import needed
from macros.model.next_steps import NextSteps
from macros.model.pages import Page
from macros.model.records import Fact, Release, SearchWords
from macros.model.tracking import (
    Carrier,
    NumberFormat,
    NumberFormats,
    ServiceLetter,
    Status,
    Wordings,
)
from macros.model.words import InterfaceWords
from macros.source import ORIGINAL, Document, Pointer, Problem

T = TypeVar("T")


@dataclass(frozen=True)
class Location:
    """A place in a file: the file and the way to the part in it."""

    file: str
    path: Pointer = ()

    def to(self, *steps: str | int) -> Location:
        """Return the place that lies `steps` further in."""
        return Location(self.file, (*self.path, *steps))


@dataclass(frozen=True)
class Knowledge:
    """Everything that the files say, and what was wrong with them when they were read."""

    records: Mapping[str, Model]
    documents: Mapping[str, Document]
    problems: tuple[Problem, ...] = ()

    def line(self, where: Location) -> int:
        """Return the line of `where` in its file."""
        document = self.documents.get(where.file)
        return document.line(where.path) if document else 1

    def is_lost(self, file: str) -> bool:
        """Return whether `file` should be there and has nothing to tell.

        It could not be read, or the site needs it and it is missing: what names it is not to
        blame.
        """
        return file not in self.records and any(p.file == file for p in self.problems)

    @cached_property
    def lost(self) -> tuple[Problem, ...]:
        """Return what is wrong with the files that the site needs and that are lost."""
        wanted = needed(self.records)
        return tuple(p for p in self.problems if p.file in wanted and self.is_lost(p.file))

    def country_of(self, where: Location) -> str | None:
        """Return the country in whose file `where` lies, if that is a country that exists."""
        record = self.records[where.file]
        if isinstance(record, CountryRecord) and record.country in COUNTRY_NAMES:
            return record.country
        return None

    def each(self, kind: type[T]) -> Iterator[tuple[Location, T]]:
        """Return every part of every record that is a `kind`, with its place."""
        if kind not in self._found:
            kinds = [known for known in self._parts if issubclass(known, kind)]
            found = (part for known in kinds for part in self._parts[known])
            in_order = sorted(found, key=itemgetter(0))
            self._found[kind] = [(where, part) for _, where, part in in_order]
        return iter(self._found[kind])

    def once(self, work: Callable[[Knowledge], T]) -> T:
        """Return what `work` makes of all that is known, worked out once."""
        made: dict[object, object] = self.__dict__.setdefault("_made", {})
        if work not in made:
            made[work] = work(self)
        return cast("T", made[work])

    @cached_property
    def _found(self) -> dict[type[Any], Sequence[tuple[Location, Any]]]:
        """Return the parts of each kind that was asked for: many rules ask for the same."""
        return {}

    @cached_property
    def _parts(self) -> Mapping[type, Sequence[tuple[int, Location, object]]]:
        """Return every part of every record by its type, with its number in the order of files."""
        found: dict[type, list[tuple[int, Location, object]]] = {}
        parts = (
            (Location(file, path), part)
            for file, record in self.records.items()
            for path, part in walk(record)
        )
        for number, (where, part) in enumerate(parts):
            found.setdefault(type(part), []).append((number, where, part))
        return found

    @cached_property
    def told(self) -> dict[str, Knowledge]:
        """Return what is known as other languages tell it, each made when it was asked for."""
        return {}

    def by_key(self, kind: type[T], folder: str) -> dict[str, T]:
        """Return the records of one folder by the name of their file, in that order."""
        return {
            Path(file).stem: record
            for file, record in self.records.items()
            if isinstance(record, kind) and file.startswith(folder)
        }

    @cached_property
    def post_offices(self) -> dict[str, PostOffices]:
        """Return the postal operators by country, in small letters."""
        return self.by_key(PostOffices, "data/post-offices/")

    @cached_property
    def customs(self) -> dict[str, Customs]:
        """Return the customs desks by country, in small letters."""
        return self.by_key(Customs, "data/customs/")

    @cached_property
    def carriers(self) -> dict[str, Carrier]:
        """Return the shipping services by slug."""
        return self.by_key(Carrier, "data/carriers/")

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """Return the facts by id."""
        return {fact.id: fact for _, fact in self.each(Fact)}

    @cached_property
    def labels(self) -> dict[str, Label]:
        """Return what AliExpress calls its buttons and the like, by id."""
        return {label.id: label for _, label in self.each(Label)}

    @cached_property
    def statuses(self) -> tuple[Status, ...]:
        """Return the dictionary of statuses."""
        return tuple(status for _, status in self.each(Status))

    @cached_property
    def wordings(self) -> dict[str, Wordings]:
        """Return what carriers and trackers print, by slug."""
        return self.by_key(Wordings, "data/wordings/")

    @cached_property
    def checklists(self) -> dict[str, tuple[Proof, ...]]:
        """Return the proof that a claim needs, by situation."""
        records = (record for _, record in self.each(Checklists))
        return {id_: proofs for record in records for id_, proofs in record.by_situation().items()}

    @cached_property
    def trackers(self) -> tuple[Organisation, ...]:
        """Return the trackers that work for every country."""
        return tuple(t for _, record in self.each(Trackers) for t in record.trackers)

    @cached_property
    def organisations(self) -> tuple[Organisation, ...]:
        """Return the posts, customs desks and trackers, in this order."""
        posts = (one for post in self.post_offices.values() for one in post.organisations)
        desks = (one for customs in self.customs.values() for one in customs.organisations)
        return (*posts, *desks, *self.trackers)

    @cached_property
    def addresses(self) -> Addresses:
        """Return what the check of addresses knows beside those of the contacts."""
        return next((record for _, record in self.each(Addresses)), Addresses(addresses=()))

    def document_at(self, url: str) -> NamedDocument | None:
        """Return the document at an address, if it has a name of its own."""
        return next((d for _, d in self.each(NamedDocument) if d.is_at(url)), None)

    @cached_property
    def newest_year(self) -> int:
        """Return the year of the newest source; 0 when none bears a date."""
        return max((int(c.as_of[:4]) for _, c in self.each(Claim) if c.as_of), default=0)

    @cached_property
    def number_formats(self) -> dict[str, NumberFormat]:
        """Return the formats of tracking numbers by id."""
        return {
            number_format.id: number_format
            for _, record in self.each(NumberFormats)
            for number_format in record.formats
        }

    @cached_property
    def order_numbers(self) -> tuple[NumberFormat, ...]:
        """Return the formats of numbers that people take for tracking numbers."""
        return tuple(
            number_format
            for _, record in self.each(NumberFormats)
            for number_format in record.order_numbers
        )

    @cached_property
    def service_letters(self) -> tuple[ServiceLetter, ...]:
        """Return what the first letters of a postal number say."""
        return tuple(letter for _, letter in self.each(ServiceLetter))

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Return the pages by path below `docs/`, without `.md`."""
        return {
            file.removeprefix("docs/").removesuffix(".md"): page
            for file, page in self.records.items()
            if isinstance(page, Page)
        }

    @cached_property
    def messages(self) -> dict[str, Message]:
        """Return the messages to send, by slug."""
        return self.by_key(Message, "data/messages/")

    @cached_property
    def releases(self) -> tuple[Release, ...]:
        """Return the releases of the data, the newest first."""
        found = self.by_key(Release, "data/releases/").values()
        return tuple(sorted(found, key=lambda release: release.day, reverse=True))

    @cached_property
    def next_steps(self) -> NextSteps | None:
        """Return the next steps, if there are any."""
        return next((next_steps for _, next_steps in self.each(NextSteps)), None)

    def questions(self, language: str) -> dict[str, Page]:
        """Return the pages that answer a question, in `language`, by slug."""
        folder = f"{language}/faq/"
        return {
            path.removeprefix(folder): page
            for path, page in self.pages.items()
            if path.startswith(folder) and path != f"{folder}index"
        }

    @cached_property
    def search_words(self) -> dict[str, SearchWords]:
        """Return the words for the search by language."""
        return self.by_key(SearchWords, "data/search/")

    @property
    def languages(self) -> list[str]:
        """Return the languages that have the words of an edition, the original one first."""
        return sorted(
            self.by_key(InterfaceWords, "data/words/"), key=lambda code: (code != ORIGINAL, code)
        )

    @cached_property
    def asked(self) -> dict[str, Asked]:
        """Return how people ask for the pages by language."""
        return self.by_key(Asked, "data/asked/")

    def has_words(self, language: str) -> bool:
        """Return whether the words of the interface in `language` could be read."""
        return f"data/words/{language}.yml" in self.records

    def words(self, language: str) -> Mapping[str, Any]:
        """Return the words of the interface in `language`."""
        record = self.records[f"data/words/{language}.yml"]
        assert isinstance(record, InterfaceWords)
        return record.words.model_dump(by_alias=True)


def walk(value: object, path: Pointer = ()) -> Iterator[tuple[Pointer, object]]:
    """Yield `value` and every part of it with the way to it, as the file spells it."""
    yield path, value
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield from walk(getattr(value, name), (*path, field.alias or name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from walk(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from walk(item, (*path, key))
