"""Every country has a small file with whom to call, and it holds what its page would say."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from macros import desks, source
from macros.model import Customs, Knowledge, PostOffices, understand

from .projects import ROOT

SPAIN = "data/post-offices/es.yml"
CODES = sorted(path.stem for path in (ROOT / "data" / "post-offices").glob("*.yml"))
# What is asked for on every page should come with one packet or two.
MOST_BYTES = 3_000


@pytest.fixture(scope="module")
def written(knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("desks")
    desks.write(site, knowledge)
    return site


@pytest.mark.parametrize("code", CODES)
def test_every_country_has_a_small_file(code: str, written: Path) -> None:
    text = (written / "countries" / code / "desks.json").read_bytes()
    assert set(json.loads(text)) == {"name", "language", "post", "customs", "tracking"}
    assert len(gzip.compress(text)) < MOST_BYTES


def digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def withdrawn_among(html: str, record: PostOffices | Customs) -> list[str]:
    """Return the withdrawn numbers that can be called in `html`, with or without the prefix."""
    calls = [digits(rest.split('"')[0]) for rest in html.split('href="tel:')[1:]]
    gone = [digits(n) for item in record.withdrawn for n in (item.number, item.full or "")]
    return [n for n in gone if n and any(c.endswith(n.lstrip("0")) for c in calls)]


def test_no_withdrawn_number_is_in_it(knowledge: Knowledge) -> None:
    looked_at = 0
    for code in CODES:
        found = desks.desks(knowledge, code)
        for part, records in (("post", knowledge.post_offices), ("customs", knowledge.customs)):
            assert withdrawn_among(found[part], records[code]) == [], code
            looked_at += len(records[code].withdrawn) * found[part].count('href="tel:')
    assert looked_at  # somewhere a withdrawn number stands beside one to call


def test_a_withdrawn_number_would_be_seen(knowledge: Knowledge) -> None:
    (gone, *_) = knowledge.post_offices["es"].withdrawn
    html = f'<a href="tel:+34-{gone.number}">Call</a>'
    assert withdrawn_among(html, knowledge.post_offices["es"]) == [digits(gone.number)]


@pytest.mark.parametrize("code", CODES)
def test_each_number_says_from_where_and_how_sure(code: str, knowledge: Knowledge) -> None:
    words = knowledge.words("en")
    found = desks.desks(knowledge, code)
    for part in ("post", "customs"):
        for contact in found[part].split('<div class="contact">')[1:]:
            assert any(said in contact for said in words["evidence"].values())
            if "tel:" in contact:
                assert 'class="contact__limits"' in contact


def test_at_most_two_desks_and_three_numbers_of_each() -> None:
    phone = b'      - number: "+34 915 19 71 97"\n        dial_from: anywhere\n        use: Calls\n'
    phone += b"        evidence: unconfirmed\n"
    email = b"      - address: a@example.org\n        use: Letters\n        evidence: unconfirmed\n"
    operator = b"  - name: Post\n    role: post\n    phones:\n" + phone * 9
    operator += b"    emails:\n" + email * 9
    files = source.read(ROOT) | {SPAIN: b"country: ES\noperators:\n" + operator * 9}
    post = desks.desks(understand(files), "es")["post"]
    assert post.count('class="desk__name"') == 2
    assert post.count('href="tel:') == 2 * 3
    assert post.count('href="mailto:') == 2


@pytest.mark.parametrize(
    ("code", "language"),
    [("es", "es"), ("br", "pt-BR"), ("ua", "uk"), ("sa", "ar"), ("kr", "ko"), ("us", "en")],
)
def test_one_writes_in_a_language_of_the_country(
    code: str, language: str, knowledge: Knowledge
) -> None:
    assert desks.language_of(knowledge, code) == language


def test_a_language_without_messages_is_written_to_in_english(knowledge: Knowledge) -> None:
    assert desks.language_of(knowledge, "jp") == "en"


def test_hostile_text_stays_text() -> None:
    files = source.read(ROOT)
    changed = files[SPAIN].replace(
        b"- name: Correos\n", b'- name: "<img src=x onerror=alert(1)>"\n', 1
    )
    assert changed != files[SPAIN]
    post = desks.desks(understand(files | {SPAIN: changed}), "es")["post"]
    assert "<img" not in post
    assert "&lt;img src=x onerror=alert(1)&gt;" in post


def test_the_same_records_make_the_same_bytes(
    written: Path, knowledge: Knowledge, tmp_path: Path
) -> None:
    desks.write(tmp_path, knowledge)
    for code in CODES:
        file = desks.FILE.format(code)
        assert (tmp_path / file).read_bytes() == (written / file).read_bytes()
