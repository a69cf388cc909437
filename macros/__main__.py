"""The command line: python -m macros check."""

from __future__ import annotations

import sys
from pathlib import Path

from macros.model import load
from macros.rules import check


def main() -> int:
    """Run one command; return 0 when nothing is wrong."""
    problems = check(load(Path.cwd()))
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problems")
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
