// @ts-check
/** Takes out of a text what looks like a number and is none of a parcel. */

/**
 * @typedef {"papers" | "cards" | "phones" | "things"} Kind
 * @typedef {Record<Kind | "between", string>} Beside Words before such a number, and between both.
 */

/** What a number looks like behind a word of each kind. @type {Record<Kind, RegExp>} */
const NUMBERS = {
  papers: /(?:[a-z]{0,3} ?\d(?:[ ./-]?\d){5,22}-?[a-z]?|(?=[a-z]*\d)[a-z\d]{6,22})(?![\p{L}\d])/u,
  cards: /[2-6]\d{3}(?:[ -]?\d){10,15}(?![ -]?\d)/u,
  phones: /\d(?:[ ()./-]{0,2}\d){6,13}(?![ -]?\d)/u,
  things: /(?:id[^\p{L}\d]{1,3}\d{8,16}|num\p{L}*[^\p{L}\d]{1,3}\d{12}|1005\d{12})(?!\d)/u,
};
// Mail addresses, keys, orders of Temu, telephone numbers, dates, times.
const OTHERS = [
  /[\w.+-]{1,64}@[\w.-]+/g,
  /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi,
  /\bPO-\d{3}-\d{11,}/gi,
  /\+[\d\s().-]{6,}\d/g,
  /\b(?:19|20)\d\d([-./])\d\d?\1\d\d?(?!\d)(?:T[\d:.]+Z?)?/g,
  /\b\d\d?([-./])\d\d?\1(?:19|20)?\d\d\b/g,
  /\b\d\d?:\d\d(?::\d\d)?\b/g,
];
// An IBAN (ISO 13616).
const IBAN = /\b[A-Z]{2}\d\d(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b/gi;
const LEAST_IBAN = 15;

/**
 * Returns a text with a line break in place of each of them.
 * @param {string} text
 * @param {(number: string) => boolean} fits Whether a number has a format that is known.
 * @param {Beside} beside
 */
export function withoutOthers(text, fits, beside) {
  const bare = text.replace(IBAN, (group) => withoutIban(group, fits));
  // What has the letters of a carrier is a number of its, whatever stands before it.
  const cut = (/** @type {string} */ all, /** @type {string} */ number) =>
    /^[a-z]/i.test(number) && fits(number.replace(/\W/g, "").toUpperCase()) ? all : "\n";
  const unnamed = named(beside).reduce((rest, other) => rest.replace(other, cut), bare);
  return OTHERS.reduce((rest, other) => rest.replace(other, "\n"), unnamed);
}

/**
 * Returns what matches a number of each kind after a word that says what it is.
 * @param {Beside} beside
 */
function named(beside) {
  // In the writing of China, Japan and Korea nothing need stand between a word and what is beside it.
  const east = "[\\u3041-\\ud7a3]";
  const gap = `(?:[^\\p{L}\\d]|(?<=${east})){1,3}`;
  return Object.entries(NUMBERS).map(([kind, { source }]) => {
    const words = beside[/** @type {Kind} */ (kind)];
    return new RegExp(`(?<!(?!${east})[\\p{L}\\d])(?:${words})(?:${gap}(?:${beside.between}))*${gap}(${source})`, "giu");
  });
}

/**
 * Returns what follows the IBAN with which signs begin, or all of them where none does.
 * @param {string} group
 * @param {(number: string) => boolean} fits
 */
function withoutIban(group, fits) {
  for (let words = group; words.length >= LEAST_IBAN; words = words.replace(/(?:^| )\S*$/, "")) {
    const sum = words.toUpperCase().replaceAll(" ", "");
    const digits = (sum.slice(4) + sum.slice(0, 4)).replace(/[A-Z]/g, (letter) => String(parseInt(letter, 36)));
    if (BigInt(digits) % 97n === 1n && !fits(sum)) return `\n${group.slice(words.length)}`;
  }
  return group;
}
