"""Read the project's files as they stood in a git revision."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path, PurePosixPath

from macros.source import NOTES, SUFFIXES

# The folders and the kinds of files that `source.read` takes from the disk.
_FOLDERS = ("data", "docs")

# The modes of a regular file in a git tree; symbolic links and submodules have others.
_REGULAR = {"100644", "100755"}


def read_revision(root: Path, revision: str) -> dict[str, bytes]:
    """Return what `source.read` would, had the project at `root` stood at a git revision.

    `root` is a folder of a git checkout, `revision` a branch, tag or commit. Raises ValueError
    with a sentence for the user when it is not, or when git cannot tell.
    """
    commit = _commit(root, revision)
    listed = _git(root, "ls-tree", "-r", "-z", commit, "--", *_FOLDERS).split(b"\0")
    blobs = dict(sorted(map(_entry, filter(_is_wanted, filter(None, listed)))))
    contents = _contents(root, list(blobs.values()))
    return {path.as_posix(): raw for path, raw in zip(blobs, contents, strict=True)}


def commit_of(root: Path) -> str | None:
    """Return the commit of the project at `root`; None when it is no checkout, or was changed."""
    try:
        is_below = _git(root, "rev-parse", "--show-prefix").strip()
        changed = _git(root, "status", "--porcelain", "--", *_FOLDERS, "macros").strip()
        return None if is_below or changed else _commit(root, "HEAD")
    except ValueError:
        return None


def _commit(root: Path, revision: str) -> str:
    """Return the id of the commit that is meant, so that git never reads it as an option."""
    if revision.startswith("-") or not revision.isprintable() or not revision.strip():
        raise ValueError(f"{revision!r:.80} is not the name of a branch, a tag or a commit.")
    _git(root, "rev-parse", "--git-dir")
    try:
        found = _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    except ValueError:
        raise ValueError(
            f"Git knows no revision {revision!r:.80} here. Look at its spelling; "
            "if it is on a server, run `git fetch` first."
        ) from None
    return found.decode("ascii").strip()


def _is_wanted(entry: bytes) -> bool:
    """Return whether an entry of the tree is a regular file of a kind that we read."""
    path, _blob = _entry(entry)
    is_file = entry[:6].decode("ascii") in _REGULAR and path.suffix.lower() in SUFFIXES
    return is_file and not path.is_relative_to(NOTES)


def _entry(entry: bytes) -> tuple[PurePosixPath, str]:
    """Return the path and the blob of `<mode> blob <id>` TAB `<path>`."""
    about, _, path = entry.partition(b"\t")
    return PurePosixPath(os.fsdecode(path)), about.split()[2].decode("ascii")


def _contents(root: Path, blobs: list[str]) -> list[bytes]:
    """Return the bytes of each blob, in the same order."""
    answer = _git(root, "cat-file", "--batch", given="".join(f"{blob}\n" for blob in blobs))
    found: list[bytes] = []
    at = 0
    for _blob in blobs:
        end = answer.index(b"\n", at)
        head = answer[at:end].split()
        if len(head) != 3:
            raise ValueError("This git checkout is not complete. Run `git fetch --unshallow`.")
        size = int(head[2])
        found.append(answer[end + 1 : end + 1 + size])
        at = end + size + 2
    return found


def _git(root: Path, *arguments: str, given: str = "") -> bytes:
    """Return what git answers in `root`; ValueError says why it does not."""
    try:
        done = subprocess.run(
            ["git", *arguments],
            cwd=root,
            env=os.environ | {"LC_ALL": "C"},
            input=given.encode("ascii"),
            capture_output=True,
            check=False,
        )
    except OSError:
        raise ValueError(f"Git could not be run in {root}. Is it installed?") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        if "not a git repository" in said:
            raise ValueError(f"{root} is no git checkout, so there is nothing to compare with.")
        raise ValueError(f"Git could not read {root}: {said or 'it does not say why.'}")
    return done.stdout
