"""The real data keeps every rule, and holds everything that the original tables held."""

from __future__ import annotations

import csv
import html
import re
from pathlib import Path

import pytest

from macros import phones
from macros.model import CountryRecord, Customs, Knowledge, PostOffices
from macros.rules import check
from macros.source import Problem

from .projects import ROOT

HERE = Path(__file__).parent


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


NUMBERS = rows("original-contacts.csv")
SERVICES = rows("original-services.csv")
DATA_FILES = sorted(p.relative_to(ROOT).as_posix() for p in (ROOT / "data").rglob("*.yml"))
QUESTIONS = (
    "not-arrived",
    "dispute-unavailable",
    "same-tracking-number",
    "delivered-not-received",
    "how-to-track",
    "tracking-stopped",
    "customs-hold",
)


@pytest.mark.parametrize("file", DATA_FILES)
def test_a_data_file_keeps_every_rule(file: str, problems: list[Problem]) -> None:
    assert [str(p) for p in problems if p.file == file] == []


@pytest.fixture(scope="module")
def problems(knowledge: Knowledge) -> list[Problem]:
    return check(knowledge)


def record_of(knowledge: Knowledge, row: dict[str, str]) -> PostOffices | Customs:
    country = row["iso2"].lower()
    is_post = row["list"] == "post"
    return knowledge.post_offices[country] if is_post else knowledge.customs[country]


@pytest.mark.parametrize("row", NUMBERS, ids=[row["ref"] for row in NUMBERS])
def test_each_original_number_is_one_to_call_or_withdrawn_with_a_reason(
    row: dict[str, str], knowledge: Knowledge
) -> None:
    record = record_of(knowledge, row)
    country = row["iso2"]
    given = {
        phones.canonical(phone.number, country)
        for organisation in record.organisations
        for phone in organisation.phones
    }
    withdrawn = {str(w.number): w for w in record.withdrawn}
    is_given = phones.canonical(row["number_read"], country) in given
    is_withdrawn = row["number_as_printed"] in withdrawn
    advice = "keep it as a number to call, or under `withdrawn` with its reason"
    assert is_given != is_withdrawn, f"{row['ref']} {row['number_as_printed']}: {advice}"
    assert is_given or withdrawn[row["number_as_printed"]].reason


@pytest.mark.parametrize("row", NUMBERS, ids=[row["ref"] for row in NUMBERS])
def test_each_original_number_can_be_found_on_its_countrys_page(
    row: dict[str, str], built: Path
) -> None:
    page = (built / "countries" / row["iso2"].lower() / "index.html").read_text("utf-8")
    digits = re.sub(r"\D", "", row["number_as_printed"])
    code = str(phones.dialling_code(row["iso2"]))
    runs = re.findall(r"[+(\d][\d\s().+–-]*\d|\d+", re.sub(r"<[^>]+>", "|", page))
    found = {re.sub(r"\D", "", run) for run in runs}
    assert found & {digits, digits.removeprefix(code)}


@pytest.mark.parametrize("row", SERVICES, ids=[row["slug"] for row in SERVICES])
def test_each_original_service_is_on_the_site_under_its_resolution(
    row: dict[str, str], knowledge: Knowledge, built: Path
) -> None:
    carrier = knowledge.carriers[row["slug"]]
    assert carrier.name == row["name_as_printed"]
    assert carrier.original_group == row["original_group"]
    page = (built / "carriers" / row["slug"] / "index.html").read_text("utf-8")
    resolution = knowledge.facts[f"original-{row['original_group']}"]
    assert resolution.statement in html.unescape(page)
    assert row["name_as_printed"] in (built / "carriers" / "index.html").read_text("utf-8")


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_original_question_has_its_page_and_the_phrases_in_which_people_ask_it(
    question: str, knowledge: Knowledge, built: Path
) -> None:
    page = knowledge.pages[f"en/faq/{question}"]
    assert len(page.asked_as) >= 8
    assert page.rests_on
    text = (built / "faq" / question / "index.html").read_text("utf-8")
    assert "Do this now" in text
    for part in ("steps", "do-not", "when", "contact", "sources"):
        assert f'id="{part}"' in text
    assert '<p class="next-link" data-search-exclude><a href="../../countries/">' in text


def test_no_withdrawn_number_can_be_tapped(knowledge: Knowledge, built: Path) -> None:
    links = set()
    for page in built.rglob("*.html"):
        links |= set(re.findall(r'href="(tel:[^"]+)"', page.read_text("utf-8")))
    assert len(links) > 40
    for spot, record in knowledge.each(CountryRecord):
        for entry in record.withdrawn:
            country = record.country
            assert phones.tel_link(entry.full or entry.number, country) not in links, spot.file
