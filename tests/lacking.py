"""What a machine may lack that a test needs: a newcomer's need not have it, a workflow's must."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def lacking(name: str, remedy: str) -> NoReturn:
    """Leave a test out for want of a program; fail it where `NEEDED` says that it must be there.

    The workflows install these programs and name them, so that no test is left out there unseen.
    """
    why = f"There is no {name} here. {remedy}"
    if name in os.environ.get("NEEDED", "").split():
        pytest.fail(why)
    pytest.skip(why)  # the program is no part of this project; every workflow names it as needed
