// @ts-check
/** Shows below a field what the numbers are that somebody types or pastes into it. */

import { warn } from "./address-check/known.js";
import { contactsOf, fileAt, ROOT } from "./contacts.js";
import { read } from "./number-reader.js";
import { isOwn, said, sites, slips } from "./number-sentences.js";
import { fill } from "./sentence.js";

/**
 * @typedef {import("./number-reader.js").Finding} Finding
 * @typedef {import("./number-sentences.js").Tracker} Tracker
 * @typedef {import("./number-sentences.js").Known} Known
 */

// What stands in a message for the seller: not what is known to be wrong, nor an order.
const USED = new Set(["known", "unknown", "suffix"]);
const box = /** @type {HTMLElement} */ (document.querySelector("[data-numbers]"));
const list = /** @type {HTMLElement} */ (box.querySelector("[data-findings]"));
const warnings = /** @type {HTMLElement} */ (box.querySelector("[data-warnings]"));
/** What is known of numbers; it is loaded with the first of them. @type {Known} */
let known;

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
const say = (name, values = {}) => fill(known.say[name], values);

/**
 * Returns an element with a text.
 * @param {string} tag
 * @param {string} text
 * @param {Record<string, unknown>} [more]
 */
function element(tag, text, more = {}) {
  return Object.assign(document.createElement(tag), { textContent: text }, more);
}

/** @param {Finding} finding */
function card(finding) {
  const { number, kind, right = [] } = finding;
  const item = element("li", "", { className: "number", tabIndex: -1, ariaLabel: number });
  item.append(element("p", number, { className: "number__name", translate: false }));
  item.append(...said(finding, known).map((line) => element("p", line)));
  if (kind === "confused") item.append(buttons(right[0], say("take", { number: right[0] })));
  if (kind === "check") item.append(...fixes(finding));
  item.append(...(isOwn(finding) ? [details("number__fixes", say("parcel"), links(finding))] : links(finding)));
  if (USED.has(kind) && findings.length > 1 && !plan) {
    item.append(buttons(number, say(number === used ? "used" : "use")));
  }
  return item;
}

/**
 * @param {string} className
 * @param {string} summary
 * @param {Node[]} parts What is folded away.
 */
function details(className, summary, parts) {
  const folded = element("details", "", { className });
  folded.append(element("summary", summary), ...parts);
  return folded;
}

/**
 * Returns the numbers that may have been meant: in sight where two neighbours were swapped, the
 * others folded away. Only the order page knows which it is.
 * @param {Finding} finding
 */
function fixes(finding) {
  const { number } = finding;
  const { swapped, changed } = slips(finding);
  const choices = (/** @type {string[]} */ right) => [
    element("p", say("compare")),
    ...right.map((other) => buttons(other, "", marked(other, number))),
  ];
  const likely = element("div", "", { className: "number__fixes" });
  if (swapped.length) likely.append(element("p", say("swapped")), ...choices(swapped));
  const others = () => details("number__fixes", say("fixes", { count: String(changed.length) }), choices(changed));
  return changed.length ? [likely, others()] : [likely];
}

/**
 * Returns a number with the digits marked in which it differs from another.
 * @param {string} number
 * @param {string} other
 */
function marked(number, other) {
  return [...number].map((sign, at) => (sign === other[at] ? sign : element("mark", sign)));
}

/**
 * @param {string} number
 * @param {string} label
 * @param {(string | Node)[]} parts What stands on it after the label.
 */
function buttons(number, label, parts = []) {
  const line = element("p", "", { className: "number__use" });
  const button = element("button", label, { type: "button" });
  button.append(...parts);
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

/** @param {Finding} finding */
function links(finding) {
  const { number, kind } = finding;
  const pages = sites(finding, known, posts);
  if (!pages.length) return [];
  const line = element("p", "", { className: "number__links" });
  for (const { name, link } of pages) {
    line.append(element("a", say("follow", { name }), { href: link }), " ");
  }
  const parts = [line, element("p", say("leaves"), { className: "number__leaves" })];
  if (!posts.length && kind !== "known") parts.push(choice());
  if (!plan || !(USED.has(kind) || kind === "order")) return parts;
  // An order number has no place in the plan, but its reader needs one.
  const href = kind === "order" ? plan.pathname : `${plan.pathname}#number=${encodeURIComponent(number)}`;
  const next = element("p", "", { className: "next-link" });
  next.append(element("a", say("next"), { href }));
  return [next, ...parts];
}

/** Returns a link to the countries, whose carriers may know a number that nobody else does. */
function choice() {
  const line = element("p", "", { className: "number__leaves" });
  // Without the host: a link with it would look like one to another site.
  const { pathname } = new URL("countries/", ROOT);
  line.append(element("a", say("countries"), { href: pathname }));
  return line;
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
  findings = findings.flatMap((finding) => (finding.right?.includes(number) ? read(number, known) : [finding]));
  used = number;
  show();
  const formats = findings.find((finding) => finding.number === number)?.formats ?? [];
  const follows = (formats.length === 1 && formats[0].follows) || "";
  document.dispatchEvent(new CustomEvent("number-read", { detail: { number, follows } }));
}

/**
 * Reads what stands in a field, and says what was found.
 * @param {string} text
 * @returns {Promise<Finding[]>} What was found; nothing when the formats of numbers cannot be had.
 */
export async function explain(text) {
  warn(text, warnings).catch(() => dispatchEvent(new Event("not-loaded")));
  known = await fileAt(new URL(box.dataset.numbers ?? "", location.href));
  if (!known) return dispatchEvent(new Event("not-loaded")), [];
  findings = read(text, known);
  const first = findings.find(({ kind }) => USED.has(kind))?.number ?? "";
  if (first === used || findings.some(({ number }) => number === used)) show();
  else take(first);
  return findings;
}

/**
 * Returns the number to look up: a parcel's before an order's, and none that may be the reader's own.
 * @param {Finding[]} found
 */
export function followed(found) {
  const others = found.filter((finding) => !isOwn(finding));
  return (others.find(({ kind }) => kind !== "order") ?? others[0])?.number ?? "";
}

/**
 * Adds the pages of the posts in the reader's country to the links.
 * @param {Tracker[]} found
 */
export function setPosts(found) {
  posts = found;
  if (known) show();
}

/**
 * Lets each number lead to the plan, which stands on another page, and to the posts of a country.
 * @param {string} [country] Its code.
 */
export function leadOn(country) {
  plan = new URL("next-step/", ROOT);
  if (country) contactsOf(country).then((found) => setPosts(found?.tracking ?? []));
}
