// @ts-check
/** What is said of a number that was read, and where to go with it. */

import { fill } from "./sentence.js";

/**
 * @typedef {import("./number-reader.js").Finding} Finding
 * @typedef {{name: string, link: string}} Tracker A page on which {number} is followed.
 * @typedef {import("./number-reader.js").Known & {
 *   trackers: Tracker[], posts: Record<string, Tracker[]>, own: Record<string, Tracker>,
 *   language: string,
 *   say: Record<string, string>, reach: Record<string, string>}} Known
 */

/**
 * Returns whether a telephone number can look like this.
 * @param {string} number
 */
export const isCallable = (number) => /^\d{8,13}$|^00\d{12}$/.test(number);

/**
 * Returns what is said of a number, a sentence or two in each line.
 * @param {Finding} finding
 * @param {Known} known
 * @returns {string[]}
 */
export function said(finding, known) {
  const { number, kind, formats, right = [], given = "", other } = finding;
  const { say } = known;
  const [first, ...others] = formats.map(({ name, tells }) => `${name}. ${tells}`);
  const tells = formats.map((format) => format.tells);
  const lines = [fill(say[kind] ?? "", { right: right[0] ?? "", given })];
  if (kind === "known") lines.splice(0, 1, ...(others.length || other ? [say.several, ...tells] : [first]));
  if (kind === "order") lines.splice(0, 1, first, ...tells.slice(1));
  if (kind === "card") lines.push(...tells);
  if (kind === "check") lines.push(`${say.check_form} ${formats.map(({ name }) => name).join(`${say.comma} `)}.`);
  if (isCallable(number)) lines.push(say.call);
  return [...lines, ...ofPost(finding, known)];
}

/**
 * @param {Finding} finding
 * @param {Known} known
 */
function ofPost({ kind, formats, country, letter }, { say, reach, language }) {
  const lines = [];
  const names = country ? new Intl.DisplayNames([language], { type: "region" }) : null;
  if (country) lines.push(fill(say.origin, { country: names?.of(country) ?? country }));
  if (letter && kind === "known" && !formats[0].tells.includes(letter.tells)) lines.push(fill(say.letter, letter));
  if (formats.length === 1 && formats[0].follows && kind === "known") lines.push(reach[formats[0].follows]);
  return lines;
}

// How many carriers of the reader's country stand beside a number: its page has them all.
const MOST_POSTS = 4;
// What can be looked up, whether or not we know it: real lists print numbers with a mistake, too.
const FOLLOWED = new Set(["known", "unknown", "suffix", "check", "order", "confused", "card", "code"]);
// What may be the reader's own, and is given to nobody before he says that it is not.
const OWN = new Set(["card", "code"]);

/** @param {Finding} finding */
export const isOwn = ({ kind }) => OWN.has(kind);

/**
 * Returns the numbers that a slip may have turned into this one: two neighbours swapped, or another digit.
 * @param {Finding} finding
 */
export function slips({ number, kind, right = [] }) {
  if (kind !== "check") return { swapped: [], changed: [] };
  const isSwap = (/** @type {string} */ other) => [...other].filter((sign, at) => sign !== number[at]).length === 2;
  return { swapped: right.filter(isSwap), changed: right.filter((other) => !isSwap(other)) };
}

/**
 * Returns the pages on which a number is followed, each once: those of the companies that are named
 * beside it, that use its format and of the post that gave it out, the trackers for all, and `posts`,
 * of the reader's country.
 * @param {Finding} finding
 * @param {Known} known
 * @param {Tracker[]} posts
 * @returns {Tracker[]}
 */
export function sites({ number, kind, formats, country, first }, known, posts) {
  if (!FOLLOWED.has(kind)) return [];
  const own = [first ?? [], formats].flat().flatMap(({ name, company, link }) => (link ? [{ name: company ?? name, link }] : []));
  const post = (country && known.own[country.toLowerCase()]) || [];
  const all = [...own, ...[post].flat(), ...known.trackers, ...posts.slice(0, MOST_POSTS)];
  const pages = all.map(({ name, link }) => ({ name, link: link.replace("{number}", encodeURIComponent(number)) }));
  return pages.filter(({ link }, at) => pages.findIndex((other) => other.link === link) === at);
}
