"""What a reader dials, types or compares is left as it is printed when a page is translated."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.pages import Page

# Elements without an end.
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})
_CALLS = re.compile(r"tel:|mailto:|https://wa\.me/")


class Texts(HTMLParser):
    """The texts of a page that must stay exact: those that do, and those that do not."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str]]] = []
        self.kept: list[str] = []
        self.lost: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            self.open.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and self._is_exact(data):
            is_kept = any(given.get("translate") == "no" for _, given in self.open)
            (self.kept if is_kept else self.lost).append(data)

    def _is_exact(self, data: str) -> bool:
        """Return whether a text is a code, a printed line, or the number or address of a link."""
        called = any(t == "a" and _CALLS.match(g.get("href", "")) for t, g in self.open)
        if called or any(t == "s" for t, _ in self.open):
            return bool(re.search(r"[\d@]", data))
        return any(t in {"code", "q"} or "example" in g.get("class", "") for t, g in self.open)


@pytest.mark.parametrize(
    ("html", "lost"),
    [
        ('<a href="tel:1">Call 900</a>', ["Call 900"]),
        ('<a href="tel:1">Call <bdi translate="no">900</bdi></a>', []),
        ("<p><q>Seller shipped</q> <code>GTMS</code></p>", ["Seller shipped", "GTMS"]),
        ('<p translate="no"><br><q>Seller shipped</q></p>', []),
        ('<s>902</s> <span class="example">RR123</span> text', ["902", "RR123"]),
    ],
)
def test_a_text_that_a_translation_could_change_is_seen(html: str, lost: list[str]) -> None:
    assert Texts(html).lost == lost


def test_no_number_address_code_or_printed_line_is_translated(mini_pages: dict[str, Page]) -> None:
    found = {name: Texts(page.html + page.later) for name, page in mini_pages.items()}
    assert {name: texts.lost for name, texts in found.items() if texts.lost} == {}
    for name in ("countries/es/", "contacts/customs/", "statuses/", "carriers/snail-economy/"):
        assert found[name].kept, name


def test_no_number_of_a_desk_that_comes_later_is_translated(built_mini: Path) -> None:
    files = [path.read_text("utf-8") for path in built_mini.glob("countries/*/contacts.json")]
    found = [Texts(json.loads(text)[part]) for text in files for part in ("post", "customs")]
    assert [lost for texts in found for lost in texts.lost] == []
    assert any(texts.kept for texts in found)
