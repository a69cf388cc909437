"""The list of pages for assistants (llmstxt.org)."""

from __future__ import annotations

from pathlib import Path

from macros.model import Edition, sort_key
from macros.site.published import published_pages

# The sections of the list: the name of their heading among the words, and where their pages lie.
_SECTIONS = {
    "questions": "faq/",
    "next_steps": "next-step/",
    "countries": "countries/",
    "contacts": "contacts/",
    "services": "carriers/",
    "optional": "",
}


def write(site: Path, edition: Edition) -> None:
    """Write the list of the pages of an edition into the built `site`."""
    (site / edition.folder / "llms.txt").write_text(llms(site, edition), encoding="utf-8")


def llms(site: Path, edition: Edition) -> str:
    """Return the list of pages, each with what it holds.

    A section begins with the page that leads to the others; these follow by the alphabet.
    """
    pages, words = published_pages(site, edition), edition.words["llms"]
    by_title = sorted(pages.items(), key=lambda item: sort_key(item[1].title, edition.language))
    start = pages[""]
    lines = [f"# {start.title}", "", f"> {start.description}", "", words["introduction"]]
    for name, prefix in _SECTIONS.items():
        lines += ["", f"## {words[name]}", ""]
        lines += [
            f"- [{page.title}]({path or './'}): {page.description}"
            for path, page in sorted(by_title, key=lambda item: item[0] != prefix)
            if _section(path) == prefix
        ]
    return "\n".join(lines) + "\n"


def _section(path: str) -> str:
    return next(prefix for prefix in _SECTIONS.values() if path.startswith(prefix))
