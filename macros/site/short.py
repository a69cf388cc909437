"""Scripts as they are sent: without comments and blanks, and with short names inside."""

from __future__ import annotations

from rjsmin import jsmin

try:
    import minify
except ImportError:  # Nobody builds it for this machine: see pyproject.toml.
    minify = None

SHORTENS_NAMES = minify is not None
_KIND = "text/javascript"


def without_comments(script: str) -> str:
    """Return a script without comments and blanks, with all of its names."""
    return str(jsmin(script))


def short(script: str, name: str) -> str:
    """Return a script that does the same in as few letters as this machine can write it.

    The names that stand outside of its functions stay, as other scripts may use them. Raises
    ValueError, with the `name` of the script, where it is no JavaScript.
    """
    try:
        return minify.string(_KIND, script) if SHORTENS_NAMES else without_comments(script)
    except ValueError as error:
        raise ValueError(f"{name} cannot be read as JavaScript: {error}") from error
