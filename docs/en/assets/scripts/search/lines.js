// @ts-check
/**
 * Guesses what a line of tracking means that nobody wrote down. Two things are learned from the
 * lines that somebody did write down: which words speak for which meaning, and which ideas do, such
 * as “customs” beside “held”. What word stands for which idea, in any language, is in
 * data/tracking-words.yml; an idea that is only known in one language is so understood in others.
 */

import { chances, sum, weigher } from "./guess.js";
import { wordsOf } from "./words.js";

/** @typedef {Record<string, string[]>} Ideas Beginnings of words and phrases, by what they stand for. */
/** @typedef {{status: string, text: string}} Line What is printed, and what it means. */

// As many letters of a word count; the rest is its ending.
const LETTERS = 6;
// A short beginning stands for the whole word, a long one is looked for inside a word, too.
const [SHORT, LONG] = [3, 6];
// With fewer words of which anything is known than this share, a guess is none.
const LEAST_HEARD = 0.25;
// In these scripts so many signs are a word, and others are written with it.
const DENSE = /** @type {[RegExp, number][]} */ ([[/\p{sc=Han}/u, 1], [/\p{sc=Hang}/u, 2], [/\p{sc=Arab}/u, 3]]);

/**
 * Returns the words of a line: without dates and times, and with the parts of a code apart.
 * @param {string} text
 */
export function wordsIn(text) {
  return wordsOf(text.replace(/[_/|()[\]-]/g, " ")).filter((word) => !/^[\d:.,]+$/.test(word));
}

/**
 * Returns a function that names the ideas of some words.
 * @param {Ideas} ideas
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
  return (words) => {
    const whole = ` ${words.join(" ")}`;
    const said = phrases.filter(([phrase]) => whole.includes(phrase)).map(([, idea]) => idea);
    return [...new Set([...words.flatMap(ideasOf), ...said])].sort();
  };
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
 * Returns a function that guesses what a line means: the meanings, the most likely first; none when
 * too few words of it are known, or none stands for an idea.
 * @param {Line[]} lines What is known.
 * @param {Ideas} ideas
 * @returns {(text: string) => string[]}
 */
export function interpreter(lines, ideas) {
  const read = reader(ideas);
  const statuses = [...new Set(lines.map(({ status }) => status))];
  /** How often each term is used for each meaning. @type {Map<string, number[]>} */
  const counts = new Map();

  /** @param {string[]} words */
  const terms = (words) => {
    const met = read(words);
    const pairs = met.flatMap((idea, at) => met.slice(at + 1).map((other) => `${idea} + ${other}`));
    return new Set([...words.map((word) => word.slice(0, LETTERS)), ...met.map((idea) => `+ ${idea}`), ...pairs]);
  };
  /** @param {Line} line */
  const learn = ({ status, text }) => {
    for (const term of terms(wordsIn(text))) {
      const row = counts.get(term) ?? statuses.map(() => 0);
      row[statuses.indexOf(status)] += 1;
      counts.set(term, row);
    }
  };
  // A line that two carriers print counts once.
  new Map(lines.map((line) => [`${line.status} ${wordsIn(line.text)}`, line])).forEach(learn);
  const rows = [...counts.values()];
  const all = statuses.map((_, at) => sum(rows.map((row) => row[at])));
  const weights = weigher(all, counts.size, (term) => counts.get(term) ?? []);

  return (text) => {
    const words = wordsIn(text);
    const heard = words.filter((word) => counts.has(word.slice(0, LETTERS)) || read([word]).length);
    if (!read(words).length || heard.length < LEAST_HEARD * words.length) return [];
    const log = chances([...terms(words)].filter((term) => counts.has(term)).map(weights));
    return [...log.keys()].sort((a, b) => log[b] - log[a]).map((at) => statuses[at]);
  };
}
