// @ts-check
/** Finds the numbers in any text, and says of each what it is. */

import { belong, CALLED, isCard, isOne, isPostal, isTied, LEAST_DIGITS, mayBe, namedIn, namesOf } from "./number-groups.js";
import { MOST_LETTERS, pieces } from "./number-pieces.js";
import { corrections, formatsOf, hasShape, namesCountry, particular, S10_SHAPE } from "./tracking-numbers.js";

/**
 * @typedef {import("./tracking-numbers.js").NumberFormat & {follows?: string}} NumberFormat
 * @typedef {import("./number-groups.js").Line} Line
 * @typedef {import("./number-groups.js").Company} Company
 * @typedef {import("./number-pieces.js").Piece} Piece
 * @typedef {object} Known What the reader knows; it is made with the site.
 * @property {NumberFormat[]} formats
 * @property {{pattern: string, name: string, tells: string}[]} letters
 * @property {NumberFormat[]} orders Forms of order numbers.
 * @property {Record<string, {name: string, link: string}[]>} posts Who delivers, by country.
 * @property {import("./number-others.js").Beside} beside Words before a number that is none of a parcel.
 * @property {string[]} countries Codes that are words as well: “RB123456785 IS READY” holds a number and a word.
 *
 * @typedef {object} Finding
 * @property {string} number As trackers take it.
 * @property {"known" | "check" | "suffix" | "confused" | "order" | "card" | "code" | "unknown" | "long"} kind
 * @property {NumberFormat[]} formats What it may be, the most particular first.
 * @property {{name: string, tells: string}} [letter] The class of mail.
 * @property {string} [country] The code of the country whose post gave out the number.
 * @property {string[]} [right] What may have been meant.
 * @property {string} [given] The part of it that is wrong.
 * @property {Company} [first] Who is named beside it and follows parcels.
 * @property {boolean} [other] Whether its formats are all of others than those.
 */

const MOST_FINDINGS = 20;
// People write a number in groups, such as RA 1020 3040 5 FR; one of 34 digits in nine.
const MOST_GROUPS = 9;
// The lengths of numbers that carriers use.
const [SHORTEST, LONGEST] = [8, 40];
// Personal codes of the Korean customs.
const CODE = /^P\d{12}$/;
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
  const names = namesOf(known);
  const fits = (/** @type {string} */ number) => (recognised(number, known)?.kind ?? "suffix") !== "suffix";
  const all = pieces(text, fits, known.beside).flatMap((piece) => inPiece(piece, known, names).map((finding) => ({ finding, piece })));
  const named = namedIn(text.slice(0, MOST_LETTERS), names);
  const sure = new Set(all.filter(({ finding }) => isSure(finding)).map(({ piece }) => piece.address));
  for (const { finding, piece } of all) {
    // What is not known in an address may be anything, when something that is known stands in it.
    const counts = isSure(finding) || !piece.address || !sure.has(piece.address);
    if (!counts || found.size >= MOST_FINDINGS || found.has(finding.number)) continue;
    found.set(finding.number, ofNamed(finding, piece.address, named, known));
  }
  // Who gives the number of an order beside that of its parcel asks about the parcel.
  const isOrder = (/** @type {Finding} */ { kind }) => kind === "order";
  return [...found.values()].sort((one, other) => Number(isOrder(one)) - Number(isOrder(other)));
}

/**
 * Returns whose an address is: the part of its host that names somebody.
 * @param {string} address
 */
function hostOf(address) {
  const host = /^(?:[a-z]+:\/\/)?([\w.-]+)/i.exec(address)?.[1].toLowerCase() ?? "";
  return /([\w-]+)\.(?:com?\.)?[a-z]{2,10}$/.exec(host)?.[1];
}

/**
 * Returns a finding with that first which is of the companies that are named, or in whose address it stood.
 * @param {Finding} finding
 * @param {string} address
 * @param {Company[]} named
 * @param {Known} known
 */
function ofNamed(finding, address, named, { formats, posts }) {
  const host = hostOf(address);
  const there = [...formats, ...Object.values(posts).flat()].filter(({ link = "" }) => host && hostOf(link) === host);
  const own = finding.formats.filter((format) => there.includes(format) || named.includes(format));
  // The letters of a carrier say more than a name beside them.
  const isSure = /\D/.test(finding.number) && finding.formats.some(({ link }) => link);
  const theirs = [...own, ...there, ...(isSure ? [] : named)];
  const first = theirs.find(({ link }) => link);
  if (!theirs.length) return finding;
  const all = [...own, ...finding.formats.filter((format) => !own.includes(format))];
  return { ...finding, first, formats: all, other: !own.length && !/\D/.test(finding.number) };
}

/**
 * @param {Piece} piece
 * @param {Known} known
 * @param {import("./number-groups.js").Names} names
 */
function inPiece(piece, known, names) {
  const words = [...piece.text.matchAll(/[A-Z0-9]+/gi)];
  const line = { ...piece, words: words.map(([word]) => word), tied: words.map(isTied), names };
  const found = [];
  for (let at = 0; at < words.length && found.length < MOST_FINDINGS; ) {
    const [finding, used] = findingAt(line, at, known);
    at += used;
    if (!finding) continue;
    found.push(finding);
    // “RB123456785 IS here” can be both: a number of Iceland, and one without its country and a word.
    const isWord = used > 1 && at < words.length && known.countries.includes(line.words[at - 1]);
    if (isWord && S10_SHAPE.test(finding.number)) found.push(unknown(finding.number.slice(0, -2)));
  }
  return found;
}

/** @param {Finding} finding */
const isSure = ({ kind }) => kind !== "unknown" && kind !== "long";

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
  if (!mayBe(number, group, line, at)) return null;
  if (group.length === 1) {
    const finding = recognised(number, known) ?? confused(number, known);
    return finding ?? (CALLED.test(number) ? null : unknown(number));
  }
  if (!belong(group, line, at, known)) return null;
  const finding = recognised(number, known);
  // A mistake in what stands among words may be none: it may be a number and two words.
  const alone = isAll && (line.whole || number === group.join(""));
  const sure = alone || finding?.kind === "known" || finding?.kind === "order" || finding?.kind === "card";
  if (finding && (sure || isPostal(number, group, known))) return finding;
  return !finding && isOne(number, group, line, at, known) ? unknown(number) : null;
}

/**
 * @param {string} number
 * @param {Known} known
 * @returns {Finding | null}
 */
function recognised(number, known) {
  const formats = formatsOf(known.formats, number);
  const orders = formatsOf(known.orders, number);
  if (CODE.test(number) && !formats.length) return { number, kind: "code", formats };
  if (isCard(number)) return { number, kind: "card", formats: [...orders, ...formats] };
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
  // Digits alone are read as they are.
  const right = /\D/.test(number) && spellings(number).find((spelling) => formatsOf(known.formats, spelling).length);
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
