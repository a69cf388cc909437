// @ts-check
/** The search: an index of pages, sections and the phrases in which people ask for them. */

import { fill } from "../number-words.js";
import { directAnswers } from "./direct.js";
import MiniSearch from "./minisearch.js";
import { gazetteer } from "./places.js";
import { speller } from "./spelling.js";
import { marked, teaser } from "./teaser.js";
import { reader, wordsOf } from "./words.js";

/** @typedef {import("./direct.js").Country} Country */
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
 * @typedef {import("./direct.js").Known & {docs: Section[], words: Vocabulary}} Index
 * What search/search_index.json holds.
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
 * @typedef {{page: Hit, sections: Hit[]}} Found
 * @typedef {(text: string) => string[]} Read Returns the terms of a text.
 * @typedef {"phrase" | "head" | "text"} Way In which a question can meet a page.
 * @typedef {{scores: Record<Way, number[]>, hits: Map<Section, number>}} Met
 *
 * @typedef {object} Entry What is indexed: each field holds terms.
 * @property {Section} section
 * @property {Way} way
 * @property {string[]} [title]
 * @property {string[]} [text]
 * @property {string[]} [asked]
 */

// How much a word counts by where it stands.
const BOOST = { asked: 3, title: 1, text: 1 };
// How much a page gains from its phrases, its heading and its texts that meet the question.
const WEIGHT = { phrase: 1, head: 0.3, text: 0.15 };
// How much less each further hit of one way counts than the one before it, and how many count.
const NEXT_HIT = 0.5;
const MOST_HITS = 4;
// How much a page counts by its folder: one that answers a question more than one that explains.
/** @type {Record<string, number>} */
const PRIOR = { faq: 1.3, carriers: 0.8 };
// How much a phrase still counts of which hardly anything was asked for.
const LEAST_FIT = 0.3;
// How much a phrase with a meaning of its own counts, such as “not arrived”, before a word.
const PHRASE = 1.5;
// How much a word still counts that stands on every page.
const LEAST_WORD = 0.1;
// What is worth showing, as a share of the best.
const LEAST_PAGE = 0.2;
const LEAST_SECTION = 0.5;
const MOST_PAGES = 10;
const MOST_SECTIONS = 4;
// Lists by country: what is asked of them is asked of a country's page, or of a part of it.
/** @type {Record<string, "" | "post" | "customs">} */
const LISTS = { "countries/": "", "contacts/post-offices/": "post", "contacts/customs/": "customs" };
// No term holds it; a blank can stand in one.
const APART = "\n";

/**
 * Returns the function that answers questions, and the one that makes the rest of the index:
 * before it is called, only the titles and the phrases in which people ask are known.
 * @param {Index} index
 * @returns {{answer: (question: string, country?: string) => Answer, learnTexts: () => void}}
 */
export function searcher(index) {
  const { read, stem, words } = reader(index.words);
  const spelling = speller(words, stem);
  const places = gazetteer(index.countries, index.words);
  spelling.learn(places.words);
  const { add, ranked, rarity } = ranker(index.docs);
  const learn = (/** @type {string} */ text) => {
    const words = wordsOf(text);
    spelling.learn(words);
    return read(words);
  };
  add(index.docs.flatMap((section) => headOf(section, learn)));

  /**
   * @param {string} question
   * @param {string} [country]
   */
  const answer = (question, country) => {
    const { meant, mistyped, suggest } = spelling.read(wordsOf(question));
    const { words, named } = places.found(meant);
    const wanted = new Set(read(words));
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
    const found = inPlaces(ranked([...wanted]), named, index.say);
    const items = found.map(({ page, sections }) => [page, ...sections].map(item));
    return {
      items: [...directAnswers(question, index, country), ...items],
      suggest,
      ...(mistyped && { meant: meant.join(" ") }),
    };
  };
  return { answer, learnTexts: () => add(index.docs.map((section) => textOf(section, learn))) };
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
  const pages = named.map(({ code, name, post, customs }) => {
    const page = `countries/${code}/`;
    const desks = { post: Object.keys(post), customs: Object.keys(customs) };
    const who = [...new Set(Object.values(desks).flat())].join(", ");
    const text = fill(say.country, { country: name, who });
    const asked = lists.map((list) => LISTS[list.page.section.location]);
    const sections = asked.filter((desk) => desk !== "").map((desk) => ({
      section: { location: `${page}#${desk}`, title: say[desk], text: desks[desk].join(", ") },
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

/** @param {Section} section */
const pathOf = (section) => section.location.split("#")[0];

/**
 * Returns a function that takes entries in, and one that finds the pages for some terms.
 * @param {Section[]} sections
 */
function ranker(sections) {
  const heads = new Map(sections.map((section) => [section.location, section]));
  /** @type {Entry[]} */
  const entries = [];
  const { count, rarity } = rarities(heads.size);
  const mini = new MiniSearch({
    fields: Object.keys(BOOST),
    // The fields hold terms already.
    stringifyField: (/** @type {any} */ terms) => terms,
    tokenize: (/** @type {any} */ terms) => terms,
    processTerm: (/** @type {string} */ term) => term,
  });
  const tokenize = (/** @type {string} */ text) => text.split(APART);
  const boostTerm = (/** @type {string} */ term) =>
    rarity(term) * (term.includes(" ") ? PHRASE : 1);
  const options = { tokenize, boost: BOOST, boostTerm };

  /** @param {Entry[]} added */
  const add = (added) => {
    mini.addAll(added.map((entry, at) => ({ id: entries.length + at, ...entry })));
    for (const entry of added) count(entry), entries.push(entry);
  };

  /** @param {string[]} terms */
  const ranked = (terms) => {
    const wanted = new Set(terms);
    const met = mini.search(terms.join(APART), options).map(({ id, score }) => {
      const entry = entries[id];
      return { ...entry, score: score * (entry.asked ? fit(entry.asked, wanted, boostTerm) : 1) };
    });
    const found = [...byPage(met)].map(([path, met]) => weighed(heads.get(path), met));
    found.sort((a, b) => b.page.score - a.page.score);
    const least = LEAST_PAGE * (found[0]?.page.score ?? 0);
    return found.slice(0, MOST_PAGES).filter(({ page }) => page.score >= least);
  };
  return { add, ranked, rarity };
}

/**
 * Returns what was met of each page: the scores of each way, and its sections, the best first.
 * @param {(Entry & {score: number})[]} met
 * @returns {Map<string, Met>}
 */
function byPage(met) {
  /** @type {Map<string, Met>} */
  const pages = new Map();
  for (const { section, way, score } of met.sort((a, b) => b.score - a.score)) {
    const path = pathOf(section);
    /** @type {Met} */
    const page = pages.get(path) ?? { scores: { phrase: [], head: [], text: [] }, hits: new Map() };
    page.scores[way].push(score);
    if (!page.hits.has(section)) page.hits.set(section, score);
    pages.set(path, page);
  }
  return pages;
}

/**
 * Returns a function that counts the terms of entries, and one that says how rare a term is:
 * 1 on no page, near 0 on every page.
 * @param {number} all How many pages and sections there are.
 */
function rarities(all) {
  /** @type {Map<string, Set<Section>>} */
  const places = new Map();
  /** @param {Entry} entry */
  const count = ({ section, title = [], text = [], asked = [] }) => {
    for (const term of [...title, ...text, ...asked]) {
      const known = places.get(term);
      if (known) known.add(section);
      else places.set(term, new Set([section]));
    }
  };
  const rarity = (/** @type {string} */ term) =>
    Math.max(LEAST_WORD, 1 - (places.get(term)?.size ?? 0) / all);
  return { count, rarity };
}

/**
 * Returns how much of a phrase was asked for: 1 if all of it was, less if it says more than that.
 * @param {string[]} phrase
 * @param {Set<string>} wanted
 * @param {(term: string) => number} weight
 */
function fit(phrase, wanted, weight) {
  const sum = (/** @type {string[]} */ terms) => terms.reduce((all, term) => all + weight(term), 0);
  const share = sum(phrase.filter((term) => wanted.has(term))) / sum(phrase);
  return LEAST_FIT + (1 - LEAST_FIT) * share;
}

/**
 * Returns a page with its score and the sections that are worth showing.
 * @param {Section | undefined} head
 * @param {Met} met
 * @returns {Found}
 */
function weighed(head, { scores, hits }) {
  const [[first, most]] = hits;
  const page = head ?? first; // a section whose page is not in the index stands for itself
  const ways = /** @type {[Way, number][]} */ (Object.entries(WEIGHT));
  const sum = ways.reduce((sum, [way, weight]) => sum + weight * fading(scores[way]), 0);
  const score = sum * (page.boost ?? 1) * (PRIOR[page.location.split("/")[0]] ?? 1);
  const good = [...hits].filter(([section, s]) => section !== page && s >= LEAST_SECTION * most);
  // A section with the score of its page is shown at once, the others behind “more on this page”.
  const sections = good.slice(0, MOST_SECTIONS).map(([section, own]) => ({
    section,
    score: section === first ? score : Math.min(own, score - 1),
  }));
  return { page: { section: page, score }, sections };
}

/**
 * Returns the sum of the first scores, each of which counts less than the one before it.
 * @param {number[]} scores
 */
function fading(scores) {
  return scores.slice(0, MOST_HITS).reduce((sum, score, at) => sum + score * NEXT_HIT ** at, 0);
}
