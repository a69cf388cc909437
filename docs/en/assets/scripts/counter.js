// @ts-check
/**
 * Shows a card that somebody holds up at a counter: the number in large letters, the last line of
 * tracking and one question, in the language of the country; and what to say on the phone. Without
 * this script there is a link to the same sentences, which stand among the messages.
 */

import { contactsOf, fileAt, ROOT } from "./contacts.js";
import { remembered } from "./country.js";
import { tidied } from "./letters.js";

/** The message that the card is made of: its last line is the question. */
const MESSAGE = "post-at-the-counter";
/** What is spoken at a counter while no country is known. */
const ENGLISH = "en";
/** The language of the page: what the card says is repeated in it, where there are messages in it. */
const HERE = document.documentElement.lang;
const GAP = /\{(\w+)\}/g;

/**
 * Returns the sentences in a language; none when they cannot be had.
 * @param {string} language
 * @returns {Promise<string[]>}
 */
async function sentences(language) {
  return (await fileAt(new URL(`messages/${language}.json`, ROOT)))?.[MESSAGE]?.lines ?? [];
}

/**
 * Returns sentences with what is known in them, without those that need something else.
 * @param {string[]} lines
 * @param {Record<string, string>} given
 */
function filled(lines, given) {
  const told = lines.filter((line) => [...line.matchAll(GAP)].every(([, name]) => given[name]));
  // What is filled in may run in another direction than the sentence (Unicode UAX 9).
  return told.map((line) => line.replace(GAP, (_, name) => `\u2068${given[name]}\u2069`));
}

/**
 * @param {string} textContent
 * @param {object} more
 */
const line = (textContent, more) => Object.assign(document.createElement("p"), { textContent, ...more });

/**
 * Shows the card, on a page that has its template.
 * @param {string} country In small letters.
 * @param {[number: string, status: string]} known
 */
async function open(country, ...known) {
  const template = /** @type {HTMLTemplateElement} */ (document.querySelector("template[data-counter-card]"));
  const dialog = /** @type {HTMLDialogElement} */ (template.content.firstElementChild?.cloneNode(true));
  const find = (/** @type {string} */ what) => /** @type {HTMLElement} */ (dialog.querySelector(what));
  const fields = /** @type {HTMLFormElement} */ (find("[data-fields]"));
  const [chosen, number, status] = /** @type {Iterable<HTMLInputElement>} */ (fields.elements);
  const hint = find("[data-failed]");
  /** @type {string[][]} */
  let [local, here] = [[], []];

  const show = () => {
    const given = { number: tidied(number.value), status: status.value.trim() };
    const [big, card] = [find("[data-number]"), find("[data-card]")];
    const lang = chosen.value;
    const there = { lang, dir: "auto" };
    big.textContent = given.number;
    big.hidden = !given.number;
    big.style.setProperty("--letters", String(Math.max(8, given.number.length)));
    const [said, meant] = [filled(local, given), lang === HERE ? [] : filled(here, given)];
    // The number stands above them.
    const isBelow = (/** @type {unknown} */ _, /** @type {number} */ at) => !given.number || at > 0;
    card.replaceChildren(big, ...said.filter(isBelow).map((text) => line(text, { ...there, className: "counter__line" })));
    find("[data-here]").textContent = meant.filter(isBelow).join(" ");
    find("[data-say]").replaceChildren(
      ...said.map((text, at) => {
        const item = document.createElement("li");
        item.append(line(text, there), line(meant[at] ?? "", { className: "counter__here" }));
        return item;
      }),
    );
  };
  const load = async () => {
    const wanted = chosen.value;
    const found = await Promise.all([sentences(wanted), sentences(HERE)]);
    if (wanted !== chosen.value) return;
    [local, here] = found;
    if (!local.length) hint.textContent = hint.dataset.failed ?? "";
    show();
  };

  [number.value, status.value] = known;
  fields.oninput = ({ target }) => (target === chosen ? load() : show());
  fields.onsubmit = (event) => event.preventDefault();
  dialog.onclose = () => dialog.remove();
  document.body.append(dialog);
  dialog.showModal();
  show();
  chosen.value = (country && (await contactsOf(country))?.languages?.[0]) || ENGLISH;
  await load();
  if (!number.value) number.focus();
}

/**
 * Shows the card with what the page knows.
 * @param {HTMLElement} button
 */
export function press({ dataset }) {
  const typed = (/** @type {string} */ what) => /** @type {HTMLInputElement | null} */ (document.querySelector(what))?.value ?? "";
  const country = dataset.counter || typed("#next-step-country") || remembered()?.code || "";
  open(country, typed("#track-number, #blank-number, #message-number"), typed("#blank-status, #message-status"));
}

for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-counter]"))) {
  button.dataset.ready = "";
  button.addEventListener("click", () => press(button));
}
