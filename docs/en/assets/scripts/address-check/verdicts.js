// @ts-check
/** Puts into words what we know of the addresses in a text. */

import { addressesIn, compared } from "./compare.js";

/** @typedef {import("./compare.js").Known} Known */

const MOST_SHOWN = 10;
const MOST_LETTERS = 80;
/** @type {Record<string, string>} */
const LOOKS = { like: "verdict verdict--like", never: "verdict verdict--never" };

/**
 * Returns what is said of each address in a text, and at the end what holds of them all.
 * @param {string} text
 * @param {Known} book
 * @param {boolean} [isCalm] Whether nothing is said where all addresses are known, or there are none.
 */
export function verdicts(text, book, isCalm = false) {
  const or = new Intl.ListFormat(document.documentElement.lang || "en", { type: "disjunction" });
  const say = (/** @type {string} */ name, /** @type {Record<string, string>} */ values = {}) =>
    book.say[name].replace(/\{(\w+)\}/g, (_, gap) => (values[gap] ?? "").slice(0, MOST_LETTERS));
  const items = addressesIn(text).flatMap(({ host, before, isSender, isInside }) => {
    const { kind, address, known, odd } = compared(host, book, before);
    // What is known is no comfort where it stands inside another address.
    if (kind === "known" && (isInside || isCalm)) return [];
    const values = { address, known: or.format(known), name: book.known[known[0]] ?? "" };
    const lines = [say(kind, values)];
    if (before) lines.push(say("before_at", { address, given: before }));
    if (odd) lines.push(say("letters", { address }));
    if (isSender) lines.push(say("sender"));
    if (kind === "known") lines.push(say("known_too"));
    else if (known.length) lines.push(say("look", values));
    return [verdict(kind, lines)];
  });
  if (!items.length && isCalm) return [];
  if (!items.length) items.push(verdict("none", [say("none")]));
  return [...items.slice(0, MOST_SHOWN), verdict("never", [say("never")])];
}

/**
 * Returns what is shown of one address.
 * @param {string} kind
 * @param {string[]} lines The most important first.
 */
export function verdict(kind, lines) {
  const item = Object.assign(document.createElement("li"), { className: LOOKS[kind] ?? "verdict" });
  const parts = lines.map((textContent) => Object.assign(document.createElement("p"), { textContent, dir: "auto" }));
  item.append(...parts);
  return item;
}
