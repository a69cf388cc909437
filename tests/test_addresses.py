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
        ("tracking.post.japanpost.jp", "japanpost.jp"),
        ("www.yodel.co.uk", "yodel.co.uk"),
        ("www.gov.uk", "gov.uk"),
        ("tax.service.gov.uk", "service.gov.uk"),
        ("rastreamento.correios.com.br", "correios.com.br"),
        ("4-72.com.co", "4-72.com.co"),
        ("t.co", "t.co"),
        ("maltapost.zendesk.com", "maltapost.zendesk.com"),
        ("Example.ORG", "example.org"),
    ],
)
def test_a_host_is_cut_down_to_what_somebody_has_registered(host: str, owner: str) -> None:
    assert addresses.owned(host) == owner


def test_every_website_tracking_page_and_sender_of_the_records_is_known(mini: Knowledge) -> None:
    known = addresses.addresses(mini)["known"]
    assert known["posta-norte.example"] == "Posta Norte"
    assert known["furgon.example"] == "Furgón Azul"
    assert "lists.example" not in known  # It is only a source.


def test_nobody_is_said_to_have_an_ending_below_which_all_have_names(knowledge: Knowledge) -> None:
    known = addresses.addresses(knowledge)["known"]
    shared = {"com", *addresses.SHARED, *addresses.SHORT}
    assert not shared & set(known)
    assert not [address for address in known if address.split(".")[0] in {"co", "com", "net"}]


def test_the_file_is_small(knowledge: Knowledge, tmp_path: Path) -> None:
    addresses.write(tmp_path, knowledge)
    raw = (tmp_path / addresses.FILE).read_bytes()
    assert json.loads(raw)["known"]
    assert len(gzip.compress(raw, mtime=0)) < MOST_BYTES
