"""A button bears the name that readers see on AliExpress, or none is made up."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from html import unescape
from typing import Any

import pytest

from macros.model import Edition, Knowledge, Label, LabelName, Labels
from macros.pages.labels import label
from macros.pages.view import View

from .projects import WORDS

LABELS = "data/labels.yml"
ASK, OLD = "ask-for-money", "old-form"
PROVEN = re.compile(r"<strong><bdi.*?>(.*?)</bdi></strong>")
# What somebody has seen on a page of AliExpress, or in a document that quotes one.
SEEN = {"official", "quoted"}


def seen_in(language: str, known: Knowledge) -> View:
    """Return a view of an edition whose words are the English ones."""
    words = {f"data/words/{language}.yml": known.records[WORDS]}
    return View(Edition(Knowledge({**known.records, **words}, {}), language))


def text_of(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


def words_of(view: View) -> Mapping[str, Any]:
    return view.words["label"]  # type: ignore[no-any-return] # a word's group


def test_an_official_name_stands_out_and_no_machine_translates_it(mini: Knowledge) -> None:
    html = label(seen_in("en", mini), ASK)
    assert PROVEN.findall(html) == ["Ask/Refund"]
    assert 'translate="no"' in html
    assert " lang=" not in html
    assert text_of(html) == "Ask/Refund"


def test_a_name_leads_to_its_fact_where_the_page_rests_on_that(mini: Knowledge) -> None:
    view = seen_in("en", mini)
    assert "<a " not in label(view, ASK)
    page = replace(view, meta={"rests_on": ["window-closes"]})
    assert label(page, ASK).startswith('<a class="fact" href="#fact-window-closes"><strong>')


def test_a_name_that_only_others_report_is_said_to_be_the_name(mini: Knowledge) -> None:
    view = seen_in("en", mini)
    said = words_of(view)["said"].format(name="Old Form")
    shown = f"the form of earlier days on the order page ({said})"
    assert PROVEN.findall(label(view, OLD)) == []
    assert text_of(label(view, OLD)) == shown


def test_a_language_shows_its_own_name_when_it_is_proven(mini: Knowledge) -> None:
    html = label(seen_in("ko", mini), ASK)
    assert PROVEN.findall(html) == ["환불하기"]
    assert "Ask/Refund" not in html


def test_a_reported_name_never_stands_without_meaning_place_and_english(mini: Knowledge) -> None:
    view = seen_in("fr", mini)
    html, words = label(view, ASK), words_of(view)
    said = words["said"].format(name="Ouvrir un dossier")
    english = words["english"].format(name="Ask/Refund")
    assert PROVEN.findall(html) == []
    assert text_of(html) == (
        f"the button that asks for money back on the order page ({said}; {english})"
    )
    assert '<bdi lang="en" translate="no"' in html


def test_a_language_without_a_name_shows_meaning_place_and_english(mini: Knowledge) -> None:
    view = seen_in("ar", mini)
    english = words_of(view)["english"].format(name="Ask/Refund")
    shown = f"the button that asks for money back on the order page ({english})"
    assert text_of(label(view, ASK)) == shown


def test_an_english_name_that_only_others_report_is_no_surer_elsewhere(mini: Knowledge) -> None:
    view = seen_in("ar", mini)
    said = words_of(view)["english_said"].format(name="Old Form")
    assert text_of(label(view, OLD)) == f"the form of earlier days on the order page ({said})"


def test_a_name_that_looks_like_markup_stays_text(mini: Knowledge) -> None:
    hostile = "<b onclick=x>*a*</b> {0}"
    known = mini.labels[ASK]
    names = tuple(n.model_copy(update={"name": hostile}) for n in known.names)
    changed = known.model_copy(update={"names": names, "means": hostile, "where": hostile})
    poisoned = Knowledge({**mini.records, LABELS: Labels(labels=(changed,))}, {})
    for language in ("en", "fr", "ar"):
        assert "<b onclick" not in label(seen_in(language, poisoned), ASK)


def test_an_unknown_label_is_answered_with_the_nearest(mini: Knowledge) -> None:
    with pytest.raises(KeyError, match=r"no label `ask-for-mony`. Did you mean `ask-for-money`"):
        label(seen_in("en", mini), "ask-for-mony")


def test_no_language_shows_a_name_as_the_buttons_own_without_evidence(
    knowledge: Knowledge,
) -> None:
    needed = {f: r for f, r in knowledge.records.items() if "labels" in f or "/words/" in f}
    known_here = Knowledge(needed, {})
    languages = {name.language for _, name in known_here.each(LabelName)}
    for language in sorted(languages):
        view = seen_in(language, known_here)
        for id_, known in known_here.labels.items():
            proven = {n.name for n in known.names if n.language == language and n.evidence in SEEN}
            shown = {text_of(name).replace("\\", "") for name in PROVEN.findall(label(view, id_))}
            assert shown <= proven, (language, id_)
            assert bool(shown) == bool(proven), (language, id_)


def test_the_first_of_several_proven_names_is_the_one_that_is_shown(mini: Knowledge) -> None:
    known = mini.labels[ASK]
    proven = known.names[0].model_copy(update={"name": "Newer Name"})
    names = {"names": (*known.names[1:], proven, known.names[0])}
    turned = Labels(labels=(Label.model_validate(dict(known) | names),))
    view = seen_in("en", Knowledge({**mini.records, LABELS: turned}, {}))
    assert PROVEN.findall(label(view, ASK)) == ["Newer Name"]
