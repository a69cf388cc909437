"""Every rule passes its good example and fails on its bad one."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from types import ModuleType

import pytest

from macros.model import DECLARED, Knowledge, Macro, reading, understand
from macros.pages import MACROS
from macros.rules import RULES, Rule, check
from macros.rules.registry import Finding, rule
from macros.source import Problem, files, prose, yaml_text

from .projects import changed


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


FACTS, TABLE, A_PAGE = "data/facts.yml", "data/next-steps.yml", "docs/en/a.md"
CALL = '{{ fact("window") }}'
RESTS = "    rests_on: [window]\n"
# What a rule finds beside its bad example: the rule, what is changed in its good one, and what it
# says then; nothing where it has no reason to complain.
BESIDE: dict[str, tuple[str, list[tuple[str, str, str]], list[str]]] = {
    "a macro without the record that it names": (
        "PAGE-MACRO",
        [(A_PAGE, CALL, '{{ fact("windo") }}')],
        ["`fact` knows no `windo`."],
    ),
    "a list of sources on a page that has none": (
        "PAGE-MACRO",
        [(A_PAGE, CALL, "{{ sources() }}"), (A_PAGE, "[window]", "[]")],
        ["`sources` shows the list `rests_on` at the head of the page, which is missing."],
    ),
    "a list of sources": ("PAGE-MACRO", [(A_PAGE, CALL, "{{ sources() }}")], []),
    "a journey without a station": ("PAGE-MACRO", [(A_PAGE, CALL, "{{ journey() }}")], []),
    "an answer of the old list without its fact": (
        "PAGE-MACRO",
        [(A_PAGE, CALL, '{{ original_resolution("tracked") }}')],
        ["`original_resolution` shows the fact `original-may-be-untracked`, which is missing."],
    ),
    "a phrase of two pages": (
        "ASKED-ONCE",
        [("docs/en/faq/lost.md", "it is lost", "it is late")],
        ["“it is late” is asked of faq/late too."],
    ),
    "days that the fact gives in hours": (
        "NEXT-STEP-DAYS",
        [(FACTS, "15 days", "360 hours"), (FACTS, "is 15 days", "is long")],
        [],
    ),
    "a plan for a situation that is not there": (
        "NEXT-STEP-NAMES",
        [(TABLE, "situation: [lost]", "situation: [lots]")],
        ["There is no situation `lots`."],
    ),
    "a shared sentence that is not there": (
        "NEXT-STEP-NAMES",
        [(TABLE, "'{both}'", "'{bath}'")],
        ["There is no date, fact or shared sentence `bath`."],
    ),
    "a shared sentence elsewhere than in what to do now": (
        "NEXT-STEP-NAMES",
        [(TABLE, "do: Try it.", "do: '{both}'")],
        ["There is no date or fact `both`."],
    ),
    "a shared sentence with the name of a date": (
        "NEXT-STEP-NAMES",
        [(TABLE, "id: both\n", "id: closes\n"), (TABLE, "'{both}'", "'{closes}'")],
        ["`closes` of `shared` is the name of a date or a fact too."],
    ),
    "a safe day that lies before one date of the order page alone": (
        "NEXT-STEP-SAFE",
        [(TABLE, "from: your-date", "from: protection")],
        ["`ask-by` is called safe, but does not lie before `your-date`."],
    ),
    "a safe day that is the date itself": (
        "NEXT-STEP-SAFE",
        [(TABLE, "days: -3", "days: 0")],
        ["`ask-by` is called safe, but does not lie before `your-date`."],
    ),
    "a safe day that is called so without the delivery date too": (
        "NEXT-STEP-SAFE",
        [(TABLE, "    alone: Ask at the latest\n", "")],
        ["`ask-by` is called safe, also where only the end of Buyer Protection is known."],
    ),
    "a form that closes some days after Buyer Protection": (
        "NEXT-STEP-SAFE",
        [(TABLE, "from: delivery", "from: protection")],
        ["`closes` is not counted from the delivery date, as the form is said to be."],
    ),
    "a form that closes, and nobody says so": (
        "NEXT-STEP-SAFE",
        [(TABLE, f"    short: Closes\n{RESTS}", "    short: Closes\n")],
        ["`closes` is a day that others name, but no fact says so."],
    ),
    "another day after a date of the order page": (
        "NEXT-STEP-SAFE",
        [(TABLE, "    form: closes\n", "")],
        ["`closes` adds days to a date of the order page."],
    ),
    "a day before the delivery date": (
        "NEXT-STEP-SAFE",
        [(TABLE, "    days: 15\n    form: closes\n", "    days: -15\n")],
        [],
    ),
    "a plan that waits without any step": (
        "NEXT-STEP-WAIT",
        [(TABLE, "    then: [try, ask]\n", "")],
        [
            "`wait` waits, but has no step on the day on which the form opens.",
            "`wait` waits, but has no step on the last safe day.",
        ],
    ),
    "a plan that on the last safe day asks only with a step, below what to do now": (
        "NEXT-STEP-ASKS",
        [(TABLE, "    asks: form\n    call: nobody\n", "    then: [ask]\n    call: nobody\n")],
        ["`claim` holds when the last safe day has come, and does not ask for the money."],
    ),
    "a plan that waits for ever": (
        "NEXT-STEP-ASKS",
        [(TABLE, "        time: [open]\n", "")],
        ["`wait` holds when the form is said to be closed, and does not ask the bank."],
    ),
    "a plan that asks AliExpress when it is too late": (
        "NEXT-STEP-ASKS",
        [(TABLE, "asks: bank", "asks: form")],
        ["`bank` holds when the form is said to be closed, and does not ask the bank."],
    ),
    "a plan that asks without a message": (
        "NEXT-STEP-ASKS",
        [(TABLE, "    write: [claim]\n", "")],
        ["`claim` asks (`form`), but writes no message to `aliexpress`."],
    ),
    "a message that is not there": ("NEXT-STEP-ASKS", [(TABLE, "[claim]", "[clam]")], []),
    "a step that no plan has": (
        "NEXT-STEP-USED",
        [(TABLE, "then: [try, ask]", "then: [ask]")],
        ["Nothing uses `try` of `steps`."],
    ),
    "a shared sentence that no plan says": (
        "NEXT-STEP-USED",
        [(TABLE, "'{both}'", "Wait.")],
        ["Nothing uses `both` of `shared`."],
    ),
    "a date that only a sentence names": (
        "NEXT-STEP-USED",
        [(TABLE, "    after: closes\n", ""), (TABLE, "    since: ask-by\n", "")],
        [],
    ),
    "a date that nothing names": (
        "NEXT-STEP-USED",
        [
            (TABLE, "    after: closes\n", ""),
            (TABLE, "{closes}", "long"),
            (TABLE, "    short: Closes\n", ""),
        ],
        ["Nothing uses `closes` of `dates`."],
    ),
    "a check on the first day that is plausible": (
        "DATE-PLAUSIBLE",
        [(FACTS, "2026-11-23", "2020-01-01"), (FACTS, "as_of: 2026-10", "as_of: 2019")],
        [],
    ),
}


@pytest.mark.parametrize(("id_", "changes", "said"), BESIDE.values(), ids=BESIDE)
def test_a_rule_finds_what_its_example_does_not_show(
    id_: str, changes: list[tuple[str, str, str]], said: list[str]
) -> None:
    files = dict(RULES[id_].good)
    for file, old, new in changes:
        assert old in files[file]
        files[file] = files[file].replace(old, new, 1)
    assert [problem.what for problem in problems_of(RULES[id_], files)] == said


def test_two_languages_may_ask_with_the_same_words() -> None:
    (page, text), *_ = RULES["ASKED-ONCE"].good.items()
    assert problems_of(RULES["ASKED-ONCE"], {page: text, page.replace("/en/", "/fr/"): text}) == []


def test_the_sentences_of_the_next_step_hold_no_markup() -> None:
    files = RULES["NEXT-STEP-ONE"].good
    assert problems_of(RULES["TEXT-PLAIN"], files) == []
    marked = files | {TABLE: files[TABLE].replace("Ask before", "<b>Ask</b> before")}
    assert [p.file for p in problems_of(RULES["TEXT-PLAIN"], marked)] == [TABLE]


def test_the_number_that_stands_twice_is_named_by_its_place() -> None:
    (problem,) = problems_of(RULES["PHONE-ONCE"], RULES["PHONE-ONCE"].bad)
    assert "the same number as in item 1 above it" in problem.what


@pytest.mark.parametrize(
    ("file", "old", "new", "found"),
    [
        ("data/facts.yml", "note: ", "note: Call +34 910-00-01-00. ", "+34 910-00-01-00"),
        ("docs/en/about/data.md", "\n\n", "\n\nCall 910 00 01 00 in Spain.\n\n", "910 00 01 00"),
        ("data/post-offices/fr.yml", "operators:", "wanted: [Call 3999.]\noperators:", "3999"),
    ],
)
def test_a_number_to_call_is_found_in_a_sentence_with_its_line(
    file: str, old: str, new: str, found: str
) -> None:
    files = changed(file, old, new)
    (problem,) = RULES["PHONE-IN-TEXT"].check(understand(files))
    line = next(
        n for n, text in enumerate(files[file].decode().splitlines(), 1) if f"Call {found}" in text
    )
    assert (problem.file, problem.line) == (file, line)
    assert f"“{found}”" in problem.what


def test_a_year_that_is_a_short_number_of_another_country_is_no_number() -> None:
    files = changed("data/facts.yml", "note: ", "note: So it was in 3999. ")
    assert list(RULES["PHONE-IN-TEXT"].check(understand(files))) == []


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


@pytest.mark.parametrize("macro", DECLARED, ids=[macro.name for macro in DECLARED])
def test_a_macro_takes_the_arguments_that_it_declares(macro: Macro) -> None:
    _, *taken = inspect.signature(MACROS[macro.name]).parameters.values()
    assert inspect.getdoc(MACROS[macro.name])
    if any(parameter.kind is parameter.VAR_POSITIONAL for parameter in taken):
        assert macro.most > 1
    else:
        needed = [parameter for parameter in taken if parameter.default is parameter.empty]
        assert (len(needed), len(taken)) == (macro.least, macro.most)


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
