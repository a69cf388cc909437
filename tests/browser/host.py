"""A host that serves a copy of a built site, and that a test may break."""

from __future__ import annotations

import http.server
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from macros.site.hosting import hashed
from tests.conftest import Server

# Ways to answer that are no status.
HALF, NO_ANSWER = "half", "no answer"


class Host(http.server.SimpleHTTPRequestHandler):
    """A host that answers some addresses with a status of its own, with half of a file, or not."""

    protocol_version = "HTTP/1.1"

    def __init__(self, site: Site, *given: object, directory: str) -> None:
        self.site = site
        super().__init__(*given, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        self.site.asked.append((self.path, self.headers.get("Sec-Purpose") is not None))
        how = self._how()
        if isinstance(how, int):
            self.send_error(how)
        elif how == NO_ANSWER:
            self.close_connection = True
        elif how == HALF:
            body = Path(self.translate_path(self.path)).read_bytes()
            self.send_response(200)
            self.send_header("Content-Type", self.guess_type(self.path))
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: len(body) // 2])
            self.close_connection = True
        else:
            super().do_GET()

    def do_HEAD(self) -> None:
        how = self._how()
        if isinstance(how, int):
            self.send_error(how)
        else:
            super().do_HEAD()

    def _how(self) -> int | str | None:
        fails = self.site.fails
        return next((how for part, how in list(fails.items()) if part in self.path), None)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")  # as if it were asked long after
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Site:
    """A copy of a built site on a host, both of which a test may break."""

    def __init__(self, built: Path, folder: Path) -> None:
        self.folder = Path(shutil.copytree(built, folder))
        # What is answered for an address that holds a text: a status, HALF or NO_ANSWER.
        self.fails: dict[str, int | str] = {}
        # What was asked for, and whether it was to be loaded ahead.
        self.asked: list[tuple[str, bool]] = []
        handler = partial(Host, self, directory=str(folder))
        self.server = Server(("127.0.0.1", 0), handler)
        # It looks often whether it is to stop: whoever stops it waits for that.
        threading.Thread(target=self.server.serve_forever, args=[0.02], daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_port}/"

    def publish_anew(self) -> None:
        """Give all that bears a hash in its name another one, as the deploy of a change does."""
        names = "".join(f"/{name}/" for name in hashed(self.folder))
        hashes = "|".join(sorted(set(re.findall(r"\.([0-9a-f]{8})[./]", names))))
        anew = partial(re.sub, hashes, lambda found: found[0][::-1])
        for path in sorted(self.folder.rglob("*"), reverse=True):
            if path.suffix in {".html", ".js"} and path.is_file():
                # In one step: what is just being answered is a whole file, of before or of now.
                other = path.with_name(f"{path.name}.new")
                other.write_text(anew(path.read_text("utf-8")), encoding="utf-8")
                other.replace(path)
            path.rename(path.with_name(anew(path.name)))


@contextmanager
def hosted(built: Path, folder: Path) -> Iterator[Site]:
    site = Site(built, folder)
    try:
        yield site
    finally:
        site.server.shutdown()
        site.server.server_close()
