"""What a reader does next: a table from what they know to a plan with dates."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from macros.model.claims import Stage, Tracked
from macros.model.gaps import WithGaps
from macros.model.kinds import Model, Prose, Slug

# The days from which others are counted.
Start = Literal["today", "shipped", "paid", "last-news", "delivery", "protection", "your-date"]


class Sentence(WithGaps):
    """A sentence of a plan; its {gaps} are ids of facts, or of dates that are worked out."""


class PlanDate(Model):
    """A day that is worked out from what the reader knows."""

    id: Slug = Field(description="Sentences name it.")
    title: Prose = Field(description="What the day is, above the step that belongs to it.")
    since: Start = Field(
        alias="from",
        description="The day from which it counts. `your-date` is the earlier of `delivery` and "
        "`protection`, the two dates of the order page, or the one that is known.",
    )
    days: int = Field(ge=-60, le=400, description="How many days later; less than 0: earlier.")
    form: Literal["opens", "safe", "closes", "bank"] | None = Field(
        None,
        description="What it is to the form with which money is asked for: the day on which it is "
        "said to open, the last day that we call safe, or the day on which it is said to close; "
        "`bank`: the last day that others name for a bank or PayPal.",
    )
    unknown: Prose = Field(description="How it is said while the day is not known.")
    short: Prose | None = Field(
        None, description="What it is called on the line of all last days; none: it is not there."
    )
    alone: Prose | None = Field(
        None,
        description="What it is called while of the two dates of the order page only the end of "
        "Buyer Protection is known; none: as ever. A safe day needs it.",
    )
    do: Prose | None = Field(
        None,
        description="What to do on it, for the calendar, where the plan has no step on that day.",
    )
    earlier_than: Slug | None = Field(
        None,
        description="The date that it comes before in the countries of its facts. It is for these "
        "alone; there the other is not called the next, and the calendar leaves it out.",
    )
    rests_on: tuple[Slug, ...] = Field(
        (), description="The facts that name the days; none: our own advice."
    )


class TimeLeft(Model):
    """A stretch of time; of all, the first in which today lies counts."""

    id: Slug = Field(description="The plans name it.")
    title: Sentence = Field(description="It, as a reader would say it.")
    since: Slug | None = Field(None, description="The date with which it begins.")
    after: Slug | None = Field(None, description="The date after which it begins.")
    before: Slug | None = Field(None, description="The date before which it ends.")
    not_until: Slug | None = Field(
        None, description="A date after which alone it begins, where that date is known."
    )


class Situation(Model):
    """What tracking says, as readers would put it."""

    id: Slug = Field(description="Permanent; it stands in addresses.")
    title: Prose = Field(description="It, in a few words.")
    hint: Prose = Field(description="How to know it.")
    station: Stage | None = Field(None, description="Where on its journey the parcel is.")
    next: Sentence = Field(description="What usually comes next.")
    covers: tuple[Slug, ...] = Field((), description="The statuses of the dictionary in it.")
    checks_addresses: bool = Field(
        False, description="Whether the check of a message stands below the verdict."
    )


class Lead(Model):
    """One way on behind a door: to the plan of a situation, or straight to an answer."""

    situation: Slug | None = Field(None, description="The situation whose plan it leads to.")
    page: str | None = Field(
        None, description="The page that answers it, such as faq/how-to-track."
    )
    title: Prose | None = Field(
        None, description="What somebody says who goes to the page, where there are more ways."
    )

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.situation is None) == (self.page is None):
            raise ValueError("name a `situation` or a `page`, one of them")
        if self.situation and self.title:
            raise ValueError("a situation has its own title")
        return self


class Door(Model):
    """A worry, as a reader would say it, and where it leads."""

    id: Slug = Field(description="Permanent; it stands in addresses.")
    title: Prose = Field(description="What is wrong, in a few words.")
    hint: Prose = Field(description="How to know it.")
    ask: Prose | None = Field(None, description="What is asked where it leads to more than one.")
    leads: tuple[Lead, ...] = Field(
        min_length=1, description="Where it leads, the most likely first."
    )


class Usual(Model):
    """How many days without news are usual, where somebody says it."""

    situation: tuple[Slug, ...] = Field(min_length=1, description="Where it holds.")
    tracked: tuple[Tracked, ...] = Field((), description="How far it is scanned; none: any.")
    since: Start = Field(alias="from", description="The day from which the days are counted.")
    min: int = Field(ge=0, le=365, description="At least.")
    max: int = Field(ge=1, le=365, description="At most.")
    only: Prose | None = Field(None, description="Of what alone it is said, as a sentence.")
    rests_on: tuple[Slug, ...] = Field(min_length=1, description="The facts that say it.")


class LocalRule(Model):
    """What somebody has to do in some countries alone: those of its facts."""

    facts: tuple[Slug, ...] = Field(min_length=1, description="Where they hold, it is shown.")
    do: Sentence = Field(
        description="What to do. Its {gaps} are ids of its facts, or {value}: then each of the "
        "facts that hold has a line of its own."
    )
    plans: tuple[Slug, ...] = Field(
        (),
        description="The plans that it belongs to; none: all that are about the money for "
        "something shipped.",
    )
    after: Slug | None = Field(
        None,
        description="It stands after the first step that names this fact; none, or where no step "
        "does: after all of them.",
    )


class Step(Model):
    """What to do on a day to come."""

    id: Slug = Field(description="The plans name it.")
    on: Slug = Field(description="The date on which to do it.")
    do: Sentence = Field(description="What to do.")
    later: Literal["today", "still", "nothing"] = Field(
        description="When the day is over: do it today, it can still be done, or leave it out."
    )


class Caution(Model):
    """What not to do."""

    id: Slug = Field(description="The plans name it.")
    text: Sentence = Field(alias="not", description="What not to do.")
    rests_on: tuple[Slug, ...] = Field((), description="The facts behind it.")


class Shared(Model):
    """A sentence that several plans say."""

    id: Slug = Field(description="The plans name it in braces; no date and no fact has this name.")
    until: Slug | None = Field(
        None, description="The date from which it is left out; none, or not known: it stays."
    )
    do: Sentence = Field(description="What to do.")


class Case(Model):
    """Combinations of what tracking says, how far it is scanned, and the time that is left."""

    situation: tuple[Slug, ...] = Field(min_length=1, description="What tracking says.")
    tracked: tuple[Tracked, ...] = Field((), description="How far it is scanned; none: any.")
    time: tuple[Slug, ...] = Field((), description="The time that is left; none: any.")


class Plan(Model):
    """One answer: what to do now, then, and why."""

    id: Slug = Field(description="Its name, permanent.")
    when: tuple[Case, ...] = Field(min_length=1, description="The cases that it answers.")
    title: Sentence = Field(description="What to do, in one line.")
    verdict: Sentence = Field(description="By which day, or what matters most, in one sentence.")
    now: tuple[Sentence, ...] = Field(
        min_length=1,
        description="What to do today, in order; a sentence of `shared` is named in braces.",
    )
    then: tuple[Slug, ...] = Field((), description="The steps to come.")
    asks: Literal["cancel", "form", "bank", "nothing"] | None = Field(
        None,
        description="How it asks for the money today; `nothing`: it is not about the money of the "
        "order; none: it waits.",
    )
    call: Literal["post", "customs", "bank", "nobody"] = Field(description="Whom to call.")
    write: tuple[Slug, ...] = Field((), description="The messages to send, the best first.")
    proof: Slug | None = Field(
        None, description="The checklist of the proof to collect; what asks for money needs one."
    )
    never: tuple[Slug, ...] = Field(
        (), description="What not to do; the first costs the most, and stands under the verdict."
    )
    why: tuple[Slug, ...] = Field(min_length=1, description="The facts behind it.")
    page: str = Field(description="The page that says more, such as faq/not-arrived.")
    see: tuple[str, ...] = Field((), description="Other pages that help with it.")


class NextSteps(Model):
    """The next steps: from what the reader knows to a plan with dates."""

    dates: tuple[PlanDate, ...] = Field(description="The days that sentences and steps name.")
    times: tuple[TimeLeft, ...] = Field(min_length=1, description="The first that holds counts.")
    situations: tuple[Situation, ...] = Field(min_length=1, description="In a parcel’s order.")
    doors: tuple[Door, ...] = Field(min_length=1, description="What can be wrong.")
    usual: tuple[Usual, ...] = Field((), description="How long silence is usual.")
    local: tuple[LocalRule, ...] = Field((), description="What holds in some countries alone.")
    steps: tuple[Step, ...] = Field(description="What to do later.")
    cautions: tuple[Caution, ...] = Field(description="What not to do.")
    shared: tuple[Shared, ...] = Field((), description="What several plans say.")
    plans: tuple[Plan, ...] = Field(min_length=1, description="The answers.")
