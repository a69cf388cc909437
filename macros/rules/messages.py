"""Rules about the messages that readers send."""

from __future__ import annotations

from collections.abc import Iterator

from babel.core import UnknownLocaleError

from macros.model import MESSAGE_GAPS, Knowledge, Message, did_you_mean, language_name
from macros.rules.registry import Finding, rule

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
        if codes[0] != "en":
            yield where.to("texts", 0), "The first text is not English."
        for at, code in enumerate(codes):
            if not _is_language(code):
                yield where.to("texts", at), f"`{code:.40}` is not the code of a language."
            elif code in codes[:at]:
                yield where.to("texts", at), f"`{code}` stands here a second time."


def _is_language(code: str) -> bool:
    try:
        return bool(language_name(code))
    except (ValueError, UnknownLocaleError):
        return False
