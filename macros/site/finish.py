"""The built site into the one that is published: light, safe, and the same bytes every time."""

from __future__ import annotations

import hashlib
import json
import math
import os
import re
import shutil
from collections.abc import Iterable, Mapping
from functools import cache, reduce
from operator import or_
from pathlib import Path

from macros.site import policy, styles
from macros.site.bundle import bundle
from macros.site.elements import Traits, Used, of_page, said_by_scripts, used_by_scripts
from macros.site.short import short, without_comments

# Where the site's own scripts lie; the finished folder bears a hash of all that is in it.
SCRIPTS = "assets/scripts"
_LATE = Path(__file__).with_name("late.js")
# What a page asks for when it lacks a file: pages that are open know it by this name.
_HELP = Path(__file__).with_name("not-loaded.js")
# What the theme brings along and no page of ours asks for.
_UNUSED = ("assets/javascripts/lunr", "assets/javascripts/workers", "sitemap.xml.gz")
_LETTERS_OF_HASH = 8

_SHEET = re.compile(r'<link rel="stylesheet" href="([^"]+)">')
# What the theme's templates say is loaded when somebody touches the page.
_LATE_SCRIPT = re.compile(r'\s*<script data-on-touch src="([^"]*)"( type="module")?></script>')
_MODULE = re.compile(rf'<script type="module" src="[^"]*{SCRIPTS}/([^"]+)"')
_NAMED = re.compile(rf'{SCRIPTS}/([\w./-]+\.js)"')
_IMPORT = re.compile(r'(?:\bfrom\s*|\bimport\(\s*)"([^"]+)"')
# What the browser itself and the service worker do to a page.
_AT_ONCE = ['"kept"; open; hidden']
# What nobody sees until he opens it, by touch or by key, up to a width of screens in em.
_CLOSED = {
    frozenset({("class", "counter")}): math.inf,
    frozenset({("class", "md-search__output")}): math.inf,
    frozenset({("class", "md-dialog")}): math.inf,
    frozenset({("id", "search-help")}): math.inf,
    frozenset({("class", "md-header__button"), ("attribute", "hidden")}): math.inf,
    frozenset({("class", "md-search__icon"), ("attribute", "title")}): math.inf,
    frozenset({("class", "md-sidebar"), ("attribute", "hidden")}): math.inf,
    frozenset({("class", "md-sidebar--primary")}): 76.24,
    frozenset({("class", "md-sidebar--secondary")}): 59.99,
    frozenset({("class", "md-search__inner")}): 59.99,
}
# What the policy counts among scripts, and is none.
_RULES = "speculationrules"
# A picture that nobody sees before the first touch.
_DRAWN = re.compile(r'<i class="drawn">\s*(<svg.*?</svg>)\s*</i>', re.S)
_LATE_PART = re.compile(
    r'<script type="application/json" data-late="([a-z]+)">(.*?)</script>', re.S
)


def finish(site: Path, *, offline: bool) -> None:
    """Finish the built `site` where it lies; `offline`: its pages ask for the service worker."""
    _drop_unused(site)
    pages = {path: path.read_text("utf-8") for path in sorted(site.rglob("*.html"))}
    _slim_scripts(site)
    bundle(site / SCRIPTS, {name for html in pages.values() for name in _NAMED.findall(html)})
    pages, pictures = _without_pictures(pages)
    pages = _with_own_styles(site, pages, pictures)
    pages = {path: _with_late_parts(html, path, site) for path, html in pages.items()}
    for script in (site / SCRIPTS).rglob("*.js"):
        name = script.relative_to(site).as_posix()
        script.write_text(short(script.read_text("utf-8"), name), encoding="utf-8")
    folder = _named_by_content(site / SCRIPTS)
    (site / "assets" / _HELP.name).write_text(_short(_HELP), encoding="utf-8")
    for path, html in pages.items():
        finished = html.replace(f"{SCRIPTS}/", f"assets/{folder.name}/")
        finished = _with_late_scripts(_tight(finished), offline=offline)
        path.write_text(policy.guarded(_with_slim_scripts(finished)), encoding="utf-8")


def _drop_unused(site: Path) -> None:
    for name in _UNUSED:
        path = site / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    for path in site.rglob("*.map"):
        path.unlink()


def _slim_scripts(site: Path) -> None:
    """Take comments and blanks out of the site's own scripts; the theme's are slim already."""
    for script in (site / SCRIPTS).rglob("*.js"):
        script.write_text(without_comments(script.read_text("utf-8")), encoding="utf-8")
    for script in (site / "assets" / "javascripts").glob("*.js"):
        text = re.sub(r"\n?//# sourceMappingURL=\S+\s*$", "\n", script.read_text("utf-8"))
        script.write_text(text, encoding="utf-8")


def _without_pictures(pages: Mapping[Path, str]) -> tuple[dict[Path, str], str]:
    """Return the pages without the pictures that nobody sees at first, and the looks with them."""
    drawn = {svg for html in pages.values() for svg in _DRAWN.findall(html)}
    names = {svg: f"drawn--{_hash([svg.encode()])}" for svg in sorted(drawn)}
    rules = (
        f'.{name}{{-webkit-mask-image:url("{data}");mask-image:url("{data}")}}'
        for svg, name in names.items()
        if (data := "data:image/svg+xml," + svg.replace('"', "'").replace("#", "%23"))
    )

    def slim(found: re.Match[str]) -> str:
        return f'<i class="drawn {names[found[1]]}"></i>'

    return {path: _DRAWN.sub(slim, html) for path, html in pages.items()}, "".join(rules)


def _with_own_styles(site: Path, pages: Mapping[Path, str], more: str) -> dict[Path, str]:
    """Return the pages with the rules that each can use inside it; the rest goes into one file.

    That file holds `more` too.
    """
    names = _SHEET.findall(next(iter(pages.values())))
    sheets = [site / name[name.index("assets/") :] for name in names]
    rules = styles.parsed("\n".join(sheet.read_text("utf-8") for sheet in sheets))
    shutil.rmtree(site / "assets" / "stylesheets")
    modules = {path: _modules(html, site) for path, html in pages.items()}
    said_by = {named: said_by_scripts(_texts(named)) for named in set(modules.values())}
    asked = styles.asked_by(rules)
    used = {
        path: of_page(html, asked, _CLOSED) | _said_inside(html, asked) | said_by[modules[path]]
        for path, html in pages.items()
    }
    scripts = (path.read_text("utf-8") for path in sorted((site / "assets").rglob("*.js")))
    anywhere = (each.anywhere() for each in (*used.values(), _used_by_contacts(site, asked)))
    everything = styles.only(rules, reduce(or_, anywhere, used_by_scripts(scripts))) + more
    name = f"site.{_hash([everything.encode()])}.css"
    (site / "assets" / name).write_text(everything, encoding="utf-8")
    # Pages of a kind are made of the same, whatever their language is.
    own = cache(lambda parts: styles.only(rules, parts))
    return {path: _with_style(html, own(used[path]), name) for path, html in pages.items()}


def _said_inside(html: str, asked: Traits) -> Used:
    """Return what the scripts that stand in a page may show."""
    late = (_put(json.loads(text), asked) for _, text in _LATE_PART.findall(html))
    return reduce(or_, late, said_by_scripts([*policy.scripts_in(html), *_AT_ONCE]))


def _put(html: str, asked: Traits) -> Used:
    """Return what HTML is made of that a script puts somewhere into a page."""
    return of_page(f"<template>{html}</template>", asked, _CLOSED)


def _modules(html: str, site: Path) -> tuple[Path, ...]:
    """Return the modules that may show something before anybody touches a page, without imports."""
    return tuple(site / SCRIPTS / name for name in _MODULE.findall(html))


def _texts(modules: Iterable[Path]) -> list[str]:
    """Return the texts of modules, and of all that they import."""
    found: dict[Path, str] = {}
    waiting = list(modules)
    while waiting:
        module = waiting.pop()
        if module not in found:
            found[module] = module.read_text("utf-8")
            names = _IMPORT.findall(found[module])
            waiting += ((module.parent / name).resolve() for name in names)
    return list(found.values())


def _used_by_contacts(site: Path, asked: Traits) -> Used:
    """Return what the desks are made of that a page shows when it knows the reader’s country.

    Their looks come with them: see docs/en/assets/scripts/contacts.js.
    """
    texts = (path.read_text("utf-8") for path in sorted(site.glob("countries/*/contacts.json")))
    parts = (part for text in texts for part in json.loads(text).values())
    return _put("".join(part for part in parts if isinstance(part, str)), asked)


def _with_style(html: str, css: str, rest: str) -> str:
    """Return a page with its styles inside, and in its head where the rest of them is."""
    first = _SHEET.search(html)
    if first is None:
        return html
    base = first[1].partition("assets/")[0]
    file = f"{base}assets/{rest}"
    plain = f'<noscript><link rel="stylesheet" href="{file}"></noscript>'
    head = f'\n<style data-rest="{file}">{css}</style>{plain}'
    return html[: first.start()] + head + _SHEET.sub("", html[first.end() :])


def _with_late_parts(html: str, page: Path, site: Path) -> str:
    """Return a page that says where the parts lie that it needs later, and put them there."""

    def put(found: re.Match[str]) -> str:
        part = json.dumps(_tight(json.loads(found[2])), ensure_ascii=False)
        file = site / "assets" / f"{found[1]}.{_hash([part.encode()])}.json"
        file.write_text(part, encoding="utf-8")
        where = Path(os.path.relpath(file, page.parent)).as_posix()
        return (
            f'<script type="application/json" data-late="{found[1]}" data-from="{where}"></script>'
        )

    return _LATE_PART.sub(put, html)


def _with_late_scripts(html: str, *, offline: bool) -> str:
    """Return a page that loads what can wait when somebody touches it."""
    found = _LATE_SCRIPT.findall(html)
    late = [src for src, module in found if not module]
    modules = [src for src, module in found if module]
    rest = re.search(r' data-rest="([^"]*)"', html)
    if not late or not rest:
        return html
    code = _short(_LATE)
    worker = " data-worker" if offline else ""
    files = f'data-scripts="{" ".join(late)}" data-modules="{" ".join(modules)}"'
    help_ = f"{rest[1].rpartition('/')[0]}/{_HELP.name}"
    loader = f'<script{worker} data-help="{help_}" data-style="{rest[1]}" {files}>{code}</script>'
    first = _LATE_SCRIPT.search(html)
    assert first
    html = html[: first.start()] + "\n" + loader + html[first.end() :]
    return _LATE_SCRIPT.sub("", html).replace(rest[0], "", 1)


@cache
def _short(script: Path) -> str:
    return short(script.read_text("utf-8"), script.name)


def _with_slim_scripts(html: str) -> str:
    """Return a page with the scripts that stand in it in few letters."""

    def slim(found: re.Match[str]) -> str:
        is_script = policy.is_run(found) and _RULES not in found[1]
        return f"<script{found[1]}>{_slim(found[2])}</script>" if is_script else found[0]

    return policy.SCRIPT.sub(slim, html)


@cache
def _slim(script: str) -> str:
    """Return a script in few letters; most pages hold the same ones."""
    return short(script, "A script in a page").strip()


def _named_by_content(folder: Path) -> Path:
    """Rename a folder so that its name changes with what is in it, and return it."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    parts = (
        part
        for path in files
        for part in (str(path.relative_to(folder)).encode(), path.read_bytes())
    )
    return folder.rename(folder.with_name(f"{folder.name}.{_hash(parts)}"))


def _hash(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()[:_LETTERS_OF_HASH]


# Parts in which blanks and line ends are more than space between words.
_VERBATIM = re.compile(r"(<(pre|textarea|script|style)\b.*?</\2>)", re.S)


def _tight(html: str) -> str:
    """Return a page without the empty lines and indents that templates leave behind."""
    parts = _VERBATIM.split(html)
    texts, verbatim = parts[::3], [*parts[1::3], ""]
    slim = (re.sub(r"[ \t]*\n\s*", "\n", text) for text in texts)
    return "".join(text + kept for text, kept in zip(slim, verbatim, strict=True))
