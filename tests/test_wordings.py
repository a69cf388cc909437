"""What carriers print stands by the meaning of it, with its language and where it is from."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest

from macros.model import Edition, Knowledge, understand
from macros.pages import statuses
from macros.pages.view import View
from macros.rules import check
from macros.site import lines, tracking_words

from .projects import changed

FILE = "data/wordings/posta-norte.yml"
WORDS = "data/tracking-words.yml"


def entry(html: str, status: str) -> str:
    """Return the part of the dictionary that is about one status."""
    return html.split(f"{{: #{status} }}")[1].split("{: #")[0]


def test_lines_in_another_language_say_which_language_it_is(mini: Knowledge) -> None:
    html = statuses.printed_lines(View(Edition(mini, "en"), base="../../"))
    held = html.split('<h3 id="held">')[1].split("<h3")[0]
    assert '<span lang="es" dir="ltr" translate="no"><q>Retenido en la aduana</q>' in held
    assert '<code translate="no">NORTE_HELD</code>' in held
    assert '<a href="#lines-posta-norte">Posta Norte</a>' in held
    assert '<a href="../../statuses/#held">' in held
    assert "<ul>" not in html.split('<h3 id="left-country">')[1].split("<h3")[0]


def test_an_entry_of_the_dictionary_leads_to_its_other_lines(mini: Knowledge) -> None:
    html = statuses.status_list(View(Edition(mini, "en"), base="../"))
    assert '<a href="../statuses/lines/#held">' in entry(html, "held")
    assert 'class="wordings"' not in entry(html, "left-country")
    assert "Retenido" not in html


def test_who_prints_a_line_stands_once_with_its_proof(mini: Knowledge) -> None:
    html = unescape(statuses.printed_lines(View(Edition(mini, "en"))))
    assert html.count('id="lines-posta-norte"') == 1
    end = html.split('id="lines-posta-norte"')[1]
    assert "Spanish" in end
    assert 'href="https://rules.example/correo"' in end


def test_what_stands_behind_a_status_is_on_the_page_to_which_its_mark_leads(
    mini: Knowledge,
) -> None:
    view = View(Edition(mini, "en"), base="../../")
    marks = re.findall(r'<a class="sure [^>]*href="([^"]+)"', statuses.status_list(view))
    assert marks == [f"../../statuses/lines/#{status.id}" for status in mini.statuses]
    html = statuses.printed_lines(view)
    for status in mini.statuses:
        part = html.split(f'<h3 id="{status.id}">')[1].split("<h3")[0]
        assert '<details class="sure ' in part, status.id


def test_every_line_and_code_is_on_the_page_and_in_its_file(knowledge: Knowledge) -> None:
    html = unescape(statuses.printed_lines(View(Edition(knowledge, "en")))).replace("\xa0", " ")
    known = lines.by_status(knowledge)
    for one in knowledge.wordings.values():
        for printed, language in ((one.lines, one.language), (one.codes, "")):
            for status, texts in printed.items():
                assert [language, *texts] in known[status]
                assert [text for text in texts if f">{text}</" not in html] == []


def test_a_dictionary_without_such_lists_is_shown_without_them() -> None:
    files = {path: raw for path, raw in changed(FILE, "by", "by").items() if path != FILE}
    view = View(Edition(understand(files), "en"))
    assert "wordings" not in statuses.status_list(view)
    assert "<ul>" not in statuses.printed_lines(view)
    assert lines.by_status(view.knowledge) == {}


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


def test_the_browser_gets_what_words_stand_for_and_which_ideas_tell_a_meaning(
    mini: Knowledge, tmp_path: Path
) -> None:
    tracking_words.write(tmp_path, mini)
    written = json.loads((tmp_path / tracking_words.FILE).read_text())
    assert written["ideas"]["customs"] == ["aduana", "custom", "douan", "جمرك"]
    assert written["told"] == {"left-country": ["flight"]}


@pytest.mark.parametrize("never", ["1 of", "wasn't", "n’existe"])
def test_a_word_that_no_line_can_hold_is_refused(never: str) -> None:
    found = check(understand(changed(WORDS, "aduana", f'"{never}"')))
    assert [(problem.file, problem.rule) for problem in found] == [(WORDS, "FIELD-VALUE")]
    assert "leave them out" in found[0].what
