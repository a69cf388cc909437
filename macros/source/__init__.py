"""Read the project's files: pages, and YAML as text with line numbers."""

from macros.source.files import RECORDS, fingerprint, passed_over, read
from macros.source.problem import Document, Location, Problem
from macros.source.prose import invisible, is_invisible, page
from macros.source.settings import SETTINGS, settings
from macros.source.yaml_text import MAX_BYTES, MAX_PROBLEMS, parse

__all__ = [
    "MAX_BYTES",
    "MAX_PROBLEMS",
    "RECORDS",
    "SETTINGS",
    "Document",
    "Location",
    "Problem",
    "fingerprint",
    "invisible",
    "is_invisible",
    "page",
    "parse",
    "passed_over",
    "read",
    "settings",
]
