"""Every command answers broken files with file, line, what and fix, and never a traceback."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros import rules
from macros.__main__ import main

from .projects import ROOT

SPAIN = "data/post-offices/es.yml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a copy of the project's sources that a test may break."""
    for folder in ("data", "docs", "macros"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pyc*"))
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


def change(project: Path, file: str, old: str, new: str) -> int:
    """Replace `old` by `new` in a file of the project; return the line on which it stood."""
    text = (project / file).read_text("utf-8")
    assert old in text
    (project / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def run(project: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=project,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


BROKEN = {
    "a broken file": (SPAIN, "country: ES", "country: [ES", "YAML-READABLE"),
    "a wrong type": (SPAIN, "role: post", "role: [post]", "FIELD-VALUE"),
    "an unknown key": (SPAIN, "role: post", "roles: post", "FIELD-KNOWN"),
    "a missing key": (SPAIN, "    role: post\n", "", "FIELD-PRESENT"),
    "a country that does not exist": (SPAIN, "country: ES", "country: XZ", "COUNTRY-KNOWN"),
    "an unknown macro": ("docs/en/faq/customs-hold.md", "{{ journey(", "{{ jurney(", "PAGE-MACRO"),
    "an open macro": ("docs/en/faq/customs-hold.md", '"import") }}', '"import")', "PAGE-MACRO"),
}


@pytest.mark.parametrize(("file", "old", "new", "rule"), BROKEN.values(), ids=BROKEN)
def test_check_names_file_line_rule_and_fix(
    file: str, old: str, new: str, rule: str, project: Path
) -> None:
    change(project, file, old, new)
    done = run(project, "macros", "check")
    named = [line for line in done.stdout.splitlines() if f": {rule}: " in line]
    assert named
    assert named[0].startswith(f"{file}:")
    assert named[0].split(":")[1].isdigit()
    assert "Fix: " in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert done.returncode == 1


@pytest.mark.parametrize("command", [("macros", "build", "--out", "out"), ("mkdocs", "build")])
def test_site_and_mkdocs_stop_with_the_same_words(command: tuple[str, ...], project: Path) -> None:
    line = change(project, SPAIN, "country: ES", "country: XZ")
    done = run(project, *command)
    said = done.stdout + done.stderr
    assert f"{SPAIN}:{line}: COUNTRY-KNOWN: `XZ` is not the code of a country." in said
    assert "Traceback" not in said
    assert done.returncode != 0
    assert not (project / "out" / "index.html").exists()


def test_a_server_that_starts_on_a_broken_file_shows_what_is_wrong(
    project: Path, unused_port: int
) -> None:
    line = change(project, SPAIN, "country: ES", "country: [ES")
    server = Server(project, unused_port)
    try:
        wanted = f"{SPAIN}:{line + 1}: YAML-READABLE"
        assert server.becomes(lambda: wanted in server.page("countries/es/")), server.said
        assert "Traceback" not in server.said
    finally:
        server.stop()


def test_all_problems_of_all_files_are_named_at_once(project: Path) -> None:
    for file, old, new, _ in list(BROKEN.values())[4:]:
        change(project, file, old, new)
    change(project, "data/customs/fr.yml", "country: FR", "country: FRA")
    said = run(project, "macros", "check").stdout
    assert "es.yml" in said
    assert "fr.yml" in said
    assert "customs-hold.md" in said


class Server:
    """`mkdocs serve` on loopback, with what it says."""

    def __init__(self, project: Path, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}/"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=project,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said = ""
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said += line

    def page(self, path: str) -> str:
        try:
            with urllib.request.urlopen(self.address + path, timeout=5) as answer:
                return str(answer.read().decode())
        except OSError:
            return ""

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=10)
        self.listener.join(timeout=10)
        assert self.process.stdout is not None
        self.process.stdout.close()

    def becomes(self, condition: object, seconds: float = 20) -> bool:
        """Return whether `condition` comes true before the time is over."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if condition():  # type: ignore[operator]
                return True
            threading.Event().wait(0.05)
        return False


@pytest.fixture
def server(project: Path, unused_port: int) -> Iterator[Server]:
    running = Server(project, unused_port)
    yield running
    running.stop()


def test_serve_survives_a_broken_file_shows_what_is_wrong_and_recovers(
    server: Server, project: Path
) -> None:
    page = "countries/es/"
    assert server.becomes(lambda: 'id="post-1"' in server.page(page)), server.said

    line = change(project, SPAIN, "country: ES", "country: XZ")
    wanted = f"{SPAIN}:{line}: COUNTRY-KNOWN"
    assert server.becomes(lambda: wanted in server.said), server.said
    assert server.becomes(lambda: wanted in server.page(page)), server.said
    assert "Traceback" not in server.said

    change(project, SPAIN, "country: XZ", "country: ES")
    change(project, SPAIN, "- name: ", "- name: Renamed ")
    assert server.becomes(lambda: "Renamed " in server.page(page)), server.said


@pytest.mark.parametrize(
    "file",
    [
        "data/facts.yml",
        "data/number-formats.yml",
        "data/next-steps.yml",
        "data/statuses.yml",
        "data/messages/seller-where-is-it.yml",
        "data/carriers/aliexpress-direct.yml",
        SPAIN,
    ],
)
def test_a_broken_file_is_not_blamed_on_the_files_that_name_its_records(
    file: str, project: Path
) -> None:
    with (project / file).open("a", encoding="utf-8") as text:
        text.write("zzz: [\n")
    knowledge, problems = rules.checked(project)
    assert {problem.file for problem in problems} == {file}
    assert file not in knowledge.records


@pytest.mark.parametrize("command", [["check"], ["fix"], ["new", "country", "pt"], ["build"]])
def test_another_folder_is_not_taken_for_the_project(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["--root", str(tmp_path), *command])
    assert stop.value.code == 2
    assert "is not the project's folder" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_site_is_never_built_over_something_else(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(project), "build", "--out", "data"]) == 2
    assert "holds something that is no site" in capsys.readouterr().err
    assert (project / SPAIN).is_file()


@pytest.mark.parametrize("day", ["x", "20270131", "2027-02-31"])
def test_a_day_that_is_none_is_refused_in_a_sentence(
    day: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["--root", str(project), "stale", "--today", day])
    assert "day" in capsys.readouterr().err


def test_a_changed_module_is_loaded_anew() -> None:
    code = (
        "import os, macros.phones as old; from macros.reload import forget_changed_modules as f\n"
        "f(); import macros.model.phones as one; os.utime(one.__file__, (1, 1)); f()\n"
        "from macros import phones as two; assert one is not two"
    )
    before = (ROOT / "macros" / "phones.py").stat()
    try:
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)
    finally:
        os.utime(ROOT / "macros" / "phones.py", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert done.returncode == 0
