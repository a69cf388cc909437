"""Find a Chromium for the browser tests, and install one where there is none.

Run as a script it makes sure that there is one; the tests import the rest.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from playwright.sync_api import Browser, Error, Page, Playwright, sync_playwright

# The one without windows comes first: it opens a page with half of the work.
SHELL = "chromium-headless-shell"
INSTALLED = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
# How long a test waits for what must come, in ms; nothing is waited for that comes by itself.
PATIENCE = 60_000


def launch(playwright: Playwright) -> Browser:
    """Return a Chromium: an installed one, or else the one that Playwright downloaded.

    Raises Error when there is neither.
    """
    found = next((path for name in INSTALLED if (path := shutil.which(name))), None)
    return playwright.chromium.launch(executable_path=found, args=QUIET)


def path_of(browser: Browser) -> str:
    """Return the path of the program that runs as a browser, whoever installed it."""
    run = browser.new_browser_cdp_session().send("SystemInfo.getInfo")["commandLine"]
    return str(run).partition(" --")[0]


def watch(page: Page, address: str) -> list[str]:
    """Return a list that fills with what a page complains of, or asks of another site."""
    complaints: list[str] = []
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "request",
        lambda r: None if r.url.startswith((address, "data:")) else complaints.append(r.url),
    )
    return complaints


# What has moved since the page began to load (Layout Instability). A shift is known as soon as
# its frame is painted; what was seen before is handed over in a task of its own.
_MOVED = """async () => {
  const next = (of) => new Promise((done) => of(() => done()));
  let total = 0;
  const count = (entries) => { for (const entry of entries) total += entry.value; };
  const watcher = new PerformanceObserver((list) => count(list.getEntries()));
  watcher.observe({ type: "layout-shift", buffered: true });
  for (const of of [requestAnimationFrame, requestAnimationFrame, setTimeout]) await next(of);
  count(watcher.takeRecords());
  return total;
}"""


def moved(page: Page) -> float:
    """Return how much has moved on a page: the sum of its layout shifts."""
    return float(page.evaluate(_MOVED))


# Playwright itself takes a promise for an answer, and waits for none.
_UNTIL = """async ([condition, given, turns]) => {
  const holds = CONDITION;
  for (let turn = 0; turn < turns; turn++) {
    if (await holds(given)) return;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error(`This did not come: ${condition}`);
}"""


def until(page: Page, condition: str, given: object = None) -> None:
    """Wait until an asynchronous function, asked in the page, says that something holds.

    Raises Error when it does not come.
    """
    page.evaluate(_UNTIL.replace("CONDITION", condition), [condition, given, PATIENCE // 20])


# What a script began before them, and waits for nothing from elsewhere, is done after some frames.
_QUIET = """async () => {
  const next = (of) => new Promise((done) => of(() => done()));
  for (let frame = 0; frame < 4; frame++) await next(requestAnimationFrame), await next(setTimeout);
}"""


def quiet(page: Page) -> None:
    """Wait until a loaded page has nothing to do but what waits for something to come."""
    page.evaluate(_QUIET)


# A page hears nothing of a mouse before it is painted.
_PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def move_mouse(page: Page) -> None:
    """Move the mouse a little, as soon as the page notices it."""
    page.evaluate(_PAINTED)
    page.mouse.move(9, 9)
    page.mouse.move(11, 11)


def touch(page: Page) -> None:
    """Touch a page, and wait for all that comes then."""
    move_mouse(page)
    until(
        page,
        """async () => {
          const links = [...document.querySelectorAll("link[rel=stylesheet]")];
          const loaded = performance.getEntriesByType("resource").map((part) => part.name).join();
          return loaded.includes("bundle") && links.length && links.every((link) => link.sheet);
        }""",
    )
    page.evaluate("document.fonts.ready")
    quiet(page)


def works() -> bool:
    """Return whether a Chromium starts."""
    with sync_playwright() as playwright:
        try:
            launch(playwright).close()
        except Error:
            return False
    return True


def install() -> None:
    """Try the ways to get a Chromium until one starts; exit with advice when none does."""
    apt = ["apt-get"] if hasattr(os, "geteuid") and os.geteuid() == 0 else ["sudo", "-n", "apt-get"]
    download = [sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"]
    ways = (
        [download],
        [[*apt, "update", "-qq"], [*apt, "install", "-y", "-qq", SHELL]],
    )
    for way in ways:
        for command in way:
            print("Installing Chromium:", " ".join(command[-4:]), flush=True)
            if shutil.which(command[0]):
                subprocess.run(command, check=False)
        if works():
            return
    sys.exit(f"No Chromium starts. Install one (on Debian: apt install {SHELL}) and try again.")


if __name__ == "__main__":
    if not works():
        install()
