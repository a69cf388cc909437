// @ts-check
/**
 * Cuts text into words, and reduces them to terms that are the same for all ways to say a thing.
 * Nothing here knows a language: what does comes from data/search/.
 */

import { folded } from "../letters.js";

/**
 * @typedef {object} Vocabulary What data/search/<language>.yml holds.
 * @property {string[]} silent Words that say nothing about what is asked.
 * @property {string[]} beginnings What can be cut off before a word, such as an article.
 * @property {string[]} endings What can be cut off after a word.
 * @property {string} any_country The word that stands for the name of any country.
 * @property {string} any_post The words that stand for the name of any post.
 * @property {string[][]} same Words and phrases that mean the same; the first names them all.
 * @property {string[]} [keyboard] The rows of its keyboard, with a blank between keys.
 * @property {string[]} [sounds] How letters sound, as in “ش=sh”; many in a line.
 */

/**
 * @typedef {object} Word
 * @property {string} name What it means.
 * @property {boolean} isQuiet Whether it says nothing about what is asked.
 * @property {Phrase[]} [phrases] Those that it begins.
 *
 * @typedef {object} Phrase
 * @property {string[]} rest Its words after the first.
 * @property {string} name What it means.
 * @property {number} between How many words may stand inside it.
 */

/** @type {Intl.Segmenter} */
let cutter;
// What needs no cutting: nothing but letters, of a script that puts blanks between words.
const ONE_WORD = /^[\p{sc=Latn}\p{sc=Cyrl}\p{sc=Arab}\p{sc=Hang}\p{sc=Grek}]+$/u;
const EDGES = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;
const HAS_LETTER = /[\p{L}\p{N}]/u;
/** @type {Map<string, string[]>} */
const pieces = new Map();

/**
 * Returns the words of text, folded (Unicode UAX 29).
 * @param {string} text
 * @returns {string[]}
 */
export function wordsOf(text) {
  const words = [];
  for (const piece of text.split(/\s+/)) {
    let cutUp = pieces.get(piece);
    if (!cutUp) pieces.set(piece, (cutUp = cut(folded(piece).replace(EDGES, ""))));
    for (const word of cutUp) words.push(word);
  }
  return words;
}

/** @param {string} piece Text without blanks. */
function cut(piece) {
  if (!piece || ONE_WORD.test(piece)) return piece ? [piece] : [];
  if (!Intl.Segmenter) return piece.match(/[\p{L}\p{N}]+/gu) ?? [];
  cutter ??= new Intl.Segmenter(undefined, { granularity: "word" });
  // Not `isWordLike`: Firefox denies it to words such as 日本.
  return Array.from(cutter.segment(piece), ({ segment }) => segment).filter((part) => HAS_LETTER.test(part));
}

// How much of a word must stay: in Korean a sign is a syllable, in Arabic vowels are not written.
const SHORT = /[\p{sc=Hang}\p{sc=Arab}\p{sc=Han}]/u;
const least = (/** @type {string} */ word) => (SHORT.test(word) ? 2 : 3);

/**
 * Returns a function that reduces a folded word to its stem by the vocabulary's endings.
 * @param {Vocabulary} vocabulary
 */
function stemmer({ beginnings, endings }) {
  const longest = (/** @type {string[]} */ parts) =>
    parts.map(folded).sort((a, b) => b.length - a.length);
  const [before, after] = [longest(beginnings), longest(endings)];

  /** @param {string} word */
  const reduced = (word) => {
    const room = word.length - least(word);
    const head = before.find((part) => word.startsWith(part) && part.length <= room) ?? "";
    let stem = word.slice(head.length);
    for (let turn = 0; turn < 2; turn++) {
      const most = stem.length - least(stem);
      const tail = after.find((part) => stem.endsWith(part) && part.length <= most);
      stem = tail ? stem.slice(0, -tail.length) : stem;
    }
    return stem.replace(/([b-df-hj-np-tv-z])\1$/, "$1");
  };
  /** @type {Map<string, string>} */
  const known = new Map();
  return (/** @type {string} */ word) => {
    let stem = known.get(word);
    if (stem === undefined) known.set(word, (stem = /\d/.test(word) ? word : reduced(word)));
    return stem;
  };
}

// How many words may stand inside a phrase, as in “not [my package] moving”, where a silent one
// counts less. The other way round, as in “customs [still] holds”, one silent word may.
const MOST_BETWEEN = 2.5;
const QUIET = 0.5;
// Days, prices and dates: they tell one question from another, but not what it is about.
const AMOUNT = /^\d{1,4}$/;

/**
 * Returns a function that turns words into terms: stems, or the name of what a phrase means.
 * @param {Vocabulary} vocabulary
 * @returns {{
 *   read: (words: string[]) => string[], stem: (word: string) => string,
 *   meaning: (word: string) => string, words: Set<string>
 * }} `meaning` says what a word means, `words` are those known.
 */
export function reader(vocabulary) {
  const stem = stemmer(vocabulary);
  const silent = new Set(vocabulary.silent.flatMap(wordsOf));
  const groups = vocabulary.same.map((group) => group.map(wordsOf));
  const { named, phrases } = meanings(groups, stem);
  /** @type {Map<string, Word>} */
  const known = new Map();
  const understood = (/** @type {string} */ word) => {
    let found = known.get(word);
    if (!found) {
      const name = named(word);
      found = { name, isQuiet: silent.has(word) || AMOUNT.test(word), phrases: phrases.get(name) };
      known.set(word, found);
    }
    return found;
  };

  /** @param {string[]} words */
  const read = (words) => {
    const said = words.map(understood);
    /** @type {string[]} */
    const terms = [];
    for (let at = 0; at < said.length; ) {
      const { name, isQuiet, phrases } = said[at];
      const phrase = phrases?.find((each) => end(each, said, at) > 0);
      if (phrase) terms.push(phrase.name);
      else if (!isQuiet) terms.push(name);
      at = phrase ? end(phrase, said, at) : at + 1;
    }
    return terms;
  };
  return { read, stem, meaning: named, words: new Set([...silent, ...groups.flat(2)]) };
}

/**
 * Returns a function that names what a word means, and the phrases by the word they begin with,
 * the longest first.
 * @param {string[][][]} groups Words and phrases that mean the same, each cut into words.
 * @param {(word: string) => string} stem
 */
function meanings(groups, stem) {
  /** @type {Map<string, string>} */
  const names = new Map();
  /** @type {Map<string, Phrase[]>} */
  const phrases = new Map();
  const named = (/** @type {string} */ word) => names.get(stem(word)) ?? stem(word);

  /** @param {string[]} said @param {string} name @param {number} between */
  const learn = ([start, ...rest], name, between) =>
    phrases.set(start, [...(phrases.get(start) ?? []), { rest, name, between }]);

  const members = groups.flatMap((group) =>
    group.map((words) => ({ words, name: group[0].map(stem).join(" ") })),
  );
  for (const { words, name } of members) if (words.length === 1) names.set(stem(words[0]), name);
  for (const { words, name } of members.filter(({ words }) => words.length > 1)) {
    const said = words.map(named);
    learn(said, name, MOST_BETWEEN);
    if (said.length === 2) learn(said.reverse(), name, QUIET);
  }
  for (const list of phrases.values()) list.sort((a, b) => b.rest.length - a.rest.length);
  return { named, phrases };
}

/**
 * Returns where a phrase ends that begins at `at`, or 0; some other words may stand inside it.
 * @param {Phrase} phrase
 * @param {Word[]} said
 * @param {number} at
 */
function end({ rest, between }, said, at) {
  let others = 0;
  for (const word of rest) {
    while (++at < said.length && said[at].name !== word) {
      others += said[at].isQuiet ? QUIET : 1;
      if (others > between) return 0;
    }
  }
  return at < said.length ? at + 1 : 0;
}
