// @ts-check
/** Finds the names of countries and of their posts in a question. */

import { wordsOf } from "./words.js";

/** @typedef {import("./direct.js").Country} Country */
/** @typedef {import("./words.js").Vocabulary} Vocabulary */

// The first word of a name stands for all of it: one so short only where nothing else is asked.
const LEAST_ALONE = 5;

/** @typedef {{countries: Country[], words: string[]}} Name */

/**
 * Returns the words that name countries and posts, and a function that puts what they are in the
 * place of the names in a question: “country”, “post office”. `rest` is what names nothing.
 * @param {Country[]} countries
 * @param {Vocabulary} vocabulary
 * @param {(word: string) => boolean} isOrdinary Whether a word says something else, too.
 */
export function gazetteer(countries, { any_country, any_post }, isOrdinary) {
  const place = wordsOf(any_country);
  const post = [...wordsOf(any_post), ...place];
  // A carrier can deliver in several countries under one name.
  /** @type {Map<string, Name>} */
  const known = new Map();
  /** What the first word of a name stands for. @type {Map<string, Name>} */
  const begun = new Map();
  /** @param {string[]} names @param {Country} country @param {string[]} words */
  const learn = (names, country, words) => {
    for (const [first, ...more] of names.map(wordsOf).filter(({ length }) => length)) {
      add(known, [first, ...more].join(" "), country, words);
      if (more.length) add(begun, first, country, words);
    }
  };
  for (const country of countries) {
    // “United States Postal Service (USPS)”: people use one name or the other.
    const posts = Object.keys(country.post).flatMap((name) => name.replace(")", "").split(" ("));
    // “J&T” is typed “JT”, too.
    posts.push(...posts.filter((name) => name.includes("&")).map((name) => name.replace("&", "")));
    learn([...posts, ...country.called], country, post);
    learn([country.name, ...country.names], country, place);
  }
  const longest = Math.max(0, ...[...known.keys()].map((name) => name.split(" ").length));

  /** @param {string} word @param {boolean} isAll Whether nothing else is asked. */
  const short = (word, isAll) =>
    (isAll || word.length >= LEAST_ALONE) && !isOrdinary(word) ? begun.get(word) : undefined;

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
      const name = known.get(asked.slice(at, at + length).join(" ")) ?? short(asked[at], asked.length === 1);
      if (name) meant.push(name.countries), words.push(...name.words);
      else words.push(asked[at]), rest.push(asked[at]);
      at += Math.max(length, 1);
    }
    return { words, rest, named: together(meant) };
  };
  return { words: [...known.keys()].flatMap((name) => name.split(" ")), found };
}

/**
 * Adds a country to those that a name stands for; the name of a country is that of no post.
 * @param {Map<string, Name>} names
 * @param {string} name
 * @param {Country} country
 * @param {string[]} words
 */
function add(names, name, country, words) {
  const same = names.get(name);
  const others = same?.words === words ? same.countries : [];
  names.set(name, { countries: [...new Set([...others, country])], words });
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
