"""Rules about the letters and words of other languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.model import (
    ORIGINAL,
    Glossary,
    InterfaceWords,
    Knowledge,
    Location,
    Page,
    Text,
    Translations,
)
from macros.rules.equality import pairs, parts
from macros.rules.examples import translated_fact
from macros.rules.registry import Finding, rule

# Letters that a language of the same script has and this one has not.
_FOREIGN = {"uk": "ыэёъ", "ru": "іїєґ", "ar": "کیۀ"}
_ALPHABETS = {
    "LATIN": re.compile("[A-Za-zÀ-ɏḀ-ỿ]"),
    "CYRILLIC": re.compile("[Ѐ-ԯ]"),
    "GREEK": re.compile("[Ͱ-Ͽἀ-῿]"),
}
_WORD = re.compile(r"[^\W\d_]+")
_UNREAD = re.compile(r"\{\{.*?\}\}|\{[^}\n]*\}|\]\([^)\n]*\)|<[^>\n]*>|`[^`\n]*`")
_CODE = re.compile(r"^```.*?^```", re.M | re.S)
_VALUE = "facts / window / value"


@rule(
    "TRANSLATION-LETTERS",
    why="A Latin o in a Russian word looks right, and neither search nor screen reader knows it.",
    fix="Type the word again with the keyboard of the language.",
    good=translated_fact(_VALUE, "15 días"),
    bad=translated_fact(_VALUE, "15 dнas"),
    knows_exceptions=True,
)
def letters_are_of_one_script(knowledge: Knowledge) -> Iterator[Finding]:
    """A word of another language has the letters of one alphabet, and of that language."""
    for where, language, text in _texts(knowledge):
        for word in _WORD.findall(_UNREAD.sub(" ", text)):
            if len(_scripts(word)) > 1:
                yield where, f"`{word}` mixes {' and '.join(sorted(_scripts(word)))} letters."
            elif foreign := {*word.lower()} & {*_FOREIGN.get(language, "")}:
                yield where, f"`{word}` has `{min(foreign)}`, which this language does not write."


_MOBILE = "avoided:\n  - word: celular\n    use: teléfono\n    why: said on one side of the ocean\n"


@rule(
    "TRANSLATION-WORD",
    why="One thing with two names is two things to a reader; and some words mislead or hurt.",
    fix="Write what data/glossary/ says, or change it there first.",
    good=translated_fact(_VALUE, "un teléfono", english="a phone")
    | {"data/glossary/es.yml": _MOBILE},
    bad=translated_fact(_VALUE, "un celular", english="a phone")
    | {"data/glossary/es.yml": _MOBILE},
    knows_exceptions=True,
)
def no_avoided_word_is_used(knowledge: Knowledge) -> Iterator[Finding]:
    """A translation uses none of the words that its translators agreed to avoid."""
    glossaries = knowledge.by_key(Glossary, "data/glossary/")
    for where, language, text in _texts(knowledge):
        glossary = glossaries.get(language)
        for avoided in glossary.avoided if glossary else ():
            if re.search(rf"\b{re.escape(avoided.word)}", _UNREAD.sub(" ", text), re.I):
                what = f"`{avoided.word}` is avoided: {avoided.why}."
                yield where, what, f"Write `{avoided.use}`."


def _scripts(word: str) -> set[str]:
    """Return the alphabets of a word, of those whose letters look alike."""
    return {name for name, letters in _ALPHABETS.items() if letters.search(word)}


def _texts(knowledge: Knowledge) -> Iterator[tuple[Location, str, str]]:
    """Yield every text in another language, with its place and its language."""
    for where, record in knowledge.each(Translations):
        for key, unit in record.texts.items():
            for said in unit.texts:
                yield where.to("texts", key), where.file.split("/")[2], said
    for where, own in knowledge.each(Page):
        if not where.file.startswith(f"docs/{ORIGINAL}/"):
            yield where, where.file.split("/")[1], own.body
    for where, text in knowledge.each(Text):
        language = where.file.removeprefix("data/words/").removesuffix(".yml")
        if isinstance(knowledge.records[where.file], InterfaceWords) and language != ORIGINAL:
            yield where, language, text


@rule(
    "TRANSLATION-ENGLISH",
    why="English that is left over looks translated, and is marked for no screen reader.",
    fix="Translate it, or delete it: what has no translation is shown in English and marked.",
    good=translated_fact(_VALUE, "Espere la fecha del pedido", english="Wait for the date"),
    bad=translated_fact(_VALUE, "Wait for the date", english="Wait for the date"),
    knows_exceptions=True,
)
def no_english_is_left(knowledge: Knowledge) -> Iterator[Finding]:
    """No line of a translation is the English one, unless it is short, a name or code."""
    for pair in (*pairs(knowledge), *parts(knowledge)):
        english = {*map(_words, pair.original.splitlines())}
        for line in _CODE.sub("", pair.own).splitlines():
            if not _is_name(_words(line)) and _words(line) in english:
                yield pair.where, f"“{line.strip():.60}” is English."


# So many words can be the same in two languages.
LONGEST_LEFT = 3


def _is_name(words: tuple[str, ...]) -> bool:
    """Return whether words can be a name: few, or nearly all with a capital."""
    return len(words) <= LONGEST_LEFT or sum(word.islower() for word in words) < 2


def _words(line: str) -> tuple[str, ...]:
    """Return the words of a line that a translator changes."""
    return tuple(_WORD.findall(_UNREAD.sub(" ", line)))
