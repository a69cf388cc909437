"""The addresses that are known come from the records, cut down to what somebody has registered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from macros.model import Edition, Knowledge, Model, Trackers, Url, host_of, understand
from macros.site import addresses

from .projects import changed

MOST_BYTES = 25_000


@pytest.mark.parametrize(
    ("host", "owner"),
    [
        ("www.laposte.fr", "laposte.fr"),
        ("aide.laposte.fr", "laposte.fr"),
        ("www.yodel.co.uk", "yodel.co.uk"),
        ("www.gov.uk", "gov.uk"),
        ("tax.service.gov.uk", "service.gov.uk"),
        ("rastreamento.correios.com.br", "correios.com.br"),
        ("4-72.com.co", "4-72.com.co"),
        ("t.co", "t.co"),
        ("co", "co"),
        ("posta.desks.example", "posta.desks.example"),
        ("www.posta.desks.example", "posta.desks.example"),
        ("Example.ORG", "example.org"),
    ],
)
def test_a_host_is_cut_down_to_what_somebody_has_registered(
    mini: Knowledge, host: str, owner: str
) -> None:
    assert mini.addresses.owned(host) == owner


def test_every_website_tracking_page_and_sender_of_the_records_is_known(mini: Knowledge) -> None:
    known = addresses.addresses(mini)["known"]
    assert known["posta-norte.example"] == "Posta Norte"
    assert known["furgon.example"] == "Furgón Azul"
    assert known["market.example"] == "Market"
    assert known["kite.example"] == "Kite"
    assert "lists.example" not in known  # It is only a source.


def test_every_site_to_which_a_record_leads_is_known(knowledge: Knowledge) -> None:
    known, owned = addresses.addresses(knowledge)["known"], knowledge.addresses.owned
    led = {
        f"{where.file}: {owner}": owner in known
        for where, record in knowledge.each(Model)
        for field in type(record).model_fields
        if field in {"link", "website"} and isinstance(url := getattr(record, field), Url)
        for owner in [owned(host_of(url))]
    }
    assert len(led) > 100
    assert [site for site, is_known in led.items() if not is_known] == []


def test_a_site_that_several_share_bears_the_shortest_of_their_names(mini: Knowledge) -> None:
    (tracker,) = (one for one in mini.trackers if one.website)
    longer = tracker.model_copy(update={"name": f"A{tracker.name} at home (its own, far away)"})
    shared = {**mini.records, "data/trackers.yml": Trackers(trackers=(longer, tracker))}
    known = addresses.addresses(Knowledge(shared, {}))["known"]
    assert known["snail.example"] == tracker.name


def test_those_to_which_the_site_leads_come_before_the_further_ones(mini: Knowledge) -> None:
    first, *_, last = addresses.addresses(mini)["known"]
    assert (first, last) == ("market.example", "kite.example")


def test_what_the_book_calls_a_companys_own_is_known(knowledge: Knowledge) -> None:
    known, book = addresses.addresses(knowledge)["known"], knowledge.addresses
    own = [(one.name, host) for one in book.addresses if one.name for host in one.hosts]
    assert [host for _, host in own if book.owned(host) != host] == []
    assert [host for _, host in own if host not in known] == []
    assert len({host for _, host in own}) == len(own)


def test_nobody_is_said_to_have_an_ending_below_which_all_have_names(knowledge: Knowledge) -> None:
    known = addresses.addresses(knowledge)["known"]
    shared = {"com", *knowledge.addresses.hosts("shared"), *knowledge.addresses.hosts("short")}
    assert not shared & set(known)
    assert not [address for address in known if address.split(".")[0] in {"co", "com", "net"}]


def test_a_sign_looks_like_one_letter_only(mini: Knowledge) -> None:
    file = "data/addresses.yml"
    assert addresses.addresses(mini)["alike"]["i"] == "1l"
    (problem,) = understand(changed(file, "i: 1l", "i: 1l, l: 1")).problems
    assert (problem.file, problem.rule) == (file, "FIELD-VALUE")
    assert "`1` stands in it more than once" in problem.what


def test_the_file_is_small(knowledge: Knowledge, tmp_path: Path) -> None:
    addresses.write(tmp_path, Edition(knowledge, "en"))
    raw = (tmp_path / addresses.FILE).read_bytes()
    assert json.loads(raw)["known"]
    assert len(raw) < MOST_BYTES
