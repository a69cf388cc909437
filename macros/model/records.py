"""The other records of `data/`: facts, exceptions to rules, words for the search, releases."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from macros.model.claims import Claim
from macros.model.countries import EU_MEMBERS
from macros.model.kinds import (
    Day,
    Model,
    Prose,
    Slug,
    Text,
    each_once,
)


class Fact(Claim):
    """One checkable rule, period, fee or limit."""

    id: Slug = Field(description="Permanent; pages cite it.")
    about: Literal[
        "order", "tracking", "dispute", "protection", "delivered", "customs", "charges",
        "rights", "scam", "original-list",
    ] = Field(description="Its topic.")  # fmt: skip
    value: Prose = Field(description="The short form, for tables and inside sentences.")
    statement: Prose = Field(description="The fact in a sentence or two.")
    in_country: dict[str, Prose] = Field(
        {},
        description="What it says on the page of one country, by its code, where the statement "
        "names several countries.",
    )
    refutes: Prose | None = Field(None, description="The wrong claim that this fact corrects.")
    since: Day | None = Field(
        None, alias="from", description="The first day on which the rule holds: YYYY-MM-DD."
    )
    until: Day | None = Field(None, description="The last day on which the rule holds: YYYY-MM-DD.")
    applies_to: Annotated[tuple[str, ...], AfterValidator(each_once)] = Field(
        min_length=1, description="Country codes, `EU`, or `all`."
    )
    carriers: tuple[Slug, ...] = Field((), description="The services that it is about.")

    @property
    def lasts(self) -> int:
        """Return for how many days a check holds: taxes and fees change most often."""
        return 90 if self.about == "charges" else 180

    def said_in(self, country: str) -> Prose:
        """Return what the fact says on the page of a country."""
        return self.in_country.get(country, self.statement)

    def holds_in(self, country: str) -> bool:
        """Return whether the fact is about `country` in particular."""
        return country in self.applies_to or ("EU" in self.applies_to and country in EU_MEMBERS)


class Facts(Model):
    """Every rule, period, fee and limit that a page states."""

    facts: tuple[Fact, ...] = Field(description="By topic, in the order in which pages use them.")


class RuleException(Model):
    """An exception to a rule, with its reason and its end."""

    rule: str = Field(description="The rule’s name, such as URL-SAFE.")
    file: str = Field(description="The file in which it is broken.")
    where: Text | None = Field(
        None, description="Words of the message, where the file breaks the rule more than once."
    )
    reason: Text = Field(description="Why this is right all the same.")
    until: Day = Field(description="The day on which somebody looks at it again.")


class RuleExceptions(Model):
    """Exceptions to the rules; one that is no longer needed is itself a problem."""

    exceptions: tuple[RuleException, ...] = Field(description="In any order.")


class CountryNames(Model):
    """What a country is called besides its name."""

    country: str = Field(description="ISO 3166-1 alpha-2 code, in capitals.")
    names: tuple[Text, ...] = Field(min_length=1, description="Other names, and its adjective.")


class SearchWords(Model):
    """The words that readers of one language use, for the search."""

    silent: tuple[Text, ...] = Field(
        (), description="Words that say nothing about what is asked, such as “the”; many in a line."
    )
    beginnings: tuple[Text, ...] = Field(
        (), description="What can be cut off before a word, such as an article."
    )
    endings: tuple[Text, ...] = Field(
        (), description="What can be cut off after a word, such as an s."
    )
    same: tuple[Annotated[tuple[Text, ...], Field(min_length=2)], ...] = Field(
        (),
        description="Groups of words and phrases that mean the same; the first names the group.",
    )
    keyboard: tuple[Annotated[Text, Field(pattern=r"^\S+( \S+)+$")], ...] = Field(
        (),
        description="What its keyboard writes, row by row in the order of the keys of the English "
        "one, with a blank between keys: for who typed on the wrong one.",
    )
    sounds: tuple[Annotated[Text, Field(pattern=r"^[^\s=]+=\S*( [^\s=]+=\S*)*$")], ...] = Field(
        (),
        description="How its letters, and those that people write for them in other scripts, "
        "sound: `ش=sh ا=`; many in a line. Words that sound alike are taken for each other.",
    )
    any_country: Text = Field(
        Text("country"),
        pattern=r"^[\w ]+$",
        description="The word that stands for the name of any country.",
    )
    any_post: Text = Field(
        Text("post office"),
        pattern=r"^[\w ]+$",
        description="The words that stand for the name of any post.",
    )
    asked_of_a_service: tuple[Text, ...] = Field(
        (), description="What people ask about a shipping service, with “…” for its name."
    )
    countries: tuple[CountryNames, ...] = Field(
        (), description="Further names of countries; CLDR has the usual ones."
    )


class DataChange(Model):
    """One thing that a release of the data changed."""

    kind: Literal["added", "corrected", "withdrawn", "rechecked", "removed"] = Field(
        description="What was done."
    )
    about: Text = Field(description="The country and desk, the service, or the dataset.")
    says: Text = Field(description="What changed, in a sentence.")


class Release(Model):
    """What changed in the data up to a day; `python -m macros diff` writes it."""

    day: Day = Field(description="The day of the release; the file bears it as its name.")
    title: Text = Field(description="What it is about, in a few words.")
    changes: tuple[DataChange, ...] = Field(min_length=1, description="In the order of the files.")
