// @ts-check
/** The messages of a plan: filled with what the page knows, to be changed and copied. */

import { fileAt, ROOT } from "../contacts.js";
import { copyOn, inMessage } from "../message-text.js";

/**
 * @typedef {{to: string, title: string, use: string, lines: string[]}} Message
 * @typedef {Record<string, Message>} Messages By slug.
 * @typedef {object} Given What fills the gaps.
 * @property {Record<string, string>} texts
 * @property {Record<string, number | null>} days Milliseconds in UTC.
 * @property {Record<string, string>} labels What stands in a gap that nothing fills.
 * @typedef {object} Draft What the reader made of a message.
 * @property {string} language
 * @property {string} [text] Only when it was changed by hand.
 */

const ENGLISH = "en";
// Sellers are in China, most of them.
const OF_SELLERS = "zh-Hans";
// What the reader can read, where there are messages in it.
const OF_READER = document.documentElement.lang;
// Who is written to in the language of the country.
const LOCAL = new Set(["post", "customs", "card-issuer"]);

/** Kept while plans come and go: nothing that was typed is lost. @type {Map<string, Draft>} */
const drafts = new Map();
/** The messages that the reader opened or closed. @type {Map<string, boolean>} */
const opened = new Map();
/** Writes each message of the plan anew, unless it was changed by hand. @type {((given: Given) => void)[]} */
let writers = [];

/**
 * Returns the messages in one language; none when they cannot be had.
 * @param {string} language
 * @returns {Promise<Messages>}
 */
async function messagesIn(language) {
  return (await fileAt(new URL(`messages/${language}.json`, ROOT))) ?? {};
}

/**
 * Returns the text of a message with its gaps filled.
 * @param {Message} message
 * @param {string} language
 * @param {Given} given
 */
function filled(message, language, { texts, days, labels }) {
  /** @param {string} _ @param {string} gap */
  const value = (_, gap) => {
    const day = days[gap];
    if (day !== null && day !== undefined) return inMessage(day, language);
    return texts[gap] || `[${labels[gap]}]`;
  };
  return message.lines.map((line) => line.replace(/\{(\w+)\}/g, value)).join("\n\n");
}

/**
 * Puts the messages of a plan in the place of the links to them.
 * @param {HTMLElement} plan
 * @param {HTMLTemplateElement} template
 * @param {string[]} local The languages of the reader's country, the likeliest to be read first.
 * @param {Given} given
 */
export async function showMessages(plan, template, local, given) {
  const places = /** @type {HTMLElement[]} */ ([...plan.querySelectorAll("[data-message]")]);
  const codes = [...new Set([ENGLISH, OF_SELLERS, OF_READER, ...local])];
  const found = await Promise.all(codes.map(messagesIn));
  const all = new Map(codes.map((code, at) => [code, found[at]]));
  writers = [];
  const used = places.flatMap(({ dataset }) => all.get(ENGLISH)?.[dataset.message ?? ""]?.lines ?? []).join();
  for (const field of used ? plan.querySelectorAll("[data-fills]") : []) {
    field.closest("p")?.toggleAttribute("hidden", !used.includes(`{${field.getAttribute("data-fills")}}`));
  }
  for (const [at, place] of places.entries()) {
    const slug = place.dataset.message ?? "";
    const english = all.get(ENGLISH)?.[slug];
    if (!english || !place.isConnected) continue;
    const languages = [...all].filter(([, messages]) => messages[slug]).map(([code]) => code);
    const start = LOCAL.has(english.to) && languages.includes(local[0]) ? local[0] : ENGLISH;
    place.replaceChildren(editor(slug, english, languages, start, all, template, given));
    const details = /** @type {HTMLDetailsElement} */ (place.querySelector("details"));
    details.open = opened.get(slug) ?? at === 0;
    // Not the event “toggle”: it also comes when the script opens one.
    details.querySelector("summary")?.addEventListener("click", () => opened.set(slug, !details.open));
  }
}

/**
 * Fills the gaps of the messages that are shown with other values.
 * @param {Given} given
 */
export function refill(given) {
  for (const write of writers) write(given);
}

/**
 * @param {string} slug
 * @param {Message} english
 * @param {string[]} languages
 * @param {string} start
 * @param {Map<string, Messages>} all
 * @param {HTMLTemplateElement} template
 * @param {Given} given
 */
function editor(slug, english, languages, start, all, template, given) {
  const part = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  const find = (/** @type {string} */ what) => /** @type {any} */ (part.querySelector(what));
  const [summary, use, choice] = [find("summary"), find("[data-use]"), find("[data-languages]")];
  const [field, button] = [find("textarea"), find("button")];
  summary.textContent = english.title;
  use.textContent = english.use;
  for (const code of languages) choice.append(new Option(nameOf(code), code));
  if (languages.length < 2) choice.replaceWith(nameOf(languages[0]));
  const kept = drafts.get(slug)?.language ?? "";
  choice.value = languages.includes(kept) ? kept : start;
  const write = (/** @type {Given} */ now) => {
    const draft = drafts.get(slug);
    const message = /** @type {Message} */ (all.get(choice.value)?.[slug]);
    const own = draft && draft.language === choice.value ? draft.text : undefined;
    field.lang = choice.value;
    given = now;
    field.value = own ?? filled(message, choice.value, given);
  };
  write(given);
  writers.push(write);
  choice.addEventListener("change", () => (drafts.set(slug, { language: choice.value }), write(given)));
  field.addEventListener("input", () => {
    drafts.set(slug, { language: choice.value, text: field.value });
  });
  copyOn(button, () => field.value);
  return part;
}

/**
 * Returns the name of a language in itself and in that of the page.
 * @param {string} code
 */
function nameOf(code) {
  const [own, here] = [code, document.documentElement.lang].map((shown) => new Intl.DisplayNames([shown], { type: "language" }).of(code));
  return own === here ? String(here) : `${own} (${here})`;
}
