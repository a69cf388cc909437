"""Fetch from the published site what its open pages may still ask for after the next deployment."""

from __future__ import annotations

import re
import sys
from http.client import HTTPException
from pathlib import Path
from urllib.request import urlopen

LIST = "assets/files.txt"
_NAME = re.compile(r"assets/(?!.*\.\.)[\w./-]+")
_PATIENCE = 60


def fetched(address: str, name: str) -> bytes | None:
    """Return a file of the site at `address`; None when it cannot be had."""
    try:
        with urlopen(address + name, timeout=_PATIENCE) as answer:
            raw: bytes = answer.read()
    except (OSError, HTTPException):
        return None
    return raw


def fetch(address: str, folder: Path) -> int:
    """Put the listed files of the site at `address` into `folder`; return how many there are.

    A site that cannot be reached, or was never published, has none: nothing is kept of it then.
    """
    listed = (fetched(address, LIST) or b"").decode("utf-8", "replace").splitlines()
    names = [name for name in listed if _NAME.fullmatch(name)]
    files = {name: raw for name in names if (raw := fetched(address, name)) is not None}
    for name, raw in {**files, LIST: "\n".join(files).encode()}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(raw)
    return len(files)


if __name__ == "__main__":
    count = fetch(sys.argv[1], Path(sys.argv[2]))
    sys.stdout.write(f"Files of the site before this one that are kept: {count}.\n")
