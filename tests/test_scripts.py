"""The types of the browser's scripts fit together, as their comments (JSDoc) declare them."""

from __future__ import annotations

from pathlib import Path

import pytest

from .projects import ROOT
from .typescript import flaws

SCRIPTS = ROOT / "docs" / "en" / "assets" / "scripts"
FILES = {path.relative_to(SCRIPTS).as_posix(): path for path in sorted(SCRIPTS.rglob("*.js"))}


def test_the_types_of_all_scripts_fit_together() -> None:
    assert flaws(*FILES.values()) == ""


def test_a_type_that_does_not_fit_would_be_found(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.js"
    wrong.write_text("// @ts-check\nexport const link = document.querySelector('a').href;\n")
    assert "wrong.js(2,21)" in flaws(wrong)


@pytest.mark.parametrize("name", FILES)
def test_every_script_of_ours_asks_for_the_check(name: str) -> None:
    assert FILES[name].read_text("utf-8").startswith("// @ts-check\n")
