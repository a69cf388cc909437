"""The settings of the generator, for the edition in one language."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from macros.model import Edition, direction, language_name
from macros.pages.next_steps import doors
from macros.source import SETTINGS

# Where assets lie that all editions share, below the site's root.
ASSETS = "assets/"


def localised(
    root: Path, edition: Edition, environment: Mapping[str, str], *, alone: bool
) -> dict[str, Any]:
    """Return the settings of the project in `root`, as an edition is built with them.

    `environment` holds the values that settings name with the tag !ENV. An edition that is not
    `alone` lies below the original one, and shares its assets.
    """
    known = _read(root, environment)
    theme, extra, words = known["theme"], known["extra"], edition.words
    depth = "" if alone else "../"
    address = known["site_url"] and f"{known['site_url']}{edition.folder}"
    return known | {
        "site_name": words["site_name"],
        "site_description": words["site_description"],
        "site_url": address,
        "docs_dir": f"docs/{edition.language}",
        "site_dir": "site",
        "watch": [str(root / folder) for folder in ("data", "docs", "macros")],
        "nav": titled(known["nav"], edition),
        "extra": extra
        | {
            "words": said(edition),
            "doors": doors(edition),
            "project": str(root),
            "root": depth,
            "files": {_address(path): f"{path}.md" for path in edition.pages},
        }
        | _languages(edition),
        "theme": theme
        | {
            "language": edition.language,
            "direction": direction(edition.language),
            "logo": depth + theme["logo"],
            "favicon": depth + theme["favicon"],
        },
        "extra_css": [depth + sheet for sheet in known["extra_css"]],
        "markdown_extensions": [
            _extension(given, edition) for given in known["markdown_extensions"]
        ],
    }


def _languages(edition: Edition) -> dict[str, Any]:
    """Return how each language is called and what is written in it, when there are several.

    The page for an address that does not exist stands once, and speaks all of them.
    """
    codes = edition.given.languages
    if len(codes) < 2:
        return {}
    editions = [Edition(edition.given, code) for code in codes]
    return {"languages": [_language(one) for one in editions]}


def _language(edition: Edition) -> dict[str, Any]:
    name, words = language_name(edition.language, edition.language), edition.words["theme"]
    return {
        "code": edition.language,
        "name": name[:1].upper() + name[1:],
        "direction": direction(edition.language),
        "folder": edition.folder,
        "own": [_address(path) for path in edition.own_pages],
        "offer": words["offer"],
        "no_offer": words["no_offer"],
        "not_here": words["not_here"]["title"],
        "front": words["not_here"]["front"],
    }


def _address(path: str) -> str:
    """Return where a page is published, below the root of its edition."""
    return f"{path}/".removesuffix("index/")


def said(edition: Edition) -> dict[str, Any]:
    """Return the words of an edition that the theme says."""
    return {**edition.words["theme"], "comma": edition.words["comma"]}


def titled(menu: list[Any], edition: Edition) -> list[Any]:
    """Return the menu with the titles of its parts and pages in the language of an edition.

    A part bears the name of its title among the words; a page that has a title there keeps it.
    """
    words = edition.words["menu"]

    def entry(given: str | dict[str, Any]) -> str | dict[str, Any]:
        if isinstance(given, str):
            path = given.removesuffix(".md")
            page = edition.pages.get(path)
            title = words["pages"].get(path) or (page.title if page else "")
            return {title: given} if title else given
        return {
            words["parts"].get(name, name): titled(inside, edition)
            if isinstance(inside, list)
            else inside
            for name, inside in given.items()
        }

    return [entry(given) for given in menu]


def _extension(given: str | dict[str, Any], edition: Edition) -> str | dict[str, Any]:
    """Return an extension of Markdown with the words that it writes into pages."""
    if not isinstance(given, dict) or "toc" not in given:
        return given
    return {"toc": given["toc"] | {"permalink_title": edition.words["theme"]["frame"]["permalink"]}}


def _read(root: Path, environment: Mapping[str, str]) -> dict[str, Any]:
    """Return the settings of a project with the values that their environment gives them."""

    class Loader(yaml.SafeLoader):
        """A loader that knows the tag !ENV, as MkDocs does: a name, and what stands for it."""

    def value(loader: yaml.SafeLoader, node: yaml.SequenceNode) -> object:
        name, otherwise = loader.construct_sequence(node)
        given = environment.get(name, otherwise)
        return {"true": True, "false": False}.get(given, given)

    Loader.add_constructor("!ENV", value)
    settings: dict[str, Any] = yaml.load((root / SETTINGS).read_text("utf-8"), Loader)
    return settings
