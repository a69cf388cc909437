"""Keep one issue up to date: made when there is something in its list, closed when nothing is."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import gh

# GitHub takes up to 65,536 characters.
MAX_BODY = 60_000


def is_list(body: str) -> bool:
    """Return whether a Markdown text holds an item of a list."""
    return bool(re.search(r"^\s*[-*] ", body, re.M))


def shortened(body: str) -> str:
    """Return the text, or as many of its lines as an issue can hold."""
    if len(body) <= MAX_BODY:
        return body
    kept, _, _ = body[:MAX_BODY].rpartition("\n")
    left = body.count("\n", len(kept) + 1)
    return f"{kept}\n\n… and {left} more lines."


def ours(issues: Iterable[Mapping[str, Any]], title: str) -> Mapping[str, Any] | None:
    """Return the issue of this title that a workflow opened, if there is one."""
    mine = (i for i in issues if i["title"] == title and (i["user"] or {})["login"] == gh.BOT)
    return next((issue for issue in mine if "pull_request" not in issue), None)


def keep(repository: str, label: str, title: str, body: str) -> None:
    """Make, change, close or open again the one issue with this label and title."""
    base = f"repos/{repository}/issues"
    known = ours(gh.pages(f"{base}?labels={label}&state=all&per_page=100"), title)
    state = "open" if is_list(body) else "closed"
    if known and known["state"] == state == "closed":
        return
    if known:
        gh.send("PATCH", f"{base}/{known['number']}", {"body": shortened(body), "state": state})
    elif state == "open":
        gh.send("POST", base, {"title": title, "labels": [label], "body": shortened(body)})


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--label", required=True)
    parser.add_argument("--title", required=True)
    parser.add_argument("--body", type=Path, required=True)
    given = parser.parse_args()
    keep(os.environ["REPOSITORY"], given.label, given.title, given.body.read_text("utf-8"))
