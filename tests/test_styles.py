"""A page holds the rules whose names stand in it, or that its scripts may add."""

from __future__ import annotations

import pytest

from macros.site import styles

PAGE = """<!doctype html><html lang="en"><body class="wide"><input type="radio" id="on">
<main><p class="first">A<br>b</p><p class="now" data-at="us">B <a href="x">C</a></p><ul><li></ul>
</main><template><b class="made"></b></template>
<aside><svg><path d="M0 0"/></svg></aside></body></html>"""

FINDS = [
    "p",
    ".now",
    "#on",
    "main > .now",
    ".wide .now a",
    ".first + .now",
    "input ~ aside path",
    "[data-at]",
    "[data-at=us]",
    "[data-at=uk], .now",
    ":is(.gone, main) p",
    "main :is(.gone p, p.now)",
    "p:not(.now):not(:hover)::before",
    "*",
    "ul > li",
    # Stands in a template: a script will put it somewhere.
    ".made",
    "main > b",
    # Said by a script.
    ".said .now",
    "main .said > i",
    "[data-told=yes] p",
]
FINDS_NOTHING = [
    # Until somebody touches the page.
    "p:hover",
    ".now:is(:focus-visible, :active)",
    "table",
    ".gone",
    "a .gone",
    "#first",
    "[data-at=uk]",
    ":is(.gone, table) p",
    ".said .gone",
    "[data-told=perhaps] p",
]
SCRIPT = """const it = "said"; it.dataset.told = yes; make("i"); say("a table of that")"""


def kept(selector: str) -> str:
    used = styles.of_page(PAGE) | styles.said_by_scripts([SCRIPT])
    return styles.only(styles.parsed(f"{selector} {{ color: red }}"), used)


@pytest.mark.parametrize("selector", FINDS)
def test_a_rule_that_finds_something_is_kept(selector: str) -> None:
    assert "color:red" in kept(selector)


@pytest.mark.parametrize("selector", FINDS_NOTHING)
def test_a_rule_that_finds_nothing_is_left_out(selector: str) -> None:
    assert kept(selector) == ""


def test_of_a_list_only_what_finds_something_is_kept() -> None:
    assert kept(".gone p, main p, table") == "main p{color:red}"


def test_a_rule_within_a_condition_is_kept_with_it() -> None:
    rules = styles.parsed(
        "@media print { .gone { top: 0 } .now { top: 1px } } @media all { u { top: 0 } }"
    )
    assert styles.only(rules, styles.of_page(PAGE)) == "@media print{.now{top:1px}}"


def test_variables_and_animations_that_no_rule_names_are_left_out() -> None:
    css = "p { --read: 1px; --unread: 2px; top: var(--read); animation: turn 1s }"
    css += "@keyframes turn { to { top: 0 } } @keyframes fade { to { top: 0 } }"
    out = styles.only(styles.parsed(css), styles.of_page(PAGE))
    assert "--read" in out
    assert "--unread" not in out
    assert "@keyframes turn" in out
    assert "fade" not in out


def test_what_all_scripts_say_is_used_in_any_place() -> None:
    used = styles.of_page(PAGE) | styles.used_by_scripts(["x = 'table'"])
    out = styles.only(styles.parsed("aside table .now { top: 0 } .gone { top: 0 }"), used)
    assert out == "aside table .now{top:0}"


@pytest.mark.parametrize("selector", [*FINDS, *FINDS_NOTHING])
def test_what_no_selector_asks_for_changes_nothing(selector: str) -> None:
    sheet = styles.parsed(f"{selector} {{ color: red }} @media print {{ {selector} {{ top: 0 }} }}")
    used = styles.of_page(PAGE) | styles.said_by_scripts([SCRIPT])
    assert styles.only(sheet, used & styles.asked_by(sheet)) == styles.only(sheet, used)
