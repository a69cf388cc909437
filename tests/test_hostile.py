"""Broken and malicious files are refused with file and line, or shown as the text that they are.

All of it happens to the small project. What bounds the work is counted, never timed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros import source
from macros.__main__ import main
from macros.model import Edition, Knowledge, NumberFormat, hints, understand
from macros.pages import carriers, countries, facts, next_steps, statuses, tracking_numbers
from macros.pages.view import View
from macros.rules import check, number_formats, registry
from macros.source import Problem, yaml_text
from macros.source.problem import MAX_MESSAGE

from .projects import FACTS, MINI, ROOT, SNAIL, SPAIN, WORDS, mini_files

BRITAIN = "data/post-offices/gb.yml"
KITE = "data/carriers/kite-express.yml"
FORMATS = "data/number-formats.yml"
TRACKERS = "data/trackers.yml"
TABLE = "data/next-steps.yml"
PAGE = "docs/en/faq/customs-hold.md"
CALL = '{{ journey("import") }}'


def words_on_one_line_each() -> bytes:
    """Return the words of the interface, each on a line of its own, however they are written."""
    words = on_one_line(source.parse(WORDS, mini_files()[WORDS]).value)
    return yaml.safe_dump(words, allow_unicode=True, width=10_000, sort_keys=False).encode()


def on_one_line(value: object) -> object:
    if isinstance(value, dict):
        return {key: on_one_line(item) for key, item in value.items()}
    return " ".join(str(value).split())


FILES = mini_files() | {WORDS: words_on_one_line_each()}
KNOWN = understand(FILES)
# Half of all texts stand in these two files, and few rules compare others with them.
FULL_OF_TEXTS = {WORDS, TABLE}


def known_with(files: Mapping[str, bytes], without: Collection[str] = ()) -> Knowledge:
    """Return what the small project says with some files in it, and without some.

    Only the files that are new are read.
    """
    new, gone = understand(files), {*files, *without}
    return Knowledge(
        {f: record for f, record in KNOWN.records.items() if f not in gone} | dict(new.records),
        {f: text for f, text in KNOWN.documents.items() if f not in gone} | dict(new.documents),
        new.problems,
    )


def test_the_small_project_has_no_problem_of_its_own() -> None:
    assert check(KNOWN) == []


@dataclass(frozen=True)
class Case:
    """Files that a pull request brings, and the problem that answers them."""

    files: dict[str, bytes]
    rule: str
    file: str
    line: int


def raw(file: str, content: bytes, rule: str, line: int = 1) -> Case:
    """Return a file with this content; the problem is expected on `line`."""
    return Case({file: content}, rule, file, line)


def swap(file: str, old: str, new: str, rule: str, below: int = 0, *, at: str = "") -> Case:
    """Return a file with `new` for `old`; the problem is expected `below` the line of `old`.

    When `at` is given, it is expected on the first line that holds `at` afterwards.
    """
    text = FILES[file].decode()
    assert old in text, old
    changed = text.replace(old, new, 1)
    place = changed.index(at) if at else text.index(old)
    line = changed[:place].count("\n") + 1 + below
    return Case({file: changed.encode("utf-8", "surrogatepass")}, rule, file, line)


def put(file: str, key: str, new: str, rule: str, below: int = 0) -> Case:
    """Return a file with `new` in the place of the first value of `key`."""
    line = re.search(rf"(?m)^([ -]*){key}: .+\n", FILES[file].decode())
    assert line, (file, key)
    return swap(file, line[0], f"{line[1]}{key}: {new}\n", rule, below)


def number(written: str, rule: str = "PHONE-VALID") -> Case:
    return put(SPAIN, "number", written, rule)


def link(url: str, rule: str = "URL-SAFE") -> Case:
    return put(SPAIN, "source", f"'{url}'", rule)


def date(field: str, written: str, rule: str = "DATE-REAL") -> Case:
    return put(BRITAIN, "source", f"https://example.org/\n        {field}: {written}", rule, 1)


def tracking_link(url: str, rule: str) -> Case:
    return put(TRACKERS, "link", f"'{url}'", rule)


def use(text: str, rule: str = "TEXT-PLAIN") -> Case:
    return put(SPAIN, "use", text, rule)


def pattern(expression: str) -> Case:
    """Return a file with this pattern, and numbers on which such a pattern would run for hours."""
    case = put(FORMATS, "pattern", f"'{expression}'", "PATTERN-READABLE")
    traps = ", ".join(f"{sign * 60}-" for sign in "aA1")
    trap = case.files[FORMATS].replace(b"invalid: [", f"invalid: [{traps}, ".encode(), 1)
    assert trap != case.files[FORMATS]
    return Case({FORMATS: trap}, case.rule, case.file, case.line)


def word(key: str, new: str, rule: str = "WORD-GAPS") -> Case:
    return put(WORDS, key, new, rule)


def word_gone(key: str, group: str) -> Case:
    """Return the words without one; the problem is expected where its group begins."""
    line = re.search(rf"(?m)^ +{key}: .+\n", FILES[WORDS].decode())
    assert line, key
    return swap(WORDS, line[0], "", "FIELD-PRESENT", at=f"{group}:\n")


def prose(text: str, rule: str = "PAGE-MACRO") -> Case:
    """Return a page with `text` in place of a call."""
    return swap(PAGE, CALL, text, rule)


def head(text: str, rule: str, below: int = 0) -> Case:
    """Return a page with `text` in place of a line of its head."""
    return swap(PAGE, "render_macros: true\n", text, rule, below)


HALF = FILES[SPAIN].partition(b'- number: "')[0] + b'- number: "+34'
ALIASES = "a: &a [x, x]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcd", "bcde", strict=True)
)
LINES = {file: content.count(b"\n") for file, content in FILES.items()}

AS_A_FILE = {
    "an empty file": raw(SPAIN, b"", "FILE-NOT-EMPTY"),
    "only comments": raw(SPAIN, b"# country: ES\n# nothing\n", "FILE-NOT-EMPTY"),
    "only blanks": raw(SPAIN, b"  \n\n \n", "FILE-NOT-EMPTY"),
    "only a word for nothing": raw(SPAIN, b"# country: ES\n~\n", "FILE-NOT-EMPTY", 2),
    "half a file": raw(SPAIN, HALF, "YAML-READABLE", HALF.count(b"\n") + 1),
    "a text in place of a record": raw(SPAIN, b"Call 910 000 100\n", "FIELD-VALUE"),
    "a list in place of a record": raw(SPAIN, b"- country: ES\n", "FIELD-VALUE"),
    "a number in place of a record": raw(SPAIN, b"42\n", "FIELD-VALUE"),
    "JSON with a comment": raw(
        SPAIN, b'{"country": "ES", // Spain\n "operators": []}', "YAML-READABLE", 2
    ),
    "a web page": raw(SPAIN, b"<!doctype html>\n<html><body>404</body></html>\n", "FIELD-VALUE"),
    "the marks of a conflict": swap(
        SPAIN, "country: ES", "<<<<<<< main\ncountry: ES\n=======", "YAML-READABLE", 1
    ),
    "UTF-16": raw(SPAIN, FILES[SPAIN].decode().encode("utf-16"), "YAML-READABLE"),
    "UTF-16 without a mark": raw(
        BRITAIN, FILES[BRITAIN].decode().encode("utf-16-be"), "YAML-READABLE"
    ),
    "Latin-1": raw(SPAIN, b"country: ES\noperators:\n  - name: Espa\xf1a\n", "YAML-READABLE", 3),
    "a lone surrogate": put(SPAIN, "name", "\ud800", "YAML-READABLE"),
    "a lone surrogate, written out": put(SPAIN, "name", '"\\ud800"', "YAML-READABLE"),
    "NUL": put(SPAIN, "name", "Pos\0ta", "YAML-READABLE"),
    "a control character": put(SPAIN, "name", "Pos\x1b[31m", "YAML-READABLE"),
    "a line end that only some know": put(SPAIN, "name", "Pos\u2028ta", "YAML-READABLE"),
    "a byte order mark in the middle": use("Customer \ufeffservice"),
    "10 MB": raw(SPAIN, FILES[SPAIN] + b"# padding\n" * 1_000_000, "YAML-READABLE"),
    "a page of 10 MB": raw(PAGE, FILES[PAGE] + b"padding {{\n" * 1_000_000, "YAML-READABLE"),
    "a line of 400,000 characters": use("x" * 400_000 + "{"),
    "100,000 keys": raw(
        FACTS, b"".join(b"k%d:\n" % n for n in range(100_000))[:490_000], "YAML-READABLE", 12_500
    ),
    "11,000 keys nobody knows": raw(
        FACTS,
        b"facts: []\n" + b"".join(b"fact%d: 1\n" % n for n in range(11_000)),
        "FIELD-KNOWN",
        2,
    ),
    "5,000 times the same key": raw(FACTS, b"facts: []\n" * 5_000, "YAML-KEYS-ONCE", 2),
    "10,000 brackets": raw(SPAIN, b"country: " + b"[" * 10_000, "YAML-PLAIN"),
    "10,000 braces": raw(SPAIN, b"country: " + b"{a: " * 10_000, "YAML-PLAIN"),
    "10,000 levels of indentation": raw(
        SPAIN, b"".join(b" " * n + b"- \n" for n in range(900)) + b"x", "YAML-PLAIN", 14
    ),
}

AS_YAML = {
    "a bomb of aliases": raw(SPAIN, ALIASES.encode(), "YAML-PLAIN"),
    "a merge key with an alias": raw(SPAIN, b"a: &a {b: c}\nd:\n  <<: *a\n", "YAML-PLAIN"),
    "a merge key without an alias": swap(
        SPAIN, "country: ES", "country: ES\n<<: {a: b}", "FIELD-KNOWN", 1
    ),
    "a tag that would run code": swap(
        SPAIN, "country: ES", "country: !!python/object/apply:os.system [id]", "YAML-PLAIN"
    ),
    "a second document": swap(SPAIN, "country: ES\n", "country: ES\n---\n", "YAML-PLAIN", 1),
    "a directive of another YAML": raw(SPAIN, b"%YAML 9.9\n---\ncountry: ES\n", "YAML-READABLE"),
    "a key that is a list": swap(
        SPAIN, "country: ES", "? [a, b]\n: c\ncountry: ES", "YAML-READABLE"
    ),
    "a key twice": swap(SPAIN, "country: ES", "country: ES\ncountry: FR", "YAML-KEYS-ONCE", 1),
    "tabs": swap(SPAIN, "    role: post", "\t\trole: post", "YAML-READABLE"),
    "smart quotes around a key": swap(SPAIN, "country: ES", "“country”: ES", "FIELD-KNOWN"),
    "smart quotes around a value": number("“+34 910 00 01 00”"),
    "a key with the command of a workflow": swap(
        SPAIN, "country: ES", 'country: ES\n"x\\n::error file=a::b": 1', "FIELD-KNOWN", 1
    ),
    "a key of 300,000 letters": raw(SPAIN, b"? " + b"k" * 300_000 + b"\n: 1\n", "FIELD-KNOWN"),
    "a colon forgotten": swap(SPAIN, "role: post", "role post", "YAML-READABLE", 1),
    "a field without a value": put(SPAIN, "use", "", "FIELD-NOT-EMPTY"),
    "a field of blanks": use('"   "', "FIELD-VALUE"),
}

TYPES = {
    "a record where a text should be": swap(SPAIN, "country: ES", "country: {a: b}", "FIELD-VALUE"),
    "a text where a list should be": swap(
        SPAIN,
        "wanted:\n  - A number for people who are abroad\n",
        "wanted: a fax number\n",
        "FIELD-VALUE",
    ),
    "a list where an operator should be": swap(
        SPAIN, "operators:\n", "operators:\n  - [Posta]\n", "FIELD-VALUE", 1
    ),
    "a record where the operators should be": raw(
        SPAIN, b"country: ES\noperators:\n  name: Posta\n", "FIELD-VALUE", 2
    ),
    "no operator at all": raw(SPAIN, b"country: ES\noperators: []\n", "FIELD-VALUE", 2),
    "a record where a number should be": number("{de: 915}", "FIELD-VALUE"),
    "a text where a fact should be": raw(
        FACTS, b"facts:\n  - The window is 10 days.\n", "FIELD-VALUE", 2
    ),
    "a list inside the words": word("local_time", "[a, b]", "FIELD-VALUE"),
    "words three levels deep": word("local_time", "{a: {b: c}}", "FIELD-VALUE"),
}

VALUES = {
    "a phone with letters": number('"+34 910 CORREOS"'),
    "a phone with an extension": number('"+34 910 00 01 00 ext. 12"'),
    "two phones in one": number('"+34 910 00 01 00 / 900 000 100"'),
    "a phone of 10,000 digits": number(f'"+34 {"9" * 10_000}"'),
    "a phone in full-width digits": number('"＋３４ ９１０ ００ ０１ ００"'),
    "a phone in Arabic digits": number('"+34 ٩١٠ ٠٠ ٠١ ٠٠"'),
    "a phone that leads to a menu": number('"*#06#"', "TEXT-PLAIN"),
    "a phone of another country": number('"+33 1 99 00 12 34"', "PHONE-COUNTRY"),
    "an infinite number of days": swap(
        KITE, "name:", "days: {min: .inf, max: 3}\nname:", "FIELD-VALUE"
    ),
    "days that are no number": swap(
        KITE, "name:", "days: {min: 3, max: .nan}\nname:", "FIELD-VALUE"
    ),
    "10 to the power of 400 days": swap(
        KITE, "name:", f"days: {{min: 3, max: 1{'0' * 400}}}\nname:", "FIELD-VALUE"
    ),
    "more days at least than at most": swap(
        KITE, "name:", "days: {min: 90, max: 3}\nname:", "FIELD-VALUE"
    ),
    "31 February": date("checked", "2026-02-31"),
    "a check before 2020": date("checked", "2019-12-31", "DATE-PLAUSIBLE"),
    "a check in the year 1026": date("checked", "1026-04-05"),
    "a source of the year 1026": date("as_of", "1026"),
    "a timestamp for a date": date("checked", "1775347200"),
    "a date with a time": date("checked", "2026-04-05T10:00:00Z"),
    "a date in full-width digits": date("as_of", "２０２６"),
    "a country in small letters": swap(SPAIN, "country: ES", "country: es", "COUNTRY-KNOWN"),
    "a flag for a country": swap(SPAIN, "country: ES", "country: 🇪🇸", "COUNTRY-KNOWN"),
    "UK for GB": swap(FACTS, "applies_to: [all]", "applies_to: [UK]", "COUNTRY-KNOWN"),
    "another country's file": swap(SPAIN, "country: ES", "country: FR", "COUNTRY-FILE"),
    "a thousand countries that do not exist": swap(
        FACTS,
        "applies_to: [all]",
        f"applies_to: [{', '.join(f'Atlantis {n}' for n in range(1000))}]",
        "COUNTRY-KNOWN",
    ),
    "a country twice": swap(FACTS, "applies_to: [all]", "applies_to: [FR, FR]", "FIELD-VALUE"),
    "a fact twice": raw(
        FACTS, FILES[FACTS] + FILES[FACTS].split(b"facts:\n")[1], "ID-ONCE", LINES[FACTS] + 1
    ),
}

LINKS = {
    "javascript:": link("javascript:alert(1)"),
    "javascript: in capitals behind a blank": link(" JaVaScRiPt:alert(1)"),
    "data:": link("data:text/html,<script>alert(1)</script>"),
    "file:": link("file:///etc/passwd"),
    "a link without a scheme": link("//evil.example.org/"),
    "a link with a password": link("https://example.org:pass@evil.example.org/"),
    "a link to a homograph": link("https://www.роsta.example/"),
    "a link to a number": link("https://2130706433/"),
    "a link to an IP address": link("https://[::1]/"),
    "a link to a hexadecimal host": link("https://0x7f.0x1/"),
    "a link with a blank": link("https://example.org/a b"),
    "a link with a line end": put(SPAIN, "source", '"https://example.org/a\\nb"', "URL-SAFE"),
    "a link that ends its attribute": link('https://example.org/"onmouseover="alert(1)'),
    "a link with a tag": link("https://example.org/<script>"),
    "a link with a backslash": link("https://example.org\\@evil.example.org/"),
    "the reader's number as a host": tracking_link("https://{number}.example.org/", "URL-SAFE"),
    "{number} twice": tracking_link(
        "https://example.org/{number}/{number}", "TRACKING-NUMBER-ONCE"
    ),
    "{number.__class__}": tracking_link(
        "https://example.org/{number.__class__}", "TRACKING-NUMBER-ONCE"
    ),
    "a link in an e-mail address": put(
        SPAIN, "address", "javascript:alert@example.org", "FIELD-VALUE"
    ),
    "a homograph in an e-mail address": put(SPAIN, "address", "a@роsta.example", "FIELD-VALUE"),
    "a tracker that tracks nothing": raw(
        "data/trackers.yml", b"trackers:\n  - name: T\n", "TRACKER-LINK", 2
    ),
}

TEXTS = {
    "<script>": use("<script>alert(1)</script>"),
    "<img onerror>": use("'<img src=x onerror=alert(1)>'"),
    "the start of a comment": use("'Customer <!-- service'"),
    "{{ }}": use("'{{ config }}'"),
    "{% %}": use("'{% import \"os\" as o %}'"),
    "{# #}": use("'{# hidden #}'"),
    "a link in Markdown": use("'[Call](javascript:alert(1))'"),
    "a reference in Markdown": use("'[x]: javascript:alert(1)'"),
    "a list of attributes": use("'Service {: onclick=alert(1) }'"),
    "attributes without a colon": use("'Service { onclick=alert(1) }'"),
    "a bar that breaks a table": use("'Service | free'"),
    "backticks": use("'``` Service'"),
    "bold type": use("'***Service***'"),
    "italics": use("'_Service_'"),
    "a heading": use("'# Service'"),
    "a text turned round": use('"Call \\u202e001 000 019"'),
    "a zero-width blank": use('"Customer\\u200bservice"'),
    "a letter without ink": use('"\\u3164"'),
    "a control character, written out": use('"Customer\\x07service"'),
}

PATTERNS = {
    "a pattern that repeats a repetition": pattern("^(a+)+$"),
    "a pattern with two equal ways": pattern("^(a|a)*$"),
    "a pattern that takes all": pattern("^(.*)*$"),
    "a pattern that repeats a group by count": pattern("^(?:A|A){30}$"),
    "a pattern with thirty choices": pattern("^" + "A?" * 30 + "A" * 30 + "$"),
    "a pattern with four ranges": pattern(r"^\d{0,50}\d{0,50}\d{0,50}\d{0,50}X$"),
    "a pattern that looks back": pattern(r"^(A)\1$"),
    "a pattern that only Python reads": pattern(r"^(?P<a>A)$"),
    "a pattern of 100,000 brackets": pattern("^" + "(" * 100_000),
    "a pattern that is never closed": pattern(r"^(SN\d{9}$"),
    "a pattern without a beginning": pattern(r"SN\d{9}"),
    "a pattern with a huge count": pattern(r"^\d{99999999999}$"),
    "a number too short for its check digit": swap(
        FORMATS, "valid: [RU203040503CN]", "valid: [RU]", "FORMAT-EXAMPLES"
    ),
}

WORDINGS = {
    "a gap with a number": word("printed", "'Printed {0}'"),
    "a gap that looks inside": word("call", "'Call {number.__class__}'"),
    "a gap of a gigabyte": word("call", "'Call {number:>1000000000}'"),
    "a gap that is never closed": word("call", "'Call {number'"),
    "a gap left out": word("call", "Call"),
    "a gap that nothing fills": word("local_time", "'{config}'"),
    "a word left out": word_gone("your_number", "words"),
    "a word of a group left out": word_gone("courier", "roles"),
    "a group in place of a word": word("your_number", "{a: b}", "FIELD-VALUE"),
}

PAGES = {
    "a page without a head": raw(PAGE, b"# Customs\n", "PAGE-FRONT-MATTER"),
    "a head that never ends": raw(PAGE, b"---\ntitle: T\n# Customs\n", "PAGE-FRONT-MATTER"),
    "a head that is no YAML": head("title: [\n", "YAML-READABLE", 1),
    "a head that is a list": raw(PAGE, b"---\n- title\n---\n", "FIELD-VALUE", 2),
    "a head with a tag": head("x: !!python/name:os.system y\n", "YAML-PLAIN"),
    "a head with an anchor": head("x: &x y\n", "YAML-PLAIN"),
    "a head with a template of its own": head("template: ../../evil.html\n", "FIELD-KNOWN"),
    "a head that hides a macro": head("fact: x\n", "FIELD-KNOWN"),
    "a head of 100,000 lines": raw(PAGE, b"---\n" + b"title: x\n" * 100_000, "YAML-READABLE"),
    "a head that says yes in other words": head("render_macros: yes\n", "FIELD-VALUE"),
    "a page whose macros are not run": swap(
        PAGE, "render_macros: true\n", "", "PAGE-MACRO", at="{{"
    ),
    "a title that ends its attribute": put(
        PAGE, "title", "'\" onmouseover=alert(1) x=\"'", "HEAD-PLAIN"
    ),
    "a description that leads elsewhere": put(
        PAGE, "description", "'0;url=https://evil.example.org\" http-equiv=\"refresh'", "HEAD-PLAIN"
    ),
    "code in a page": prose("{{ ''.__class__.__mro__ }}"),
    "a name that is no call": prose("{{ config }}"),
    "a call in a call": prose("{{ fact(fact) }}"),
    "a filter": prose('{{ fact("pay-link") | safe }}'),
    "an attribute of a macro": prose("{{ fact.__globals__ }}"),
    "a loop without end": prose("{% for i in range(10**9) %}x{% endfor %}"),
    "an import": prose('{% import "evil.html" as e %}'),
    "a comment in a page": prose("{# hidden #}"),
    "10,000 brackets in a page": prose("{{ " + "(" * 10_000 + ")" * 10_000 + " }}"),
    "a call behind a brace": prose('{{{ journey("import") }}'),
    "a macro that is never closed": prose('{{ journey("import")'),
    "a macro that nobody knows": prose('{{ os("id") }}'),
    "a macro with too many arguments": prose('{{ fact("pay-link", "silence", "more") }}'),
    "a macro with too few arguments": prose("{{ fact() }}"),
    "code between two ends of a head": raw(
        PAGE,
        b"---\ntitle: T\ndescription: D\nrender_macros: true\n...\n# {{ config }}\n---\n",
        "PAGE-MACRO",
        6,
    ),
    "a script in a page": prose("<script src=https://evil.example.org></script>", "PAGE-PLAIN"),
    "a picture that runs code": prose("<img src=x onerror=alert(1)>", "PAGE-PLAIN"),
    "a block that runs code": prose('<div onclick="alert(1)">a</div>', "PAGE-PLAIN"),
    "a form that leads elsewhere": prose('<form action="https://evil.example.org">', "PAGE-PLAIN"),
    "a script as a link": prose("[a](javascript:alert(1))", "PAGE-PLAIN"),
    "a script as a link, in entities": prose("[a](java&#115;cript:alert(1))", "PAGE-PLAIN"),
    "a script as a reference": swap(
        PAGE, CALL, "[a][b]\n\n[b]: data:text/html,x", "PAGE-PLAIN", at="[b]:"
    ),
    "a picture from elsewhere": prose("![a](https://evil.example.org/a.png)", "PAGE-PLAIN"),
    "attributes in a page": prose("**a**{: onclick=alert(1) }", "PAGE-PLAIN"),
    "a page turned round": prose("Call \u202e001 000 019", "PAGE-PLAIN"),
}

NAMES = {
    "a name in capitals": raw("data/post-offices/FR.yml", b"country: FR\n", "FILE-KNOWN"),
    "a name with a blank": raw("data/post-offices/e s.yml", b"country: ES\n", "FILE-KNOWN"),
    "a name with dots": raw("data/post-offices/../es.yml", b"country: ES\n", "FILE-KNOWN"),
    "a name that ends in .yaml": raw("data/post-offices/es.yaml", FILES[SPAIN], "FILE-KNOWN"),
    "a name with a line end": raw("data/post-offices/a\n::error::b.yml", b"a: b\n", "FILE-KNOWN"),
    "a hidden file": raw("data/post-offices/.es.yml", FILES[SPAIN], "FILE-KNOWN"),
    "a country without a page": raw("data/post-offices/at.yml", FILES[SPAIN], "COUNTRY-FILE", 3),
}

REFUSED: dict[str, dict[str, Case]] = {
    "the file as such": AS_A_FILE,
    "YAML": AS_YAML,
    "wrong types, at every level": TYPES,
    "numbers, dates, countries": VALUES,
    "links": LINKS,
    "text": TEXTS,
    "patterns": PATTERNS,
    "words": WORDINGS,
    "pages": PAGES,
    "names of files": NAMES,
}


@pytest.mark.parametrize("family", REFUSED.values(), ids=REFUSED)
def test_what_a_pull_request_can_break_is_refused_with_file_and_line(
    family: dict[str, Case],
) -> None:
    wrong = {name: said for name, case in family.items() if (said := list(amiss(case)))}
    assert wrong == {}


def amiss(case: Case) -> Iterator[str]:
    """Yield what is wrong with the answer to a case."""
    problems = check(known_with(case.files, FULL_OF_TEXTS - set(case.files)))
    file = case.file.replace("\n", " ")
    if (case.rule, file, case.line) not in {(p.rule, p.file, p.line) for p in problems}:
        yield f"{case.rule} in line {case.line} is not among: {[str(p) for p in problems[:9]]}"
    if unprintable := [p for p in problems if len(str(p).splitlines()) != 2]:
        yield f"not two lines: {unprintable[:3]}"
    if outside := [p for p in problems if not 1 <= p.line <= lines_of(case, p)]:
        yield f"no line of the file: {outside[:3]}"
    if long := [p for p in problems if len(str(p)) > LONGEST]:
        yield f"longer than anybody reads: {long[:3]}"
    counts = Counter((p.file, p.rule) for p in problems)
    if many := {key: count for key, count in counts.items() if count > registry.MOST}:
        yield f"more than anybody reads: {many}"


# A problem's file, sentence and remedy, with the words around them.
LONGEST = 6 * MAX_MESSAGE + 100


def lines_of(case: Case, problem: Problem) -> int:
    """Return how many lines the file has that a problem names, with the one after the last."""
    files = FILES | case.files
    content = next((raw for f, raw in files.items() if f.replace("\n", " ") == problem.file), b"")
    return content.count(b"\n") + content.count(b"\r") - content.count(b"\r\n") + 2


def test_a_page_with_windows_line_ends_keeps_its_lines() -> None:
    case = PAGES["code in a page"]
    problems = check(known_with({PAGE: case.files[PAGE].replace(b"\n", b"\r\n")}))
    assert case.rule in {p.rule for p in problems}
    assert {p.line for p in problems} == {case.line}


# --- What bounds the work --------------------------------------------------------------------


class Unread(bytes):
    """The bytes of a file that nobody may decode."""

    def decode(self, *_: object) -> str:
        raise AssertionError("It was decoded.")


@pytest.mark.parametrize("read", [source.parse, source.page])
def test_a_file_that_is_too_large_is_refused_before_it_is_read(
    read: Callable[[str, bytes], source.Document],
) -> None:
    (problem,) = read("data/x.yml", Unread(b"a" * (source.MAX_BYTES + 1))).problems
    assert problem.rule == "YAML-READABLE"
    with pytest.raises(AssertionError, match="It was decoded"):
        read("data/x.yml", Unread(b"a" * source.MAX_BYTES))


@pytest.fixture
def events(monkeypatch: pytest.MonkeyPatch) -> list[yaml.Event]:
    """Return a list to which everything is added that the parser reports."""
    reported: list[yaml.Event] = []
    parse = yaml.parse

    def counted(text: str, **options: Any) -> Iterator[yaml.Event]:  # noqa: ANN401 - as in PyYAML
        for event in parse(text, **options):
            reported.append(event)
            yield event

    monkeypatch.setattr("macros.source.yaml_text.yaml.parse", counted)
    return reported


# The parser is some events ahead of what nests too deep: it begins a document, and a pair of a
# mapping takes two.
AHEAD = 2 * yaml_text.MAX_DEPTH + 5


@pytest.mark.parametrize(
    ("text", "most"),
    [
        (AS_A_FILE["100,000 keys"].files[FACTS], yaml_text.MAX_EVENTS + 2),
        (AS_A_FILE["10,000 brackets"].files[SPAIN], AHEAD),
        (AS_A_FILE["10,000 braces"].files[SPAIN], AHEAD),
        (AS_A_FILE["10,000 levels of indentation"].files[SPAIN], AHEAD),
        (AS_YAML["a bomb of aliases"].files[SPAIN], 5),
    ],
    ids=["keys", "brackets", "braces", "levels", "aliases"],
)
def test_the_parser_is_stopped_as_soon_as_there_is_too_much(
    text: bytes, most: int, events: list[yaml.Event]
) -> None:
    assert source.parse("data/x.yml", text).problems
    assert 0 < len(events) <= most


def test_one_file_gets_so_many_problems_of_a_kind_and_no_more() -> None:
    twice = source.parse(FACTS, AS_A_FILE["5,000 times the same key"].files[FACTS])
    unknown = understand(AS_A_FILE["11,000 keys nobody knows"].files)
    assert len(twice.problems) == len(unknown.problems) == source.MAX_PROBLEMS
    macros = b"---\ntitle: T\ndescription: D\n---\n" + b"{{ x }}\n" * (source.MAX_PROBLEMS + 9)
    assert len(source.page("docs/en/x.md", macros).problems) == source.MAX_PROBLEMS


def test_one_rule_finds_so_many_problems_and_no_more() -> None:
    found = check(known_with(VALUES["a thousand countries that do not exist"].files))
    assert [p.rule for p in found] == ["COUNTRY-KNOWN"] * registry.MOST


def test_a_hostile_pattern_is_refused_before_it_is_ever_matched(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried: set[str] = set()

    def matches(form: NumberFormat, _: str) -> bool:
        tried.add(form.pattern)
        return True

    monkeypatch.setattr(number_formats, "matches", matches)
    for case in PATTERNS.values():
        hostile = next(p for p in case.files[FORMATS].decode().splitlines() if "pattern: " in p)
        check(known_with(case.files, FULL_OF_TEXTS))
        assert tried, "no pattern was matched at all"
        assert hostile.partition("'")[2].rstrip("'") not in tried or case.rule != "PATTERN-READABLE"


def test_names_are_guessed_for_few_words_and_for_none_that_is_no_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    guessed: list[str] = []

    def close(word: str, *_: object, **__: object) -> list[str]:
        guessed.append(word)
        return []

    monkeypatch.setattr(hints, "get_close_matches", close)
    for case, most in (
        (AS_A_FILE["11,000 keys nobody knows"], source.MAX_PROBLEMS),
        (VALUES["a thousand countries that do not exist"], registry.MOST),
        (AS_YAML["a key of 300,000 letters"], 0),
    ):
        guessed.clear()
        assert check(known_with(case.files))
        assert len(guessed) <= most
    check(known_with({KITE: FILES[KITE].replace(b"name:", b"nmae:")}))
    assert guessed == ["nmae"]


# --- What is accepted, and shown as the text that it is ------------------------------------------

HARMLESS = {
    "quotes": '"onclick="alert(1)" and \' onclick=\'alert(1)',
    "entities": "&lt;script&gt;alert(1)&lt;/script&gt; &#60;b&#62;",
    "an address that runs code": "javascript:alert(1) data:text/html,x",
    "a format of the shell": "$(id) %s %(name)s %3Cscript%3E",
    "brackets": "[town] a (b) c! ~d~ e^2 = f: g - h + i",
    "names with underscores": "MINI_CODE and a_b_c",
    "letters from right to left": "اتصل بالبريد",
    "marks upon marks": "Z" + "\u0301\u0302\u0303" * 50,
    "emoji": "📦 5€ 🇪🇸",
    "a very long word": "x" * 1_000,
    "a formula": "=1+2 and @here and #1",
}
PLAIN = "Customer service"

# Where texts stand: in headings, tables, lists, links, attributes and inside sentences.
PLACES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (SPAIN, ("name", "use", "note", "reason")),
    (FACTS, ("value", "statement", "note")),
    ("data/statuses.yml", ("title", "means", "do")),
    ("data/wordings/posta-norte.yml", ("by", "note")),
    (SNAIL, ("name", "summary", "operator", "note", "disagrees")),
    (FORMATS, ("name", "tells")),
    (WORDS, ("no_desk", "track_heading", "customs_lead")),
    (TABLE, ("title", "hint", "unknown", "do", "next", "not")),
)


def with_text(text: str) -> Knowledge:
    """Return the small project's knowledge with `text` in every place."""
    files: dict[str, bytes] = {}
    in_quotes = "'" + text.replace("'", "''") + "'"
    for file, keys in PLACES:
        for key in keys:
            new = f"{key}: {in_quotes}".replace("\\", r"\\")
            line = rf"(?m)^([ -]*){key}: .*$"
            content, count = re.subn(line, rf"\g<1>{new}", files.get(file, FILES[file]).decode())
            assert count, (file, key)
            files[file] = content.encode()
    return known_with(files)


class Skeleton(HTMLParser):
    """The elements of a page with their attributes, and the text that a reader sees."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, ...]] = []
        self.links: set[str] = set()
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, *(name for name, _ in attrs)))
        self.links |= {value or "" for name, value in attrs if name in {"href", "src", "action"}}

    def handle_data(self, data: str) -> None:
        self.text += data


def shown(knowledge: Knowledge) -> dict[str, Skeleton]:
    """Return some pages as MkDocs makes them, without the theme."""
    markdown: Any = import_module("markdown")
    pages: dict[str, Callable[[View], str]] = {
        "es": lambda view: countries.country_page(view, "es"),
        "contacts": countries.post_office_table,
        "statuses": statuses.status_list,
        "snail": lambda view: carriers.carrier_page(view, Path(SNAIL).stem),
        "formats": tracking_numbers.number_format_table,
        "carriers": lambda view: carriers.carrier_table(view, "may-be-untracked"),
        "next step": next_steps.next_step_page,
        "plans": lambda view: next_steps.next_step_plans(view, "flight"),
        "facts": lambda view: f"A {facts.fact(view, 'pay-link')} b.\n\n{facts.sources(view)}",
    }
    view = View(Edition(knowledge, "en"), meta={"rests_on": ["pay-link"]})
    extensions = ["admonition", "attr_list", "def_list", "md_in_html", "tables", "toc"]
    return {
        name: Skeleton(markdown.markdown(page(view), extensions=extensions))
        for name, page in pages.items()
    }


def test_what_is_accepted_is_shown_as_the_text_that_it_is() -> None:
    plain = shown(with_text(PLAIN))
    wrong = {}
    for name, text in HARMLESS.items():
        knowledge = with_text(text)
        # The facts say nothing of days any more.
        assert {problem.rule for problem in check(knowledge)} == {"NEXT-STEP-DAYS"}, name
        for place, page in shown(knowledge).items():
            is_same = (page.elements, page.links) == (plain[place].elements, plain[place].links)
            if not is_same or text not in page.text:
                wrong[name, place] = (
                    "other elements or links" if not is_same else "the text is gone"
                )
    assert wrong == {}


@pytest.mark.parametrize(
    "url",
    [
        "https://xn--80ak6aa92e.com/",
        "https://example.org/?a=1&lt;b=2&quot;",
        "https://example.org/{{config}}",
    ],
    ids=["punycode", "entities", "a template"],
)
def test_a_link_that_is_accepted_leads_where_it_says(url: str) -> None:
    knowledge = known_with(link(url).files)
    assert check(knowledge) == []
    page = Skeleton(countries.country_page(View(Edition(knowledge, "en")), "es"))
    assert url in page.links
    assert url.split("/")[2] in page.text


ACCEPTED = {
    "Windows line ends": FILES[SPAIN].replace(b"\n", b"\r\n"),
    "old Mac line ends": FILES[SPAIN].replace(b"\n", b"\r"),
    "a byte order mark at the head": b"\xef\xbb\xbf" + FILES[SPAIN],
    "no line end at the end": FILES[SPAIN].rstrip(b"\n"),
    "blanks at the ends of lines": FILES[SPAIN].replace(b"\n", b"  \n"),
    "JSON": b'{"country": "ES", "operators": [{"name": "Posta", "role": "post"}]}',
}


def test_what_an_editor_does_by_itself_is_no_problem() -> None:
    found = {name: check(known_with({SPAIN: content})) for name, content in ACCEPTED.items()}
    assert {name: problems for name, problems in found.items() if problems} == {}


# --- What only a folder can hold, through the command line ---------------------------------------


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a copy of the small project's data and pages that a test may break."""
    for folder in ("data", "docs"):
        shutil.copytree(MINI / folder, tmp_path / "project" / folder)
    (tmp_path / "project" / WORDS).parent.mkdir()
    (tmp_path / "project" / WORDS).write_bytes(FILES[WORDS])
    shutil.copy(ROOT / "mkdocs.yml", tmp_path / "project")
    (tmp_path / "secret.yml").write_bytes(FILES[SPAIN])
    return tmp_path / "project"


def link_to(target: str) -> Callable[[Path], None]:
    """Return what puts a link to `target` in the place of a file or folder."""

    def put(place: Path) -> None:
        if place.is_dir():
            shutil.rmtree(place)
        place.unlink(missing_ok=True)
        place.parent.mkdir(exist_ok=True)
        place.symlink_to(target)

    return put


def folder(place: Path) -> None:
    place.unlink(missing_ok=True)
    place.mkdir()


def pipe(place: Path) -> None:
    os.mkfifo(place)


def content(raw: bytes) -> Callable[[Path], None]:
    def put(place: Path) -> None:
        place.write_bytes(raw)

    return put


# Where each is put, what it is, and how it is put there: all at once, each in a place of its own.
ON_DISK: dict[str, tuple[str, Callable[[Path], None]]] = {
    "data/post-offices/es.yml": ("a link to a file outside", link_to("../../../secret.yml")),
    "docs/en/passwd.md": ("a link to a file of the system", link_to("/etc/passwd")),
    "data/post-offices/gb.yml": ("a link to a neighbour", link_to("fr.yml")),
    "data/messages": ("a link to a folder", link_to("customs")),
    "docs/en/more": ("a link to a folder of pages", link_to("faq")),
    "data/post-offices/sa.yml": ("a link to itself", link_to("sa.yml")),
    "data/customs/es.yml": ("a link to nothing", link_to("nothing.yml")),
    "docs/en/assets/a.svg": ("a picture that is a link", link_to("/etc/passwd")),
    "data/customs/fr.yml": ("a folder with the name of a record", folder),
    "docs/en/about.md": ("a folder with the name of a page", folder),
    "data/post-offices/bo.yml": ("a pipe", pipe),
    "data/post-offices/BO.YML": ("a record in capitals", content(b"country: BO\n")),
    "data/customs/b o.yml": ("a record with a blank in its name", content(b"country: BO\n")),
    "data/post-offices/bo.json": ("a record in another format", content(b"{}")),
    "docs/en/a.markdown": ("a page that MkDocs takes and we do not", content(b"{{ config }}")),
    "docs/en/a.html": ("a page in HTML", content(b"<script>alert(1)</script>")),
    "data/post-offices/\udcff.yml": ("a name that is not UTF-8", content(b"a: b\n")),
}
# These are files: they are read, and refused for their names.
READ = {"data/post-offices/BO.YML", "data/customs/b o.yml", "data/post-offices/\udcff.yml"}


def test_what_is_no_plain_file_is_named_and_not_read(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    for place, (_, put) in ON_DISK.items():
        put(project / place)
    assert main(["--root", str(project), "check"]) == 1
    said = capsys.readouterr().out
    named = {place: place.replace("\udcff", r"\u{dcff}") for place in ON_DISK}
    unnamed = [
        what for p, (what, _) in ON_DISK.items() if f"{named[p]}:1: FILE-KNOWN: " not in said
    ]
    assert unnamed == []
    read = [file for file in source.read(project) if file.startswith(tuple(ON_DISK))]
    assert set(read) == READ


def test_everything_at_once_is_answered_without_a_traceback(project: Path) -> None:
    cases = [case for family in REFUSED.values() for case in family.values()]
    for case in cases:
        for file, raw_content in case.files.items():
            if ".." not in file:
                (project / file).write_bytes(raw_content)
    for place, (_, put) in ON_DISK.items():
        if not (project / place).exists():
            put(project / place)
    done = subprocess.run(
        [sys.executable, "-m", "macros", "--root", str(project), "check"],
        cwd=ROOT,
        env=os.environ | {"GITHUB_ACTIONS": "false"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == ""
    assert re.search(r"^\d+ problems in \d+ files", done.stdout, re.M)
