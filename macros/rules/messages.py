"""Rules about the messages that readers send."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from macros.model import (
    MESSAGE_GAPS,
    ORIGINAL,
    Knowledge,
    Message,
    Page,
    did_you_mean,
    is_language,
)
from macros.rules.examples import SURE, fact
from macros.rules.registry import Files, Finding, rule

_FILE = "data/messages/a.yml"
_HEAD = "to: seller\ntitle: Ask\nuse: Nothing new.\ntexts:\n"


def _text(language: str, line: str) -> str:
    return f"  - language: {language}\n    lines: ['{line}']\n"


@rule(
    "MESSAGE-GAPS",
    why="A gap that nothing fills is sent as it stands; one that a translation lacks is lost.",
    fix="Use the gaps of the English text, and no others.",
    good={_FILE: _HEAD + _text("en", "Where is {number}?") + _text("fr", "Où est {number} ?")},
    bad={_FILE: _HEAD + _text("en", "Where is {number}?") + _text("fr", "Où est {numero} ?")},
)
def gaps_are_filled(knowledge: Knowledge) -> Iterator[Finding]:
    """A message has the same gaps in every language, and only such as a reader can fill."""
    for where, message in knowledge.each(Message):
        gaps = [sorted({gap for line in text.lines for gap in line.gaps}) for text in message.texts]
        for at, found in enumerate(gaps):
            place = where.to("texts", at)
            for gap in found:
                if gap not in MESSAGE_GAPS:
                    yield (
                        place,
                        f"Nothing fills the gap {{{gap}}}.",
                        did_you_mean(gap, MESSAGE_GAPS),
                    )
            if found != gaps[0]:
                language = message.texts[at].language
                yield place, f"The gaps in `{language}` are not those of the first text."


@rule(
    "MESSAGE-LINES",
    why="A reader who checks a message in English must find the same in the language that is sent.",
    fix="Give the text as many paragraphs as the English one, in the same order.",
    good={_FILE: _HEAD + _text("en", "Hello") + _text("fr", "Bonjour")},
    bad={_FILE: _HEAD + _text("en", "Hello', 'Where is it?") + _text("fr", "Bonjour")},
)
def languages_say_the_same(knowledge: Knowledge) -> Iterator[Finding]:
    """A message has as many paragraphs in each language as in the first."""
    for where, message in knowledge.each(Message):
        wanted = len(message.texts[0].lines)
        for at, text in enumerate(message.texts):
            if len(text.lines) != wanted:
                what = f"`{text.language}` has {len(text.lines)} paragraphs, the first {wanted}."
                yield where.to("texts", at), what


_ON_A_PAGE = {
    _FILE: _HEAD.replace("texts", "rests_on: [window]\ntexts") + _text("en", "Hello"),
    **fact(SURE),
}


def _list(rests_on: str) -> Files:
    head = f"---\ntitle: T\ndescription: D.\nrender_macros: true\nrests_on: {rests_on}\n---\n"
    return {"docs/en/messages.md": head + '{{ message_list("a") }}\n'}


@rule(
    "MESSAGE-SHOWN",
    why="A message that is on no page is never sent; one whose facts have no source is believed.",
    fix='Name it in a `message_list("…")`, and its facts in `rests_on` of that page.',
    good=_ON_A_PAGE | _list("[window]"),
    bad=_ON_A_PAGE | _list("[]"),
)
def message_is_on_a_page(knowledge: Knowledge) -> Iterator[Finding]:
    """A message is shown by a page, which also rests on the facts that the message states."""
    pages = [page for _, page in knowledge.each(Page) if _shown(page)]
    for where, message in knowledge.each(Message):
        shown = [page for page in pages if Path(where.file).stem in _shown(page)]
        if pages and not shown:
            yield where, "No page shows this message."
        known = {id_ for page in shown for id_ in page.rests_on}
        for at, id_ in enumerate(message.rests_on if shown else ()):
            if id_ not in known:
                what = f"The page that shows this message does not rest on `{id_}`."
                yield where.to("rests_on", at), what


def _shown(page: Page) -> set[str]:
    """Return the messages that a page shows."""
    calls = (call.arguments for call in page.calls if call.name == "message_list")
    return {slug for slugs in calls for slug in slugs}


@rule(
    "MESSAGE-LANGUAGE",
    why="The reader checks the message in English, and a screen reader needs to know the language.",
    fix="Begin with `en`; use codes such as `fr`, `pt-BR` or `zh-Hans`, each once.",
    good={_FILE: _HEAD + _text("en", "Hello") + _text("pt-BR", "Bom dia")},
    bad={_FILE: _HEAD + _text("portuguese", "Bom dia")},
)
def languages_are_known(knowledge: Knowledge) -> Iterator[Finding]:
    """A message begins in English, and each of its languages exists and stands once."""
    for where, message in knowledge.each(Message):
        codes = [text.language for text in message.texts]
        if codes[0] != ORIGINAL:
            yield where.to("texts", 0), "The first text is not English."
        for at, code in enumerate(codes):
            if not is_language(code):
                yield where.to("texts", at), f"`{code:.40}` is not the code of a language."
            elif code in codes[:at]:
                yield where.to("texts", at), f"`{code}` stands here a second time."
