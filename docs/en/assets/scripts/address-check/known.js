// @ts-check
/** Warns of an address beside a number; what compares it comes only for one that is not known. */

import { ROOT, fileAt } from "../contacts.js";

// A word in which there may be an address, and one that is nothing but a host that can be read, and what lies there.
const MAY_BE = /https?:|@|[.。．｡][^\s\d.]{2}/i;
const PLAIN = /^(?:https?:\/\/)?([\w.-]+?)(?::\d+)?(?:[/?#](?!.*http).*|[.,;:!?)]*)$/i;

// A postal number that is written with dots.
const DOTTED = /(?<!\S)[a-z]{2}[\d.]+\.[a-z]{2}(?!\S)/gi;

/**
 * Returns the addresses that are known, loaded once; null when they cannot be had.
 * @returns {Promise<import("./compare.js").Known | null>}
 */
export const load = () => fileAt(new URL("known-addresses.json", ROOT));

/**
 * Shows in a list what is to be said of the addresses in a text; nothing where all are known.
 * @param {string} text
 * @param {HTMLElement} list
 */
export async function warn(text, list) {
  list.dataset.of = text;
  const bare = text.replace(DOTTED, "");
  const words = bare.split(/\s+/).filter((word) => MAY_BE.test(word));
  const book = words.length ? await load() : null;
  const isKnown = words.every((word) => book && isBelow(PLAIN.exec(word)?.[1] ?? "", book.known));
  const found = !isKnown && book ? (await import("./verdicts.js")).verdicts(bare, book, true) : [];
  // Something else may stand there by now.
  if (list.dataset.of === text) list.replaceChildren(...found);
}

/**
 * @param {string} host
 * @param {Record<string, string>} known
 */
function isBelow(host, known) {
  const labels = host.toLowerCase().split(".");
  return labels.some((_, at) => Object.hasOwn(known, labels.slice(at).join(".")));
}
