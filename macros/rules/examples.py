"""Small files from which the rules make their examples."""

from __future__ import annotations

from macros.model import ORIGINAL, stamp
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


PRINTED = "by: Post\nlanguage: es\nevidence: reported\nlines:\n  a: [Entregado]\n"


def fact(
    lines: str,
    *,
    says: str = "The window is 15 days. It opens on day 11.",
    places: str = "[all]",
) -> Files:
    """Return a file of facts with one fact that holds `lines`."""
    head = "facts:\n  - id: window\n    about: dispute\n    value: 15 days\n"
    body = f"    statement: {says}\n    applies_to: {places}\n"
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
    return {f"docs/{ORIGINAL}/{path}.md": "---\ntitle: T\ndescription: D.\n---\n"}


_DATE = (
    "  - id: {}\n    title: A day\n    from: {}\n    days: {}\n    form: {}\n    unknown: a day\n"
)
_RESTS = "    rests_on: [window]\n"
_TOLL = (
    "  - id: toll\n    about: charges\n    value: a toll\n    statement: There is a toll.\n"
    "    applies_to: [ES]\n" + SURE
)
_PLAN = (
    "  - id: {}\n    when:\n      - situation: [lost]\n        time: [{}]\n    title: {}\n"
    "    verdict: 'Ask by {{ask-by}}.'\n"
)
_WHY = "    why: [window]\n    page: faq/lost\n"
_NEXT_STEPS = (
    "dates:\n"
    + _DATE.format("opens", "shipped", 11, "opens") + _RESTS
    + _DATE.format("ask-by", "your-date", -3, "safe") + "    alone: Ask at the latest\n"
    + _DATE.format("closes", "delivery", 15, "closes") + "    short: Closes\n" + _RESTS
    + "times:\n"
    "  - id: over\n    title: The time is over.\n    after: closes\n"
    "  - id: due\n    title: The day has come.\n    since: ask-by\n"
    "  - id: open\n    title: There is time.\n"
    "situations:\n"
    "  - id: lost\n    title: Lost\n    hint: It is lost.\n    next: Nothing.\n    covers: [lost]\n"
    "doors:\n"
    "  - id: lost\n    title: Lost\n    hint: It is lost.\n    leads:\n      - situation: lost\n"
    "local:\n  - facts: [toll]\n    do: 'There is {value}.'\n    plans: [wait]\n"
    "steps:\n"
    "  - id: try\n    on: opens\n    do: Try it.\n    later: still\n"
    "  - id: ask\n    on: ask-by\n    do: Ask for your money.\n    later: today\n"
    "cautions:\n  - id: wait\n    not: Do not wait.\n"
    "shared:\n  - id: both\n    do: Look at both dates.\n"
    "plans:\n"
    + _PLAN.format("wait", "open", "Wait")
    + "    now: ['{both}']\n    then: [try, ask]\n    call: nobody\n    never: [wait]\n" + _WHY
    + _PLAN.format("claim", "due", "Ask for your money")
    + "    now: ['Ask before {closes}.']\n    asks: form\n    call: nobody\n    write: [claim]\n"
    "    proof: lost\n"
    + _WHY
    + _PLAN.format("bank", "over", "Ask your bank")
    + "    now: [Ask it.]\n    asks: bank\n    call: bank\n    write: [bank]\n"
    "    proof: lost\n" + _WHY
)  # fmt: skip
_PROOF = "proofs:\n  - id: a\n    what: A picture.\nchecklists:\n  - id: lost\n    proofs: [a]\n"
_MESSAGE = "to: {}\ntitle: Ask\nuse: Nothing came.\ntexts:\n  - language: en\n    lines: [Hello]\n"


def next_steps(old: str = "", new: str = "") -> Files:
    """Return next steps with all that they name, in which `new` stands for `old`."""
    return {
        "data/facts.yml": fact(SURE)["data/facts.yml"] + _TOLL,
        "data/next-steps.yml": _NEXT_STEPS.replace(old, new),
        "data/statuses.yml": "statuses:\n" + STATUS.format("lost"),
        "data/checklists.yml": _PROOF,
        "data/messages/claim.yml": _MESSAGE.format("aliexpress"),
        "data/messages/bank.yml": _MESSAGE.format("card-issuer"),
        **page("faq/lost"),
        **page("next-step/lost"),
    }


def translated_fact(key: str, says: str, of: str | None = None, english: str = "15 days") -> Files:
    """Return a fact, and what one of its fields says in Spanish."""
    made = f"    of: {stamp(english) if of is None else of}\n" if of != "" else ""
    head = f"read: none\ntexts:\n  {key}:\n{made}"
    original = fact(SURE)["data/facts.yml"].replace("15 days\n", f"{english}\n", 1)
    return {
        "data/facts.yml": original,
        "data/translations/es/facts.yml": f"{head}    text: {says}\n",
    }


# A page in English, whose translations are examples.
ENGLISH_STEPS = "## Steps {: #steps }\n"


def translated_page(own: str, english: str = ENGLISH_STEPS, *, start: str = "") -> Files:
    """Return a fact, a page in English that shows it, and its translation into Spanish of today.

    Both begin with `start`.
    """
    stamps = {"page": f"T\nD.\n{start}", "steps": english}
    made = "".join(f"  {id_}: {stamp(text)}\n" for id_, text in stamps.items())
    head = "---\ntitle: T\ndescription: D.\nrests_on: [window]\nrender_macros: true\n"
    return fact(SURE) | {
        "docs/en/a.md": f"{head}---\n{start}{english}",
        "docs/es/a.md": f"{head}translates:\n{made}---\n{start}{own}",
    }
