"""The site's macros. This is the only module that knows MkDocs."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any

# A link in HTML that leads up from its page.
_UP = re.compile(r'\b(href|src)="\.\./')
# The files of this package as they were at the last call of `define_env`.
_seen: set[tuple[str, int]] = set()


def define_env(env: Any) -> None:  # noqa: ANN401 - the plugin's environment has no public type
    """Register every macro with the plugin `macros`.

    When the data is wrong, the build stops and names every problem (BuildError); under `serve`
    the server goes on and shows the problems in the place of every macro until they are mended.
    """
    _make_importable()
    if _is_serving():
        _forget_changed_modules()
    from macros import rules
    from macros.model import Edition
    from macros.pages import MACROS

    root, language = _place(env.conf)
    # Whoever makes a folder for an edition has looked for problems before.
    is_checked = bool(env.conf["extra"].get("project")) and not _is_serving()
    knowledge, problems = (_handed_over(env.conf), []) if is_checked else rules.checked(root)
    edition = Edition(knowledge, language)
    if knowledge.has_words(language):
        _refresh(env.conf, edition)
        _say_in(env.conf, edition)
    for name, macro in MACROS.items():
        env.macro(_on_page(env, macro, edition), name)
    if problems:
        said = f"The data has {len(problems)} problems.\n" + "\n".join(map(str, problems))
        _stop_or_show(env, said, can_show="words" in env.conf["extra"])


def on_post_build(env: Any) -> None:  # noqa: ANN401
    """Write what stands beside the pages, under `serve`; a build does it for every generator."""
    from macros import site

    if _is_serving():
        root, language = _place(env.conf)
        out, address = Path(env.conf["site_dir"]), env.conf["site_url"] or ""
        site.beside(root, out, language, address)


def _place(conf: Any) -> tuple[Path, str]:  # noqa: ANN401
    """Return the project's folder, and the language of the edition that is built."""
    docs = Path(conf["docs_dir"]).resolve()
    return Path(conf["extra"].get("project") or docs.parent.parent), docs.name


def _handed_over(conf: Any) -> Any:  # noqa: ANN401
    """Return what is known, as it was put into the folder that is made for an edition."""
    from macros.site.stage import handed_over

    return handed_over(Path(conf["docs_dir"]).resolve().parent.parent)


def _refresh(conf: Any, edition: Any) -> None:  # noqa: ANN401
    """Under `serve`, take over what somebody changed into a folder that is made for an edition."""
    from macros.site.serve import refresh

    if _is_serving() and (project := conf["extra"].get("project")):
        refresh(Path(project), Path(conf["docs_dir"]).resolve().parent.parent, edition)


def _say_in(conf: Any, edition: Any) -> None:  # noqa: ANN401
    """Take what readers see of the settings from the words of an edition.

    Zensical asks for it too late: the settings of a folder that is made for an edition hold it.
    """
    from macros.pages.next_steps import doors
    from macros.site.settings import said, titled

    words = edition.words
    conf["site_name"], conf["site_description"] = words["site_name"], words["site_description"]
    conf["extra"]["words"], conf["extra"]["doors"] = said(edition), doors(edition)
    if conf.get("nav"):
        conf["nav"] = titled(conf["nav"], edition)
    toc = conf.get("mdx_configs", {}).get("toc", {})
    toc["permalink_title"] = words["theme"]["frame"]["permalink"]


def _on_page(env: Any, macro: Callable[..., str], edition: Any) -> Callable[..., str]:  # noqa: ANN401
    """Return `macro` with the page that is being rendered as its view."""
    from macros.pages.view import View, base_of, day_of

    @wraps(macro)
    def render(*args: str, language: str = "") -> str:
        extra, page = env.conf["extra"], env.page
        original = language or (page.meta or {}).get("original")
        view = View(
            replace(edition, language=original) if original else edition,
            base=base_of(page.url),
            folder=edition.folder,
            repository=extra.get("repository") or "",
            address=env.conf["site_url"] or "",
            meta=page.meta,
            today=day_of(extra.get("build_date")),
        )
        return _linked(macro(view, *args), page)

    return render


def _linked(text: str, page: Any) -> str:  # noqa: ANN401
    """Return what a macro made, with links that begin where the generator expects it.

    MkDocs leaves the links of HTML alone. Zensical, whose pages have a path, takes them from where
    the file of the page lies: one folder above where the page is published, unless it is an index.
    """
    file = getattr(page, "path", None)
    is_moved = file is not None and Path(file).stem != "index"
    return _UP.sub(r'\1="./', text) if is_moved else text


def _stop_or_show(env: Any, said: str, *, can_show: bool) -> None:  # noqa: ANN401
    """Stop a build with what is wrong; under `serve` say it, and show it on every page.

    Without the words of the interface no page can be shown.
    """
    from mkdocs.exceptions import BuildError

    from macros.pages import MACROS
    from macros.pages.view import preformatted

    if not (_is_serving() and can_show):
        raise BuildError(said)
    logging.getLogger("mkdocs.plugins.parcel").error(said)
    for name in MACROS:
        env.macro(lambda *_: preformatted(said), name)


def _is_serving() -> bool:
    return "serve" in sys.argv


def _make_importable() -> None:
    """Put the project's folder on the path: Zensical loads this file without it."""
    root = str(Path(__file__).resolve().parent.parent)
    if root not in sys.path:
        sys.path.insert(0, root)


def _forget_changed_modules() -> None:
    """Drop this package's modules when one of its files has changed: `serve` imports them once."""
    files = (path for path in Path(__file__).parent.rglob("*") if path.suffix in {".py", ".j2"})
    now = {(str(path), path.stat().st_mtime_ns) for path in files}
    if now != _seen:
        for name in [name for name in sys.modules if name.startswith("macros.")]:
            del sys.modules[name]
            # `from macros import …` would find the old module as an attribute of the package.
            vars(sys.modules["macros"]).pop(name.split(".")[1], None)
        _seen.clear()
        _seen.update(now)
