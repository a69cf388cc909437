// @ts-check
/**
 * Says of the addresses in a message whether we know them. Nothing leaves the browser. Without this
 * script the field is hidden, and the page says how a message is checked by hand.
 */

import { ROOT, fileAt } from "../contacts.js";
import { addressesIn, compared } from "./compare.js";

/** @typedef {import("./compare.js").Known} Known */

const MOST_SHOWN = 10;
const MOST_LETTERS = 80;
/** @type {Record<string, string>} */
const LOOKS = { like: "verdict verdict--like", never: "verdict verdict--never" };

const box = /** @type {HTMLElement} */ (document.querySelector("[data-address-check]"));
const field = /** @type {HTMLTextAreaElement} */ (box.querySelector("textarea"));
const list = /** @type {HTMLElement} */ (box.querySelector("[data-verdicts]"));
/** @type {Record<string, string>} */
const words = JSON.parse(box.querySelector("[data-say]")?.textContent ?? "{}");

/** Returns the addresses that are known, loaded once; null when they cannot be had. @returns {Promise<Known | null>} */
const load = () => fileAt(new URL("known-addresses.json", ROOT));

/**
 * Returns a sentence with its gaps filled.
 * @param {string} name
 * @param {Record<string, string>} [values]
 */
function say(name, values = {}) {
  return words[name].replace(/\{(\w+)\}/g, (_, gap) => (values[gap] ?? "").slice(0, MOST_LETTERS));
}

/**
 * Returns what is said of an address, the most important first.
 * @param {import("./compare.js").Found} found
 * @param {Known} book
 */
function told({ host, before, isSender }, book) {
  const { kind, address, known = "", odd } = compared(host, book, before);
  const lines = [say(kind, { address, known, name: book.known[known] ?? "" })];
  if (before) lines.push(say("before_at", { address, given: before }));
  if (odd) lines.push(say("letters", { address }));
  if (isSender) lines.push(say("sender"));
  if (kind === "known") lines.push(say("known_too"));
  return { kind, lines };
}

/**
 * @param {string} kind
 * @param {string[]} lines
 */
function verdict(kind, lines) {
  const item = Object.assign(document.createElement("li"), { className: LOOKS[kind] ?? "verdict" });
  const parts = lines.map((textContent) => Object.assign(document.createElement("p"), { textContent, dir: "auto" }));
  item.append(...parts);
  return item;
}

async function check() {
  const text = field.value;
  if (!text.trim()) return list.replaceChildren();
  const found = addressesIn(text).slice(0, MOST_SHOWN);
  const book = await load();
  if (text !== field.value) return;
  const items = book
    ? found.map((each) => told(each, book)).map(({ kind, lines }) => verdict(kind, lines))
    : [verdict("none", [say("failed")])];
  if (!items.length) items.push(verdict("none", [say("none")]));
  list.replaceChildren(...items, verdict("never", [say("never")]));
}

field.addEventListener("focus", load, { once: true });
field.addEventListener("input", check);
// The browser may have kept what was pasted before.
if (field.value) check();
