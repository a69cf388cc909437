// @ts-check
/** Cuts a text into the pieces in which numbers are looked for, in letters and digits that all have. */

/**
 * @typedef {object} Piece
 * @property {string} text Words of letters and digits, with blanks or hyphens between them.
 * @property {boolean} whole Whether it is all that somebody gave, or the value of an address.
 * @property {string} address The address in which it stands, or nothing.
 */

// As much of a text as is read: more than any message holds.
const MOST_LETTERS = 6_000;
// Signs without a width, and marks of direction, which come along when text is copied from a page.
const INVISIBLE = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
// Cyrillic letters that look like Latin ones, each above or below its twin.
const ALIKE = "АВЕКМНОРСТУХавекмнорстух";
const LATIN = "ABEKMHOPCTYXabekmhopctyx";
const MIXED = /[\p{L}\d]*\d[\p{L}\d]*/gu;
const ADDRESS =
  /(?:[a-z]{2,10}:\/\/|www\.|\b(?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,10}[/?#])[^\s<>"'”’»)\]}]+/gi;
const ENCODED = /(?:%[0-9a-f]{2})+/gi;
// An address whose signs are written as %3A and the like, from its beginning on.
const WRITTEN_OVER = /[a-z]{2,10}%(?:25)*3a\S+/gi;
// An address may stand in another, and be written twice over.
const MOST_TIMES = 3;
// What looks like a number and is none of a parcel: mail addresses, keys, telephone numbers, dates, times.
const OTHERS = [
  /[\w.+-]{1,64}@[\w.-]+/g,
  /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi,
  /\+[\d\s().-]{6,}\d/g,
  /\b(?:19|20)\d\d([-./])\d\d?\1\d\d?(?!\d)(?:T[\d:.]+Z?)?/g,
  /\b\d\d?([-./])\d\d?\1(?:19|20)?\d\d\b/g,
  /\b\d\d?:\d\d(?::\d\d)?\b/g,
];
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
// Things in a shop, whose numbers have as many digits as those of orders, and what counts visits.
const OTHER_PLACE = /\/(?:item|i|p|product|store|goods)\/\d+/gi;
const OTHER_KEY =
  /^(?:spm|scm|v|ver|version|sign|signature|ts|aff\w*|utm\w*|\w*clid|\w*(?:product|object|item|goods|sku|shop|store|seller|user|member)_?ids?|\w*(?:session|token|hash|uuid|timestamp|phone|zip|postcode|postal|pvid|price)\w*)$/i;

/**
 * Returns the pieces of a text, in their order.
 * @param {string} text
 * @returns {Piece[]}
 */
export function pieces(text) {
  const typed = latin(text.slice(0, MOST_LETTERS).normalize("NFKC").replace(INVISIBLE, ""));
  const plain = typed.replace(WRITTEN_OVER, (word) => (word.includes("://") ? word : unwritten(word)));
  /** @type {Piece[]} */
  const found = [];
  let at = 0;
  for (const { 0: address, index } of plain.matchAll(ADDRESS)) {
    found.push(...linesOf(plain.slice(at, index), false), ...valuesOf(address));
    at = index + address.length;
  }
  return [...found, ...linesOf(plain.slice(at), at === 0)];
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
 * @returns {Piece[]}
 */
function linesOf(text, all) {
  const others = OTHERS.reduce((rest, other) => rest.replace(other, "\n"), text);
  const plain = others
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
 * @returns {Piece[]}
 */
function valuesOf(address) {
  const values = unwritten(address)
    .replace(/[a-z]{2,10}:\/\/[^/?#]*/gi, "/")
    .replace(OTHER_PLACE, "/")
    .split(/[/?&#;,|]+/)
    .map((part) => /^([\w.[\]-]*)=(.*)$/s.exec(part)?.slice(1) ?? ["", part])
    .filter(([key]) => !OTHER_KEY.test(key))
    .flatMap(([, value]) => value.split(/[^A-Z0-9\s\u2010-\u2015+-]+/i));
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
