"""The container is built from pinned bases, of files that are there, and without root’s rights.

No test builds it, since that needs an engine and a network; what can be read of it is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

import pytest

from .projects import ROOT

FILE = (ROOT / "Dockerfile").read_text("utf-8")
IGNORED = [
    line
    for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
NGINX = (ROOT / ".github" / "hosting" / "nginx.conf").read_text("utf-8")
# A whole version, with or without what it is based on, and perhaps a digest.
PINNED = re.compile(r"[\w./-]+:\d+\.\d+\.\d+(-[a-z]+)*(@sha256:[0-9a-f]{64})?")


def instructions(text: str) -> list[tuple[str, str]]:
    """Return each instruction with what it is given; comments are left out."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    whole = "\n".join(lines).replace("\\\n", " ")
    return [(name, given) for name, _, given in (line.partition(" ") for line in whole.split("\n"))]


def given(name: str, text: str = FILE) -> list[str]:
    return [value for known, value in instructions(text) if known == name]


def loose_bases(text: str) -> list[str]:
    """Return the bases that are not pinned by a whole version."""
    bases = [value.partition(" ")[0] for value in given("FROM", text)]
    return [base for base in bases if not PINNED.fullmatch(base)]


def test_every_base_is_pinned() -> None:
    assert len(given("FROM")) == 2
    assert loose_bases(FILE) == []


@pytest.mark.parametrize("base", ["nginx", "nginx:latest", "nginx:1.28", "nginx:stable-alpine"])
def test_a_base_that_is_not_pinned_would_be_seen(base: str) -> None:
    assert loose_bases(f"FROM {base} AS build\n") == [base]


def copied() -> Iterator[tuple[str, str]]:
    """Yield what is copied, and from which stage, or "" for the project."""
    for value in given("COPY"):
        flag = re.match(r"--from=(\w+) ", value)
        *sources, _ = value[flag.end() if flag else 0 :].split()
        yield from ((source, flag[1] if flag else "") for source in sources)


def test_what_is_copied_is_there() -> None:
    stages = re.findall(r" AS (\w+)$", "\n".join(given("FROM")), re.M)
    for source, stage in copied():
        if stage:
            assert stage in stages
            assert PurePosixPath(source).is_relative_to(given("WORKDIR")[0])
        else:
            assert (ROOT / source).exists(), source
            assert not any(source.startswith(name.strip("/")) for name in IGNORED), source


def test_what_it_runs_is_a_target_of_make_with_files_that_are_there() -> None:
    (command,) = given("RUN")
    target, setting = re.fullmatch(r"make (\w+) REQUIREMENTS=(\S+)", command).groups()  # type: ignore[union-attr]
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.M)
    assert (ROOT / setting).is_file()


def test_it_runs_without_the_rights_of_root() -> None:
    last = FILE.rpartition("\nFROM ")[2]
    (user,) = given("USER", last)
    assert user not in {"0", "root"}
    assert "sudo" not in FILE


def test_nginx_listens_where_it_says_and_finds_the_site_where_it_lies() -> None:
    assert re.findall(r"^ *listen (\d+);", NGINX, re.M) == given("EXPOSE")
    (root,) = re.findall(r"^ *root (\S+);", NGINX, re.M)
    assert f"COPY --from=build /project/site/ {root}/" in FILE


def test_what_git_ignores_is_not_sent_to_the_engine() -> None:
    git = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    names = {name.strip("/").removeprefix("**/") for name in IGNORED}
    assert {name.strip("/") for name in git if name} <= names
