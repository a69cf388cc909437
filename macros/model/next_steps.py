"""What a reader does next: a table from what they know to a plan with dates."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from macros.model.claims import Stage, Tracked
from macros.model.gaps import WithGaps
from macros.model.kinds import Model, Prose, Slug

# The days from which others are counted.
Start = Literal["today", "shipped", "last-news", "delivery", "protection", "your-date"]


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
    form: Literal["opens", "safe", "closes"] | None = Field(
        None,
        description="What it is to the form with which money is asked for: the day on which it is "
        "said to open, the last day that we call safe, or the day on which it is said to close.",
    )
    unknown: Prose = Field(description="How it is said while the day is not known.")
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
    now: tuple[Sentence, ...] = Field(min_length=1, description="What to do today, in order.")
    then: tuple[Slug, ...] = Field((), description="The steps to come.")
    asks: Literal["cancel", "form", "bank"] | None = Field(
        None, description="How it asks for the money today; none: it waits."
    )
    call: Literal["post", "customs", "bank", "nobody"] = Field(description="Whom to call.")
    write: tuple[Slug, ...] = Field((), description="The messages to send, the best first.")
    never: tuple[Slug, ...] = Field((), description="What not to do.")
    why: tuple[Slug, ...] = Field(min_length=1, description="The facts behind it.")
    page: str = Field(description="The page that says more, such as faq/not-arrived.")


class NextSteps(Model):
    """The next steps: from what the reader knows to a plan with dates."""

    dates: tuple[PlanDate, ...] = Field(description="The days that sentences and steps name.")
    times: tuple[TimeLeft, ...] = Field(min_length=1, description="The first that holds counts.")
    situations: tuple[Situation, ...] = Field(min_length=1, description="In a parcel’s order.")
    steps: tuple[Step, ...] = Field(description="What to do later.")
    cautions: tuple[Caution, ...] = Field(description="What not to do.")
    plans: tuple[Plan, ...] = Field(min_length=1, description="The answers.")
