"""The command line: python -m macros check | fix | new | diff | export | stale | serve | build."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import get_args

from macros import api, rules, site, source
from macros.editing import diff, due, languages, new
from macros.editing.annotations import summary, workflow_commands
from macros.editing.mending import mended
from macros.editing.stamping import Reading
from macros.model import Knowledge, Read, load
from macros.source import git

Command = Callable[[argparse.Namespace, Path, site.Say], bool]


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return 0 when all is well, 1 when not, 2 when it was called wrongly."""
    parser = _parser()
    given = parser.parse_args(arguments)
    root = given.root.resolve()
    if not (root / "mkdocs.yml").is_file():
        parser.error(f"{root} is not the project's folder: it has no mkdocs.yml")
    run: Command = given.run
    try:
        return 0 if run(given, root, partial(print, flush=True)) else 1
    except (ValueError, FileNotFoundError, PermissionError) as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:  # whoever reads, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _check(_: argparse.Namespace, root: Path, say: site.Say) -> bool:
    on_github = os.environ.get("GITHUB_ACTIONS") == "true"
    if on_github:
        _report(rules.checked(root)[1], say)
    return site.check(root, say)


def _report(problems: Sequence[source.Problem], say: site.Say) -> None:
    """Say problems as annotations of a pull request, and all of them in the job's summary."""
    address = os.environ.get("SITE_URL", "")
    for command in workflow_commands(problems, address):
        say(command)
    if path := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(summary(problems, address))


def _fix(given: argparse.Namespace, root: Path, say: site.Say) -> bool:
    if given.read and not given.files:
        raise ValueError("Name the files that somebody has read.")
    changed = mended(root, Reading(given.read, given.files) if given.read else None)
    if not given.check:
        site.write(root, changed)
    for file in changed:
        say(f"{'would change' if given.check else 'changed'}: {file}")
    say(f"{len(changed)} files {'would change' if given.check else 'changed'}.")
    knowledge = load(root)
    lost = {problem.file for problem in knowledge.lost}
    if unread := {problem.file for problem in knowledge.problems} - lost:
        say(f"{len(unread)} files could not be read: see `python -m macros check`.")
    return _is_complete(knowledge) and not (given.check and changed)


def _new(given: argparse.Namespace, root: Path, say: site.Say) -> bool:
    knowledge = load(root)
    files = new.skeleton(given.kind, given.code, knowledge)
    site.write(root, {file: text.encode() for file, text in files.items()})
    say("Made:\n" + "\n".join(f"    {file}" for file in files))
    say("Fill in what says TODO: `check` names each place. Then run `python -m macros fix`.")
    return _is_complete(knowledge)


def _diff(given: argparse.Namespace, root: Path, say: site.Say) -> bool:
    before = git.read_revision(root, given.base)
    changes = diff.between(before, source.read(root))
    if given.release is None:
        say(diff.in_markdown(changes))
    else:
        files = diff.release(changes, given.release, given.title)
        site.write(root, files)
        say(f"Made: {', '.join(files)}. Read it, and shorten what nobody needs.")
    return _is_complete(load(root))


def _export(given: argparse.Namespace, root: Path, say: site.Say) -> bool:
    if not site.check(root, say):
        return False
    address = os.environ.get("SITE_URL", "")
    api.write(root / given.out, load(root), git.commit_of(root), address)
    say(f"The public data is in {root / given.out}.")
    return True


def _stale(given: argparse.Namespace, root: Path, say: site.Say) -> bool:
    knowledge = load(root)
    for problem in knowledge.problems:
        print(problem, file=sys.stderr)
    records, near = due.due(knowledge, given.today), due.turns(knowledge, given.today)
    say(due.in_markdown(records, given.today, near) + languages.in_markdown(knowledge))
    return not knowledge.problems


def _build(given: argparse.Namespace, root: Path, say: site.Say) -> bool:
    previous = root / given.keep if given.keep else None
    return site.build(root, root / given.out, say, given.today, given.generator, previous)


def _serve(given: argparse.Namespace, root: Path, say: site.Say) -> bool:
    return site.serve(root, [code for code in given.languages.split(",") if code], given.port, say)


def _is_complete(knowledge: Knowledge) -> bool:
    """Say which files are lost that the site needs; return whether none is."""
    for problem in knowledge.lost:
        print(problem, file=sys.stderr)
    return not knowledge.lost


def _day(text: str) -> date:
    """Return a day written YYYY-MM-DD; argparse says the error."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        raise argparse.ArgumentTypeError("write the day as YYYY-MM-DD")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("that day does not exist") from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m macros", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the project's folder")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Command, help_: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=help_, description=help_)
        added.set_defaults(run=run)
        return added

    command("check", _check, "say every problem of the data, with its file and line")
    fix = command("fix", _fix, "format the data, and make the generated files anew")
    fix.add_argument("--check", action="store_true", help="only say what would change")
    fix.add_argument("--read", choices=get_args(Read), help="who has read the translations here:")
    fix.add_argument("files", nargs="*", metavar="FILE", help="files of translations")
    make = command("new", _new, "make the files of a new record, with what is known")
    make.add_argument("kind", choices=new.KINDS)
    make.add_argument("code", help="two letters of a country, the name of a service, or es/facts")
    difference = command("diff", _diff, "say in words what changed in the data since a revision")
    difference.add_argument("base", help="a git revision, such as origin/main")
    difference.add_argument(
        "--release",
        type=_day,
        metavar="YYYY-MM-DD",
        help="write it down as the release of that day, for the page of changes and the feed",
    )
    difference.add_argument("--title", default="Changes", help="what the release is about")
    exported = command("export", _export, "write the public data alone, without pages")
    exported.add_argument("--out", type=Path, default=Path("api"), help="where to (default: api)")
    stale = command(
        "stale",
        _stale,
        "list what is due to be looked at again, what begins or ends soon, and old translations",
    )
    stale.add_argument("--today", type=_day, required=True, metavar="YYYY-MM-DD")
    served = command("serve", _serve, "serve editions while they are written")
    served.add_argument("--languages", default="", metavar="es,ar", help="beside the original one")
    served.add_argument("--port", type=int, default=8000, help="of the first one (default: 8000)")
    build = command("build", _build, "build the finished site")
    build.add_argument("--out", type=Path, default=Path("site"), help="where to (default: site)")
    build.add_argument(
        "--generator",
        choices=site.GENERATORS,
        default="mkdocs",
        help="what builds the pages (default: mkdocs)",
    )
    build.add_argument(
        "--keep",
        type=Path,
        metavar="FOLDER",
        help="keep what open pages of the site in this folder, published before, may still ask for",
    )
    build.add_argument(
        "--today",
        type=_day,
        default=os.environ.get("BUILD_DATE") or None,
        metavar="YYYY-MM-DD",
        help="the day of the build (or BUILD_DATE): facts whose date is over on it say so",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
