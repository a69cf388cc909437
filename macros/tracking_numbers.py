"""Tracking numbers: their forms, and the check digit of UPU standard S10."""

from __future__ import annotations

import re

from macros.model import COUNTRY_NAMES, NumberFormat

# UPU standard S10: the weights of the eight digits of the serial number.
S10_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)


def s10_check_digit(serial: str) -> int:
    """Return the check digit of an eight-digit serial number (UPU S10, section 5)."""
    total = sum(w * int(d) for w, d in zip(S10_WEIGHTS, serial, strict=True))
    return {10: 0, 11: 5}.get(11 - total % 11, 11 - total % 11)


def matches(form: NumberFormat, number: str) -> bool:
    """Return whether `number`, in capitals without blanks, is of this form.

    Raises re.error when the form's pattern is broken.
    """
    if not re.search(form.pattern, number):
        return False
    if form.check_digit == "s10" and s10_check_digit(number[2:10]) != int(number[10]):
        return False
    return not form.country_suffix or number[-2:] in COUNTRY_NAMES
