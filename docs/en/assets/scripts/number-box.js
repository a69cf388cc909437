// @ts-check
/** Shows below a field what the numbers are that somebody types or pastes into it. */

import { read } from "./number-reader.js";

/**
 * @typedef {import("./number-reader.js").Finding} Finding
 * @typedef {{name: string, link: string}} Tracker A page on which {number} is followed.
 * @typedef {import("./number-reader.js").Known & {
 *   trackers: Tracker[], say: Record<string, string>, reach: Record<string, string>}} Known
 */

// What can be looked up at a tracker, whether or not we know it.
const FOLLOWED = new Set(["known", "unknown", "suffix"]);
const list = /** @type {HTMLElement} */ (document.querySelector("[data-numbers] [data-findings]"));
/** @type {Known} */
const known = JSON.parse(document.querySelector("[data-numbers] script")?.textContent ?? "{}");
const names = new Intl.DisplayNames([document.documentElement.lang || "en"], { type: "region" });

/** Pages of the posts in the reader's country. @type {Tracker[]} */
let posts = [];
/** @type {Finding[]} */
let findings = [];
/** Leads from a number to the plan; only where there is another page for it. @type {URL | null} */
let plan = null;
/** @type {string} */
let used = "";
/** What the cards show, so that nothing is read aloud twice. */
let shown = "";

/**
 * Returns a sentence with its gaps filled.
 * @param {string} name
 * @param {Record<string, string>} [values]
 */
function say(name, values = {}) {
  return known.say[name].replace(/\{(\w+)\}/g, (_, gap) => values[gap] ?? "");
}

/**
 * Returns an element with a text.
 * @param {string} tag
 * @param {string} text
 * @param {Record<string, unknown>} [more]
 */
function element(tag, text, more = {}) {
  return Object.assign(document.createElement(tag), { textContent: text }, more);
}

/**
 * Returns what is said of a number.
 * @param {Finding} finding
 * @returns {string[]}
 */
function said({ kind, format, letter, country, right = "", given = "" }) {
  if (kind !== "known" && kind !== "order") return [say(kind, { right, given })];
  const lines = [`${format?.name}. ${format?.tells}`];
  if (country) lines.push(say("origin", { country: names.of(country) ?? country }));
  if (letter && !format?.tells.includes(letter.tells)) lines.push(say("letter", letter));
  if (format?.follows) lines.push(known.reach[format.follows]);
  return lines;
}

/** @param {Finding} finding */
function card(finding) {
  const { number, kind } = finding;
  const item = element("li", "", { className: "number", tabIndex: -1 });
  item.append(element("p", number, { className: "number__name" }));
  item.append(...said(finding).map((line) => element("p", line)));
  if (kind === "confused") item.append(buttons(finding.right ?? "", say("take", { number: finding.right ?? "" })));
  if (FOLLOWED.has(kind)) item.append(...links(number));
  if (kind === "known" && findings.length > 1 && !plan) {
    item.append(buttons(number, say(number === used ? "used" : "use")));
  }
  return item;
}

/**
 * @param {string} number
 * @param {string} label
 */
function buttons(number, label) {
  const line = element("p", "", { className: "number__use" });
  const button = element("button", label, { type: "button" });
  button.setAttribute("aria-pressed", String(number === used));
  button.addEventListener("click", () => {
    take(number);
    // The button is gone: its card was made anew.
    const at = findings.findIndex((finding) => finding.number === number);
    /** @type {HTMLElement | undefined} */ (list.children[at])?.focus();
  });
  line.append(button);
  return line;
}

/** @param {string} number */
function links(number) {
  const line = element("p", "", { className: "number__links" });
  for (const { name, link } of [...known.trackers, ...posts]) {
    const href = link.replace("{number}", encodeURIComponent(number));
    line.append(element("a", say("follow", { name }), { href }), " ");
  }
  const parts = [line, element("p", say("leaves"), { className: "number__leaves" })];
  if (!plan) return parts;
  const href = `${plan}#number=${encodeURIComponent(number)}`;
  const next = element("p", "", { className: "next-link" });
  next.append(element("a", say("next"), { href }));
  return [next, ...parts];
}

function show() {
  const now = JSON.stringify([findings, used, posts, plan]);
  if (now !== shown) list.replaceChildren(...findings.map(card));
  shown = now;
}

/**
 * Uses a number for the plan, in place of one that was misspelt like it.
 * @param {string} number
 */
function take(number) {
  findings = findings.flatMap((finding) => (finding.right === number ? read(number, known) : [finding]));
  used = number;
  show();
  const follows = findings.find((finding) => finding.number === number)?.format?.follows ?? "";
  document.dispatchEvent(new CustomEvent("number-read", { detail: { number, follows } }));
}

/**
 * Reads what stands in a field, and says what was found.
 * @param {string} text
 * @param {(finding: Finding) => boolean} [counts]
 * @returns {boolean} Whether there is a number.
 */
export function explain(text, counts = () => true) {
  findings = read(text, known).filter(counts);
  const first = findings.find(({ kind }) => FOLLOWED.has(kind))?.number ?? "";
  if (first === used || findings.some(({ number }) => number === used)) show();
  else take(first);
  return findings.length > 0;
}

/**
 * Adds the pages of the posts in the reader's country to the links.
 * @param {Tracker[]} found
 */
export function setPosts(found) {
  posts = found;
  show();
}

/**
 * Lets each number lead to the plan on another page.
 * @param {URL} page
 */
export function leadTo(page) {
  plan = page;
}
