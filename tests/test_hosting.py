"""The finished site behind real servers: what nginx and Caddy answer, at the root and below a path.

Where one of them is not installed, its tests are left out and say so (on Debian: apt install nginx
caddy). What a host is told by files beside the site is asked without a server.
"""

from __future__ import annotations

import getpass
import gzip
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path

import pytest

from macros.__main__ import _parser
from macros.model import ORIGINAL, Edition, Knowledge
from macros.site import hosting
from tests.pseudo import LEFT

from .lacking import lacking
from .projects import ROOT

EXAMPLES = ROOT / ".github" / "hosting"
# Below this path the small site in three languages is told to lie; see PUBLISHED_AT.
BELOW = "/help"


@dataclass(frozen=True)
class Answer:
    """What a server answered: its status, its header, its bytes."""

    status: int
    header: Message
    body: bytes


Ask = Callable[..., Answer]


def asking(port: int) -> Ask:
    """Return a function that asks a server on loopback for a path."""

    def ask(path: str, **header: str) -> Answer:
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            connection.request("GET", path, headers=header)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    return ask


# How often a server is asked whether it listens: for a minute.
MOST_LOOKS = 3000


def listens(port: int) -> bool:
    """Return whether somebody listens on a port of loopback."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def started(server: subprocess.Popen[bytes], port: int) -> bool:
    """Wait until a server listens; return whether it does, and has not ended before."""
    for _ in range(MOST_LOOKS):
        if server.poll() is not None or listens(port):
            break
        time.sleep(0.02)
    return server.poll() is None and listens(port)


@contextmanager
def running(command: list[str], port: int, log: Path, **environment: str) -> Iterator[Ask]:
    """Run a server until the end of the block, and give what asks it."""
    with log.open("wb") as out:
        server = subprocess.Popen(command, stdout=out, stderr=out, env=os.environ | environment)
        try:
            assert started(server, port), log.read_text("utf-8")
            yield asking(port)
        finally:
            server.terminate()
            server.wait(timeout=60)


NGINX = """\
user {user};
daemon off;
pid {folder}/nginx.pid;
error_log stderr;
events {{}}
http {{
    include {types};
    default_type application/octet-stream;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


def replaced(text: str, changes: dict[str, str]) -> str:
    """Return a text with each of some parts replaced; every one of them stands in it."""
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    return text


@contextmanager
def nginx(root: Path, at: str, port: int, folder: Path) -> Iterator[Ask]:
    """Run nginx with our example for a site that lies `at` a path below `root`."""
    changes = {
        "listen 80;": f"listen 127.0.0.1:{port};",
        "root /usr/share/nginx/html;": f"root {root};",
        'default "";\n}\n\n# The language': f'default "{at}";\n}}\n\n# The language',
    }
    text = replaced((EXAMPLES / "nginx.conf").read_text("utf-8"), changes)
    (folder / "site.conf").write_text(text, "utf-8")
    main = NGINX.format(user=getpass.getuser(), folder=folder, types="/etc/nginx/mime.types")
    (folder / "nginx.conf").write_text(main, "utf-8")
    command = ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"]
    with running(command, port, folder / "log") as ask:
        yield ask


@contextmanager
def caddy(root: Path, at: str, port: int, folder: Path) -> Iterator[Ask]:
    """Run Caddy with our example for a site that lies `at` a path below `root`."""
    changes = {":80 {": f"http://127.0.0.1:{port} {{", "/usr/share/caddy": str(root)}
    text = replaced((EXAMPLES / "Caddyfile").read_text("utf-8"), changes)
    (folder / "Caddyfile").write_text("{\n\tadmin off\n}\n" + text, "utf-8")
    command = ["caddy", "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
    homes = {"XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    with running(command, port, folder / "log", PARCEL_AT=at, **homes) as ask:
        yield ask


SERVERS = {"nginx": nginx, "caddy": caddy}


def free_port() -> int:
    """Return a port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module", params=SERVERS)
def server(request: pytest.FixtureRequest) -> str:
    """Return the name of a server that is installed."""
    name = str(request.param)
    if not shutil.which(name):
        lacking(name)
    return name


@pytest.fixture(scope="module")
def below(
    server: str, built_editions: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Ask]:
    """Return what asks a server for the small site in three languages, below a path."""
    root, folder = tmp_path_factory.mktemp("root"), tmp_path_factory.mktemp("server")
    shutil.copytree(built_editions, root / BELOW[1:])
    (root / BELOW[1:] / "plan.ics").write_text("BEGIN:VCALENDAR\r\n")
    (root / BELOW[1:] / "read.md").write_text("# Read\n")
    (root / BELOW[1:] / "app.webmanifest").write_text("{}")
    with SERVERS[server](root, BELOW, free_port(), folder) as ask:
        yield ask


@pytest.fixture(scope="module")
def at_root(
    server: str, built_mini: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Ask]:
    """Return what asks a server for the small site at the root of a host."""
    folder = tmp_path_factory.mktemp("server")
    with SERVERS[server](built_mini, "", free_port(), folder) as ask:
        yield ask


def test_a_page_is_there_at_its_address_and_without_its_last_stroke(below: Ask) -> None:
    page = below(f"{BELOW}/countries/es/")
    assert (page.status, page.header["Content-Type"]) == (200, "text/html; charset=utf-8")
    moved = below(f"{BELOW}/countries/es")
    assert moved.status in {301, 308}
    assert moved.header["Location"].endswith(f"{BELOW}/countries/es/")


def test_a_page_that_is_not_there_is_said_in_the_language_of_its_address(below: Ask) -> None:
    for path, language in {
        "/faq/nowhere/": "en",
        "/nowhere.html": "en",
        "/countries/es/nowhere/": "en",
        f"/{LEFT}/faq/nowhere/": LEFT,
        f"/{LEFT}/nowhere": LEFT,
        "/zz/nowhere/": "en",
    }.items():
        answer = below(BELOW + path)
        assert answer.status == 404, path
        assert answer.header["Content-Type"] == "text/html; charset=utf-8", path
        assert re.search(rf'<html lang="{language}"', answer.body.decode()), path


def test_a_page_that_is_not_there_is_said_at_the_root_too(at_root: Ask) -> None:
    answer = at_root("/es/nowhere/")
    assert answer.status == 404
    assert b'<html lang="en"' in answer.body
    assert at_root("/").status == 200


TYPES = {
    "api/v1/changes.atom": "application/atom+xml",
    "api/v1/contacts.csv": "text/csv; charset=utf-8",
    "api/v1/countries/es.json": "application/json",
    "api/v1/countries/es.vcf": "text/vcard; charset=utf-8",
    "app.webmanifest": "application/manifest+json",
    "assets/pictures/parcel.svg": "image/svg+xml",
    "llms.txt": "text/plain; charset=utf-8",
    "plan.ics": "text/calendar; charset=utf-8",
    "read.md": "text/markdown; charset=utf-8",
    "sitemap.xml": "text/xml",
    "sw.js": "application/javascript",
}
# Two names of one type, as the lists of servers have them.
SAME = {"text/javascript": "application/javascript", "application/xml": "text/xml"}


@pytest.mark.parametrize("file", TYPES)
def test_a_file_says_what_it_is(file: str, below: Ask) -> None:
    answer = below(f"{BELOW}/{file}")
    assert answer.status == 200
    kind, _, charset = answer.header["Content-Type"].partition(";")
    wanted, _, needed = TYPES[file].partition(";")
    assert SAME.get(kind, kind) == wanted
    # JSON, and XML that says it itself, are UTF-8 without being told.
    assert charset.strip() in {needed.strip(), "charset=utf-8"}


def test_what_readers_load_is_packed(below: Ask) -> None:
    for path in ("/", "/api/v1/countries.json", "/api/v1/contacts.csv", "/api/v1/changes.atom"):
        packed = below(BELOW + path, **{"Accept-Encoding": "gzip"})
        assert packed.header["Content-Encoding"] == "gzip", path
        assert gzip.decompress(packed.body) == below(BELOW + path).body, path


def test_only_a_file_with_a_hash_in_its_name_is_kept_without_asking(
    below: Ask, built_editions: Path
) -> None:
    hashed = hosting.hashed(built_editions)
    assert len(hashed) > 3
    for name in hashed:
        assert "immutable" in below(f"{BELOW}/{name}").header["Cache-Control"], name
    others = ("/", "/sw.js", "/api/v1/index.json", "/assets/pictures/parcel.svg", "/sitemap.xml")
    for path in others:
        assert below(BELOW + path).header["Cache-Control"] == "no-cache", path
    gone = below(f"{BELOW}/assets/scripts.00000000/ask.js")
    assert gone.status == 404
    assert "immutable" not in (gone.header["Cache-Control"] or "")


def test_what_did_not_change_is_not_sent_again(below: Ask) -> None:
    mark = below(f"{BELOW}/").header["ETag"]
    assert below(f"{BELOW}/", **{"If-None-Match": mark}).status == 304


@pytest.mark.parametrize("path", ["/", "/api/v1/index.json", "/nowhere/"])
def test_every_answer_bears_what_the_files_for_hosts_say(path: str, below: Ask) -> None:
    answer = below(BELOW + path)
    for name, value in hosting.EVERYWHERE.items():
        assert answer.header.get_all(name) == [value], name


def test_pages_of_other_sites_may_read_the_data_and_nothing_else(below: Ask) -> None:
    assert below(f"{BELOW}/api/v1/countries/es.json").header["Access-Control-Allow-Origin"] == "*"
    assert below(f"{BELOW}/").header["Access-Control-Allow-Origin"] is None


def test_what_other_hosts_read_is_shown_to_nobody(below: Ask) -> None:
    assert below(f"{BELOW}/_headers").status == 404
    assert below(f"{BELOW}/_redirects").status == 404


# --- Files beside the site ------------------------------------------------------------------------


def rules(site: Path) -> dict[str, dict[str, str]]:
    """Return what `_headers` says: for each pattern of paths, names and values."""
    blocks = (site / "_headers").read_text("utf-8").split("\n\n")
    parts = [(path, lines) for path, *lines in map(str.splitlines, blocks)]
    found = {path: dict(line.strip().split(": ", 1) for line in lines) for path, lines in parts}
    assert len(found) == len(parts)
    return found


def said(site: Path, path: str) -> dict[str, list[str]]:
    """Return what `_headers` says of a path; a name that several rules say has several values."""
    values: dict[str, list[str]] = {}
    for pattern, header in rules(site).items():
        if re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), path):
            for name, value in header.items():
                values.setdefault(name, []).append(value)
    return values


def test_the_file_for_hosts_says_everything_once(built_mini: Path) -> None:
    for path in ("/", "/api/v1/changes.atom", f"/{hosting.hashed(built_mini)[0]}"):
        assert {name: [value] for name, value in hosting.EVERYWHERE.items()}.items() <= (
            known := said(built_mini, path)
        ).items()
        assert all(len(values) == 1 for values in known.values()), path
    assert said(built_mini, "/api/v1/contacts.csv")["Access-Control-Allow-Origin"] == ["*"]


def test_the_file_for_hosts_keeps_what_never_changes(built_mini: Path) -> None:
    for name in hosting.hashed(built_mini):
        assert "immutable" in said(built_mini, f"/{name}")["Cache-Control"][0], name
    assert "Cache-Control" not in said(built_mini, "/sw.js")


def test_the_file_for_hosts_is_no_longer_than_they_read(built_mini: Path) -> None:
    """Cloudflare Pages reads 100 rules of one star each, and 2000 letters of a line."""
    found = rules(built_mini)
    assert len(found) <= 100
    assert all(path.count("*") <= 1 and path.startswith("/") for path in found)
    lines = (built_mini / "_headers").read_text("utf-8").splitlines()
    assert max(map(len, lines)) <= 2000


def test_a_header_forbids_nothing_that_the_hashes_in_a_page_allow() -> None:
    policy = hosting.EVERYWHERE["Content-Security-Policy"]
    directives = {part.split()[0] for part in policy.split(";")}
    assert directives == {"frame-ancestors"}


def test_the_page_about_hosts_names_what_is_there() -> None:
    text = (EXAMPLES / "README.md").read_text("utf-8")
    links = [link for link in re.findall(r"\]\(([^)]+)\)", text) if "://" not in link]
    assert links
    assert [link for link in links if not (EXAMPLES / link).is_file()] == []
    for value in (*hosting.EVERYWHERE.values(), *hosting.FOR_EVER.values(), hosting.LIST):
        assert value in text, value
    assert _parser().parse_args(["build", "--keep", "site"]).keep == Path("site")


def test_each_language_has_its_own_page_for_what_is_not_there(
    built_editions: Path, built_mini: Path
) -> None:
    lines = (built_editions / "_redirects").read_text("utf-8").splitlines()
    assert f"/{LEFT}/* /{LEFT}/404.html 404" in lines
    assert not any(line.startswith(f"/{ORIGINAL}/") for line in lines)
    assert not (built_mini / "_redirects").exists()


# --- Pages that stay open over a new deployment ---------------------------------------------------


@pytest.fixture
def previous(tmp_path: Path) -> Path:
    """Return a site that was published before, with a file that it kept of one before it."""
    files = {
        "assets/files.txt": "assets/scripts.0000aaaa/ask.js\nassets/site.0000aaaa.css\n",
        "assets/scripts.0000aaaa/ask.js": "old",
        "assets/scripts.ffffffff/ask.js": "older",
        "assets/site.0000aaaa.css": "old",
        "index.html": "old",
    }
    for name, text in files.items():
        (tmp_path / "previous" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "previous" / name).write_text(text)
    return tmp_path / "previous"


def test_a_page_that_was_opened_before_finds_its_files(
    previous: Path, built_mini: Path, tmp_path: Path, mini: Knowledge
) -> None:
    site, editions = tmp_path / "site", [Edition(mini, ORIGINAL)]
    shutil.copytree(built_mini, site)
    hosting.write(site, editions, hosting.kept(previous))
    assert (site / "assets" / "scripts.0000aaaa" / "ask.js").read_text() == "old"
    assert (site / "assets" / "site.0000aaaa.css").read_text() == "old"
    assert (site / "index.html").read_bytes() == (built_mini / "index.html").read_bytes()
    assert "immutable" in said(site, "/assets/site.0000aaaa.css")["Cache-Control"][0]


def test_nothing_is_kept_for_longer_than_one_more_deployment(
    previous: Path, built_mini: Path, tmp_path: Path, mini: Knowledge
) -> None:
    assert "assets/scripts.ffffffff/ask.js" not in hosting.kept(previous)
    site = tmp_path / "site"
    shutil.copytree(built_mini, site)
    hosting.write(site, [Edition(mini, ORIGINAL)], hosting.kept(previous))
    assert set(hosting.kept(site)) == set(hosting.hashed(built_mini))


@pytest.mark.parametrize("name", ["../secret.0000aaaa.css", "assets/../x.0000aaaa.js", "sw.js"])
def test_a_list_cannot_name_other_files(name: str, previous: Path) -> None:
    (previous / "assets" / "files.txt").write_text(f"{name}\n")
    assert hosting.kept(previous) == {}


def test_a_folder_that_is_no_site_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"files\.txt"):
        hosting.kept(tmp_path)
