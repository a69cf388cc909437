// @ts-check
/** Puts what a line of tracking means among the results: as it is known, or as it is guessed. */

import { sum } from "./guess.js";
import { escaped } from "./teaser.js";
import { wordsOf } from "./words.js";

/** @typedef {import("./engine.js").Found} Found */
/** @typedef {import("./engine.js").Item} Item */
/** @typedef {import("./engine.js").Section} Section */
/** @typedef {import("./lines.js").Ideas} Ideas */
/** @typedef {import("./lines.js").Line} Line */
/** @typedef {import("./lines.js").Interpreter} Interpreter */
/** @typedef {ReturnType<typeof import("./guess.js").guesser>} Guesser */

// The page of what lines mean, each under its own address on it.
const PAGE = "statuses/";
// How many words a line has, and how much its words are those of lines: from where on it may be one,
// so that what it may mean comes after the best page, and from where on it is one, and comes first.
const [LEAST, MOST] = [2, 20];
const [MAY_BE, SURELY] = [-2.2, 0.3];
// As many letters of a word count; one of so many words is taken to be one that nobody used.
const LETTERS = 6;
const UNSEEN = 20_000;
// Where a word may be a line.
const NO_BLANKS = /[\p{sc=Han}\p{sc=Hang}]/u;
const QUESTION = /[?؟]/;
const TOWN = /\[[^\]]*\]|【[^】]*】/gu;
const MOST_MEANINGS = 2;
// Above all that is found by words.
const SCORE = 500;

const beginning = (/** @type {string} */ word) => word.slice(0, LETTERS);

/**
 * Returns what says whether a question may be a line, and puts its meaning among the results; what
 * learns more lines, and how to guess: until then only lines that are known have a meaning.
 * @param {Section[]} sections
 * @param {Record<string, string>} say
 * @param {() => Guesser[]} asking Returns what knows with which words people ask.
 */
export function meanings(sections, say, asking) {
  const explained = sections.filter(({ location, asked }) => asked && location.startsWith(`${PAGE}#`));
  const places = new Map(explained.map((each) => [each.location, each]));
  /** @type {Line[]} */
  const lines = [];
  /** In how many lines a word stands, by its beginning. @type {Map<string, number>} */
  const printed = new Map();
  let whole = 0;
  /** What each line means that is known. @type {Map<string, string>} */
  const known = new Map();
  const bare = (/** @type {string} */ text) => wordsOf(text.replace(TOWN, " ")).join(" ");
  /** Returns what guesses what a line means, once it is there. @type {() => Interpreter | undefined} */
  let interpreting = () => undefined;

  /** @param {Line} line */
  const learn = (line) => {
    lines.push(line);
    const words = wordsOf(line.text);
    known.set(line.text.search(TOWN) < 0 ? words.join(" ") : bare(line.text), line.status);
    for (const word of new Set(words.map(beginning))) {
      printed.set(word, (printed.get(word) ?? 0) + 1);
      whole++;
    }
  };
  for (const { location: status, title, asked = [] } of places.values()) {
    for (const text of [title, ...asked]) learn({ status, text });
  }

  /** @param {typeof import("./lines.js").interpreter} make @param {Ideas} ideas */
  const learnIdeas = (make, ideas) => {
    let count = 0;
    /** @type {Interpreter | undefined} */
    let made;
    interpreting = () => {
      if (count < lines.length) (made = make(lines, ideas)), (count = lines.length);
      return made;
    };
  };

  /**
   * Returns how much more often the words of a question stand in lines than in what people ask: the
   * logarithm, on average of all that are known; or little when it cannot be a line.
   * @param {string} question
   */
  const likeness = (question) => {
    const typed = wordsOf(question);
    if ((typed.length < LEAST && !NO_BLANKS.test(question)) || typed.length > MOST || QUESTION.test(question)) return -Infinity;
    const guessers = asking();
    const all = sum(guessers.map((each) => each.whole));
    const met = typed.flatMap((word) => {
      const [here, there] = [printed.get(beginning(word)) ?? 0, sum(guessers.map((each) => each.times(word)))];
      return here || there ? [Math.log((here / whole + 1 / UNSEEN) / (there / all + 1 / UNSEEN))] : [];
    });
    return met.length ? sum(met) / met.length : 0;
  };
  const isLine = (/** @type {string} */ question) => likeness(question) > -Infinity;

  /**
   * @param {Item[][]} items
   * @param {string} question
   * @param {Found} [best] What the first of the items is made of.
   */
  const add = (items, question, best) => {
    const meant = known.get(bare(question));
    const isThere = best?.page.section.location === PAGE;
    const isFound = best?.isExact && isThere;
    const made = interpreting();
    const like = meant ? Infinity : made ? likeness(question) + made.likeness(question) : -Infinity;
    // Where nothing else is found, a guess is better than none.
    const isLikely = like >= MAY_BE || isThere || (!items.length && !QUESTION.test(question));
    if (meant ? best?.isExact && !isFound : isFound || !isLikely) return items;
    const likely = meant ? [meant] : made?.guess(question).slice(0, MOST_MEANINGS) ?? [];
    const found = likely.flatMap((at) => places.get(at) ?? []);
    if (!found.length) return items;
    // What is found by its words on that page is no better than the guess.
    const at = !isThere && (like < SURELY || (!meant && best?.isExact)) ? 1 : 0;
    const score = at ? items[0]?.[0].score ?? SCORE : SCORE;
    const page = meant && sections.find(({ location }) => location === PAGE);
    const head = page || { location: PAGE, title: say.line, text: "" };
    const group = [head, ...found].map(({ location, title, text }) => ({
      location, title: escaped(title), text: escaped(text), score, terms: {},
    }));
    const [own, others] = [true, false].map((is) => items.filter(([{ location }]) => (location === PAGE) === is));
    const rest = meant ? [] : own.flat().slice(1).filter(({ location }) => !likely.includes(location));
    return [...others.slice(0, at), [...group, ...rest], ...others.slice(at)];
  };
  return { learn, learnIdeas, isLine, add };
}
