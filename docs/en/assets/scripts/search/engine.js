// @ts-check
/** The search: an index of pages, sections and the phrases in which people ask for them. */

import { guesser } from "./guess.js";
import { meanings } from "./meaning.js";
import { mixed, shown } from "./mixing.js";
import { gazetteer } from "./places.js";
import { LEAST_WORD, ranker } from "./ranking.js";
import { speller } from "./spelling.js";
import { marked, teaser } from "./teaser.js";
import { reader, wordsOf } from "./words.js";

/** @typedef {import("./direct.js").Country} Country */
/** @typedef {import("./guess.js").Counts} Counts */
/** @typedef {import("./guess.js").Pairs} Pairs */
/** @typedef {import("./words.js").Vocabulary} Vocabulary */
/**
 * @typedef {object} Section A page, or a section of one.
 * @property {string} location
 * @property {string} title
 * @property {string} text
 * @property {string} [more] Rare words of the text that is not shown.
 * @property {string[]} [asked] How people ask for it.
 * @property {number} [boost] How much more often it is what people look for.
 *
 * @typedef {import("./direct.js").Known & {docs: Section[], words: Vocabulary, asked?: Counts}} Index
 * What search/search_index.json holds.
 *
 * @typedef {typeof import("./direct.js").directAnswers} Direct
 *
 * @typedef {object} Others What search/other_languages.json holds.
 * @property {Counts[]} asked What is asked in other languages than the index', one after another.
 * @property {Record<string, string[]>} lines What trackers print, by the address of its meaning.
 * @property {string[][]} keyboards The rows of their keyboards.
 *
 * @typedef {object} Item A result as Material for MkDocs shows it.
 * @property {string} location
 * @property {string} title HTML
 * @property {string} text HTML
 * @property {number} score
 * @property {Record<string, boolean>} terms The words to mark on the page.
 *
 * @typedef {object} Answer What a question leads to.
 * @property {Item[][]} items A list for each page: the page, then its sections, the best first.
 * @property {string[]} suggest How the last word may go on.
 * @property {string} [meant] The question as it was read, where a word was mistyped.
 *
 * @typedef {{section: Section, score: number}} Hit
 * @typedef {{page: Hit, sections: Hit[], isExact?: boolean}} Found
 * @typedef {(text: string) => string[]} Read Returns the terms of a text.
 * @typedef {"phrase" | "head" | "text"} Way In which a question can meet a page.
 *
 * @typedef {object} Entry What is indexed: each field holds terms.
 * @property {Section} section
 * @property {Way} way
 * @property {string[]} [title]
 * @property {string[]} [text]
 * @property {string[]} [asked]
 */

// With fewer words of ours than this share, a question is in another language.
const LEAST_OURS = 0.5;
// A part of a country's page is shown if it was asked for nearly as much as the other.
const LEAST_LIST = 0.2;
// A question of so many words is a story: what words in a row say is worth loading for it.
const STORY = 5;
// The theme writes the rest of a word over the field: it would miss its place in what is wider.
const WIDEST = 24;
// Lists by country: what is asked of them is asked of a country's page, or of a part of it.
/** @type {Record<string, "" | "post" | "customs">} */
const LISTS = { "countries/": "", "contacts/post-offices/": "post", "contacts/customs/": "customs" };

/**
 * Returns the function that answers questions, and what makes the rest of the index: before
 * `learnTexts` is called, only the titles and the phrases in which people ask are known, and
 * before `learnOthers` and `learnNumbers`, only the words of one language. `isForeign` says whether that helps,
 * and `isStory` whether `learnPairs` does.
 * @param {Index} index
 * @returns {{
 *   answer: (question: string, country?: string) => Answer, learnTexts: () => void,
 *   learnOthers: (learned: Others) => void, learnNumbers: (direct: Direct, numbers: object) => void, isForeign: (question: string) => boolean,
 *   isStory: (question: string) => boolean, learnPairs: (pairs: Pairs) => void,
 *   inside: () => import("./otherwise.js").Inside,
 *   isLine: (question: string) => boolean, learnIdeas: ReturnType<typeof meanings>["learnIdeas"]
 * }}
 */
export function searcher(index) {
  const { read, stem, meaning, words } = reader(index.words);
  const spelling = speller(words, stem);
  const own = index.asked && guesser(index.asked);
  /** @type {ReturnType<typeof guesser>[]} */
  let others = [];
  const asking = () => (own ? [own, ...others] : others);
  const isOrdinary = (/** @type {string} */ word) => words.has(word) || asking().some((each) => each.knows(word));
  const places = gazetteer(index.countries, index.words, isOrdinary);
  spelling.learn(places.words);
  const { add, ranked, rarity, heads } = ranker(index.docs);
  const learn = (/** @type {string} */ text) => {
    const words = wordsOf(text);
    spelling.learn(words);
    return read(words);
  };
  add(index.docs.flatMap((section) => headOf(section, learn)));
  const keyboards = [index.words.keyboard ?? []];
  const printed = new Set();
  const lines = meanings(index.docs, index.say, asking);
  /** Answers what is a number. @type {(question: string, country?: string) => Item[][]} */
  let direct = () => [];

  /** @param {Others} learned */
  const learnOthers = ({ asked, lines: all, keyboards: known }) => {
    others = asked.map(guesser);
    keyboards.push(...known);
    const pairs = Object.entries(all).flatMap(([at, texts]) => texts.map((line) => ({ at, line })));
    add(pairs.flatMap(({ at, line }) => {
      lines.learn({ status: at, text: line });
      const section = heads.get(at);
      const words = wordsOf(line);
      for (const word of words) printed.add(word);
      return section ? [{ section, way: /** @type {Way} */ ("phrase"), asked: read(words) }] : [];
    }));
  };

  /** @param {string[]} typed How many of the words are of our language, from 0 to 1. */
  const share = (typed) => {
    const { rest } = places.found(typed);
    const isOurs = (/** @type {string} */ word) => words.has(word) || own?.knows(word);
    const strange = rest.filter((word) => !isOurs(word));
    // The last word may only be begun.
    const last = typed[typed.length - 1];
    const begun = strange[strange.length - 1] === last && spelling.begins(last) ? 1 : 0;
    return own && rest.length ? 1 - (strange.length - begun) / rest.length : 1;
  };
  const isStory = (/** @type {string[]} */ typed) => typed.length >= STORY;
  const isForeign = (/** @type {string} */ question) => share(wordsOf(question)) < LEAST_OURS;

  /** @param {string[]} typed Returns what the language says that knows most of the words. */
  const foreign = (typed) => {
    const { rest } = places.found(typed);
    const [best] = others.map((each) => each.guess(rest)).sort((a, b) => b.share - a.share);
    return best && best.share > share(typed) ? best : undefined;
  };

  /** @returns {import("./otherwise.js").Inside} */
  const inside = () => ({
    keyboards,
    sounds: index.words.sounds ?? [],
    words: spelling.all(),
    isKnown: spelling.isKnown,
    share: (typed) => Math.max(share(typed), foreign(typed)?.share ?? 0),
  });

  /** @param {string[]} typed Returns what was asked in a language that is not ours. */
  const translated = (typed) => {
    const guess = share(typed) < LEAST_OURS ? foreign(typed) : undefined;
    const weight = typed.filter((word) => printed.has(word) || spelling.isKnown(word)).length / Math.max(typed.length, 1);
    const { words, named } = places.found(typed);
    const reading = { meant: typed, mistyped: false, suggest: [], isName: false };
    return guess && { ...reading, words, named, chances: guess.chances, weight };
  };

  /** @param {string[]} typed Returns what was asked in our language. */
  const understood = (typed) => {
    const reading = spelling.read(typed);
    const { words, rest, named } = places.found(reading.meant);
    // What nobody wrote in a phrase, such as a word in other letters, may mean what somebody did.
    const known = rest.map((word) => (own?.knows(word) ? word : meaning(word)));
    const chances = own?.guess(known, isStory(typed)).chances ?? new Map();
    return { ...reading, words, named, chances, weight: 1, isName: named.length > 0 && !rest.length };
  };

  /**
   * @param {string} question
   * @param {string} [country]
   */
  const answer = (question, country) => {
    const typed = wordsOf(question);
    const asked = translated(typed) ?? understood(typed);
    const { meant, mistyped, suggest, chances, weight } = asked;
    const named = [...asked.named].sort((a, b) => +(b.code === country) - +(a.code === country));
    const wanted = new Set(read(asked.words));
    const loud = meant.filter((word) => read([word]).length);
    const terms = Object.fromEntries(loud.map((word) => [word, true]));
    const isMarked = remembered((word) =>
      read(wordsOf(word)).some((term) => wanted.has(term) && rarity(term) > LEAST_WORD),
    );
    const item = (/** @type {Hit} */ { section, score }) => ({
      location: section.location,
      title: marked(section.title, isMarked),
      text: teaser(section.text, isMarked),
      score,
      terms,
    });
    const met = mixed(ranked([...wanted]), chances, weight, heads);
    const found = shown(inPlaces(met, named, index.say), named.map(pageOf));
    const items = found.map(({ page, sections }) => [page, ...sections].map(item));
    return {
      // A name is no line of tracking, although its words may stand in some: “Relais Colis”.
      items: [...direct(question, country), ...(asked.isName ? items : lines.add(items, question, found[0]))],
      suggest: question.length > WIDEST ? [] : suggest,
      ...(mistyped && { meant: meant.join(" ") }),
    };
  };
  return {
    answer,
    isForeign,
    isStory: (question) => Boolean(own) && isStory(wordsOf(question)),
    learnPairs: (pairs) => own?.learn(pairs),
    isLine: lines.isLine,
    learnIdeas: lines.learnIdeas,
    inside,
    learnTexts: () => add(index.docs.map((section) => textOf(section, learn))),
    learnOthers,
    learnNumbers: (answers, numbers) => {
      const known = /** @type {import("./direct.js").Known} */ ({ ...index, numbers });
      direct = (question, country) => answers(question, known, country);
    },
  };
}

/**
 * Returns a function that asks for the same thing only once.
 * @param {(word: string) => boolean} ask
 */
function remembered(ask) {
  /** @type {Map<string, boolean>} */
  const known = new Map();
  return (/** @type {string} */ word) => {
    if (!known.has(word)) known.set(word, ask(word));
    return known.get(word) ?? false;
  };
}

/** @param {Country} country */
const pageOf = ({ code }) => `countries/${code}/`;

/**
 * Returns what was found, with the pages of the named countries in the place of all lists.
 * @param {Found[]} found
 * @param {Country[]} named
 * @param {Record<string, string>} say
 * @returns {Found[]}
 */
function inPlaces(found, named, say) {
  const isList = (/** @type {Found} */ { page }) => page.section.location in LISTS;
  const lists = named.length ? found.filter(isList) : [];
  if (!lists.length) return found;
  const { score } = lists[0].page;
  const pages = named.map((country) => {
    const { name, post, customs } = country;
    const page = pageOf(country);
    const desks = { post: Object.keys(post), customs: Object.keys(customs) };
    const who = [...new Set(Object.values(desks).flat())].join(`${say.comma} `);
    const text = say.country.replace("{country}", () => name).replace("{who}", () => who);
    const good = lists.filter((list) => list.page.score >= LEAST_LIST * score);
    const asked = good.map((list) => LISTS[list.page.section.location]);
    const sections = asked.filter((desk) => desk !== "").map((desk) => ({
      section: { location: `${page}#${desk}`, title: `${name}: ${say[desk]}`, text: desks[desk].join(`${say.comma} `) },
      score,
    }));
    return { page: { section: { location: page, title: name, text }, score }, sections };
  });
  return found.flatMap((hit) => (hit === lists[0] ? pages : isList(hit) ? [] : [hit]));
}

/**
 * Returns the entries by which a page or section is found at once.
 * @param {Section} section
 * @param {Read} read
 * @returns {Entry[]}
 */
function headOf(section, read) {
  const asked = section.asked ?? [];
  return [
    { section, way: "head", title: read(section.title) },
    ...asked.map((phrase) => ({ section, way: /** @type {Way} */ ("phrase"), asked: read(phrase) })),
  ];
}

/**
 * Returns the entry of what a page or section says.
 * @param {Section} section
 * @param {Read} read
 * @returns {Entry}
 */
function textOf(section, read) {
  const { title, text, more = "" } = section;
  return { section, way: "text", title: read(title), text: read(`${text} ${more}`) };
}
