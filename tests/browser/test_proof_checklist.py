"""Proof is ticked off, and kept in the browser only if the reader asks for it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.chromium import move_mouse, quiet, until, watch
from tests.browser.conftest import Open, Say
from tests.browser.looks import flaws, too_small
from tests.browser.next_steps import field

STORED = "localStorage.getItem('wheres-my-parcel:proofs')"


def ask_to_keep(page: Page, say: Say) -> None:
    """Ask that the ticks are kept, and wait until they are: the script comes with the touch."""
    page.get_by_label(say("checklist.keep")).check()
    until(page, f"async () => {STORED} !== null")


def test_nothing_is_kept_unless_somebody_asks(page: Page, mini_address: str) -> None:
    page.goto(mini_address + "faq/not-arrived/")
    page.get_by_role("checkbox").first.check()
    assert page.evaluate(STORED) is None
    page.reload()
    move_mouse(page)
    expect(page.get_by_role("checkbox").first).not_to_be_checked()


def test_ticks_are_kept_and_forgotten_below_the_list(
    page: Page, mini_address: str, say: Say
) -> None:
    page.goto(mini_address + "faq/not-arrived/")
    page.get_by_role("checkbox").first.check()
    ask_to_keep(page, say)
    page.get_by_role("checkbox").nth(1).check()
    page.reload()
    move_mouse(page)
    expect(page.get_by_role("checkbox").first).to_be_checked()
    expect(page.get_by_role("checkbox").nth(1)).to_be_checked()
    keep = page.get_by_label(say("checklist.keep"))
    expect(keep).to_be_checked()
    keep.uncheck()
    assert page.evaluate(STORED) is None


def test_ticks_are_forgotten_on_the_page_about_the_site(
    page: Page, mini_address: str, say: Say
) -> None:
    page.goto(mini_address + "about/")
    forget = page.locator("[data-forget-proofs]")
    expect(forget).to_be_hidden()
    page.goto(mini_address + "faq/not-arrived/")
    ask_to_keep(page, say)
    page.goto(mini_address + "about/")
    move_mouse(page)
    forget.click()
    expect(forget).to_be_hidden()
    assert page.evaluate(STORED) is None


def test_a_plan_holds_the_same_list_folded_and_its_ticks_stay(
    page: Page, mini_address: str, say: Say
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    complaints = watch(page, mini_address)
    page.goto(mini_address + "next-step/?status=flight")
    expect(page.locator("[data-plan] .plan__title")).to_be_visible()
    expect(page.locator("[data-proofs]")).to_have_count(0)
    quiet(page)
    assert not [url for url in asked if "proof-checklist" in url]
    page.goto(mini_address + "next-step/?status=delivered")
    page.locator("details[data-proofs] > summary").click()
    assert flaws(page) + too_small(page) == []
    page.get_by_role("checkbox", name="line in tracking").check()
    field(page, "protection").fill("2019-01-01")
    expect(page.locator("[data-plan]")).to_have_attribute("data-plan", "claim-now")
    expect(page.get_by_role("checkbox", name="line in tracking")).to_be_checked()
    ask_to_keep(page, say)
    page.goto(mini_address + "faq/not-arrived/")
    move_mouse(page)
    expect(page.get_by_role("checkbox", name="line in tracking")).to_be_checked()
    expect(page.get_by_role("checkbox", name="the order page")).not_to_be_checked()
    assert complaints == []


def test_lists_on_one_page_are_kept_together(page: Page, mini_address: str, say: Say) -> None:
    page.goto(mini_address + "next-step/delivered/")
    move_mouse(page)
    lists = page.locator("details[data-proofs]")
    assert len({one.get_attribute("data-proofs") for one in lists.all()}) < lists.count()
    for one in lists.all():
        one.locator("summary").click()
    late = page.locator("[data-proofs=late]")
    late.get_by_role("checkbox", name="the order page").check()
    first, second = page.locator("[data-proofs=not-arrived]").all()[:2]
    first.get_by_role("checkbox", name="line in tracking").check()
    first.get_by_label(say("checklist.keep")).check()
    expect(second.get_by_role("checkbox", name="line in tracking")).to_be_checked()
    expect(late.get_by_label(say("checklist.keep"))).to_be_checked()
    until(page, f"async () => JSON.parse({STORED})?.late?.length === 1")


def test_on_paper_the_list_in_a_plan_is_open(page: Page, mini_address: str) -> None:
    page.goto(mini_address + "next-step/?status=delivered")
    proof = page.get_by_text("A picture of every line in tracking.")
    expect(page.locator("details[data-proofs]")).to_be_visible()
    expect(proof).to_be_hidden()
    page.emulate_media(media="print")
    expect(proof).to_be_visible()
    expect(page.locator(".proofs__keep")).to_be_hidden()


def test_what_is_stored_wrongly_is_no_harm(page: Page, mini_address: str, say: Say) -> None:
    page.goto(mini_address + "faq/not-arrived/")
    for stored in ("{", "[1]", '"x"', "7", '{"not-arrived": 3}', '{"not-arrived": ["gone"]}'):
        page.evaluate("(text) => localStorage.setItem('wheres-my-parcel:proofs', text)", stored)
        page.reload()
        move_mouse(page)
        expect(page.get_by_role("checkbox").first).not_to_be_checked()
        page.get_by_label(say("checklist.keep")).set_checked(True)


def test_where_nothing_may_be_stored_the_list_says_so(
    open_page: Open, mini_address: str, say: Say
) -> None:
    page = open_page()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } });"
    )
    page.goto(mini_address + "faq/not-arrived/")
    page.get_by_label(say("checklist.keep")).click()
    expect(page.locator("[data-kept]")).to_have_text(say("checklist.blocked"))
    expect(page.get_by_label(say("checklist.keep"))).not_to_be_checked()


def test_without_scripts_the_list_can_be_ticked_and_axe_finds_nothing(
    open_page: Open, page: Page, mini_address: str, say: Say
) -> None:
    plain = open_page(java_script_enabled=False)
    plain.goto(mini_address + "faq/not-arrived/")
    plain.get_by_role("checkbox").first.check()
    expect(plain.get_by_label(say("checklist.keep"))).to_be_hidden()
    page.goto(mini_address + "faq/not-arrived/")
    assert flaws(page) + too_small(page) == []
