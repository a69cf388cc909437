"""Programs that others use read the public data, and find in it what we put there."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import feedparser
import pytest
from rdflib import RDF, SDO, Graph, Literal
from rdflib.term import Node

from macros import api
from macros.model import Fact, Knowledge, understand

from .lacking import lacking
from .pages import Page
from .projects import FACTS, ROOT, SPAIN, changed, mini_files
from .typescript import flaws, installed

# Programs say and write the same whatever the language of the machine.
PLAIN = {"LC_ALL": "C.UTF-8"}

# --- The feed, in feedparser ---

NEWER = """day: 2026-05-01
title: More & better
changes:
  - kind: added
    about: Facts
    says: "New: one fact, <b> and all."
"""


def test_a_reader_of_feeds_gets_every_release_the_newest_first(
    tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    known = understand(mini_files() | {"data/releases/2026-05-01.yml": NEWER.encode()})
    api.write(tmp_path / api.FOLDER, known, None)
    site = serve(tmp_path)
    read = feedparser.parse(f"{site}{api.FOLDER}/changes.atom")
    assert (read.bozo, read.version) == (False, "atom10")
    assert read.feed.updated == "2026-05-01T00:00:00Z"
    assert [entry.title for entry in read.entries] == ["More & better", "The first release"]
    assert read.entries[0].content[0].value == "Facts: New: one fact, <b> and all."
    assert "Do not call 902 000 100." in read.entries[1].summary
    # What it was not told, it takes from where it got the feed.
    assert read.feed.link == f"{site}about/changes/"
    assert read.entries[0].link == f"{site}about/changes/#release-2026-05-01"
    assert len({read.feed.id, *(entry.id for entry in read.entries)}) == 3


# --- The tables, in a spreadsheet ---


@pytest.fixture(scope="module")
def tables() -> dict[str, str]:
    """Return the tables of a small project with texts that are easily lost."""
    names = changed(SPAIN, "name: Posta Norte", 'name: "Poczta Żółta; بريد, الشمال"')
    numbers = changed(FACTS, "value: 10 days", 'value: "0800 100 200"')
    known = understand(names | {FACTS: numbers[FACTS]})
    return {name: text for name, text in api.files(known, None).items() if name.endswith(".csv")}


def opened(text: str, folder: Path) -> list[list[str]]:
    """Return the cells of a table as Gnumeric shows them."""
    if not shutil.which("ssconvert"):
        lacking("ssconvert")
    given, shown = folder / "given.csv", folder / "shown.csv"
    given.write_bytes(text.encode())
    command = ["ssconvert", str(given), str(shown)]
    subprocess.run(command, check=True, capture_output=True, env=os.environ | PLAIN)
    return list(csv.reader(io.StringIO(shown.read_text("utf-8"), newline="")))


def as_shown(cell: str) -> str:
    """Return how a cell looks in a spreadsheet: days and truths are its own kinds of values."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", cell):
        return cell.replace("-", "/")
    return {"true": "TRUE", "false": "FALSE"}.get(cell, cell.removeprefix("'"))


def test_a_spreadsheet_shows_every_cell_as_it_was_written(
    tables: dict[str, str], tmp_path: Path
) -> None:
    seen: set[str] = set()
    for name, text in tables.items():
        written = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
        assert opened(text, tmp_path) == [[as_shown(c) for c in row] for row in written], name
        seen.update(cell for row in written for cell in row)
    # Signs and zeros at the head, letters of other languages, numbers too long to add up, months.
    assert {"tel:+34-910-00-01-00", "Poczta Żółta; بريد, الشمال"} <= seen
    assert {"'0800 100 200", "'102030405060", "'2026-03"} <= seen


# Texts that Gnumeric makes numbers, days or times of.
CHANGED = [
    *("=1+1", "+34910", "0800", "08.05", "90080070060504030201020304", "1E45"),
    *("12 %", "€5", "$150", "1/2", "12:30", "2026-03", "1 July 2026", "July 2026", "5 May"),
]


def test_a_text_that_a_spreadsheet_would_change_is_kept_from_it(
    mini: Knowledge, tmp_path: Path
) -> None:
    bare = "".join(f'"{cell}"\r\n' for cell in CHANGED)
    assert not set(CHANGED) & {cell for row in opened(bare, tmp_path) for cell in row}
    one = next(iter(mini.facts.values()))
    written = [one.model_copy(update={"value": cell}) for cell in CHANGED]
    head, *rows = opened(api.tables.table(Fact, written), tmp_path)
    assert [row[head.index("value")] for row in rows] == CHANGED


# --- The pages, in rdflib ---

SCHEMA_ORG = "https://schema.org"
TERMS = {RDF.type, *(SDO[name] for name in SDO.__annotations__)}


def graphs(page: Page) -> Iterator[Graph]:
    """Yield what a page says to machines (JSON-LD).

    The terms get their address here, not from the context that the page names: that lies at
    schema.org, and no test asks for it. So this shows that the text is JSON-LD, what it says of
    what, and that schema.org has its terms, as rdflib lists them; not what kind of value (text,
    link, day) the context makes of each.
    """
    for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.html, re.S):
        said = json.loads(text)
        assert said["@context"] == SCHEMA_ORG
        local = json.dumps(said | {"@context": {"@vocab": f"{SCHEMA_ORG}/"}})
        yield Graph().parse(data=local, format="json-ld")


reads_linked_data = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")


@reads_linked_data
def test_every_page_says_to_machines_only_what_schema_org_has_a_term_for(
    published_pages: dict[str, Page],
) -> None:
    said: set[Node] = set()
    for page in published_pages.values():
        for graph in graphs(page):
            assert len(graph) > 1
            said |= {*graph.predicates(), *graph.objects(None, RDF.type)}
    assert {SDO.BreadcrumbList, SDO.PostOffice, SDO.opens} <= said
    assert said <= TERMS


@reads_linked_data
def test_a_machine_finds_on_the_page_of_a_country_whom_to_call(
    published_pages: dict[str, Page], mini: Knowledge
) -> None:
    whole = sum(graphs(published_pages["countries/es/"]), Graph())
    found = {
        (str(whole.value(who, SDO.name)), str(number))
        for who, point in whole.subject_objects(SDO.contactPoint)
        for number in whole.objects(point, SDO.telephone)
    }
    contacts = api.datasets.country(mini, "es").contacts
    calls = [contact for contact in contacts if contact.kind in {"call", "whatsapp"}]
    assert found == {(call.organisation, call.e164 or call.number) for call in calls}
    (first,) = whole.subjects(SDO.telephone, Literal("+34910000100"))
    opens = [
        (hours, whole.value(hours, SDO.opens)) for hours in whole.objects(first, SDO.hoursAvailable)
    ]
    days = {str(time): len(list(whole.objects(hours, SDO.dayOfWeek))) for hours, time in opens}
    assert days == {"08:00": 5, "09:00": 1}


# --- The description, in openapi-typescript and TypeScript ---

CLIENT = ROOT / "tests" / "consumers" / "number-from-abroad.ts"
MAKER = "openapi-typescript"


@pytest.fixture(scope="module")
def typed(mini: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the types that are made of the description of the data."""
    program = installed(MAKER, MAKER)
    if not program:
        lacking(MAKER)
    folder = tmp_path_factory.mktemp("typed")
    (folder / "openapi.json").write_text(api.files(mini, None)["openapi.json"], "utf-8")
    command = [program, "openapi.json", "--output", "api.ts"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not re.search("warn|error|⚠", done.stdout + done.stderr, re.I)
    return folder


def test_a_client_in_typescript_fits_the_types_made_of_the_description(typed: Path) -> None:
    shutil.copy(CLIENT, typed)
    assert flaws(typed / CLIENT.name) == ""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("if (e164) ", ""),  # it is left out where there is none
        ("e164,", "telephone,"),
        ('"call"', '"fax"'),
        ("/{key}.json", "/{key}.xml"),
    ],
)
def test_a_client_that_reads_what_is_not_promised_would_be_told(
    old: str, new: str, typed: Path
) -> None:
    text = CLIENT.read_text("utf-8")
    assert old in text
    (typed / "wrong.ts").write_text(text.replace(old, new), "utf-8")
    assert "wrong.ts(" in flaws(typed / "wrong.ts")


def test_no_type_says_that_a_value_can_be_null(typed: Path) -> None:
    """What has no value is left out: a client that asks for null would wait for it in vain."""
    assert "| null" not in re.sub(
        r"/\*.*?\*/", "", (typed / "api.ts").read_text("utf-8"), flags=re.S
    )
