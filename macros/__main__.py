"""The command line: python -m macros check | build."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path

from macros import site


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return 0 when everything is well."""
    parser = argparse.ArgumentParser(prog="python -m macros", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the project's folder")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="say every problem of the data, with its file and line")
    build = commands.add_parser("build", help="build the finished site")
    build.add_argument("--out", type=Path, default=Path("site"), help="where to (default: site)")
    given = parser.parse_args(arguments)

    say = partial(print, flush=True)
    root = given.root.resolve()
    well = site.check(root, say) if given.command == "check" else site.build(root, given.out, say)
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
