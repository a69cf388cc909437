// @ts-check
/**
 * Says of the addresses in a message whether we know them. Nothing leaves the browser. Without this
 * script the field is hidden, and the page says how a message is checked by hand.
 */

import { load } from "./known.js";
import { verdict, verdicts } from "./verdicts.js";

const box = /** @type {HTMLElement} */ (document.querySelector("[data-address-check]"));
const field = /** @type {HTMLTextAreaElement} */ (box.querySelector("textarea"));
const list = /** @type {HTMLElement} */ (box.querySelector("[data-verdicts]"));

async function check() {
  const text = field.value;
  if (!text.trim()) return list.replaceChildren();
  const book = await load();
  if (text !== field.value) return;
  list.replaceChildren(...(book ? verdicts(text, book) : [verdict("none", [list.dataset.failed ?? ""])]));
}

field.addEventListener("focus", load, { once: true });
field.addEventListener("input", check);
// The browser may have kept what was pasted before.
if (field.value) check();
