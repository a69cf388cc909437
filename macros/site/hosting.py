"""What hosts read beside the pages: `_headers` and `_redirects` (Cloudflare Pages, Netlify)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from macros.api import FOLDER
from macros.model import ORIGINAL, Edition

# What a page can say itself (what it may load and run) stands in the page, since it holds hashes of
# that page; several policies hold all at once. No page can say who may show it in a frame.
EVERYWHERE = {
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
# A name that holds a hash: what it names never changes.
_HASHED = re.compile(r"assets/(?:.*/)?[\w-]+\.[0-9a-f]{8}[./]")
FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}
_FOR_ALL = {"Access-Control-Allow-Origin": "*"}
# Lists the files of a site that never change, so that the next one can keep them for a while.
LIST = "assets/files.txt"
_TYPES = {f"{FOLDER}/changes.atom": "application/atom+xml"}


def write(site: Path, editions: Sequence[Edition], previous: Mapping[str, bytes]) -> None:
    """Write into the finished `site` what its host should say to browsers, and what it still has.

    `_headers` and `_redirects` hold for a site at the root of its host, as these hosts have it.
    `previous` holds what `kept` returned of the site that was published before.
    """
    (site / LIST).write_text("".join(f"{name}\n" for name in hashed(site)), encoding="utf-8")
    for name, raw in previous.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(raw)
    text = "\n".join(_rule(path, header) for path, header in _rules(site))
    (site / "_headers").write_text(text, encoding="utf-8")
    folders = [edition.folder for edition in editions if edition.language != ORIGINAL]
    if folders:
        lines = [f"/{folder}* /{folder}404.html 404\n" for folder in folders]
        (site / "_redirects").write_text("".join(lines), encoding="utf-8")


def kept(previous: Path) -> dict[str, bytes]:
    """Return the files of a `previous` site that an open page of it may still ask for, by path.

    They are those of LIST that never change; what that site itself had kept is not among them, so
    that nothing is kept for longer than one more time. Raises ValueError when there is no list.
    """
    if not (previous / LIST).is_file():
        raise ValueError(f"{previous} holds no site to keep files of: it has no {LIST}.")
    names = (previous / LIST).read_text("utf-8").splitlines()
    ours = (name for name in names if _HASHED.match(name) and ".." not in name)
    return {name: (previous / name).read_bytes() for name in ours if (previous / name).is_file()}


def hashed(site: Path) -> list[str]:
    """Return the files of a finished site whose names change with what is in them."""
    files = (path for path in sorted((site / "assets").rglob("*")) if path.is_file())
    names = (path.relative_to(site).as_posix() for path in files)
    return [name for name in names if _HASHED.match(name)]


def _rules(site: Path) -> Iterator[tuple[str, Mapping[str, str]]]:
    yield "/*", EVERYWHERE
    yield f"/{FOLDER}/*", _FOR_ALL
    for file, kind in _TYPES.items():
        yield f"/{file}", {"Content-Type": kind}
    for path in dict.fromkeys(map(_pattern, hashed(site))):
        yield f"/{path}", FOR_EVER


def _pattern(name: str) -> str:
    """Return a file, or the folder with a hash in its name that it lies in with all the others."""
    found = _HASHED.match(name)
    return f"{found[0]}*" if found and found[0].endswith("/") else name


def _rule(path: str, header: Mapping[str, str]) -> str:
    return "".join([f"{path}\n", *(f"  {name}: {value}\n" for name, value in header.items())])
