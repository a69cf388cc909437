"""Names stand in the order of a language's alphabet, not in that of their code points."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from macros.model import sort_key

LANGUAGES = ("en", "es", "pt-BR", "fr", "it", "pl", "tr", "ru", "uk", "ar", "ko")

languages = st.sampled_from(LANGUAGES)
words = st.text(st.sampled_from("abcxyzñłßéİıIабгґйїяءأاآبة가각까 -’()1ʼ\u0301"), max_size=6)


def ordered(names: Iterable[str], language: str) -> list[str]:
    return sorted(names, key=lambda name: sort_key(name, language))


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", "Åland, Albania, Austria, Türkiye, Turkmenistan"),
        ("de", "Oman, Österreich, Ostfriesland, Polen, Zypern"),
        ("es", "España, Espino, Níger, Nigeria, Nube, Ñeembucú, Omán, Perú"),
        ("pt-BR", "África do Sul, Albânia, Índia, Indonésia, Irã, Iraque"),
        ("fr", "Égypte, Émirats arabes unis, Équateur, Espagne, Zambie"),
        ("it", "Città del Vaticano, Costa d’Avorio, Costa Rica"),
        ("pl", "Laos, Litwa, Luksemburg, Łotwa, Macedonia, Sudan, Świnoujście, Zambia, Życzyn"),
        ("tr", "Cezayir, Cibuti, Çekya, Çin, Danimarka, Hindistan, Irak, İran, İzlanda"),
        ("ru", "Ирландия, Исландия, Йемен, Чёрный, Черта, Ямайка, DHL"),
        ("uk", "Ганна, Ґанок, Данія, Естонія, Єгипет, Індія, Їжакевич, Йорданія, Кіпр"),
        ("ar", "الأردن, ألبانيا, ألمانيا, إيران, بلغاريا, تونس, DHL"),
        ("ko", "가나, 가봉, 그리스, 까, 나미비아, 대한민국, 일본, DHL"),
    ],
)
def test_names_stand_in_the_order_of_the_alphabet(language: str, names: str) -> None:
    wanted = names.split(", ")
    assert ordered(reversed(wanted), language) == wanted


def test_accents_count_only_after_all_letters_and_capitals_after_accents() -> None:
    wanted = ["cote", "Cote", "coté", "côte", "Côte", "côté", "coteau"]
    assert ordered(reversed(wanted), "fr") == wanted


def test_a_short_name_comes_before_the_longer_ones_that_begin_with_it() -> None:
    wanted = ["Guinea", "Guinea Ecuatorial", "Guinea-Bisáu", "Guineano"]
    assert ordered(reversed(wanted), "es") == wanted


@given(languages, words, words)
@example("en", "caf\u00e9", "cafe\u0301")
def test_texts_that_differ_have_an_order_and_others_none(
    language: str, one: str, other: str
) -> None:
    assert (sort_key(one, language) == sort_key(other, language)) == (one == other)


@given(languages, st.text(max_size=20))
def test_every_text_has_a_place(language: str, text: str) -> None:
    assert ordered([text, ""], language) == ["", text]


@given(st.text("abcdefgh", min_size=1), st.sampled_from("\u0301\u0308\u0327"), st.booleans())
def test_an_accent_or_a_capital_leads_past_no_other_letter(
    base: str, mark: str, is_capital: bool
) -> None:
    accented = unicodedata.normalize("NFC", base + mark)
    form = accented.upper() if is_capital else accented
    assert ordered([f"{base} a", form, base], "en") == [base, form, f"{base} a"]


@given(languages, words)
def test_how_an_accent_is_encoded_moves_nothing(language: str, text: str) -> None:
    forms = [unicodedata.normalize(form, text) for form in ("NFC", "NFD")]
    assert len({sort_key(form, language)[:-1] for form in forms}) == 1
