"""Messages to send: each is shown with its gaps, and a mistake in one is named."""

from __future__ import annotations

import re

import pytest

from macros.model import Edition, Knowledge, Line, understand
from macros.pages import messages
from macros.pages.view import View
from macros.rules import check

from .projects import WORDS, mini_files
from .pseudo import RIGHT


def test_a_message_is_shown_in_each_of_its_languages_with_its_direction(mini: Knowledge) -> None:
    shown = messages.message_list(View(Edition(mini, "en")), "post-where")
    languages = [text.language for text in mini.messages["post-where"].texts]
    assert languages == ["en", "es", "ar"]
    texts = re.findall(r'<div class="message" lang="([\w-]+)" dir="(\w+)">', shown)
    assert texts == list(zip(languages, ("ltr", "ltr", "rtl"), strict=True))
    for text in mini.messages["post-where"].texts:
        for line in text.lines:
            for part in line.parts:
                assert (part["text"] or f'data-gap="{part["gap"]}"') in shown


def test_the_language_of_the_page_comes_first() -> None:
    words = {f"data/words/{RIGHT}.yml": mini_files()[WORDS]}
    view = View(Edition(understand(mini_files() | words), RIGHT))
    shown = messages.message_list(view, "post-where")
    assert re.findall(r'<div class="message" lang="([\w-]+)"', shown) == ["ar", "en", "es"]


def test_messages_stand_on_the_page_in_the_order_in_which_they_are_named(mini: Knowledge) -> None:
    slugs = ("bank-not-received", "seller-where")
    shown = messages.message_list(View(Edition(mini, "en")), *slugs)
    places = [shown.index(f"#{slug} ") for slug in slugs]
    assert places == sorted(places)
    with pytest.raises(KeyError, match="Did you mean `seller-where`"):
        messages.message_list(View(Edition(mini, "en")), "seler-where")


def test_a_line_is_cut_into_texts_and_gaps() -> None:
    line = Line("{name}, order {order}.")
    assert line.gaps == ["name", "order"]
    assert [part["text"] or f"<{part['gap']}>" for part in line.parts] == [
        "<name>", ", order ", "<order>", ".",
    ]  # fmt: skip


HEAD = "to: seller\ntitle: T\nuse: U.\ntexts:\n  - language: en\n    lines:\n"


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        (HEAD + "      - 'Order {ordr}'\n", "MESSAGE-GAPS", 5),
        (HEAD + "      - 'Order {}'\n", "TEXT-PLAIN", 7),
        (HEAD + "      - <b>Order</b>\n", "TEXT-PLAIN", 7),
        (HEAD.replace("en", "fr") + "      - Bonjour\n", "MESSAGE-LANGUAGE", 5),
        (HEAD + "      - Hi\n  - language: xx-yy-zz\n    lines: [Hi]\n", "MESSAGE-LANGUAGE", 8),
        (HEAD + "      - Hi\n  - language: en\n    lines: [Hi]\n", "MESSAGE-LANGUAGE", 8),
        (HEAD.replace("to: seller", "to: buyer") + "      - Hi\n", "FIELD-VALUE", 1),
    ],
)
def test_a_mistake_in_a_message_is_named_with_its_line(text: str, rule: str, line: int) -> None:
    found = check(understand({"data/messages/a.yml": text.encode()}))
    assert [(p.rule, p.line) for p in found] == [(rule, line)]
