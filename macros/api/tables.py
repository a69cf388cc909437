"""Records as tables (RFC 4180, UTF-8) that a spreadsheet opens without changing a cell."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from macros.api.datasets import Contact
from macros.model import Claim, Model

# Excel reads a file as UTF-8 only with this mark.
_MARK = "\ufeff"
# A cell that begins with one of them is a formula to a spreadsheet.
_FORMULA = re.compile(r"[=+@\t\r-]")
# It would make a number of these, of sums, shares, times and dates in words too, and drop zeros,
# signs and the last digits, or give a month a day; years and days it may read.
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_NUMBER = re.compile(
    r"(?!(?:19|20)\d\d(?:-\d\d-\d\d)?$)(?=.*\d)"
    rf"(?:[\d .,/():%€£$¥-]+|\d+[Ee]\d+|(?:\d+ )?{_MONTH}(?: \d+)?)"
)
# The addresses `tel:` (RFC 3966) beside them say the same and stay text.
_PHONES = frozenset({"number", "e164"})


def table(kind: type[Model], records: Mapping[str, Model] | Sequence[Model]) -> str:
    """Return records of one kind as a table with a column for each field.

    Records by key have the key in the first column. What a record says comes before what stands
    behind it. Lists of texts are joined by “ | ”; a text that a spreadsheet would change begins
    with an apostrophe. The numbers of contacts are left out: their address says them.
    """
    keys = list(records) if isinstance(records, Mapping) else []
    names = columns(kind)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(["key", *names] if keys else names)
    for number, record in enumerate(records.values() if isinstance(records, Mapping) else records):
        values = record.model_dump(mode="json", by_alias=True)
        writer.writerow([*keys[number : number + 1], *(_cell(values[name]) for name in names)])
    return _MARK + text.getvalue()


def columns(kind: type[Model]) -> list[str]:
    """Return the fields that a table of a kind shows, those of every claim at its end."""
    hidden = _PHONES if kind is Contact else frozenset()
    shown = {n: f.alias or n for n, f in kind.model_fields.items() if n not in hidden}
    return sorted(shown.values(), key=lambda name: name in Claim.model_fields)


def _cell(value: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    if value is None or value == {}:
        return ""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        value = " | ".join(value)
    if not isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    changed = _FORMULA.match(value) or _NUMBER.fullmatch(value)
    return f"'{value}" if changed else value
