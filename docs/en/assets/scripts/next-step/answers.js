// @ts-check
/** What the reader answered. It stands in the address, so that it can be kept and shared. */

import { forget, remember, remembered } from "../country.js";
import { control, find, links, say, table } from "./page.js";
import { FIELDS } from "./table.js";

// As much of an answer from an old link as is said again.
const MOST_SAID = 40;

export const keep = /** @type {HTMLInputElement} */ (find("[data-keep-country]"));
/** @type {Record<string, string>} */
export const answers = {};

const NAMES = ["status", "country", "service", ...FIELDS];

/** Reads the answers from the address, and fills the form with them. */
export function readAddress() {
  const query = new URLSearchParams(location.search);
  for (const name of NAMES) answers[name] = query.get(name)?.trim() ?? "";
  answers.country ||= remembered()?.code ?? "";
  // Addresses that somebody kept name the end of Buyer Protection so.
  answers.protection ||= query.get("deadline")?.trim() ?? "";
  for (const name of NAMES.slice(1)) control(name).value = answers[name];
}

/** Remembers the chosen country or forgets it, as the box beside it says. */
export function keepCountry() {
  const { value } = control("country");
  if (keep.checked && value) remember(value);
  else if (remembered()) forget();
}

/** @param {"pushState" | "replaceState"} how */
export function writeAddress(how) {
  const query = new URLSearchParams(NAMES.filter((name) => answers[name]).map((name) => [name, answers[name]]));
  history[how](history.state, "", `${location.pathname}${query.size ? `?${query}` : ""}`);
}

/** Returns the situation that was answered: by its own name, or by a line of the dictionary. */
export function situation() {
  const given = answers.status;
  if (links.has(given)) return given;
  return Object.hasOwn(table.lines, given) ? table.lines[given] : "";
}

/**
 * Returns what is said of an answer that nothing is known of.
 * @param {string} name
 * @returns {string[]}
 */
export function unknown(name) {
  const holds = name === "status" ? situation() : control(name).value === answers[name];
  return holds || !answers[name] ? [] : [say(`unknown_${name}`, { given: cut(answers[name]) })];
}

/** @param {string} text */
export function cut(text) {
  return text.length > MOST_SAID ? `${text.slice(0, MOST_SAID)}…` : text;
}

/** Returns what is known of the service that was chosen. */
export function service() {
  return Object.hasOwn(table.services, answers.service) ? table.services[answers.service] : null;
}
