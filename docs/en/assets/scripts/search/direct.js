// @ts-check
/** Answers a question that is a number: what it is, and where to go with it. */

import { formatOf, tidied } from "../tracking-numbers.js";
import { escaped } from "./teaser.js";

/** @typedef {import("../tracking-numbers.js").NumberFormat} NumberFormat */
/** @typedef {import("./engine.js").Item} Item */
/**
 * @typedef {object} Country Who can be reached in a country, by the digits of their numbers.
 * @property {string} code
 * @property {string} name
 * @property {string[]} names How else people call it.
 * @property {Record<string, string[]>} post
 * @property {Record<string, string[]>} customs
 * @property {string[]} old Numbers that must not be called.
 *
 * @typedef {object} Known
 * @property {Country[]} countries
 * @property {NumberFormat[]} formats
 * @property {Record<string, string>} trackers Tracking pages by name, with {number} in them.
 * @property {Record<string, string>} say Sentences with gaps such as {name}.
 */

const TRACKING_PAGE = "faq/how-to-track/";
// The shortest number that is looked up: some countries have service numbers of three digits.
const LEAST_DIGITS = 3;
// With fewer digits a number is only found when it is whole.
const LEAST_PART = 7;
// Above all that is found by words.
const SCORE = 1000;

/**
 * Returns the results for the tracking numbers and phone numbers in a question.
 * @param {string} question
 * @param {Known} known
 * @returns {Item[][]}
 */
export function directAnswers(question, known) {
  const parts = [question, ...question.split(/[\s,;:()]+/u)].filter((part) => /\d{3}/.test(part));
  for (const part of parts) {
    const number = tidied(part);
    const format = formatOf(known.formats, number);
    if (format) return [tracking(number, format, known)];
  }
  return phones(question, known);
}

/**
 * @param {string} number
 * @param {NumberFormat} format
 * @param {Known} known
 */
function tracking(number, format, known) {
  const { say, trackers } = known;
  const links = Object.entries(trackers).map(([name, link]) =>
    item(link.replace("{number}", encodeURIComponent(number)), fill(say.follow, { name }), say.leaves),
  );
  const heading = fill(say.tracking_number, { number });
  return [
    item(TRACKING_PAGE, heading, ""),
    item("carriers/#numbers", format.name, format.tells),
    item(`next-step/#number=${encodeURIComponent(number)}`, say.plan, ""),
    ...links,
  ];
}

/**
 * @param {string} question
 * @param {Known} known
 */
function phones(question, { countries, say }) {
  const digits = question.replace(/\D/g, "").replace(/^00/, "");
  if (/\p{L}{2}/u.test(question) || digits.length < LEAST_DIGITS) return [];
  return countries.flatMap(({ code, name, post, customs, old }) => {
    const place = `countries/${code}/`;
    const whose = Object.entries({ post, customs }).flatMap(([anchor, desks]) =>
      Object.entries(desks)
        .filter(([, numbers]) => numbers.some((number) => isSame(number, digits)))
        .map(([desk]) => [`${place}#${anchor}`, desk, fill(say.phone_of, { name: desk, country: name })])
        .map(([location, title, text]) => item(location, title, text)),
    );
    if (whose.length) return [[item(place, name, ""), ...whose]];
    const gone = old.some((number) => isSame(number, digits));
    return gone ? [[item(place, fill(say.phone_old, { country: name }), say.phone_old_why)]] : [];
  });
}

/**
 * Returns whether two numbers are one, where one may lack what is dialled only from elsewhere.
 * @param {string} number
 * @param {string} asked
 */
function isSame(number, asked) {
  const bare = asked.replace(/^0+/, "");
  return number === asked || (bare.length >= LEAST_PART && number.endsWith(bare));
}

/**
 * @param {string} location
 * @param {string} title
 * @param {string} text
 * @returns {Item}
 */
function item(location, title, text) {
  return { location, title: escaped(title), text: escaped(text), score: SCORE, terms: {} };
}

/**
 * Returns a sentence with its gaps filled.
 * @param {string} sentence
 * @param {Record<string, string>} values
 */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}
