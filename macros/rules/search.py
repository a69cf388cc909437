"""Rules about what readers search by."""

from __future__ import annotations

from collections.abc import Iterator

from macros.model import (
    COUNTRY_NAMES,
    ORIGINAL,
    Asked,
    AskedOfPage,
    CountryNames,
    Knowledge,
    Location,
    MacroCall,
    Page,
    SearchWords,
    country_hint,
)
from macros.rules.registry import Files, Finding, rule

_WORDS = f"data/search/{ORIGINAL}.yml"
_LIST = f"docs/{ORIGINAL}/faq/index.md"


def _asked(page: str, phrase: str) -> Files:
    head = f"---\ntitle: T\ndescription: D.\nasked_as: [{phrase}]\n---\n"
    return {f"docs/{ORIGINAL}/faq/{page}.md": head}


def _question(listed: str) -> Files:
    head = "---\ntitle: T\ndescription: D.\nrender_macros: true\n---\n"
    return _asked("late", "it is late") | {_LIST: f'{head}{{{{ question_list("{listed}") }}}}'}


@rule(
    "SEARCH-WORD-ONCE",
    why="A word that means two things is read as one of them; the other is never found. "
    "(A silent word may stand in a phrase, and then counts only there.)",
    fix="Leave it in one place.",
    good={_WORDS: "silent: [the]\nsame:\n  - [parcel, package]\n  - [refund, money back]\n"},
    bad={_WORDS: "same:\n  - [parcel, package]\n  - [order, package]\n"},
)
def a_word_means_one_thing(knowledge: Knowledge) -> Iterator[Finding]:
    """Each word or phrase stands once among the words for the search."""
    for where, words in knowledge.each(SearchWords):
        silent = [
            (where.to("silent", at), word)
            for at, line in enumerate(words.silent)
            for word in line.split()
        ]
        groups = [
            (where.to("same", group, at), phrase)
            for group, phrases in enumerate(words.same)
            for at, phrase in enumerate(phrases)
        ]
        for places in (silent, groups):
            seen: dict[str, Location] = {}
            for place, phrase in places:
                key = phrase.casefold()
                if key in seen:
                    yield place, f"“{phrase}” stands on line {knowledge.line(seen[key])} too."
                seen.setdefault(key, place)


@rule(
    "SEARCH-COUNTRY",
    why="The names of a country that does not exist lead nowhere.",
    fix="Use the two capital letters of ISO 3166-1, such as `ES` for Spain.",
    good={_WORDS: "countries:\n  - country: GB\n    names: [UK, England]\n"},
    bad={_WORDS: "countries:\n  - country: UK\n    names: [England]\n"},
)
def named_country_exists(knowledge: Knowledge) -> Iterator[Finding]:
    """The further names for the search are those of countries that exist."""
    for where, record in knowledge.each(CountryNames):
        if record.country not in COUNTRY_NAMES:
            what = f"`{record.country:.40}` is not the code of a country."
            yield where.to("country"), what, country_hint(record.country)


@rule(
    "SEARCH-KEYBOARD",
    why="A key is known by its place among the others; what is typed on the wrong keyboard is read "
    "by that.",
    fix="Write as many keys in each row as the English keyboard has, in its order.",
    good={_WORDS: "keyboard: [q w e]\n", "data/search/ar.yml": "keyboard: [ض ص ث]\n"},
    bad={_WORDS: "keyboard: [q w e]\n", "data/search/ar.yml": "keyboard: [ض ص]\n"},
)
def keyboards_have_the_same_keys(knowledge: Knowledge) -> Iterator[Finding]:
    """The keyboard of each language has as many keys in each row as the English one."""
    original = knowledge.search_words.get(ORIGINAL)
    wanted = [len(row.split()) for row in original.keyboard] if original else []
    for where, words in knowledge.each(SearchWords):
        keys = [len(row.split()) for row in words.keyboard]
        if keys and keys != wanted:
            yield where.to("keyboard"), f"The rows have {keys} keys, those in English {wanted}."


@rule(
    "ASKED-ONCE",
    why="A question that two pages claim leads half of its readers to the wrong one.",
    fix="Leave the phrase on the page that answers it best.",
    good=_asked("late", "it is late") | _asked("lost", "it is lost"),
    bad=_asked("late", "it is late") | _asked("lost", "It is late"),
)
def a_phrase_is_asked_of_one_page(knowledge: Knowledge) -> Iterator[Finding]:
    """Each phrase in which people ask stands on one page of a language."""
    seen: dict[tuple[str, str], str] = {}
    for where, phrase, page in _phrases(knowledge):
        language = where.file.split("/")[1 if where.file.startswith("docs/") else 2]
        key = (language.removesuffix(".yml"), phrase.casefold())
        if seen.setdefault(key, page) != page:
            yield where, f"“{phrase}” is asked of {seen[key]} too."


def _phrases(knowledge: Knowledge) -> Iterator[tuple[Location, str, str]]:
    """Yield each phrase with its place and its page."""
    for where, page in knowledge.each(Page):
        name = where.file.split("/", 2)[2].removesuffix(".md").removesuffix("/index")
        for at, phrase in enumerate(page.asked_as):
            yield where.to("asked_as", at), phrase, name
    for where, of in knowledge.each(AskedOfPage):
        for at, phrase in enumerate(of.phrases):
            yield where.to("phrases", at), phrase, of.page


@rule(
    "PAGE-LISTED",
    why="A reader without scripts has no search: the list of all questions is the way to a page.",
    fix=f"Add its name to one of the lists in {_LIST}.",
    good=_question("late"),
    bad=_question("late") | _asked("lost", "it is lost"),
)
def every_question_is_in_the_list(knowledge: Knowledge) -> Iterator[Finding]:
    """Every page that answers a question is in the list of all questions."""
    if _LIST not in knowledge.records:
        return
    calls = (call for where, call in knowledge.each(MacroCall) if where.file == _LIST)
    listed = {slug for call in calls if call.name == "question_list" for slug in call.arguments}
    for slug in knowledge.questions(ORIGINAL):
        if slug not in listed:
            yield (
                Location(f"docs/{ORIGINAL}/faq/{slug}.md"),
                f"The list {_LIST} does not have `{slug}`.",
            )


def _of_page(page: str, phrase: str) -> Files:
    record = f"letters: 8\nasked:\n  - page: {page}\n    phrases: [{phrase}]\n"
    return {"data/asked/en.yml": record}


@rule(
    "ASKED-PAGE",
    why="The search would guess a page that is not there.",
    fix="Write the address of a page without a slash at the end, such as `faq/not-arrived`.",
    good=_asked("late", "it is late") | _of_page("faq/late", "nothing came"),
    bad=_asked("late", "it is late") | _of_page("faq/lost", "nothing came"),
)
def people_ask_for_pages_that_exist(knowledge: Knowledge) -> Iterator[Finding]:
    """Phrases are written for pages that exist, and for each page in one place."""
    pages = {page.removesuffix("/index") for page in _in(knowledge, ORIGINAL)}
    for file, asked in knowledge.each(Asked):
        seen: set[str] = set()
        for at, of in enumerate(asked.asked):
            if of.page not in pages:
                yield file.to("asked", at, "page"), f"There is no page `{of.page}`."
            elif of.page in seen:
                yield file.to("asked", at, "page"), f"`{of.page}` has phrases further up."
            seen.add(of.page)


def _in(knowledge: Knowledge, language: str) -> Iterator[str]:
    """Yield the pages of a language, by their paths in it."""
    for path in knowledge.pages:
        if path.startswith(f"{language}/"):
            yield path.removeprefix(f"{language}/")
