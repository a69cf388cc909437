"""The site's macros. This is the only module that knows MkDocs."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any


def define_env(env: Any) -> None:  # noqa: ANN401 - the plugin's environment has no public type
    """Register every macro with the plugin `macros`.

    When the data is wrong, the build stops and names every problem (BuildError); under `serve`
    the server goes on and shows the problems in the place of every macro until they are mended.
    """
    _make_importable()
    from macros.reload import forget_changed_modules

    forget_changed_modules()
    from macros import render, rules

    docs = Path(env.conf["docs_dir"]).resolve()
    knowledge, problems = rules.checked(docs.parent.parent)
    for macro in render.MACROS:
        env.macro(_on_page(env, macro, knowledge), macro.__name__)
    if problems:
        said = f"The data has {len(problems)} problems.\n" + "\n".join(map(str, problems))
        _stop_or_show(env, said)


def on_post_build(env: Any) -> None:  # noqa: ANN401
    """Write what stands beside the pages, under `serve`; a build does it for every generator."""
    from macros import site

    if _is_serving():
        root = Path(env.conf["docs_dir"]).resolve().parent.parent
        site.beside(root, Path(env.conf["site_dir"]), env.conf["site_url"] or "")


def _on_page(env: Any, macro: Callable[..., str], knowledge: Any) -> Callable[..., str]:  # noqa: ANN401
    """Return `macro` with the page that is being rendered as its view."""
    from macros.render import View, base_of, day_of

    @wraps(macro)
    def render(*args: str) -> str:
        extra, page = env.conf["extra"], env.page
        view = View(
            knowledge,
            base=base_of(page.url),
            repository=extra.get("repository") or "",
            address=env.conf["site_url"] or "",
            meta=page.meta,
            today=day_of(extra.get("build_date")),
        )
        return macro(view, *args)

    return render


def _stop_or_show(env: Any, said: str) -> None:  # noqa: ANN401
    """Stop a build with what is wrong; under `serve` say it, and show it on every page."""
    from mkdocs.exceptions import BuildError

    from macros.render import MACROS, preformatted

    if not _is_serving():
        raise BuildError(said)
    logging.getLogger("mkdocs.plugins.parcel").error(said)
    for macro in MACROS:
        env.macro(lambda *_: preformatted(said), macro.__name__)


def _is_serving() -> bool:
    return "serve" in sys.argv


def _make_importable() -> None:
    """Put the project's folder on the path: Zensical loads this file without it."""
    root = str(Path(__file__).resolve().parent.parent)
    if root not in sys.path:
        sys.path.insert(0, root)
