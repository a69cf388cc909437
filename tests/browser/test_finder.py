"""A long list is shortened to what somebody types, and a link into it opens its entry."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.chromium import moved, quiet, watch
from tests.browser.conftest import Open, Say
from tests.browser.looks import flaws
from tests.conftest import of_each_generator


def shown(page: Page) -> list[str]:
    """Return the entries that are shown, by their ids."""
    heads = page.locator("details.entry:visible > summary :is(h2, h3)")
    return [str(id_) for id_ in heads.evaluate_all("heads => heads.map((head) => head.id)")]


def typed(page: Page, text: str) -> list[str]:
    page.get_by_role("searchbox").fill(text)
    # What shortens the list comes when the field is used; then it says what fits, if anything.
    if text:
        expect(
            page.locator("[data-finder-says]:not(:empty), [data-finder-none]:visible")
        ).to_have_count(1)
    quiet(page)
    return shown(page)


def entry(page: Page, id_: str) -> Locator:
    return page.locator("details.entry", has=page.locator(f"#{id_}"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("held by customs", ["held"]),
        ("HELD BY CUST", ["held"]),
        ("[Madrid] Departed country of origin", ["left-country"]),
        ("【Town】 departed country/region of origin", ["left-country"]),
        ("2026-03-02 14:20 MADRID Departed from country of origin", ["left-country"]),
        ("mini_held", ["held"]),
        ("MINI EXPECTED", ["data-received"]),
        ("NORTE_HELD", ["held"]),
        ("retenido en la aduna", ["held"]),
        ("Entregado", ["delivered"]),
        ("acepted by locl carier", ["with-carrier"]),
        ("signed", ["delivered"]),
    ],
)
def test_a_line_of_tracking_finds_its_meaning(
    text: str, found: list[str], shared_page: Page, mini_address: str
) -> None:
    if not shared_page.url.startswith(mini_address + "statuses/"):
        shared_page.goto(mini_address + "statuses/")
    assert typed(shared_page, text) == found
    expect(entry(shared_page, found[0])).to_have_attribute("open", "")


@of_each_generator("built_mini")
def test_what_is_found_opens_and_says_which_line_it_was_and_shuts_again(
    page: Page, mini_address: str, say: Say
) -> None:
    page.goto(mini_address + "statuses/")
    everything = shown(page)
    typed(page, "pendiente de documentos")
    line = page.locator(".entry__line:visible")
    expect(line).to_have_text("Pendiente de documentos")
    expect(line).to_have_attribute("lang", "es")
    status = page.locator("[data-finder-says]")
    expect(status).to_have_text(say("finder.count", count=1, all=len(everything)) + " ")
    expect(page.locator("#stage-flight")).to_be_hidden()
    expect(page.locator("#stage-import")).to_be_visible()
    assert typed(page, "") == everything
    expect(page.locator("details.entry[open]")).to_have_count(0)
    expect(page.locator("#stage-flight")).to_be_visible()
    expect(page.locator(".entry__line")).to_have_count(0)


def test_a_word_that_no_line_has_is_named(page: Page, mini_address: str, say: Say) -> None:
    page.goto(mini_address + "statuses/")
    assert typed(page, "held by customs brzg") == ["held"]
    expect(page.locator("[data-finder-says]")).to_contain_text(say("finder.missing", words="brzg"))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Colis retenu en douane", "held"),
        ("Colis livré au voisin", "delivered"),
        ("livré", "delivered"),
        ("배달완료", "delivered"),
        ("طرد بالجمرك", "held"),
        ("Arrived: order received", "with-carrier"),
        # That a flight tells it, no line shows.
        ("Am Flughafen", "left-country"),
    ],
)
def test_a_line_that_nobody_wrote_down_is_guessed_by_what_its_words_stand_for(
    text: str, first: str, page: Page, mini_address: str, say: Say
) -> None:
    page.goto(mini_address + "statuses/")
    typed(page, text)
    expect(page.locator("[data-finder-says]")).to_have_text(say("finder.guess"))
    found = shown(page)
    assert first in found
    assert len(found) == 2
    expect(page.locator(".entry__line")).to_have_count(0)
    typed(page, "held by customs")
    expect(page.locator("[data-finder-says]")).not_to_contain_text(say("finder.guess"))


def test_what_a_line_means_most_likely_stands_first_wherever_it_has_its_place(
    page: Page, mini_address: str
) -> None:
    page.goto(mini_address + "statuses/")
    in_order = shown(page)
    assert typed(page, "Colis livré au voisin")[0] == "delivered" != in_order[0]
    expect(page.locator("article > h2:visible")).to_have_count(0)
    assert typed(page, "") == in_order


def test_a_word_inside_another_does_not_speak_where_the_longer_one_is_known(
    page: Page, mini_address: str
) -> None:
    page.goto(mini_address + "statuses/")
    found = typed(page, "Colis unaccepted")
    assert "held" in found
    assert "with-carrier" not in found


def test_without_what_words_stand_for_only_what_is_known_is_found(
    page: Page, mini_address: str
) -> None:
    page.route("**/tracking-words.json", lambda route: route.abort())
    page.goto(mini_address + "statuses/")
    assert typed(page, "Colis retenu en douane") == []
    assert typed(page, "held by customs") == ["held"]


def test_when_nothing_fits_the_whole_site_is_searched_for_the_same(
    page: Page, mini_address: str, say: Say
) -> None:
    complaints = watch(page, mini_address)
    page.goto(mini_address + "statuses/")
    question = "<b>zzz</b> qqq"
    assert typed(page, question) == []
    page.get_by_role("link", name=say("finder.search", given=question)).click()
    expect(page.locator("[data-md-component=search-query]")).to_have_value(question)
    assert complaints == []


def test_a_link_opens_its_entry_also_twice_and_one_that_is_not_shown(
    page: Page, mini_address: str
) -> None:
    page.goto(mini_address + "statuses/#held")
    expect(entry(page, "held")).to_have_attribute("open", "")
    expect(page.locator("#held")).to_be_in_viewport()
    page.locator("#held").click()
    expect(entry(page, "held")).not_to_have_attribute("open", "")
    page.evaluate("document.querySelector('h1').innerHTML = '<a href=\"#held\">Again</a>'")
    page.get_by_role("link", name="Again").click()
    expect(entry(page, "held")).to_have_attribute("open", "")
    typed(page, "signed")
    page.evaluate("location.hash = '#left-country'")
    expect(page.locator("#left-country")).to_be_in_viewport()
    expect(page.get_by_role("searchbox")).to_have_value("")


@pytest.mark.parametrize("fails", [True, False])
def test_when_the_other_lines_cannot_be_loaded_it_says_so_and_finds_the_rest(
    fails: bool, page: Page, mini_address: str, say: Say
) -> None:
    # It may fail, or never answer.
    page.route("**/lines.json", lambda route: route.abort() if fails else None)
    page.goto(mini_address + "statuses/")
    says = page.locator("[data-finder-says]")
    page.get_by_role("searchbox").fill("held by customs")
    expect(says).to_contain_text(say("finder.partly"))
    assert shown(page) == ["held"]
    if not fails:
        return
    page.unroute("**/lines.json")
    page.get_by_role("searchbox").fill("norte_held")
    expect(says).not_to_contain_text(say("finder.partly"))
    expect(page.locator("details.entry:visible")).to_have_count(1)
    assert shown(page) == ["held"]


def test_a_link_to_who_prints_a_line_leads_to_the_page_on_which_it_stands(
    page: Page, mini_address: str
) -> None:
    page.goto(mini_address + "statuses/#lines-posta-norte")
    expect(page).to_have_url(mini_address + "statuses/lines/#lines-posta-norte")
    expect(page.locator("#lines-posta-norte")).to_be_in_viewport()


def test_the_picture_of_the_way_leads_to_the_stages(page: Page, mini_address: str) -> None:
    page.goto(mini_address + "statuses/")
    page.locator(".journey--links a[href='#stage-local']").click()
    expect(page.locator("#stage-local")).to_be_in_viewport()
    assert page.locator(".journey--links a").count() == 5


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("spa", ["es"]),
        ("España", ["es"]),
        ("La France", ["fr"]),
        ("united kingdm", ["gb"]),
        ("السعودية", ["sa"]),
        ("gb", ["gb"]),
        ("posta nrte", ["es"]),
        ("фургон", ["es"]),
    ],
)
def test_a_country_is_found_by_its_names_its_code_and_its_carriers(
    text: str, found: list[str], shared_page: Page, mini_address: str
) -> None:
    if not shared_page.url.startswith(mini_address + "contacts/"):
        shared_page.goto(mini_address + "contacts/post-offices/")
    assert typed(shared_page, text) == found


def test_a_message_is_found_by_what_it_is_for(page: Page, mini_address: str) -> None:
    page.goto(mini_address + "messages/")
    assert typed(page, "whether it has the parcel") == ["post-where"]
    expect(page.locator("#seller")).to_be_hidden()
    expect(page.locator("#post")).to_be_visible()


def test_without_scripts_an_entry_leads_to_its_other_lines(
    open_page: Open, mini_address: str, say: Say
) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(mini_address + "statuses/")
    held = entry(page, "held")
    held.get_by_role("link", name=say("wordings_more")).click()
    expect(page).to_have_url(mini_address + "statuses/lines/#held")
    expect(page.get_by_text("Retenido en la aduana")).to_be_visible()


@pytest.mark.parametrize("path", ["statuses/", "contacts/post-offices/", "messages/"])
def test_without_scripts_every_entry_stands_open(
    path: str, open_page: Open, mini_address: str
) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(mini_address + path)
    expect(page.locator(".finder")).to_be_hidden()
    entries = page.locator("details.entry")
    assert entries.count() > 3
    for each in entries.all():
        expect(each.locator("q, table, .message, p").first).to_be_visible()
    expect(page.locator("details.sure > :not(summary)").locator("visible=true")).to_have_count(0)


def test_the_looks_inside_a_page_open_every_entry_without_scripts(
    open_page: Open, mini_address: str
) -> None:
    page = open_page(java_script_enabled=False)
    # The rest of the looks may not come.
    page.route("**/*.css", lambda route: route.abort())
    page.goto(mini_address + "statuses/")
    for wording in page.locator("details.entry > dl q").all():
        expect(wording).to_be_visible()


def test_on_paper_every_entry_is_open(page: Page, mini_address: str) -> None:
    page.goto(mini_address + "statuses/")
    page.emulate_media(media="print")
    for wording in page.locator("details.entry > dl q").all():
        expect(wording).to_be_visible()
    expect(page.locator(".finder")).to_be_hidden()


def test_it_is_used_with_the_keyboard_and_nothing_moves(page: Page, mini_address: str) -> None:
    page.goto(mini_address + "statuses/")
    assert moved(page) == 0
    page.get_by_role("searchbox").focus()
    page.keyboard.type("held by customs")
    expect(page.locator("details.entry:visible")).to_have_count(1)
    page.keyboard.press("Tab")
    expect(page.locator("details.entry:visible > summary")).to_be_focused()
    page.keyboard.press("Enter")
    expect(entry(page, "held")).not_to_have_attribute("open", "")


def test_what_the_reader_closed_stays_closed_when_more_is_known(
    page: Page, mini_address: str
) -> None:
    held: list[Route] = []
    page.route("**/tracking-words.json", lambda route: held.append(route))
    page.goto(mini_address + "statuses/")
    typed(page, "held by customs")
    expect(entry(page, "held")).to_have_attribute("open", "")
    page.locator("#held").click()
    with page.expect_response("**/tracking-words.json"):
        held[0].continue_()
    quiet(page)
    expect(entry(page, "held")).not_to_have_attribute("open", "")
    typed(page, "signed")
    expect(entry(page, "delivered")).to_have_attribute("open", "")


def test_axe_finds_nothing_while_a_list_is_shortened(page: Page, mini_address: str) -> None:
    page.goto(mini_address + "statuses/")
    typed(page, "customs")
    assert flaws(page) == []
