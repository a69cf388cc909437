"""A translation is shown where it is safe, and English elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.editing import diff, languages
from macros.editing.stamping import Reading, stamped
from macros.model import Edition, Knowledge, Text, load, parts_of, stamp, understand, units
from macros.pages import facts
from macros.pages.view import View
from macros.rules import RULES, check
from macros.site.stage import stage

from .projects import FACTS, WORDS, changed, copy_mini, mini_files, mini_knowledge
from .pseudo import RIGHT, spoken, spoken_page

IN_ARABIC = f"data/translations/{RIGHT}/facts.yml"
PAGE = "docs/en/faq/tracking-stopped.md"
OWN = f"docs/{RIGHT}/faq/tracking-stopped.md"


def value_of(knowledge: Knowledge, fact: str) -> Text:
    """Return the short form of a fact as the edition tells it."""
    return Edition(knowledge, RIGHT).knowledge.facts[fact].value


# --- Records -----------------------------------------------------------------------------------


def test_what_is_fresh_is_shown() -> None:
    assert value_of(mini_knowledge(), "window-closes") == "10 đáýšé"


def test_what_is_old_and_names_a_number_is_shown_in_english() -> None:
    statement = Edition(mini_knowledge(), RIGHT).knowledge.facts["window-closes"].statement
    assert statement == mini_knowledge().facts["window-closes"].statement
    assert statement.language == "en"


def test_what_is_old_and_harmless_is_shown() -> None:
    assert value_of(mini_knowledge(), "pay-link") == "đóé ñóŧé úšéé íŧšé łíñķé"


def test_what_nobody_has_translated_is_english_and_marked_where_it_becomes_html() -> None:
    value = value_of(mini_knowledge(), "silence")
    assert value == "in the first 9 days"
    words = {f"data/words/{RIGHT}.yml": mini_files()[WORDS]}
    view = View(Edition(understand(mini_files() | words), RIGHT))
    html = facts.fact(view, "silence")
    assert '<span lang="en" dir="ltr">in the first 9 days</span>' in html


def test_a_number_that_changes_in_english_is_shown_in_no_old_translation() -> None:
    known = understand(changed(FACTS, "value: 10 days", "value: 12 days"))
    assert value_of(known, "window-closes") == "12 days"


def test_the_english_edition_is_told_as_it_is() -> None:
    assert Edition(mini_knowledge(), "en").knowledge is mini_knowledge()


def test_a_record_that_comes_before_others_moves_no_translation() -> None:
    first = "facts:\n  - id: new\n    about: order\n    value: no\n    statement: No.\n"
    more = f"{first}    applies_to: [all]\n    evidence: reported\n"
    known = understand(changed(FACTS, "facts:\n", more))
    assert value_of(known, "window-closes") == "10 đáýšé"


def test_every_text_of_every_record_has_a_way_of_its_own(knowledge: Knowledge) -> None:
    for file, record in knowledge.records.items():
        if file.startswith("data/"):
            ways = [way for way, _ in units(record)]
            assert len(set(ways)) == len(ways), file
            # An item without a name has a place, and whoever puts one before it moves it.
            assert [way for way in ways if re.search(r"/  (\(\d+\) )?/", way)] == [], file


@pytest.mark.parametrize("same", ["10  days", " 10 days\n", "10\tdays"])
def test_blanks_make_nothing_old(same: str) -> None:
    assert stamp(same) == stamp("10 days") != stamp("10 day")


# --- Stamps ------------------------------------------------------------------------------------


def test_what_did_not_change_is_not_stamped_anew() -> None:
    assert stamped(mini_files(), mini_files()) == {}


def test_a_text_that_was_changed_is_stamped_and_no_other() -> None:
    new = changed(IN_ARABIC, "úñŧíłéé 12", "úñŧíłéé 10")
    (raw,) = stamped(new, mini_files()).values()
    assert raw.decode().count("a00000000") == 1
    assert understand(new | {IN_ARABIC: raw}).problems == ()
    statement = Edition(understand(new | {IN_ARABIC: raw}), RIGHT).knowledge.facts
    assert statement["window-closes"].statement.startswith("Ýóúé")


def test_a_text_without_a_stamp_gets_one() -> None:
    new = changed(IN_ARABIC, "    of: af99a24bd\n", "")
    (raw,) = stamped(new, new).values()
    assert raw == mini_files()[IN_ARABIC]


def test_who_has_read_a_file_stamps_all_of_it() -> None:
    (raw,) = stamped(mini_files(), mini_files(), Reading("native", [IN_ARABIC])).values()
    assert "a00000000" not in raw.decode()
    assert "read: native" in raw.decode()


# --- Pages -------------------------------------------------------------------------------------


def translated() -> dict[str, bytes]:
    """Return the small project with a page that somebody has just translated."""
    files = mini_files() | {OWN: spoken_page(mini_files()[PAGE].decode()).encode()}
    return files | stamped(files, files)


def test_a_new_page_is_stamped_part_by_part() -> None:
    known = understand(translated())
    own, original = known.pages[OWN[5:-3]], known.pages[PAGE[5:-3]]
    assert list(own.translates) == list(parts_of(original)) == ["page", "steps", "sources"]


def test_a_page_of_which_most_is_old_is_shown_in_english() -> None:
    path = "faq/tracking-stopped"
    assert Edition(understand(translated()), RIGHT).language_of(path) == RIGHT
    old = re.sub(rb": a[0-9a-f]{8}", b": a00000000", translated()[OWN])
    assert Edition(understand(translated() | {OWN: old}), RIGHT).language_of(path) == "en"


def staged(tmp_path: Path, files: dict[str, bytes]) -> str:
    """Return the page as the generator finds it in the folder of its edition."""
    root = copy_mini(tmp_path / "project")
    for file, raw in (files | {f"data/words/{RIGHT}.yml": files[WORDS]}).items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_bytes(raw)
    stage(root, tmp_path / "stage", Edition(load(root), RIGHT), {}, alone=False)
    return (tmp_path / "stage" / OWN).read_text("utf-8")


def test_a_part_in_which_a_number_changed_is_english_and_its_macros_too(tmp_path: Path) -> None:
    english = mini_files()[PAGE].decode()
    new = english.replace("Open your order.", "Wait 9 days.").replace(
        "## Where", 'It is {{ fact("silence") }}.\n\n## Where'
    )
    text = staged(tmp_path, translated() | {PAGE: new.encode()})
    start = text.index('<div lang="en" dir="ltr" markdown="1">')
    assert text.index("Wait 9 days.") > start
    assert '{{ fact("silence", language="en") }}' in text
    assert '{{ fact("silence") }}' in text[:start]


def test_a_part_that_changed_in_words_alone_stays(tmp_path: Path) -> None:
    new = mini_files()[PAGE].replace(b"Open your order.", b"Look at your order.")
    text = staged(tmp_path, translated() | {PAGE: new})
    assert spoken("Open your order.") in text
    assert "<div lang" not in text


@pytest.mark.parametrize(
    ("old", "below", "place"),
    [("No scan is normal", "# ", ""), ("Open your order.", "## ", "#steps")],
)
def test_a_part_that_changed_in_words_alone_leads_to_what_english_says_now(
    old: str, below: str, place: str, tmp_path: Path, mini: Knowledge
) -> None:
    new = mini_files()[PAGE].decode().replace(old, "Look at it.")
    lines = staged(tmp_path, translated() | {PAGE: new.encode()}).splitlines()
    (at,) = (at for at, line in enumerate(lines) if 'class="older"' in line)
    assert lines[at - 2].startswith(below)
    assert f'href="original:faq/tracking-stopped/{place}"' in lines[at]
    assert mini.words("en")["theme"]["older"] in lines[at]


def test_what_is_fresh_is_not_called_older(tmp_path: Path) -> None:
    assert 'class="older"' not in staged(tmp_path, translated())


# --- Forms of facts ----------------------------------------------------------------------------


def shown(form: str, made_of: str) -> str:
    """Return a fact in a sentence of a translated page."""
    words = {f"data/words/{RIGHT}.yml": mini_files()[WORDS]}
    edition = Edition(understand(mini_files() | words), RIGHT)
    meta = {"translates": {"fact-window-closes": made_of}}
    return facts.fact(View(edition, meta=meta), "window-closes", form)


def test_a_fact_is_shown_in_the_form_that_fits() -> None:
    assert "10 đáýšéñ" in shown("10 đáýšéñ", stamp("10 days"))


def test_a_form_of_another_number_is_not_shown() -> None:
    assert "12" not in shown("12 đáýšéñ", stamp("10 days"))


def test_a_form_that_is_older_than_its_fact_is_not_shown() -> None:
    assert "đáýšéñ" not in shown("10 đáýšéñ", "a00000000")


def test_a_text_that_moved_to_another_record_is_shown_there() -> None:
    files = changed(FACTS, "id: window-closes", "id: window-ends")
    assert value_of(understand(files), "window-ends") == "10 đáýšé"


# --- Rules -------------------------------------------------------------------------------------


def equality(files: dict[str, bytes]) -> set[str]:
    """Return the rules about translations that some files break."""
    return {p.rule for p in check(understand(files)) if p.rule.startswith(("TRANSLATION", "FACT"))}


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (PAGE, b"Open your order.", b"Wait 9 days."),
        (PAGE, b"## Step by step", b"## New {: #new }\n\n## Step by step"),
        (FACTS, b"10 days", b"12 days"),
    ],
)
def test_a_change_in_english_is_no_problem_of_its_translations(
    file: str, old: bytes, new: bytes
) -> None:
    files = translated()
    assert equality(files) == set()
    assert equality(files | {file: files[file].replace(old, new)}) == set()


def test_a_text_of_a_fact_that_is_gone_is_no_problem_but_work_for_translators() -> None:
    files = changed(IN_ARABIC, "facts / pay-link / value", "facts / pay-links / value")
    assert equality(files) == set()
    assert "to be deleted" in languages.in_markdown(understand(files))


def test_a_text_that_was_never_there_is_a_problem() -> None:
    files = changed(IN_ARABIC, "facts / pay-link / value", "facts / pay-links / value")
    raw = re.sub(rb"of: \w+", b"of:", files[IN_ARABIC])
    assert "TRANSLATION-KEY" in equality(files | {IN_ARABIC: raw})


@pytest.mark.parametrize("text", ["tax из Украины", "посылка 소포를 AliExpress를"])
def test_alphabets_may_stand_side_by_side(text: str) -> None:
    files = RULES["TRANSLATION-LETTERS"].good
    new = {file: raw.replace("15 días", text).encode() for file, raw in files.items()}
    assert "TRANSLATION-LETTERS" not in equality(new)


# --- What there is to do -----------------------------------------------------------------------


def test_the_list_for_translators_names_what_is_old_and_counts_what_is_missing() -> None:
    text = languages.in_markdown(mini_knowledge())
    assert "**Arabic: 2 texts are older than the English" in text
    key = "facts / window-closes / statement, facts / pay-link / value"
    assert f"`{IN_ARABIC}`: {key} – 1 shown in English" in text


def test_english_alone_has_no_list_for_translators() -> None:
    files = {file: raw for file, raw in mini_files().items() if "translations" not in file}
    assert languages.in_markdown(understand(files)) == ""


def test_a_part_of_a_page_that_is_old_is_in_the_list() -> None:
    files = translated()
    new = files | {PAGE: files[PAGE].replace(b"Open your", b"Look at your")}
    assert f"`{OWN}`: steps" in languages.in_markdown(understand(new))


# --- What a change does ------------------------------------------------------------------------


def said(before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    """Return what a change did to translations, in words."""
    return [c.sentence for c in diff.between(before, after) if c.topic == "Translations"]


def test_a_change_of_a_translation_is_said_in_words() -> None:
    new = changed(IN_ARABIC, "úñŧíłéé 12", "úñŧíłéé 10")
    assert said(mini_files(), new) == ["Arabic, facts: 1 text updated, 2 still older than English."]
    assert said(mini_files(), new | stamped(new, mini_files())) == [
        "Arabic, facts: 1 text updated, 1 still older than English."
    ]


def test_a_change_of_english_says_which_translations_it_leaves_behind() -> None:
    files = translated()
    new = files | {PAGE: files[PAGE].replace(b"Open your", b"Look at your")}
    assert said(files, new) == [
        "Arabic, tracking stopped: no text updated, 1 now older than English."
    ]


def test_a_new_translation_is_said_in_words() -> None:
    assert said(mini_files(), translated()) == [
        "Arabic, tracking stopped: 4 texts new, read by nobody."
    ]
