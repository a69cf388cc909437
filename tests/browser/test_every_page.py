"""The look at every page, which the workflow “Care” takes, finds what is wrong with one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.every_page import LISTS, seen

WRONG = """<h1>One</h1><h1>Two</h1><button style="height: 9px; min-height: 0">Small</button>
<p style="width: 600px">Wide</p><p style="color: #999; background: #888">Pale</p>
<p><img src="https://elsewhere.example/x.png"></p>"""


def test_what_is_wrong_with_a_page_is_said(
    built_mini: Path, browser: Browser, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    html = (built_mini / "faq" / "not-arrived" / "index.html").read_text("utf-8")
    head, article, rest = html.partition("<article")
    without_policy = head.replace('http-equiv="Content-Security-Policy"', "data-off")
    folder = tmp_path / "faq"
    folder.mkdir()
    (tmp_path / "assets").symlink_to(built_mini / "assets")
    (folder / "index.html").write_text(f"{without_policy}{article}{rest}", "utf-8")
    address = serve(tmp_path)
    assert list(seen(browser, address, ["faq/"])) == []
    wrong = rest.replace("<h1", f"{WRONG}<h1", 1)
    (folder / "index.html").write_text(f"{without_policy}{article}{wrong}", "utf-8")
    found = list(seen(browser, address, ["faq/"]))
    assert all(line.startswith("- `/faq/`: ") for line in found)
    told = ("image-alt", "color-contrast", "wider than its screen", "Small", "elsewhere.example")
    assert [part for part in told if part not in "\n".join(found)] == []


def test_lists_may_be_long_on_paper_in_every_language() -> None:
    assert all(map(LISTS.match, ("statuses/", "ar/statuses/", "pt-BR/about/data/")))
    assert not any(map(LISTS.match, ("faq/not-arrived/", "es/faq/not-arrived/", "countries/es/")))
