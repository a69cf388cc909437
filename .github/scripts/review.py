"""Answer a pull request: what it changes in words, and labels by path.

Everything that the check hands over was made by code of the pull request, maybe a stranger's. So
it is read as data, with limits, and shown as text that can notify nobody and hide nothing.
"""

from __future__ import annotations

import io
import os
import re
import sys
import unicodedata
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import gh

# Limits of what is read, in bytes; GitHub takes comments of up to 65,536 characters.
MAX_ARCHIVE = 2_000_000
MAX_HANDED = 300_000
MAX_DIFF = 40_000

MARK = "<!-- data-diff -->"
FOOT = "<sub>Written by the check from the files of this pull request, and kept up to date.</sub>"

# What the check writes in the place of signs; GitHub shows it as text whatever stands beside it.
TEXT = "(?:lt|gt|amp|#8203);"

# The first pattern that matches a path gives its label.
LABELS = (
    (re.compile(r"data/schema/|docs/[^/]+/assets/"), "machinery"),
    (re.compile(r"data/"), "data"),
    (re.compile(r"docs/|[^/]+\.md$"), "text"),
    (re.compile(r""), "machinery"),
)


class RefusedError(Exception):
    """What was handed over cannot be used; the message says why."""


@dataclass(frozen=True)
class Handed:
    """What the check handed over: the pull request's number, and what changed in words."""

    number: int
    diff: str


def read(archive: bytes) -> Handed:
    """Return what an artifact holds; raises RefusedError when it is not as the check makes it."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as parts:
            number = _member(parts, "number", 20).strip()
            diff = _member(parts, "diff.md", MAX_HANDED)
    except zipfile.BadZipFile:
        raise RefusedError("The artifact is no archive.") from None
    if not re.fullmatch(r"[1-9][0-9]{0,9}", number):
        raise RefusedError("The number of the pull request is not a number.")
    return Handed(int(number), diff)


def _member(parts: zipfile.ZipFile, name: str, limit: int) -> str:
    """Return one file of the archive as text; a missing one is empty."""
    if name not in parts.namelist():
        return ""
    with parts.open(name) as file:
        raw = file.read(limit + 1)
    if len(raw) > limit:
        raise RefusedError(f"{name} is larger than {limit:,} bytes.")
    return raw.decode("utf-8", errors="replace")


def belongs(pull: Mapping[str, Any], sha: str, repository: str) -> bool:
    """Return whether an open pull request ends in the commit `sha` of a branch of `repository`."""
    head = pull["head"]
    source = (head["repo"] or {}).get("full_name")
    return bool(pull["state"] == "open" and head["sha"] == sha and source == repository)


def harmless(text: str, limit: int) -> str:
    """Return Markdown that shows no picture, no hidden link or text, and notifies nobody."""
    seen = re.sub(rf"&(?=#?\w+;)(?!{TEXT})", "&amp;", visible(text))
    seen = re.sub(r"\\?<(?!br>)", "&lt;", seen)
    seen = re.sub(r"\\?\[", "&lbrack;", seen)
    lively = rf"@|(?<!&(?={TEXT}))#(?=\d)|(?<=GH)-(?=\d)"
    seen = re.sub(lively, lambda sign: f"{sign[0]}\u200b", seen, flags=re.I)
    return shortened(seen, limit)


def visible(text: str) -> str:
    """Return the text without characters that a reader cannot see."""
    return "".join(s for s in text if s in "\n\t" or unicodedata.category(s) not in {"Cc", "Cf"})


def shortened(text: str, limit: int) -> str:
    """Return the text, or its first lines up to `limit` characters with a word about the rest."""
    if len(text) <= limit:
        return text
    return text[:limit].rpartition("\n")[0] + "\n\n… and more; the summary of the check has it all."


def comment(diff: str) -> str:
    """Return the one comment: what changes in words."""
    said = harmless(diff.replace(MARK, ""), MAX_DIFF).strip() or "No record changes."
    return f"{MARK}\n\n{said}\n\n{FOOT}\n"


def ours(comments: Iterable[Mapping[str, Any]]) -> int | None:
    """Return the id of the comment that this workflow wrote before, if it did."""
    mine = (c for c in comments if (c["user"] or {}).get("login") == gh.BOT)
    return next((int(c["id"]) for c in mine if c["body"].startswith(MARK)), None)


def labels(paths: Iterable[str]) -> set[str]:
    """Return the labels of a pull request that changes `paths`."""
    return {next(label for form, label in LABELS if form.match(path)) for path in paths}


def answer(repository: str, run: str, sha: str, source: str) -> None:
    """Answer the pull request that the check `run` looked at, ending in `sha` of `source`.

    Raises RefusedError when what the check handed over cannot be used.
    """
    archive = _archive(repository, run)
    if archive is None:
        return
    handed = read(archive)
    base = f"repos/{repository}"
    pull = gh.get(f"{base}/pulls/{handed.number}")
    if not belongs(pull, sha, source):
        raise RefusedError("The pull request is closed, has moved on, or is another one.")
    files = gh.pages(f"{base}/pulls/{handed.number}/files?per_page=100")
    paths = [str(file["filename"]) for file in files]
    _say(base, handed, any(path.startswith("data/") for path in paths))
    _label(base, pull, paths)


def _archive(repository: str, run: str) -> bytes | None:
    found = gh.get(f"repos/{repository}/actions/runs/{run}/artifacts?name=review")["artifacts"]
    if not found:
        return None
    if found[0]["size_in_bytes"] > MAX_ARCHIVE:
        raise RefusedError(f"The artifact is larger than {MAX_ARCHIVE:,} bytes.")
    return gh.fetch(f"repos/{repository}/actions/artifacts/{found[0]['id']}/zip")


def _say(base: str, handed: Handed, about_data: bool) -> None:
    issue = f"{base}/issues/{handed.number}/comments"
    before = ours(gh.pages(f"{issue}?per_page=100"))
    body = {"body": comment(handed.diff)}
    if before:
        gh.send("PATCH", f"{base}/issues/comments/{before}", body)
    elif about_data:
        gh.send("POST", issue, body)


def _label(base: str, pull: Mapping[str, Any], paths: Iterable[str]) -> None:
    """Add the labels that are missing; one that the project does not have is left out."""
    known = {label["name"] for label in gh.pages(f"{base}/labels?per_page=100")}
    new = (labels(paths) & known) - {label["name"] for label in pull["labels"]}
    if new:
        gh.send("POST", f"{base}/issues/{pull['number']}/labels", {"labels": sorted(new)})


if __name__ == "__main__":
    try:
        given = os.environ
        answer(given["REPOSITORY"], given["RUN"], given["HEAD_SHA"], given["HEAD_REPOSITORY"])
    except RefusedError as why:
        # The pull request may have moved on, or its author plays: neither is a failure of ours.
        sys.stdout.write(f"::notice::{why}\n")
