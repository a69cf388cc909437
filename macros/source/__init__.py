"""Read the project's files: pages, and YAML as text with line numbers."""

from macros.source.files import NOTES, SUFFIXES, fingerprint, passed_over, read
from macros.source.json_text import json_text
from macros.source.problem import Document, Pointer, Problem
from macros.source.prose import CALL, invisible, is_invisible, page, parts_of_page
from macros.source.settings import ORIGINAL, SETTINGS, settings
from macros.source.yaml_text import MAX_BYTES, MAX_PROBLEMS, parse

__all__ = [
    "CALL",
    "MAX_BYTES",
    "MAX_PROBLEMS",
    "NOTES",
    "ORIGINAL",
    "SETTINGS",
    "SUFFIXES",
    "Document",
    "Pointer",
    "Problem",
    "fingerprint",
    "invisible",
    "is_invisible",
    "json_text",
    "page",
    "parse",
    "parts_of_page",
    "passed_over",
    "read",
    "settings",
]
