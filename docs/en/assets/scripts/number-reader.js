// @ts-check
/** Finds the numbers in any text, and says of each what it is. */

import { formatOf, namesCountry, s10Digit, S10_SHAPE } from "./tracking-numbers.js";

/**
 * @typedef {import("./tracking-numbers.js").NumberFormat & {follows?: string}} NumberFormat
 * @typedef {object} Known What the reader knows; it is made with the site.
 * @property {NumberFormat[]} formats
 * @property {{pattern: string, name: string, tells: string}[]} letters
 * @property {NumberFormat[]} orders Formats of order numbers.
 *
 * @typedef {object} Finding
 * @property {string} number As trackers take it.
 * @property {"known" | "check" | "suffix" | "confused" | "order" | "unknown" | "long"} kind
 * @property {NumberFormat} [format]
 * @property {{name: string, tells: string}} [letter] The class of mail.
 * @property {string} [country] The code of the country whose post gave out the number.
 * @property {string} [right] What it should be.
 * @property {string} [given] The part of it that is wrong.
 */

// As much of a text as is read: more than any message holds.
const MOST_LETTERS = 6_000;
const MOST_FINDINGS = 20;
// People write a number in groups, such as RA 1020 3040 5 FR; one of 34 digits in nine.
const MOST_GROUPS = 9;
// The lengths of numbers that carriers use.
const [SHORTEST, LONGEST] = [8, 40];
const LEAST_DIGITS = 6;
// Numbers of digits alone that are shorter are dates, prices and telephone numbers.
const LEAST_ALONE = 12;
// E.164: a telephone number has at most 15 digits; 00 stands for the plus sign.
const CALLED = /^00\d{9,15}$/;
// Signs without a width, which come along when text is copied from a page.
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
// The address of a thing in the shop: its number has as many digits as that of an order.
const ITEM_ADDRESS = /\/item\/\d+/gi;
/** Letters that are read for digits. @type {Record<string, string>} */
const DIGIT = { O: "0", Q: "0", I: "1", L: "1", Z: "2", S: "5", B: "8" };
/** @type {Record<string, string>} */
const LETTER = { 0: "O", 1: "I", 2: "Z", 5: "S", 8: "B" };

/**
 * Returns the numbers in a text, each once, in their order.
 * @param {string} text
 * @param {Known} known
 * @returns {Finding[]}
 */
export function read(text, known) {
  /** @type {Map<string, Finding>} */
  const found = new Map();
  const plain = text.slice(0, MOST_LETTERS).normalize("NFKC").replace(INVISIBLE, "").replace(ITEM_ADDRESS, " ");
  for (const run of plain.split(/[^A-Z0-9\s\u2010-\u2015+-]+|\n/iu)) {
    // A telephone number is none of a parcel.
    const words = run.replace(/\+[\d\s-]+/g, " ").match(/[A-Z0-9]+/gi) ?? [];
    for (let at = 0; at < words.length && found.size < MOST_FINDINGS; ) {
      const [finding, used] = findingAt(words, at, known);
      if (finding) found.set(finding.number, finding);
      at += used;
    }
  }
  return [...found.values()];
}

/**
 * Returns the number that begins at a word, if one does, and how many words it takes.
 * @param {string[]} words
 * @param {number} at
 * @param {Known} known
 * @returns {[Finding | null, number]}
 */
function findingAt(words, at, known) {
  for (let count = Math.min(MOST_GROUPS, words.length - at); count > 0; count--) {
    const group = words.slice(at, at + count);
    const number = group.join("").toUpperCase();
    if (number.length < SHORTEST || number.length > LONGEST || !/\d/.test(number)) continue;
    const finding = recognised(number, known) ?? (count === 1 ? confused(number, known) : null);
    if (finding && (count === 1 || belong(group, words, finding))) return [finding, count];
  }
  return [unknown(words[at].toUpperCase()), 1];
}

/**
 * Returns whether words side by side are one number.
 * @param {string[]} group
 * @param {string[]} words All words of the sentence.
 * @param {Finding} finding
 */
function belong(group, words, { number, kind }) {
  // Two dates have 16 digits as well, but not in groups of four.
  if (kind === "order") return group.every((word) => word.length === 4);
  // “it is 915197197 in Spain” holds a telephone number between two words.
  const spoken = /^[A-Z]?[a-z]+$/.test(group[0]) && group.length < words.length;
  return kind === "known" || kind === "check" ? !spoken || !S10_SHAPE.test(number) : false;
}

/**
 * @param {string} number
 * @param {Known} known
 * @returns {Finding | null}
 */
function recognised(number, known) {
  const format = formatOf(known.formats, number);
  if (format) return { number, kind: "known", format, ...ofPost(number, format, known) };
  if (S10_SHAPE.test(number)) {
    // Where no post gave out the number, its check digit means nothing.
    if (!namesCountry(number.slice(-2))) return { number, kind: "suffix", given: number.slice(-2) };
    return { number, kind: "check", given: number[10], right: String(s10Digit(number)) };
  }
  const order = formatOf(known.orders, number);
  return order ? { number, kind: "order", format: order } : null;
}

/**
 * @param {string} number
 * @param {Known} known
 * @returns {Finding | null}
 */
function confused(number, known) {
  const right = spellings(number).find((spelling) => formatOf(known.formats, spelling));
  return right ? { number, kind: "confused", right } : null;
}

/**
 * Returns where a postal number comes from, and its class of mail.
 * @param {string} number
 * @param {NumberFormat} format
 * @param {Known} known
 */
function ofPost(number, format, known) {
  if (!format.suffix || !namesCountry(number.slice(-2))) return {};
  const letter = known.letters.find(({ pattern }) => new RegExp(pattern).test(number));
  return { country: number.slice(-2), letter };
}

/**
 * Returns a number with letters read as digits, and digits as letters, where they may be meant.
 * @param {string} number
 */
function spellings(number) {
  const digits = (/** @type {string} */ part) => part.replace(/[OQILZSB]/g, (letter) => DIGIT[letter]);
  const letters = (/** @type {string} */ part) => part.replace(/[01258]/g, (digit) => LETTER[digit]);
  const heads = [2, 3, 4].map((end) => letters(number.slice(0, end)) + digits(number.slice(end)));
  const postal = letters(number.slice(0, 2)) + digits(number.slice(2, -2)) + letters(number.slice(-2));
  return [postal, ...heads].filter((spelling) => spelling !== number);
}

/**
 * @param {string} number
 * @returns {Finding | null}
 */
function unknown(number) {
  const digits = number.replace(/\D/g, "").length;
  if (number.length > LONGEST) return digits < LEAST_DIGITS ? null : { number: number.slice(0, LONGEST), kind: "long" };
  const alone = digits === number.length && (digits < LEAST_ALONE || CALLED.test(number));
  return number.length < SHORTEST || digits < LEAST_DIGITS || alone ? null : { number, kind: "unknown" };
}
