// @ts-check
/** Finds the names of countries and of their posts in a question. */

import { wordsOf } from "./words.js";

/** @typedef {import("./direct.js").Country} Country */
/** @typedef {import("./words.js").Vocabulary} Vocabulary */

/**
 * Returns the words that name countries and posts, and a function that puts what they are in the
 * place of the names in a question: “country”, “post office”.
 * @param {Country[]} countries
 * @param {Vocabulary} vocabulary
 */
export function gazetteer(countries, { any_country, any_post }) {
  const place = wordsOf(any_country);
  const post = [...wordsOf(any_post), ...place];
  /** @type {Map<string, {country: Country, words: string[]}>} */
  const known = new Map();
  /** @param {string[]} names @param {Country} country @param {string[]} words */
  const learn = (names, country, words) => {
    const spoken = names.map((name) => wordsOf(name).join(" ")).filter(Boolean);
    for (const name of spoken) known.set(name, { country, words });
  };
  for (const country of countries) {
    // “United States Postal Service (USPS)”: people use one name or the other.
    const posts = Object.keys(country.post).flatMap((name) => name.replace(")", "").split(" ("));
    learn(posts, country, post);
    learn([country.name, ...country.names], country, place);
  }
  const longest = Math.max(0, ...[...known.keys()].map((name) => name.split(" ").length));

  /** @param {string[]} asked */
  const found = (asked) => {
    /** @type {string[]} */
    const words = [];
    /** @type {Set<Country>} */
    const named = new Set();
    for (let at = 0; at < asked.length; ) {
      let length = Math.min(longest, asked.length - at);
      while (length && !known.has(asked.slice(at, at + length).join(" "))) length--;
      const name = known.get(asked.slice(at, at + length).join(" "));
      if (name) named.add(name.country), words.push(...name.words);
      else words.push(asked[at]);
      at += Math.max(length, 1);
    }
    return { words, named: [...named] };
  };
  return { words: [...known.keys()].flatMap((name) => name.split(" ")), found };
}
