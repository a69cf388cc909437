"""Scripts come into as few files as can be, and say the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.site.bundle import bundle

FILES = {
    "page.js": 'import{one}from"./deep/one.js";import{both}from"./both.js";one(both);',
    "deep/one.js": 'import{two as three}from"../two.js";import{both}from"../both.js";'
    'export const one=()=>three(both,import("../later.js"));',
    "two.js": "export function two(){}",
    "both.js": "export const both=1;",
    "other.js": 'import{both}from"./both.js";both;',
    "later.js": "export const late=1;",
    "nobody.js": "export const nobody=1;",
}


def put(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    return folder


def test_what_one_script_alone_imports_comes_into_its_file(tmp_path: Path) -> None:
    bundle(put(tmp_path, FILES), {"page.js", "other.js"})
    left = {p.relative_to(tmp_path).as_posix(): p.read_text() for p in tmp_path.rglob("*.js")}
    assert left == {
        "page.js": 'import*as $0 from"./both.js";'
        "const _0=(()=>{function two(){}\nreturn{two}})();\n"
        "const _1=(()=>{const{two:three}=_0;const{both}=$0;"
        'const one=()=>three(both,import("./later.js"));\nreturn{one}})();\n'
        'const{one}=_1;import{both}from"./both.js";one(both);',
        **{name: FILES[name] for name in ("both.js", "other.js", "later.js")},
    }


def test_what_a_page_names_keeps_its_file(tmp_path: Path) -> None:
    bundle(put(tmp_path, FILES), {"page.js", "two.js"})
    assert (tmp_path / "two.js").read_text() == FILES["two.js"]
    assert not (tmp_path / "both.js").exists()


@pytest.mark.parametrize(
    "text", ["export let two=1;", "export default 1;", 'import two from"./three.js";']
)
def test_another_way_to_import_or_export_is_named(tmp_path: Path, text: str) -> None:
    with pytest.raises(ValueError, match=r"two\.js: “(ex|im)port"):
        bundle(put(tmp_path, FILES | {"two.js": text}), {"page.js"})
