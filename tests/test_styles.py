"""A page holds the rules that find something in it, or that may find what its scripts add."""

from __future__ import annotations

import math

import pytest

from macros.site import styles
from macros.site.elements import Used, of_page, said_by_scripts, used_by_scripts

PAGE = """<!doctype html><html lang="en" class="no-js">
<body class="wide"><input type="radio" id="on">
<main><p class="first">A<br>b</p><p class="now" data-at="us">B <a href="x">C</a></p><ul><li></ul>
</main><template><b class="made"></b></template>
<aside><svg><path d="M0 0"/></svg></aside>
<div class="drawer"><em></em></div>
<div class="later" hidden><u></u></div><div class="later"><i></i></div>
<script>"<table class='gone'>"</script><!-- <table> --></body></html>"""

CLOSED = {
    frozenset({("class", "later"), ("attribute", "hidden")}): math.inf,
    frozenset({("class", "drawer")}): 60,
}
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
    "main > ul ~ ul > li",
    "body main p:first-child > br",
    "svg > path",
    "aside:last-child",
    "main p.now a[href=x]",
    # Stands in a template: a script will put it somewhere.
    ".made",
    "main > b",
    ".later i",
    # Said by a script.
    ".said .now",
    "main .said > i",
    "main.said > .first",
    "aside > i + svg",
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
    ".left",
    # All of it stands in the page, but nowhere so.
    "aside .now",
    "body > .now",
    ".now > br",
    "p.wide",
    ".now ~ .first .now",
    "li .first",
    "p:is(aside .now, .wide)",
    "main > .made + .gone",
    # Until a script runs, nobody sees it; without scripts all rules are there.
    ".no-js p",
    # Below what nobody sees until he touches the page.
    ".later u",
    "[data-told=perhaps] p",
]
SCRIPT = """const it = "said"; it.dataset.told = yes; make("i"); say("a table of that");
get("gone.js/left.json"); change("no-js")"""


def used_for(sheet: styles.Sheet) -> Used:
    page = of_page(PAGE, styles.asked_by(sheet), CLOSED)
    return page | said_by_scripts([SCRIPT])


def kept(selector: str) -> str:
    sheet = styles.parsed(f"{selector} {{ color: red }}")
    return styles.only(sheet, used_for(sheet))


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
    assert styles.only(rules, used_for(rules)) == "@media print{.now{top:1px}}"


@pytest.mark.parametrize(
    ("condition", "is_kept"),
    [
        ("(max-width: 60em)", False),
        ("screen and (max-width: 30em)", False),
        ("(max-width: 61em)", True),
        ("(max-width: 30em), print", True),
        ("(min-width: 30em)", True),
        ("print", True),
    ],
)
def test_what_is_closed_on_a_narrow_screen_has_no_looks_there(
    condition: str, is_kept: bool
) -> None:
    css = f"@media {condition} {{ .drawer em {{ top: 0 }} .drawer, .now {{ top: 1px }} }}"
    out = styles.only(sheet := styles.parsed(css), used_for(sheet))
    assert ".drawer,.now{top:1px}" in out
    assert (".drawer em" in out) == is_kept


def test_variables_and_animations_that_no_rule_names_are_left_out() -> None:
    css = "p { --read: 1px; --unread: 2px; top: var(--read); animation: turn 1s }"
    css += "@keyframes turn { to { top: 0 } } @keyframes fade { to { top: 0 } }"
    sheet = styles.parsed(css)
    out = styles.only(sheet, used_for(sheet))
    assert "--read" in out
    assert "--unread" not in out
    assert "@keyframes turn" in out
    assert "fade" not in out


@pytest.mark.parametrize(
    "moves",
    ["transition: top 1s", "transition-delay: 1s", "cursor: pointer", "user-select: none"],
)
def test_what_shows_only_when_somebody_touches_a_page_waits_for_it(moves: str) -> None:
    sheet = styles.parsed(f"p {{ top: 0; {moves} }} .now {{ {moves} }}")
    used = used_for(sheet)
    assert styles.only(sheet, used) == "p{top:0}"
    touched = styles.only(sheet, used | used_by_scripts([]))
    assert touched.count(moves.partition(":")[0]) == 2


def test_what_all_scripts_say_is_used_in_any_place() -> None:
    sheet = styles.parsed("aside table .now { top: 0 } .gone { top: 0 }")
    used = used_for(sheet).anywhere() | used_by_scripts(["x = 'table'"])
    out = styles.only(sheet, used)
    assert out == "aside table .now{top:0}"
