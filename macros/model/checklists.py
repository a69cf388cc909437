"""The proof that a claim needs, by situation."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from macros.model.kinds import Model, Prose, Slug, each_once


class Proof(Model):
    """One thing to collect for a claim."""

    id: Slug = Field(description="Permanent: browsers remember it.")
    what: Prose = Field(description="What to collect, in a sentence.")
    rests_on: tuple[Slug, ...] = Field((), description="The facts that say why, if there are any.")


class Checklist(Model):
    """The proof for one situation."""

    id: Slug = Field(description="The situation, such as the name of its answer.")
    proofs: Annotated[tuple[Slug, ...], AfterValidator(each_once)] = Field(
        min_length=1, description="The ids of the proofs, in the order in which to collect them."
    )


class Checklists(Model):
    """Every proof once, and which of them each situation needs."""

    proofs: tuple[Proof, ...] = Field(description="In any order.")
    checklists: tuple[Checklist, ...] = Field(description="In any order.")

    @model_validator(mode="after")
    def _names_known_proofs(self) -> Self:
        known = {proof.id for proof in self.proofs}
        for checklist in self.checklists:
            if lacking := [id_ for id_ in checklist.proofs if id_ not in known]:
                raise ValueError(f"`{checklist.id}` names `{lacking[0]}`, which is no proof")
        return self

    def by_situation(self) -> dict[str, tuple[Proof, ...]]:
        """Return the proofs that each situation needs, in their order."""
        known = {proof.id: proof for proof in self.proofs}
        return {c.id: tuple(known[id_] for id_ in c.proofs) for c in self.checklists}
