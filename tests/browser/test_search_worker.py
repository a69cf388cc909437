"""What the search understands: typing errors, other words, numbers, countries, languages."""

from __future__ import annotations

import json
import re
from html import escape, unescape
from itertools import chain
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from macros.model import Asked, Knowledge
from macros.model.tracking_numbers import formats_of
from macros.site.asked import counted, folded, terms
from macros.site.pairs import learned
from tests.browser.conftest import Say
from tests.packed import unpacked
from tests.search.measure import WORKER, answers, ask, found

SAME_ANSWER = {
    "faq/customs-hold/": [
        "held by customs", "held by custms", "by customs held", "HELD BY CUSTOMS!!!",
        "héld by cüstoms", "papers for the customs",
    ],
    "faq/not-arrived/": [
        "where is my parcel", "where is my package", "my order hasn’t arrived",
        "my order has not arrivd", "late orders",
    ],
    "faq/tracking-stopped/": ["tracking has stopped", "trackng stopped", "tracking is stuck"],
    "faq/dispute-unavailable/": ["grey button", "disputes are unavailable"],
    "countries/gb/": ["phone number in United Kingdom", "UK phone number", "England post office"],
    "countries/es/": ["Spain", "España phone number", "spain customs phone number"],
    "carriers/snail-economy/": ["snail economy", "Economy Snail"],
}  # fmt: skip


def test_a_question_finds_its_page_however_it_is_written(
    shared_page: Page, mini_address: str
) -> None:
    wanted = {question: path for path, asked in SAME_ANSWER.items() for question in asked}
    given = answers(shared_page, mini_address, WORKER, list(wanted))
    first = {q: (found(answer) or [""])[0] for q, answer in zip(wanted, given, strict=True)}
    assert first == wanted


def test_a_carrier_that_works_in_several_countries_leads_to_each_or_to_the_one_that_is_named(
    shared_page: Page, mini_address: str
) -> None:
    asked = ["Furgón Azul phone number", "furgon azul France"]
    everywhere, there = map(found, answers(shared_page, mini_address, WORKER, asked))
    assert everywhere[:2] == ["countries/es/", "countries/fr/"]
    assert there[0] == "countries/fr/"
    assert "countries/es/" not in there


def test_every_carrier_is_found_by_its_name_with_and_without_accents(
    shared_page: Page, address: str, knowledge: Knowledge
) -> None:
    wanted: dict[str, set[str]] = {}
    for code, record in knowledge.post_offices.items():
        names = chain(*(one.name.rstrip(")").split(" (") for one in record.operators))
        written = (other.name for one in record.operators for other in one.other_names)
        for name in chain(names, written):
            for asked in (name, name.upper(), folded(name.lower())):
                wanted.setdefault(asked, set()).add(f"countries/{code}/")
    given = ask(shared_page, address, WORKER, list(wanted))
    first = {
        name: (pages or [""])[0].split("#")[0] for name, pages in zip(wanted, given, strict=True)
    }
    assert {name: page for name, page in first.items() if page not in wanted[name]} == {}


def test_a_carrier_is_found_by_the_first_word_of_its_name_unless_that_is_an_ordinary_one(
    shared_page: Page, mini_address: str
) -> None:
    asked = ["furgon", "FURGÓN", "furgon phone number", "posta"]
    for pages in ask(shared_page, mini_address, WORKER, asked):
        assert pages[0] == "countries/es/"
    (ordinary,) = ask(shared_page, mini_address, WORKER, ["parcel"])
    assert "countries/es/" not in ordinary[:1]


def test_beside_a_page_that_is_as_good_as_sure_two_more_are_shown(
    shared_page: Page, mini_address: str
) -> None:
    for answer in answers(shared_page, mini_address, WORKER, SAME_ANSWER["faq/not-arrived/"]):
        pages = {place.split("#")[0] for place in found(answer)}
        assert len(pages) >= 3, found(answer)


def test_a_misspelt_question_comes_with_what_was_meant(
    shared_page: Page, mini_address: str
) -> None:
    right, wrong = answers(shared_page, mini_address, WORKER, ["held by customs", "held by custms"])
    assert "meant" not in right
    assert wrong["meant"] == "held by customs"


def test_a_word_that_is_begun_is_completed(shared_page: Page, mini_address: str) -> None:
    (answer,) = answers(shared_page, mini_address, WORKER, ["held by custo"])
    assert answer["suggest"] == ["customs"]
    assert found(answer)[0] == "faq/customs-hold/"


def test_nothing_is_written_over_a_question_that_is_wider_than_the_field(
    shared_page: Page, mini_address: str
) -> None:
    (answer,) = answers(shared_page, mini_address, WORKER, ["they say that it is held by custo"])
    assert answer["suggest"] == []


def test_nothing_is_found_for_words_that_nobody_uses_here(
    shared_page: Page, mini_address: str
) -> None:
    asked = ["", "   ", "?!", "zzqx blorpt", "the of and"]
    for answer in answers(shared_page, mini_address, WORKER, asked):
        assert answer["items"] == []


def test_a_page_stands_above_its_sections(shared_page: Page, mini_address: str) -> None:
    for answer in answers(shared_page, mini_address, WORKER, ["held by customs", "SN1020304050"]):
        assert answer["items"]
        for group in answer["items"]:
            assert "#" not in group[0]["location"]
        scores = [group[0]["score"] for group in answer["items"]]
        assert scores == sorted(scores, reverse=True)


def test_a_tracking_number_leads_to_what_it_is_and_where_to_follow_it(
    shared_page: Page, mini_address: str
) -> None:
    number = "SN1020304050"
    typed = [number, " sn 1020 3040 50 ", f"my number is {number}, where is it?"]
    typed += ["SN١٠٢٠٣٠٤٠٥٠", "SN۱۰۲۰۳۰۴۰۵۰"]
    for answer in answers(shared_page, mini_address, WORKER, typed):
        group = answer["items"][0]
        assert [part["location"] for part in group] == [
            "faq/how-to-track/",
            "carriers/#numbers",
            f"next-step/#number={number}",
            f"https://snail.example/?number={number}",
            f"https://every-parcel.example/#{number}",
        ]
        assert number in group[0]["title"]
        assert group[1]["title"] == "Snail Lines"


def test_a_line_of_tracking_that_nobody_wrote_down_leads_to_what_it_may_mean(
    shared_page: Page, mini_address: str, say: Say
) -> None:
    asked = {"Colis retenu en douane": "held", "Colis livré au voisin": "delivered"}
    asked |= {"배달완료": "delivered"}
    given = answers(shared_page, mini_address, WORKER, list(asked))
    for answer, meaning in zip(given, asked.values(), strict=True):
        (group,) = [g for g in answer["items"][:2] if g[0]["title"] == say("search.line")]
        page, first, second = group
        assert page["location"] == "statuses/"
        assert first["location"] == f"statuses/#{meaning}"
        assert second["location"].startswith("statuses/#")


def test_a_line_that_is_known_leads_to_its_meaning_alone_in_any_town(
    shared_page: Page, mini_address: str
) -> None:
    asked = {"[Norte] Departed country of origin": "left-country", "Held by customs": "held"}
    asked |= {"Retenido en la aduana": "held", "Order information received": "data-received"}
    wrong = []
    for (line, meaning), answer in zip(
        asked.items(), answers(shared_page, mini_address, WORKER, list(asked)), strict=True
    ):
        groups = [group for group in answer["items"] if group[0]["location"] == "statuses/"]
        places = [part["location"] for part in groups[0][1:]]
        if len(groups) > 1 or places[0] != f"statuses/#{meaning}":
            wrong.append((line, places))
    assert wrong == []


def test_with_more_words_that_people_ask_with_the_page_stands_before_the_line(
    shared_page: Page, mini_address: str, say: Say
) -> None:
    (answer,) = answers(shared_page, mini_address, WORKER, ["Held at customs, country of origin"])
    assert found(answer)[0] == "faq/customs-hold/"
    assert answer["items"][1][0]["title"] == say("search.line")


def test_what_has_the_words_of_lines_alone_leads_to_its_meaning_before_any_page(
    shared_page: Page, mini_address: str, say: Say
) -> None:
    (answer,) = answers(shared_page, mini_address, WORKER, ["Retenido: pendiente"])
    assert answer["items"][0][0]["title"] == say("search.line")


def test_what_people_ask_and_lines_that_are_known_are_not_guessed(
    shared_page: Page, mini_address: str, say: Say
) -> None:
    asked = ["Where is my parcel?", "my parcel is late", "Retenido en la aduana", "customs"]
    for answer in answers(shared_page, mini_address, WORKER, asked):
        titles = [group[0]["title"] for group in answer["items"]]
        assert say("search.line") not in titles


def test_what_can_be_a_number_is_never_answered_with_nothing(
    shared_page: Page, mini_address: str, say: Say
) -> None:
    asked = {
        "QZT8R0019283746": say("number_says.unknown"),
        "CP405060701JP": say("number_says.check"),
        "8020000000000001": "Order number. The number of an order, not of a parcel.",
        "102030405060": say("number_says.several"),
    }
    given = answers(shared_page, mini_address, WORKER, list(asked))
    for (number, said), answer in zip(asked.items(), given, strict=True):
        page, meaning, *_, last = answer["items"][0]
        assert number in page["title"]
        assert meaning["title"] == escape(said, quote=False)
        assert last["location"] in {f"https://every-parcel.example/#{number}", "countries/"}


def test_only_where_a_digit_may_have_slipped_are_other_numbers_offered(
    shared_page: Page, mini_address: str, say: Say
) -> None:
    asked = ["CP405060701JP", "CP4O5060700JP"]
    slipped, confused = (
        " ".join(part["title"] for part in answer["items"][0])
        for answer in answers(shared_page, mini_address, WORKER, asked)
    )
    offer = say("number_says.fixes", count="").strip()
    assert offer in slipped
    assert offer not in confused


def test_an_order_and_a_parcel_in_one_question_are_both_answered(
    shared_page: Page, mini_address: str
) -> None:
    asked = "order 8020000000000001, parcel SN1020304050"
    (answer,) = answers(shared_page, mini_address, WORKER, [asked])
    titles = " ".join(group[0]["title"] for group in answer["items"][:2])
    assert "8020000000000001" in titles
    assert "SN1020304050" in titles


def test_a_number_leads_to_the_carriers_of_the_reader_s_country(
    shared_page: Page, mini_address: str
) -> None:
    asked = ["QZT8R0019283746"]
    (answer,) = answers(shared_page, mini_address, WORKER, asked, country="es")
    places = [part["location"] for part in answer["items"][0]]
    assert f"https://posta-norte.example/track?code={asked[0]}" in places


def numbers(knowledge: Knowledge) -> list[str]:
    """Return every example of every form, those that must match and those that must not."""
    formats = knowledge.number_formats.values()
    return [number for form in formats for number in (*form.valid, *form.invalid)]


def test_the_browser_recognises_the_numbers_that_python_does(
    shared_page: Page, address: str, knowledge: Knowledge
) -> None:
    asked = numbers(knowledge)
    heading = str(knowledge.words("en")["search"]["tracking_number"])
    by_python, by_browser = {}, {}
    for number, answer in zip(asked, answers(shared_page, address, WORKER, asked), strict=True):
        formats = formats_of(knowledge.number_formats.values(), number)
        groups = [
            " ".join(map(str, chain(*(g.values() for g in group)))) for group in answer["items"]
        ]
        said = [
            unescape(text) for text in groups if heading.format(number=number) in unescape(text)
        ]
        by_python[number] = [form.tells for form in formats]
        by_browser[number] = [tells for tells in by_python[number] if tells in " ".join(said)]
    assert by_browser == by_python
    assert any(by_python.values())
    assert not all(by_python.values())


def test_a_phone_number_leads_to_whose_it_is(shared_page: Page, mini_address: str) -> None:
    asked = ["910-00-01-00", "+34 910 000 100", "0034910000100", "+٣٤ ٩١٠ ٠٠٠ ١٠٠"]
    for answer in answers(shared_page, mini_address, WORKER, asked):
        group = answer["items"][0]
        assert [part["location"] for part in group] == ["countries/es/", "countries/es/#post"]
        assert group[1]["title"] == "Posta Norte"


def test_a_withdrawn_number_is_said_not_to_be_called(
    shared_page: Page, mini_address: str, say: Say
) -> None:
    asked = ["902 000 100", "+34 902 000 100", "0034 902000100"]
    for answer in answers(shared_page, mini_address, WORKER, asked):
        assert answer["items"][0][0]["location"] == "countries/es/"
        assert answer["items"][0][0]["title"] == say("search.phone_old", country="Spain")


HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script> customs",
    "'\"&<>",
    "customs " * 2000,
    "a" * 5000,
    "1" * 5000,
    "\u202ecustoms\u0000\ud800",
    "__proto__ constructor toString",
    "${7*7} {{7*7}}",
]


def test_no_question_breaks_the_search_or_becomes_markup(
    shared_page: Page, mini_address: str
) -> None:
    *hostile, after = answers(shared_page, mini_address, WORKER, [*HOSTILE, "held by customs"])
    assert re.findall(r"<(?!/?mark>)[^>]*>", json.dumps([h["items"] for h in hostile])) == []
    assert found(after)[0] == "faq/customs-hold/"


SENTENCES = Path(__file__).with_name("languages.json")
LANGUAGES: dict[str, Any] = json.loads(SENTENCES.read_text("utf-8"))


def index_of(given: dict[str, Any]) -> dict[str, Any]:
    """Return the index of a site whose pages are the texts of one language."""
    docs = [
        {"location": f"{at}/", "title": text, "text": text, "asked": [text]}
        for at, text in enumerate(given["texts"])
    ]
    words: dict[str, object] = {"any_country": "x", "any_post": "x", "same": []}
    words |= {"silent": [], "beginnings": [], "endings": []} | given.get("words", {})
    nothing: dict[str, object] = {"countries": [], "say": {}}
    return {"docs": docs, "words": words, **nothing}


def test_the_same_worker_serves_other_languages(shared_page: Page, mini_address: str) -> None:
    wrong = []
    for language, given in LANGUAGES.items():
        asked = given["asked"]
        all_ = answers(shared_page, mini_address, WORKER, list(asked), index_of(given))
        for question, answer in zip(asked, all_, strict=True):
            first = (found(answer) or [""])[0]
            wrong += [] if first == f"{asked[question]}/" else [(language, question, first)]
    assert wrong == []
    assert len(LANGUAGES) >= 10


# What was typed, where it should lead, and what was meant.
WRONG_KEYBOARD = [
    ("gjcskrf yt ghbikf", "faq/not-arrived/", "посылка не пришла"),
    ("рудв ин сгыещьы", "faq/customs-hold/", "held by customs"),
    ("اثمي لاغ ؤعسفخةس", "faq/customs-hold/", "held by customs"),
]


def test_a_question_on_the_wrong_keyboard_is_guessed_where_nothing_is_found(
    shared_page: Page, mini_address: str
) -> None:
    asked = [typed for typed, *_ in WRONG_KEYBOARD]
    given = answers(shared_page, mini_address, WORKER, asked)
    assert [
        (typed, found(answer)[0], answer["meant"])
        for typed, answer in zip(asked, given, strict=True)
    ] == WRONG_KEYBOARD
    right, neither = answers(shared_page, mini_address, WORKER, ["held by customs", "ыц йъ"])
    assert "meant" not in right
    assert neither["items"] == []


def test_a_question_in_other_letters_is_guessed_by_its_sound(
    shared_page: Page, mini_address: str
) -> None:
    sounds = ["ا= ه= ح= a= e= o= h=", "ش=S sh=S ل=l ن=n ط=t ر=r د=d"]
    index = index_of({"texts": ["أين الشحنة", "الطرد"], "words": {"sounds": sounds}})
    index["words"] |= {"beginnings": ["ال"], "endings": ["ه"]}
    asked = ["elshohna", "eltard", "hello"]
    first, second, none = answers(shared_page, mini_address, WORKER, asked, index)
    assert [found(first), first["meant"]] == [["0/"], "الشحنه"]
    assert [found(second), second["meant"]] == [["1/"], "الطرد"]
    assert none["items"] == []


# An index of which nothing can be made, and what a worker says to the question that the theme asks.
UNMADE = """async (worker) => {
  const engine = new Worker(worker);
  const said = [];
  await new Promise((done) => {
    engine.addEventListener("message", ({data}) => {
      said.push(data.type);
      if (data.type === 1) engine.postMessage({type: 2, data: ""});
      if (data.type === "failed") done();
    });
    engine.postMessage({type: 0, data: {docs: []}});
  });
  engine.terminate();
  return said;
}"""


def test_the_search_is_ready_before_its_index_is_made(
    shared_page: Page, mini_address: str, mini_scripts: str
) -> None:
    shared_page.goto(mini_address)
    assert shared_page.evaluate(UNMADE, mini_scripts + "search/worker.js") == [1, 3, "failed"]


# What a worker says to a number that is asked for while its index is made, for some moments of it.
WHILE_MADE = """async ([script, from, number]) => {
  const all = [];
  for (let wait = 0; wait < 30; wait++) {
    const worker = new Worker(script);
    const said = [];
    await new Promise((done) => {
      worker.addEventListener("message", ({data}) => {
        if (data.type === 3) said.push(data.data.items.length);
        if (data.type === 3 && said.length > 1) setTimeout(done, 30);
        if (data.type !== 1) return;
        worker.postMessage({type: 2, data: ""});
        setTimeout(() => worker.postMessage({type: 2, data: number}), wait);
      });
      worker.postMessage({type: 0, data: {from}});
    });
    worker.terminate();
    all.push(...said.slice(1));
  }
  return all;
}"""


def test_a_number_that_is_asked_for_while_the_index_is_made_is_read(
    shared_page: Page, mini_address: str, mini_scripts: str
) -> None:
    shared_page.goto(mini_address)
    found = shared_page.evaluate(
        WHILE_MADE,
        [
            mini_scripts + "search/worker.js",
            mini_address + "search/search_index.json",
            "RU203040503CN",
        ],
    )
    assert len(found) >= 30
    assert 0 not in found


# As in Firefox, where no word-like part is found in 日本; and a name without any letter.
OTHER_SEGMENTER = """async ([scripts, index]) => {
  Intl.Segmenter = class {
    segment(text) { return [{ segment: text, isWordLike: false }]; }
  };
  const { searcher } = await import(scripts + "search/engine.js");
  return searcher(index).answer("where is refund").items.map(([page]) => page.location);
}"""


def test_a_country_whose_name_the_browser_cannot_cut_is_not_found_everywhere(
    shared_page: Page, mini_address: str, modules: str
) -> None:
    names = ["日本", "…"]
    words = {"any_country": "country", "any_post": "post", "same": []}
    words |= {"silent": ["where", "is"], "beginnings": [], "endings": []}
    index = {
        "docs": [
            {"location": "refund/", "title": "Refund", "text": "", "asked": ["where is my refund"]},
            {"location": "countries/", "title": "Country", "text": "", "asked": ["country"]},
        ],
        "countries": [
            {"code": "jp", "name": "Japan", "names": names, "post": {}, "called": [], "customs": {}}
        ],
        "words": words,
        "say": {"country": "", "post": "", "customs": ""},
    }
    shared_page.goto(mini_address)
    assert shared_page.evaluate(OTHER_SEGMENTER, [modules, index]) == ["refund/"]


def test_a_question_in_another_language_leads_to_the_page_that_answers_it(
    shared_page: Page, mini_address: str
) -> None:
    wanted = {
        "mi pedido no ha llegado": "faq/not-arrived/",
        "Retenido en la aduana": "statuses/",
        "NORTE_HELD": "statuses/",
        "what does NORTE_HELD mean": "statuses/",
    }
    given = answers(shared_page, mini_address, WORKER, list(wanted))
    assert [found(answer)[0] for answer in given] == list(wanted.values())
    assert [answer for answer in given if "meant" in answer] == []


def test_a_problem_comes_before_the_country_that_is_named(
    shared_page: Page, mini_address: str
) -> None:
    (answer,) = answers(shared_page, mini_address, WORKER, ["a thief took it, Posta Norte"])
    assert found(answer)[:2] == ["faq/delivered-not-received/", "countries/es/"]


CUT = """async ([scripts, counts, texts]) => {
  const { guesser } = await import(scripts + "search/guess.js");
  const { wordsOf } = await import(scripts + "search/words.js");
  const { guess } = guesser(counts);
  return texts.filter((text) => guess(wordsOf(text)).share < 1);
}"""


def test_the_browser_cuts_words_as_they_were_counted(
    shared_page: Page, address: str, modules: str, knowledge: Knowledge
) -> None:
    shared_page.goto(address)
    for language, asked_there in knowledge.asked.items():
        counts = counted(asked_there)
        known = set(unpacked(counts))
        texts = [phrase for of in asked_there.asked for phrase in of.phrases]
        unknown = shared_page.evaluate(CUT, [modules, counts, texts])
        assert unknown == [x for x in texts if not known.issuperset(terms(x, asked_there))], (
            language
        )


GUESSED = """async ([scripts, counts, pairs, texts]) => {
  const { guesser } = await import(scripts + "search/guess.js");
  const { guess, learn } = guesser(counts);
  learn(pairs);
  const best = (text, isStory) => {
    const chances = [...guess(text.split(" "), isStory).chances];
    return chances.sort((one, other) => other[1] - one[1])[0][0];
  };
  return [false, true].map((isStory) => texts.map((text) => best(text, isStory)));
}"""


def test_a_story_is_guessed_by_words_in_a_row_and_a_short_question_is_not(
    shared_page: Page, mini_address: str, modules: str
) -> None:
    ways = ["still {}", "{} again", "oh {}"]
    said = {"faq/late": ["black swan", "white crow"], "faq/lost": ["black crow", "white swan"]}
    given = [
        {"page": page, "phrases": [way.format(x) for x in of for way in ways]}
        for page, of in said.items()
    ]
    record = Asked.model_validate({"letters": 8, "asked": given})
    shared_page.goto(mini_address)
    texts = [text for of in said.values() for text in of]
    by_word, in_a_row = shared_page.evaluate(
        GUESSED, [modules, counted(record), learned(record, {}), texts]
    )
    assert in_a_row == ["faq/late", "faq/late", "faq/lost", "faq/lost"]
    assert by_word != in_a_row


MEANT = """async ([scripts, lines, ideas, texts]) => {
  const { interpreter } = await import(scripts + "search/lines.js");
  const { guess } = interpreter(lines, { ideas, told: {} });
  return texts.map((text) => guess(text));
}"""


def test_beside_a_meaning_that_is_as_good_as_sure_no_other_is_shown(
    shared_page: Page, mini_address: str, modules: str
) -> None:
    birds = {"swan": "white black grey young old wild", "crow": "loud hoarse clever sly bold tame"}
    lines = [
        {"status": bird, "text": f"{one} {other} {bird}"}
        for bird, said in birds.items()
        for one in said.split()
        for other in said.split()
    ]
    ideas = {bird: [bird] for bird in birds}
    texts = ["wild old young swan", "a swan or a crow"]
    shared_page.goto(mini_address)
    sure, open_ = shared_page.evaluate(MEANT, [modules, lines, ideas, texts])
    assert sure == ["swan"]
    assert sorted(open_) == ["crow", "swan"]
