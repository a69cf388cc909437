// @ts-check
/** Shortens a long list to what somebody types. */

import { fileAt } from "./contacts.js";
import { distance } from "./search/distance.js";
import { interpreter, wordsIn } from "./search/lines.js";

/**
 * @typedef {object} Line What an entry can be found by.
 * @property {number} entry
 * @property {string} said
 * @property {string} text Its words, as they are looked for.
 * @property {number} size How many words it has.
 * @property {Printed} [printed] How it is printed, unless it is the name of the entry.
 */
/**
 * @typedef {object} Printed
 * @property {string} text
 * @property {string} language
 */

const LEAST_GUESSED = 4;
// From this length on, two mistakes are forgiven.
const LONG = 9;
const MOST_WORDS = 24;
// An entry that fits nearly as well as the best one is shown too.
const NEARLY = 0.85;
// So much of what is typed must be known, by its letters.
const LEAST_KNOWN = 0.6;
const MOST_OPENED = 2;
// A word that may be a misspelling counts less where the word itself is known.
const GUESSED = 0.8;
// How much it counts that a line says nothing else, in one piece or between the words: such as “not”.
const [AROUND, BETWEEN] = [0.5, 0.4];
// Whatever fits less well is compared with what the words of other lines mean.
const SURE = 0.9;
const LEAST_TO_GUESS = 2;
const NO_BLANKS = /[\p{sc=Han}\p{sc=Hang}\p{sc=Kana}\p{sc=Hira}\p{sc=Thai}]/u;

const box = /** @type {HTMLElement} */ (document.querySelector("[data-finder]"));
const field = /** @type {HTMLInputElement} */ (box.querySelector("input"));
const says = /** @type {HTMLElement} */ (box.querySelector("[data-finder-says]"));
const none = /** @type {HTMLElement} */ (box.querySelector("[data-finder-none]"));
const elsewhere = /** @type {HTMLElement} */ (none.querySelector("a"));
const entries = /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll("details.entry")]);
const ids = entries.map((entry) => entry.querySelector("summary [id]")?.id ?? "");
/** What was found last, if it is few enough to be opened at once. @type {HTMLDetailsElement[]} */
let few = [];

/**
 * Returns the words of what was typed or pasted.
 * @param {string} text
 */
function asked(text) {
  return wordsIn(text).slice(0, MOST_WORDS);
}

/** @type {Line[]} */
const lines = [];
/** The lines in which each word stands. @type {Map<string, number[]>} */
const known = new Map();
/** Guesses the entries for a line that stands in none, the likeliest first. @type {(text: string) => string[]} */
let guess = () => [];

/**
 * @param {number} entry
 * @param {string} text
 * @param {Printed} [printed]
 */
function learn(entry, text, printed) {
  const words = asked(text);
  for (const word of new Set(words)) known.set(word, [...(known.get(word) ?? []), lines.length]);
  lines.push({ entry, said: printed?.text ?? text, text: words.join(" "), size: words.length, printed });
}

function learnPage() {
  for (const [entry, details] of entries.entries()) {
    for (const from of details.querySelectorAll("summary:has(h2, h3), q, code, th[scope=row], [data-findable]")) {
      // A name stands before what is said of it.
      const text = ((from.matches("th") ? from.firstChild : from)?.textContent ?? "").replace("¶", "").trim();
      const language = from.closest("[lang]")?.getAttribute("lang") ?? "";
      const printed = from.matches("q, code, th") ? { text, language } : undefined;
      learn(entry, `${text} ${from.getAttribute("data-also") ?? ""}`, printed);
    }
  }
}

/** What the words of tracking stand for; without it only what is known is found. @type {import("./search/lines.js").Ideas | null} */
let ideas = null;

async function learnToGuess() {
  if (!box.dataset.words) return;
  ideas = await fileAt(new URL(box.dataset.words, location.href));
  learnWords();
  if (field.value) show();
}

/** Learns from all lines that are there what a word speaks for. */
function learnWords() {
  if (ideas) guess = interpreter(lines.map(({ said, entry }) => ({ status: ids[entry], text: said })), ideas).guess;
}

// Where more lines are than stand on the page.
const source = box.dataset.lines;
// After so many ms the reader is told that they are not there.
const PATIENCE = 3000;
let isComing = false, isWhole = !source;

/** Loads the lines that do not stand on the page, and shows what they find. */
async function learnMore() {
  if (isWhole || isComing || !source) return;
  isComing = true;
  const waited = () => {
    isComing = false;
    if (field.value) show();
  };
  const end = setTimeout(waited, PATIENCE);
  /** @type {Record<string, string[][]> | null} */
  const found = await fileAt(new URL(source, location.href));
  clearTimeout(end);
  if (isWhole) return;
  isWhole = found !== null;
  for (const [id, lists] of Object.entries(found ?? {})) {
    const entry = ids.indexOf(id);
    for (const [language, ...texts] of entry < 0 ? [] : lists) {
      for (const text of texts) learn(entry, text, { text, language });
    }
  }
  learnWords();
  waited();
}

/**
 * Returns the lines that hold a word, or one that it can be a misspelling of, and how sure that is.
 * @param {string} typed
 * @param {boolean} isLast It may not be typed to its end.
 * @returns {Map<number, number>}
 */
function linesWith(typed, isLast) {
  const most = typed.length < LEAST_GUESSED || /\d/.test(typed) ? 0 : typed.length < LONG ? 1 : 2;
  const isNear = (/** @type {string} */ word) =>
    word[0] === typed[0] && Math.abs(word.length - typed.length) <= most && distance(typed, word, most) <= most;
  const words = [...known.keys()];
  const sure = words.filter((word) => word === typed || (isLast && word.startsWith(typed)));
  const near = words.filter(isNear);
  const found = new Map();
  for (const word of near) for (const line of known.get(word) ?? []) found.set(line, sure.length ? GUESSED : 1);
  for (const word of sure) for (const line of known.get(word) ?? []) found.set(line, 1);
  return found;
}

/**
 * Returns how well each entry fits, from 0 to 1, and the line of it that fits best; and the words
 * that stand in none. A word that stands in few entries says more than one that stands in many.
 * @param {string[]} words
 */
function fits(words) {
  const whole = words.join(" ");
  /** @type {string[]} */
  const missing = [];
  const scores = new Array(lines.length).fill(0);
  const hits = new Array(lines.length).fill(0);
  let total = 0, letters = 0;
  for (const [at, word] of words.entries()) {
    const found = linesWith(word, at === words.length - 1);
    if (!found.size) {
      missing.push(word);
      continue;
    }
    const weight = Math.log(1 + entries.length / new Set([...found.keys()].map((line) => lines[line].entry)).size);
    total += weight;
    letters += word.length;
    for (const [line, sure] of found) {
      scores[line] += weight * sure;
      hits[line] += 1;
    }
  }
  const isKnown = letters >= LEAST_KNOWN * words.join("").length;
  /** @type {Map<number, {score: number, line: Line}>} */
  const best = new Map();
  for (const [at, line] of lines.entries()) {
    // In some scripts there are no blanks by which words are told.
    const part = (whole.length >= LEAST_GUESSED || NO_BLANKS.test(whole)) && line.text.includes(whole);
    const others = Math.max(0, 1 - hits[at] / line.size);
    const score = part ? 1 - AROUND * others : isKnown && total ? (scores[at] / total) * (1 - BETWEEN * others) : 0;
    if (score > (best.get(line.entry)?.score ?? 0)) best.set(line.entry, { score, line });
  }
  return { best, missing };
}

/** Shows the entries that fit what is typed, and all when nothing is. */
export function shorten() {
  learnMore();
  show();
}

function show() {
  const text = field.value.trim();
  const words = [...new Set(asked(text))];
  const isAsked = words.length > 0;
  const { best, missing } = fits(words);
  const most = Math.max(0, ...[...best.values()].map(({ score }) => score));
  const isUnknown = !most || (most < SURE && words.length >= LEAST_TO_GUESS);
  const likely = isUnknown && !isComing ? guess(text).slice(0, MOST_OPENED) : [];
  const left = entries.filter((_, at) =>
    likely.length ? likely.includes(ids[at]) : !isAsked || (best.get(at)?.score ?? 0) >= Math.max(0.01, most * NEARLY),
  );
  for (const [at, entry] of entries.entries()) {
    entry.hidden = !left.includes(entry);
    showLine(entry, isAsked && !likely.length ? best.get(at)?.line.printed : undefined);
  }
  openAtOnce(isAsked && left.length <= MOST_OPENED ? left : []);
  putBack();
  showSections(likely.length > 0);
  putFirst(likely);
  const count = (box.dataset.count ?? "").replace("{count}", String(left.length));
  const without = missing.length ? (box.dataset.missing ?? "").replace("{words}", () => missing.join(`${box.dataset.comma} `)) : "";
  const partly = isAsked && !isWhole && !isComing ? (box.dataset.partly ?? "") : "";
  const found = likely.length ? box.dataset.guess ?? "" : `${count.replace("{all}", String(entries.length))} ${without}`;
  says.textContent = isAsked && left.length ? `${found} ${partly}`.trim() : partly;
  for (const other of document.querySelectorAll(".journey--links, [data-finder] ~ .admonition")) other.toggleAttribute("hidden", isAsked);
  none.hidden = left.length > 0 || isComing;
  elsewhere.dataset.ask = text;
  elsewhere.textContent = (box.dataset.search ?? "").replace("{given}", () => text);
}

/**
 * Opens entries, and closes those of before. Where the same are found again the reader may have
 * closed one since: they stay as they are.
 * @param {HTMLDetailsElement[]} found
 */
function openAtOnce(found) {
  if (found.length === few.length && found.every((entry, at) => entry === few[at])) return;
  for (const entry of few) entry.open = false;
  for (const entry of (few = found)) entry.open = true;
}

/**
 * Says beside the name of an entry which line of it was found, unless it is the name.
 * @param {HTMLElement} entry
 * @param {Printed} [printed]
 */
function showLine(entry, printed) {
  const summary = /** @type {HTMLElement} */ (entry.querySelector("summary"));
  summary.querySelector(".entry__line")?.remove();
  if (!printed) return;
  const { text: textContent, language: lang } = printed;
  const line = { className: "entry__line", textContent, dir: "auto", lang };
  summary.append(Object.assign(document.createElement("span"), line));
}

/** What stands where the entry was that has been put first. */
const place = document.createComment("");
/** @type {HTMLElement | undefined} */
let first;

function putBack() {
  if (first) place.replaceWith(first);
  first = undefined;
}

/**
 * Puts the likeliest entry before the next one.
 * @param {string[]} likely
 */
function putFirst(likely) {
  const [best, next] = likely.map((id) => entries[ids.indexOf(id)]);
  if (!next || best.compareDocumentPosition(next) & Node.DOCUMENT_POSITION_FOLLOWING) return;
  best.before(place);
  next.before(best);
  first = best;
}

/**
 * Hides the headings, and what stands below them, whose entries are all hidden.
 * @param {boolean} isGuess Then no heading says anything: the entries stand in another order.
 */
function showSections(isGuess) {
  for (const head of document.querySelectorAll("article > h2")) {
    const parts = /** @type {HTMLElement[]} */ ([head]);
    for (let next = head.nextElementSibling; next && !next.matches("h2"); next = next.nextElementSibling) {
      parts.push(/** @type {HTMLElement} */ (next));
    }
    const [own, others] = [true, false].map((is) => parts.filter((part) => part.matches("details.entry") === is));
    for (const part of others) part.hidden = own.length > 0 && (isGuess || own.every(({ hidden }) => hidden));
  }
}

learnPage();
learnMore();
learnToGuess();
