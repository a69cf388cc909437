// @ts-check
/** Puts what a line of tracking means among the results: as it is known, or as it is guessed. */

import { escaped } from "./teaser.js";
import { wordsOf } from "./words.js";

/** @typedef {import("./engine.js").Found} Found */
/** @typedef {import("./engine.js").Item} Item */
/** @typedef {import("./engine.js").Section} Section */
/** @typedef {import("./lines.js").Ideas} Ideas */
/** @typedef {import("./lines.js").Line} Line */
/** @typedef {typeof import("./lines.js").interpreter} Interpreter */

// The page of what lines mean, each under its own address on it.
const PAGE = "statuses/";
// What may be a line: how many words it has, and how many of them may be words that people ask with
// and no line has, for each that lines have. What it may mean comes after the best page.
const [LEAST, MOST] = [2, 16];
const MOST_ASKED = 0.75;
const QUESTION = /[?؟]/;
const TOWN = /\[[^\]]*\]|【[^】]*】/gu;
const MOST_MEANINGS = 2;
// Above all that is found by words.
const SCORE = 500;

/**
 * Returns what says whether a question may be a line, and puts its meaning among the results; what
 * learns more lines, and how to guess: until then only lines that are known have a meaning.
 * @param {Section[]} sections
 * @param {Record<string, string>} say
 * @param {(word: string) => boolean} isAsked Whether people ask with a word.
 */
export function meanings(sections, say, isAsked) {
  const explained = sections.filter(({ location, asked }) => asked && location.startsWith(`${PAGE}#`));
  const places = new Map(explained.map((each) => [each.location, each]));
  /** @type {Line[]} */
  const lines = [];
  const inLines = new Set();
  /** What each line means that is known. @type {Map<string, string>} */
  const known = new Map();
  const bare = (/** @type {string} */ text) => wordsOf(text.replace(TOWN, " ")).join(" ");
  /** Guesses what a line means. @type {() => (line: string) => string[]} */
  let guess = () => () => [];

  /** @param {Line} line */
  const learn = (line) => {
    lines.push(line);
    known.set(bare(line.text), line.status);
    for (const word of wordsOf(line.text)) inLines.add(word);
  };
  for (const { location: status, title, asked = [] } of places.values()) {
    for (const text of [title, ...asked]) learn({ status, text });
  }

  /** @param {Interpreter} make @param {Ideas} ideas */
  const learnIdeas = (make, ideas) => {
    let count = 0;
    /** @type {ReturnType<Interpreter>} */
    let made = () => [];
    guess = () => {
      if (count < lines.length) (made = make(lines, ideas)), (count = lines.length);
      return made;
    };
  };

  /** @param {string} question */
  const isLine = (question) => {
    const typed = wordsOf(question);
    if (typed.length < LEAST || typed.length > MOST || QUESTION.test(question)) return false;
    const others = typed.filter((word) => !inLines.has(word));
    return others.filter(isAsked).length < MOST_ASKED * Math.max(typed.length - others.length, 1);
  };

  /**
   * @param {Item[][]} items
   * @param {string} question
   * @param {Found} [best] What the first of the items is made of.
   */
  const add = (items, question, best) => {
    const meant = known.get(bare(question));
    const isFound = best?.isExact && best.page.section.location === PAGE;
    if (meant ? best?.isExact && !isFound : isFound || !isLine(question)) return items;
    const likely = meant ? [meant] : guess()(question).slice(0, MOST_MEANINGS);
    const found = likely.flatMap((at) => places.get(at) ?? []);
    if (!found.length) return items;
    const at = meant ? 0 : 1;
    const score = at ? items[0]?.[0].score ?? SCORE : SCORE;
    const page = meant && sections.find(({ location }) => location === PAGE);
    const head = page || { location: PAGE, title: say.line, text: "" };
    const group = [head, ...found].map(({ location, title, text }) => ({
      location, title: escaped(title), text: escaped(text), score, terms: {},
    }));
    const others = meant ? items.filter(([{ location }]) => location !== PAGE) : items;
    return [...others.slice(0, at), group, ...others.slice(at)];
  };
  return { learn, learnIdeas, isLine, add };
}
