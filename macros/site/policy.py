"""What a page may load and run, by the Content Security Policy (level 3)."""

from __future__ import annotations

import base64
import hashlib
import re

_POLICY = (
    "default-src 'none'; script-src 'self' {scripts}; style-src 'self' {styles}; "
    "img-src 'self' data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
    "form-action 'self'; base-uri 'none'"
)
# A script, with its attributes and its text.
SCRIPT = re.compile(r"<script([^>]*)>(.*?)</script>", re.S)
_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.S)
_FIRST = '<meta charset="utf-8">'


def guarded(html: str) -> str:
    """Return a page that tells the browser what it may load, and what of its own it may run."""
    policy = _POLICY.format(
        scripts=" ".join(map(_source, dict.fromkeys(scripts_in(html)))),
        styles=" ".join(map(_source, dict.fromkeys(_STYLE.findall(html)))),
    )
    meta = f'{_FIRST}\n<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return html.replace(_FIRST, meta, 1)


def scripts_in(html: str) -> list[str]:
    """Return the texts of the scripts that stand in a page and are run."""
    return [found[2] for found in SCRIPT.finditer(html) if is_run(found)]


def is_run(script: re.Match[str]) -> bool:
    """Return whether what SCRIPT found is run as it stands: it is no address and no data."""
    return "src=" not in script[1] and "json" not in script[1]


def _source(text: str) -> str:
    """Return how the policy names an inline script or style: by the hash of its text."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
