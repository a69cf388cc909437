// @ts-check
/**
 * Guesses what a line of tracking means that nobody wrote down. Two things are learned from the
 * lines that somebody did write down: which words speak for which meaning, and which ideas do, such
 * as “customs” beside “held”. What word stands for which idea, in any language, is in
 * data/tracking-words.yml, and which ideas tell a meaning; an idea that is only known in one
 * language is so understood in others.
 */

import { chances, sum, weigher } from "./guess.js";
import { wordsOf } from "./words.js";

/**
 * @typedef {object} Ideas What data/tracking-words.yml holds.
 * @property {Record<string, string[]>} ideas Beginnings of words and phrases, by what they stand for.
 * @property {Record<string, string[]>} told Names of ideas that tell a meaning, by the meaning.
 */
/**
 * @typedef {object} Interpreter
 * @property {(text: string) => string[]} guess Returns what a line may mean, the most likely first;
 *   none when too few words of it are known, or none stands for an idea.
 * @property {(text: string) => number} likeness Returns how much a text is like a line: tracking says
 *   little that stands for no idea.
 */
/**
 * @typedef {object} Line
 * @property {string} status What it means: the id of a status, or an address that ends in “#” and it.
 * @property {string} text What is printed.
 */

// As many letters of a word count; the rest is its ending.
const LETTERS = 6;
// A short beginning stands for the whole word, a long one is looked for inside a word, too.
const [SHORT, LONG] = [3, 6];
// With fewer words of which anything is known than this share, a guess is none.
const LEAST_HEARD = 0.15;
// By how much the logarithm of a chance may be below that of the likeliest: of three hundred second
// meanings that are less likely, one was right where the first was not.
const FAR_BELOW = 15;
// How much it counts for a line that words stand for an idea, and that there are many, up to so many;
// and what is to be outweighed: who asks uses words of tracking, too. All was chosen with lines of
// lists that were left out, and with what is asked, so that no more of that is taken for a line.
const [IDEAS, MANY, LONGEST, ASKED] = [3, 0.12, 12, 2.8];
// Ideas that tell a meaning count as so many lines.
const TOLD = 8;
// Where a parcel is, as trackers print it.
const TOWN = /\[[^\]]*\]|【[^】]*】/gu;
// In these scripts so many signs are a word, and others are written with it.
const DENSE = /** @type {[RegExp, number][]} */ ([[/\p{sc=Han}/u, 1], [/\p{sc=Hang}/u, 2], [/\p{sc=Arab}/u, 3], [/\p{sc=Hebr}/u, 3], [/[\p{sc=Kana}\p{sc=Hira}]/u, 2]]);

/**
 * Returns the words of a line: without places in brackets, dates, times and Japanese particles, and
 * with the parts of a code apart.
 * @param {string} text
 */
export function wordsIn(text) {
  return wordsOf(text.replace(TOWN, " ").replace(/[_/|()-]/g, " ")).filter((word) => !/^[\d:.,]+$|^\p{sc=Hira}{1,3}$/u.test(word));
}

/**
 * Returns what names the ideas of a word, and of some words with the phrases in them.
 * @param {Ideas["ideas"]} ideas
 */
function reader(ideas) {
  /** @type {Map<string, string[]>} */
  const stems = new Map();
  /** @type {[string, string][]} */
  const phrases = [];
  for (const [idea, all] of Object.entries(ideas)) {
    for (const words of all.map(wordsOf)) {
      if (words.length > 1) phrases.push([` ${words.join(" ")}`, idea]);
      else stems.set(words[0], [...(stems.get(words[0]) ?? []), idea]);
    }
  }
  /** @type {Map<string, string[]>} */
  const known = new Map();
  /** @param {string} word */
  const ideasOf = (word) => {
    let found = known.get(word);
    if (!found) {
      const met = parts(word).filter(([from, to]) => stems.has(word.slice(from, to)));
      // “Incomplete” is not “complete”.
      const own = met.filter(([from, to]) => !met.some(([a, b]) => a <= from && to <= b && b - a > to - from));
      known.set(word, (found = own.flatMap(([from, to]) => stems.get(word.slice(from, to)) ?? [])));
    }
    return found;
  };
  /** @param {string[]} words */
  const phrasesIn = (words) => {
    const whole = ` ${words.join(" ")}`;
    return phrases.filter(([phrase]) => whole.includes(phrase));
  };
  /** @param {string[]} words */
  const read = (words) => {
    const said = phrasesIn(words).map(([, idea]) => idea);
    return [...new Set([...words.flatMap(ideasOf), ...said])].sort();
  };
  /** @param {string[]} words Returns those that stand for an idea, alone or in a phrase. */
  const heard = (words) => {
    const parts = phrasesIn(words).flatMap(([phrase]) => phrase.slice(1).split(" "));
    return words.filter((word) => ideasOf(word).length || parts.some((part) => word.startsWith(part)));
  };
  return { read, ideasOf, heard };
}

/**
 * Returns the parts of a word that may stand for an idea: where each begins and ends.
 * @param {string} word
 * @returns {[number, number][]}
 */
function parts(word) {
  const least = DENSE.find(([script]) => script.test(word))?.[1] ?? LONG;
  /** @type {[number, number][]} */
  const found = [[0, word.length]];
  for (let from = 0; from < word.length; from++) {
    const shortest = from + (from ? least : Math.min(least, SHORT + 1));
    for (let to = shortest; to <= word.length; to++) found.push([from, to]);
  }
  return found;
}

/**
 * Returns the pairs of things: each with all that follow, or those of one list with the next's.
 * @param {string[]} met
 * @param {string[][]} row
 */
function pairs(met, row) {
  const both = met.flatMap((idea, at) => met.slice(at + 1).map((other) => `${idea} + ${other}`));
  return [...both, ...row.slice(1).flatMap((next, at) => row[at].flatMap((idea) => next.map((other) => `${idea} > ${other}`)))];
}

/**
 * Returns what guesses what a line means.
 * @param {Line[]} lines What is known.
 * @param {Ideas} known
 * @returns {Interpreter}
 */
export function interpreter(lines, { ideas, told }) {
  const { read, ideasOf, heard } = reader(ideas);
  const statuses = [...new Set(lines.map(({ status }) => status))];
  /** How often each term is used for each meaning. @type {Map<string, number[]>} */
  const counts = new Map();

  /** @param {string[]} met @param {string[][]} row */
  const terms = (met, row) => [...met.map((idea) => `+ ${idea}`), ...pairs(met, row)];
  /** @param {string[]} words */
  const termsOf = (words) => {
    const row = words.map(ideasOf).filter((met) => met.length);
    return new Set([...words.map((word) => word.slice(0, LETTERS)), ...terms(read(words), row)]);
  };
  /** @param {string} status @param {Iterable<string>} met @param {number} times */
  const count = (status, met, times) => {
    for (const term of met) {
      const row = counts.get(term) ?? statuses.map(() => 0);
      row[statuses.indexOf(status)] += times;
      counts.set(term, row);
    }
  };
  /** Learns when a guess is asked for: most questions are none of a line. */
  const learn = () => {
    // A line that two carriers print counts once.
    const once = new Map(lines.map((line) => [`${line.status} ${wordsIn(line.text)}`, line]));
    for (const { status, text } of once.values()) count(status, termsOf(wordsIn(text)), 1);
    for (const status of statuses) {
      for (const names of told[status.split("#").pop() ?? ""] ?? []) count(status, terms(names.split(" ").sort(), []), TOLD);
    }
    const rows = [...counts.values()];
    const all = statuses.map((_, at) => sum(rows.map((row) => row[at])));
    return weigher(all, counts.size, (term) => counts.get(term) ?? []);
  };
  /** @type {ReturnType<typeof weigher>} */
  let weights;

  /** @param {string} text */
  const guess = (text) => {
    weights ??= learn();
    const words = wordsIn(text);
    const known = new Set([...heard(words), ...words.filter((word) => counts.has(word.slice(0, LETTERS)))]);
    const met = [...termsOf(words)].filter((term) => counts.has(term));
    if (!met.length || !read(words).length || known.size < LEAST_HEARD * new Set(words).size) return [];
    const log = chances(met.map(weights));
    const least = Math.max(...log) - FAR_BELOW;
    const likely = [...log.keys()].filter((at) => log[at] > least);
    return likely.sort((a, b) => log[b] - log[a]).map((at) => statuses[at]);
  };
  /** @param {string} text */
  const likeness = (text) => {
    const words = wordsIn(text);
    const share = words.filter((word) => ideasOf(word).length).length / Math.max(words.length, 1);
    return IDEAS * share + MANY * Math.min(words.length, LONGEST) - ASKED;
  };
  return { guess, likeness };
}
