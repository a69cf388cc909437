"""What a machine may lack that a test needs: a newcomer's need not have it, a workflow's must."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest

_DEBIAN = "On Debian: apt install {}."
_NPM = "npm ci --prefix .github/{} --ignore-scripts gets it."
_BROWSER = ".venv/bin/python -m playwright install --with-deps {} gets it."
# What gets each program. A workflow installs it, and names it in `NEEDED`: see test_github.py.
REMEDIES = {
    **{name: _DEBIAN.format(name) for name in ("caddy", "khal", "nginx")},
    "ssconvert": _DEBIAN.format("gnumeric"),
    "openapi-typescript": _NPM.format("openapi-typescript"),
    "tsc": _NPM.format("typescript"),
    "minify": "make setup gets it, except on a Mac with a processor of Apple’s.",
    "zensical": "make setup gets it.",
    **{name: _BROWSER.format(name) for name in ("firefox", "webkit")},
}


def lacking(name: str) -> NoReturn:
    """Leave a test out for want of one of the REMEDIES; fail it where `NEEDED` names that."""
    why = f"There is no {name} here. {REMEDIES[name]}"
    if name in os.environ.get("NEEDED", "").split():
        pytest.fail(why)
    # A newcomer's machine need not have it, or cannot: nobody builds it for each. A workflow has
    # it, and the test fails there: test_github.py holds that `NEEDED` in one names each of these.
    pytest.skip(why)
