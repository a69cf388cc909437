// @ts-check
/**
 * Guesses which page answers a question, from how often people who ask for a page use a word.
 * It knows no language: the counts come from data/asked/, made by macros/site/asked.py, and what
 * words in a row say by macros/site/pairs.py.
 */

import { folded } from "../letters.js";

/**
 * @typedef {object} Packed Numbers of terms by page.
 * @property {string} terms Lines of a digit and the end of a term, which begins with as many signs of
 *   the one above it as the digit says.
 * @property {string} of For each term a line with a letter for each page that has a number: a to z,
 *   then A to Z.
 * @property {string} much A letter for each of these numbers: h is 0.
 *
 * @typedef {object} Cut How words are cut, and what the pages are.
 * @property {number} letters How many letters of a word count.
 * @property {string[]} beginnings What is cut off before a word.
 * @property {string[]} skipped Words that say nothing.
 * @property {string[]} pages Addresses without a slash at the end.
 *
 * @typedef {Cut & Packed} Counts How often the phrases for each page hold each word: twice its
 *   logarithm to the base of 2.
 *
 * @typedef {Packed & {step: number}} Pairs How strongly words, and words in a row, speak for pages and
 *   against them: so many steps.
 *
 * @typedef {object} Guess
 * @property {number} share How many of the words are known, from 0 to 1.
 * @property {Map<string, number>} chances The logarithm of how likely each page is; empty when no
 *   word is known.
 */

// What stands for every number, as in asked.py.
const NUMBER = "0";
// What stands for 0 among numbers that are a letter each.
const ZERO = "h".charCodeAt(0);
// How many signs there are that can be such a number.
const MOST = 128;
const WORD = /\p{Nd}+|[\p{L}\p{Nl}\p{No}]+/gu;
// So often a word is taken to be used on each page on which nobody used it.
const UNSEEN = 0.3;
// How much it counts that a word is common on a page, where it counts 1 that it is rare on others
// (Rennie et al. 2003, complement naive Bayes). Both were chosen as `mixing.js` says.
const COMMON = 0.5;
// How much it counts in a story what single words say, and what is learned of words in a row.
const SINGLE = 0.7;
const IN_A_ROW = 0.3;
// Less likely than this is as good as impossible.
const LEAST = -20;

// Each word that says nothing is taken to be one of so many; the phrases are counted without it.
const OFTEN = 500;

/**
 * Returns a function that guesses the page for some words, one that says whether it knows a word,
 * how often the phrases hold a word, and any, and one that has it learn what words in a row say; it
 * then guesses by them when it is told that the words are a story.
 * @param {Counts} counts
 * @returns {{
 *   guess: (words: string[], isStory?: boolean) => Guess, knows: (word: string) => boolean,
 *   times: (word: string) => number, whole: number, learn: (pairs: Pairs) => void
 * }}
 */
export function guesser({ letters, beginnings, skipped, pages, ...packed }) {
  const silent = new Set(skipped);
  const known = unpacked(packed, pages.length, (half) => Math.round(2 ** (half / 2)));
  const of = known.row;
  const weights = weigher(known.all, known.count, of);
  /** @type {ReturnType<typeof unpacked> | undefined} */
  let learned;

  /** @param {string} word */
  const termOf = (word) => {
    if (/^\p{Nd}+$/u.test(word)) return NUMBER;
    const cut = beginnings.find((part) => word.startsWith(part) && word.length - part.length > 1);
    return word.slice(cut?.length ?? 0).slice(0, letters);
  };

  const knows = (/** @type {string} */ word) => silent.has(word) || known.has(termOf(word));
  const whole = sum(known.all);
  const times = (/** @type {string} */ word) => (silent.has(word) ? whole / OFTEN : sum(of(termOf(word))));

  /** @param {string[]} terms In a row. */
  const inARow = (terms) => {
    const pairs = terms.slice(1).map((term, at) => `${terms[at]}_${term}`);
    return [...new Set([...terms, ...pairs])].flatMap((each) => (learned?.has(each) ? [learned.row(each)] : []));
  };

  /** @param {string[]} words @param {boolean} [isStory] */
  const guess = (words, isStory) => {
    const parts = words.flatMap((word) => folded(word).match(WORD) ?? []);
    const terms = parts.filter((word) => !silent.has(word)).map(termOf);
    const met = [...new Set(terms)].filter((term) => known.has(term));
    const loud = met.filter((term) => term !== NUMBER);
    const heard = parts.filter(knows).length;
    const share = heard / Math.max(parts.length, 1);
    if (!loud.length) return { share, chances: new Map() };
    const rows = met.map(weights);
    const told = (/** @type {number[]} */ row) => row.map((weight) => SINGLE * weight);
    const log = chances(isStory && learned ? [...rows.map(told), ...inARow(terms)] : rows);
    return { share, chances: new Map(pages.map((page, at) => [page, log[at]])) };
  };
  const learn = (/** @type {Pairs} */ pairs) => {
    learned = unpacked(pairs, pages.length, (level) => IN_A_ROW * pairs.step * level);
  };
  return { guess, knows, times, whole, learn };
}

/**
 * Returns a function that says how strongly a term speaks for each page.
 * @param {number[]} all How often any term was used for each page.
 * @param {number} count How many terms there are.
 * @param {(term: string) => number[]} of Returns how often a term was used for each page.
 */
export function weigher(all, count, of) {
  const whole = sum(all);
  const possible = UNSEEN * count;
  return (/** @type {string} */ term) => {
    const row = of(term);
    const everywhere = sum(row);
    return row.map((times, page) => {
      const others = (everywhere - times + UNSEEN) / (whole - all[page] + possible);
      const here = (times + UNSEEN) / (all[page] + possible);
      return COMMON * Math.log(here) - Math.log(others);
    });
  };
}

/**
 * Returns what gives the numbers of a term by page, and their sums by page; a term that nobody asks
 * for stays packed.
 * @param {Packed} packed
 * @param {number} pages
 * @param {(number: number) => number} meant
 */
function unpacked({ terms, of, much }, pages, meant) {
  const values = Array.from({ length: MOST }, (_, at) => meant(at - ZERO));
  const all = new Array(pages).fill(0);
  /** Which pages have a number for a term, and where the first of these numbers is. */
  const places = /** @type {Map<string, [string, number]>} */ (new Map());
  const lines = of.split("\n");
  let term = "";
  let next = 0;
  terms.split("\n").forEach((line, at) => {
    term = term.slice(0, Number(line[0])) + line.slice(1);
    places.set(term, [lines[at], next]);
    next = fill(all, lines[at], next);
  });

  /** @param {number[]} row @param {string} letters @param {number} first */
  function fill(row, letters, first) {
    for (let at = 0; at < letters.length; at++) {
      const code = letters.charCodeAt(at);
      row[code - (code > 96 ? 97 : 39)] += values[much.charCodeAt(first++)];
    }
    return first;
  }

  const row = (/** @type {string} */ term) => {
    const found = new Array(pages).fill(0);
    const place = places.get(term);
    if (place) fill(found, ...place);
    return found;
  };
  return { row, all, count: places.size, has: (/** @type {string} */ term) => places.has(term) };
}

/**
 * Returns the logarithm of how likely each page is.
 * @param {number[][]} rows How strongly each term of a question speaks for each page.
 */
export function chances(rows) {
  const values = rows[0].map((_, page) => sum(rows.map((row) => row[page])));
  const most = Math.max(...values);
  const rest = Math.log(sum(values.map((value) => Math.exp(value - most))));
  return values.map((value) => Math.max(LEAST, value - most - rest));
}

/** @param {number[]} values */
export function sum(values) {
  return values.reduce((all, value) => all + value, 0);
}
