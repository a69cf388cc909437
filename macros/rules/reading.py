"""Rules about files that can be read at all."""

from __future__ import annotations

from macros.rules.examples import SURE, fact
from macros.rules.registry import reading_rule

reading_rule(
    "YAML-READABLE",
    "A file is YAML in UTF-8.",
    why="A file that cannot be read loses everything in it.",
    fix="Compare indentation, colons and quotes with a neighbouring file.",
    good={"data/facts.yml": "facts: []\n"},
    bad={"data/facts.yml": "facts:\n\t- id: a\n"},
)
reading_rule(
    "YAML-KEYS-ONCE",
    "A field stands once in its record.",
    why="Of two equal fields one would be lost without a word.",
    fix="Keep one of the two, or make a second list item.",
    good={"data/facts.yml": "facts: []\n"},
    bad={"data/facts.yml": "facts: []\nfacts: []\n"},
)
reading_rule(
    "YAML-PLAIN",
    "YAML is used without anchors, aliases, tags and second documents.",
    why="What is written must be what is meant, for people who do not know YAML.",
    fix="Write the value out, in quotes where it begins with a special character.",
    good={"data/words/en.yml": 'words:\n  star: "*"\n'},
    bad={"data/words/en.yml": "words: &w\n  again: *w\n"},
)
reading_rule(
    "FILE-NOT-EMPTY",
    "A file holds something.",
    why="An empty file looks like a record and says nothing.",
    fix="Fill it in, or delete it.",
    good={"data/facts.yml": "facts: []\n"},
    bad={"data/facts.yml": "# nothing yet\n"},
)
reading_rule(
    "FILE-PRESENT",
    "Every file that the site cannot do without is there, and holds something.",
    why="Pages, the search and the public data are made of these files, and lead to these pages.",
    fix="Put it back as it was in an earlier version.",
    good=fact(SURE),
    bad={"data/facts.yml": "facts: []\n", "mkdocs.yml": "nav:\n  - Home: index.md\n"},
)
reading_rule(
    "FILE-KNOWN",
    "A file stands where its dataset keeps such files.",
    why="A file in the wrong place would be passed over in silence.",
    fix="Move it to its dataset's folder and end its name in .yml.",
    good={"data/facts.yml": "facts: []\n"},
    bad={"data/post-ofices/es.yml": "country: ES\n"},
)
reading_rule(
    "FIELD-NOT-EMPTY",
    "A field that is written has a value.",
    why="An empty field leaves open whether there is none or somebody forgot it.",
    fix="Write a value after the colon, or delete the line.",
    good=fact(SURE),
    bad=fact(SURE + "    source:\n"),
)
reading_rule(
    "FIELD-KNOWN",
    "A record has only fields that are known.",
    why="A misspelt field would never reach a page.",
    fix="Use one of the names that the message lists.",
    good=fact(SURE + "    note: Seen twice.\n"),
    bad=fact(SURE + "    notes: Seen twice.\n"),
)
reading_rule(
    "FIELD-PRESENT",
    "A record has every field that it needs.",
    why="A page would have a hole where the reader needs an answer.",
    fix="Add the field that the message names.",
    good=fact(SURE),
    bad={"data/facts.yml": "facts:\n  - id: window\n"},
)
reading_rule(
    "FIELD-VALUE",
    "A field has a value of its kind.",
    why="A page can only be made from values of the right kind.",
    fix="Compare it with the same field of another record.",
    good=fact(SURE),
    bad=fact(SURE + "    carriers: some\n"),
)
reading_rule(
    "EVIDENCE-KNOWN",
    "Evidence is official, quoted, reported or unconfirmed.",
    why="The reader is told in words how sure we are; there is one sentence for each word.",
    fix="Use one of the four words.",
    good=fact("    evidence: reported\n"),
    bad=fact("    evidence: certain\n"),
)
reading_rule(
    "DATE-REAL",
    "A date is a day that exists, written YYYY-MM-DD.",
    why="03/04/2026 is two different days on two sides of an ocean.",
    fix="Write year, month and day with hyphens; as_of may stop after the year or the month.",
    good=fact(SURE + "    checked: 2026-11-23\n"),
    bad=fact(SURE + "    checked: 2026-02-31\n"),
)
reading_rule(
    "PAGE-PLAIN",
    "A page is Markdown: text, links, tables and plain HTML blocks.",
    why="A page must not run a script, load from another site, or lead where it does not say.",
    fix="Write it in Markdown, or in a template.",
    good={"docs/en/a.md": "---\ntitle: A\ndescription: About a.\n---\n[Home](index.md)\n"},
    bad={"docs/en/a.md": "---\ntitle: A\ndescription: About a.\n---\n<script>alert(1)</script>\n"},
)
reading_rule(
    "PAGE-FRONT-MATTER",
    "A page begins with front matter that gives its title and description.",
    why="Search results and link previews are made of them.",
    fix="Begin the page with ---, title, description, ---.",
    good={"docs/en/a.md": "---\ntitle: A\ndescription: About a.\n---\nText\n"},
    bad={"docs/en/a.md": "# A\n"},
)
_LEAD = "words:\n  country_page: Who delivers in {}.\n"
reading_rule(
    "WORD-GAPS",
    "A word of the interface has the gaps that pages and scripts fill.",
    why="A gap that nothing fills is shown as it stands; one that is missing loses what it shows.",
    fix="Compare the gaps with those of an earlier version.",
    good={"data/words/en.yml": _LEAD.format("{country}")},
    bad={"data/words/en.yml": _LEAD.format("{land}")},
)
