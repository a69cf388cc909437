"""The site: builds each edition, writes what stands beside its pages, finishes the files."""

from macros.site.build import after, beside, build, build_pages, check, write
from macros.site.generator import GENERATORS, MACRO_ERRORS, Say, has_macro_error
from macros.site.serve import serve

__all__ = [
    "GENERATORS",
    "MACRO_ERRORS",
    "Say",
    "after",
    "beside",
    "build",
    "build_pages",
    "check",
    "has_macro_error",
    "serve",
    "write",
]
