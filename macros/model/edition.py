"""What is known, in one language: its words, its pages, and names in its alphabet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from macros.model.collation import sort_key
from macros.model.countries import country_name
from macros.model.knowledge import Knowledge
from macros.model.pages import Page
from macros.model.records import SearchWords
from macros.model.telling import told
from macros.model.tracking import Carrier
from macros.model.translations import is_outdated
from macros.source import ORIGINAL


@dataclass(frozen=True)
class Edition:
    """The knowledge in one language, such as `en` or `pt-BR` (Unicode CLDR)."""

    given: Knowledge
    language: str

    @cached_property
    def knowledge(self) -> Knowledge:
        """Return what is known, told in this language as far as somebody has translated it."""
        known = self.given.told
        if self.language not in known:
            known[self.language] = told(self.given, self.language)
        return known[self.language]

    @cached_property
    def words(self) -> Mapping[str, Any]:
        """Return the words of the interface."""
        return self.knowledge.words(self.language)

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Return every page by its path below the edition's root, without `.md`.

        What nobody has translated is there as it was written first.
        """
        return self.original_pages | self.own_pages

    @cached_property
    def own_pages(self) -> dict[str, Page]:
        """Return the pages that are written in this language, by their path.

        One of which most is older than its original is not among them.
        """
        if self.language == ORIGINAL:
            return self.original_pages
        originals, own = self.original_pages, self._written_in(self.language)
        return {
            p: page
            for p, page in own.items()
            if p not in originals or not is_outdated(page, originals[p])
        }

    @cached_property
    def original_pages(self) -> dict[str, Page]:
        """Return the pages as they were written first."""
        return self._written_in(ORIGINAL)

    def _written_in(self, language: str) -> dict[str, Page]:
        folder = f"{language}/"
        pages = self.knowledge.pages.items()
        return {path.removeprefix(folder): page for path, page in pages if path.startswith(folder)}

    def language_of(self, path: str) -> str:
        """Return the language in which the page at `path` is shown."""
        return self.language if path in self.own_pages else ORIGINAL

    @cached_property
    def folder(self) -> str:
        """Return where the edition lies, below the site's root: nowhere else for the original."""
        return "" if self.language == ORIGINAL else f"{self.language}/"

    @cached_property
    def questions(self) -> dict[str, Page]:
        """Return the pages that answer a question, by slug."""
        return self.knowledge.questions(ORIGINAL) | self.knowledge.questions(self.language)

    @cached_property
    def search_words(self) -> SearchWords:
        """Return how people of this language ask."""
        known = self.knowledge.search_words.get(self.language)
        return known or SearchWords.model_validate({})

    @cached_property
    def countries(self) -> list[str]:
        """Return the countries, in small letters, in the order of their names."""
        return sorted(
            self.given.post_offices,
            key=lambda code: sort_key(self.country_name(code), self.language),
        )

    @cached_property
    def services(self) -> dict[str, Carrier]:
        """Return the shipping services by slug, in the order of their names."""
        known = self.knowledge.carriers.items()
        return dict(sorted(known, key=lambda item: sort_key(item[1].name, self.language)))

    def country_name(self, code: str) -> str:
        """Return the name of a country (ISO 3166-1, in any case)."""
        return country_name(code, self.language)

    def country_names(self, codes: Iterable[str]) -> list[str]:
        """Return the names of countries in their order."""
        names = map(self.country_name, codes)
        return sorted(names, key=partial(sort_key, language=self.language))
