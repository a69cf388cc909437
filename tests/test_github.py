"""The workflows, the forms and their scripts: safe, valid, and in step with data and pages."""

from __future__ import annotations

import html
import importlib
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
import yaml
from check_jsonschema.cli import main as check_jsonschema

from macros.__main__ import main
from macros.editing.issue_forms import filled, form_files, options
from macros.model import COUNTRY_NAMES, Knowledge, understand
from macros.site import hosting

from .lacking import REMEDIES
from .projects import ROOT

GITHUB = ROOT / ".github"
SCRIPTS = GITHUB / "scripts"
BIN = Path(sys.executable).parent

sys.path.insert(0, str(SCRIPTS))
issue, links, look, previous, review = map(
    importlib.import_module, ("issue", "links", "look", "previous", "review")
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


def keeps(schema: str, *files: Path) -> bool:
    """Return whether files keep a schema that is published; what is wrong is printed."""
    given = ["--builtin-schema", schema, *map(str, files)]
    code: int = check_jsonschema(given, standalone_mode=False)
    return code == 0


def test_every_file_keeps_the_schema_that_is_published_for_it() -> None:
    assert all(SCHEMAS.values())
    assert [schema for schema, files in SCHEMAS.items() if not keeps(schema, *files)] == []


def test_a_file_that_breaks_its_schema_would_be_found(tmp_path: Path) -> None:
    for schema, bad in BAD.items():
        (tmp_path / "bad.yml").write_text(bad)
        assert not keeps(schema, tmp_path / "bad.yml"), schema
    assert set(BAD) == set(SCHEMAS)


# --- Workflows -------------------------------------------------------------------------------

PINNED = re.compile(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


def test_every_action_is_pinned_by_its_commit_with_the_version_beside_it() -> None:
    used = {
        name: re.findall(r"uses: .*", path.read_text("utf-8")) for name, path in WORKFLOWS.items()
    }
    assert all(used.values())
    assert [line for lines in used.values() for line in lines if not PINNED.fullmatch(line)] == []


def test_the_same_action_has_the_same_commit_everywhere() -> None:
    text = "".join(path.read_text("utf-8") for path in WORKFLOWS.values())
    used = set(re.findall(r"uses: (\S+)@(\S+)", text))
    assert len(used) == len({action for action, _ in used})


@pytest.mark.parametrize("use", ["a/b@v4", "a/b@main # v1.0.0", f"a/b@{'0' * 40}", "./local"])
def test_an_action_that_can_change_under_us_would_be_seen(use: str) -> None:
    assert not PINNED.fullmatch(f"uses: {use}")


def test_a_workflow_permits_nothing_by_itself_and_runs_once_at_a_time() -> None:
    for path in WORKFLOWS.values():
        workflow = loaded(path)
        assert workflow["permissions"] == {}, path
        assert workflow["concurrency"]["group"], path


# What a job may write, and why it must; a job that is not named here may write nothing.
MAY_WRITE = {
    "care.yml engines": {"issues"},
    "care.yml labels": {"issues"},
    "care.yml links": {"issues"},
    "care.yml pages": {"issues"},
    "care.yml records": {"issues"},
    "comment.yml answer": {"pull-requests"},
    "publish.yml deploy": {"pages", "id-token"},
}


def test_a_job_may_do_only_what_it_needs_and_ends() -> None:
    for name, job in JOBS.items():
        writes = {scope for scope, level in job["permissions"].items() if level == "write"}
        assert writes == MAY_WRITE.get(name, set()), name
        assert int(job["timeout-minutes"]) <= 150, name


def test_nothing_looks_at_a_secret_and_no_checkout_keeps_the_token() -> None:
    assert not any("secrets." in path.read_text("utf-8") for path in WORKFLOWS.values())
    checkouts = [s for s in STEPS.values() if s.get("uses", "").startswith("actions/checkout")]
    assert {step["with"]["persist-credentials"] for step in checkouts} == {"false"}


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


def test_the_shell_of_a_step_is_well_formed_and_holds_no_expression() -> None:
    assert COMMANDS
    for name, command in COMMANDS.items():
        assert run("bash", "-n", "-c", command).stderr == "", name
        assert "${{" not in command, name


def test_shell_that_is_not_well_formed_would_be_found() -> None:
    assert run("bash", "-n", "-c", "if true; then").returncode != 0


def test_a_workflow_needs_every_program_for_want_of_which_a_test_is_left_out() -> None:
    needed = [re.findall(r"NEEDED: (.+)", path.read_text("utf-8")) for path in WORKFLOWS.values()]
    assert {name for found in needed for names in found for name in names.split()} == {*REMEDIES}


def test_the_files_and_targets_that_a_step_names_exist() -> None:
    commands = "\n".join(COMMANDS.values())
    files = set(re.findall(r"\.github/[\w./-]+", commands))
    assert files
    assert [file for file in files if not (ROOT / file).exists()] == []
    targets = set(re.findall(r"\bmake ([a-z]+)", commands))
    made = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M)
    assert targets
    assert targets <= set(made)


# --- Forms -----------------------------------------------------------------------------------


def fields(form: str) -> dict[str, dict[str, Any]]:
    """Return the fields of a form by their ids, each with its values as text."""
    return {part["id"]: part for part in yaml.load(form, yaml.BaseLoader)["body"] if "id" in part}


def forms_of(knowledge: Knowledge) -> dict[str, str]:
    """Return the text of every form, with the lists that `knowledge` makes, by its name."""
    made = {Path(file).name: text for file, text in form_files(ROOT, knowledge).items()}
    return {name: path.read_text("utf-8") for name, path in FORMS.items()} | made


def test_the_lists_hold_what_the_site_shows(mini: Knowledge) -> None:
    known = options(mini)
    assert known["countries"] == ["France", "Saudi Arabia", "Spain", "United Kingdom"]
    assert known["services"] == ["Kite Express", "Snail Economy", "Swift Standard"]
    assert all(names for names in known.values())
    assert all(name[0] == name[0].upper() for names in known.values() for name in names)
    form = fields(forms_of(mini)["wrong-number.yml"])["country"]
    assert form["attributes"]["options"][: len(known["countries"])] == known["countries"]


def test_every_list_that_a_form_names_is_known(mini: Knowledge) -> None:
    text = "".join(path.read_text("utf-8") for path in FORMS.values())
    assert set(re.findall(r"# options: (\S+)", text)) == set(options(mini))


FORM = "a:\n  # options: countries\n  - old\n  # end of options\n  - other\n"


def test_the_options_between_the_marks_are_made_anew_and_nothing_else() -> None:
    new = filled(FORM, {"countries": ["Spain", 'A "b": #c']})
    assert new == FORM.replace("  - old\n", '  - "Spain"\n  - "A \\"b\\": #c"\n')
    assert yaml.safe_load(new) == {"a": ["Spain", 'A "b": #c', "other"]}


@pytest.mark.parametrize("known", [{}, {"countries": []}])
def test_a_list_that_could_not_be_read_leaves_the_form_as_it_is(known: dict[str, Any]) -> None:
    assert filled(FORM, known) == FORM


def test_forms_can_be_made_from_data_that_is_broken() -> None:
    for broken in (
        {},
        {"data/words/en.yml": b"words: [1"},
        {"data/words/en.yml": b"words:\n  evidence: none\n"},
        {"data/post-offices/nowhere.yml": b"country: XX\noperators: []\n"},
    ):
        made = form_files(ROOT, understand(broken)).values()
        assert made
        assert all(text.startswith("name: ") for text in made), broken


def test_the_forms_of_another_project_are_its_own(tmp_path: Path) -> None:
    operator = b"country: ES\noperators:\n  - name: Post\n    role: post\n"
    spain = understand({"data/post-offices/es.yml": operator})
    assert form_files(tmp_path, spain) == {}
    form = tmp_path / ".github" / "ISSUE_TEMPLATE" / "its-own.yml"
    form.parent.mkdir(parents=True)
    form.write_text(FORM)
    assert form_files(tmp_path, spain) == {
        ".github/ISSUE_TEMPLATE/its-own.yml": FORM.replace("- old", '- "Spain"')
    }


def test_to_mend_another_project_writes_no_form_into_it(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").touch()
    main(["--root", str(tmp_path), "fix"])
    assert (tmp_path / "data" / "schema" / "facts.json").is_file()
    assert not (tmp_path / ".github").exists()


def test_a_form_can_be_filled_in(mini: Knowledge) -> None:
    for name, form in forms_of(mini).items():
        parts = fields(form).values()
        assert any(f.get("validations", {}).get("required") == "true" for f in parts), name
        for field in parts:
            choices = field["attributes"].get("options", [])
            assert field["type"] != "dropdown" or len(choices) >= 3, name
            assert len(choices) == len(set(choices)), name
            assert "none" not in {choice.lower() for choice in choices}, name


def test_a_form_asks_to_leave_out_what_is_private(mini: Knowledge) -> None:
    asked = "Do not write your tracking number"
    assert [name for name, form in forms_of(mini).items() if asked not in form] == []


def lost(link: str, forms: Mapping[str, str]) -> list[str]:
    """Return what a link gives that its form does not take."""
    given = {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}
    form = forms.get(given.pop("template", ""))
    if form is None:
        return ["template"]
    given.pop("title", "")
    known = fields(form)
    return [
        name
        for name, value in given.items()
        if name not in known or value not in known[name]["attributes"].get("options", [value])
    ]


def test_every_link_of_the_site_opens_a_form_that_takes_what_it_gives(
    built: Path, knowledge: Knowledge
) -> None:
    forms = forms_of(knowledge)
    text = "".join(page.read_text("utf-8") for page in built.rglob("*.html"))
    found = set(map(html.unescape, re.findall(r'href="([^"]*/issues/new[^"]*)"', text)))
    assert {link: lost(link, forms) for link in found if lost(link, forms)} == {}
    asked = [parse_qs(urlsplit(link).query) for link in found]
    countries = {c for query in asked for c in query.get("country", ())}
    assert countries == {COUNTRY_NAMES[code.upper()] for code in knowledge.post_offices}


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
    query: str, missing: list[str], mini: Knowledge
) -> None:
    assert lost(f"https://example.org/issues/new?{query}", forms_of(mini)) == missing


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


def test_data_and_prose_are_open_and_the_machinery_is_guarded() -> None:
    found = {path: "guarded" if guarded_by(path) == "*" else "open" for path in OWNED}
    assert found == OWNED


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


# --- The answer to a pull request ------------------------------------------------------------


def archive(**members: str | bytes) -> bytes:
    """Return an artifact; `number` and `diff` stand for its two files."""
    names = {"number": "number", "diff": "diff.md"}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as parts:
        for name, content in members.items():
            parts.writestr(names.get(name, name), content)
    return made.getvalue()


def test_what_was_handed_over_is_read() -> None:
    handed = review.read(archive(number="7\n", diff="a"))
    assert (handed.number, handed.diff) == (7, "a")


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
    ],
    ids=range(8),
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
        ("**Spain** · `910` <br> ok", "**Spain** · `910` <br> ok"),
        ("<script>", "&lt;script>"),
        ("\\<img src=x>", "&lt;img src=x>"),
        ("![a](b)", "!&lbrack;a](b)"),
        ("\\[a](b)", "&lbrack;a](b)"),
        ("@everyone", "@\u200beveryone"),
        ("&commat;everyone &#64;x", "&amp;commat;everyone &amp;#\u200b64;x"),
        ("&lt;b&gt; &amp;", "&lt;b&gt; &amp;"),
        ("a@&#8203;b #&#8203;12", "a@\u200b&#8203;b #&#8203;12"),
        ("&#12 #8203; &#8203; &#82;", "&#\u200b12 #\u200b8203; &#8203; &amp;#\u200b82;"),
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
    text = review.comment(f"{review.MARK}\nSpain: new number\n{review.MARK}")
    assert text.startswith(f"{review.MARK}\n\nSpain: new number\n")
    assert text.count(review.MARK) == 1


def test_a_change_of_no_record_is_said() -> None:
    assert "No record changes." in review.comment("")


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
    return {
        "actions/runs/5/artifacts?name=review": {"artifacts": [{"id": 9, "size_in_bytes": 500}]},
        "actions/artifacts/9/zip": archive(number="7", diff="Spain: new"),
        "pulls/7": PULL,
        "pulls/7/files?per_page=100": [
            [{"filename": "data/post-offices/es.yml"}],
            [{"filename": "macros/site.py"}],
        ],
        "issues/7/comments?per_page=100": [[]],
        "labels?per_page=100": [[{"name": "data"}, {"name": "machinery"}]],
        **(changes or {}),
    }


def test_a_pull_request_gets_one_comment_and_labels(script: Script) -> None:
    said, labelled = script("review.py", answers())
    assert said[:2] == ["POST", "repos/home/parcel/issues/7/comments"]
    assert said[2]["body"].startswith(f"{review.MARK}\n\nSpain: new\n")
    assert labelled == ["POST", "repos/home/parcel/issues/7/labels", {"labels": ["machinery"]}]


def test_the_second_time_the_comment_is_edited_and_nothing_is_repeated(script: Script) -> None:
    bot = {"user": {"login": "github-actions[bot]"}}
    again = {
        "issues/7/comments?per_page=100": [[bot | {"id": 3, "body": f"{review.MARK}\nold"}]],
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
    files = {"pulls/7/files?per_page=100": [[{"filename": "macros/site.py"}]]}
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


# --- What a change asks for, and what was built -------------------------------------------------


@pytest.mark.parametrize(
    ("files", "code"),
    [
        (["data/facts.yml"], False),
        (["data/post-offices/es.yml", "docs/en/faq/index.md"], False),
        (["data/facts.yml", "macros/site.py"], True),
        (["data/schema/facts.json"], True),
        (["docs/en/assets/scripts/ask.js"], True),
        (["data/a b.yml"], True),
        (["data/a\nb.yml"], True),
        (["mkdocs.yml"], True),
        ([], False),
    ],
)
@pytest.mark.parametrize("event", ["pull_request", "push"])
def test_all_is_tested_unless_a_pull_request_changes_records_and_pages_alone(
    files: list[str], code: bool, event: str, tmp_path: Path
) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    commit = ("git", "-C", tmp_path, *who, "commit", "--quiet", "--allow-empty", "-m", "A")
    run("git", "init", "--quiet", tmp_path)
    run(*commit)
    for file in files:
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).touch()
    run("git", "-C", tmp_path, "add", "--all")
    run(*commit)
    (step,) = (step for step in JOBS["check.yml data"]["steps"] if step.get("id") == "changed")
    said = tmp_path / "said"
    settings = {"EVENT": event, "OPEN": step["env"]["OPEN"], "GITHUB_OUTPUT": str(said)}
    done = subprocess.run(
        ["bash", "-e", "-c", step["run"]], cwd=tmp_path, env=os.environ | settings, check=False
    )
    assert done.returncode == 0
    assert said.read_text() == f"code={str(code or event == 'push').lower()}\n"


def test_the_tests_run_where_the_first_job_says_so() -> None:
    job = JOBS["check.yml code"]
    assert (job["needs"], job["if"]) == ("data", "${{ needs.data.outputs.code == 'true' }}")
    assert JOBS["check.yml data"]["outputs"] == {"code": "${{ steps.changed.outputs.code }}"}


@pytest.mark.parametrize("name", ["check.yml data", "publish.yml build"])
def test_what_is_published_was_checked_built_and_looked_at_with_little(name: str) -> None:
    commands = "\n".join(step.get("run", "") for step in JOBS[name]["steps"])
    wanted = "REQUIREMENTS=requirements-site.txt", "macros check", "macros build", "look.py site"
    places = [commands.find(words) for words in wanted]
    assert min(places) >= 0
    assert places == sorted(places)
    assert "make test" not in commands


@pytest.fixture
def small_site(tmp_path: Path) -> Path:
    """Return a folder with every file that a site has, and one page that leads to another."""
    for file in (*look.FILES, "faq/index.html", "a b.css"):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text("x")
    links = '<a href="faq/#x">a</a><a href="https://example.org/no">b</a><link href="a%20b.css">'
    (tmp_path / "index.html").write_text(links)
    return tmp_path


def test_a_site_that_holds_together_has_no_flaw(small_site: Path) -> None:
    assert list(look.flaws(small_site)) == []
    assert run(sys.executable, SCRIPTS / "look.py", small_site).returncode == 0


def test_a_file_that_is_missing_and_a_link_that_leads_nowhere_are_named(small_site: Path) -> None:
    (small_site / "sw.js").write_text("")
    (small_site / "sitemap.xml").unlink()
    (small_site / "faq/index.html").write_text('<img src="../gone.png"><a href="../">a</a>')
    done = run(sys.executable, SCRIPTS / "look.py", small_site)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "sitemap.xml is missing or empty.",
        "sw.js is missing or empty.",
        "faq/index.html: ../gone.png leads nowhere.",
    ]


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


# --- What is kept of the site before -----------------------------------------------------------


def test_the_files_of_the_published_site_are_fetched(
    tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    site, folder = tmp_path / "site", tmp_path / "previous"
    (site / "assets" / "scripts.0000aaaa").mkdir(parents=True)
    (site / "assets" / "scripts.0000aaaa" / "ask.js").write_text("old")
    (site / "secret.txt").write_text("x")
    names = ["assets/scripts.0000aaaa/ask.js", "assets/../secret.txt", "assets/gone.0000aaaa.js"]
    (site / "assets" / "files.txt").write_text("\n".join(names))
    assert previous.fetch(serve(site), folder) == 1
    assert hosting.kept(folder) == {names[0]: b"old"}


def test_a_site_that_was_never_published_has_nothing_to_keep(
    tmp_path: Path, serve: Callable[[Path], str], unused_port: int
) -> None:
    (tmp_path / "empty").mkdir()
    for address in (serve(tmp_path / "empty"), f"http://127.0.0.1:{unused_port}/"):
        assert previous.fetch(address, tmp_path / "previous") == 0
        assert hosting.kept(tmp_path / "previous") == {}
