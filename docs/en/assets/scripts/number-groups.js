// @ts-check
/** Tells which words of a line are one number, by how they are written. */

import { formatsOf, S10_SHAPE } from "./tracking-numbers.js";

/**
 * @typedef {import("./number-reader.js").Known} Known
 * @typedef {object} Line
 * @property {string[]} words
 * @property {boolean[]} tied Whether a hyphen ties each to the one before it.
 * @property {boolean} whole Whether it is all that somebody gave.
 * @property {Names} names
 *
 * @typedef {{name: string, company?: string, link?: string, suffix?: boolean}} Company
 * @typedef {Map<string, Company[]>} Names Who has each name, in capitals.
 */

export const LEAST_DIGITS = 6;
// What stands alone may have fewer: some carriers use short numbers of letters and digits.
const LEAST_ALONE = 2;
// Digits alone that are fewer are dates, prices and telephone numbers, and need to stand alone.
const [LEAST_CALLED, MOST_CALLED] = [10, 11];
// E.164: a telephone number has at most 15 digits; 00 stands for the plus sign.
export const CALLED = /^00\d{9,13}$/;
// Carriers print as many digits in one group, and begin some with 00 as well.
const PRINTED = 14;
const YEAR = /^(?:19|20)\d\d$/;
const DAY = /^(?:19|20)\d\d(?:0\d|1[0-2])[0-3]\d$/;
// With a zero in place of 00, a telephone number in fours.
const MOST_DIALLED = 13;
// Groups in which a number of digits alone is written in a sentence.
const LEAST_GROUPED = 16;
const MOST_IN_GROUP = 5;
// The letters before the digits of a number, when they stand for themselves.
const MOST_IN_HEAD = 4;
// The same, of a format that is known, such as CNESP.
const MOST_IN_NAME = 5;
// The letters after them, as in CN.
const MOST_IN_TAIL = 2;
// A postal number that lacks its country.
const HALF = /^[A-Z]{2}\d{9}$/;
// How the numbers of payment cards begin, by how many digits they have: Visa, Mastercard, Mir, JCB,
// Discover; UnionPay; American Express; Diners Club.
const CARD =
  /^(?:(?=\d{16}$)(?:4|5[1-5]|2[2-7]|35(?:2[89]|[3-8])|6(?:011|4[4-9]|5))|(?=\d{16,19}$)62|(?=\d{15}$)3[47]|(?=\d{14}$)3(?:0[0-5]|[689]))/;
// The groups in which cards with fewer than 16 digits print theirs.
const CARD_GROUPS = /^\d{4} \d{6} \d{4,5}$/;
// A part of a number that is longer than this is a number itself.
const MOST_IN_PART = 9;

/**
 * Returns whether a hyphen ties a word to the one before it.
 * @param {RegExpMatchArray} word
 */
export function isTied({ input = "", index = 0 }) {
  return index > 0 && /\S/.test(input[index - 1]);
}

/** @param {string} text */
const inCapitals = (text) => text.toUpperCase().replace(/[^\p{L}\d]+/gu, " ").trim();

/**
 * Returns the names of companies, with blanks in place of other signs, and the formats and posts that have each.
 * @param {Known} known
 */
export function namesOf({ formats, posts }) {
  /** @type {Names} */
  const names = new Map();
  /** @type {Company[]} */
  const all = [...formats, ...Object.values(posts).flat()];
  for (const one of all.filter(({ suffix }) => !suffix)) {
    const { name, company = "" } = one;
    const own = new Set([...name.split(",")[0].split(/[()]/), company].map(inCapitals));
    own.delete("");
    own.forEach((each) => names.set(each, [...(names.get(each) ?? []), one]));
  }
  return names;
}

/**
 * Returns the formats and posts of those whose names stand in a text, in one word too, as in an address.
 * @param {string} text
 * @param {Names} names
 */
export function namedIn(text, names) {
  const plain = ` ${inCapitals(text)} `;
  const isIn = (/** @type {string} */ name) => plain.includes(` ${name} `);
  const found = [...names.keys()].filter((name) => isIn(name) || isIn(name.replaceAll(" ", "")));
  // “Correos Express” is not “Correos”.
  const whole = found.filter((name) => !found.some((other) => other !== name && ` ${other} `.includes(` ${name} `)));
  return whole.flatMap((name) => names.get(name) ?? []);
}

/**
 * Returns whether words whose format is not known are one number: tied by hyphens, or alone in groups.
 * @param {string} number
 * @param {string[]} group
 * @param {Line} line
 * @param {number} at
 * @param {Known} known
 */
export function isOne(number, group, line, at, known) {
  const isAll = group.length === line.words.length;
  const letters = group.filter(isLetters);
  const tied = line.tied.slice(at + 1, at + group.length).every(Boolean);
  const capital = group.every(isCapital);
  if (HALF.test(number) && group[0].length === 2) {
    return tied || (isAll && line.whole) || (capital && !known.countries.includes(group[0]));
  }
  if (!capital || letters.some((word) => word.length > MOST_IN_HEAD)) return false;
  if (group.some((word) => word.length > MOST_IN_PART) || isNamed(number, group, line, known)) return false;
  const short = letters.every((word) => word.length <= 2);
  return tied || (isAll && (short || group.length - letters.length > 1));
}

/**
 * Returns whether words begin with a name, and the number comes after it.
 * @param {string} number
 * @param {string[]} group
 * @param {Line} line
 * @param {Known} known
 */
function isNamed(number, [head], { names }, { formats }) {
  if (!isLetters(head)) return false;
  if (names.has(head)) return true;
  const rest = number.slice(head.length);
  const begins = formats.some(({ pattern }) => pattern.includes(head));
  return !begins && /^\d{12,}$/.test(rest) && formatsOf(formats, rest).length > 0;
}

/**
 * Returns whether the words of a postal number belong together: alike, and the last is no other word.
 * @param {string} number
 * @param {string[]} group
 * @param {Known} known
 */
export function isPostal(number, group, { countries }) {
  const last = group[group.length - 1].toUpperCase();
  const alike = group.every(isCapital) || group.every(isSmall);
  return alike && last.length === 2 && !countries.includes(last) && S10_SHAPE.test(number);
}

/**
 * Returns whether this can be a number of a parcel at all.
 * @param {string} number
 * @param {string[]} group
 * @param {Line} line
 * @param {number} at
 */
export function mayBe(number, group, line, at) {
  const isAll = group.length === line.words.length;
  const digits = number.replace(/\D/g, "").length;
  const alone = isAll && line.whole && group.length === 1;
  if (digits < number.length) return digits >= (alone && isCapital(group[0]) ? LEAST_ALONE : LEAST_DIGITS);
  if (alone) return !DAY.test(number);
  const single = group.length === 1;
  if (digits < LEAST_CALLED || (CALLED.test(number) && !(single && digits === PRINTED))) return false;
  if (!single) return digits > MOST_CALLED || isAfterName(line, at);
  return !(digits <= MOST_CALLED && number.startsWith("0"));
}

/**
 * Returns whether a payment card can have this number (ISO/IEC 7812, annex B).
 * @param {string} number
 */
export function isCard(number) {
  const doubled = (/** @type {number} */ digit) => (digit * 2) % 9 || digit;
  const digits = [...number].reverse().map(Number);
  const sum = digits.reduce((all, digit, at) => all + (at % 2 ? doubled(digit) : digit), 0);
  return CARD.test(number) && sum % 10 === 0;
}

/** @param {string} word */
const isLetters = (word) => !/\d/.test(word);
/** @param {string} word */
const isCapital = (word) => word === word.toUpperCase();
/** @param {string} word */
const isSmall = (word) => word === word.toLowerCase();

/**
 * Returns whether words side by side are one number, and not a number and a word.
 * @param {string[]} group
 * @param {Line} line
 * @param {number} at
 * @param {Known} known
 */
export function belong(group, line, at, known) {
  const isAll = group.length === line.words.length;
  if (group.every((word) => /^\d+$/.test(word))) {
    if (group.every((word) => YEAR.test(word))) return false;
    const short = group.every((word) => word.length <= MOST_IN_GROUP) && group.some((word) => word.length > 2);
    if (isGrouped(group) || (CARD_GROUPS.test(group.join(" ")) && isCard(group.join("")))) return true;
    return short && (isAll || isAfterName(line, at));
  }
  const [first, last] = [group[0], group[group.length - 1]];
  const letters = group.filter(isLetters);
  const capital = group.every(isCapital);
  const mixed = /\d/.test(first) && /\D/.test(first);
  const inside = group.slice(1, -1).filter(isLetters).length;
  // Letters stand at the ends, or after two signs, as in 3S ABCD 1234567.
  if (inside > (mixed && first.length === 2 ? 1 : 0) || letters.some((word) => word.length > MOST_IN_NAME)) return false;
  // Words in small letters are one number only where a format begins like them.
  const small = group.every(isSmall) && (!isLetters(first) || isHead(first, known));
  if (!isLetters(last)) return isAll || capital || small;
  if (last.length > MOST_IN_TAIL) return false;
  if (isPostal(group.join("").toUpperCase(), group, known)) return true;
  const headed = isLetters(first) || mixed;
  if (isAll) return capital || (headed && letters.every((word) => !isCapital(word)));
  const next = line.words[at + group.length];
  if (!headed || (next && capital && isCapital(next) && last.length > 1)) return false;
  return capital || (small && !known.countries.includes(last.toUpperCase()));
}

/**
 * Returns whether a format that is known begins with letters.
 * @param {string} word
 * @param {Known} known
 */
function isHead(word, { formats, countries }) {
  const head = word.toUpperCase();
  return !countries.includes(head) && formats.some(({ pattern }) => pattern.includes(head));
}

/**
 * Returns whether the name of a company stands before a word.
 * @param {Line} line
 * @param {number} at
 */
function isAfterName({ words, names }, at) {
  return [1, 2, 3].some((count) => count <= at && names.has(words.slice(at - count, at).join(" ").toUpperCase()));
}

/**
 * Returns whether digits are written as carriers print them: in groups of one length, the last shorter.
 * @param {string[]} group
 */
function isGrouped(group) {
  const [first, last] = [group[0].length, group[group.length - 1].length];
  const even = group.slice(0, -1).every((word) => word.length === first);
  const all = group.join("").length;
  if (!even || last > first || first > MOST_IN_GROUP) return false;
  return all > LEAST_GROUPED || (first === 4 && all > MOST_CALLED && (all > MOST_DIALLED || group[0][0] !== "0"));
}
