// @ts-check
/**
 * Guesses which page answers a question, from how often people who ask for a page use a word.
 * It knows no language: the counts come from data/asked/, made by macros/site/asked.py.
 */

import { folded } from "./words.js";

/**
 * @typedef {object} Counts How often the phrases for each page hold each word.
 * @property {number} letters How many letters of a word count.
 * @property {string[]} beginnings What is cut off before a word.
 * @property {string[]} skipped Words that say nothing.
 * @property {string[]} pages Addresses without a slash at the end.
 * @property {string} terms Lines of a digit, the end of a word, a blank, and its counts: the letter
 *   of a page (a to z, then A to Z), and how often where it is more than once. The word begins with
 *   as many signs of the one above it as the digit says.
 *
 * @typedef {object} Guess
 * @property {number} share How many of the words are known, from 0 to 1.
 * @property {Map<string, number>} chances The logarithm of how likely each page is; empty when no
 *   word is known.
 */

// What stands for every number, as in asked.py.
const NUMBER = "0";
const WORD = /\p{Nd}+|[\p{L}\p{Nl}\p{No}]+/gu;
// So often a word is taken to be used on each page on which nobody used it.
const UNSEEN = 0.3;
// How much it counts that a word is common on a page, where it counts 1 that it is rare on others
// (Rennie et al. 2003, complement naive Bayes). Both were chosen as `mixing.js` says.
const COMMON = 0.5;
// Less likely than this is as good as impossible.
const LEAST = -20;

// Each word that says nothing is taken to be one of so many; the phrases are counted without it.
const OFTEN = 500;

/**
 * Returns a function that guesses the page for some words, one that says whether it knows a word,
 * and how often the phrases hold a word, and any.
 * @param {Counts} counts
 * @returns {{
 *   guess: (words: string[]) => Guess, knows: (word: string) => boolean,
 *   times: (word: string) => number, whole: number
 * }}
 */
export function guesser({ letters, beginnings, skipped, pages, terms }) {
  const silent = new Set(skipped);
  const known = countsOf(terms);
  const of = (/** @type {string} */ term) => rowOf(known.get(term) ?? "", pages.length);
  const weights = weigher(known.keys(), of, pages.length);

  /** @param {string} word */
  const termOf = (word) => {
    if (/^\p{Nd}+$/u.test(word)) return NUMBER;
    const cut = beginnings.find((part) => word.startsWith(part) && word.length - part.length > 1);
    return word.slice(cut?.length ?? 0).slice(0, letters);
  };

  const knows = (/** @type {string} */ word) => silent.has(word) || known.has(termOf(word));
  const whole = sum([...known.keys()].map((term) => sum(of(term))));
  const times = (/** @type {string} */ word) => (silent.has(word) ? whole / OFTEN : sum(of(termOf(word))));

  /** @param {string[]} words */
  const guess = (words) => {
    const parts = words.flatMap((word) => folded(word).match(WORD) ?? []);
    const asked = [...new Set(parts.filter((word) => !silent.has(word)).map(termOf))];
    const met = asked.filter((term) => known.has(term));
    const loud = met.filter((term) => term !== NUMBER);
    const heard = parts.filter(knows).length;
    const share = heard / Math.max(parts.length, 1);
    if (!loud.length) return { share, chances: new Map() };
    const log = chances(met.map(weights));
    return { share, chances: new Map(pages.map((page, at) => [page, log[at]])) };
  };
  return { guess, knows, times, whole };
}

/**
 * Returns a function that says how strongly a term speaks for each page.
 * @param {Iterable<string>} terms
 * @param {(term: string) => number[]} of Returns how often a term was used for each page.
 * @param {number} pages How many there are.
 */
export function weigher(terms, of, pages) {
  const all = new Array(pages).fill(0);
  let count = 0;
  for (const term of terms) count++, of(term).forEach((times, page) => (all[page] += times));
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

/** @param {string} terms Returns the counts of each word. */
function countsOf(terms) {
  const known = /** @type {Map<string, string>} */ (new Map());
  let word = "";
  for (const line of terms.split("\n")) {
    const [end, counts] = line.split(" ");
    word = word.slice(0, Number(end[0])) + end.slice(1);
    known.set(word, counts);
  }
  return known;
}

/**
 * Returns how often a term was used on each page.
 * @param {string} counts
 * @param {number} pages
 */
function rowOf(counts, pages) {
  const row = new Array(pages).fill(0);
  for (const [, letter, times] of counts.matchAll(/([a-z])(\d*)/gi)) {
    const code = letter.charCodeAt(0);
    row[code - (code > 96 ? 97 : 39)] = Number(times || 1);
  }
  return row;
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
