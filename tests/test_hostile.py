"""Broken and malicious files are refused with file and line, or shown as the text that they are."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from macros import render, source
from macros.__main__ import main
from macros.model import Knowledge, understand
from macros.rules import check

from .projects import ROOT

# Nobody waits longer for an answer; on an idle machine each case takes a tenth of it.
MOST_SECONDS = 2.0

FILES = source.read(ROOT)
SPAIN = "data/post-offices/es.yml"
SAVER = "data/carriers/aliexpress-saver-shipping.yml"
FACTS = "data/facts.yml"
FORMATS = "data/number-formats.yml"
WORDS = "data/words/en.yml"
PAGE = "docs/en/faq/customs-hold.md"
CALL = '{{ journey("import") }}'


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
    """Return a file with `new` in the place of the first value of `key`, whatever it is today."""
    line = re.search(rf"(?m)^([ -]*){key}: .+\n", FILES[file].decode())
    assert line, (file, key)
    return swap(file, line[0], f"{line[1]}{key}: {new}\n", rule, below)


def number(written: str, rule: str = "PHONE-VALID") -> Case:
    return put(SPAIN, "number", written, rule)


def link(url: str, rule: str = "URL-SAFE") -> Case:
    return put(SPAIN, "source", f"'{url}'", rule)


def date(field: str, written: str, rule: str = "DATE-REAL") -> Case:
    return put(SPAIN, "source", f"https://example.org/\n        {field}: {written}", rule, 1)


def tracking(url: str, rule: str) -> Case:
    return put("data/trackers.yml", "link", f"'{url}'", rule)


def use(text: str, rule: str = "TEXT-PLAIN") -> Case:
    return put(SPAIN, "use", text, rule)


def pattern(expression: str) -> Case:
    """Return a file with this pattern, and numbers on which such a pattern would run for hours."""
    case = put(FORMATS, "pattern", f"'{expression}'", "PATTERN-READABLE")
    traps = "    invalid:\n" + "".join(f"      - {sign * 60}-\n" for sign in "aA1")
    trap = case.files[FORMATS].replace(b"    invalid:\n", traps.encode())
    return Case({FORMATS: trap}, case.rule, case.file, case.line)


def word(key: str, new: str, rule: str = "WORD-GAPS") -> Case:
    return put(WORDS, key, new, rule)


def word_gone(key: str, group: str) -> Case:
    """Return the words without one; the problem is expected where its group begins."""
    line = re.search(rf"(?m)^ +{key}: .+\n", FILES[WORDS].decode())
    assert line, key
    return swap(WORDS, line[0], "", "WORD-GAPS", at=f"{group}:\n")


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

REFUSED: dict[str, Case] = {
    # --- The file as such
    "an empty file": raw(SPAIN, b"", "FILE-NOT-EMPTY"),
    "only comments": raw(SPAIN, b"# country: ES\n# nothing\n", "FILE-NOT-EMPTY"),
    "only blanks": raw(SPAIN, b"  \n\n \n", "FILE-NOT-EMPTY"),
    "only a word for nothing": raw(SPAIN, b"# country: ES\n~\n", "FILE-NOT-EMPTY", 2),
    "half a file": raw(SPAIN, HALF, "YAML-READABLE", HALF.count(b"\n") + 1),
    "a text in place of a record": raw(SPAIN, b"Call 915 197 197\n", "FIELD-VALUE"),
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
    "UTF-16 without a mark": raw(SPAIN, FILES[SPAIN].decode().encode("utf-16-be"), "YAML-READABLE"),
    "Latin-1": raw(SPAIN, b"country: ES\noperators:\n  - name: Espa\xf1a\n", "YAML-READABLE", 3),
    "a lone surrogate": put(SPAIN, "name", "\ud800", "YAML-READABLE"),
    "a lone surrogate, written out": put(SPAIN, "name", '"\\ud800"', "YAML-READABLE"),
    "NUL": put(SPAIN, "name", "Cor\0reos", "YAML-READABLE"),
    "a control character": put(SPAIN, "name", "Cor\x1b[31m", "YAML-READABLE"),
    "a line end that only some know": put(SPAIN, "name", "Cor\u2028reos", "YAML-READABLE"),
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
    # --- YAML
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
    "smart quotes around a value": number("“+34 915 197 197”"),
    "a key with the command of a workflow": swap(
        SPAIN, "country: ES", 'country: ES\n"x\\n::error file=a::b": 1', "FIELD-KNOWN", 1
    ),
    "a key of 300,000 letters": raw(SPAIN, b"? " + b"k" * 300_000 + b"\n: 1\n", "FIELD-KNOWN"),
    "a colon forgotten": swap(SPAIN, "role: post", "role post", "YAML-READABLE", 1),
    "a field without a value": put(SPAIN, "use", "", "FIELD-NOT-EMPTY"),
    "a field of blanks": use('"   "', "FIELD-VALUE"),
    # --- Wrong types, at every level
    "a record where a text should be": swap(SPAIN, "country: ES", "country: {a: b}", "FIELD-VALUE"),
    "a text where a list should be": swap(
        SPAIN, "withdrawn:", "wanted: a fax number\nwithdrawn:", "FIELD-VALUE"
    ),
    "a list where an operator should be": swap(
        SPAIN, "operators:\n", "operators:\n  - [Correos]\n", "FIELD-VALUE", 1
    ),
    "a record where the operators should be": raw(
        SPAIN, b"country: ES\noperators:\n  name: Correos\n", "FIELD-VALUE", 2
    ),
    "no operator at all": raw(SPAIN, b"country: ES\noperators: []\n", "FIELD-VALUE", 2),
    "a record where a number should be": number("{de: 915}", "FIELD-VALUE"),
    "a text where a fact should be": raw(
        FACTS, b"facts:\n  - The window is 15 days.\n", "FIELD-VALUE", 2
    ),
    "a list inside the words": word("local_time", "[a, b]", "FIELD-VALUE"),
    "words three levels deep": word("local_time", "{a: {b: c}}", "FIELD-VALUE"),
    # --- Numbers, dates, countries
    "a phone with letters": number('"+34 915 CORREOS"'),
    "a phone with an extension": number('"+34 915 197 197 ext. 12"'),
    "two phones in one": number('"+34 915 197 197 / 900 400 004"'),
    "a phone of 10,000 digits": number(f'"+34 {"9" * 10_000}"'),
    "a phone in full-width digits": number('"＋３４ ９１５ １９７ １９７"'),
    "a phone in Arabic digits": number('"+34 ٩١٥ ١٩٧ ١٩٧"'),
    "a phone that leads to a menu": number('"*#06#"', "TEXT-PLAIN"),
    "a phone of another country": number('"+33 1 72 40 78 50"', "PHONE-COUNTRY"),
    "an infinite number of days": swap(
        SAVER, "name:", "days: {min: .inf, max: 3}\nname:", "FIELD-VALUE"
    ),
    "days that are no number": swap(
        SAVER, "name:", "days: {min: 3, max: .nan}\nname:", "FIELD-VALUE"
    ),
    "10 to the power of 400 days": swap(
        SAVER, "name:", f"days: {{min: 3, max: 1{'0' * 400}}}\nname:", "FIELD-VALUE"
    ),
    "more days at least than at most": swap(
        SAVER, "name:", "days: {min: 90, max: 3}\nname:", "FIELD-VALUE"
    ),
    "31 February": date("checked", "2026-02-31"),
    "a check before 2020": date("checked", "2019-12-31", "DATE-PLAUSIBLE"),
    "a check in the year 1026": date("checked", "1026-11-23"),
    "a source of the year 1026": date("as_of", "1026"),
    "a timestamp for a date": date("checked", "1795392000"),
    "a date with a time": date("checked", "2026-11-23T10:00:00Z"),
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
    # --- Links
    "javascript:": link("javascript:alert(1)"),
    "javascript: in capitals behind a blank": link(" JaVaScRiPt:alert(1)"),
    "data:": link("data:text/html,<script>alert(1)</script>"),
    "file:": link("file:///etc/passwd"),
    "a link without a scheme": link("//evil.example.org/"),
    "a link with a password": link("https://correos.es:pass@evil.example.org/"),
    "a link to a homograph": link("https://www.соrreos.es/"),
    "a link to a number": link("https://2130706433/"),
    "a link to an IP address": link("https://[::1]/"),
    "a link to a hexadecimal host": link("https://0x7f.0x1/"),
    "a link with a blank": link("https://example.org/a b"),
    "a link with a line end": put(SPAIN, "source", '"https://example.org/a\\nb"', "URL-SAFE"),
    "a link that ends its attribute": link('https://example.org/"onmouseover="alert(1)'),
    "a link with a tag": link("https://example.org/<script>"),
    "a link with a backslash": link("https://example.org\\@evil.example.org/"),
    "the reader's number as a host": tracking("https://{number}.example.org/", "URL-SAFE"),
    "{number} twice": tracking("https://example.org/{number}/{number}", "TRACKING-NUMBER-ONCE"),
    "{number.__class__}": tracking(
        "https://example.org/{number.__class__}", "TRACKING-NUMBER-ONCE"
    ),
    "a link in an e-mail address": put(
        SPAIN, "address", "javascript:alert@example.org", "FIELD-VALUE"
    ),
    "a homograph in an e-mail address": put(SPAIN, "address", "a@соrreos.es", "FIELD-VALUE"),
    "a tracker that tracks nothing": raw(
        "data/trackers.yml", b"trackers:\n  - name: T\n", "TRACKER-LINK", 2
    ),
    # --- Text
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
    "a text turned round": use('"Call \\u202e791 791 519"'),
    "a zero-width blank": use('"Customer\\u200bservice"'),
    "a letter without ink": use('"\\u3164"'),
    "a control character, written out": use('"Customer\\x07service"'),
    # --- Patterns
    "a pattern that repeats a repetition": pattern("^(a+)+$"),
    "a pattern with two equal ways": pattern("^(a|a)*$"),
    "a pattern that takes all": pattern("^(.*)*$"),
    "a pattern that repeats a group by count": pattern("^(?:A|A){30}$"),
    "a pattern with thirty choices": pattern("^" + "A?" * 30 + "A" * 30 + "$"),
    "a pattern with four ranges": pattern(r"^\d{0,50}\d{0,50}\d{0,50}\d{0,50}X$"),
    "a pattern that looks back": pattern(r"^(A)\1$"),
    "a pattern that only Python reads": pattern(r"^(?P<a>A)$"),
    "a pattern of 100,000 brackets": pattern("^" + "(" * 100_000),
    "a pattern that is never closed": pattern(r"^(BYS\d{9}$"),
    "a pattern without a beginning": pattern(r"BYS\d{9}"),
    "a pattern with a huge count": pattern(r"^\d{99999999999}$"),
    "a number too short for its check digit": swap(
        FORMATS, "    valid:\n", "    valid:\n      - RU\n", "FORMAT-EXAMPLES", 1
    ),
    # --- Words
    "a gap with a number": word("printed", "'Printed {0}'"),
    "a gap that looks inside": word("call", "'Call {number.__class__}'"),
    "a gap of a gigabyte": word("call", "'Call {number:>1000000000}'"),
    "a gap that is never closed": word("call", "'Call {number'", "TEXT-PLAIN"),
    "a gap left out": word("call", "Call"),
    "a gap that nothing fills": word("local_time", "'{config}'"),
    "a word left out": word_gone("website", "words"),
    "a word of a group left out": word_gone("courier", "roles"),
    "a group in place of a word": word("website", "{a: b}"),
    # --- Pages
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
    "a filter": prose('{{ fact("scam-fee-link") | safe }}'),
    "an attribute of a macro": prose("{{ fact.__globals__ }}"),
    "a loop without end": prose("{% for i in range(10**9) %}x{% endfor %}"),
    "an import": prose('{% import "evil.html" as e %}'),
    "a comment in a page": prose("{# hidden #}"),
    "10,000 brackets in a page": prose("{{ " + "(" * 10_000 + ")" * 10_000 + " }}"),
    "a call behind a brace": prose('{{{ journey("import") }}'),
    "a macro that is never closed": prose('{{ journey("import")'),
    "a macro that nobody knows": prose('{{ os("id") }}'),
    "a macro with too many arguments": prose('{{ fact("scam-fee-link", "scam-anpost") }}'),
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
    "a page turned round": prose("Call \u202e791 791 519", "PAGE-PLAIN"),
    # --- Names of files
    "a name in capitals": raw("data/post-offices/FR.yml", b"country: FR\n", "FILE-KNOWN"),
    "a name with a blank": raw("data/post-offices/e s.yml", b"country: ES\n", "FILE-KNOWN"),
    "a name with dots": raw("data/post-offices/../es.yml", b"country: ES\n", "FILE-KNOWN"),
    "a name that ends in .yaml": raw("data/post-offices/es.yaml", FILES[SPAIN], "FILE-KNOWN"),
    "a name with a line end": raw("data/post-offices/a\n::error::b.yml", b"a: b\n", "FILE-KNOWN"),
    "a hidden file": raw("data/post-offices/.es.yml", FILES[SPAIN], "FILE-KNOWN"),
    "a country without a page": raw("data/post-offices/at.yml", FILES[SPAIN], "COUNTRY-FILE", 3),
}


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_what_a_pull_request_can_break_is_refused_with_file_and_line(case: Case) -> None:
    files = FILES | case.files
    started = time.process_time()
    problems = check(understand(files))
    said = [str(problem) for problem in problems]
    seconds = time.process_time() - started
    file = case.file.replace("\n", " ")
    assert [p for p in problems if (p.rule, p.file, p.line) == (case.rule, file, case.line)], said[
        :9
    ]
    assert all(len(text.splitlines()) == 2 for text in said)
    assert all(
        1 <= line <= lines_of(files, file) for file, line in {(p.file, p.line) for p in problems}
    )
    assert seconds < MOST_SECONDS


def lines_of(files: Mapping[str, bytes], name: str) -> int:
    """Return how many lines the file has that a problem names, with the one after the last."""
    content = next((raw for file, raw in files.items() if file.replace("\n", " ") == name), b"")
    return len(re.split(b"\r\n?|\n", content)) + 1


# --- What is accepted, and shown as the text that it is ------------------------------------------

HARMLESS = {
    "quotes": '"onclick="alert(1)" and \' onclick=\'alert(1)',
    "entities": "&lt;script&gt;alert(1)&lt;/script&gt; &#60;b&#62;",
    "an address that runs code": "javascript:alert(1) data:text/html,x",
    "a format of the shell": "$(id) %s %(name)s %3Cscript%3E",
    "brackets": "[town] a (b) c! ~d~ e^2 = f: g - h + i",
    "names with underscores": "CC_IM_START and a_b_c",
    "letters from right to left": "اتصل بالبريد",
    "marks upon marks": "Z" + "\u0301\u0302\u0303" * 50,
    "emoji": "📦 5€ 🇪🇸",
    "a very long word": "x" * 1_000,
    "a formula": "=1+2 and @here and #1",
}
PLAIN = "Customer service"

# Where texts stand: in headings, tables, lists, links, attributes and inside sentences.
PLACES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (SPAIN, ("name", "use", "hours", "note", "reason")),
    (FACTS, ("value", "statement", "note")),
    ("data/statuses.yml", ("title", "means", "do")),
    (SAVER, ("name", "summary", "operator")),
    (FORMATS, ("name", "tells")),
    (WORDS, ("website", "track_heading", "customs_lead")),
    ("data/next-steps.yml", ("title", "hint", "unknown", "do", "next", "not")),
)


def with_text(text: str) -> Knowledge:
    """Return the project's knowledge with `text` in every place."""
    files = dict(FILES)
    in_quotes = "'" + text.replace("'", "''") + "'"
    for file, keys in PLACES:
        for key in keys:
            new = f"{key}: {in_quotes}".replace("\\", r"\\")
            line = rf"(?m)^([ -]*){key}: .*$"
            content, count = re.subn(line, rf"\g<1>{new}", files[file].decode())
            assert count, (file, key)
            files[file] = content.encode()
    return understand(files)


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
    pages: dict[str, Callable[[render.View], str]] = {
        "es": lambda view: render.country_page(view, "es"),
        "contacts": render.post_office_table,
        "statuses": render.status_list,
        "saver": lambda view: render.carrier_page(view, Path(SAVER).stem),
        "formats": render.number_format_table,
        "carriers": lambda view: render.carrier_table(view, "tracked"),
        "guide": render.next_step_guide,
        "plans": lambda view: render.next_step_plans(view, "flight"),
        "facts": lambda view: (
            f"A {render.fact(view, 'scam-fee-link')} b.\n\n{render.sources(view)}"
        ),
    }
    view = render.View(knowledge, meta={"rests_on": ["scam-fee-link"]})
    extensions = ["admonition", "attr_list", "def_list", "md_in_html", "tables", "toc"]
    return {
        name: Skeleton(markdown.markdown(page(view), extensions=extensions))
        for name, page in pages.items()
    }


@pytest.fixture(scope="module")
def plain() -> dict[str, Skeleton]:
    return shown(with_text(PLAIN))


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS)
def test_what_is_accepted_is_shown_as_the_text_that_it_is(
    text: str, plain: dict[str, Skeleton]
) -> None:
    started = time.process_time()
    knowledge = with_text(text)
    broken = {problem.rule for problem in check(knowledge)}
    pages = shown(knowledge)
    seconds = time.process_time() - started
    # The facts say nothing of days any more.
    assert broken == {"NEXT-STEP-DAYS"}
    for name, page in pages.items():
        assert page.elements == plain[name].elements, name
        assert page.links == plain[name].links, name
        assert text in page.text, name
    assert seconds < MOST_SECONDS


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
    knowledge = understand(FILES | link(url).files)
    assert check(knowledge) == []
    page = Skeleton(render.country_page(render.View(knowledge), "es"))
    assert url in page.links
    assert url.split("/")[2] in page.text


ACCEPTED = {
    "Windows line ends": FILES[SPAIN].replace(b"\n", b"\r\n"),
    "old Mac line ends": FILES[SPAIN].replace(b"\n", b"\r"),
    "a byte order mark at the head": b"\xef\xbb\xbf" + FILES[SPAIN],
    "no line end at the end": FILES[SPAIN].rstrip(b"\n"),
    "blanks at the ends of lines": FILES[SPAIN].replace(b"\n", b"  \n"),
    "JSON": b'{"country": "ES", "operators": [{"name": "Correos", "role": "post"}]}',
}


@pytest.mark.parametrize("content", ACCEPTED.values(), ids=ACCEPTED)
def test_what_an_editor_does_by_itself_is_no_problem(content: bytes) -> None:
    assert check(understand(FILES | {SPAIN: content})) == []


def test_a_page_with_windows_line_ends_keeps_its_lines() -> None:
    case = REFUSED["code in a page"]
    page = {case.file: case.files[case.file].replace(b"\n", b"\r\n")}
    problems = check(understand(FILES | page))
    assert {(p.rule, p.line) for p in problems} >= {(case.rule, case.line)}
    assert {p.line for p in problems} == {case.line}


# --- What only a folder can hold, through the command line ---------------------------------------


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a copy of the data and the pages that a test may break."""
    for folder in ("data", "docs"):
        shutil.copytree(ROOT / folder, tmp_path / "project" / folder)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path / "project")
    (tmp_path / "secret.yml").write_bytes(FILES[SPAIN])
    return tmp_path / "project"


def link_to(target: str) -> Callable[[Path], None]:
    """Return what puts a link to `target` in the place of a file or folder."""

    def put(place: Path) -> None:
        if place.is_dir():
            shutil.rmtree(place)
        place.unlink(missing_ok=True)
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


# Each: where it is put, what is put there.
ON_DISK: dict[str, tuple[str, Callable[[Path], None]]] = {
    "a link to a file outside": (SPAIN, link_to("../../../secret.yml")),
    "a link to a file of the system": ("docs/en/passwd.md", link_to("/etc/passwd")),
    "a link to a neighbour": (SPAIN, link_to("fr.yml")),
    "a link to a folder": ("data/customs", link_to("post-offices")),
    "a link to a folder of pages": ("docs/en/more", link_to("faq")),
    "a link to itself": (SPAIN, link_to("es.yml")),
    "a link to nothing": (SPAIN, link_to("nothing.yml")),
    "a picture that is a link": ("docs/en/assets/pictures/a.svg", link_to("/etc/passwd")),
    "a folder with the name of a record": (SPAIN, folder),
    "a folder with the name of a page": ("docs/en/about.md", folder),
    "a pipe": ("data/post-offices/bo.yml", pipe),
    "a record in capitals": ("data/post-offices/BO.YML", content(b"country: BO\n")),
    "a record with a blank in its name": ("data/customs/b o.yml", content(b"country: BO\n")),
    "a record in another format": ("data/post-offices/bo.json", content(b"{}")),
    "a page that MkDocs takes and we do not": ("docs/en/a.markdown", content(b"{{ config }}")),
    "a page in HTML": ("docs/en/a.html", content(b"<script>alert(1)</script>")),
    "a name that is not UTF-8": (os.fsdecode(b"data/post-offices/\xff.yml"), content(b"a: b\n")),
}


@pytest.mark.parametrize(("place", "put"), ON_DISK.values(), ids=ON_DISK)
def test_what_is_no_plain_file_is_named(
    place: str,
    put: Callable[[Path], None],
    project: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    put(project / place)
    started = time.process_time()
    assert main(["--root", str(project), "check"]) == 1
    seconds = time.process_time() - started
    named = place.replace("\udcff", r"\u{dcff}")
    assert f"{named}:1: FILE-KNOWN: " in capsys.readouterr().out
    assert seconds < MOST_SECONDS


def test_everything_at_once_is_answered_without_a_traceback(project: Path) -> None:
    for case in REFUSED.values():
        for file, raw_content in case.files.items():
            if ".." not in file:
                (project / file).write_bytes(raw_content)
    for place, put in ON_DISK.values():
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
