"""Every command answers broken files with file, line, what and fix, and never a traceback."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from macros.__main__ import main
from macros.model import datasets, understand
from macros.rules import check

from .projects import ROOT, SPAIN, copy_mini, mini_files

BRITAIN = "data/post-offices/gb.yml"
FRANCE_CUSTOMS = "data/customs/fr.yml"
PAGE = "docs/en/faq/customs-hold.md"
# Whoever waits longer for the server of pages waits in vain; nothing is measured by it.
PATIENCE = 120


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the small project, whole, in a folder of its own that a test may break."""
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    return copy_mini(tmp_path / "project")


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


# What is broken: the file, what stood there, what stands there now, the rule, and how far below.
BROKEN = {
    "a broken file": (SPAIN, "country: ES", "country: [ES", "YAML-READABLE", 1),
    "a wrong type": (BRITAIN, "role: post", "role: [post]", "FIELD-VALUE", 0),
    "an unknown key": (SPAIN, "role: post", "roles: post", "FIELD-KNOWN", 0),
    "a missing key": (SPAIN, "    role: post\n", "", "FIELD-PRESENT", -1),
    "no country": (FRANCE_CUSTOMS, "country: FR", "country: FRA", "COUNTRY-KNOWN", 0),
    "an unknown macro": (PAGE, "{{ journey(", "{{ jurney(", "PAGE-MACRO", 0),
    "an open macro": (PAGE, '"import") }}', '"import")', "PAGE-MACRO", 0),
}


def test_check_names_file_line_rule_and_fix(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = {}
    for name, (file, old, new, rule, below) in BROKEN.items():
        before = (project / file).read_bytes()
        line = change(project, file, old, new) + below
        assert main(["--root", str(project), "check"]) == 1
        said = capsys.readouterr().out
        named = re.findall(rf"^{re.escape(file)}:(\d+): ([A-Z-]+): .+\n    Fix: ", said, re.M)
        if [at for at, broken in named if broken == rule] != [str(line)]:
            wrong[name] = said
        (project / file).write_bytes(before)
    assert wrong == {}
    assert main(["--root", str(project), "check"]) == 0


def test_all_problems_of_all_files_are_named_at_once(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at_once = [BROKEN[name] for name in ("an unknown key", "no country", "an unknown macro")]
    lines = [change(project, file, old, new) for file, old, new, _, _ in at_once]
    assert main(["--root", str(project), "check"]) == 1
    said = capsys.readouterr().out
    named = zip(at_once, lines, strict=True)
    assert [f"{file}:{at}: {rule}: " in said for (file, _, _, rule, _), at in named] == [True] * 3


WRONG = f"{SPAIN}:3: COUNTRY-KNOWN: `XZ` is not the code of a country."


def test_a_site_is_not_built_from_broken_files(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(project, SPAIN, "country: ES", "country: XZ")
    out = project / "out"
    assert main(["--root", str(project), "build", "--out", str(out)]) == 1
    said = capsys.readouterr().out
    assert WRONG in said
    assert "Building the pages" not in said
    assert not (out / "index.html").exists()


def test_mkdocs_stops_with_the_same_words(project: Path) -> None:
    change(project, SPAIN, "country: ES", "country: XZ")
    done = run(project, "mkdocs", "build")
    said = done.stdout + done.stderr
    assert WRONG in said
    assert "Traceback" not in said
    assert done.returncode != 0


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
        self.process.wait(timeout=PATIENCE)
        self.listener.join(timeout=PATIENCE)
        assert self.process.stdout is not None
        self.process.stdout.close()

    def becomes(self, condition: Callable[[], bool]) -> bool:
        """Return whether `condition` comes true before we lose patience."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.process.poll() is None:
            if condition():
                return True
            threading.Event().wait(0.05)
        return False


@pytest.fixture
def serve_pages(unused_port: int) -> Iterator[Callable[[Path], Server]]:
    """Return a function that starts the server of pages for a project."""
    running: list[Server] = []

    def start(project: Path) -> Server:
        running.append(Server(project, unused_port))
        return running[-1]

    yield start
    for server in running:
        server.stop()


@pytest.mark.site
def test_a_server_that_starts_on_a_broken_file_shows_what_is_wrong(
    project: Path, serve_pages: Callable[[Path], Server]
) -> None:
    line = change(project, SPAIN, "country: ES", "country: [ES")
    server = serve_pages(project)
    wanted = f"{SPAIN}:{line + 1}: YAML-READABLE"
    assert server.becomes(lambda: wanted in server.page("countries/es/")), server.said
    assert "Traceback" not in server.said


@pytest.mark.site
def test_serve_survives_a_broken_file_shows_what_is_wrong_and_recovers(
    project: Path, serve_pages: Callable[[Path], Server]
) -> None:
    page, server = "countries/es/", serve_pages(project)
    assert server.becomes(lambda: 'id="post-1"' in server.page(page)), server.said

    change(project, SPAIN, "country: ES", "country: XZ")
    assert server.becomes(lambda: WRONG in server.said), server.said
    wanted = WRONG.partition("`")[0]
    assert server.becomes(lambda: wanted in server.page(page)), server.said
    assert "Traceback" not in server.said

    change(project, SPAIN, "country: XZ", "country: ES")
    change(project, SPAIN, "- name: ", "- name: Renamed ")
    assert server.becomes(lambda: "Renamed " in server.page(page)), server.said


def test_a_broken_file_is_not_blamed_on_the_files_that_name_its_records() -> None:
    blamed = {}
    for file in first_of_each_dataset():
        knowledge = understand(mini_files() | {file: mini_files()[file] + b"zzz: [\n"})
        assert file not in knowledge.records
        blamed[file] = {problem.file for problem in check(knowledge)} - {file}
    assert blamed == {file: set() for file in blamed}


def first_of_each_dataset() -> list[str]:
    folders = [pattern.partition("*")[0] for pattern, _ in datasets().values()]
    found = [next((file for file in mini_files() if file.startswith(f)), None) for f in folders]
    files = [file for file in found if file]
    assert len(files) >= len(folders) - 1, "the small project has all datasets but the exceptions"
    return files


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
    assert main(["--root", str(project), "build", "--out", str(project / "data")]) == 2
    assert "holds something that is no site" in capsys.readouterr().err
    assert (project / SPAIN).is_file()


@pytest.mark.parametrize("day", ["x", "20270131", "2027-02-31"])
def test_a_day_that_is_none_is_refused_in_a_sentence(
    day: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["--root", str(ROOT), "stale", "--today", day])
    assert "day" in capsys.readouterr().err


def test_a_changed_module_is_loaded_anew(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "macros", tmp_path / "macros")
    code = (
        "import os; from macros import _forget_changed_modules as forget\n"
        "forget(); import macros.model.phones as one; os.utime(one.__file__, (1, 1)); forget()\n"
        "from macros.model import phones as two; assert one is not two"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=False)
    assert done.returncode == 0
    module = tmp_path / "macros" / "model" / "phones.py"
    assert module.stat().st_mtime == 1, "another folder's module was loaded"
