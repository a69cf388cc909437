"""Records grow old: what is due, what pages say about it, and exceptions that end."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest

from macros.editing.due import due, in_markdown, turns
from macros.model import Edition, Knowledge, understand
from macros.pages import facts, freshness
from macros.pages.view import View, day_of
from macros.rules import check

from .projects import WORDS

FACT = """facts:
  - id: {id}
    about: {about}
    value: v
    statement: s
    applies_to: [all]
    evidence: reported
{more}"""


def fact(about: str = "dispute", checked: str | None = None) -> Knowledge:
    more = f"    checked: {checked}\n" if checked else ""
    text = FACT.format(id="a", about=about, more=more)
    return understand({"data/facts.yml": text.encode()})


@pytest.mark.parametrize(
    ("about", "today", "is_due"),
    [
        ("dispute", date(2026, 6, 30), False),
        ("dispute", date(2026, 7, 1), True),
        ("charges", date(2026, 4, 1), False),
        ("charges", date(2026, 4, 2), True),
    ],
)
def test_a_check_holds_for_half_a_year_and_for_charges_a_quarter(
    about: str, today: date, is_due: bool
) -> None:
    assert bool(due(fact(about, "2026-01-01"), today)) is is_due


def test_what_was_never_checked_is_always_due_and_first() -> None:
    both = fact(checked="2020-01-02")
    never = understand({"data/statuses.yml": STATUS.encode()})
    records = Knowledge({**both.records, **never.records}, {**both.documents, **never.documents})
    found = due(records, date(2026, 11, 23))
    assert [record.what for record in found] == ["delivered", "a"]
    said = in_markdown(found, date(2026, 11, 23))
    assert "**2 records are due on 2026-11-23**, 1 of them never checked." in said
    assert "- [ ] `data/facts.yml:2` a – due since 2020-06-30" in said


STATUS = """statuses:
  - id: delivered
    title: Delivered
    stage: delivered
    means: It came.
    do: Nothing.
    evidence: reported
"""


def lasting(lines: str) -> Knowledge:
    return understand({"data/facts.yml": FACT.format(id="a", about="charges", more=lines).encode()})


@pytest.mark.parametrize(
    ("today", "named"),
    [
        (date(2030, 4, 1), []),
        (date(2030, 4, 2), ["begins"]),
        (date(2030, 6, 1), ["begins"]),
        (date(2030, 7, 31), ["begins"]),
        (date(2030, 8, 1), ["ends"]),
        (date(2030, 11, 29), ["ends"]),
        (date(2030, 11, 30), []),
    ],
)
def test_a_rule_is_named_while_it_begins_or_ends_within_60_days(
    today: date, named: list[str]
) -> None:
    known = lasting("    from: 2030-06-01\n    until: 2030-09-30\n")
    assert [turn.kind for turn in turns(known, today)] == named


def test_what_begins_or_ends_stands_before_what_is_due() -> None:
    known, today = lasting("    from: 2030-06-01\n"), date(2030, 5, 30)
    near = turns(known, today)
    said = in_markdown(due(known, today), today, near)
    lines = [line for line in said.splitlines() if line]
    assert lines[0] == "**1 rules begin or end within 60 days of 2030-05-30.**"
    assert lines[1] == "- [ ] `data/facts.yml:2` a – begins on 2030-06-01"
    assert lines[3] == "- [ ] `data/facts.yml:2` a – never checked"


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        ("    from: 2030-06-01\n", "From 1 Jun 2030."),
        ("    until: 2030-09-30\n", "Until 30 Sept 2030."),
        (
            "    from: 2030-06-01\n    until: 2030-09-30\n",
            "From 1 Jun 2030 to 30 Sept 2030.",
        ),
    ],
)
def test_a_page_says_when_a_rule_begins_and_ends(
    lines: str, shown: str, knowledge: Knowledge
) -> None:
    words = "data/words/en.yml"
    known = Knowledge({**lasting(lines).records, words: knowledge.records[words]}, {})
    assert shown in facts.sources(View(Edition(known, "en"), meta={"rests_on": list(known.facts)}))


def test_a_rule_without_days_is_named_at_no_time() -> None:
    assert turns(lasting(""), date(2030, 5, 30)) == []


def test_nothing_due_says_so() -> None:
    said = in_markdown(due(fact(checked="2026-01-01"), date(2026, 1, 2)), date(2026, 1, 2))
    assert said == "Nothing is due on 2026-01-02.\n"


@pytest.mark.parametrize(
    ("today", "says_old"), [(None, False), (date(2027, 5, 22), False), (date(2027, 5, 23), True)]
)
def test_a_page_says_plainly_when_a_fact_is_past_its_date(
    today: date | None, says_old: bool, mini: Knowledge
) -> None:
    known = Knowledge({**fact(checked="2026-11-23").records, WORDS: mini.records[WORDS]}, {})
    view = View(Edition(known, "en"), meta={"rests_on": list(known.facts)}, today=today)
    said = view.words["past"].format(date="22 May 2027")
    assert (said in unescape(facts.sources(view))) is says_old


@pytest.mark.parametrize(
    ("given", "day"), [("", None), (None, None), ("2026-11-23", date(2026, 11, 23))]
)
def test_the_day_of_the_build_comes_from_the_settings(given: object, day: date | None) -> None:
    assert day_of(given) == day


def test_the_records_of_a_country_are_counted_by_evidence_and_year(mini: Knowledge) -> None:
    # Two numbers of the post and one of customs; what holds everywhere is not counted with it.
    tally = freshness.tally(freshness.claims_of(mini, "sa"))
    assert tally.evidence == {"official": 0, "quoted": 0, "reported": 2, "unconfirmed": 1}
    assert (tally.total, tally.checked, dict(tally.years)) == (3, 0, {"": 3})


def test_years_are_counted_from_the_newest() -> None:
    years = {"2026": 1, "2025": 2, "2024": 3, "2019": 4, "": 5}
    tally = freshness.Tally(evidence={"reported": 15}, checked=0, years=years)
    assert tally.ages("2026") == {"new": 1, "recent": 2, "old": 7, "undated": 5}


def test_every_country_has_two_pictures_and_all_together_two(mini: Knowledge) -> None:
    page = freshness.freshness(View(Edition(mini, "en")))
    assert page.count('role="img"') == 2 * (1 + len(mini.post_offices)) == 10


def test_the_pictures_of_the_real_records_count_every_one(knowledge: Knowledge) -> None:
    assert knowledge.post_offices
    for code in knowledge.post_offices:
        claims = freshness.claims_of(knowledge, code)
        tally = freshness.tally(claims)
        newest = max(tally.years, default="")
        assert tally.total == len(claims) == sum(tally.years.values()), code
        assert not newest or sum(tally.ages(newest).values()) == tally.total, code


EXCEPTION = """exceptions:
  - rule: {rule}
    file: data/facts.yml
    reason: The archive has no encrypted address.
    until: 2027-05-01
"""
ODD = "    as_of: 2026-12-01\n    checked: 2026-11-23\n"


def with_exception(rule: str, more: str) -> Knowledge:
    text = FACT.format(id="a", about="order", more=more)
    exceptions = EXCEPTION.format(rule=rule)
    return understand({"data/facts.yml": text.encode(), "data/exceptions.yml": exceptions.encode()})


def test_an_exception_lets_a_problem_pass() -> None:
    assert check(with_exception("DATE-PLAUSIBLE", ODD)) == []


def test_an_exception_that_is_not_needed_is_a_problem() -> None:
    found = check(with_exception("DATE-PLAUSIBLE", ""))
    assert [(p.rule, p.file, p.line) for p in found] == [
        ("EXCEPTION-NEEDED", "data/exceptions.yml", 2)
    ]


def test_an_exception_for_another_rule_hides_nothing() -> None:
    rules = {p.rule for p in check(with_exception("SOURCE-NEEDED", ODD))}
    assert rules == {"DATE-PLAUSIBLE", "EXCEPTION-NEEDED"}


@pytest.mark.parametrize("rule", ["URL-SAFE", "TEXT-PLAIN", "YAML-READABLE", "EXCEPTION-NEEDED"])
def test_no_exception_is_granted_to_a_rule_that_keeps_readers_safe(rule: str) -> None:
    records = with_exception(rule, "    source: javascript:alert(1)\n    note: <b>x</b>\n")
    assert {p.rule for p in check(records)} >= {"URL-SAFE", "TEXT-PLAIN", "EXCEPTION-NEEDED"}


def test_an_exception_to_a_rule_that_does_not_exist_names_the_nearest() -> None:
    found = check(with_exception("DATE-PLAUSIBEL", ODD))
    assert any("Did you mean `DATE-PLAUSIBLE`" in p.fix for p in found)


def test_an_exception_that_has_ended_is_due() -> None:
    records = with_exception("DATE-PLAUSIBLE", ODD)
    named = [r.what for r in due(records, date(2027, 5, 2))]
    assert "exception to DATE-PLAUSIBLE" in named
    assert "exception to DATE-PLAUSIBLE" not in [r.what for r in due(records, date(2027, 5, 1))]


@pytest.mark.parametrize(
    ("where", "left"),
    [("2026-11-23", set()), ("2025", {"DATE-PLAUSIBLE", "EXCEPTION-NEEDED"})],
)
def test_an_exception_for_some_words_lets_only_a_problem_with_them_pass(
    where: str, left: set[str]
) -> None:
    records = with_exception(f"DATE-PLAUSIBLE\n    where: '{where}'", ODD)
    assert {problem.rule for problem in check(records)} == left
