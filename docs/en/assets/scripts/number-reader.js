// @ts-check
/** Finds the numbers in any text, and says of each what it is. */

import { pieces } from "./number-pieces.js";
import { corrections, formatsOf, hasShape, namesCountry, particular, S10_SHAPE } from "./tracking-numbers.js";

/**
 * @typedef {import("./tracking-numbers.js").NumberFormat & {follows?: string}} NumberFormat
 * @typedef {import("./number-pieces.js").Piece} Piece
 * @typedef {object} Known What the reader knows; it is made with the site.
 * @property {NumberFormat[]} formats
 * @property {{pattern: string, name: string, tells: string}[]} letters
 * @property {NumberFormat[]} orders Forms of order numbers.
 *
 * @typedef {object} Finding
 * @property {string} number As trackers take it.
 * @property {"known" | "check" | "suffix" | "confused" | "order" | "unknown" | "long"} kind
 * @property {NumberFormat[]} formats What it may be, the most particular first.
 * @property {{name: string, tells: string}} [letter] The class of mail.
 * @property {string} [country] The code of the country whose post gave out the number.
 * @property {string[]} [right] What may have been meant.
 * @property {string} [given] The part of it that is wrong.
 */

const MOST_FINDINGS = 20;
// People write a number in groups, such as RA 1020 3040 5 FR; one of 34 digits in nine.
const MOST_GROUPS = 9;
// The lengths of numbers that carriers use.
const [SHORTEST, LONGEST] = [8, 40];
const LEAST_DIGITS = 6;
// What stands alone may have fewer: some carriers use short numbers of letters and digits.
const LEAST_ALONE = 2;
// Digits alone that are fewer are dates, prices and telephone numbers, and need to stand alone.
const [LEAST_CALLED, MOST_CALLED] = [10, 11];
// E.164: a telephone number has at most 15 digits; 00 stands for the plus sign.
const CALLED = /^00\d{9,13}$/;
const DAY = /^(?:19|20)\d\d(?:0\d|1[0-2])[0-3]\d$/;
// Groups in which a number of digits alone is written in a sentence.
const LEAST_GROUPED = 16;
const MOST_IN_GROUP = 5;
// The letters before the digits of a number, when they stand for themselves.
const MOST_IN_HEAD = 4;
// The same, of a format that is known, such as CNESP.
const MOST_IN_NAME = 5;
// A part of a number that is longer than this is a number itself.
const MOST_IN_PART = 9;
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
  const all = pieces(text).flatMap((piece) => inPiece(piece, known).map((finding) => ({ finding, piece })));
  const sure = new Set(all.filter(({ finding }) => isSure(finding)).map(({ piece }) => piece.address));
  for (const { finding, piece } of all) {
    // What is not known in an address may be anything, when something that is known stands in it.
    const counts = isSure(finding) || !piece.address || !sure.has(piece.address);
    if (counts && found.size < MOST_FINDINGS && !found.has(finding.number)) found.set(finding.number, finding);
  }
  return [...found.values()];
}

/**
 * @param {Piece} piece
 * @param {Known} known
 */
function inPiece(piece, known) {
  const words = [...piece.text.matchAll(/[A-Z0-9]+/gi)];
  const line = { ...piece, words: words.map(([word]) => word), tied: words.map(isTied) };
  const found = [];
  for (let at = 0; at < words.length && found.length < MOST_FINDINGS; ) {
    const [finding, used] = findingAt(line, at, known);
    if (finding) found.push(finding);
    at += used;
  }
  return found;
}

/** @param {Finding} finding */
const isSure = ({ kind }) => kind !== "unknown" && kind !== "long";

/**
 * Returns whether a hyphen ties a word to the one before it.
 * @param {RegExpMatchArray} word
 */
function isTied({ input = "", index = 0 }) {
  return index > 0 && /\S/.test(input[index - 1]);
}

/** @typedef {Piece & {words: string[], tied: boolean[]}} Line */

/**
 * Returns the number that begins at a word, if one does, and how many words it takes.
 * @param {Line} line
 * @param {number} at
 * @param {Known} known
 * @returns {[Finding | null, number]}
 */
function findingAt(line, at, known) {
  for (let count = Math.min(MOST_GROUPS, line.words.length - at); count > 0; count--) {
    const group = line.words.slice(at, at + count);
    const number = group.join("").toUpperCase();
    if (number.length < SHORTEST || number.length > LONGEST || !/\d/.test(number)) continue;
    const finding = readAs(number, group, line, at, known);
    if (finding) return [finding, count];
  }
  return [tooLong(line.words[at]), 1];
}

/**
 * @param {string} number
 * @param {string[]} group
 * @param {Line} line
 * @param {number} at
 * @param {Known} known
 */
function readAs(number, group, line, at, known) {
  const isAll = group.length === line.words.length;
  if (!mayBe(number, group, line, isAll)) return null;
  if (group.length === 1) {
    const finding = recognised(number, known) ?? confused(number, known);
    return finding ?? (CALLED.test(number) ? null : unknown(number));
  }
  if (!belong(group, line, at, isAll)) return null;
  const finding = recognised(number, known);
  // A mistake in what stands among words may be none: it may be a number and two words.
  const sure = finding?.kind === "known" || finding?.kind === "order" || (isAll && (line.whole || group.every(isCapital)));
  if (finding && sure) return finding;
  return !finding && isOne(group, line, at, isAll) ? unknown(number) : null;
}

/**
 * Returns whether words whose format is not known are one number: tied by hyphens, or alone in groups.
 * @param {string[]} group
 * @param {Line} line
 * @param {number} at
 * @param {boolean} isAll
 */
function isOne(group, line, at, isAll) {
  const letters = group.filter((word) => !/\d/.test(word));
  if (!group.every(isCapital) || letters.some((word) => word.length > MOST_IN_HEAD)) return false;
  if (group.some((word) => word.length > MOST_IN_PART)) return false;
  const tied = line.tied.slice(at + 1, at + group.length).every(Boolean);
  const short = letters.every((word) => word.length <= 2);
  return tied || (isAll && (short || group.length - letters.length > 1));
}

/**
 * Returns whether this can be a number of a parcel at all.
 * @param {string} number
 * @param {string[]} group
 * @param {Line} line
 * @param {boolean} isAll
 */
function mayBe(number, group, line, isAll) {
  const digits = number.replace(/\D/g, "").length;
  const alone = isAll && line.whole && group.length === 1;
  if (digits < number.length) return digits >= (alone && isCapital(group[0]) ? LEAST_ALONE : LEAST_DIGITS);
  if (alone) return !DAY.test(number);
  if (group.length > 1) return digits > MOST_CALLED && !CALLED.test(number);
  return digits >= LEAST_CALLED && !(digits <= MOST_CALLED && number.startsWith("0")) && !CALLED.test(number);
}

/** @param {string} word */
const isCapital = (word) => word === word.toUpperCase();

/**
 * Returns whether words side by side are one number, and not a number and a word.
 * @param {string[]} group
 * @param {Line} line
 * @param {number} at
 * @param {boolean} isAll
 */
function belong(group, line, at, isAll) {
  if (group.every((word) => /^\d+$/.test(word))) {
    return isGrouped(group) || (isAll && group.every((word) => word.length <= MOST_IN_GROUP));
  }
  const letters = group.filter((word) => !/\d/.test(word));
  const ends = letters.filter((word) => word === group[0] || word === group.at(-1));
  if (letters.length > ends.length || letters.some((word) => word.length > MOST_IN_NAME)) return false;
  const [headed, ended] = [letters.includes(group[0]), letters.includes(group[group.length - 1])];
  const capital = group.every(isCapital);
  if (!ended) return isAll || capital;
  if (isAll) return capital || (headed && letters.every((word) => !isCapital(word)));
  // “RB123456785 IS READY” holds a number and a word.
  const next = line.words[at + group.length];
  return capital && headed && (!next || !isCapital(next));
}

/**
 * Returns whether digits are written as carriers print them: in groups of one length, the last shorter.
 * @param {string[]} group
 */
function isGrouped(group) {
  const [first, last] = [group[0].length, group[group.length - 1].length];
  const even = group.slice(0, -1).every((word) => word.length === first);
  const all = group.join("").length;
  if (!even || last > first || first > MOST_IN_GROUP || all < LEAST_GROUPED) return false;
  return all > LEAST_GROUPED || first === 4;
}

/**
 * @param {string} number
 * @param {Known} known
 * @returns {Finding | null}
 */
function recognised(number, known) {
  const formats = formatsOf(known.formats, number);
  const orders = formatsOf(known.orders, number);
  if (orders.length) return { number, kind: "order", formats: [...orders, ...formats] };
  if (formats.length) return { number, kind: "known", formats, ...ofPost(number, formats[0], known) };
  const near = particular(known.formats.filter((format) => format.s10 && hasShape(format, number)));
  if (near.length) {
    return { number, kind: "check", formats: near, right: corrections(number), ...ofPost(number, near[0], known) };
  }
  if (!S10_SHAPE.test(number)) return null;
  // Where no post gave out the number, its check digit means nothing.
  return { number, kind: "suffix", formats: [], given: number.slice(-2) };
}

/**
 * @param {string} number
 * @param {Known} known
 * @returns {Finding | null}
 */
function confused(number, known) {
  const right = spellings(number).find((spelling) => formatsOf(known.formats, spelling).length);
  return right ? { number, kind: "confused", formats: [], right: [right] } : null;
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
 * @returns {Finding}
 */
const unknown = (number) => ({ number, kind: "unknown", formats: [] });

/**
 * @param {string} word
 * @returns {Finding | null}
 */
function tooLong(word) {
  if (word.length <= LONGEST || word.replace(/\D/g, "").length < LEAST_DIGITS) return null;
  return { number: word.slice(0, LONGEST).toUpperCase(), kind: "long", formats: [] };
}
