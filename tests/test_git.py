"""A git revision is read as the disk would be."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from macros import source
from macros.source.git import commit_of, read_revision

from .projects import ROOT, SPAIN, changed, mini_files


def git(folder: Path, *arguments: str) -> str:
    """Return what git answers in `folder`, whoever runs it and however it is set up there."""
    who = ["-c", "user.name=Editor", "-c", "user.email=editor@example.org"]
    plain = ["-c", "commit.gpgsign=false", "-c", "core.autocrlf=false"]
    env = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    return subprocess.run(
        ["git", *who, *plain, *arguments],
        cwd=folder,
        env=env | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"},
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def write(folder: Path, files: dict[str, bytes]) -> None:
    for name, raw in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)


def committed(folder: Path, files: dict[str, bytes]) -> Path:
    """Return `folder`, made a git repository whose only commit holds `files`."""
    write(folder, files)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=Begin")
    return folder


FILES = {
    "data/facts.yml": b"facts: []\n",
    "data/a/b.yaml": b"\xff\x00 no text\r\n",
    "data/empty.yml": b"",
    "data/LICENSE": b"free",
    "data/schema/facts.json": b"{}",
    "docs/en/index.md": b"---\ntitle: T\n---\n",
    "docs/en/é t\n.md": b"odd name",
    "docs/en/picture.svg": b"<svg/>",
    "docs/maintainers/a.md": b"no page",
    "README.md": b"not among the folders",
    "macros/data/facts.yml": b"not among the folders",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository whose only commit, with the tag v1, holds FILES; nobody writes there."""
    made = committed(tmp_path_factory.mktemp("history"), FILES)
    git(made, "tag", "--annotate", "--message=One", "v1")
    return made


def test_a_revision_is_read_as_the_disk_would_be(folder: Path) -> None:
    assert list(read_revision(folder, "HEAD").items()) == list(source.read(folder).items())
    assert sorted(read_revision(folder, "main")) == [
        "data/a/b.yaml",
        "data/empty.yml",
        "data/facts.yml",
        "docs/en/index.md",
        "docs/en/é t\n.md",
    ]


def test_what_is_not_committed_is_not_read(tmp_path: Path) -> None:
    folder = committed(tmp_path, FILES)
    write(folder, {"data/facts.yml": b"facts: [1]\n", "data/new.yml": b"new"})
    found = read_revision(folder, "HEAD")
    assert found["data/facts.yml"] == b"facts: []\n"
    assert "data/new.yml" not in found


def test_a_symbolic_link_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "link.yml").symlink_to("/etc/hostname")
    (tmp_path / "data" / "folder").symlink_to("/etc")
    folder = committed(tmp_path, FILES)
    assert not any("link" in file or "folder" in file for file in read_revision(folder, "HEAD"))


def test_a_project_in_a_folder_of_a_repository_is_read_by_its_own_paths(tmp_path: Path) -> None:
    committed(tmp_path, {"parcel/data/facts.yml": b"inner", "data/facts.yml": b"outer"})
    assert read_revision(tmp_path / "parcel", "HEAD") == {"data/facts.yml": b"inner"}


def test_a_revision_without_data_is_empty(tmp_path: Path) -> None:
    assert read_revision(committed(tmp_path, {"README.md": b"Hello"}), "HEAD") == {}


def test_a_branch_a_tag_and_a_commit_can_be_named(folder: Path) -> None:
    commit = git(folder, "rev-parse", "HEAD").strip()
    for revision in ("main", "HEAD^{}", "v1", "refs/heads/main", commit[:12]):
        assert read_revision(folder, revision) == read_revision(folder, "HEAD"), revision


NOWHERE = ("nowhere", "main:data", "HEAD~9", "0" * 40, "main..HEAD", "v9", "é", "a b")


@pytest.mark.parametrize("revision", NOWHERE)
def test_a_revision_that_is_not_there_is_refused_with_what_to_do(
    folder: Path, revision: str
) -> None:
    with pytest.raises(ValueError, match=r"^Git knows no revision '.*' here\. .* `git fetch`"):
        read_revision(folder, revision)


@pytest.mark.parametrize("option", ["--output=stolen", "-p", "--", "-", "", " ", "a\0b", "a\nb"])
def test_a_revision_is_never_read_as_an_option(folder: Path, option: str) -> None:
    with pytest.raises(ValueError, match=r"is not the name of a branch, a tag or a commit\.$"):
        read_revision(folder, option)
    assert not list(folder.rglob("stolen"))


def test_a_folder_that_is_no_checkout_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(ValueError, match="is no git checkout, so there is nothing to compare"):
        read_revision(tmp_path, "main")


def test_a_checkout_that_lacks_a_file_says_how_to_complete_it(tmp_path: Path) -> None:
    folder = committed(tmp_path, {"data/facts.yml": b"facts: []\n"})
    blob = git(folder, "rev-parse", "HEAD:data/facts.yml").strip()
    (folder / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(ValueError, match="This git checkout is not complete"):
        read_revision(folder, "HEAD")


def test_a_computer_without_git_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ValueError, match=r"Git could not be run in .* Is it installed\?"):
        read_revision(tmp_path, "main")


def test_the_command_says_what_changed_since_a_revision(tmp_path: Path) -> None:
    folder = committed(tmp_path, mini_files() | {"mkdocs.yml": b"site_name: Test\n"})
    write(folder, {SPAIN: changed(SPAIN, "900 000 100", "900 000 101")[SPAIN]})
    for seed in ("0", "1"):
        done = subprocess.run(
            [sys.executable, "-m", "macros", "--root", str(folder), "diff", "main"],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.strip() == (
            "<!-- data-diff -->\n\n**1 change**: 1 corrected.\n\n### Spain · post\n\n"
            "- Free line: number is now 900 000 101 (was 900 000 100)."
        )


def test_the_commit_of_a_project_is_known_where_its_data_is_as_it_was_committed(
    tmp_path: Path,
) -> None:
    assert commit_of(tmp_path) is None
    git(tmp_path, "init", "--quiet")
    write(tmp_path, {"data/facts.yml": b"facts: []\n", "inner/data/a.yml": b"a: b\n"})
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message", "one")
    assert commit_of(tmp_path) == git(tmp_path, "rev-parse", "HEAD").strip()
    assert commit_of(tmp_path / "inner") is None  # another project's checkout
    write(tmp_path, {"data/facts.yml": b"facts:\n"})
    assert commit_of(tmp_path) is None
