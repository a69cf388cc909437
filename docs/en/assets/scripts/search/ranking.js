// @ts-check
/** Finds the pages that meet some terms, by their phrases, headings and texts. */

import { termIndex } from "./scoring.js";

/** @typedef {import("./engine.js").Section} Section */
/** @typedef {import("./engine.js").Entry} Entry */
/** @typedef {import("./engine.js").Found} Found */
/** @typedef {import("./engine.js").Way} Way */
/** @typedef {{scores: Record<Way, number[]>, hits: Map<Section, number>, isExact: boolean}} Met */

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
export const LEAST_WORD = 0.1;
// What is worth showing of a page, as a share of the best.
const LEAST_SECTION = 0.5;
const MOST_SECTIONS = 4;

/** @param {Section} section */
const pathOf = (section) => section.location.split("#")[0];

/** @typedef {{entry: Entry, path: string, score: number, isExact?: boolean}} Meeting */

/**
 * Returns a function that takes entries in, and one that finds the pages for some terms.
 * @param {Section[]} sections
 */
export function ranker(sections) {
  const heads = new Map(sections.map((section) => [section.location, section]));
  /** @type {Entry[]} */
  const entries = [];
  const paths = new Map(sections.map((section) => [section, pathOf(section)]));
  const index = termIndex(BOOST);
  /** @type {Map<string, number>} */
  const rarities = new Map();
  /** Returns how rare a term is: 1 on no page, near 0 on every page. @param {string} term */
  const rarity = (term) => {
    let found = rarities.get(term);
    if (found === undefined) {
      const places = new Set(index.holding(term).map((id) => entries[id].section));
      rarities.set(term, (found = Math.max(LEAST_WORD, 1 - places.size / heads.size)));
    }
    return found;
  };
  const boostTerm = (/** @type {string} */ term) => rarity(term) * (term.includes(" ") ? PHRASE : 1);

  /** @param {Entry[]} added */
  const add = (added) => {
    for (const entry of added) index.add(entry), entries.push(entry);
    rarities.clear();
  };

  /** @param {string[]} terms */
  const ranked = (terms) => {
    const wanted = new Set(terms);
    const met = index.search(terms, boostTerm).map(({ id, score }) => {
      const entry = entries[id];
      const phrase = entry.asked ?? (entry.way === "head" ? entry.title : undefined);
      const share = entry.asked ? fit(entry.asked, wanted, boostTerm) : 1;
      const path = paths.get(entry.section) ?? pathOf(entry.section);
      return { entry, path, isExact: phrase && isAll(phrase, wanted), score: score * share };
    });
    const found = [...byPage(met)].map(([path, met]) => weighed(heads.get(path), met));
    found.sort((a, b) => b.page.score - a.page.score);
    return found;
  };
  return { add, ranked, rarity, heads };
}

/** @returns {Met} */
const newMet = () => ({ scores: { phrase: [], head: [], text: [] }, hits: new Map(), isExact: false });

/** Returns whether a phrase holds all terms, and no other. @param {string[]} phrase @param {Set<string>} wanted */
const isAll = (phrase, wanted) =>
  phrase.every((term) => wanted.has(term)) && new Set(phrase).size === wanted.size;

/**
 * Returns what was met of each page: the scores of each way, and its sections, the best first.
 * @param {Meeting[]} met
 * @returns {Map<string, Met>}
 */
function byPage(met) {
  /** @type {Map<string, Met>} */
  const pages = new Map();
  for (const { entry, path, score, isExact } of met.sort((a, b) => b.score - a.score)) {
    const { section, way } = entry;
    /** @type {Met} */
    const page = pages.get(path) ?? newMet();
    page.scores[way].push(score);
    page.isExact ||= isExact ?? false;
    if (!page.hits.has(section)) page.hits.set(section, score);
    pages.set(path, page);
  }
  return pages;
}

/**
 * Returns how much of a phrase was asked for: 1 if all of it was, less if it says more than that.
 * @param {string[]} phrase
 * @param {Set<string>} wanted
 * @param {(term: string) => number} weight
 */
function fit(phrase, wanted, weight) {
  let [met, all] = [0, 0];
  for (const term of phrase) {
    const own = weight(term);
    all += own;
    if (wanted.has(term)) met += own;
  }
  return LEAST_FIT + (1 - LEAST_FIT) * (met / all);
}

/**
 * Returns a page with its score and the sections that are worth showing.
 * @param {Section | undefined} head
 * @param {Met} met
 * @returns {Found}
 */
function weighed(head, { scores, hits, isExact }) {
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
  return { page: { section: page, score }, sections, isExact };
}

/**
 * Returns the sum of the first scores, each of which counts less than the one before it.
 * @param {number[]} scores
 */
function fading(scores) {
  return scores.slice(0, MOST_HITS).reduce((sum, score, at) => sum + score * NEXT_HIT ** at, 0);
}
