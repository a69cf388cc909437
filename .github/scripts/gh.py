"""Talk to GitHub through its command line `gh`, which every runner has."""

from __future__ import annotations

import json
import subprocess
from typing import Any

# The login under which a workflow's own token writes.
BOT = "github-actions[bot]"


def fetch(path: str) -> bytes:
    """Return the answer of the REST API as it is; raises CalledProcessError on an error."""
    return _run(path)


def get(path: str) -> Any:  # noqa: ANN401 - whatever the API answers
    """Return the answer of the REST API; raises CalledProcessError on an error."""
    return json.loads(_run(path))


def pages(path: str) -> list[dict[str, Any]]:
    """Return the items of every page of a list; raises CalledProcessError on an error."""
    return [item for page in json.loads(_run("--paginate", "--slurp", path)) for item in page]


def send(method: str, path: str, body: object) -> None:
    """Send `body` as JSON; raises CalledProcessError on an error."""
    _run("--method", method, "--input", "-", path, given=json.dumps(body).encode())


def _run(*arguments: str, given: bytes | None = None) -> bytes:
    command = ["gh", "api", *arguments]
    return subprocess.run(command, input=given, stdout=subprocess.PIPE, check=True).stdout
