"""Every rule passes its good example and fails on its bad one."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from types import ModuleType

import pytest

from macros import render
from macros.model import Knowledge, reading, understand
from macros.rules import RULES, Rule, check, pages
from macros.rules.registry import Finding, rule
from macros.source import Problem, files, prose, yaml_text


def problems_of(item: Rule, files: dict[str, str]) -> list[Problem]:
    return list(item.check(understand({file: text.encode() for file, text in files.items()})))


def test_every_rule_passes_its_good_example() -> None:
    assert RULES
    found = {id_: problems_of(item, item.good) for id_, item in RULES.items()}
    assert {id_: problems for id_, problems in found.items() if problems} == {}


def test_every_rule_fails_on_its_bad_example_and_says_what_is_wrong_and_how_to_mend_it() -> None:
    found = {id_: problems_of(item, item.bad) for id_, item in RULES.items()}
    assert [id_ for id_, problems in found.items() if not problems] == []
    poor = {
        id_: p
        for id_, problems in found.items()
        for p in problems
        if not (p.rule == id_ and p.what and p.fix and p.line >= 1)
    }
    assert poor == {}


def test_a_rule_without_a_bad_example_cannot_be_registered() -> None:
    with pytest.raises(ValueError, match="needs a title, a good example and a bad one"):

        @rule("TEST-RULE", why="w", fix="f", good={"a": "b"}, bad={})
        def find(_: Knowledge) -> Iterator[Finding]:
            """Never."""
            return iter(())

    assert "TEST-RULE" not in RULES


def test_a_rules_name_cannot_be_taken_twice() -> None:
    with pytest.raises(ValueError, match="is taken"):

        @rule("URL-SAFE", why="w", fix="f", good={"a": "b"}, bad={"a": "c"})
        def find(_: Knowledge) -> Iterator[Finding]:
            """Never."""
            return iter(())


@pytest.mark.parametrize("module", [files, prose, yaml_text, reading])
def test_every_problem_found_while_reading_has_its_rule(module: ModuleType) -> None:
    named = re.findall(r'"([A-Z]+(?:-[A-Z]+)+)"', inspect.getsource(module))
    assert named
    assert set(named) <= {*RULES, "UTF-8"}


def test_the_rule_about_macros_knows_exactly_the_macros_there_are() -> None:
    assert list(pages.MACROS) == [macro.__name__ for macro in render.MACROS]


PHONE = """country: {country}
operators:
  - name: Post
    role: post
    phones:
      - number: "{number}"
        dial_from: {dial_from}
        use: questions
        evidence: reported
"""


def rules_broken(country: str, number: str, dial_from: str = "country") -> set[str]:
    text = PHONE.format(country=country, number=number, dial_from=dial_from)
    files = {f"data/post-offices/{country.lower()}.yml": text.encode()}
    return {p.rule for p in check(understand(files))} - {"COUNTRY-COMPLETE"}


@pytest.mark.parametrize(
    ("country", "number"),
    [("FR", "3999"), ("KR", "128"), ("SA", "19990"), ("TR", "444 0 123"), ("IT", "803 001")],
)
def test_short_codes_and_national_numbers_are_valid_at_home(country: str, number: str) -> None:
    assert rules_broken(country, number) == set()


@pytest.mark.parametrize(
    ("country", "number", "broken"),
    [
        ("RU", "+375 17 200 00 00", {"PHONE-COUNTRY"}),
        ("FR", "+34 910 00 01 00", {"PHONE-COUNTRY"}),
        ("CL", "562900 0000", {"PHONE-VALID"}),
        ("SA", "+966 1 200 0100", {"PHONE-VALID"}),
        ("ES", "910 POSTA", {"PHONE-VALID"}),
        ("ES", "１２３", {"PHONE-VALID"}),
        ("FR", "3999; 3998", {"PHONE-VALID"}),
        ("ES", "0", {"PHONE-VALID"}),
    ],
)
def test_numbers_of_other_countries_and_impossible_ones_are_refused(
    country: str, number: str, broken: set[str]
) -> None:
    assert rules_broken(country, number) == broken


@pytest.mark.parametrize(
    ("country", "number", "dial_from", "meant"),
    [
        ("US", "1-800-ASK-MINI", "country", "+1 800-275-6464"),
        ("ES", "910 00 01 00", "anywhere", "+34 910 00 01 00"),
        ("FR", "33 1 99 00 12 34", "anywhere", "+33 1 99 00 12 34"),
    ],
)
def test_the_number_that_was_meant_is_suggested(
    country: str, number: str, dial_from: str, meant: str
) -> None:
    text = PHONE.format(country=country, number=number, dial_from=dial_from)
    found = check(understand({f"data/post-offices/{country.lower()}.yml": text.encode()}))
    assert [meant in p.fix for p in found if p.rule.startswith("PHONE")] == [True]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,hello",
        "https://",
        "https://localhost/",
        "https://127.0.0.1/",
        "https://user:word@example.org/",
        "https://example.org/a b",
        'https://example.org/"onclick="x',
        "//example.org/",
        "ftp://example.org/",
        "https://example.org:port/",
        "https://xn--/",
        "www.example.org",
    ],
)
def test_an_address_that_could_harm_is_refused(url: str) -> None:
    text = (
        "facts:\n  - id: a\n    about: order\n    value: v\n    statement: s\n"
        f"    applies_to: [all]\n    evidence: reported\n    source: '{url}'\n"
    )
    found = check(understand({"data/facts.yml": text.encode()}))
    assert [(p.rule, p.line) for p in found] == [("URL-SAFE", 8)]


@pytest.mark.parametrize(
    ("country", "hint"),
    [("UK", "GB"), ("Spain", "ES"), ("es", "ES"), ("Germny", "DE"), ("🇪🇸", "two capital letters")],
)
def test_a_country_that_does_not_exist_is_answered_with_the_likely_one(
    country: str, hint: str
) -> None:
    text = PHONE.format(country=country, number="910 00 01 00", dial_from="country")
    found = check(understand({"data/post-offices/es.yml": text.encode()}))
    known = [p for p in found if p.rule == "COUNTRY-KNOWN"]
    assert len(known) == 1
    assert hint in known[0].fix


def test_a_problem_reads_as_one_line_for_machines_and_one_for_people() -> None:
    problem = Problem("data/customs/fr.yml", 6, "PHONE-COUNTRY", "It is Spanish.", "Move it.")
    first, second = str(problem).splitlines()
    assert first == "data/customs/fr.yml:6: PHONE-COUNTRY: It is Spanish."
    assert second == "    Fix: Move it.  Why: /about/rules/#phone-country"
