"""Print how well the search answers with other constants than its own, to choose them by.

Only questions to learn from are asked. They are dealt into parts. For each part the phrases go
that are close to one of its questions: whoever wrote them may have had it in mind, and there is
none so close to a question that nobody knows. A constant is changed only where the others are
clearly worse: of 400 questions, a hundredth is four. `python -m tests.search.validate 0.5` leaves
out only phrases that say nearly the same.
"""

from __future__ import annotations

import json
import math
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from macros import site
from macros.model import Asked, AskedOfPage, Edition, load
from macros.site import asked, pairs
from macros.site.json_file import write_json
from macros.site.search import FILE, PAIRS
from tests.browser.chromium import launch
from tests.conftest import SCRIPTS, serving
from tests.projects import ROOT
from tests.search import measure
from tests.search.gathered import gathered

LANGUAGE = "en"
PARTS = 5
# From this cosine of their words on, a rare one counting more, a phrase is close to a question.
CLOSE = 0.3


@dataclass(frozen=True)
class Constant:
    """A number in a script of the search, and what it could be instead."""

    script: str
    name: str
    values: tuple[float, ...]


CONSTANTS = (
    Constant("mixing", "BY_WORDS", (1.5, 2, 2.5, 3, 3.5)),
    Constant("mixing", "EXACT", (2, 4, 6)),
    Constant("guess", "UNSEEN", (0.2, 0.3, 0.5)),
    Constant("guess", "COMMON", (0.3, 0.5, 0.7)),
    Constant("guess", "SINGLE", (0.5, 0.7, 1)),
    Constant("guess", "IN_A_ROW", (0, 0.2, 0.3, 0.5)),
)
DEFINED = r"(?<=const {name}=)[^;]+|(?<=const {name} = )[^;]+"


def main(close: float = CLOSE) -> None:
    """Build the site, ask every part with every constant, and print a table."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        built = Path(folder, "site")
        assert site.build(ROOT, built, lambda _: None)
        parts = dealt(questions(), PARTS)
        folders = [searched_without(built, part, close) for part in parts]
        page = launch(playwright).new_page()
        print(f"{'':16}{measure.Score.HEADS}")
        with serving(built) as address:
            for name, worker in variants(built):
                found = [
                    pages
                    for part, folder in zip(parts, folders, strict=True)
                    for pages in ask(page, address, worker, part, folder)
                ]
                all_asked = [question for part in parts for question in part]
                print(f"{name:16}{measure.score(all_asked, found)}")


def questions() -> list[measure.Asked]:
    """Return every question that may be learned from and that a page answers."""
    learned = (q for q in gathered("learn") if q.language == LANGUAGE and q.pages)
    return [*measure.labelled(), *learned]


def dealt(questions: Sequence[measure.Asked], parts: int) -> list[list[measure.Asked]]:
    """Return the questions in so many parts, dealt like cards."""
    return [list(questions[at::parts]) for at in range(parts)]


def searched_without(built: Path, part: Sequence[measure.Asked], close: float) -> str:
    """Write what the search of a built site loads, without the phrases close to a part's questions.

    The folder that is returned lies beside the site's own, which has the other files too.
    """
    knowledge = load(ROOT)
    record = without(knowledge.asked[LANGUAGE], part, close)
    shown = asked.shown_by(Edition(knowledge, LANGUAGE))
    folder = Path(tempfile.mkdtemp(dir=built))
    shutil.copytree(built / FILE.parent, folder, dirs_exist_ok=True)
    index = json.loads((built / FILE).read_text("utf-8"))
    write_json(folder / FILE.name, index | {"asked": asked.counted(record, shown)})
    write_json(folder / PAIRS.name, pairs.learned(record, shown))
    return folder.name


def without(record: Asked, part: Collection[measure.Asked], close: float = CLOSE) -> Asked:
    """Return phrases without those that are close to one of some questions."""
    bags = {text: _bag(text, record) for of in record.asked for text in of.phrases}
    rare = _rarities(bags.values())
    others = [_bag(question.question, record) for question in part]
    far = {text for text, bag in bags.items() if all(near(bag, b, rare) < close for b in others)}
    kept = (
        AskedOfPage(page=of.page, phrases=phrases)
        for of in record.asked
        if (phrases := tuple(text for text in of.phrases if text in far))
    )
    return record.model_copy(update={"asked": tuple(kept)})


def near(one: Collection[str], other: Collection[str], rare: Mapping[str, float]) -> float:
    """Return the cosine of two bags of words, each word counting as much as it is rare."""
    most = max(rare.values(), default=1)
    size = math.sqrt(math.prod(sum(rare.get(w, most) ** 2 for w in bag) for bag in (one, other)))
    return sum(rare.get(w, most) ** 2 for w in {*one} & {*other}) / size if size else 0


def variants(built: Path) -> Iterator[tuple[str, str]]:
    """Yield names and workers of the search, as it is and with one constant changed in each."""
    yield "as it is", measure.WORKER
    for constant in CONSTANTS:
        for value in constant.values:
            scripts = built / "assets" / f"{constant.name}-{value}"
            shutil.copytree(SCRIPTS, scripts)
            file = scripts / "search" / f"{constant.script}.js"
            defined = DEFINED.format(name=constant.name)
            text, times = re.subn(defined, str(value), file.read_text("utf-8"))
            assert times == 1, constant
            file.write_text(text, encoding="utf-8")
            worker = scripts / "search" / "worker.js"
            yield f"{constant.name} {value}", worker.relative_to(built).as_posix()


def ask(
    page: Page, address: str, worker: str, part: Sequence[measure.Asked], folder: str
) -> list[list[str]]:
    """Return the pages that a worker finds for a part's questions, with files of its own."""
    asked_for = [question.question for question in part]
    found = measure.answers(page, address, worker, asked_for, brief=True, folder=folder)
    return [measure.found(answer) for answer in found]


def _bag(text: str, record: Asked) -> frozenset[str]:
    return frozenset(asked.terms(text, record))


def _rarities(bags: Collection[Collection[str]]) -> dict[str, float]:
    """Return how rare each word is: the logarithm of how many bags there are for one with it."""
    times = Counter(word for bag in bags for word in bag)
    return {word: math.log(1 + len(bags) / count) for word, count in times.items()}


if __name__ == "__main__":
    main(*map(float, sys.argv[1:2]))
