"""The same pages in stock Material for MkDocs, to measure against."""

from __future__ import annotations

import logging
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

from .projects import ROOT


def build_stock(out: Path) -> None:
    """Build the pages into `out` without anything that this project adds to the theme."""
    config = load_config(
        str(ROOT / "mkdocs.yml"),
        site_dir=str(out),
        theme={"name": "material", "language": "en"},
        extra_css=[],
        extra_javascript=[],
    )
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
