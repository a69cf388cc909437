"""Every country has a small file with whom to call, and it holds what its page would say."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from markupsafe import escape

from macros.model import Customs, Edition, Knowledge, PostOffices, phones, understand
from macros.pages import countries
from macros.pages.view import View
from macros.site import contacts

from .projects import SPAIN, changed, mini_files

# What is asked for on every page should come with one packet or two.
MOST_BYTES = 3_000


def test_every_country_has_a_file_with_the_parts_that_the_browser_reads(
    mini: Knowledge, tmp_path: Path
) -> None:
    contacts.write(tmp_path, Edition(mini, "en"))
    files = {path.parent.name: path for path in tmp_path.glob("countries/*/contacts.json")}
    assert set(files) == {"es", "fr", "gb", "sa"}
    spain = json.loads(files["es"].read_text("utf-8"))
    assert set(spain) == {"name", "languages", "post", "customs", "lines", "tracking"}
    assert spain["name"] == "Spain"
    assert spain["tracking"][0] == {
        "name": "Posta Norte",
        "link": "https://posta-norte.example/track?code={number}",
    }


def test_the_same_records_make_the_same_bytes(mini: Knowledge, tmp_path: Path) -> None:
    written = []
    for name in ("one", "two"):
        contacts.write(tmp_path / name, Edition(mini, "en"))
        written.append([path.read_bytes() for path in sorted((tmp_path / name).rglob("*.json"))])
    assert written[0] == written[1] != []


def amiss(html: str, record: PostOffices | Customs) -> list[str]:
    """Return what is wrong with the desks of a record: which number can be called and must not.

    And each number says from where it can be dialled; it or its desk bears a mark that says how
    sure it is.
    """
    given = {
        link(phone.number, record.country)
        for organisation in record.organisations
        for phone in organisation.phones
        for link in (phones.tel_link, phones.whatsapp_link)
    }
    wrong = [call for call in calls_in(html) if call not in given]
    for desk in html.split('<div class="desk__head">')[1:]:
        head, *contacts = desk.split('<div class="contact">')
        for contact in filter(calls_in, contacts):
            if MARK not in head + contact:
                wrong.append(f"not how sure: {contact}")
            if 'class="contact__limits"' not in contact:
                wrong.append(f"not from where: {contact}")
    return wrong


MARK = '<details class="sure sure--'


def calls_in(html: str) -> list[str]:
    return re.findall(r'href="((?:tel:|https://wa\.me/)[^"]+)"', html)


def test_only_numbers_to_call_can_be_called_and_each_says_from_where_and_how_sure(
    knowledge: Knowledge,
) -> None:
    wrong, numbers = {}, 0
    for code in knowledge.post_offices:
        found = contacts.contacts(Edition(knowledge, "en"), code)
        numbers += len(calls_in(found["post"] + found["customs"]))
        for part, records in (("post", knowledge.post_offices), ("customs", knowledge.customs)):
            if said := code in records and amiss(found[part], records[code]):
                wrong[code, part] = said
    assert wrong == {}
    assert numbers


def test_a_withdrawn_number_and_one_without_limits_would_be_seen(mini: Knowledge) -> None:
    record = mini.post_offices["es"]
    (gone,) = record.withdrawn
    call = phones.tel_link(gone.number, "ES")
    contact = f'<a href="{call}">Call</a>'
    html = f'<div class="desk__head">{{}}<div class="contact">{contact}'
    unsaid = [f"not how sure: {contact}", f"not from where: {contact}"]
    assert amiss(html.format(""), record) == [call, *unsaid]
    assert amiss(html.format(MARK), record) == [call, unsaid[1]]


@pytest.mark.parametrize(("operators", "numbers"), [(1, 2), (2, 4), (9, 9)])
def test_all_desks_and_fewer_numbers_of_each_the_more_they_are_are_in_a_small_file(
    operators: int, numbers: int
) -> None:
    phone = b'      - number: "+34 910 00 01 00"\n        dial_from: anywhere\n        use: Calls\n'
    phone += b"        evidence: unconfirmed\n"
    email = b"      - address: a@example.org\n        use: Letters\n        evidence: unconfirmed\n"
    operator = b"  - name: Post\n    role: post\n    phones:\n" + phone * 9
    operator += b"    emails:\n" + email * 9
    files = mini_files() | {SPAIN: b"country: ES\noperators:\n" + operator * operators}
    found = contacts.contacts(Edition(understand(files), "en"), "es")
    post = found["post"]
    assert post.count('class="desk__name"') == operators
    assert post.count('href="tel:') == numbers
    assert len(gzip.compress(json.dumps(found).encode())) < MOST_BYTES


def operators(*said: str) -> tuple[str, ...]:
    """Return the names in the order in which they are shown, each with its evidence and date."""
    word = "    brings_aliexpress:\n      - says: It does.\n        evidence: {}\n"
    word += "        source: https://lists.example/posts\n"
    rows = []
    for name, evidence, *day in (line.split() for line in said):
        rows.append(f"  - name: {name}\n    role: courier\n")
        rows += [word.format(evidence)] if evidence != "none" else []
        rows += [f'        as_of: "{day[0]}"\n'] if day else []
    text = "country: ES\noperators:\n" + "".join(rows)
    known = understand(mini_files() | {SPAIN: text.encode()})
    return tuple(operator.name for operator in known.post_offices["es"].organisations)


def test_who_brings_parcels_of_aliexpress_comes_first_the_surest_and_newest_above() -> None:
    given = operators("Post none", "Old reported 2017", "New reported 2026-02", "Sure official")
    assert given == ("Sure", "New", "Old", "Post")


def test_among_equals_who_can_be_reached_comes_first() -> None:
    text = "country: ES\noperators:\n  - name: Site\n    role: courier\n"
    text += "  - name: Letters\n    role: courier\n    emails:\n      - address: a@example.org\n"
    text += "        use: Letters\n        evidence: unconfirmed\n"
    known = understand(mini_files() | {SPAIN: text.encode()})
    names = [operator.name for operator in known.post_offices["es"].organisations]
    assert names == ["Letters", "Site"]


def test_among_equals_the_order_of_the_file_holds() -> None:
    assert operators("A none", "B quoted 2026", "C none", "D quoted 2026") == ("B", "D", "A", "C")


def test_what_is_unconfirmed_moves_nobody_up() -> None:
    assert operators("Post none", "Rumour unconfirmed 2026") == ("Post", "Rumour")


def test_a_courier_without_a_number_has_an_entry_in_the_plan_and_one_on_its_page(
    mini: Knowledge,
) -> None:
    edition = Edition(mini, "en")
    post = contacts.contacts(edition, "fr")["post"]
    _, entry = post.split('<div class="desk__brief">')
    site = '<a href="https://furgon-azul.example/fr">'
    said = "<span>We know no phone number of Furgón Azul.</span></div>"
    assert entry.startswith("<strong>Furgón Azul</strong> <span>Courier, France</span> " + site)
    assert said in entry
    page = countries.country_page(View(edition), "fr")
    _, fold = page.split("<summary>No number known: Furgón Azul</summary>")
    (entry,) = re.findall('<div class="desk__brief" id="post-2">.*?</div>', fold)
    assert "<strong>Furgón Azul</strong>" in entry
    assert site in entry
    assert said.removesuffix("</div>") in entry


def test_everybody_in_the_data_is_in_the_plan_and_on_the_page_of_the_country(
    knowledge: Knowledge,
) -> None:
    edition = Edition(knowledge, "en")
    for code, record in knowledge.post_offices.items():
        plan = contacts.contacts(edition, code)["post"]
        page = countries.country_page(View(edition), code)
        names = [one.name for one in record.organisations]
        entries = [f'<p class="desk__name"><strong>{escape(name)}</strong>' for name in names]
        briefs = [f'<div class="desk__brief"><strong>{escape(name)}</strong>' for name in names]
        at = [max(map(plan.find, ways)) for ways in zip(entries, briefs, strict=True)]
        assert -1 not in at, code
        assert at == sorted(at), code
        for number in range(1, len(names) + 1):
            assert f"#post-{number} " in page or f'id="post-{number}"' in page, (code, number)


def test_who_brings_parcels_of_aliexpress_and_has_no_number_is_not_folded_away() -> None:
    word = "    brings_aliexpress:\n      - says: It does.\n        evidence: reported\n"
    rows = "  - name: {}\n    role: courier\n    website: https://{}.example/\n{}"
    text = (
        "country: FR\noperators:\n"
        + rows.format("Aside", "a", "")
        + rows.format("Brings", "b", word)
    )
    known = understand(mini_files() | {"data/post-offices/fr.yml": text.encode()})
    page = countries.country_page(View(Edition(known, "en")), "fr")
    shown, fold = page.split("<summary>No number known: Aside</summary>")
    assert "### Brings {: #post-1 }" in shown
    assert 'id="post-2"' in fold


@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("carrier", "We know no phone number of Somebody for customs."),
        ("authority", "We know no phone number of Somebody."),
    ],
)
def test_of_a_carrier_no_number_is_missed_but_one_for_customs(role: str, said: str) -> None:
    text = f"country: FR\ndesks:\n  - name: Somebody\n    role: {role}\n"
    known = understand(mini_files() | {"data/customs/fr.yml": text.encode()})
    customs = contacts.contacts(Edition(known, "en"), "fr")["customs"]
    assert f'<p class="desk__site">{said}</p>' in customs


def test_what_holds_in_a_country_is_told_there_alone_with_the_plans_that_it_belongs_to(
    mini: Knowledge,
) -> None:
    lines = {
        code: contacts.contacts(Edition(mini, "en"), code)["lines"] for code in ("es", "gb", "sa")
    }
    plans = [line["plans"] for line in lines["es"]]
    assert plans == [("ask-customs", "check-message"), ("ask-customs",)]
    assert 'href="../countries/es/#fact-eu-duty">€5 an item</a>' in lines["es"][0]["html"]
    assert "12\u00a0%" not in lines["es"][1]["html"]
    assert [line["plans"] for line in lines["gb"]] == [("ask-customs",)]
    assert "12\u00a0%" in lines["gb"][0]["html"]
    assert lines["sa"] == []


@pytest.mark.parametrize(
    ("code", "languages"),
    [
        ("es", ["es", "en"]), ("mx", ["es", "en"]), ("sa", ["ar", "en"]), ("gb", ["en"]),
        ("fr", ["en"]), ("br", ["en"]),
    ],
)  # fmt: skip
def test_one_writes_in_a_language_of_the_country_in_which_there_are_messages(
    code: str, languages: list[str], mini: Knowledge
) -> None:
    assert contacts.languages_of(mini, code) == languages


@pytest.mark.parametrize(
    ("code", "language", "languages"),
    [("cy", "tr", ["en", "tr"]), ("ch", "fr", ["en", "fr"]), ("by", "ru", ["ru", "en"])],
)
def test_a_language_that_few_speak_in_a_country_can_be_chosen_and_is_not_the_first(
    code: str, language: str, languages: list[str]
) -> None:
    file = "data/messages/post-where.yml"
    known = understand(changed(file, "language: es", f"language: {language}"))
    assert contacts.languages_of(known, code) == languages


def test_one_writes_in_the_kind_of_a_language_that_the_country_has() -> None:
    known = understand(changed("data/messages/post-where.yml", "language: es", "language: pt-BR"))
    assert contacts.languages_of(known, "br") == ["pt-BR", "en"]
    assert contacts.languages_of(known, "pt") == ["en"]


def test_hostile_text_stays_text() -> None:
    files = changed(SPAIN, "- name: Posta Norte\n", '- name: "<img src=x onerror=alert(1)>"\n')
    post = contacts.contacts(Edition(understand(files), "en"), "es")["post"]
    assert "<img" not in post
    assert "&lt;img src=x onerror=alert(1)&gt;" in post
