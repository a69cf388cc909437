"""A slow phone on a slow connection, for what is measured in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page

# How often each page is visited: of so many visits the median says something.
VISITS = 9

# As Lighthouse imitates a phone.
_BYTES_PER_SECOND = 1_638_400 / 8
_LINE = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": _BYTES_PER_SECOND,
    "uploadThroughput": _BYTES_PER_SECOND,
}
# What makes a tab that of a slow phone, in the browser's own protocol.
SLOW: list[tuple[str, dict[str, Any]]] = [
    ("Network.enable", {}),
    ("Emulation.setCPUThrottlingRate", {"rate": 4}),
    ("Network.emulateNetworkConditions", _LINE),
]


@contextmanager
def slow_phone(browser: Browser) -> Iterator[tuple[Page, CDPSession]]:
    """Open an empty page on a slow phone; give it and the tools that watch it."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2)
    tab = context.new_page()
    tools = context.new_cdp_session(tab)
    for command, parameters in SLOW:
        tools.send(command, parameters)
    yield tab, tools
    context.close()
