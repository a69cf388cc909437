"""What people are told to do, by README.md and others, can be done, and gives what they say."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path
from typing import get_args

import pytest

from macros import source
from macros.__main__ import _parser, main
from macros.model import Evidence, Phone, understand
from macros.pages import data
from macros.rules import check

from .projects import ROOT
from .test_git import committed, git

README = (ROOT / "README.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
ZENSICAL = (ROOT / source.NOTES / "zensical.md").read_text("utf-8")
TOLD = f"{README}\n{CONTRIBUTING}\n{ZENSICAL}"

# Code: blocks with a fence or an indent, and what stands between ticks.
BLOCK = re.compile(r"^```(?s:.*?)^```$|^(?: {4}.*\n)+", re.M)
TICKS = re.compile(r"`([^`\n]+)`")
COMMANDS = re.findall(r"python -m macros ([^`#\n]*[^`#\s])", TOLD)
TARGETS = sorted(set(re.findall(r"(?:^ {4}|`)make ([a-z]+)", TOLD, re.M)))
# What the commands make, what only the finished site has, and what nobody may have needed yet.
MADE = {".venv", "site/", "llms.txt", "data/exceptions.yml"}


def paths() -> list[str]:
    """Return every path that is named: the targets of links, and what stands between ticks."""
    links = re.findall(r"\]\(([^)\s]+)\)", TOLD)
    named = (code for code in TICKS.findall(BLOCK.sub("", TOLD)) if " " not in code)
    is_path = re.compile(r"[\w./-]*(?:/|\.(?:md|py|toml|txt|yml))|\.\w+(?:/\w+)*|data/\S+")
    found = {path for path in named if is_path.fullmatch(path)}
    return sorted((found | {link for link in links if "://" not in link}) - MADE)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the data and the pages, with the revisions that the commands name.

    What a command makes anew is not there, and a service came after the release.
    """
    new = re.compile(r"/(bo|some-service)\.")
    files = {file: raw for file, raw in source.read(ROOT).items() if not new.search(file)}
    files["mkdocs.yml"] = (ROOT / "mkdocs.yml").read_bytes()
    later = next(file for file in files if file.startswith("data/carriers/"))
    before = {file: raw for file, raw in files.items() if file != later}
    copy = committed(tmp_path_factory.mktemp("project"), before)
    git(copy, "tag", "v1")
    (copy / later).write_bytes(files[later])
    git(copy, "add", "--all")
    git(copy, "commit", "--quiet", "--message=Add a service")
    git(copy, "update-ref", "refs/remotes/origin/main", "HEAD")
    return copy


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_works(command: str, project: Path) -> None:
    given = shlex.split(command)
    if given[0] == "export":  # test_api.py runs it
        assert _parser().parse_args(given)
        return
    assert main(["--root", str(project), *given]) == 0
    git(project, "clean", "-dffqx")
    git(project, "checkout", "--quiet", ".")


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_of_make_is_there(target: str) -> None:
    done = subprocess.run(["make", "--dry-run", target], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_every_command_is_told() -> None:
    told = {command.split()[0] for command in COMMANDS} | {"build"}  # `make site` runs it
    assert told == {"check", "fix", "new", "diff", "export", "stale", "build"}
    assert {"serve", "test", "site", "bench", "setup", "lock"} <= set(TARGETS)


@pytest.mark.parametrize("path", paths())
def test_every_path_exists(path: str) -> None:
    assert (ROOT / path).exists()


def test_no_figure_is_told_that_may_change() -> None:
    """Every figure in the prose is compared with what it is taken from, or is not there."""
    prose = re.sub(r"\]\([^)]*\)|https?://\S+", "", TICKS.sub("", BLOCK.sub("", TOLD)))
    (oldest,) = re.findall(r'requires-python = ">=([\d.]+)"', (ROOT / "pyproject.toml").read_text())
    listed = re.sub(r"^\d\. ", "", prose, flags=re.M)
    assert set(re.findall(r"\b\d(?:[\d.,]*\d)?", listed)) == {oldest}


def test_a_newer_zensical_is_looked_at_before_the_page_about_it_names_it() -> None:
    pinned = re.findall(r"zensical==[\d.]+", (ROOT / "pyproject.toml").read_text("utf-8"))
    assert re.findall(r"zensical==[\d.]+", ZENSICAL) == pinned


def test_the_site_is_shown_where_the_readme_says() -> None:
    assert re.findall(r"http://127\.\S+/", README) == [data.LOCAL]


RECORD = """\
country: {}
{}:
  - name: Made up
    role: {}
    phones:
{}"""


def test_the_example_of_an_error_is_what_the_check_says() -> None:
    (told,) = re.findall(r"^ {4}(data/\S+:\d+: .*\n) {4}( {4}Fix: .*)\n", CONTRIBUTING, re.M)
    phone = """\
      - number: "+34 910 00 01 00"
        dial_from: anywhere
        use: Questions
        evidence: unconfirmed
"""
    problems = check(
        understand({"data/customs/fr.yml": RECORD.format("FR", "desks", "carrier", phone).encode()})
    )
    assert "".join(told) in [str(problem) for problem in problems]


def test_the_example_of_a_record_passes_the_check() -> None:
    (phone,) = re.findall(r"```yaml\n(.*?)```", README, re.S)
    knowledge = understand(
        {"data/post-offices/es.yml": RECORD.format("ES", "operators", "post", phone).encode()}
    )
    assert [known.evidence for _, known in knowledge.each(Phone)] == ["official"]
    assert {problem.rule for problem in check(knowledge)} == {"COUNTRY-COMPLETE"}  # it has no page


def test_the_words_for_evidence_are_those_of_the_model() -> None:
    (row,) = re.findall(r"^\| `evidence` \| (.*) \|$", CONTRIBUTING, re.M)
    assert TICKS.findall(row)[: len(get_args(Evidence))] == list(get_args(Evidence))
