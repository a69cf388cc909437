"""The public data has the form that it promises, and loses nothing that it promised before."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.request import urlopen
from xml.etree import ElementTree

import jsonschema
import pytest
import vobject
from openapi_spec_validator import validate

from macros import api
from macros.__main__ import main
from macros.api import description, tables
from macros.api.datasets import Contact, Content, contents
from macros.model import Fact, Knowledge, Release
from tests.consumers.number_to_call import number_to_call

from .projects import ROOT

# What the last release of the form held: a file or a field in each line. Lines may be added.
PUBLISHED = ROOT / "tests" / "published.txt"
DESCRIPTIONS = {"index.json", "openapi.json"}


@pytest.fixture(scope="module")
def files(knowledge: Knowledge) -> dict[str, str]:
    return api.files(knowledge, None)


def data_files(files: dict[str, str]) -> list[str]:
    return [
        name
        for name in files
        if name.endswith(".json") and not name.startswith("schema/") and name not in DESCRIPTIONS
    ]


def schema_for(name: str) -> str:
    folder, slash, _ = name.removesuffix(".json").partition("/")
    return f"schema/{folder}{'-one' if slash else ''}.json"


def test_every_file_is_what_its_schema_says(files: dict[str, str]) -> None:
    checkers = {
        name: jsonschema.Draft202012Validator(json.loads(files[name]))
        for name in files
        if name.startswith("schema/")
    }
    for checker in checkers.values():
        checker.check_schema(checker.schema)
    for name in data_files(files):
        checkers[schema_for(name)].validate(json.loads(files[name]))
    assert len(data_files(files)) > 200


def test_a_schema_refuses_what_is_not_promised(files: dict[str, str]) -> None:
    checker = jsonschema.Draft202012Validator(json.loads(files["schema/countries-one.json"]))
    spain = json.loads(files["countries/es.json"])
    spain["data"]["contacts"][0]["e164"] = "915 19 71 97"
    assert not checker.is_valid(spain)
    del spain["data"]["contacts"][0]["e164"]
    assert checker.is_valid(spain)
    del spain["data"]["contacts"][0]["evidence"]
    assert not checker.is_valid(spain)


def test_a_file_without_its_form_stops_the_build(
    knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api, "contents", lambda _: {"facts": Content({"a": {"id": "a"}})})
    with pytest.raises(ValueError, match=r"api/v1/facts\.json"):
        api.files(knowledge, None)


def test_the_description_is_openapi_and_names_every_file(files: dict[str, str]) -> None:
    described = json.loads(files["openapi.json"])
    validate(described)
    forms = [
        re.sub(r"\{\w+\}", "[^/]+", re.escape(p).replace(r"\{", "{").replace(r"\}", "}"))
        for p in described["paths"]
    ]
    for name in data_files(files):
        assert any(re.fullmatch(form, f"/{name}") for form in forms), name


def test_the_index_names_files_that_exist_with_their_counts(files: dict[str, str]) -> None:
    index = json.loads(files["index.json"])
    for name, known in index["datasets"].items():
        assert {known["json"], known["schema"]} <= set(files)
        if "count" in known:
            assert known["count"] == len(json.loads(files[f"{name}.json"])["data"])
        if "one" in known:
            keys = json.loads(files[f"{name}.json"])["data"]
            assert all(known["one"].format(key=key) in files for key in keys)
    assert index["commit"] is None


def rows(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")
    assert "\n" not in text.replace("\r\n", "")
    return list(csv.reader(io.StringIO(text[1:], newline=""), strict=True))


def test_a_table_has_the_same_cells_in_every_row_and_none_that_a_spreadsheet_changes(
    files: dict[str, str],
) -> None:
    found = {name: rows(text) for name, text in files.items() if name.endswith(".csv")}
    assert set(found) == {
        f"{name}.csv"
        for name in ("carriers", "contacts", "countries", "facts", "number-formats", "statuses")
    }
    for name, (head, *body) in found.items():
        assert body, name
        assert {len(row) for row in body} == {len(head)}, name
        for cell in (cell for row in body for cell in row):
            assert not cell.startswith(("=", "+", "-", "@", "\t")), (name, cell)
            is_date = re.fullmatch(r"\d{4}(-\d\d){0,2}", cell)
            assert is_date or not re.fullmatch(r"[\d .,/()-]{5,}", cell), (name, cell)


def test_the_table_of_contacts_has_every_number_as_an_address(
    files: dict[str, str], knowledge: Knowledge
) -> None:
    head, *body = rows(files["contacts.csv"])
    uris = [row[head.index("uri")] for row in body if row[head.index("kind")] == "call"]
    calls = [
        contact.uri for contact in contents(knowledge)["contacts"].whole if contact.kind == "call"
    ]
    assert uris == calls
    assert "tel:+34-915-19-71-97" in uris
    assert not {"number", "e164"} & set(head)


@pytest.mark.parametrize("cell", ["=1+1", "+34 915", "@x", "-2", "0800 123", "1234567890123456"])
def test_a_text_that_a_spreadsheet_would_change_begins_with_an_apostrophe(
    cell: str, knowledge: Knowledge
) -> None:
    one = next(iter(knowledge.facts.values())).model_copy(update={"value": cell})
    head, row = rows(tables.table(Fact, [one]))
    assert row[head.index("value")] == f"'{cell}"


def test_the_cards_of_a_country_hold_its_numbers(files: dict[str, str]) -> None:
    cards = {n: t for n, t in files.items() if n.endswith(".vcf")}
    assert len(cards) > 50
    for name, text in cards.items():
        assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
        read = list(vobject.readComponents(text))
        contacts = json.loads(files[name.replace(".vcf", ".json")])["data"]["contacts"]
        assert all(card.version.value == "4.0" and card.fn.value for card in read)
        tels = [tel.value for card in read for tel in card.contents.get("tel", ())]
        assert tels == [c["uri"] for c in contacts if c["kind"] == "call"]
        emails = [mail.value for card in read for mail in card.contents.get("email", ())]
        written = [c["uri"] for c in contacts if c["kind"] == "email"]
        assert emails == [uri.removeprefix("mailto:") for uri in written]
    assert "countries/uz.vcf" not in cards  # nothing is known there


def test_the_feed_holds_every_release(knowledge: Knowledge) -> None:
    text = api.files(knowledge, None, "https://a.example/")["changes.atom"]
    space = {"a": "http://www.w3.org/2005/Atom"}
    feed = ElementTree.fromstring(text.encode())
    entries = feed.findall("a:entry", space)
    titles = [entry.findtext("a:title", "", space) for entry in entries]
    assert titles == [release.title for release in knowledge.releases]
    assert titles
    ids = [feed.findtext("a:id", "", space), *(e.findtext("a:id", "", space) for e in entries)]
    assert len(set(ids)) == len(ids)
    newest = knowledge.releases[0]
    assert feed.findtext("a:updated", "", space) == f"{newest.day}T00:00:00Z"
    assert all(change.says in text for change in newest.changes if "&" not in change.says)


def names_of(files: dict[str, str]) -> set[str]:
    """Return every file and every field that is published."""
    fields = {
        f"field {kind}.{field}"
        for schema in description.schemas().values()
        for kind, form in {**schema["$defs"], "file": schema}.items()
        for field in form.get("properties", {})
    }
    return fields | {f"file {name}" for name in files}


def test_nothing_that_was_published_is_gone(files: dict[str, str]) -> None:
    promised = set(PUBLISHED.read_text("utf-8").splitlines())
    gone = sorted(promised - names_of(files))
    assert not gone, f"{gone}: version 1 promises them. Put them back, or begin version 2."
    assert len(promised) > 400


def test_every_published_file_and_field_is_promised(files: dict[str, str]) -> None:
    new = sorted(names_of(files) - set(PUBLISHED.read_text("utf-8").splitlines()))
    assert not new, "New files and fields: add them to tests/published.txt, in its order:\n" + (
        "\n".join(new)
    )


def test_the_built_site_holds_the_data_and_its_commit(built: Path, files: dict[str, str]) -> None:
    folder = built / api.FOLDER
    there = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    assert set(there) == set(files)
    different = [n for n, p in there.items() if p.read_bytes() != files[n].encode()]
    assert set(different) <= {"index.json"}
    assert {"commit", "schema_version", "licence"} <= set(
        json.loads(there["index.json"].read_text())
    )


def test_the_data_alone_can_be_written(
    tmp_path: Path, files: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(ROOT), "export", "--out", str(tmp_path / "api")]) == 0
    assert len([p for p in (tmp_path / "api").rglob("*") if p.is_file()]) == len(files)
    assert str(tmp_path / "api") in capsys.readouterr().out


# --- What the page about the data says ------------------------------------------------------------


def examples(built: Path, language: str) -> list[str]:
    """Return the pieces of code in one language on the page about the data."""
    page = (built / "about" / "data" / "index.html").read_text("utf-8")
    found = re.findall(rf'<code class="language-{language}">(.*?)</code>', page, re.S)
    return [html.unescape(re.sub(r"<[^>]+>", "", code)) for code in found]


def served(code: str, address: str) -> str:
    """Return code with the address at which the tests serve the site."""
    assert "http://127.0.0.1:8000/" in code
    return code.replace("http://127.0.0.1:8000/", address)


def test_the_command_for_curl_works(built: Path, address: str) -> None:
    (command,) = examples(built, "sh")
    program, *options, wanted = shlex.split(served(command, address))
    assert (program, options) == ("curl", ["--silent", "--fail"])
    # Where there is no curl, what it would ask for is asked for without it.
    if shutil.which(program):
        answer = subprocess.run([program, *options, wanted], capture_output=True, check=True).stdout
    else:
        with urlopen(wanted) as response:
            answer = response.read()
    assert json.loads(answer)["data"]["name"] == "Spain"


def test_the_program_in_python_works(built: Path, address: str) -> None:
    (program,) = examples(built, "python")
    done = subprocess.run(
        [sys.executable, "-c", served(program, address)],
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
    )
    assert done.stdout.splitlines()[0] == "Correos tel:+34-915-19-71-97 official"


def test_a_stranger_finds_the_number_to_call(address: str) -> None:
    data = f"{address}{api.FOLDER}"
    assert number_to_call(data, "es", "post") == "tel:+34-915-19-71-97"
    assert number_to_call(data, "fr", "post", abroad=True) != number_to_call(data, "fr", "post")
    assert number_to_call(data, "uz", "post") is None


def test_the_page_of_a_country_says_its_contacts_to_machines(built: Path) -> None:
    page = (built / "countries" / "es" / "index.html").read_text("utf-8")
    scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    graphs: list[dict[str, Any]] = [g for g in map(json.loads, scripts) if "@graph" in g]
    points = [p for g in graphs for item in g["@graph"] for p in item["contactPoint"]]
    assert "+34915197197" in [point.get("telephone") for point in points]
    assert {point["@type"] for point in points} == {"ContactPoint"}


def test_the_page_of_changes_shows_every_release(built: Path, knowledge: Knowledge) -> None:
    page = html.unescape((built / "about" / "changes" / "index.html").read_text("utf-8"))
    releases: tuple[Release, ...] = knowledge.releases
    for release in releases:
        assert f'id="release-{release.day}"' in page
        assert all(change.says in page for change in release.changes)


def test_every_kind_of_contact_is_described(knowledge: Knowledge) -> None:
    kinds = {contact.kind for contact in contents(knowledge)["contacts"].whole}
    assert {"call", "email", "page", "tracking"} <= kinds
    assert all(field.description for field in Contact.model_fields.values())
