"""The same pages in stock Material for MkDocs, to measure against."""

from __future__ import annotations

import logging
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

from .projects import ROOT


def build_stock(out: Path, *, instant_at: str | None = None) -> None:
    """Build the pages into `out` without anything that this project adds to the theme.

    With the address at which they will be served, with instant navigation too.
    """
    instant = ["navigation.instant", "navigation.instant.prefetch"] if instant_at else []
    config = load_config(
        str(ROOT / "mkdocs.yml"),
        site_dir=str(out),
        site_url=instant_at,
        theme={"name": "material", "language": "en", "features": instant},
        extra_css=[],
        extra_javascript=[],
    )
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
