"""How well a search answers the questions that buyers really asked, by running its real worker."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Protocol

from playwright.sync_api import Page

# The worker of this site: each page names it, since its address changes with what is in it.
WORKER = ""
QUESTIONS = Path(__file__).with_name("questions.jsonl")

# Besides its own page, what counts as an answer to a label.
_LISTS = {
    "post-office-contacts": r"contacts/post-offices/|countries/[a-z]{2}/",
    "customs-contacts": r"contacts/customs/|countries/[a-z]{2}/",
}
# A question about a status is answered by their dictionary too.
_STATUS_LABELS = ("tracking-stopped", "how-to-track", "not-arrived")

# Material for MkDocs' protocol: set-up, ready, query, result.
_ASK = """async ({worker, index, beside, questions, brief, country}) => {
  const engine = new Worker(worker);
  const next = () => new Promise((done) =>
    engine.addEventListener("message", ({data}) => done(data), {once: true}));
  const send = async (type, data) => {
    const answer = next();
    engine.postMessage({type, data, country});
    return await answer;
  };
  const ready = await send(0, {...index, beside, options: {suggest: true}});
  if (ready.type !== 1) throw new Error("not ready");
  const answers = [];
  const groups = ({items}) => items.map((group) => group.map(({location}) => ({location})));
  for (const question of questions) {
    const {data} = await send(2, question);
    answers.push(brief ? {items: groups(data)} : data);
  }
  engine.terminate();
  return answers;
}"""


_NAMED = 'JSON.parse(document.querySelector("#__config").textContent).search'


class Asked(Protocol):
    """A question of which it is known what answers it."""

    @property
    def question(self) -> str:
        """Return its words."""

    def is_answered_by(self, address: str) -> bool:
        """Return whether the page at `address` is one that answers the question."""

    def is_written_for(self, pages: Iterable[str]) -> bool:
        """Return whether one of a site's pages answers the question."""


@dataclass(frozen=True)
class Question:
    """A question with the label given to it by hand, and where somebody really asked it.

    `also` names pages that answer it more exactly than the page of its label.
    """

    question: str
    language: str
    label: str
    source: str
    also: tuple[str, ...] = ()

    def is_answered_by(self, address: str) -> bool:
        """Return whether the page at `address` is one that answers the question."""
        path = address.split("#")[0]
        if path in {f"faq/{slug}/" for slug in (self.label, *self.also)}:
            return True
        if self.label.startswith("carrier:"):
            return path.startswith("carriers/")
        if self.label in _STATUS_LABELS and path == "statuses/":
            return True
        return bool(re.fullmatch(_LISTS.get(self.label, "-"), path))

    def is_written_for(self, pages: Iterable[str]) -> bool:
        """Return whether one of a site's pages answers the question."""
        return any(map(self.is_answered_by, pages))


def questions() -> list[Question]:
    """Return all questions, in every language."""
    lines = QUESTIONS.read_text("utf-8").splitlines()
    return [Question(**{**q, "also": tuple(q.get("also", ()))}) for q in map(json.loads, lines)]


def labelled(language: str = "en") -> list[Question]:
    """Return the questions in a language that have the label of a page."""
    return [q for q in questions() if q.language == language and q.label != "none"]


def beyond() -> list[Question]:
    """Return the English questions without a label that other pages are written for."""
    return [q for q in questions() if q.language == "en" and q.label == "none" and q.also]


def answers(
    page: Page,
    address: str,
    worker: str,
    asked: Sequence[str],
    index: object = None,
    *,
    brief: bool = False,
    country: str | None = None,
    folder: str = "search",
) -> list[Any]:
    """Return what a worker answers to each question, as it hands it to the theme.

    `address` is where the built site is served, `worker` the path of its search worker, and
    `index` what it is to search; when it is None, the site's own. A `brief` answer holds only where
    it leads: the others are heavy, and hundreds of them more than a browser hands over. `country`
    is the code of the reader's, and `folder` where the site has what its search loads.
    """
    file = f"{address}{folder}/search_index.json"
    page.goto(address)
    worker = worker or str(page.evaluate(_NAMED))
    index = index or page.evaluate("async (file) => (await fetch(file)).json()", file)
    given = {"worker": address + worker, "index": index, "beside": file, "brief": brief}
    given |= {"questions": list(asked), "country": country}
    return list(page.evaluate(_ASK, given))


def ask(page: Page, address: str, worker: str, asked: Sequence[str]) -> list[list[str]]:
    """Return, for each question, the addresses of the pages found, the best first."""
    return [found(answer) for answer in answers(page, address, worker, asked, brief=True)]


def found(answer: Any) -> list[str]:  # noqa: ANN401 - a message of a worker
    """Return the addresses of the pages in an answer: of each group the one without an anchor."""
    groups = ([str(part["location"]) for part in group] for group in answer["items"])
    return [min(group, key=lambda location: "#" in location) for group in groups]


@dataclass(frozen=True)
class Score:
    """How many questions were answered in the first place, in the first three, and not at all."""

    asked: int
    first: float
    third: float
    reciprocal: float
    empty: int

    # What stands above the figures of a score.
    HEADS: ClassVar[str] = "".join(f"{name:>8}" for name in ("first", "in 3", "MRR", "empty"))

    def __str__(self) -> str:
        """Return the figures, for a line of a table."""
        return f"{self.first:8.3f}{self.third:8.3f}{self.reciprocal:8.3f}{self.empty:8}"


def score(asked: Sequence[Asked], found: Iterable[Sequence[str]]) -> Score:
    """Return the success at 1 and at 3, the mean reciprocal rank and the empty answers."""
    ranks = []
    empty = 0
    for question, pages in zip(asked, found, strict=True):
        empty += not pages
        places = (at for at, page in enumerate(pages, 1) if question.is_answered_by(page))
        ranks.append(next(places, 0))
    share = 1 / len(ranks)
    return Score(
        asked=len(ranks),
        first=share * sum(rank == 1 for rank in ranks),
        third=share * sum(1 <= rank <= 3 for rank in ranks),
        reciprocal=share * sum(1 / rank for rank in ranks if rank),
        empty=empty,
    )
