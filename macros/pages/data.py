"""What describes the data: its fields, its rules, the public files and their changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from macros import api
from macros.api.datasets import Contact, Country, CountryEntry, Published
from macros.model import DECLARED, Macro, Model, datasets, model_in
from macros.model.macros import MANY
from macros.model.words import Words
from macros.pages.templates import render
from macros.pages.view import View
from macros.rules import RULES

# As many names as are listed; of more it is said where they stand.
FEW = 4
# Where `make serve` shows the site.
LOCAL = "http://127.0.0.1:8000/"


def field_list(view: View) -> str:
    """Return every field of every dataset with what it means."""
    tables = {
        name: [(model.__name__, model.__doc__, list(_fields(model))) for model in _models(kind)]
        for name, (_, kind) in datasets().items()
    }
    return render(view, "fields.md", tables=tables)


def macro_list(view: View) -> str:
    """Return every macro that pages can call, with what it takes and what it shows."""
    from macros.pages import MACROS

    rows = [(m, _choices(view, m), _promise(MACROS[m.name])) for m in DECLARED]
    return render(view, "macros.html", rows=rows, many=MANY)


def _choices(view: View, macro: Macro) -> list[str]:
    """Return the few names from which the arguments of a macro are chosen; of many, none."""
    names = list(macro.choices(view.knowledge))
    return names if len(names) <= FEW or not macro.file else []


def _promise(function: Callable[..., str]) -> str:
    """Return what a macro shows, as its own first sentence says it."""
    sentence = (function.__doc__ or "").partition("\n")[0].removeprefix("Return ")
    return sentence[:1].upper() + sentence[1:]


def rule_list(view: View) -> str:
    """Return every rule of the data with its reason and its examples."""
    return render(view, "rules.md", rules=[RULES[id_] for id_ in sorted(RULES)])


def data_address(view: View) -> str:
    """Return where the public data lies; without an address, where `make serve` shows it."""
    return f"{view.address.removesuffix(view.folder) or LOCAL}{api.FOLDER}"


def data_files(view: View) -> str:
    """Return what public data there is, with links to it."""
    # The data stand once, for all languages.
    folder = f"{view.base}{'../' if view.folder else ''}{api.FOLDER}/"
    return render(view, "data-files.html", index=api.index(view.knowledge), folder=folder)


def data_fields(view: View) -> str:
    """Return every field of the public data that the records do not have themselves."""
    tables = {
        "contacts": [(m.__name__, m.__doc__, list(_fields(m))) for m in (Contact, Published)],
        "countries": [(m.__name__, m.__doc__, list(_fields(m))) for m in (Country, CountryEntry)],
    }
    return render(view, "fields.md", tables=tables)


def data_changes(view: View) -> str:
    """Return what each release of the data changed, the newest first."""
    return render(view, "changes.html", releases=view.knowledge.releases)


def _models(kind: type[Model]) -> list[type[Model]]:
    """Return a model and the models inside it, each once, the outer ones first.

    The words of the interface say themselves what they are: their names are not listed.
    """
    found = [kind]
    for model in found:
        inner = (model_in(field.annotation) for field in model.model_fields.values())
        found += [m for m in dict.fromkeys(inner) if m and m is not Words and m not in found]
    return found


def _fields(model: type[Model]) -> Iterator[tuple[str, bool, str]]:
    """Yield the name of each field, whether it is needed, and what it means."""
    for name, field in model.model_fields.items():
        yield field.alias or name, field.is_required(), field.description or ""
