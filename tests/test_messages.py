"""Messages to send: every one is on the page, complete, in its languages, and rests on facts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.model import Knowledge, Line, understand
from macros.rules import check

from .projects import ROOT

# The languages of the countries whose posts and customs the site knows, besides English.
LOCAL = {"es", "pt-BR", "fr", "it", "pl", "tr", "ru", "uk", "ar", "ko"}
SENT_IN = {
    "seller": {"en", "zh-Hans"},
    "aliexpress": {"en"},
    "post": {"en", *LOCAL},
    "customs": {"en", *LOCAL},
    "card-issuer": {"en"},
}
FILES = sorted(path.stem for path in (ROOT / "data" / "messages").glob("*.yml"))


@pytest.mark.parametrize("slug", FILES)
def test_a_message_is_there_in_every_language_in_which_it_is_sent(
    slug: str, knowledge: Knowledge
) -> None:
    message = knowledge.messages[slug]
    assert {text.language for text in message.texts} == SENT_IN[message.to]
    lengths = {len(text.lines) for text in message.texts}
    assert len(lengths) == 1, "a paragraph is missing in a translation"


def test_every_message_is_on_the_page_under_its_recipient(
    built: Path, knowledge: Knowledge
) -> None:
    page = (built / "messages" / "index.html").read_text("utf-8")
    headings = re.findall(r'<h[23] id="([\w-]+)"', page)
    recipient, found = "", {}
    for heading in headings:
        recipient = heading if heading in SENT_IN else recipient
        if heading in knowledge.messages:
            found[heading] = recipient
    assert found == {slug: message.to for slug, message in knowledge.messages.items()}


def test_the_page_rests_on_all_facts_of_its_messages(knowledge: Knowledge) -> None:
    used = {fact for message in knowledge.messages.values() for fact in message.rests_on}
    assert used <= set(knowledge.pages["en/messages"].rests_on)


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
