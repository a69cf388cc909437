"""A Chromium driven over its own protocol, where Playwright would stand in the way.

In a tab that Playwright watches, Chromium renders no page ahead.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

Answer = dict[str, Any]
Command = tuple[str, Answer]

# The ends of the browser's pipe, as it knows them (--remote-debugging-pipe).
_READS, _WRITES = 3, 4
_PATIENCE = 60

# Finds the first link in sight of the text that leads to an address, and returns its middle.
_LINK = """(() => {
  const links = [...document.querySelectorAll("article a")];
  const to = (link) => link.href.split("#")[0] === "ADDRESS" && link.checkVisibility();
  const link = links.find(to);
  link.scrollIntoView({ block: "center", behavior: "instant" });
  const { left, top, width, height } = link.getClientRects()[0];
  return { x: left + width / 2, y: top + height / 2 };
})()"""


class Tab:
    """A tab, with the page in it that is seen, and those that are rendered ahead."""

    def __init__(self, to: int, of: int, commands: Sequence[Command]) -> None:
        """Open a tab; each page in it is given the commands before it begins.

        `to` and `of` are the ends of the browser's pipe to write and to read.
        """
        self._to, self._of = to, of
        self._commands = commands
        self._number = 0
        self._lock = threading.Lock()
        self._answers: queue.Queue[Answer] = queue.Queue()
        self._at: dict[str, float] = {}  # where the mouse is
        self._pages: dict[str, str] = {}  # the session of each page, by its target
        self._gone: set[str] = set()  # sessions of pages that are there no more
        threading.Thread(target=self._listen, daemon=True).start()
        tab = self.send("Target.createTarget", url="about:blank", forTab=True)["targetId"]
        session = self.send("Target.attachToTarget", targetId=tab, flatten=True)["sessionId"]
        every = {"autoAttach": True, "flatten": True, "waitForDebuggerOnStart": True}
        self.send("Target.setAutoAttach", session, **every, filter=[{}])

    def go(self, address: str) -> None:
        """Open a page."""
        self.send("Page.navigate", self._session(), url=address)

    def hover(self, address: str) -> None:
        """Come to the first link in sight that leads to an address, and stay there."""
        self._at = self.seen(_LINK.replace("ADDRESS", address))
        for steps in range(3, -1, -1):
            self._mouse("mouseMoved", x=self._at["x"] - steps)

    def click(self) -> None:
        """Follow the link; the page may be gone before it answers."""
        for act in ("mousePressed", "mouseReleased"):
            self._mouse(act, button="left", clickCount=1)

    def _mouse(self, act: str, **more: object) -> None:
        self._post("Input.dispatchMouseEvent", self._session(), {"type": act} | self._at | more)

    def seen(self, code: str) -> Any:  # noqa: ANN401 - whatever the page says
        """Return what JavaScript says in the page that is seen.

        Raises RuntimeError while one page takes the place of another.
        """
        return self._run(code, self._session())

    def ahead(self, code: str) -> list[Any]:
        """Return what JavaScript says in each page that is rendered ahead."""
        sessions = list(self._pages.values())
        return [
            self._run(code, each) for each in sessions if self._run("document.prerendering", each)
        ]

    def _session(self) -> str:
        """Return the session of the page that is seen."""
        for each in list(self._pages.values()):
            if self._run("document.visibilityState", each) == "visible":
                return each
        raise RuntimeError("no page is seen: one goes, and another comes")

    def _run(self, code: str, session: str) -> Any:  # noqa: ANN401 - whatever the page says
        given = {"expression": code, "returnByValue": True, "awaitPromise": True}
        return self.send("Runtime.evaluate", session, **given)["result"].get("value")

    def send(self, method: str, session: str | None = None, **parameters: object) -> Answer:
        """Send a command, and return the answer.

        Raises RuntimeError when the browser refuses it, or when the page goes before it answers.
        """
        number = self._post(method, session, parameters)
        said = self._answer(number, session)
        if "error" in said:
            raise RuntimeError(f"{method}: {said['error']['message']}")
        return dict(said["result"])

    def _answer(self, number: int, session: str | None) -> Answer:
        for _ in range(_PATIENCE * 10):
            with suppress(queue.Empty):
                said = self._answers.get(timeout=0.1)
                if said["id"] == number:
                    return said
            if session in self._gone:
                raise RuntimeError("the page is gone, and answers nothing")
        raise RuntimeError("the browser does not answer")

    def _post(self, method: str, session: str | None, parameters: Answer) -> int:
        with self._lock:
            self._number += 1
            message: Answer = {"id": self._number, "method": method, "params": parameters}
            message |= {"sessionId": session} if session else {}
            os.write(self._to, json.dumps(message).encode() + b"\0")
            return self._number

    def _listen(self) -> None:
        """Take what the browser says until it ends; a page that begins is given its commands."""
        rest = b""
        while part := os.read(self._of, 2**16):
            *whole, rest = (rest + part).split(b"\0")
            for text in whole:
                said = json.loads(text)
                if "id" in said:
                    self._answers.put(said)
                elif said["method"] == "Target.attachedToTarget":
                    self._begin(said["params"])
                elif said["method"] == "Target.detachedFromTarget":
                    gone = said["params"]["sessionId"]
                    self._gone.add(gone)
                    self._pages = {at: each for at, each in self._pages.items() if each != gone}
        os.close(self._of)

    def _begin(self, given: Answer) -> None:
        if given["targetInfo"]["type"] == "page":
            session = given["sessionId"]
            self._pages[given["targetInfo"]["targetId"]] = session
            for method, parameters in self._commands:
                self._post(method, session, parameters)
            self._post("Runtime.runIfWaitingForDebugger", session, {})


@contextmanager
def tab(executable: str, commands: Sequence[Command]) -> Iterator[Tab]:
    """Start a Chromium, and give a tab in it whose pages are given the commands as they begin."""
    reads, to = os.pipe()
    of, writes = os.pipe()

    def connect() -> None:
        ends = os.dup(reads), os.dup(writes)
        for end, name in zip(ends, (_READS, _WRITES), strict=True):
            os.dup2(end, name)

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        flags = ["--headless=new", "--no-sandbox", "--remote-debugging-pipe", "--no-first-run"]
        browser = subprocess.Popen(
            [executable, *flags, f"--user-data-dir={profile}", "about:blank"],
            preexec_fn=connect,
            close_fds=False,
            stderr=subprocess.DEVNULL,
        )
        try:
            yield Tab(to, of, commands)
        finally:
            browser.kill()
            browser.wait()
            for end in (reads, to, writes):
                os.close(end)
