// @ts-check
/** The page of the next step: its parts, its words and its table. */

import { fill } from "../sentence.js";

/** @typedef {import("./table.js").Table} Table */

export const page = /** @type {HTMLElement} */ (document.querySelector("[data-next-step]"));
export const find = (/** @type {string} */ what) => /** @type {HTMLElement} */ (page.querySelector(what));
const form = /** @type {HTMLFormElement} */ (find("[data-facts]"));
/** @type {Table} */
export const table = JSON.parse(find("[data-table]").textContent);
export const links = new Map(
  /** @type {HTMLElement[]} */ ([...page.querySelectorAll("[data-situation]")]).map((link) => [
    link.dataset.situation,
    link,
  ]),
);

/** What is needed once something is chosen: the plans, their messages and sources. */
const parts = document.createElement("template");
/** @type {Promise<void> | undefined} */
let loading;

/** Loads the parts, once; rejects when they cannot be had. */
export function load() {
  const late = find("[data-late]");
  const read = async () => {
    const text = late.dataset.from ? (await fetch(late.dataset.from)).json() : JSON.parse(late.textContent);
    parts.innerHTML = await text;
    find("[data-sources]").replaceChildren(...parts.content.querySelectorAll(".sources, [data-counter-card]"));
  };
  loading ??= read();
  loading.catch(() => (loading = undefined));
  return loading;
}

/** Says that a script cannot be had; heard by macros/site/not-loaded.js. */
export const fail = () => void dispatchEvent(new Event("not-loaded"));

/**
 * Returns a sentence with its gaps filled.
 * @param {string} name
 * @param {Record<string, string>} [values]
 */
export function say(name, values = {}) {
  return fill(table.say[name], values);
}

/** @param {string} name */
export function control(name) {
  return /** @type {HTMLInputElement | HTMLSelectElement} */ (form.elements.namedItem(name));
}

/** @param {string} name */
export function chosen(name) {
  return control(name).querySelector(":checked")?.textContent ?? "";
}

/** @param {string} name */
export function labelOf(name) {
  return control(name).labels?.[0]?.textContent ?? name;
}

/** @param {string} id */
export function template(id) {
  return /** @type {HTMLTemplateElement} */ (parts.content.querySelector(`template#${id}`));
}

/** @param {string} id */
export function copyOf(id) {
  return /** @type {DocumentFragment} */ (template(id).content.cloneNode(true));
}

/**
 * Says something beside the question that it is about, once.
 * @param {string} about
 * @param {string[]} notes
 */
export function speak(about, notes) {
  const place = find(`[data-says=${about}]`);
  const before = [...place.children].map((line) => line.textContent);
  if (before.join() === notes.join()) return;
  place.replaceChildren(
    ...notes.map((note) => Object.assign(document.createElement("p"), { textContent: note })),
  );
}
