"""Small files from which the rules make their examples."""

from __future__ import annotations

from macros.rules.registry import Files

SURE = "    evidence: reported\n"

CUSTOMS_ES = "country: ES\ndesks:\n  - name: Customs\n    role: authority\n"


SERVICE = {
    "data/carriers/saver.yml": "name: Saver\nsummary: A service.\nclass: economy\n"
    "class_evidence: reported\ntracked_until: unknown\noriginal_group: tracked\n"
    "evidence: reported\n"
}


FORMAT = (
    "formats:\n  - id: lp14\n    name: LP\n    pattern: '^LP\\d{14}$'\n    check_digit: none\n"
    '    tells: Cainiao.\n    valid: ["LP00900800700605"]\n    invalid: ["LP0090080070060"]\n'
    "    evidence: reported\n"
)


STATUS = (
    "  - id: {0}\n    title: Delivered {0}\n    wordings: [Delivered]\n    stage: delivered\n"
    "    means: It came.\n    do: Nothing.\n    evidence: reported\n"
)


def fact(lines: str) -> Files:
    """Return a file of facts with one fact that holds `lines`."""
    head = "facts:\n  - id: window\n    about: dispute\n    value: 15 days\n"
    body = "    statement: The window is 15 days.\n    applies_to: [all]\n"
    return {"data/facts.yml": head + body + lines}


def post(
    number: str,
    *,
    country: str = "ES",
    file: str = "es",
    dial_from: str = "country",
    more: str = "",
) -> Files:
    """Return a file of post offices with one phone."""
    text = (
        f"country: {country}\noperators:\n  - name: Post\n    role: post\n    phones:\n"
        f'      - number: "{number}"\n        dial_from: {dial_from}\n'
        "        use: customer service\n"
        f"        evidence: reported\n{more}"
    )
    return {f"data/post-offices/{file}.yml": text}


def page(path: str) -> Files:
    """Return an English page without text."""
    return {f"docs/en/{path}.md": "---\ntitle: T\ndescription: D.\n---\n"}
