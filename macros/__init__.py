"""The site's macros. This is the only module that knows MkDocs."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

_seen: set[tuple[str, int]] = set()


def define_env(env: Any) -> None:  # noqa: ANN401 - the plugin's environment has no public type
    """Register every macro with the plugin `macros`.

    Raises BuildError, which stops the build and names every problem, when the data is wrong.
    """
    _forget_changed_modules()
    from mkdocs.exceptions import BuildError

    from macros import render, rules

    docs = Path(env.conf["docs_dir"]).resolve()
    knowledge, problems = rules.checked(docs.parent.parent)
    if problems:
        listed = "\n".join(map(str, problems))
        raise BuildError(f"The data has {len(problems)} problems.\n{listed}")
    for macro in render.MACROS:
        env.macro(_on_page(env, knowledge, macro), macro.__name__)


def _on_page(env: Any, knowledge: object, macro: Callable[..., str]) -> Callable[..., str]:  # noqa: ANN401
    """Return `macro` with the page that is being rendered as its view."""
    from macros.render import View, base_of

    @wraps(macro)
    def render(*args: str) -> str:
        view = View(
            knowledge=knowledge,  # type: ignore[arg-type]
            base=base_of(env.page.url),
            repository=env.conf["extra"].get("repository") or "",
            meta=env.page.meta,
        )
        return macro(view, *args)

    return render


def _forget_changed_modules() -> None:
    """Drop this package's modules when their files have changed, for `mkdocs serve`."""
    files = Path(__file__).parent.rglob("*")
    now = {(str(f), f.stat().st_mtime_ns) for f in files if f.suffix in {".py", ".j2"}}
    if now != _seen:
        for name in [name for name in sys.modules if name.startswith("macros.")]:
            del sys.modules[name]
        _seen.clear()
        _seen.update(now)
