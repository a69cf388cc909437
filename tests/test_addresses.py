"""The addresses that are known come from the records, cut down to what somebody has registered."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from macros.model import Knowledge
from macros.site import addresses

MOST_BYTES = 4_000


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
    assert "lists.example" not in known  # It is only a source.


def test_nobody_is_said_to_have_an_ending_below_which_all_have_names(knowledge: Knowledge) -> None:
    known = addresses.addresses(knowledge)["known"]
    shared = {"com", *knowledge.addresses.hosts("shared"), *knowledge.addresses.hosts("short")}
    assert not shared & set(known)
    assert not [address for address in known if address.split(".")[0] in {"co", "com", "net"}]


def test_the_file_is_small(knowledge: Knowledge, tmp_path: Path) -> None:
    addresses.write(tmp_path, knowledge)
    raw = (tmp_path / addresses.FILE).read_bytes()
    assert json.loads(raw)["known"]
    assert len(gzip.compress(raw, mtime=0)) < MOST_BYTES
