"""The search is tested in the Chromium of the browser tests."""

from tests.browser.conftest import browser, page

__all__ = ["browser", "page"]
