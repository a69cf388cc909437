// @ts-check
/** Finds the names of countries and of their posts in a question. */

import { wordsOf } from "./words.js";

/** @typedef {import("./direct.js").Country} Country */
/** @typedef {import("./words.js").Vocabulary} Vocabulary */

/**
 * Returns the words that name countries and posts, and a function that puts what they are in the
 * place of the names in a question: “country”, “post office”. `rest` is what names nothing.
 * @param {Country[]} countries
 * @param {Vocabulary} vocabulary
 */
export function gazetteer(countries, { any_country, any_post }) {
  const place = wordsOf(any_country);
  const post = [...wordsOf(any_post), ...place];
  // A carrier can deliver in several countries under one name.
  /** @type {Map<string, {countries: Country[], words: string[]}>} */
  const known = new Map();
  /** @param {string[]} names @param {Country} country @param {string[]} words */
  const learn = (names, country, words) => {
    const spoken = names.map((name) => wordsOf(name).join(" ")).filter(Boolean);
    for (const name of spoken) {
      const same = known.get(name);
      const others = same?.words === words ? same.countries : [];
      known.set(name, { countries: [...new Set([...others, country])], words });
    }
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
    /** @type {string[]} */
    const rest = [];
    /** @type {Country[][]} */
    const meant = [];
    for (let at = 0; at < asked.length; ) {
      let length = Math.min(longest, asked.length - at);
      while (length && !known.has(asked.slice(at, at + length).join(" "))) length--;
      const name = known.get(asked.slice(at, at + length).join(" "));
      if (name) meant.push(name.countries), words.push(...name.words);
      else words.push(asked[at]), rest.push(asked[at]);
      at += Math.max(length, 1);
    }
    return { words, rest, named: together(meant) };
  };
  return { words: [...known.keys()].flatMap((name) => name.split(" ")), found };
}

/**
 * Returns the countries of all names; of a name for several only those that another name means
 * too, if there are any: with “GLS Italy” nobody means the other countries of GLS.
 * @param {Country[][]} meant The countries of each name.
 */
function together(meant) {
  const sure = new Set(meant.filter(({ length }) => length === 1).flat());
  const unsure = meant.filter((countries) => !countries.some((country) => sure.has(country)));
  return [...new Set([...sure, ...unsure.flat()])];
}
