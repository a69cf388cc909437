"""A file that the site cannot do without is missed by its name, by every command, and only once."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.__main__ import main
from macros.model import datasets, understand
from macros.model.needed import ALWAYS
from macros.rules import RULES, check

from .projects import ROOT

PAGE = "---\ntitle: T\ndescription: D.\nrests_on: [window]\nrender_macros: true\n---\n# T\n\n"
SLUGS = sorted(Path(file).stem for file in ALWAYS if re.search("/faq/(?!index)", file))
LIST = "{{ question_list(" + ", ".join(f'"{slug}"' for slug in [*SLUGS, "lost"]) + ") }}"
CALLS = (
    '{{ fact("window") }} {{ original_resolution("tracked") }} {{ question_list("not-arrived") }} '
    '{{ next_step_plans("lost") }} {{ carrier_page("saver") }} {{ label("ask") }}'
)
ANSWER = (
    "---\ntitle: T\ndescription: D.\nasked_as: [{0} one, {0} two, {0} three]\n---\n"
    '!!! now "First"\n\n## Steps {{: #steps }}\n'
)
# A small project of made-up records, whose parts name one another.
SMALL = {
    **{file: "---\ntitle: T\ndescription: D.\n---\n# T\n" for file in ALWAYS if ".md" in file},
    **RULES["SEARCH-WORD-ONCE"].good,
    **RULES["TRACKER-LINK"].good,
    **RULES["NEXT-STEP-ONE"].good,
    **RULES["FORMAT-EXISTS"].good,
    **RULES["LABEL-NAME-ONCE"].good,
    **RULES["ADDRESS-ONE-KIND"].good,
    "data/checklists.yml": "proofs:\n  - id: page\n    what: A picture.\n"
    "checklists:\n  - id: lost\n    proofs: [page]\n",
    "data/tracking-words.yml": "ideas:\n  customs: [custom]\n",
    "data/number-words.yml": "papers: [nif]\ncards: [card]\nphones: [tel]\nthings: [item]\n"
    "between: [is]\ncountries: [IS]\n",
    **{f"docs/en/faq/{slug}.md": ANSWER.format(slug) for slug in [*SLUGS, "lost"]},
    "docs/en/carriers/saver.md": "---\ntitle: T\ndescription: D.\n---\n# T\n",
    "docs/en/about/calls.md": f"{PAGE}{CALLS}\n",
    "docs/en/faq/index.md": f"{PAGE}{LIST}\n",
    "data/words/en.yml": (ROOT / "data/words/en.yml").read_text("utf-8"),
    "mkdocs.yml": "nav:\n  - Home: index.md\n  - About:\n      - Calls: about/calls.md\n",
}
for group in ("tracked", "may-be-untracked"):
    SMALL["data/facts.yml"] += (
        f"  - id: original-{group}\n    about: original-list\n    value: It says so.\n"
        "    statement: It says so.\n    applies_to: [all]\n    evidence: reported\n"
    )
NEEDED = sorted({*ALWAYS, "docs/en/about/calls.md"})
LOSSES = {"missing": None, "empty": "", "only a comment": "# Nothing yet.\n"}
COMMANDS = (
    ["check"],
    ["export"],
    ["fix"],
    ["stale", "--today", "2027-01-31"],
    ["diff", "HEAD"],
    ["build"],
    ["new", "customs", "bo"],
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the small project as a git checkout."""
    root = tmp_path_factory.mktemp("small")
    for file, text in SMALL.items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(text, encoding="utf-8")
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for command in (["init", "--quiet"], ["add", "."], [*who, "commit", "--quiet", "-m", "A"]):
        subprocess.run(["git", *command], cwd=root, check=True)
    assert main(["--root", str(root), "fix"]) == 0
    return root


@pytest.fixture
def lost(request: pytest.FixtureRequest, project: Path) -> Iterator[str]:
    """Return the name of a file that is lost in the project until the test is over."""
    file, how = request.param
    path = project / file
    before, text = path.read_bytes(), LOSSES[how]
    path.unlink()
    if text is not None:
        path.write_text(text, encoding="utf-8")
    yield file
    path.write_bytes(before)


EVERY_LOSS = pytest.mark.parametrize(
    "lost",
    # To a page without a head it makes no difference what it holds instead.
    [
        (file, how)
        for file in NEEDED
        for how in LOSSES
        if file.endswith(".yml") or "only" not in how
    ],
    ids=lambda given: f"{given[0]} {given[1]}",
    indirect=True,
)


def test_the_small_project_has_no_problem(project: Path) -> None:
    assert check(understand({file: text.encode() for file, text in SMALL.items()})) == []
    assert main(["--root", str(project), "check"]) == 0


@EVERY_LOSS
def test_every_command_names_a_file_that_is_lost_and_nothing_else(
    lost: str, project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    # Every command reads the files in the same way: one of them is asked about each kind of loss.
    for command in COMMANDS[:1] if (project / lost).exists() else COMMANDS:
        assert main(["--root", str(project), *command]) == 1, command
        said = "".join(capsys.readouterr())
        named = re.findall(r"(?m)^(\S+):\d+: [A-Z]+(?:-[A-Z]+)+: ", said)
        assert named == [lost], (command, said)
    for made in ("data/customs/bo.yml", "docs/en/countries/bo.md"):
        (project / made).unlink(missing_ok=True)


def test_a_file_without_records_is_missed_too() -> None:
    hollow = SMALL | {"data/statuses.yml": "statuses: []\n"}
    found = check(understand({file: text.encode() for file, text in hollow.items()}))
    assert [(p.file, p.rule) for p in found] == [("data/statuses.yml", "FILE-PRESENT")]


def test_a_page_of_the_menu_alone_can_be_taken_out_of_it() -> None:
    files = {file: text.encode() for file, text in SMALL.items() if "/calls" not in file}
    (found,) = check(understand(files))
    assert "take the page out of the menu" in found.fix


def test_a_few_files_are_no_whole_project() -> None:
    files = {file: text.encode() for file, text in SMALL.items() if file != "mkdocs.yml"}
    del files["data/trackers.yml"]
    assert check(understand(files)) == []


def test_every_dataset_of_one_file_is_needed_except_exceptions_and_names_of_documents() -> None:
    alone = {files for files, _ in datasets().values() if "*" not in files}
    assert alone - ALWAYS == {"data/documents.yml", "data/exceptions.yml"}


def links_of_the_machinery() -> set[str]:
    """Return the pages to which templates and scripts lead by an address written out in them."""
    texts = [
        path.read_text("utf-8")
        for folder in ("macros/pages/templates", "macros/theme", "docs/en/assets/scripts")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".j2", ".html", ".js"}
    ]
    link = r"""(?:base ?\}\}|["'`]|\.\./)([a-z-]+(?:/[a-z-]+)*)(?:/(?=["'`?#])|\.md\b)"""
    found = {path for text in texts for path in re.findall(link, text)}
    pages = ((f"docs/en/{path}.md", f"docs/en/{path}/index.md") for path in found)
    return {file for names in pages for file in names if (ROOT / file).is_file()}


def test_every_page_to_which_templates_and_scripts_lead_is_needed() -> None:
    found = links_of_the_machinery()
    assert {"docs/en/faq/index.md", "docs/en/messages.md"} <= found
    # The search tells these lists from other pages, and leads to none of them unless it is there.
    lists = {f"docs/en/{page}.md" for page in ("contacts/customs", "contacts/post-offices")}
    lists |= {"docs/en/statuses.md"}
    assert found - ALWAYS - lists == set()
