"""Numbers and addresses keep the order of their signs on pages that are read from right to left."""

from __future__ import annotations

import re

import pytest

from macros.model import Edition, understand
from macros.pages.directions import isolated
from macros.pages.journey import journey
from macros.pages.view import View

from .projects import WORDS, mini_files
from .pseudo import RIGHT


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("قل 0808 000 0000 الآن", 'قل <bdi dir="ltr">0808 000 0000</bdi> الآن'),
        ("قل +44 808 000", 'قل <bdi dir="ltr">+44 808 000</bdi>'),
        ("من @post.example", 'من <bdi dir="ltr">@post.example</bdi>'),
        ("إلى a@post.example", 'إلى <bdi dir="ltr">a@post.example</bdi>'),
        ("قل 12 MAIL الآن", 'قل <bdi dir="ltr">12 MAIL</bdi> الآن'),
        ("بعد 15 يومًا", "بعد 15 يومًا"),
        ('<a href="tel:+1-2">ن</a>', '<a href="tel:+1-2">ن</a>'),
        ("<bdi>12 34</bdi>", "<bdi>12 34</bdi>"),
        ("بريد Pigeon Post: 15 يومًا", 'بريد <bdi dir="ltr">Pigeon Post</bdi>: 15 يومًا'),
        (
            "<a>A&amp;B (AB)</a>، c",
            '<a><bdi dir="ltr">A&amp;B (AB)</bdi></a>، <bdi dir="ltr">c</bdi>',
        ),
        ("<h3>4-72 (Paloma Sur)</h3>", '<h3><bdi dir="ltr">4-72 (Paloma Sur)</bdi></h3>'),
        (r"## 4\-72 \(Paloma Sur\)", r'## <bdi dir="ltr">4\-72 \(Paloma Sur\)</bdi>'),
        (r"### A\-B \(c d\)", r'### <bdi dir="ltr">A\-B \(c d\)</bdi>'),
        ("وPost، 2 يوليو", 'و<bdi dir="ltr">Post</bdi>، 2 يوليو'),
        ("(Post، لا)", '(<bdi dir="ltr">Post</bdi>، لا)'),
        ("رسم £12 و900€", 'رسم <bdi dir="ltr">£12</bdi> و<bdi dir="ltr">900€</bdi>'),
        ("قل 12 34 (الآن)", 'قل <bdi dir="ltr">12 34</bdi> (الآن)'),
        ('<q lang="en">Held 2</q>', '<q lang="en">Held 2</q>'),
        ("!!! now {gap} &nbsp;", "!!! now {gap} &nbsp;"),
        ("[ن](a@b.example) `1 2`", "[ن](a@b.example) `1 2`"),
        ('{{ fact("a", "1 2") }}', '{{ fact("a", "1 2") }}'),
    ],
)
def test_what_would_be_turned_round_keeps_its_direction(text: str, shown: str) -> None:
    assert isolated(text, "ar") == shown
    assert isolated(shown, "ar") == shown


def test_a_page_from_left_to_right_is_left_as_it_is() -> None:
    assert isolated("llame al 900 000 000", "es") == "llame al 900 000 000"


def places_of_stops(language: str) -> list[int]:
    words = {f"data/words/{RIGHT}.yml": mini_files()[WORDS]}
    view = View(Edition(understand(mini_files() | words), language))
    return [int(x) for x in re.findall(r"translate\((\d+) 44\)", journey(view))]


def test_the_way_of_a_parcel_runs_as_the_page_is_read() -> None:
    there, back = places_of_stops("en"), places_of_stops(RIGHT)
    assert there == sorted(there)
    assert back == there[::-1]
