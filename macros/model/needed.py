"""The files without which the site cannot be made."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from pydantic import Field

from macros.model.kinds import Model
from macros.source import ORIGINAL, SETTINGS, Problem

# What pages, the search and the public data are made of.
_DATA = (
    "data/addresses.yml",
    "data/checklists.yml",
    "data/facts.yml",
    "data/labels.yml",
    "data/next-steps.yml",
    "data/number-formats.yml",
    "data/number-words.yml",
    f"data/search/{ORIGINAL}.yml",
    "data/statuses.yml",
    "data/trackers.yml",
    "data/tracking-words.yml",
    f"data/words/{ORIGINAL}.yml",
)
# Where templates, scripts, problems and the public data lead.
_PAGES = (
    "about/changes", "about/data", "about/index", "about/rules", "carriers/index",
    "countries/index", "faq/customs-hold", "faq/delivered-not-received",
    "faq/dispute-unavailable", "faq/how-to-track", "faq/index", "faq/not-arrived",
    "faq/same-tracking-number", "faq/tracking-stopped", "index", "messages", "next-step/index",
    "statuses/lines",
)  # fmt: skip
# What must be there, whatever the menu names.
ALWAYS = frozenset({*_DATA, *(f"docs/{ORIGINAL}/{page}.md" for page in _PAGES)})


class Settings(Model):
    """What is read of the site's settings."""

    menu: tuple[str, ...] = Field(description="The files of the pages that the menu names.")


def needed(records: Mapping[str, Model]) -> frozenset[str]:
    """Return the files that must be there; none when `records` are not a whole project's."""
    settings = records.get(SETTINGS)
    return ALWAYS.union(settings.menu) if isinstance(settings, Settings) else frozenset()


def lacking(records: Mapping[str, Model], unread: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each file that must be there and is missing, or has nothing in it.

    `unread` names the files that are there and could not be read: each has its own problem.
    """
    for file in sorted(needed(records).difference(unread)):
        record = records.get(file)
        if record is None or not any(value for _, value in record):
            what = "The file is missing" if record is None else "There is nothing in the file"
            also = "" if file in ALWAYS else f" Or take the page out of the menu in {SETTINGS}."
            yield Problem(
                file,
                1,
                "FILE-PRESENT",
                f"{what}, and the site cannot be made without it.",
                f"Put it back as it was in an earlier version.{also}",
            )
