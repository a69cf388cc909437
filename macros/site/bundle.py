"""Scripts in few files, so that a browser asks less often."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Container, Iterable, Mapping
from pathlib import Path

# What the search loads in one piece each, with copies of all that it needs: its worker, which is no
# module, and what only some questions need.
_WHOLE = ("worker.js", "direct.js", "lines.js", "otherwise.js")
# What the worker imports as it starts: it cannot say so at its head.
_ENGINE = "engine.js"
_AT_ONCE = f'import("./{_ENGINE}")'
_IMPORT = re.compile(r'import\s*\{([^}]*)\}\s*from\s*"([^"]+)";?\s*')
_LATER = re.compile(r'\bimport\("([^"]+)"\)')
_EXPORT = re.compile(r"\bexport (?=(?:async )?(?:function|const|class) (\w+))")
_UNREAD = re.compile(r"(?:^|[;}\n])(?:import\b(?!\()|export\b).{0,40}")

_Texts = Mapping[Path, str]


def bundle(folder: Path, named: Collection[str]) -> None:
    """Put each script in `folder` that only one other imports into that one, and drop its file.

    The scripts must be slim already. Those that pages name, as paths below the folder, keep their
    files, and so do those that a script loads later. Raises ValueError for a script that imports or
    exports in a way that is not known here.
    """
    folder = folder.resolve()
    texts = {path: path.read_text("utf-8") for path in sorted(folder.rglob("*.js"))}
    search = folder / "search"
    whole = [search / name for name in _WHOLE if search / name in texts]
    later = {_at(path, to) for path, text in texts.items() for to in _LATER.findall(text)}
    kept = sorted({*later, *(folder / name for name in named)} - {*whole, search / _ENGINE})
    homes = _homes(kept, whole, texts)
    inside = {home: {m for m in homes if homes[m] == home} for home in homes.values()}
    for path in whole:
        engine = [search / _ENGINE] if _AT_ONCE in texts[path] else []
        inside[path] = set(_needed([*engine, path], texts))
    for path in texts:
        if path in inside:
            path.write_text(_file(path, inside[path], texts), encoding="utf-8")
        else:
            path.unlink()


def _at(module: Path, address: str) -> Path:
    return (module.parent / address).resolve()


def _imports(module: Path, texts: _Texts) -> list[Path]:
    return [_at(module, to) for _, to in _IMPORT.findall(texts[module])]


def _needed(roots: Iterable[Path], texts: _Texts, but: Container[Path] = ()) -> list[Path]:
    """Return modules and all that they import, each after its imports, without those in `but`."""
    found: list[Path] = []
    for root in roots:
        if root not in found and root not in but:
            found += [m for m in _needed(_imports(root, texts), texts, but) if m not in found]
            found.append(root)
    return found


def _homes(kept: list[Path], whole: Collection[Path], texts: _Texts) -> dict[Path, Path]:
    """Return for each module that the `kept` ones need into which file it comes."""
    used = _needed(kept, texts, but=whole)
    homes: dict[Path, Path] = {}
    for module in reversed(used):
        by = {homes[other] for other in homes if module in _imports(other, texts)}
        homes[module] = by.pop() if len(by) == 1 and module not in kept else module
    return homes


def _file(path: Path, inside: Collection[Path], texts: _Texts) -> str:
    """Return a script after the modules `inside` it, each in a function of its own."""
    roots = [path.parent / _ENGINE] if path.parent / _ENGINE in inside else []
    order = [m for m in _needed([*roots, path], texts) if m in inside and m != path]
    names = {module: f"_{at}" for at, module in enumerate(order)}
    outside: dict[Path, str] = {}

    def linked(module: Path) -> str:
        def taken(found: re.Match[str]) -> str:
            to = _at(module, found[2])
            if module == path and to not in names:
                return found[0]
            name = names.get(to) or outside.setdefault(to, f"${len(outside)}")
            return f"const{{{found[1].replace(' as ', ':')}}}={name};"

        text = _IMPORT.sub(taken, texts[module])
        return _LATER.sub(lambda to: f'import("{_from(path, _at(module, to[1]))}")', text)

    modules = "".join(_function(name, linked(module), module) for module, name in names.items())
    text = linked(path)
    if roots:
        text = text.replace(_AT_ONCE, f"Promise.resolve({names[roots[0]]})")
    heads = (f'import*as {name} from"{_from(path, to)}";' for to, name in outside.items())
    return "".join(heads) + modules + text


def _from(path: Path, to: Path) -> str:
    return f"./{os.path.relpath(to, path.parent)}".replace(os.sep, "/")


def _function(name: str, text: str, module: Path) -> str:
    """Return a constant that holds what a module exports."""
    body = _EXPORT.sub("", text).strip()
    if unread := _UNREAD.search(body):
        raise ValueError(
            f"{module}: “{unread[0].strip()}” is no way to import or export that is known."
        )
    return f"const {name}=(()=>{{{body}\nreturn{{{','.join(_EXPORT.findall(text))}}}}})();\n"
