"""What several tests share: what the projects know, and their sites, each built once."""

from __future__ import annotations

import functools
import http.server
import os
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from macros import site
from macros.model import Knowledge, load
from macros.site.short import short
from tests import pseudo
from tests.lacking import lacking
from tests.pages import Page, read_pages
from tests.projects import ROOT, copy_mini, mini_knowledge

# The addresses that the built sites are told, and for which links to edit are made.
REPOSITORY = "https://example.org/parcel"
PUBLISHED_AT = "https://example.org/help/"


_SITES = {"built", "built_mini", "built_editions", "published_mini"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test that builds a site or drives a browser: `make check` leaves them out."""
    for item in items:
        if _SITES & set(getattr(item, "fixturenames", ())) or "browser" in item.path.parts:
            item.add_marker(pytest.mark.site)
    # What takes longest begins first, so that no worker is left alone with it at the end.
    items.sort(key=lambda item: "at_once" not in item.name)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Return how many tests run side by side: one more than cores, as some wait for a browser."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """Return what the real project knows."""
    return load(ROOT)


@pytest.fixture(scope="session")
def mini() -> Knowledge:
    """Return what the small project of tests/mini knows."""
    return mini_knowledge()


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[Path], None]], Path]:
    """Return a function that has a folder made once, however many processes run tests."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent

    def make(name: str, fill: Callable[[Path], None]) -> Path:
        folder, done = shared / name, shared / f"{name}.done"
        with FileLock(shared / f"{name}.lock"):
            if not done.exists():
                folder.mkdir()
                fill(folder)
                done.touch()
        return folder

    return make


Once = Callable[[str, Callable[[Path], None]], Path]


def build(root: Path, out: Path, by: str = "mkdocs", **environment: str) -> None:
    """Build a finished site, with settings in its environment; fail with all that it says."""
    said: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        assert site.build(root, out, said.append, by=by), "\n".join(said)


def build_editions(folder: Path, by: str) -> None:
    """Build the small project in `folder`, in English and two languages that nobody speaks."""
    project = copy_mini(folder / "project")
    pseudo.translate(project, pseudo.LEFT, (*pseudo.BUT, *pseudo.FOR_EDITORS))
    pseudo.translate(project, pseudo.RIGHT, pseudo.FOR_EDITORS)
    pseudo.outdate(project)
    build(project, folder / "site", by, SITE_URL=PUBLISHED_AT, REPOSITORY_URL=REPOSITORY)


@pytest.fixture(scope="session")
def built(once: Once) -> Path:
    """Return the folder of the real finished site, with the links to edit it."""
    folder = once("real", lambda folder: build(ROOT, folder / "site", REPOSITORY_URL=REPOSITORY))
    return folder / "site"


def of_each_generator(built: str) -> pytest.MarkDecorator:
    """Return a mark that runs a test on each generator's site of `built`, one of these fixtures."""
    return pytest.mark.parametrize(built, site.GENERATORS, indirect=True)


def built_by(by: str, once: Once, name: str, fill: Callable[..., None]) -> Path:
    """Return the folder of a site that a generator builds once; skip where it is not installed."""
    if find_spec(by) is None:
        lacking(by)
    return once(f"{name}-{by}", functools.partial(fill, by=by)) / "site"


def build_mini(folder: Path, by: str) -> None:
    """Build the small project in `folder`, with the links to edit it."""
    build(copy_mini(folder / "project"), folder / "site", by, REPOSITORY_URL=REPOSITORY)


@pytest.fixture(scope="session")
def built_mini(once: Once, request: pytest.FixtureRequest) -> Path:
    """Return the folder of the small project's finished site, with the links to edit it."""
    return built_by(getattr(request, "param", "mkdocs"), once, "mini", build_mini)


@pytest.fixture(scope="session")
def published_mini(once: Once) -> Path:
    """Return the small project's finished site as it is built for PUBLISHED_AT."""

    def fill(folder: Path) -> None:
        build(copy_mini(folder / "project"), folder / "site", SITE_URL=PUBLISHED_AT)

    return once("published", fill) / "site"


@pytest.fixture(scope="session")
def built_editions(once: Once, request: pytest.FixtureRequest) -> Path:
    """Return the small project's finished site, in English and two languages that nobody speaks."""
    return built_by(getattr(request, "param", "mkdocs"), once, "editions", build_editions)


@pytest.fixture(scope="session")
def pages(built: Path) -> dict[str, Page]:
    """Return every page of the real site by its address below the root."""
    return read_pages(built)


@pytest.fixture(scope="session")
def mini_pages(built_mini: Path) -> dict[str, Page]:
    """Return every page of the small project's site by its address below the root."""
    return read_pages(built_mini)


@pytest.fixture(scope="session")
def published_pages(published_mini: Path) -> dict[str, Page]:
    """Return every page of the small site that is built for PUBLISHED_AT, by its address."""
    return read_pages(published_mini)


def scripts_of(built: Path) -> Path:
    """Return the folder of the built site's own scripts; its name changes with what is in it."""
    (folder,) = (built / "assets").glob("scripts.*")
    return folder


@pytest.fixture(scope="session")
def mini_scripts(built_mini: Path) -> str:
    """Return the address of the small site's scripts, from its root."""
    return f"/assets/{scripts_of(built_mini).name}/"


# The scripts, each in its file: a built site holds them in fewer.
SCRIPTS = ROOT / "docs" / "en" / "assets" / "scripts"


@pytest.fixture(scope="session")
def modules() -> str:
    """Return the address at which every served site has each script alone, as it is sent."""
    return "/each-script/"


@functools.cache
def _sent(script: str) -> bytes:
    return short((SCRIPTS / script).read_text("utf-8"), script).encode()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # as every host does, it answers many requests in one connection

    def do_GET(self) -> None:
        before, alone, script = self.path.partition("/each-script/")
        if before or not alone:
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/javascript")
        self.send_header("Content-Length", str(len(_sent(script))))
        self.end_headers()
        self.wfile.write(_sent(script))

    def end_headers(self) -> None:
        self.send_header("LinkChecker", "welcome")  # it need not pause between its requests
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Server(http.server.ThreadingHTTPServer):
    """A server that says nothing of who goes before the answer is there."""

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as inherited
        """Say nothing of a browser that goes before its answer is there."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder on loopback, and give its address."""
    handler = functools.partial(_Quiet, directory=str(folder))
    server = Server(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Return a function that serves a folder on loopback, once, and returns its address."""
    with ExitStack() as servers:
        yield functools.cache(lambda folder: servers.enter_context(serving(folder)))


@pytest.fixture(scope="session")
def address(built: Path, serve: Callable[[Path], str]) -> str:
    """Return the address on loopback at which the built site is served."""
    return serve(built)


@pytest.fixture(scope="session")
def mini_address(built_mini: Path, serve: Callable[[Path], str]) -> str:
    """Return the address on loopback at which the small project's site is served."""
    return serve(built_mini)


@pytest.fixture
def unused_port() -> int:
    """Return a port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
