"""Messages are filled in and copied in the browser, and nothing leaves it."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import watch


def test_what_is_typed_stands_in_every_message_in_its_language(page: Page, address: str) -> None:
    complaints = watch(page, address)
    page.goto(address + "messages/")
    page.get_by_label("order number").fill("<b>8190</b>")
    page.get_by_label("day it was shipped").fill("2026-10-02")
    english = page.locator("h3#seller-where-is-it ~ .message").first
    expect(english).to_contain_text("my order <b>8190</b> was shipped on October 2, 2026")
    chinese = page.locator("h3#seller-where-is-it + p + div + p + details .message")
    expect(chinese).to_contain_text("2026年10月2日")
    page.get_by_label("order number").fill("")
    expect(english).to_contain_text("[order number]")
    expect(english.locator("b")).to_have_count(0)
    assert complaints == []


def test_a_message_is_copied_as_it_stands(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address + "messages/")
    page.get_by_label("tracking number").fill("LP00123456789012")
    button = page.get_by_role("button", name="Copy this message").first
    button.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = str(page.evaluate("navigator.clipboard.readText()"))
    assert copied.startswith("Hello,\n\nThe order page says that my order [order number]")
    assert "LP00123456789012" in copied
    context.close()


def test_without_scripts_the_messages_can_be_read(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "messages/")
    expect(page.locator("form.blanks")).to_be_hidden()
    expect(page.get_by_role("button", name="Copy this message")).to_have_count(0)
    expect(page.locator(".message").first).to_contain_text("[order number]")
    context.close()
