"""What records and pages say in another language, and of which original text it was made."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import sha256

from pydantic import Field

from macros.model.contacts import Phone
from macros.model.gaps import WithGaps
from macros.model.kinds import Kind, Model, Prose, Text
from macros.model.next_steps import Sentence
from macros.model.pages import Page, Read, Stamp
from macros.source import CALL

# A text that is said in the reader's language, or all texts of a list: the list is one unit.
Said = Kind | tuple[Kind, ...]
# The part of a page before its first section, with its title and its description.
TOP = "page"
# What names an item of a list, whatever else about it changes; the first that it has counts.
_NAMES = (
    *("id", "link", "address", "number", "letter", "name", "country", "source", "says"),
    *("situation", "page", "facts"),
)
# A wrong one of these costs the reader money: digits, currencies, shares.
_RISKY = re.compile(r"[\d€£$¥%₩₹₽₺₴]")
_HEADING = re.compile(r"^#{2,6} [^\n]*\{: #([\w-]+) \}[ \t]*$", re.M)


class TranslatedText(WithGaps):
    """What a record says in another language; it has the {gaps} of the original."""


class Unit(Model):
    """What one field says in another language."""

    of: Stamp | None = Field(
        None, description="Of which English text it was made; `fix` writes it."
    )
    text: TranslatedText | tuple[TranslatedText, ...] = Field(
        description="What it says; for a list of texts a list of as many."
    )

    @property
    def texts(self) -> tuple[TranslatedText, ...]:
        """Return its texts: one, or those of a list."""
        return self.text if isinstance(self.text, tuple) else (self.text,)


class Translations(Model):
    """What one file of records says in another language."""

    read: Read = Field(
        description="Who has read it: `none`, a `machine`, a `second` person, or a `native` one."
    )
    texts: dict[str, Unit] = Field(
        description="By the way to the field: the names of the lists and records that it is in."
    )


def stamp(said: str | Said) -> str:
    """Return the stamp of a text: the same whatever its blanks, another for other words."""
    texts = (said,) if isinstance(said, str) else said
    plain = "\n".join(" ".join(unicodedata.normalize("NFC", text).split()) for text in texts)
    return f"a{sha256(plain.encode()).hexdigest()[:8]}"


def original_of(file: str, original: str) -> tuple[str, str] | None:
    """Return the language of a file of translations, and the file of which it is one."""
    if found := re.fullmatch(r"data/translations/([\w-]+)/(.+)", file):
        return found[1], f"data/{found[2]}"
    found = re.fullmatch(r"docs/([\w-]+)/(.+)", file)
    return (found[1], f"docs/{original}/{found[2]}") if found and found[1] != original else None


def units(value: object, way: tuple[str, ...] = ()) -> Iterator[tuple[str, Said]]:
    """Yield each text of a record that is said in the reader's language, by the way to it."""
    if is_said(value):
        yield " / ".join(way), value  # type: ignore[misc] # which is what was asked
    else:
        for name, inside in inside_of(value):
            yield from units(inside, (*way, name))


def units_of(texts: Mapping[str, Unit], original: object) -> dict[str, Unit]:
    """Return the translations of a record's texts, each by the way to the text that it says.

    One whose way is gone, as that to a number that was corrected, says the same text elsewhere.
    """
    first = dict(units(original))
    gone = {unit.of: unit for way, unit in texts.items() if way not in first and unit.of}
    found = {way: texts.get(way) or gone.get(stamp(said)) for way, said in first.items()}
    return {way: unit for way, unit in found.items() if unit}


def is_said(value: object) -> bool:
    """Return whether a value is a text in the reader's language, or a list of such texts."""
    texts = value if isinstance(value, tuple) else (value,)
    return bool(texts) and all(isinstance(text, Prose | Sentence) for text in texts)


def inside_of(value: object) -> list[tuple[str, object]]:
    """Return what is in a record, a list or a mapping, each with a name that stays."""
    if isinstance(value, Model):
        fields = type(value).model_fields.items()
        return [(field.alias or name, getattr(value, name)) for name, field in fields]
    if isinstance(value, dict):
        return [(str(key), inside) for key, inside in value.items()]
    return list(zip(_named(value), value, strict=True)) if isinstance(value, tuple) else []


def _named(items: tuple[object, ...]) -> Iterator[str]:
    """Yield a name for each item of a list; of two alike the second says that it is one."""
    times: Counter[str] = Counter()
    for item in items:
        name = _name(item)
        times[name] += 1
        yield name if times[name] == 1 else f"{name} ({times[name]})"


def _name(item: object) -> str:
    if isinstance(item, Phone):
        digits = re.sub(r"[^\d+]", "", item.number)
        return digits if item.via == "call" else f"{item.via} {digits}"
    named = next((value for n in _NAMES if (value := getattr(item, n, None))), "")
    # What rests on several records is named after the first.
    return str(named[0] if isinstance(named, tuple) else named)


def is_fresh(unit: Unit, said: Said) -> bool:
    """Return whether a translation was made of the original as it is now."""
    return unit.of == stamp(said)


def is_usable(unit: Unit, said: Said) -> bool:
    """Return whether a translation can be shown: it is fresh, or old but harmless."""
    texts = said if isinstance(said, tuple) else (said,)
    if len(texts) != len(unit.texts) or isinstance(said, tuple) != isinstance(unit.text, tuple):
        return False
    alike = (_gaps(old) == _gaps(new) for old, new in zip(texts, unit.texts, strict=True))
    return all(alike) and (
        is_fresh(unit, said) or not any(_RISKY.search(text) for text in (*texts, *unit.texts))
    )


def _gaps(text: str) -> list[str]:
    return sorted({*re.findall(r"\{[\w-]*\}", text)})


def parts_of(page: Page) -> dict[str, str]:
    """Return the parts of a page by id: what is before its sections, and each of them."""
    pieces = _HEADING.split(page.body)
    starts = [0, *(found.start() for found in _HEADING.finditer(page.body))]
    ends = [*starts[1:], len(page.body)]
    texts = [page.body[start:end] for start, end in zip(starts, ends, strict=True)]
    return dict(zip([TOP, *pieces[1::2]], texts, strict=True))


def stamps_of(page: Page, original: Page, facts: Mapping[str, Text]) -> dict[str, str]:
    """Return what a translated page says of its original when it was made today.

    It names each part of the original, and the value of each fact of which it has a form.
    """
    made = {id_: stamp(text) for id_, text in _original_parts(original).items()}
    forms = [c.arguments[0] for c in page.calls if c.name == "fact" and len(c.arguments) > 1]
    return made | {f"fact-{id_}": stamp(facts[id_]) for id_ in forms if id_ in facts}


def _original_parts(original: Page) -> dict[str, str]:
    parts = parts_of(original)
    head = f"{original.title}\n{original.description}\n"
    return parts | {TOP: head + parts[TOP]}


def fresh_parts(page: Page, original: Page) -> set[str]:
    """Return the ids of the parts of a page that were made of the original as it is now."""
    parts = _original_parts(original).items()
    return {id_ for id_, text in parts if page.translates.get(id_) == stamp(text)}


def shown_parts(page: Page, original: Page) -> dict[str, str | None]:
    """Return the parts of the original in order: the translation, or None where it cannot serve.

    It serves when it is fresh, or when no number, price or call of a macro differs.
    """
    fresh, mine, first = fresh_parts(page, original), parts_of(page), parts_of(original)

    def serves(id_: str) -> bool:
        alike = id_ in mine and risks(mine[id_]) == risks(first[id_])
        return id_ in mine and (id_ in fresh or (id_ in page.translates and alike))

    return {id_: mine[id_] if serves(id_) else None for id_ in first}


def is_outdated(page: Page, original: Page) -> bool:
    """Return whether so much of a page is older than its original that it is no translation."""
    return 2 * len(fresh_parts(page, original)) < len(parts_of(original))


_TARGET = re.compile(r"\]\([^)\n]*\)|<[^>\n]*>|\{:[^}\n]*\}|`[^`\n]*`")
_MARKER = re.compile(r"^[ ]*\d+\. ", re.M)
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*")
_SIGN = re.compile(r"[€£$¥%₩₹₽₺₴]")


def numbers(text: str) -> Counter[str]:
    """Return the numbers and currencies of a text, however a language separates their digits."""
    plain = _MARKER.sub("", _TARGET.sub("", CALL.sub("", text)))
    found = (re.sub(r"\D", "", number) for number in _NUMBER.findall(plain))
    return Counter([*found, *_SIGN.findall(plain)])


def calls(text: str) -> Counter[str]:
    """Return the calls of macros in a text; a fact may have a form."""
    found = ((call[1], call[2] or "") for call in CALL.finditer(text))
    return Counter(f"{n}({a.partition(',')[0] if n == 'fact' else a})" for n, a in found)


def risks(text: str) -> tuple[Counter[str], Counter[str]]:
    """Return what a reader acts on: numbers and prices, and what macros show."""
    return numbers(text), calls(text)
