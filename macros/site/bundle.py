"""Scripts with all that they import in one file, so that a browser asks only once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

# What the search loads in one piece each: its worker, and what only some questions need.
WHOLE = ("worker.js", "direct.js", "lines.js", "otherwise.js")
# What the worker imports as it starts: a worker that is no module cannot say so at its head.
_AT_ONCE = 'import("./engine.js")'
_IMPORT = re.compile(r'import\s*\{([^}]*)\}\s*from\s*"([^"]+)";?\s*')
_EXPORT = re.compile(r"\bexport (?=(?:async )?(?:function|const|class) (\w+))")


def bundle(folder: Path) -> None:
    """Put into the scripts of the search in `folder`, which are slim already, what they import.

    The files that they import stay: pages import some of them, too.
    """
    whole = {path: _whole(path) for path in (folder.resolve() / name for name in WHOLE)}
    for path, text in whole.items():
        path.write_text(text, encoding="utf-8")


def _whole(path: Path) -> str:
    """Return the text of a script after that of all modules that it imports, each in a function."""
    text = path.read_text("utf-8")
    first = [path.parent / "engine.js"] if _AT_ONCE in text else []
    names: dict[Path, str] = {}
    for module in [m for each in [*first, path] for m in _needed(each)]:
        names.setdefault(module, f"_{len(names)}")
    modules = "".join(_function(m, names) for m in names if m != path)
    if first:
        text = text.replace(_AT_ONCE, f"Promise.resolve({names[first[0]]})")
    return modules + _linked(text, path, names)


def _needed(module: Path) -> Iterator[Path]:
    """Yield a module after those that it imports, of which one may come more than once."""
    for _, address in _IMPORT.findall(module.read_text("utf-8")):
        yield from _needed((module.parent / address).resolve())
    yield module


def _function(module: Path, names: dict[Path, str]) -> str:
    """Return a constant that holds what a module exports."""
    text = module.read_text("utf-8")
    exported = ",".join(_EXPORT.findall(text))
    body = _EXPORT.sub("", _linked(text, module, names)).strip()
    return f"const {names[module]}=(()=>{{{body}\nreturn{{{exported}}}}})();\n"


def _linked(text: str, module: Path, names: dict[Path, str]) -> str:
    """Return a script that takes what it imports from the constants of its modules."""

    def taken(found: re.Match[str]) -> str:
        name = names[(module.parent / found[2]).resolve()]
        return f"const{{{found[1].replace(' as ', ':')}}}={name};"

    return _IMPORT.sub(taken, text)
