"""A number stays on one line with its unit or currency, in every language."""

from __future__ import annotations

import pytest

from macros.model import Edition, Knowledge
from macros.pages.amounts import unbroken
from macros.pages.facts import fact
from macros.pages.view import View


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "15_days, 2_weeks or 24_hours; 1_day"),
        ("en", "€_150, US$_50, 50_euros, 1_US dollar, 12_%, USD_30 or 30_USD"),
        ("es", "2_€, 15_días, 3_meses y 20_dólares"),
        ("ar", "15_يومًا، 3_أيام، 20_دولارًا"),
        ("uk", "15_днів, 2_дні, 100_гривень"),
        ("ko", "30_일"),
        ("en", "from 12 to 15_days, in 2026 you have 3 ways; on 5 May 2026"),
        ("en", '<a title="15 days">15_days</a> <code>15 days</code>'),
    ],
)
def test_an_amount_does_not_break_and_nothing_else_is_joined(language: str, text: str) -> None:
    joined = text.replace("_", "\u00a0")
    assert unbroken(text.replace("_", " "), language) == joined
    assert unbroken(joined, language) == joined


def test_a_fact_in_a_sentence_does_not_break(mini: Knowledge) -> None:
    view = View(Edition(mini, "en"))
    assert ">10\u00a0days</a>" in fact(view, "window-closes")
