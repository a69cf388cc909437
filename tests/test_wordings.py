"""What carriers print stands under the meaning of it, with its language and where it is from."""

from __future__ import annotations

import re
from html import unescape

import pytest

from macros.model import Edition, Knowledge, understand
from macros.pages import statuses
from macros.pages.view import View
from macros.rules import check

from .projects import changed

FILE = "data/wordings/posta-norte.yml"


def entry(html: str, status: str) -> str:
    """Return the part of the dictionary that is about one status."""
    return html.split(f"{{: #{status} }}")[1].split("{: #")[0]


def test_lines_in_another_language_are_folded_and_say_which_language_it_is(
    mini: Knowledge,
) -> None:
    html = statuses.status_list(View(Edition(mini, "en")))
    folded = re.findall(r"<details class=\"wordings.*?</details>", entry(html, "held"), re.DOTALL)
    assert len(folded) == 1
    assert '<span lang="es" dir="ltr"><q translate="no">Retenido en la aduana</q>' in folded[0]
    assert '<code translate="no">NORTE_HELD</code>' in folded[0]
    assert '<a href="#lines-posta-norte">Posta Norte</a>' in folded[0]
    assert "wordings" not in entry(html, "left-country")


def test_who_prints_a_line_stands_once_on_the_page_with_its_proof(mini: Knowledge) -> None:
    html = unescape(statuses.status_list(View(Edition(mini, "en"))))
    assert html.count('id="lines-posta-norte"') == 1
    end = html.split('id="lines-posta-norte"')[1]
    assert "Spanish" in end
    assert 'href="https://rules.example/correo"' in end


def test_a_dictionary_without_such_lists_is_shown_without_them() -> None:
    files = {path: raw for path, raw in changed(FILE, "by", "by").items() if path != FILE}
    html = statuses.status_list(View(Edition(understand(files), "en")))
    assert "wordings" not in html


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("[Entregado]", "[Retenido en la aduana]", "STATUS-WORDING-ONCE"),
        ("[Entregado]", "[ORDER INFORMATION RECEIVED]", "STATUS-WORDING-ONCE"),
        ("[NORTE_HELD]", "[Entregado]", "STATUS-WORDING-ONCE"),
        ("  delivered:", "  deliverd:", "WORDINGS-STATUS"),
        ("codes:\n  held:", "codes:\n  hold:", "WORDINGS-STATUS"),
        ("language: es", "language: spanish", "WORDINGS-LANGUAGE"),
        ("language: es\n", "", "FIELD-VALUE"),
    ],
)
def test_a_line_means_one_known_status_in_a_known_language(old: str, new: str, rule: str) -> None:
    found = check(understand(changed(FILE, old, new)))
    assert [(problem.file, problem.rule) for problem in found] == [(FILE, rule)]


def test_a_list_without_lines_and_codes_says_nothing() -> None:
    text = changed(FILE, "by", "by")[FILE].decode()
    files = changed(FILE, "by", "by") | {FILE: text.split("lines:")[0].encode()}
    assert [problem.rule for problem in check(understand(files))] == ["FIELD-VALUE"]


def test_two_carriers_may_print_the_same_line_for_the_same_status(mini: Knowledge) -> None:
    other = {FILE.replace("norte", "sur"): changed(FILE, "Norte", "Sur")[FILE]}
    assert check(understand(changed(FILE, "by", "by") | other)) == check(mini)
