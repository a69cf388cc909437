"""What several tests share: the project's folder, its knowledge, and the site built once."""

from __future__ import annotations

import functools
import http.server
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from macros import site
from macros.model import Knowledge, load

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load(ROOT)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the finished site, with the links to edit it."""
    out = tmp_path_factory.mktemp("built") / "site"
    said: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REPOSITORY_URL", "https://example.org/parcel")
        assert site.build(ROOT, out, said.append), "\n".join(said)
    return out


def scripts_of(built: Path) -> Path:
    """Return the folder of the built site's own scripts; its name changes with what is in it."""
    (folder,) = (built / "assets").glob("scripts.*")
    return folder


@pytest.fixture(scope="session")
def scripts(built: Path) -> str:
    """Return the address of the built site's own scripts, from its root."""
    return f"/assets/{scripts_of(built).name}/"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # as every host does, it answers many requests in one connection

    def end_headers(self) -> None:
        self.send_header("LinkChecker", "welcome")  # it need not pause between its requests
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as inherited
        """Say nothing of a browser that goes before its answer is there."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder on loopback, and give its address."""
    handler = functools.partial(_Quiet, directory=str(folder))
    server = _Server(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Return a function that serves a folder on loopback and returns its address."""
    with ExitStack() as servers:
        yield lambda folder: servers.enter_context(serving(folder))


@pytest.fixture(scope="session")
def address(built: Path, serve: Callable[[Path], str]) -> str:
    """Return the address on loopback at which the built site is served."""
    return serve(built)


@pytest.fixture
def unused_port() -> int:
    """Return a port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
