"""What keeps its own direction on a page that is read from right to left (Unicode UAX #9)."""

from __future__ import annotations

import re

from macros.model import direction

# Tags, what has its direction already, what Markdown reads, and what is no text of a page yet.
_LEFT_ALONE = re.compile(
    r"<(script|style|textarea|title|option|bdi|code)\b.*?</\1>"
    r"|<(\w+)\b[^>]*\s(?:lang|dir)=[^>]*>.*?</\2>|<[^>]*>"
    r"|\{\{.*?\}\}|\{[^{}\n]*\}|\]\([^)]*\)|`[^`]*`|\A---\n.*?\n---\n"
    r"|^ *(?:!!!|\?\?\?\+?) \w+|&(?!amp;|#)\w+;",
    re.S | re.M,
)
# A name in Latin letters, of one word or more, some of which may stand in brackets; for Markdown
# some signs are escaped.
_LETTER = "A-Za-z\u00c0-\u024f"
_WORD = rf"\d*[A-Za-zÄÅÖØÜČ](?:(?:[{_LETTER}\d'’.+/@-]|&amp;|&#39;|\\[+-])*[{_LETTER}\d])?"
_WORDS = rf"{_WORD}(?:[ \u00a0](?:(?:\\?[–-]|&amp;)[ \u00a0])?{_WORD})*"
_ASIDE = rf"\\?\({_WORDS}\\?\)"
_NAME = rf"(?:{_WORDS}|\d(?:\d|\\?-)*[ \u00a0]{_ASIDE})(?:[ \u00a0](?:{_WORDS}|{_ASIDE}))*"
# Digits in groups would change their places, and so would words, signs and numbers beside them.
_EXACT = re.compile(
    r"[\w.+-]*@[\w-]+(?:\.[\w-]+)+"
    r"|\+\d[\d\u00a0 ()-]*\d"
    r"|[€£$¥₩₹₺₽][\u00a0 ]?\d+(?:[.,]\d+)*|(?<![\d.,])\d+(?:[.,]\d+)*[\u00a0 ]?[€£$¥₩₹₺₽]"
    rf"|\b\d+(?:[\u00a0 -]\d+)+\b(?![\u00a0 -]\d|[\u00a0 ]\\?\({_WORD})"
    r"|\b\d+[\u00a0 ][A-Z]{3,}\b"
    rf"|(?<![{_LETTER}\d&]){_NAME}(?![{_LETTER}])"
)


def isolated(text: str, language: str) -> str:
    """Return HTML or Markdown in which numbers and addresses keep their order of signs."""
    if direction(language) == "ltr":
        return text
    parts, end = [], 0
    for found in _LEFT_ALONE.finditer(text):
        parts += [_marked(text[end : found.start()]), found[0]]
        end = found.end()
    return "".join([*parts, _marked(text[end:])])


def _marked(text: str) -> str:
    return _EXACT.sub(lambda found: f'<bdi dir="ltr">{found[0]}</bdi>', text)
