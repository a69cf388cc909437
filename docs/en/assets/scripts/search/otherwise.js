// @ts-check
/**
 * Guesses what was meant by a question that nothing answers: it was typed on the keyboard of another
 * language, or in the letters of another script. The tables for it come from data/search/.
 */

import { wordsOf } from "./words.js";

/** @typedef {import("./engine.js").Answer} Answer */
/**
 * @typedef {object} Inside What the search knows.
 * @property {string[][]} keyboards The rows of the keyboards, that of our language first.
 * @property {string[]} sounds How letters sound, as in “ش=sh”; many in a line.
 * @property {string[]} words The words of our language, the most frequent first.
 * @property {(word: string) => boolean} isKnown Whether a word is one of ours.
 * @property {(words: string[]) => number} share How many of the words the language knows that knows
 *   most, from 0 to 1.
 */

// With fewer words that somebody uses than this share, a guess is none.
const LEAST_KNOWN = 0.6;
// Shorter ones are found in anything.
const LEAST_TYPED = 3;
const LEAST_SOUND = 3;
// No key and no sound is written with more signs.
const LONGEST = 3;
const LATIN = /^[a-z0-9]+$/;
const LETTER = /\p{L}/gu;

/**
 * Returns the answer to what the question may have been meant to be, if it is one that people ask.
 * @param {string} question
 * @param {Inside} inside
 * @param {(question: string) => Answer} answer
 * @returns {Answer | undefined}
 */
export function answerOtherwise(question, inside, answer) {
  if ((question.match(LETTER) ?? []).length < LEAST_TYPED) return undefined;
  const shares = new Map([...readings(question, inside)].map((meant) => [meant, inside.share(wordsOf(meant))]));
  const [best] = [...shares].sort(([, a], [, b]) => b - a);
  if (!best || best[1] < LEAST_KNOWN) return undefined;
  const found = answer(best[0]);
  return found.items.length ? { ...found, meant: best[0] } : undefined;
}

/**
 * Yields what a question may have been meant to be, our own language first.
 * @param {string} question
 * @param {Inside} inside
 */
function* readings(question, inside) {
  const boards = inside.keyboards.map((rows) => rows.flatMap((row) => row.split(" ")));
  for (const to of boards) {
    for (const from of boards) {
      const meant = from === to ? undefined : retyped(question, from, to);
      if (meant) yield meant;
    }
  }
  const meant = heard(wordsOf(question), inside);
  if (meant) yield meant;
}

/**
 * Returns what the same keys write on another keyboard, if one has all letters of the text.
 * @param {string} text
 * @param {string[]} from
 * @param {string[]} to
 */
function retyped(text, from, to) {
  const typed = text.toLowerCase().trim();
  if ([...typed].some((sign) => sign.match(LETTER) && !from.includes(sign))) return undefined;
  return written(typed, new Map(from.map((sign, at) => [sign, to[at]])));
}

/**
 * Returns the words with those that nobody uses replaced by some that sound alike.
 * @param {string[]} words
 * @param {Inside} inside
 */
function heard(words, { sounds, words: known, isKnown }) {
  if (!sounds.length) return undefined;
  const sound = ear(sounds);
  // The most frequent of several words is the last that is put in.
  const native = known.filter((word) => !LATIN.test(word)).reverse();
  const alike = new Map(native.map((word) => [sound(word), word]));
  const meant = words.map((word) => {
    const said = isKnown(word) ? "" : sound(word);
    return said.length < LEAST_SOUND ? word : alike.get(said) ?? word;
  });
  return meant.some((word, at) => word !== words[at]) ? meant.join(" ") : undefined;
}

/**
 * Returns a function that says how a word sounds, each sound once where it comes twice.
 * @param {string[]} sounds
 */
function ear(sounds) {
  const pairs = sounds.flatMap((line) => line.split(" ")).map((pair) => pair.split("="));
  const table = new Map(/** @type {[string, string][]} */ (pairs));
  return (/** @type {string} */ word) => written(word, table).replace(/(.)\1+/gu, "$1");
}

/**
 * Returns a text in which the signs of a table are replaced, the longest first.
 * @param {string} text
 * @param {Map<string, string>} table
 */
function written(text, table) {
  let done = "";
  for (let at = 0; at < text.length; ) {
    let length = LONGEST;
    while (length > 1 && !table.has(text.slice(at, at + length))) length--;
    const sign = text.slice(at, at + length);
    done += table.get(sign) ?? sign;
    at += sign.length;
  }
  return done;
}
