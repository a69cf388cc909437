"""An address in a message is never called safe, whatever it pretends to be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import quiet, watch
from tests.browser.conftest import Open, Say
from tests.browser.looks import flaws, too_wide

# Made up, but of the shape of real ones.
BOOK = {
    "known": {
        "laposte.fr": "La Poste",
        "royalmail.com": "Royal Mail",
        "dhl.de": "DHL",
        "gov.uk": "Customs",
        "correos.es": "Correos",
        "poczta-polska.pl": "Poczta Polska",
        "4-72.com.co": "4-72",
        "post.at": "Post",
        "malta.zendesk.com": "Malta",
        "jtexpress.ae": "J&T Express",
        "posta.hr": "Hrvatska pošta",
        "cainiao.com": "Cainiao",
        "sat.gob.mx": "Tax office",
        "customs.bg": "Customs",
        "packeta.com": "Packeta",
        "inpost.pl": "InPost",
        "poste.it": "Poste Italiane",
        "gls-group.eu": "GLS",
        "correos.cl": "Correos de Chile",
        "dpd.com": "DPD",
        "dpd.ie": "DPD",
        "dhlexpress.nl": "DHL Express",
    },
    "seconds": ["co", "com", "gov", "gob", "org"],
    "shared": ["zendesk.com"],
    "short": ["bit.ly"],
    "chats": ["wa.me", "whatsapp.com"],
    "common": ["post", "posta", "poste", "express", "paket", "parcel", "customs", "zoll", "frais"],
    # Cyrillic a and o among them.
    "alike": {"a": "\u0430", "i": "1l", "o": "\u043e0"},
    "say": {},
}
JUDGE = """async ([scripts, text, book]) => {
  const { addressesIn, compared } = await import(scripts + "address-check/compare.js");
  return addressesIn(text).map(({ host, before }) => {
    const { kind, known } = compared(host, book, before);
    return [kind, known.join(" ")];
  });
}"""


@pytest.fixture
def judged(shared_page: Page, mini_address: str, modules: str) -> Any:  # noqa: ANN401 - a function
    """Return a function that says of the addresses in a text what they are."""
    address = mini_address + "faq/customs-hold/"
    if not shared_page.url.startswith(address):
        shared_page.goto(address)
    return lambda text: [tuple(each) for each in shared_page.evaluate(JUDGE, [modules, text, BOOK])]


ATTACKS = {
    "words before": ("suivi-laposte.info", "laposte.fr"),
    "words after": ("https://laposte-colis.fr", "laposte.fr"),
    "words without a hyphen": ("lapostefrais.top", "laposte.fr"),
    "a hyphen within": ("https://la-poste.fr", "laposte.fr"),
    "no hyphen": ("pocztapolska-oplata.pl", "poczta-polska.pl"),
    "the name as a subdomain": ("https://laposte.fr.colis.top/x", "laposte.fr"),
    "the name in one label": ("https://laposte-fr.colis.top", "laposte.fr"),
    "the name below www": ("http://www.laposte.colis.top", "laposte.fr"),
    "a short name as a word": ("dhl-paket.top", "dhl.de"),
    "a short name as a subdomain": ("https://dhl.paket.top", "dhl.de"),
    "an office as a label": ("gov-uk.refund.top", "gov.uk"),
    "an office in another country": ("https://gov.uk.refund.com", "gov.uk"),
    "a digit for a letter": ("corre0s.es", "correos.es"),
    "l for i": ("https://royaimail.com", "royalmail.com"),
    "a digit for l": ("1aposte.fr", "laposte.fr"),
    "rn for m": ("royalrnail.com", "royalmail.com"),
    "a letter too few": ("https://correo.es", "correos.es"),
    "letters swapped": ("https://roylamail.com", "royalmail.com"),
    "Cyrillic letters": ("https://l\u0430poste.fr", "laposte.fr"),
    "Cyrillic letters without a scheme": ("l\u0430p\u043este.fr/pay", "laposte.fr"),
    "Punycode": ("https://xn--lposte-3nf.fr", "laposte.fr"),
    "an accent": ("https://corr\u00e9os.es", "correos.es"),
    "before the @": ("https://laposte.fr@evil.top/", "laposte.fr"),
    "before the @, with a port": ("https://laposte.fr:443@evil.top/", "laposte.fr"),
    "before the @, without a scheme": ("laposte.fr:443@evil.top/pay", "laposte.fr"),
    "a hidden dot": ("https://laposte.fr%2eevil.top", "laposte.fr"),
    "broken up so that it is not opened": ("hxxps://laposte[.]evil[.]top", "laposte.fr"),
    "a sender": ("service@laposte-colis.top", "laposte.fr"),
    "in quotes and brackets": ("(see “https://laposte-colis.top”).", "laposte.fr"),
    "in capitals": ("LAPOSTE-COLIS.TOP", "laposte.fr"),
    "a word before and another ending": ("pago-4-72.co", "4-72.com.co"),
    "the ending in the name": ("correos-es.top/pago?id=8827", "correos.es"),
    "one of two owners": ("https://correos-cl.top", "correos.cl"),
    "both owners": ("https://correos-pago.top", "correos.es correos.cl"),
    "a common word without a hyphen": ("dhlpaket.top", "dhl.de"),
    "digits behind a short name": ("inpost24.top", "inpost.pl"),
    "a generic name with its ending": ("https://post-at.top", "post.at"),
    "what a company is called": ("poste-italiane.top", "poste.it"),
    "a company behind a name": ("https://gls-zustellung.top", "gls-group.eu"),
    "an office called by its name": ("sat-gob-mx.top", "sat.gob.mx"),
    "before the @ of a bare number": ("https://laposte.fr@192.0.2.1/", "laposte.fr"),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_address_that_looks_like_a_known_one_is_said_not_to_be_it(
    attack: str,
    judged: Any,  # noqa: ANN401
) -> None:
    text, known = ATTACKS[attack]
    assert judged(text) == [("like", known)]


# Companies have their name with other endings too, and so have those who pretend to be one.
ENDINGS = {
    "https://laposte.com/pay": "laposte.fr",
    "laposte.net": "laposte.fr",
    "https://royalmail.co.uk": "royalmail.com",
    "https://track.dhl.co.uk/x": "dhl.de",
    "correos.com": "correos.es correos.cl",
    "4-72.co": "4-72.com.co",
    "dpd.de": "dpd.com",
    "dpd.zendesk.com": "dpd.com",
    "pocztapolska.pl": "poczta-polska.pl",
    "posteitaliane.it": "poste.it",
    "correo.com.uy": "correos.es correos.cl",
}


@pytest.mark.parametrize("text", ENDINGS)
def test_a_whole_name_with_another_ending_may_be_the_companys_own(
    text: str,
    judged: Any,  # noqa: ANN401
) -> None:
    assert judged(text) == [("ending", ENDINGS[text])]


@pytest.mark.parametrize(
    "text",
    [
        "cttexpress.com",
        "stexpress.com",
        "https://mydhl.express.top",
        "adtpostales.com",
        "mainpost.de",
        "packetanalyzer.com",
        "post.com",
        "my-post.at",
        "mypost.attic.com",
        "posta.com.mk",
        "customs-service.com",
        "sat.com",
        "sat-shop.com",
        "anpost.com",
        "zollern.de",
        "https://evil.top\\@laposte.fr",
        "https://evil.top/laposte.fr",
        "https://evil.top/?laposte.fr",
        "https://evil.top#@laposte.fr",
        "https://tax.gov.uk",
        "https://evil.zendesk.com",
        "https://zendesk.com",
        "https://example.org",
        "https://xn--e1afmkfd.xn--p1ai",
        "https://xn--a.fr",
        "https://xn--wcvs22d1m.example",
        "https://blue.example",
    ],
)
def test_an_address_that_is_not_known_is_never_called_known(text: str, judged: Any) -> None:  # noqa: ANN401
    kinds = {kind for kind, _ in judged(text)}
    assert kinds == {"unknown"}


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("https://www.laposte.fr/suivi", "laposte.fr"),
        ("LAPOSTE.FR.", "laposte.fr"),
        ("https://laposte\u3002fr", "laposte.fr"),
        ("https://aide.laposte.fr:443/a", "laposte.fr"),
        ("help@correos.es", "correos.es"),
        ("https://www.gov.uk/customs", "gov.uk"),
        ("https://malta.zendesk.com/x", "malta.zendesk.com"),
        ("https://www.4-72.com.co", "4-72.com.co"),
    ],
)
def test_an_address_of_our_data_is_known_with_all_that_lies_below_it(
    text: str,
    known: str,
    judged: Any,  # noqa: ANN401
) -> None:
    assert judged(text) == [("known", known)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("http://192.0.2.1/pay", "digits"),
        ("192.0.2.1/pay", "digits"),
        ("http://3221226219/pay", "digits"),
        ("http://[2001:db8::1]/pay", "digits"),
        ("wa.me/34600", "chat"),
        ("https://api.whatsapp.com/send?phone=1", "chat"),
        ("bit.ly/3x", "short"),
    ],
)
def test_an_address_without_a_name_or_that_leads_elsewhere_is_said_to_be_one(
    text: str,
    kind: str,
    judged: Any,  # noqa: ANN401
) -> None:
    assert judged(text) == [(kind, "")]


def test_both_addresses_are_seen_where_one_leads_to_the_other(judged: Any) -> None:  # noqa: ANN401
    found = judged("https://laposte.fr/go?to=https://evil.top and bit.ly/3x")
    assert found == [("known", "laposte.fr"), ("unknown", ""), ("short", "")]
    hidden = judged("https://laposte.fr/go?to=https%3A%2F%2Fevil.top")
    assert hidden == [("known", "laposte.fr"), ("unknown", "")]


@pytest.mark.parametrize(
    "text", ["", "Your parcel waits.Please pay 2.99 EUR by 3.12.", "a@b", "https://", "…", "http:"]
)
def test_a_text_without_an_address_has_none(text: str, judged: Any) -> None:  # noqa: ANN401
    assert judged(text) == []


def test_what_is_attached_to_a_known_name_never_makes_it_known(judged: Any) -> None:  # noqa: ANN401
    for known in BOOK["known"]:
        for evil in (f"{known}.evil.top", f"{known}-evil.top", f"x{known}", f"evil-{known}"):
            (verdict,) = judged(f"https://{evil}/{known}")
            assert verdict[0] in {"like", "unknown"}, evil


def test_the_message_stays_in_the_browser_and_is_never_called_safe(
    page: Page, mini_address: str, say: Say
) -> None:
    complaints = watch(page, mini_address)
    asked: list[str] = []
    page.goto(mini_address + "faq/customs-hold/")
    page.on("request", lambda request: asked.append(request.url))
    field = page.get_by_label(say("address_check.label"))
    field.fill("Pay at https://posta-norte.example@posta-norte.top/secret <b>now</b>")
    verdicts = page.locator("[data-verdicts] li")
    expect(verdicts).to_have_count(2)
    expect(verdicts.first).to_contain_text("posta-norte.top")
    expect(verdicts.last).to_have_text(say("address_says.never"))
    field.fill("https://posta-norte.example/track")
    known = say("address_says.known", address="posta-norte.example", name="Posta Norte")
    expect(verdicts.first).to_contain_text(known)
    expect(verdicts.first).to_contain_text(say("address_says.known_too"))
    expect(verdicts.last).to_have_text(say("address_says.never"))
    for inside in ("https://posta-norte.example", "https%3A%2F%2Fposta-norte.example%2Fx"):
        field.fill(f"https://evil.top/?u={inside}")
        expect(verdicts).to_have_text(
            [say("address_says.unknown", address="evil.top"), say("address_says.never")]
        )
    field.fill("No address here")
    expect(verdicts.first).to_have_text(say("address_says.none"))
    field.fill("")
    expect(verdicts).to_have_count(0)
    assert [
        url for url in asked if "known-addresses.json" not in url and "/assets/" not in url
    ] == []
    assert complaints == []


def test_without_the_list_it_says_so(page: Page, mini_address: str, say: Say) -> None:
    page.route("**/known-addresses.json", lambda route: route.abort())
    page.goto(mini_address + "faq/customs-hold/")
    page.get_by_label(say("address_check.label")).fill("https://posta-norte.example")
    expect(page.locator("[data-verdicts] li").first).to_have_text(say("address_check.failed"))


def test_everybody_can_use_it(open_page: Open, mini_address: str, say: Say) -> None:
    for settings in ({}, {"color_scheme": "dark"}, {"viewport": {"width": 320, "height": 600}}):
        page = open_page(**settings)
        page.goto(mini_address + "faq/customs-hold/")
        field = page.get_by_label(say("address_check.label"))
        field.fill(f"https://posta-norte-{'x' * 60}.top https://posta-norte.example")
        expect(page.locator("[data-verdicts] li")).to_have_count(3)
        assert flaws(page) + too_wide(page) == []
    page = open_page(java_script_enabled=False)
    page.goto(mini_address + "faq/customs-hold/")
    expect(page.locator(".address-check")).to_be_hidden()


def test_the_site_brings_its_own_list(built_mini: Path) -> None:
    book = json.loads((built_mini / "known-addresses.json").read_text("utf-8"))
    assert set(book) == set(BOOK)
    assert book["known"]["posta-norte.example"] == "Posta Norte"


# --- Beside a number ---

NUMBER = "SN1020304050"


@pytest.mark.parametrize("place", ["", "next-step/", "countries/es/"])
def test_a_false_address_in_the_field_of_a_number_is_named_before_the_number(
    page: Page, mini_address: str, say: Say, place: str
) -> None:
    complaints = watch(page, mini_address)
    page.goto(mini_address + place)
    field = page.locator("[data-number-field], .ask input, [data-track-box] input").first
    field.fill(f"{NUMBER} waits, pay at https://posta-norte-fee.top/x")
    warnings = page.locator("[data-warnings] li")
    like = say("address_says.like", known="posta-norte.example", address="posta-norte-fee.top")
    expect(warnings.first).to_contain_text(like)
    expect(warnings.first).to_contain_text(say("address_says.look", known="posta-norte.example"))
    expect(warnings.last).to_have_text(say("address_says.never"))
    expect(page.locator("[data-findings] li").first).to_contain_text(NUMBER)
    above, below = (
        page.locator(f"[data-{one}]").bounding_box() for one in ("warnings", "findings")
    )
    assert above
    assert below
    assert above["y"] < below["y"]
    assert flaws(page) + too_wide(page) == []
    field.fill(NUMBER)
    expect(warnings).to_have_count(0)
    assert complaints == []


def test_an_address_that_is_known_stays_calm_and_loads_no_check(
    page: Page, mini_address: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(mini_address + "next-step/")
    field = page.locator("[data-number-field]")
    calm = ("https://snail.example/?number=", "https://www.snail.example:443/", "kite.example/")
    for before in calm:
        field.fill(before + NUMBER)
        expect(page.locator("[data-findings] li")).to_contain_text(NUMBER)
        quiet(page)
        expect(page.locator("[data-warnings] li")).to_have_count(0)
    field.fill("RA.102.030.405.CN")
    expect(page.locator("[data-findings] li")).to_contain_text("RA102030405CN")
    quiet(page)
    expect(page.locator("[data-warnings] li")).to_have_count(0)
    assert not [url for url in asked if "verdicts" in url]
    field.fill(f"https://snail.example/?to=https%3A%2F%2Fevil.top {NUMBER}")
    expect(page.locator("[data-warnings] li")).to_have_count(2)
    assert [url for url in asked if "verdicts" in url]


# --- In a plan ---


def test_the_plan_for_a_message_checks_it_below_the_verdict_and_keeps_it(
    page: Page, mini_address: str, say: Say
) -> None:
    complaints = watch(page, mini_address)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(mini_address + "next-step/?status=flight")
    expect(page.locator("[data-plan] .plan__verdict")).to_be_visible()
    quiet(page)
    expect(page.get_by_label(say("address_check.label"))).to_have_count(0)
    assert not [url for url in asked if "address-check/page" in url]
    page.goto(mini_address + "next-step/?status=message")
    field = page.get_by_label(say("address_check.label"))
    field.fill("posta-norte.top")
    verdicts = page.locator("[data-check] [data-verdicts] li")
    expect(verdicts).to_have_count(2)
    verdict = page.locator("[data-slot=verdict]")
    assert verdict.evaluate("part => part.nextElementSibling.matches('[data-check]')")
    page.locator("[data-again]").click()
    expect(field).to_be_hidden()
    page.go_back()
    expect(verdicts).to_have_count(2)
    expect(field).to_have_value("posta-norte.top")
    assert flaws(page) + too_wide(page) == []
    assert complaints == []


def test_the_page_of_plans_that_needs_no_answers_has_the_check_too(
    page: Page, mini_address: str, say: Say
) -> None:
    page.goto(mini_address + "next-step/message/")
    page.get_by_label(say("address_check.label")).fill("posta-norte.top")
    expect(page.locator("[data-verdicts] li")).to_have_count(2)
