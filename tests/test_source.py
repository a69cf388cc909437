"""YAML is read as text, with line numbers, and nothing is guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros import source
from macros.source.problem import printable


def value(text: str) -> object:
    document = source.parse("data/x.yml", text.encode())
    assert not document.problems, document.problems
    return document.value


@pytest.mark.parametrize(
    "written",
    ["NO", "yes", "on", "012", "0800", "22:30", "1e3", "0x1F", "1_000", "2026-11-23", ".5"],
)
def test_a_plain_word_stays_the_text_that_was_written(written: str) -> None:
    assert value(f"key: {written}\n") == {"key": written}


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    document = source.parse("x.yml", b"\xef\xbb\xbfkey: value\r\nlist:\r\n  - one\r\n")
    assert document.value == {"key": "value", "list": ["one"]}


def test_a_missing_final_newline_does_no_harm() -> None:
    assert value("key: value") == {"key": "value"}


def test_every_part_knows_its_line() -> None:
    document = source.parse("x.yml", b"# comment\nlist:\n  - name: a\n  - name: b\n    why: c\n")
    assert document.line(("list", 1, "why")) == 5
    assert document.line(("list", 1, "not there")) == 4


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        (b"", "FILE-NOT-EMPTY", 1),
        (b"# only a comment\n", "FILE-NOT-EMPTY", 1),
        (b"a: 1\na: 2\n", "YAML-KEYS-ONCE", 2),
        (b"a:\n  b: 1\n  c: 2\n  b: 3\n", "YAML-KEYS-ONCE", 4),
        (b"a:\n\tb: 1\n", "YAML-READABLE", 2),
        (b"a: &x 1\nb: *x\n", "YAML-PLAIN", 1),
        (b"a: *x\n", "YAML-PLAIN", 1),
        (b"a: !!python/object:os.system x\n", "YAML-PLAIN", 1),
        (b"a: !mine x\n", "YAML-PLAIN", 1),
        (b"a: 1\n---\nb: 2\n", "YAML-PLAIN", 2),
        (b"a: 1\nb:\n", "FIELD-NOT-EMPTY", 2),
        (b"a: ~\n", "FIELD-NOT-EMPTY", 1),
        (b"a: null\n", "FIELD-NOT-EMPTY", 1),
        (b"a: b: c\n", "YAML-READABLE", 1),
        (b'a: 1\nb: "open\n', "YAML-READABLE", 3),
        (b"a: 1\n  b: 2\n", "YAML-READABLE", 2),
        (b"a: 1\n? [x]\n: 2\n", "YAML-READABLE", 2),
        (b"a: 1\nb: \xff\n", "YAML-READABLE", 2),
        (b"a: \x00\n", "YAML-READABLE", 1),
        (b"a: " + b"[" * 40 + b"]" * 40 + b"\n", "YAML-PLAIN", 1),
        (b"a: " + b"x" * source.MAX_BYTES, "YAML-READABLE", 1),
    ],
)
def test_what_cannot_be_trusted_is_refused_with_its_line(text: bytes, rule: str, line: int) -> None:
    problems = source.parse("data/x.yml", text).problems
    assert [(p.rule, p.line) for p in problems] == [(rule, line)]
    assert all(p.what and p.fix for p in problems)


def test_all_keys_that_stand_twice_are_named_at_once() -> None:
    problems = source.parse("x.yml", b"a: 1\na: 2\nb: 3\nb: 4\nb: 5\n").problems
    assert [p.line for p in problems] == [2, 4, 5]


def test_front_matter_counts_its_lines_from_the_head_of_the_page() -> None:
    document = source.page("docs/en/a.md", b"---\ntitle: A\nrests_on: [b]\n---\nText\n")
    assert document.line(("rests_on",)) == 3


def test_a_page_knows_the_macros_that_it_calls_and_their_lines() -> None:
    raw = b'---\ntitle: A\nrender_macros: true\n---\n# A\n\n{{ fact("x") }}\n'
    document = source.page("docs/en/a.md", raw)
    assert isinstance(document.value, dict)
    assert document.value["calls"] == [{"name": "fact", "arguments": ["x"]}]
    assert document.line(("calls", 0)) == 7


def test_a_macro_that_is_never_closed_is_named_with_its_line() -> None:
    raw = b'---\ntitle: A\nrender_macros: true\n---\n# A\n{{ fact("x"\n'
    problems = source.page("docs/en/a.md", raw).problems
    assert [(p.rule, p.line) for p in problems] == [("PAGE-MACRO", 6)]


def test_a_page_that_is_a_link_to_a_foreign_file_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "secret.yml").write_text("secret: 1\n")
    (tmp_path / "data" / "facts.yml").symlink_to(tmp_path / "secret.yml")
    assert source.read(tmp_path) == {}


def test_a_file_that_may_not_be_read_is_named_and_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "facts.yml").write_text("facts: []\n")
    # Taking the right away would not stop root, who runs the tests in many containers.
    monkeypatch.setattr("os.access", lambda *_: False)
    assert source.read(tmp_path) == {}
    assert [p.file for p in source.passed_over(tmp_path)] == ["data/facts.yml"]


def test_a_flaw_behind_many_calls_is_named_with_its_line() -> None:
    calls = 'Ask {{ journey("import") }} and {{ fact("window") }}.\n' * 20
    text = f"---\ntitle: T\nrender_macros: true\n---\n{calls}<blink>No</blink>\n"
    problems = source.page("docs/en/a.md", text.encode()).problems
    assert {problem.line for problem in problems} == {25}


def test_a_call_that_is_not_run_is_named_with_the_line_of_the_first() -> None:
    text = "---\ntitle: T\n---\n{{ journey() }}\n\n{{ journey() }}\n"
    (problem,) = source.page("docs/en/a.md", text.encode()).problems
    assert (problem.rule, problem.line) == ("PAGE-MACRO", 4)


def test_a_message_is_never_longer_than_it_may_be() -> None:
    for most in (5, 400):
        assert printable("x" * 401, most) == "x" * (most - 1) + "…"
    assert printable("x" * 400, 400) == "x" * 400


def test_what_has_changed_below_the_folder_is_seen(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    seen = [source.fingerprint(tmp_path)]
    for file, text in (("a.yml", "a"), ("a.yml", "ab"), (".b.yml", "")):
        (tmp_path / "data" / file).write_text(text)
        seen.append(source.fingerprint(tmp_path))
    assert len(set(seen)) == 4


def test_a_hidden_record_is_read_and_another_hidden_file_is_not(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    for name in (".a.yml", ".keep", ".b.txt"):
        (tmp_path / "data" / name).write_text("a: b\n")
    assert set(source.read(tmp_path)) == {"data/.a.yml"}
    assert source.passed_over(tmp_path) == ()


def test_what_maintainers_are_told_is_no_page(tmp_path: Path) -> None:
    for folder in ("docs/en", source.NOTES):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "a.md").write_text("# A\n")
    assert set(source.read(tmp_path)) == {"docs/en/a.md"}
    assert source.passed_over(tmp_path) == ()


def test_a_part_without_a_line_is_looked_for_at_the_top() -> None:
    assert source.Document("data/a.yml", None).line(("facts", 0)) == 1
