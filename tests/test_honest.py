"""An honest change of the data or the prose passes everything: no test and no rule refuses it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import phonenumbers
import pytest

from macros import api, site, source
from macros.editing import new
from macros.editing.mending import mended
from macros.model import (
    COUNTRY_NAMES,
    ORIGINAL,
    Claim,
    CountryRecord,
    Fact,
    Knowledge,
    Location,
    Phone,
    Withdrawn,
    load,
)
from macros.rules import check

from .projects import ROOT

T = TypeVar("T")


def rewrite(file: Path, old: str, with_: str) -> None:
    """Put `with_` in the place of the first `old` of a file, which holds it."""
    text = file.read_text("utf-8")
    assert old in text, (file, old)
    file.write_text(text.replace(old, with_, 1), encoding="utf-8")


def append(file: Path, text: str) -> None:
    """Write more lines at the end of a file."""
    file.write_text(file.read_text("utf-8").rstrip("\n") + "\n" + text, encoding="utf-8")


def first(
    knowledge: Knowledge, kind: type[T], is_wanted: Callable[[Location, T], bool]
) -> tuple[Location, T]:
    """Return the first record of a kind that is wanted, with its place."""
    return next((where, part) for where, part in knowledge.each(kind) if is_wanted(where, part))


def set_line(root: Path, knowledge: Knowledge, where: Location, value: str) -> None:
    """Write another value into the line of a field."""
    file = root / where.file
    lines = file.read_text("utf-8").split("\n")
    at = knowledge.line(where) - 1
    lines[at] = re.sub(r"^([ -]*\w+:).*", rf"\1 {value}", lines[at])
    file.write_text("\n".join(lines), encoding="utf-8")


# --- One change of each kind, made as an editor would -----------------------------------------


def another_number(root: Path, known: Knowledge) -> None:
    where, _ = first(known, Phone, lambda _, p: p.dial_from == "anywhere" and p.via == "call")
    example = phonenumbers.example_number(str(known.country_of(where)))
    assert example
    number = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    set_line(root, known, where.to("number"), f'"{number}"')


def other_hours(root: Path, known: Knowledge) -> None:
    where, _ = first(known, Phone, lambda _, phone: bool(phone.opening_hours))
    set_line(root, known, where.to("opening_hours"), "Mon–Fri 10:00–16:00")


def checked_on(day: str) -> Callable[[Path, Knowledge], None]:
    def change(root: Path, known: Knowledge) -> None:
        for kind in (Phone, Fact):
            where, _ = first(known, kind, lambda _, claim: bool(claim.checked))
            set_line(root, known, where.to("checked"), day)

    return change


def other_evidence(root: Path, known: Knowledge) -> None:
    where, _ = first(known, Phone, lambda _, phone: phone.evidence == "official")
    set_line(root, known, where.to("evidence"), "reported")


def a_withdrawn_number(root: Path, known: Knowledge) -> None:
    is_without = {where.file for where, _ in known.each(CountryRecord)} - {
        where.file for where, _ in known.each(Withdrawn)
    }
    append(
        root / min(is_without),
        'withdrawn:\n  - number: "000 111"\n    reason: Nobody answers there any more.\n',
    )


def a_new_country(root: Path, known: Knowledge) -> None:
    code = min(COUNTRY_NAMES.keys() - {code.upper() for code in known.post_offices})
    fill(root, new.skeleton("country", code, known))


def a_new_service(root: Path, known: Knowledge) -> None:
    fill(root, new.skeleton("carrier", "Entirely New Air Mail", known))


def fill(root: Path, files: dict[str, str]) -> None:
    """Write the files of a new record, with everything that says TODO filled in."""
    filled = {f: re.sub(r"TODO [^\"\n]*", "Filled in", text) for f, text in files.items()}
    site.write(root, {file: text.encode() for file, text in filled.items()})


def a_new_status(root: Path, known: Knowledge) -> None:
    append(
        root / "data/statuses.yml",
        "  - id: entirely-new\n    title: Entirely new\n    wordings: [An entirely new line]\n"
        "    stage: unknown\n    means: It is new.\n    do: Read it.\n    evidence: reported\n",
    )
    assert known.next_steps
    covered = next(s.covers[0] for s in known.next_steps.situations if s.covers)
    next_steps = root / "data/next-steps.yml"
    text = next_steps.read_text("utf-8")
    next_steps.write_text(
        re.sub(rf"(covers:[^\w]*){covered}\b", rf"\1entirely-new, {covered}", text, count=1)
        if re.search(rf"covers: \[{covered}\b", text)
        else re.sub(rf"(covers:\n( *)- ){covered}\b", rf"\1entirely-new\n\2- {covered}", text),
        encoding="utf-8",
    )


def a_new_fact(root: Path, _: Knowledge) -> None:
    append(
        root / "data/facts.yml",
        "  - id: entirely-new\n    about: rights\n    value: 3 days\n"
        "    statement: It takes 3 days.\n    applies_to: [all]\n    evidence: reported\n",
    )


def a_new_answer(root: Path, known: Knowledge) -> None:
    (root / "docs/en/faq/entirely-new.md").write_text(
        "---\ntitle: An entirely new question\ndescription: An answer that nobody gave before.\n"
        "asked_as: [an entirely new question, quite a new one, one not asked before]\n---\n"
        '# An entirely new question\n\n!!! now "Do this now"\n\n    1. Look.\n\n'
        "## Step by step {: #steps }\n\n1. Look at it.\n",
        encoding="utf-8",
    )
    there = next(iter(known.questions("en")))
    rewrite(root / "docs/en/faq/index.md", f'"{there}"', f'"{there}", "entirely-new"')
    menu = root / "mkdocs.yml"
    line = re.search(r"\n( *- )[^\n]*faq/index\.md", menu.read_text("utf-8"))
    assert line
    rewrite(menu, line[0], f"{line[0]}\n{line[1].strip(chr(10))}New: faq/entirely-new.md")


def a_new_message(root: Path, known: Knowledge) -> None:
    slug, there = next(iter(known.messages.items()))
    texts = "".join(f"  - language: {text.language}\n    lines: [Hello]\n" for text in there.texts)
    (root / "data/messages/entirely-new.yml").write_text(
        f"to: {there.to}\ntitle: A new message\nuse: When it is new.\ntexts:\n{texts}",
        encoding="utf-8",
    )
    rewrite(root / "docs/en/messages.md", f'"{slug}"', f'"{slug}", "entirely-new"')


def a_field_less(root: Path, known: Knowledge) -> None:
    where, claim = first(known, Claim, lambda _, claim: bool(claim.note))
    file = root / where.file
    lines = file.read_text("utf-8").split("\n")
    at = known.line(where.to("note")) - 1
    assert str(claim.note)[:20] in lines[at]
    file.write_text("\n".join(lines[:at] + lines[at + 1 :]), encoding="utf-8")


def a_country_less(root: Path, known: Knowledge) -> None:
    prose = "".join(path.read_text("utf-8") for path in (root / "docs/en").rglob("*.md"))
    # Not the one that another change has added.
    others = sorted(known.post_offices, reverse=True)
    code = next(c for c in others if not re.search(rf"countries/{c}\b", prose))
    own = (f"post-offices/{code}.yml", f"customs/{code}.yml", f"countries/{code}.md")
    for file in own:  # and what is said of it in other languages
        for path in (*(root / "data").rglob(file), *(root / "docs").rglob(file)):
            path.unlink()


def another_sentence(root: Path, known: Knowledge) -> None:
    for file in ("data/statuses.yml", "data/next-steps.yml"):
        text = (root / file).read_text("utf-8")
        (root / file).write_text(
            re.sub(r"(?m)^( +do: )[A-Z][^{}:\n]*$", r"\1Do it in another way.", text, count=1),
            encoding="utf-8",
        )
    page = next(iter(known.questions("en")))
    rewrite(root / f"docs/en/faq/{page}.md", "\n## ", "\nOne more sentence.\n\n## ")


def another_word(root: Path, known: Knowledge) -> None:
    words = known.words("en")
    key = next(k for k, word in words.items() if isinstance(word, str) and "{" not in word)
    rewrite(root / "data/words/en.yml", f"  {key}: ", f"  {key}: Truly ")


CHANGES: dict[str, Callable[[Path, Knowledge], None]] = {
    "another number": another_number,
    "other hours": other_hours,
    "a check in 2027": checked_on("2027-02-03"),
    "a check in 2031": checked_on("2031-12-24"),
    "other evidence": other_evidence,
    "a withdrawn number": a_withdrawn_number,
    "a new country": a_new_country,
    "a new service": a_new_service,
    "a new status": a_new_status,
    "a new fact": a_new_fact,
    "a new answer": a_new_answer,
    "a new message": a_new_message,
    "an optional field less": a_field_less,
    "a country less": a_country_less,
    "another sentence": another_sentence,
    "another word of the interface": another_word,
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a copy of the real data and pages, in the language of the original.

    What a change means to the other languages is asked once, of all changes together.
    """
    root = tmp_path_factory.mktemp("honest")
    others = ("assets", "translations", *(set(load(ROOT).languages) - {ORIGINAL}))
    for name in ("data", "docs"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns(*others))
    shutil.copy(ROOT / "mkdocs.yml", root)
    return root


@pytest.fixture(scope="module")
def unchanged(copy: Path) -> Knowledge:
    """Return what the copy knows before anybody changes it."""
    return load(copy)


@pytest.mark.parametrize("name", CHANGES)
def test_the_check_lets_an_honest_change_pass(name: str, copy: Path, unchanged: Knowledge) -> None:
    before = source.read(copy)
    settings = (copy / "mkdocs.yml").read_bytes()
    try:
        CHANGES[name](copy, unchanged)
        after = load(copy)
        assert after.records != unchanged.records
        assert [str(problem) for problem in check(after)] == []
        assert api.files(after, None)
    finally:
        for file in source.read(copy).keys() - before.keys():
            (copy / file).unlink()
        site.write(copy, before | {"mkdocs.yml": settings})


def _beside_the_sources(folder: str, names: list[str]) -> set[str]:
    """Return what of a folder is made of the sources, and is not copied."""
    made = {".git", ".venv", "site"} if Path(folder) == ROOT else {"__pycache__"}
    return {name for name in names if name in made or name.endswith("_cache")}


# What these ask is asked of made-up projects or of the code, or (these two) is asked already: this
# module, and the commands of CONTRIBUTING, which are run on a copy of the data.
ASK_NOTHING_OF_THE_DATA = {
    *("annotations", "bad_input", "container", "dependencies", "exact", "git", "github", "hosting"),
    *("hostile", "linkchecker", "needed", "properties", "rooms", "scripts", "source", "styles"),
    *("honest", "instructions"),
}


@pytest.mark.site
def test_the_tests_let_all_honest_changes_pass_at_once(tmp_path: Path) -> None:
    """The tests that need no browser are run on a copy with every change in it."""
    root = tmp_path / "project"
    shutil.copytree(ROOT, root, ignore=_beside_the_sources, symlinks=True)
    for change in CHANGES.values():
        change(root, load(root))
    site.write(root, mended(root))
    asking = [
        str(file)
        for file in sorted((root / "tests").glob("test_*.py"))
        if file.stem.removeprefix("test_") not in ASK_NOTHING_OF_THE_DATA
    ]
    command = [sys.executable, "-m", "pytest", "-q", "-m", "not site", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, *asking], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-6000:]
