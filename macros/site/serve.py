"""Serve editions while they are written, each on a port of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from macros.model import ORIGINAL, Edition, load
from macros.site.generator import Say
from macros.site.stage import stage


def serve(root: Path, languages: Sequence[str], port: int, say: Say) -> bool:
    """Serve the original edition on `port`, and some others on the ports after it, until stopped.

    Raises ValueError when a language has no words.
    """
    knowledge = load(root)
    if unknown := sorted({*languages}.difference(knowledge.languages)):
        raise ValueError(f"There is no data/words/{unknown[0]}.yml.")
    with tempfile.TemporaryDirectory() as name:
        folders = {ORIGINAL: root}
        for language in languages:
            folder = folders.setdefault(language, Path(name) / language)
            if folder != root:
                stage(root, folder, Edition(knowledge, language), os.environ, alone=True)
        servers = [_server(folder, port + at) for at, folder in enumerate(folders.values())]
        for at, language in enumerate(folders):
            say(f"{language}: http://127.0.0.1:{port + at}/")
        try:
            return not any(server.wait() for server in servers)
        except KeyboardInterrupt:
            return True
        finally:
            for server in servers:
                server.terminate()
                server.wait()


def _server(folder: Path, port: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    return subprocess.Popen(command, cwd=folder)


def refresh(root: Path, folder: Path, edition: Edition) -> None:
    """Make the folder of a served edition anew, from files that somebody changes."""
    stage(root, folder, edition, os.environ, alone=True)
