"""Let a long-running build see changes of this package: the one module that is never dropped."""

from __future__ import annotations

import sys
from pathlib import Path

_known: set[tuple[str, int]] = set()


def forget_changed_modules() -> None:
    """Drop this package's other modules when one of its files has changed since the last call."""
    files = (path for path in Path(__file__).parent.rglob("*") if path.suffix in {".py", ".j2"})
    now = {(str(path), path.stat().st_mtime_ns) for path in files}
    if now != _known:
        for name in [n for n in sys.modules if n.startswith("macros.") and n != __name__]:
            del sys.modules[name]
            # `from macros import …` would find the old module as an attribute of the package.
            vars(sys.modules["macros"]).pop(name.split(".")[1], None)
        _known.clear()
        _known.update(now)
