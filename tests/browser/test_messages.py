"""Messages are filled in and copied in the browser, and nothing leaves it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.chromium import watch
from tests.browser.conftest import Open, Say


def test_what_is_typed_stands_in_every_message_in_its_language(
    page: Page, mini_address: str, say: Say
) -> None:
    complaints = watch(page, mini_address)
    page.goto(mini_address + "messages/")
    page.get_by_text(say("next_step.blanks")).click()
    page.get_by_label(say("gaps.order")).fill("<b>8190</b>")
    page.get_by_label(say("gaps.last_news")).fill("2026-10-02")
    messages = page.locator("details.entry:has(#seller-where) .message")
    english, chinese = (
        messages.and_(page.locator("[lang=en]")).first,
        page.locator("[lang=zh-Hans]"),
    )
    expect(english).to_contain_text("Where is order <b>8190</b>?")
    expect(english).to_contain_text("The last news is of October 2, 2026.")
    expect(chinese.locator("p").nth(1)).to_contain_text("2026年10月2日")
    page.get_by_label(say("gaps.order")).fill("")
    expect(english).to_contain_text(f"[{say('gaps.order')}]")
    expect(english.locator("b")).to_have_count(0)
    assert complaints == []


def test_a_message_is_copied_as_it_stands(open_page: Open, mini_address: str, say: Say) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(mini_address + "messages/#seller-where")
    page.get_by_text(say("next_step.blanks")).click()
    page.get_by_label(say("gaps.number")).fill("SN1020304050")
    page.locator("[data-copy]").first.click()
    expect(page.get_by_role("button", name=say("copied"))).to_be_visible()
    order, news, name = (say(f"gaps.{gap}") for gap in ("order", "last_news", "name"))
    assert page.evaluate("navigator.clipboard.readText()") == (
        f"Hello,\n\nWhere is order [{order}]? The number is SN1020304050."
        f" The last news is of [{news}].\n\n[{name}]"
    )


def test_without_scripts_the_messages_can_be_read(
    open_page: Open, mini_address: str, say: Say
) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(mini_address + "messages/")
    expect(page.locator(".message").first).to_contain_text(f"[{say('gaps.order')}]")
    expect(page.locator("[data-blanks]")).to_be_hidden()
    expect(page.locator("[data-copy]").first).to_be_hidden()
