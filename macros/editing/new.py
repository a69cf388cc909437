"""The files of a new record, with what is known filled in and what is not marked TODO."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from macros import source
from macros.model import (
    COUNTRY_NAMES,
    ORIGINAL,
    Knowledge,
    country_hint,
    did_you_mean,
    is_language,
    phones,
    units,
)

KINDS = ("post-office", "customs", "carrier", "country", "translation")

# What a service's name may be made of: letters and digits, and the signs that such names bear.
# "1. x" would begin a list, and "a--b" is a slug misspelt.
_NAME = re.compile(r"(?!\d+[.)] |.*--|.*-$)[^\W_](?:[^\W_]|[ .,&+'’()-])*")
_LONGEST_SLUG = 60
_NAME_TODO = "TODO the service’s name, as the order page shows it"


def skeleton(kind: str, code: str, knowledge: Knowledge) -> dict[str, str]:
    """Return the files of a new record by path, each with its text.

    `kind` is one of KINDS; `code` is a country's two letters (ISO 3166-1), a service's name or
    slug, or a language and a file of records, such as `es/facts`. A page that exists already is
    left out. Raises ValueError, with a sentence for the person who asked, when the kind or the
    code is none, or when the record exists already.
    """
    if kind not in KINDS:
        raise ValueError(f"`{kind:.40}` is no kind of record. {did_you_mean(kind, KINDS)}")
    if kind == "translation":
        files = _translation(code, knowledge)
    else:
        files = _carrier(code) if kind == "carrier" else _country(kind, code)
    for file in files:
        if file.startswith("data/") and file in knowledge.documents:
            raise ValueError(_exists(file, files, knowledge))
    return {file: text for file, text in files.items() if file not in knowledge.documents}


def _exists(file: str, files: dict[str, str], knowledge: Knowledge) -> str:
    """Return that a record exists, and how to make the other one of a country alone."""
    missing = [f for f in files if f.startswith("data/") and f not in knowledge.documents]
    kinds = {"post-offices": "post-office", "customs": "customs"}
    advice = [
        f" To make only {f}, ask for {kinds[Path(f).parent.name]} instead of country."
        for f in missing
    ]
    return f"{file} exists already: change it there.{''.join(advice)}"


def _country(kind: str, given: str) -> dict[str, str]:
    """Return the records and the page of a country, or the one record that was asked for."""
    country = given.strip().upper()
    if country not in COUNTRY_NAMES:
        raise ValueError(f"`{given:.40}` is not the code of a country. {country_hint(given)}")
    code = country.lower()
    facts = {
        "code": code,
        "country": _as_yaml(country),
        "name": COUNTRY_NAMES[country],
        "dialling": phones.dialling_code(country),
    }
    files = {f"docs/{ORIGINAL}/countries/{{}}.md": "country.md"}
    if kind != "customs":
        files["data/post-offices/{}.yml"] = "post-office.yml"
    if kind != "post-office":
        files["data/customs/{}.yml"] = "customs.yml"
    return {file.format(code): _filled(template, facts) for file, template in files.items()}


def _carrier(given: str) -> dict[str, str]:
    """Return the record and the page of a shipping service."""
    name = " ".join(given.split())
    slug = _slug(name)
    facts = {"slug": slug, "name": "" if slug == name else name, "todo": _NAME_TODO}
    return {
        f"data/carriers/{slug}.yml": _filled("carrier.yml", facts),
        f"docs/{ORIGINAL}/carriers/{slug}.md": _filled("carrier.md", facts),
    }


def _translation(given: str, knowledge: Knowledge) -> dict[str, str]:
    """Return what the records of a file say, to be said in another language."""
    language, _, name = given.partition("/")
    original = knowledge.records.get(f"data/{name}.yml")
    if not is_language(language) or language == ORIGINAL or original is None:
        raise ValueError(f"`{given:.40}` is no language and file of records, such as `es/facts`.")
    texts = list(units(original))
    if not texts:
        raise ValueError(f"data/{name}.yml holds no text that is said in the reader’s language.")
    facts = {"up": "../" * (name.count("/") + 2), "units": texts}
    return {f"data/translations/{given}.yml": _filled("translation.yml", facts)}


def _slug(name: str) -> str:
    """Return the last part of the address of a service's page.

    Raises ValueError when `name` holds a letter or a sign for which no address has a place.
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    slug = re.sub(r"[^a-z0-9]+", "-", re.sub("['’]", "", plain.lower())).strip("-")
    if not _NAME.fullmatch(name) or re.search(r"[^\W_]", re.sub(r"[!-~]", "", plain)):
        what = f"`{name:.40}` holds a sign that cannot stand in an address."
    elif len(slug) > _LONGEST_SLUG:
        what = f"`{name:.40}…` is too long for an address."
    else:
        return slug
    raise ValueError(f"{what} Use small letters, digits and single hyphens, such as `sf-air-mail`.")


def _filled(template: str, facts: Mapping[str, object]) -> str:
    """Return a template of `templates/` filled in."""
    return _templates().get_template(f"{template}.j2").render(facts)


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
    )
    environment.filters |= {"as_yaml": _as_yaml, "quoted": _quoted}
    return environment


def _quoted(text: str) -> str:
    """Return a text in quotes, as YAML and JSON write it."""
    return json.dumps(text, ensure_ascii=False)


def _as_yaml(text: str) -> str:
    """Return a text as YAML writes it: in quotes where it would be something else."""
    means_itself = source.parse("", f"x: {text}".encode()).value == {"x": text}
    return text if means_itself and text != "NO" else f'"{text}"'
