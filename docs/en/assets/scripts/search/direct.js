// @ts-check
/** Answers a question that is a number: what it is, and where to go with it. */

import { inDigits } from "../letters.js";
import { read } from "../number-reader.js";
import { isCallable, isOwn, said, sites, slips } from "../number-sentences.js";
import { fill } from "../sentence.js";
import { escaped } from "./teaser.js";

/** @typedef {import("../number-reader.js").Finding} Finding */
/** @typedef {import("./engine.js").Item} Item */
/**
 * @typedef {object} Country Who can be reached in a country, by the digits of their numbers.
 * @property {string} code
 * @property {string} name
 * @property {string[]} names How else people call it.
 * @property {Record<string, string[]>} post
 * @property {string[]} called Names of these in another writing.
 * @property {Record<string, string[]>} customs
 * @property {string[]} old Numbers that must not be called.
 *
 * @typedef {object} Known
 * @property {Country[]} countries
 * @property {import("../number-sentences.js").Known} [numbers] What the reader of numbers knows.
 * @property {Record<string, string>} say Sentences with gaps such as {name}.
 */

const TRACKING_PAGE = "faq/how-to-track/";
// How many numbers of one question are explained.
const MOST_NUMBERS = 3;
// The shortest number that is looked up: some countries have service numbers of three digits.
const LEAST_DIGITS = 3;
// With fewer digits a number is only found when it is whole.
const LEAST_PART = 7;
// Above all that is found by words.
const SCORE = 1000;

/**
 * Returns the results for the tracking numbers and phone numbers in a question.
 * @param {string} asked
 * @param {Known} known
 * @param {string} [country] The code of the reader's country, if it is known.
 * @returns {Item[][]}
 */
export function directAnswers(asked, known, country = "") {
  const question = inDigits(asked);
  const called = phones(question, known);
  const found = known.numbers ? read(question, known.numbers) : [];
  // A number that is known as somebody's telephone is no parcel's, unless its format says so.
  const meant = called.length ? found.filter(({ number }) => !isCallable(number)) : found;
  return [...called, ...meant.slice(0, MOST_NUMBERS).map((finding) => tracking(finding, known, country))];
}

/**
 * @param {Finding} finding
 * @param {Known} known
 * @param {string} country
 */
function tracking(finding, { say, numbers }, country) {
  if (!numbers) return [];
  const { number, formats } = finding;
  const plan = `next-step/#number=${encodeURIComponent(number)}`;
  const { swapped, changed } = slips(finding);
  const likely = swapped.length ? `${numbers.say.swapped} ${swapped.join(`${numbers.say.comma} `)}. ` : "";
  const [first, ...more] = said(finding, numbers);
  const isOne = finding.kind === "known" && formats.length === 1 && !finding.other;
  const lines = isOne ? [formats[0].name, formats[0].tells, ...more] : [first, ...more];
  const posts = numbers.posts[country] ?? [];
  const links = isOwn(finding) ? [] : sites(finding, numbers, posts).map(({ name, link }) =>
    item(link, fill(say.follow, { name }), say.leaves),
  );
  const other = posts.length ? [] : [item("countries/", numbers.say.countries, "")];
  return [
    item(TRACKING_PAGE, fill(say.tracking_number, { number }), ""),
    item("carriers/#numbers", lines[0], lines.slice(1).join(" ")),
    item(plan, say.plan, ""),
    ...(changed.length ? [item(plan, fill(numbers.say.fixes, { count: String(changed.length) }), likely + numbers.say.compare)] : []),
    ...links,
    ...(finding.kind === "unknown" ? other : []),
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
