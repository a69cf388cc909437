"""GitHub shows problems beside the lines, and all of them in the summary."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.__main__ import main
from macros.editing.annotations import summary, workflow_commands
from macros.source import Problem

from .projects import SPAIN, changed, copy_mini

ONE = Problem("data/customs/fr.yml", 6, "PHONE-COUNTRY", "It is <b>Spanish</b> | @all.", "Move it.")


def test_a_problem_becomes_an_annotation_on_its_line() -> None:
    assert workflow_commands([ONE]) == [
        "::error file=data/customs/fr.yml,line=6,title=PHONE-COUNTRY::"
        "It is <b>Spanish</b> | @all.%0AMove it."
    ]


def test_what_could_end_the_command_or_begin_another_is_escaped() -> None:
    evil = Problem("data/a,b:c.yml", 1, "URL-SAFE", "100 %\r\n::stop-commands::x", "y")
    command = workflow_commands([evil])[0]
    assert "\n" not in command
    assert command.startswith("::error file=data/a%2Cb%3Ac.yml,line=1")
    assert "\r" not in command
    assert "::100 %25" in command


def test_github_shows_ten_annotations_and_the_summary_holds_all() -> None:
    many = [Problem("data/facts.yml", line, "URL-SAFE", f"w{line}", "f") for line in range(1, 26)]
    assert len(workflow_commands(many)) == 10
    table = summary(many, "")
    assert table.count("| `data/facts.yml:") == 25
    assert "### 25 problems in the data" in table


def test_the_summary_links_each_rule_and_shows_text_as_text() -> None:
    table = summary([ONE], "https://example.org/help/")
    assert "[PHONE-COUNTRY](https://example.org/help/about/rules/#phone-country)" in table
    assert "&lt;b&gt;Spanish" in table
    assert "\\|" in table
    assert "@all" not in table


def test_without_problems_the_summary_says_so() -> None:
    assert summary([], "") == "The data keeps every rule.\n"


def test_a_check_on_github_writes_the_summary_of_the_job(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, written = copy_mini(tmp_path / "project"), tmp_path / "summary.md"
    check = ["--root", str(folder), "check"]
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    for place in (str(written), ""):
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", place)
        assert main(check) == 0
        assert "0 problems in" in capsys.readouterr().out
    assert written.read_text("utf-8") == "The data keeps every rule.\n"
    (folder / SPAIN).write_bytes(changed(SPAIN, "role: post", "rolle: post")[SPAIN])
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(written))
    assert main(check) == 1
    assert f"::error file={SPAIN},line=" in capsys.readouterr().out
    assert f"| `{SPAIN}:" in written.read_text("utf-8")
