"""What the check of addresses knows beside the contacts: short ones, shared ones, endings."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from macros.model.claims import Claim
from macros.model.kinds import Model, Text, each_once

AddressKind = Literal[
    "platform", "company", "short", "chat", "shared", "second-level", "common-word"
]
# Kinds whose addresses belong to somebody.
_NAMED = ("platform", "company")
_Host = Annotated[str, Field(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)*$")]
_Letter = Annotated[str, Field(pattern="^[a-z]$")]
# The ending of a country has two letters (ISO 3166-1).
_ENDING = 2


def _like_one_letter(alike: dict[str, str]) -> dict[str, str]:
    each_once(tuple("".join(alike.values())))
    return alike


class KnownAddresses(Claim):
    """Addresses of one kind, such as a company's further ones, or parts of addresses."""

    kind: AddressKind = Field(
        description="platform: the shop’s own; company: a carrier’s, or of who takes a payment, "
        "beside those of the contacts; short: hides another address; chat: leads into a chat; "
        "shared: everybody can have a name before it; second-level: stands before a country’s "
        "ending, like co in co.uk; common-word: many names hold it, it is nobody’s by itself."
    )
    name: Text | None = Field(
        None, description="Whose the address is, if it is a platform’s or a company’s."
    )
    hosts: Annotated[tuple[_Host, ...], AfterValidator(each_once)] = Field(
        min_length=1, description="In small letters, without https:// and www."
    )

    @model_validator(mode="after")
    def _owner_has_a_name(self) -> Self:
        if (self.kind in _NAMED) != (self.name is not None):
            raise ValueError("a platform or a company has a `name`, and nothing else has one")
        return self


class Addresses(Model):
    """What the check of addresses knows beside those of the contacts."""

    addresses: tuple[KnownAddresses, ...] = Field(description="In any order.")
    alike: Annotated[dict[_Letter, str], AfterValidator(_like_one_letter)] = Field(
        default={},
        description="Signs that look like a letter from a to z (Unicode TR 39): of small letters, "
        "without accents, as names are compared in these.",
    )

    def hosts(self, kind: AddressKind) -> tuple[str, ...]:
        """Return the addresses of one kind."""
        return tuple(host for each in self.addresses if each.kind == kind for host in each.hosts)

    def owned(self, host: str) -> str:
        """Return the part of a host that somebody has registered, such as laposte.fr."""
        labels = host.lower().removeprefix("www.").split(".")
        return ".".join(labels[-self._size(labels) :])

    def _size(self, labels: list[str]) -> int:
        is_second = len(labels[-1]) == _ENDING and labels[-2:-1] != []
        is_second = is_second and labels[-2] in self.hosts("second-level")
        return 3 if is_second or ".".join(labels[-2:]) in self.hosts("shared") else 2
