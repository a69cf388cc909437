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
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any, get_args
from urllib.request import urlopen

import jsonschema
import pytest
import vobject
from openapi_spec_validator import validate

from macros import api
from macros.__main__ import main
from macros.api import description, tables
from macros.api.datasets import Contact, Content, contents, country
from macros.model import COUNTRY_NAMES, Fact, Knowledge, understand
from tests.consumers.number_to_call import number_to_call

from .projects import ROOT, copy_mini, mini_files, mini_knowledge

# What version 1 promises: a file or a field in each line. In a file’s name {key} stands for the
# country or the service, as it does in index.json. Lines may be added.
PUBLISHED = ROOT / "tests" / "published.txt"
EXAMPLES = ROOT / "docs" / "en" / "about" / "data.md"
KEY = re.compile(r"(?<=/)(?<!schema/)[^.]+")
DESCRIPTIONS = {"datapackage.json", "index.json", "openapi.json"}


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    """Return the public data of the small project."""
    return api.files(mini_knowledge(), None)


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
    used = {schema_for(name) for name in data_files(files)}
    assert used == set(checkers)
    for name in data_files(files):
        checkers[schema_for(name)].validate(json.loads(files[name]))


def test_a_schema_refuses_what_is_not_promised(files: dict[str, str]) -> None:
    checker = jsonschema.Draft202012Validator(json.loads(files["schema/countries-one.json"]))
    spain = json.loads(files["countries/es.json"])
    spain["data"]["contacts"][0]["e164"] = "910 00 01 00"
    assert not checker.is_valid(spain)
    del spain["data"]["contacts"][0]["e164"]
    assert checker.is_valid(spain)
    del spain["data"]["contacts"][0]["evidence"]
    assert not checker.is_valid(spain)


def test_whoever_keeps_a_schema_can_check_a_file_with_fields_that_were_added_since(
    files: dict[str, str],
) -> None:
    def with_more(value: Any) -> Any:  # noqa: ANN401 - any JSON
        if isinstance(value, list):
            return [with_more(each) for each in value]
        if isinstance(value, dict):
            return {key: with_more(each) for key, each in value.items()} | {"added_since": "text"}
        return value

    spain = json.loads(files["countries/es.json"])
    checker = jsonschema.Draft202012Validator(json.loads(files["schema/countries-one.json"]))
    assert checker.is_valid(with_more(spain))


def test_a_file_without_its_form_stops_the_build(
    mini: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api, "contents", lambda _: {"facts": Content({"a": {"id": "a"}})})
    with pytest.raises(ValueError, match=r"api/v1/facts\.json"):
        api.files(mini, None)


def test_the_description_is_openapi_and_names_every_file(files: dict[str, str]) -> None:
    described = json.loads(files["openapi.json"])
    validate(described)
    forms = [
        re.sub(r"\{\w+\}", "[^/]+", re.escape(p).replace(r"\{", "{").replace(r"\}", "}"))
        for p in described["paths"]
    ]
    for name in data_files(files):
        assert any(re.fullmatch(form, f"/{name}") for form in forms), name


def test_the_description_has_names_that_programs_can_be_made_of(files: dict[str, str]) -> None:
    described = json.loads(files["openapi.json"])
    names = list(described["components"]["schemas"])
    assert [name for name in names if not re.fullmatch(r"[A-Z][A-Za-z0-9]*", name)] == []
    used = set(re.findall(r'"#/components/schemas/([^"]+)"', files["openapi.json"]))
    assert used <= set(names)
    assert {"PublishedCountry", "PublishedContactList", "PublishedFactByKey"} <= used


def test_the_index_names_files_that_exist_with_their_counts(files: dict[str, str]) -> None:
    index = json.loads(files["index.json"])
    assert index["datasets"]
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
            assert cell not in {"{}", "[]", "null"}, (name, cell)  # without a value it is empty
            is_day = re.fullmatch(r"\d{4}(-\d\d-\d\d)?", cell)
            assert is_day or not re.fullmatch(r"[\d .,/()-]{5,}", cell), (name, cell)


def test_the_table_of_contacts_has_every_number_as_an_address(
    files: dict[str, str], mini: Knowledge
) -> None:
    head, *body = rows(files["contacts.csv"])
    uris = [row[head.index("uri")] for row in body if row[head.index("kind")] == "call"]
    calls = [contact.uri for contact in contents(mini)["contacts"].whole if contact.kind == "call"]
    assert uris == calls
    assert "tel:+34-910-00-01-00" in uris
    assert not {"number", "e164"} & set(head)


def test_a_text_that_a_spreadsheet_would_change_begins_with_an_apostrophe(mini: Knowledge) -> None:
    for cell in ("=1+1", "+34 910", "@x", "-2", "0800 123", "1234567890123456", "2026-03"):
        one = next(iter(mini.facts.values())).model_copy(update={"value": cell})
        head, row = rows(tables.table(Fact, [one]))
        assert row[head.index("value")] == f"'{cell}"


def test_the_cards_of_a_country_hold_its_numbers(files: dict[str, str]) -> None:
    cards = {n: t for n, t in files.items() if re.fullmatch(r"countries/\w+\.vcf", n)}
    assert set(cards) == {f"countries/{code}.vcf" for code in ("es", "fr", "gb", "sa")}
    for name, text in cards.items():
        assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
        read = list(vobject.readComponents(text))
        contacts = json.loads(files[name.replace(".vcf", ".json")])["data"]["contacts"]
        assert {card.version.value for card in read} == {"4.0"}
        ways = [contact for contact in contacts if contact["kind"] != "tracking"]
        assert {card.fn.value for card in read} == {
            f"{way['organisation']} ({way['country_name']})" for way in ways
        }
        tels = [tel.value for card in read for tel in card.contents.get("tel", ())]
        assert tels == [c["uri"] for c in contacts if c["kind"] == "call"]
        emails = [mail.value for card in read for mail in card.contents.get("email", ())]
        written = [c["uri"] for c in contacts if c["kind"] == "email"]
        assert emails == [uri.removeprefix("mailto:") for uri in written]


def test_an_older_phone_gets_the_same_in_vcard_3(files: dict[str, str]) -> None:
    cards = {n: t for n, t in files.items() if n.endswith(".v3.vcf")}
    assert len(cards) == len([n for n in files if n.endswith(".vcf")]) / 2
    for name, text in cards.items():
        assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
        read = list(vobject.readComponents(text))
        assert all(card.validate(raiseException=True) for card in read)
        assert {card.version.value for card in read} == {"3.0"}
        contacts = json.loads(files[name.replace(".v3.vcf", ".json")])["data"]["contacts"]
        tels = [tel.value for card in read for tel in card.contents.get("tel", ())]
        assert tels == [c.get("e164", c["number"]) for c in contacts if c["kind"] == "call"]
        links = [url.value for card in read for url in card.contents.get("url", ())]
        assert set(links) == {c["uri"] for c in contacts if c["kind"] in {"page", "whatsapp"}}
        newer = list(vobject.readComponents(files[name.replace(".v3", "")]))
        assert [(c.fn.value, notes(c)) for c in read] == [(c.fn.value, notes(c)) for c in newer]


def notes(card: Any) -> list[str]:  # noqa: ANN401 - it brings no types
    return [note.value for note in card.contents["note"]]


def test_a_country_of_which_nothing_is_known_has_no_card() -> None:
    post = b"country: GB\noperators:\n  - name: Pigeon Post\n    role: post\n"
    less = mini_files() | {"data/post-offices/gb.yml": post}
    found = api.files(understand(less), None)
    assert "countries/gb.json" in found
    assert not {"countries/gb.vcf", "countries/gb.v3.vcf"} & set(found)


def names_of(files: Collection[str]) -> set[str]:
    """Return every kind of file and every field that is published, as published.txt names them."""
    fields = {
        f"field {kind}.{field}"
        for schema in description.schemas().values()
        for kind, form in {**schema["$defs"], "file": schema}.items()
        for field in form.get("properties", {})
    }
    return fields | {f"file {KEY.sub('{key}', name)}" for name in files}


def promised() -> list[str]:
    return PUBLISHED.read_text("utf-8").splitlines()


def test_nothing_that_was_published_is_gone(mini: Knowledge) -> None:
    gone = sorted(set(promised()) - names_of(api.published(mini, None)))
    assert not gone, f"{gone}: version 1 promises them. Put them back, or begin version 2."


def test_every_published_file_and_field_is_promised(mini: Knowledge) -> None:
    new = sorted(names_of(api.published(mini, None)) - set(promised()))
    assert not new, "New files and fields: add them to tests/published.txt, in its order:\n" + (
        "\n".join(new)
    )


def test_the_promise_holds_what_others_use() -> None:
    assert {"file countries/{key}.json", "file contacts.csv", "field Contact.uri"} < set(promised())
    assert promised() == sorted(set(promised()))


def test_the_built_site_holds_the_data_and_its_commit(built: Path, knowledge: Knowledge) -> None:
    folder, files = built / api.FOLDER, api.published(knowledge, None)
    there = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    assert set(there) == set(files)
    assert names_of(files) == set(promised())
    different = [n for n, p in there.items() if p.read_bytes() != files[n]]
    assert set(different) <= {"index.json", "SHA256SUMS", "data.zip", "data.zip.sha256"}
    assert {"commit", "schema_version", "licence"} <= set(
        json.loads(there["index.json"].read_text())
    )


def test_the_data_alone_can_be_written(
    tmp_path: Path, mini: Knowledge, capsys: pytest.CaptureFixture[str]
) -> None:
    root, out = copy_mini(tmp_path / "project"), tmp_path / "api"
    assert main(["--root", str(root), "export", "--out", str(out)]) == 0
    there = {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()}
    assert there == set(api.published(mini, None))
    assert str(out) in capsys.readouterr().out


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


def example_country(code: str, knowledge: Knowledge) -> str:
    """Return the one country that the examples of a language ask for; fail when it is gone."""
    (country,) = set(re.findall(r"countries/([a-z]{2})\.json", code))
    assert country in knowledge.post_offices, (
        f"{EXAMPLES.relative_to(ROOT)} shows the country `{country}`, which the data no longer "
        "has: write another code there, and the name of its country."
    )
    return str(country)


def test_every_file_that_the_page_names_is_there(built: Path) -> None:
    named = set(re.findall(r"\bcountries/[a-z]{2}(?:\.\w+)+", EXAMPLES.read_text("utf-8")))
    gone = [file for file in named if not (built / api.FOLDER / file).is_file()]
    assert gone == [], f"{EXAMPLES.relative_to(ROOT)} names them: write another country there."
    assert named


def test_the_command_for_curl_works(built: Path, address: str, knowledge: Knowledge) -> None:
    (command,) = examples(built, "sh")
    country = example_country(command, knowledge)
    program, *options, wanted = shlex.split(served(command, address))
    assert (program, options) == ("curl", ["--silent", "--fail"])
    # Where there is no curl, what it would ask for is asked for without it.
    if shutil.which(program):
        answer = subprocess.run([program, *options, wanted], capture_output=True, check=True).stdout
    else:
        with urlopen(wanted) as response:
            answer = response.read()
    assert json.loads(answer)["data"]["name"] == COUNTRY_NAMES[country.upper()]


def test_the_program_in_python_works(built: Path, address: str, knowledge: Knowledge) -> None:
    (program,) = examples(built, "python")
    done = subprocess.run(
        [sys.executable, "-c", served(program, address)],
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
    )
    known = country(knowledge, example_country(program, knowledge)).contacts
    numbers = [c for c in known if (c.desk, c.kind) == ("post", "call")]
    assert done.stdout.splitlines() == [f"{c.organisation} {c.uri} {c.evidence}" for c in numbers]


def test_a_stranger_finds_the_number_to_call(
    mini: Knowledge, tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    api.write(tmp_path, mini, None)
    data = serve(tmp_path)
    assert number_to_call(data, "es", "post") == "tel:+34-910-00-01-00"
    assert number_to_call(data, "fr", "post") == "tel:3999;phone-context=+33"
    assert number_to_call(data, "fr", "post", abroad=True) is None
    assert number_to_call(data, "gb", "customs") is None


def test_the_page_of_changes_shows_every_release(built_mini: Path, mini: Knowledge) -> None:
    page = html.unescape((built_mini / "about" / "changes" / "index.html").read_text("utf-8"))
    assert mini.releases
    for release in mini.releases:
        assert f'id="release-{release.day}"' in page
        assert all(change.says in page for change in release.changes)


def test_every_kind_of_contact_is_made_and_every_field_described(mini: Knowledge) -> None:
    kinds = {contact.kind for contact in contents(mini)["contacts"].whole}
    assert kinds == set(get_args(Contact.model_fields["kind"].annotation))
    assert all(field.description for field in Contact.model_fields.values())
