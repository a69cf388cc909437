"""The workflows, the forms and their scripts: safe, valid, and in step with data and pages."""

from __future__ import annotations

import difflib
import importlib
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
import yaml

from macros.forms import filled, form_files, options
from macros.model import Knowledge, understand

from .projects import ROOT

GITHUB = ROOT / ".github"
SCRIPTS = GITHUB / "scripts"
BIN = Path(sys.executable).parent

sys.path.insert(0, str(SCRIPTS))
issue, links, review, suggestions = map(
    importlib.import_module, ("issue", "links", "review", "suggestions")
)

WORKFLOWS = {path.name: path for path in sorted((GITHUB / "workflows").glob("*.yml"))}
FORMS = {path.name: path for path in sorted((GITHUB / "ISSUE_TEMPLATE").glob("*-*.yml"))}


def loaded(path: Path) -> Any:  # noqa: ANN401 - whatever the file holds
    """Return a YAML file with every value as text."""
    return yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)


def jobs() -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{name} {key}", job)
        for name, path in WORKFLOWS.items()
        for key, job in loaded(path)["jobs"].items()
    ]


JOBS = dict(jobs())
STEPS = {
    f"{name} {number}": step
    for name, job in JOBS.items()
    for number, step in enumerate(job["steps"], 1)
}
COMMANDS = {name: step["run"] for name, step in STEPS.items() if "run" in step}


def run(
    *command: str | Path, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, env=env)


# --- Two linters that are not ours -------------------------------------------------------------


def zizmor(folder: Path) -> subprocess.CompletedProcess[str]:
    flags = ("--offline", "--persona=pedantic", "--strict-collection", "--no-progress")
    return run(BIN / "zizmor", *flags, folder)


def test_zizmor_finds_nothing_in_the_workflows() -> None:
    done = zizmor(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


BAD_WORKFLOW = """name: Bad
on: pull_request
permissions: {}
jobs:
  bad:
    runs-on: ubuntu-latest
    steps:
      - run: echo "${{ github.event.pull_request.title }}"
"""


def test_zizmor_would_find_a_strangers_text_in_a_command(tmp_path: Path) -> None:
    (tmp_path / ".github" / "workflows").mkdir(parents=True)
    (tmp_path / ".github" / "workflows" / "bad.yml").write_text(BAD_WORKFLOW)
    done = zizmor(tmp_path)
    assert done.returncode != 0
    assert "template-injection" in done.stdout


SCHEMAS = {
    "vendor.github-workflows": list(WORKFLOWS.values()),
    "custom.github-workflows-require-timeout": list(WORKFLOWS.values()),
    "vendor.github-issue-forms": list(FORMS.values()),
    "vendor.github-issue-config": [GITHUB / "ISSUE_TEMPLATE" / "config.yml"],
    "vendor.dependabot": [GITHUB / "dependabot.yml"],
}

BAD = {
    "vendor.github-workflows": "on: push\njobs:\n  a:\n    steps: []\n",
    "custom.github-workflows-require-timeout": BAD_WORKFLOW,
    "vendor.github-issue-forms": "name: a\ndescription: b\nbody:\n  - type: wish\n",
    "vendor.github-issue-config": "blank_issues_enabled: perhaps\n",
    "vendor.dependabot": "version: 2\nupdates:\n  - package-ecosystem: pip\n",
}


@pytest.mark.parametrize("schema", SCHEMAS)
def test_every_file_keeps_the_schema_that_is_published_for_it(schema: str) -> None:
    done = run(BIN / "check-jsonschema", "--builtin-schema", schema, *SCHEMAS[schema])
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("schema", SCHEMAS)
def test_a_file_that_breaks_its_schema_would_be_found(schema: str, tmp_path: Path) -> None:
    (tmp_path / "bad.yml").write_text(BAD[schema])
    done = run(BIN / "check-jsonschema", "--builtin-schema", schema, tmp_path / "bad.yml")
    assert done.returncode == 1


# --- Workflows -------------------------------------------------------------------------------

PINNED = re.compile(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


@pytest.mark.parametrize("name", WORKFLOWS)
def test_every_action_is_pinned_by_its_commit_with_the_version_beside_it(name: str) -> None:
    used = re.findall(r"uses: .*", WORKFLOWS[name].read_text("utf-8"))
    assert used
    assert [line for line in used if not PINNED.fullmatch(line)] == []


def test_the_same_action_has_the_same_commit_everywhere() -> None:
    text = "".join(path.read_text("utf-8") for path in WORKFLOWS.values())
    used = set(re.findall(r"uses: (\S+)@(\S+)", text))
    assert len(used) == len({action for action, _ in used})


@pytest.mark.parametrize("use", ["a/b@v4", "a/b@main # v1.0.0", f"a/b@{'0' * 40}", "./local"])
def test_an_action_that_can_change_under_us_would_be_seen(use: str) -> None:
    assert not PINNED.fullmatch(f"uses: {use}")


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_permits_nothing_by_itself_and_runs_once_at_a_time(name: str) -> None:
    workflow = loaded(WORKFLOWS[name])
    assert workflow["permissions"] == {}
    assert workflow["concurrency"]["group"]


# What a job may write, and why it must; a job that is not named here may write nothing.
MAY_WRITE = {
    "care.yml labels": {"issues"},
    "care.yml links": {"issues"},
    "care.yml pages": {"issues"},
    "care.yml records": {"issues"},
    "comment.yml answer": {"pull-requests"},
    "publish.yml deploy": {"pages", "id-token"},
}


@pytest.mark.parametrize("name", JOBS)
def test_a_job_may_do_only_what_it_needs_and_ends(name: str) -> None:
    granted = JOBS[name]["permissions"]
    writes = {scope for scope, level in granted.items() if level == "write"}
    assert writes == MAY_WRITE.get(name, set())
    assert int(JOBS[name]["timeout-minutes"]) <= 150


@pytest.mark.parametrize("name", JOBS)
def test_nothing_looks_at_a_secret_and_no_checkout_keeps_the_token(name: str) -> None:
    assert "secrets." not in json.dumps(JOBS[name])
    checkouts = [s for s in JOBS[name]["steps"] if s.get("uses", "").startswith("actions/checkout")]
    assert all(step["with"]["persist-credentials"] == "false" for step in checkouts)


def test_only_main_is_checked_out_where_a_workflow_may_write_to_pull_requests() -> None:
    steps = JOBS["comment.yml answer"]["steps"]
    checkouts = [step["with"]["ref"] for step in steps if "checkout" in step.get("uses", "")]
    assert checkouts == ["${{ github.event.repository.default_branch }}"]
    assert set(loaded(WORKFLOWS["comment.yml"])["on"]) == {"workflow_run"}


def test_no_workflow_runs_with_rights_on_a_strangers_pull_request() -> None:
    assert not any("pull_request_target" in p.read_text("utf-8") for p in WORKFLOWS.values())


def test_the_comment_follows_the_check_by_its_name() -> None:
    trigger = loaded(WORKFLOWS["comment.yml"])["on"]["workflow_run"]
    assert trigger["workflows"] == [loaded(WORKFLOWS["check.yml"])["name"]]


def test_each_schedule_of_care_starts_its_own_job() -> None:
    care = loaded(WORKFLOWS["care.yml"])
    weekly, monthly = (entry["cron"] for entry in care["on"]["schedule"])
    assert f"'{monthly}'" in care["jobs"]["links"]["if"]
    assert f"'{weekly}'" in care["jobs"]["records"]["if"]
    assert all(job["continue-on-error"] == "true" for job in care["jobs"].values())


@pytest.mark.parametrize("name", COMMANDS)
def test_the_shell_of_a_step_is_well_formed_and_holds_no_expression(name: str) -> None:
    done = run("bash", "-n", "-c", COMMANDS[name])
    assert done.returncode == 0, done.stderr
    assert "${{" not in COMMANDS[name]


def test_shell_that_is_not_well_formed_would_be_found() -> None:
    assert run("bash", "-n", "-c", "if true; then").returncode != 0


@pytest.mark.parametrize("name", COMMANDS)
def test_the_files_of_the_project_that_a_step_names_exist(name: str) -> None:
    named = re.findall(r"\.github/[\w./-]+", COMMANDS[name])
    assert [file for file in named if not (ROOT / file).is_file()] == []
    targets = re.findall(r"\bmake ([a-z]+)", COMMANDS[name])
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert [t for t in targets if not re.search(rf"^{t}:", makefile, re.M)] == []


# --- Forms -----------------------------------------------------------------------------------


def fields(form: Path) -> dict[str, dict[str, Any]]:
    return {part["id"]: part for part in loaded(form)["body"] if "id" in part}


def test_the_options_of_the_forms_come_from_the_data(knowledge: Knowledge) -> None:
    made = form_files(knowledge)
    stale = [file for file, text in made.items() if (ROOT / file).read_text("utf-8") != text]
    assert made
    assert stale == [], "Run `python -m macros fix`."


def test_the_lists_hold_what_the_site_shows(knowledge: Knowledge) -> None:
    known = options(knowledge)
    assert {"Spain", "Türkiye", "South Korea"} <= set(known["countries"])
    assert len(known["countries"]) == len(knowledge.post_offices)
    assert len(known["services"]) == len(knowledge.carriers)
    assert len(known["evidence"]) == 4
    assert known["roles"][0] == "National post"


def test_every_list_that_a_form_names_is_known(knowledge: Knowledge) -> None:
    text = "".join(path.read_text("utf-8") for path in FORMS.values())
    assert set(re.findall(r"# options: (\S+)", text)) == set(options(knowledge))


FORM = "a:\n  # options: countries\n  - old\n  # end of options\n  - other\n"


def test_the_options_between_the_marks_are_made_anew_and_nothing_else() -> None:
    new = filled(FORM, {"countries": ["Spain", 'A "b": #c']})
    assert new == FORM.replace("  - old\n", '  - "Spain"\n  - "A \\"b\\": #c"\n')
    assert yaml.safe_load(new) == {"a": ["Spain", 'A "b": #c', "other"]}


@pytest.mark.parametrize("known", [{}, {"countries": []}])
def test_a_list_that_could_not_be_read_leaves_the_form_as_it_is(known: dict[str, Any]) -> None:
    assert filled(FORM, known) == FORM


def test_a_new_country_would_be_seen_in_the_forms(knowledge: Knowledge) -> None:
    files = {"data/post-offices/bo.yml": knowledge.records["data/post-offices/es.yml"]}
    more = Knowledge({**knowledge.records, **files}, knowledge.documents)
    form = ".github/ISSUE_TEMPLATE/wrong-number.yml"
    assert form_files(more)[form] != (ROOT / form).read_text("utf-8")
    assert '- "Bolivia"' in form_files(more)[form]


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"data/words/en.yml": b"words: [1"},
        {"data/words/en.yml": b"words:\n  evidence: none\n"},
        {"data/post-offices/nowhere.yml": b"country: XX\noperators: []\n"},
    ],
)
def test_forms_can_be_made_from_data_that_is_broken(files: dict[str, bytes]) -> None:
    assert all(text.startswith("name: ") for text in form_files(understand(files)).values())


@pytest.mark.parametrize("name", FORMS)
def test_a_form_can_be_filled_in(name: str) -> None:
    assert any(
        f.get("validations", {}).get("required") == "true" for f in fields(FORMS[name]).values()
    )
    for field in fields(FORMS[name]).values():
        choices = field["attributes"].get("options", [])
        assert field["type"] != "dropdown" or len(choices) >= 3
        assert len(choices) == len(set(choices))
        assert "none" not in {choice.lower() for choice in choices}


@pytest.mark.parametrize("name", FORMS)
def test_a_form_asks_to_leave_out_what_is_private(name: str) -> None:
    assert "Do not write your tracking number" in FORMS[name].read_text("utf-8")


class Links(HTMLParser):
    """Collects the links of a page that open a form."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {v for name, v in attrs if name == "href" and v and "/issues/new" in v}


def lost(link: str) -> list[str]:
    """Return what a link gives that its form does not take."""
    given = {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}
    form = FORMS.get(given.pop("template", ""))
    if form is None:
        return ["template"]
    given.pop("title", "")
    known = fields(form)
    return [
        name
        for name, value in given.items()
        if name not in known or value not in known[name]["attributes"].get("options", [value])
    ]


def test_every_link_of_the_site_opens_a_form_that_takes_what_it_gives(built: Path) -> None:
    pages = built.rglob("*.html")
    found = set().union(*(Links(page.read_text("utf-8")).found for page in pages))
    assert len({link for link in found if "template=wrong-number.yml" in link}) >= 28
    assert {link: lost(link) for link in found if lost(link)} == {}


@pytest.mark.parametrize(
    ("query", "missing"),
    [
        ("template=gone.yml&country=Spain", ["template"]),
        ("country=Spain", ["template"]),
        ("template=wrong-number.yml&land=Spain", ["land"]),
        ("template=wrong-number.yml&country=Spanien&title=Spain", ["country"]),
        ("template=wrong-number.yml&country=Spain&title=Spain", []),
    ],
)
def test_a_link_that_gives_what_a_form_does_not_take_would_be_seen(
    query: str, missing: list[str]
) -> None:
    assert lost(f"https://example.org/issues/new?{query}") == missing


# --- Labels, owners, and the pull request's text ---------------------------------------------


def test_every_label_that_is_used_is_made() -> None:
    made = {label["name"] for label in json.loads((GITHUB / "labels.json").read_text("utf-8"))}
    used = {label for form in FORMS.values() for label in loaded(form)["labels"]}
    used |= {label for _, label in review.LABELS}
    for update in loaded(GITHUB / "dependabot.yml")["updates"]:
        used |= set(update["labels"])
    used |= set(re.findall(r"--label (\S+)", WORKFLOWS["care.yml"].read_text("utf-8")))
    assert used == made


OWNED = {
    "data/facts.yml": "open",
    "data/post-offices/es.yml": "open",
    "docs/en/index.md": "open",
    "docs/en/faq/not-arrived.md": "open",
    "data/schema/facts.json": "guarded",
    "docs/en/assets/scripts/track.js": "guarded",
    "macros/site.py": "guarded",
    ".github/workflows/publish.yml": "guarded",
    ".github/CODEOWNERS": "guarded",
    "Makefile": "guarded",
}


def guarded_by(path: str) -> str:
    """Return the pattern of the last line of CODEOWNERS that matches a path."""
    lines = (GITHUB / "CODEOWNERS").read_text("utf-8").splitlines()
    patterns = [line.split()[0] for line in lines if line and not line.startswith("#")]
    forms = {p: re.escape(p).replace(r"\*\*/", "(.+/)?").replace(r"\*", "[^/]*") for p in patterns}
    matching = [p for p in patterns if p == "*" or re.fullmatch(forms[p], f"/{path}")]
    return matching[-1]


@pytest.mark.parametrize("path", OWNED)
def test_data_and_prose_are_open_and_the_machinery_is_guarded(path: str) -> None:
    assert (guarded_by(path) == "*") == (OWNED[path] == "guarded")


def test_the_open_lines_of_codeowners_name_nobody() -> None:
    lines = (GITHUB / "CODEOWNERS").read_text("utf-8").splitlines()
    assert [line for line in lines if line.startswith("/") and " " in line] == []


def test_the_pull_requests_text_has_four_lines() -> None:
    lines = (GITHUB / "PULL_REQUEST_TEMPLATE.md").read_text("utf-8").splitlines()
    assert len([line for line in lines if line]) == 4


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["data/facts.yml"], {"data"}),
        (["docs/en/index.md", "data/facts.yml"], {"text", "data"}),
        (["docs/en/assets/scripts/track.js"], {"machinery"}),
        (["data/schema/facts.json"], {"machinery"}),
        ([".github/workflows/check.yml"], {"machinery"}),
        (["Makefile", "README.md"], {"machinery", "text"}),
        ([], set()),
    ],
)
def test_labels_follow_from_the_paths(paths: list[str], expected: set[str]) -> None:
    assert review.labels(paths) == expected


# --- Suggested edits -------------------------------------------------------------------------

FILE = "data/post-offices/es.yml"
MAIN = [f"line {number}" for number in range(1, 31)]


def patch(old: list[str], new: list[str], context: int, file: str = FILE) -> str:
    """Return the difference as `git diff` or the API would give it."""
    names = (f"a/{file}", f"b/{file}")
    return "\n".join(difflib.unified_diff(old, new, *names, lineterm="", n=context))


def offered(pull: list[str], fixed: list[str], file: str = FILE) -> tuple[list[Any], list[str]]:
    """Return what is suggested and what is left of a fix, in a pull request against MAIN."""
    seen = {file: suggestions.shown(patch(MAIN, pull, 3, file))}
    made, rest = suggestions.suggest(patch(pull, fixed, 0, file), seen)
    return made, rest


def applied(pull: list[str], made: list[Any]) -> list[str]:
    lines = list(pull)
    for suggestion in sorted(made, key=lambda s: -s.first):
        lines[suggestion.first - 1 : suggestion.last] = suggestion.text
    return lines


def changed(**lines: str) -> list[str]:
    """Return MAIN with other lines, by number: `_3="new"`."""
    other = {int(name[1:]): text for name, text in lines.items()}
    return [other.get(number, text) for number, text in enumerate(MAIN, 1)]


PHONE = '- number: "+34915197197"'
SPACED = '- number: "+34 915 197 197"'

GOOD = {
    "a phone number spaced": (changed(_3=PHONE), changed(_3=SPACED)),
    "quotation marks dropped": (changed(_1="'a': 'b'"), changed(_1="a: b")),
    "two lines in another order": (
        changed(_5="b: 1", _6="a: 1"),
        changed(_5="a: 1", _6="b: 1"),
    ),
    "a list item that begins with another field": (
        changed(_5="  - b: 1", _6="    a: 1"),
        changed(_5="  - a: 1", _6="    b: 1"),
    ),
    "two places": (
        changed(_3=PHONE, _20=PHONE),
        changed(_3=SPACED, _20=SPACED),
    ),
    "a line moved past others": (
        [*MAIN[:9], "x", "y", "z", "w", *MAIN[9:]],
        [*MAIN[:9], "w", "x", "y", "z", *MAIN[9:]],
    ),
    "an empty line taken out": ([*MAIN[:5], "new", "", *MAIN[5:]], [*MAIN[:5], "new", *MAIN[5:]]),
    "an empty line put in": ([*MAIN[:5], "new", *MAIN[5:]], [*MAIN[:5], "", "new", *MAIN[5:]]),
    "an empty line put in at the head": (["new", *MAIN], ["", "new", *MAIN]),
    "a line of three backticks": (changed(_3="``` a"), changed(_3="```a")),
}


@pytest.mark.parametrize("name", GOOD)
def test_the_suggestions_together_make_what_the_formatter_made(name: str) -> None:
    pull, fixed = GOOD[name]
    made, rest = offered(pull, fixed)
    assert made
    assert rest == []
    assert applied(pull, made) == fixed


LEFT = {
    "outside of what the pull request shows": (
        changed(_3="new"),
        changed(_3="new", _20="line  20"),
    ),
    "half of a move outside": ([*MAIN[:9], "x", *MAIN[9:]], ["x", *MAIN]),
    "a digit more": (changed(_3=PHONE), changed(_3=SPACED.replace("97", "77"))),
    "digits in another order": (changed(_3=PHONE), changed(_3=PHONE.replace("15", "51"))),
    "a word more": (changed(_3="a: b"), changed(_3="a: b c")),
    "a dot moved in an address": (
        changed(_3="link: https://a.bc.org/"),
        changed(_3="link: https://ab.c.org/"),
    ),
    "a sign that nobody sees": (changed(_3="a: b"), changed(_3="a:  \u202eb")),
    "Windows line ends only": (changed(_3="a: b\r"), changed(_3="a: b")),
    "a line taken out": ([*MAIN[:9], "x", *MAIN[9:]], MAIN),
}


@pytest.mark.parametrize("name", LEFT)
def test_what_is_not_sure_is_not_suggested_but_told(name: str) -> None:
    made, rest = offered(*LEFT[name])
    assert made == []
    assert rest[0].startswith(FILE)


@pytest.mark.parametrize(
    "file",
    [".github/workflows/check.yml", "macros/site.py", "data/../macros/a.yml", "data/a b.yml"],
)
def test_only_records_and_prose_get_suggestions(file: str) -> None:
    made, _ = offered(*GOOD["a phone number spaced"], file)
    assert made == []


@pytest.mark.parametrize(
    ("file", "told"), [("data/customs/fr.yml", False), (".github/ISSUE_TEMPLATE/a.yml", True)]
)
def test_of_other_files_only_those_made_from_the_data_are_told(file: str, told: bool) -> None:
    made, rest = suggestions.suggest(patch(MAIN, changed(_3="new"), 0, file), {FILE: []})
    assert made == []
    assert bool(rest) is told


def test_a_patch_that_does_not_fit_the_pull_request_gives_nothing() -> None:
    seen = {FILE: suggestions.shown(patch(MAIN, changed(_3="something else"), 3))}
    made, _ = suggestions.suggest(patch(changed(_3=PHONE), changed(_3=SPACED), 0), seen)
    assert made == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no patch",
        "@@ -1,999999999 +1,999999999 @@\n-a",
        f"+++ b/{FILE}\n@@ -1 +1 @@\nx\ny",
        f"+++ b/{FILE}\n@@ -0,0 +1 @@\n+a: 1",
        f"+++ b/{FILE}\n@@ -9 +9 @@\n-line 9",
        '+++ "b/data/\\303\\251.yml"\n@@ -1 +1 @@\n-a\n+ a',
    ],
)
def test_a_patch_that_makes_no_sense_gives_nothing(text: str) -> None:
    seen = {FILE: suggestions.shown(patch(MAIN, changed(_3=PHONE), 3))}
    assert suggestions.suggest(text, seen)[0] == []


def test_a_suggestion_for_several_lines_says_where_it_begins() -> None:
    (made,), _ = offered(*GOOD["two lines in another order"])
    assert made.comment() == {
        "path": FILE,
        "side": "RIGHT",
        "start_line": 5,
        "start_side": "RIGHT",
        "line": 6,
        "body": "```suggestion\na: 1\nb: 1\n```",
    }


def test_a_suggestion_for_one_line_names_one_line() -> None:
    (made,), _ = offered(*GOOD["a phone number spaced"])
    assert made.comment() == {
        "path": FILE,
        "side": "RIGHT",
        "line": 3,
        "body": f"```suggestion\n{SPACED}\n```",
    }


@pytest.mark.parametrize("inside", ["```", "a ```` b", "``"])
def test_nothing_inside_can_end_a_block_of_code(inside: str) -> None:
    fence, *_, last = suggestions.fenced("suggestion", [inside]).split("\n")
    assert fence == f"{last}suggestion"
    assert last not in inside
    assert set(last) == {"`"}


def test_a_suggestion_that_stands_there_already_is_not_made_again() -> None:
    made, _ = offered(*GOOD["two places"])
    before = [made[0].comment() | {"user": {"login": "github-actions[bot]"}}]
    assert [comment["line"] for comment in review.unsaid(made, before)] == [20]
    stranger = [made[0].comment() | {"user": {"login": "somebody"}}]
    assert len(review.unsaid(made, stranger)) == 2


# --- The answer to a pull request ------------------------------------------------------------


def archive(**members: str | bytes) -> bytes:
    """Return an artifact; `number`, `diff` and `patch` stand for its three files."""
    names = {"number": "number", "diff": "diff.md", "patch": "fix.patch"}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as parts:
        for name, content in members.items():
            parts.writestr(names.get(name, name), content)
    return made.getvalue()


def test_what_was_handed_over_is_read() -> None:
    handed = review.read(archive(number="7\n", diff="a", patch="b"))
    assert (handed.number, handed.diff, handed.patch) == (7, "a", "b")


@pytest.mark.parametrize(
    "raw",
    [
        b"no archive",
        archive(diff="a"),
        archive(number="7; rm -rf /"),
        archive(number="../7"),
        archive(number="٧"),
        archive(number="-7"),
        archive(number="7" * 30),
        archive(number="7", diff="a" * 1_000_000),
        archive(number="7", patch="a" * 10_000_000),
    ],
    ids=range(9),
)
def test_what_is_not_as_the_check_makes_it_is_refused(raw: bytes) -> None:
    with pytest.raises(review.RefusedError):
        review.read(raw)


PULL = {
    "number": 7,
    "state": "open",
    "head": {"sha": "abc", "repo": {"full_name": "somebody/parcel"}},
    "labels": [{"name": "data"}],
}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, True),
        ({"state": "closed"}, False),
        ({"head": {"sha": "other", "repo": {"full_name": "somebody/parcel"}}}, False),
        ({"head": {"sha": "abc", "repo": {"full_name": "another/parcel"}}}, False),
        ({"head": {"sha": "abc", "repo": None}}, False),
    ],
)
def test_the_number_must_be_of_the_pull_request_that_was_checked(
    change: dict[str, Any], expected: bool
) -> None:
    assert review.belongs(PULL | change, "abc", "somebody/parcel") is expected


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("**Spain** · `915` <br> ok", "**Spain** · `915` <br> ok"),
        ("<script>", "&lt;script>"),
        ("\\<img src=x>", "&lt;img src=x>"),
        ("![a](b)", "!&lbrack;a](b)"),
        ("\\[a](b)", "&lbrack;a](b)"),
        ("@everyone", "@\u200beveryone"),
        ("&commat;everyone &#64;x", "&amp;commat;everyone &amp;#\u200b64;x"),
        ("https://a.example/?b=1&c=2", "https://a.example/?b=1&c=2"),
        ("see #12, GH-3", "see #\u200b12, GH-\u200b3"),
        ("a\u202eb\u200bc\x07", "abc"),
        ("# Heading", "# Heading"),
    ],
)
def test_a_strangers_markdown_shows_no_picture_and_notifies_nobody(given: str, shown: str) -> None:
    assert review.harmless(given, 100) == shown


def test_a_long_text_is_cut_at_a_line() -> None:
    text = review.harmless("line\n" * 100, 52)
    assert text.startswith("line\n" * 9 + "line\n\n… and more")


def test_the_comment_bears_its_mark_once_and_first() -> None:
    text = review.comment(f"{review.MARK}\nSpain: new number\n{review.MARK}", [])
    assert text.startswith(f"{review.MARK}\n\nSpain: new number\n")
    assert text.count(review.MARK) == 1
    assert "Formatting" not in text


def test_the_rest_stands_in_a_block_that_it_cannot_leave() -> None:
    text = review.comment("", ["data/a.yml:1", "-```", "+</details>"])
    assert "````diff\ndata/a.yml:1\n-```\n+</details>\n````" in text
    assert "No record changes." in text


def test_only_our_own_comment_is_edited() -> None:
    mine, bot = {"login": "somebody"}, {"login": "github-actions[bot]"}
    comments = [
        {"id": 1, "user": mine, "body": review.MARK},
        {"id": 2, "user": bot, "body": f"quoted {review.MARK}"},
        {"id": 3, "user": None, "body": review.MARK},
        {"id": 4, "user": bot, "body": f"{review.MARK} old"},
    ]
    assert review.ours(comments) == 4
    assert review.ours(comments[:3]) is None


# --- The scripts as the workflows run them, with a `gh` that only writes down ----------------

FAKE_GH = """#!{python}
import json, sys
from pathlib import Path
from urllib.parse import quote
given, folder = sys.argv[1:], Path({folder!r})
path = next(word for word in given if word.startswith("repos/"))
if "--input" in given:
    sent = [given[given.index("--method") + 1], path, json.load(sys.stdin)]
    with (folder / "sent").open("a") as file:
        file.write(json.dumps(sent) + chr(10))
else:
    sys.stdout.buffer.write((folder / quote(path, safe="")).read_bytes())
"""

Script = Callable[..., list[list[Any]]]


@pytest.fixture
def script(tmp_path: Path) -> Script:
    """Return a function that runs a script with answers of the API, and returns what it sent."""
    gh = tmp_path / "bin" / "gh"
    gh.parent.mkdir()
    gh.write_text(FAKE_GH.format(python=sys.executable, folder=str(tmp_path)))
    gh.chmod(0o755)
    environment = os.environ | {
        "PATH": f"{gh.parent}:{os.environ['PATH']}",
        "REPOSITORY": "home/parcel",
        "RUN": "5",
        "HEAD_SHA": "abc",
        "HEAD_REPOSITORY": "somebody/parcel",
    }

    def start(name: str, answers: dict[str, Any], *arguments: str | Path) -> list[list[Any]]:
        for path, value in answers.items():
            raw = value if isinstance(value, bytes) else json.dumps(value).encode()
            (tmp_path / quote(f"repos/home/parcel/{path}", safe="")).write_bytes(raw)
        (tmp_path / "sent").write_text("")
        done = run(sys.executable, SCRIPTS / name, *arguments, env=environment)
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in (tmp_path / "sent").read_text().splitlines()]

    return start


def answers(changes: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return what the API answers about a pull request that adds a phone number."""
    pull, fixed = GOOD["a phone number spaced"]
    handed = {"number": "7", "diff": "Spain: new", "patch": patch(pull, fixed, 0)}
    return {
        "actions/runs/5/artifacts?name=review": {"artifacts": [{"id": 9, "size_in_bytes": 500}]},
        "actions/artifacts/9/zip": archive(**handed),
        "pulls/7": PULL,
        "pulls/7/files?per_page=100": [
            [{"filename": FILE, "patch": patch(MAIN, pull, 3)}],
            [{"filename": "macros/site.py"}],
        ],
        "issues/7/comments?per_page=100": [[]],
        "pulls/7/comments?per_page=100": [[]],
        "labels?per_page=100": [[{"name": "data"}, {"name": "machinery"}]],
        **(changes or {}),
    }


def test_a_pull_request_gets_one_comment_suggestions_and_labels(script: Script) -> None:
    said, suggested, labelled = script("review.py", answers())
    assert said[:2] == ["POST", "repos/home/parcel/issues/7/comments"]
    assert said[2]["body"].startswith(f"{review.MARK}\n\nSpain: new\n")
    assert suggested[:2] == ["POST", "repos/home/parcel/pulls/7/reviews"]
    assert suggested[2]["commit_id"] == "abc"
    assert [comment["line"] for comment in suggested[2]["comments"]] == [3]
    assert labelled == ["POST", "repos/home/parcel/issues/7/labels", {"labels": ["machinery"]}]


def test_the_second_time_the_comment_is_edited_and_nothing_is_repeated(script: Script) -> None:
    (made,), _ = offered(*GOOD["a phone number spaced"])
    bot = {"user": {"login": "github-actions[bot]"}}
    again = {
        "issues/7/comments?per_page=100": [[bot | {"id": 3, "body": f"{review.MARK}\nold"}]],
        "pulls/7/comments?per_page=100": [[made.comment() | bot]],
        "labels?per_page=100": [[{"name": "data"}]],
    }
    sent = script("review.py", answers(again))
    assert [line[:2] for line in sent] == [["PATCH", "repos/home/parcel/issues/comments/3"]]


@pytest.mark.parametrize(
    "change",
    [
        {"actions/runs/5/artifacts?name=review": {"artifacts": []}},
        {"actions/runs/5/artifacts?name=review": {"artifacts": [{"id": 9, "size_in_bytes": 9**9}]}},
        {"actions/artifacts/9/zip": archive(number="7 or 8")},
        {"pulls/7": PULL | {"state": "closed"}},
        {"pulls/7": PULL | {"head": {"sha": "newer", "repo": {"full_name": "somebody/parcel"}}}},
    ],
    ids=["nothing", "too large", "no number", "closed", "moved on"],
)
def test_nothing_is_sent_when_what_was_handed_over_cannot_be_used(
    change: dict[str, Any], script: Script
) -> None:
    assert script("review.py", answers(change)) == []


def test_a_pull_request_that_leaves_the_data_alone_gets_no_comment(script: Script) -> None:
    files = {"pulls/7/files?per_page=100": [[{"filename": "macros/site.py", "patch": ""}]]}
    sent = script("review.py", answers(files))
    assert [line[1] for line in sent] == ["repos/home/parcel/issues/7/labels"]


KEEP = ("--label", "care", "--title", "Links")
ISSUES = "issues?labels=care&state=all&per_page=100"


def known(state: str) -> dict[str, Any]:
    return {"number": 4, "title": "Links", "state": state, "user": {"login": "github-actions[bot]"}}


@pytest.mark.parametrize(
    ("before", "body", "expected"),
    [
        ([], "- [ ] a\n", [("POST", "issues", None)]),
        ([], "Nothing.\n", []),
        ([known("open")], "- [ ] a\n", [("PATCH", "issues/4", "open")]),
        ([known("closed")], "- [ ] a\n", [("PATCH", "issues/4", "open")]),
        ([known("open")], "Nothing.\n", [("PATCH", "issues/4", "closed")]),
        ([known("closed")], "Nothing.\n", []),
        ([known("open") | {"user": {"login": "x"}}], "- a\n", [("POST", "issues", None)]),
        ([known("open") | {"title": "Other"}], "- a\n", [("POST", "issues", None)]),
    ],
)
def test_one_issue_is_kept_up_to_date(
    before: list[Any], body: str, expected: list[Any], script: Script, tmp_path: Path
) -> None:
    (tmp_path / "body.md").write_text(body)
    sent = script("issue.py", {ISSUES: [before]}, *KEEP, "--body", tmp_path / "body.md")
    found = [
        (how, path.removeprefix("repos/home/parcel/"), b.get("state")) for how, path, b in sent
    ]
    assert found == expected


def test_an_issue_holds_no_more_than_github_takes() -> None:
    text = issue.shortened("- a line\n" * 10_000)
    assert len(text) < 65_536
    kept = text.count("- a line")
    assert text.endswith(f"… and {10_000 - kept} more lines.")


# --- Outside links ---------------------------------------------------------------------------

CSV_HEAD = (
    "# created by LinkChecker\nurlname;parentname;base;result;warningstring;infostring;valid;url;"
    "line;column;name;dltime;size;checktime;cached;level;modified\n"
)
CSV_FOOT = "# Stopped checking at 2026-11-23 (1 seconds)\n"


def csv_of(*rows: tuple[str, str, str], end: str = CSV_FOOT) -> str:
    """Return linkchecker's list; a row is a link, its page, and the answer."""
    lines = (
        f"{url};http://127.0.0.1:8000{page};;{result};;;{result == '200 OK'};{url};;;;;;;;;\n"
        for url, page, result in rows
    )
    return CSV_HEAD + "".join(lines) + end


GONE = ("https://gone.example/", "/statuses/", "404 Not Found")
SHY = ("https://shy.example/", "/", "403 Forbidden")


def test_a_link_that_fails_twice_is_listed_with_its_pages() -> None:
    first = links.failed(csv_of(GONE, (GONE[0], "/", GONE[2]), ("/faq/", "/", "404"), SHY))
    again = links.failed(csv_of((GONE[0], "", "ConnectTimeout: [x] <b>(y)"), SHY))
    text = links.report(first, again)
    assert "- [ ] <https://gone.example/> (ConnectTimeout: x b) on `/`, `/statuses/`" in text
    assert "- [ ] <https://shy" not in text
    assert "<https://shy.example/>" in text


def test_a_link_that_answers_the_second_time_is_forgotten() -> None:
    text = links.report(links.failed(csv_of(GONE)), links.failed(csv_of()))
    assert "gone.example" not in text
    assert not issue.is_list(text)


def test_servers_that_only_refuse_machines_open_no_issue() -> None:
    first = links.failed(csv_of(SHY))
    assert not issue.is_list(links.report(first, first))


def test_a_list_that_was_cut_off_closes_no_issue() -> None:
    with pytest.raises(ValueError, match="not whole"):
        links.failed(csv_of(GONE, end=""))


def test_one_list_gives_what_to_try_again_and_two_give_the_report(tmp_path: Path) -> None:
    for name in ("first.csv", "second.csv"):
        (tmp_path / name).write_text(csv_of(GONE))
    again = run(sys.executable, SCRIPTS / "links.py", tmp_path / "first.csv")
    assert again.stdout == f"{GONE[0]}\n"
    both = run(sys.executable, SCRIPTS / "links.py", *sorted(tmp_path.glob("*.csv")))
    assert issue.is_list(both.stdout)
    missing = run(sys.executable, SCRIPTS / "links.py", tmp_path / "third.csv")
    assert missing.returncode == 1
    assert missing.stderr.startswith("::warning::")
