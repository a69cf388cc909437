"""All of the public data as one file, and what shows that nothing of it was changed on its way."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping

# Every file bears this date, the first that the format knows: the same data makes the same bytes.
_DATE = (1980, 1, 1, 0, 0, 0)
_FOLDER = "wheres-my-parcel"
# Readable by all, on systems that ask.
_RIGHTS = 0o644 << 16


def sums(files: Mapping[str, bytes]) -> bytes:
    """Return the SHA-256 of each file as `sha256sum --check` reads it."""
    lines = (f"{hashlib.sha256(raw).hexdigest()}  {name}\n" for name, raw in files.items())
    return "".join(lines).encode()


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return files in one archive (ZIP), in a folder and without compression.

    What compresses differs from system to system, and would make other bytes of the same data.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, raw in files.items():
            entry = zipfile.ZipInfo(f"{_FOLDER}/{name}", _DATE)
            entry.create_system, entry.external_attr = 3, _RIGHTS
            archive.writestr(entry, raw)
    return out.getvalue()
