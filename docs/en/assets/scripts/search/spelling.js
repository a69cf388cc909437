// @ts-check
/** Guesses the word that was meant by one that is mistyped, or not typed to its end. */

import { distance } from "./distance.js";

// A shorter word has too many neighbours to be guessed; of four letters one may be missing.
const LEAST_GUESSED = 4;
const LEAST_CHANGED = 5;
// A letter is left out more often than changed.
const CHANGED = 0.2;
const LEAST_BEGUN = 3;
// From this length on, two mistakes are forgiven.
const LONG = 9;

/**
 * @typedef {object} Reading What was meant by the words of a question.
 * @property {string[]} meant
 * @property {boolean} mistyped Whether a word was taken for another one.
 * @property {string[]} suggest How the last word may go on.
 */

/**
 * Returns a speller that knows `words`, and learns those that it is shown.
 * @param {Iterable<string>} words
 * @param {(word: string) => string} stem A word with the stem of a known one is no mistake.
 */
export function speller(words, stem) {
  /** How often each word was seen. @type {Map<string, number>} */
  const known = new Map();
  const stems = new Set();

  /** @param {Iterable<string>} seen */
  const learn = (seen) => {
    for (const word of seen) {
      const times = known.get(word);
      if (!times) stems.add(stem(word));
      known.set(word, (times ?? 0) + 1);
    }
  };
  learn(words);

  const isKnown = (/** @type {string} */ word) => known.has(word) || stems.has(stem(word));

  /** @param {string} begun Whether a known word begins so. */
  const begins = (begun) => [...known.keys()].some((word) => word.startsWith(begun));

  /** @param {string} begun */
  const completed = (begun) => {
    if (begun.length < LEAST_BEGUN) return undefined;
    let best, most = 0;
    for (const [word, times] of known) {
      if (times > most && word.startsWith(begun)) [best, most] = [word, times];
    }
    return best;
  };

  /** @param {string} typed */
  const guessed = (typed) => {
    if (typed.length < LEAST_GUESSED || /\d/.test(typed)) return undefined;
    const most = typed.length < LONG ? 1 : 2;
    let best, least = Infinity;
    for (const [word, times] of known) {
      // The first letter is seldom wrong, and without it “landed” is taken for “handed”.
      const more = word.length - typed.length;
      if (word[0] !== typed[0] || Math.abs(more) > most) continue;
      if (more <= 0 && typed.length < LEAST_CHANGED) continue;
      const steps = distance(typed, word, most);
      const cost = steps + (more > 0 ? 0 : CHANGED) - Math.min(times, 999) / 1000;
      if (steps <= most && cost < least) [best, least] = [word, cost];
    }
    return best;
  };

  /**
   * @param {string[]} typed
   * @returns {Reading}
   */
  const read = (typed) => {
    let mistyped = false;
    const last = typed.length - 1;
    const whole = typed.length ? completed(typed[last]) : undefined;
    const strange = typed.filter((word) => !isKnown(word)).length;
    // Words of another language resemble ours by chance: they would be taken for what they are not.
    const isOurs = strange <= Math.max(1, typed.length / 2);
    const meant = typed.map((word, at) => {
      if (isKnown(word)) return word;
      if (at === last && whole) return whole;
      if (!isOurs) return word;
      const guess = guessed(word);
      mistyped ||= guess !== undefined;
      return guess ?? word;
    });
    return { meant, mistyped, suggest: whole ? [whole] : [] };
  };
  /** Returns all words, the most frequent first. */
  const all = () => [...known].sort(([, a], [, b]) => b - a).map(([word]) => word);
  return { learn, read, isKnown, begins, all };
}
