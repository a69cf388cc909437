// @ts-check
/** Cuts a text into the pieces in which numbers are looked for, in letters and digits that all have. */

import { withoutOthers } from "./number-others.js";

/**
 * @typedef {object} Piece
 * @property {string} text Words of letters and digits, with blanks or hyphens between them.
 * @property {boolean} whole Whether it is all that somebody gave, or the value of an address.
 * @property {string} address The address in which it stands, or nothing.
 */

// As much of a text as is read: more than any message holds.
export const MOST_LETTERS = 6_000;
// Signs without a width, and marks of direction, which come along when text is copied from a page.
const INVISIBLE = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
// Cyrillic letters that look like Latin ones, each above or below its twin.
const ALIKE = "АВЕКМНОРСТУХавекмнорстух";
const LATIN = "ABEKMHOPCTYXabekmhopctyx";
const MIXED = /[\p{L}\d]*\d[\p{L}\d]*/gu;
const ADDRESS =
  /(?:[a-z]{2,10}:\/\/|www\.|\b(?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,10}[/?#])[^\s<>"'”’»)\]}]+/gi;
const ENCODED = /(?:%[0-9a-f]{2})+/gi;
// An address may stand in another, and be written twice over.
const MOST_TIMES = 3;
// A word with letters that no number has, such as “chuẩn”: cut in two, its end would look like a beginning.
const WORD = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{M}\d]+/gu;
// A number in capitals that is glued to words in small letters, as in “LP00123456789012Order”.
const GLUED = /\b([A-Z]?[a-z]{2,})?([A-Z0-9]+?)((?:(?<=\d)[A-Z])?[a-z]{2,})?\b/g;
const LEAST_DIGITS = 6;
// Digits alone are only told from words that are too long to be a part of the number.
const LEAST_OF_WORD = 4;
// Labels print the parts of one long number with their kinds in brackets: (420)12345(94)…
const BRACKETS = /(?:\(\d{2,4}\)\d{4,})+/g;
const LEAST_BRACKETED = 16;
// A number whose parts stand between other signs than blanks and hyphens, such as LP.0012_3456.
const PARTED = /[A-Z0-9]+(?:[._/*,][A-Z0-9]+)+/gi;
// Digits alone are dates, prices and addresses of computers unless they stand in fours, or as in Switzerland.
const IN_GROUPS = /^(?:\d{4}[._/*]){3,}\d{1,4}$|^\d\d\.\d\d\.\d{6}\.\d{8}$/;
// The signs for “number”, which stand right before one.
const NUMERO = /№|nº/gi;
// Blanks as addresses and pages write them.
const BLANKS = /&nbsp;|&#160;|(?<=\d)\+(?=[A-Z]{2}\b)/gi;
const LEAST_PARTED = /^(?:[A-Z]*\d){9}/;
const LONG = /\b[A-Z]{2}[A-Z0-9]{12,78}\b/gi;
// A name of a picture or message: the order, then the number.
const AFTER_ORDER = /\b(\d{15,16})_([A-Z]+\d[A-Z0-9]+)/g;
const PHONE_PLACE = /(?:wa\.me|whatsapp\.com)\/\S*/gi;
// Things in a shop, whose numbers have as many digits as those of orders, and what counts visits.
const OTHER_PLACE = /\/(?:item|i|p|product|store|goods)\/\d+/gi;
const OTHER_KEY =
  /^(?:spm|scm|v|ver|version|sign|signature|ts|aff\w*|utm\w*|\w*clid|\w*(?:product|object|item|goods|sku|shop|store|seller|user|member)_?ids?|\w*(?:session|token|hash|uuid|timestamp|phone|zip|postcode|postal|pvid|price)\w*)$/i;

/**
 * Returns the pieces of a text, in their order.
 * @param {string} text
 * @param {(number: string) => boolean} fits Whether a number has a format that is known.
 * @param {import("./number-others.js").Beside} beside
 * @returns {Piece[]}
 */
export function pieces(text, fits, beside) {
  const typed = latin(text.slice(0, MOST_LETTERS).replace(NUMERO, "no ").normalize("NFKC").replace(INVISIBLE, "").replace(BLANKS, " "));
  const plain = typed.replace(/\S+/g, (word) => (word.includes("%") && !word.includes("://") ? unwritten(word) : word));
  /** @type {Piece[]} */
  const found = [];
  let at = 0;
  for (const { 0: address, index } of plain.matchAll(ADDRESS)) {
    found.push(...linesOf(plain.slice(at, index), false, fits, beside), ...valuesOf(address, fits));
    at = index + address.length;
  }
  return [...found, ...linesOf(plain.slice(at), at === 0, fits, beside)];
}

/**
 * Returns a text with digits of all scripts as 0 to 9, and with Latin letters beside digits.
 * @param {string} text
 */
function latin(text) {
  // In Unicode the digits of each script stand side by side, and those without a gap begin at a 0.
  const digits = text.replace(/(?![0-9])\p{Nd}/gu, (digit) => String(valueOf(digit)));
  return digits.replace(MIXED, (word) =>
    word.replace(/[^\x00-\x7f]/g, (letter) => LATIN[ALIKE.indexOf(letter)] ?? letter),
  );
}

/** @param {string} digit */
function valueOf(digit) {
  const code = digit.codePointAt(0) ?? 0;
  let first = code;
  while (code - first < 9 && /\p{Nd}/u.test(String.fromCodePoint(first - 1))) first--;
  return code - first;
}

/**
 * @param {string} text
 * @param {boolean} all Whether it is all that was given.
 * @param {(number: string) => boolean} fits
 * @param {import("./number-others.js").Beside} beside
 * @returns {Piece[]}
 */
function linesOf(text, all, fits, beside) {
  const others = withoutOthers(text, fits, beside);
  const plain = inWords(others, fits)
    .replace(WORD, (word) => (/[^\x00-\x7f]/.test(word) ? "\n" : word))
    .replace(GLUED, apart)
    .replace(BRACKETS, (parts) => {
      const digits = parts.replace(/[()]/g, "");
      return digits.length < LEAST_BRACKETED ? parts : digits;
    });
  const lines = plain.split(/[^A-Z0-9\s\u2010-\u2015-]+|\n/i).filter((line) => /[A-Z0-9]/i.test(line));
  const whole = all && others === text && lines.length === 1;
  return lines.map((line) => ({ text: line, whole, address: "" }));
}

/**
 * Returns a text with each number as one word.
 * @param {string} text
 * @param {(number: string) => boolean} fits
 */
function inWords(text, fits) {
  return text
    .replace(AFTER_ORDER, "$2\n$1")
    .replace(PARTED, (parts) => joined(parts, fits))
    .replace(LONG, (word) => divided(word, fits));
}

/**
 * Returns a number without the signs between its parts, where all of it is one that is known.
 * @param {string} parts
 * @param {(number: string) => boolean} fits
 */
function joined(parts, fits) {
  const capital = parts.toUpperCase();
  const number = capital.replace(/[^A-Z0-9]/g, "");
  const isAlike = parts === capital || parts === parts.toLowerCase();
  const isOne = /[A-Z]/.test(number) ? isAlike && LEAST_PARTED.test(number) : IN_GROUPS.test(parts);
  if (!isOne || !fits(number)) return parts;
  const isList = capital.split(/[^A-Z0-9]/).some((part) => /[A-Z]/.test(part) && fits(part));
  return isList ? parts : number;
}

/**
 * Returns two numbers that nothing keeps apart on two lines, and one without the country behind it.
 * @param {string} word
 * @param {(number: string) => boolean} fits
 */
function divided(word, fits) {
  const number = word.toUpperCase();
  const half = number.length / 2;
  if (fits(number)) return word;
  if (fits(number.slice(0, half)) && fits(number.slice(half))) return `${number.slice(0, half)}\n${number.slice(half)}`;
  return /[A-Z]{2}$/.test(number) && fits(number.slice(0, -2)) ? number.slice(0, -2) : word;
}

/**
 * Returns a number and the words that are glued to it, with blanks between them.
 * @param {string} whole
 * @param {string} [before]
 * @param {string} [number]
 * @param {string} [after]
 */
function apart(whole, before = "", number = "", after = "") {
  const isWord = (/** @type {string} */ word) => /[A-Z]/.test(number) || !word || word.length >= LEAST_OF_WORD;
  const isLong = number.replace(/\D/g, "").length >= LEAST_DIGITS;
  const isGlued = before + after !== "";
  return isGlued && isLong && isWord(before) && isWord(after) ? `${before} ${number} ${after}` : whole;
}

/**
 * Returns what may be a number in an address: the parts of its path, and its values.
 * @param {string} address
 * @param {(number: string) => boolean} fits
 * @returns {Piece[]}
 */
function valuesOf(address, fits) {
  const values = unwritten(address)
    .replace(PHONE_PLACE, "")
    .replace(/[a-z]{2,10}:\/\/[^/?#]*/gi, "/")
    .replace(OTHER_PLACE, "/")
    .split(/[/?&#;,|]+/)
    .map((part) => /^([\w.[\]-]*)=(.*)$/s.exec(part)?.slice(1) ?? ["", part])
    .filter(([key]) => !OTHER_KEY.test(key))
    .flatMap(([, value]) => inWords(value, fits).split(/[^A-Z0-9\s\u2010-\u2015+-]+/i));
  return values.map((value) => ({ text: value.replaceAll("+", " "), whole: true, address }));
}

/** @param {string} address */
function unwritten(address) {
  let plain = address;
  for (let time = 0; time < MOST_TIMES; time++) plain = plain.replace(ENCODED, decoded);
  return plain;
}

/** @param {string} signs */
function decoded(signs) {
  try {
    return decodeURIComponent(signs);
  } catch {
    return " ";
  }
}
