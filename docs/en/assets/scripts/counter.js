// @ts-check
/**
 * Shows a card that somebody holds up at a counter: the number in large letters, the last line of
 * tracking and one question, in the language of the country; and what to say on the phone. Without
 * this script there is no button, and the same sentences stand among the messages.
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
// What stands for something that is not known.
const GAP = "…";

/**
 * Returns the sentences in a language; none when they cannot be had.
 * @param {string} language
 * @returns {Promise<string[]>}
 */
async function sentences(language) {
  return (await fileAt(new URL(`messages/${language}.json`, ROOT)))?.[MESSAGE]?.lines ?? [];
}

/**
 * Returns sentences with what is known in them, without those of which nothing is.
 * @param {string[]} lines
 * @param {Record<string, string>} given
 */
function filled(lines, given) {
  const told = lines.filter((line) => !line.includes("{status}") || given.status);
  // What is filled in may run in another direction than the sentence (Unicode UAX 9).
  return told.map((line) => line.replace(/\{(\w+)\}/g, (_, gap) => `\u2068${given[gap] || GAP}\u2069`));
}

/**
 * @param {string} tag
 * @param {string} textContent
 * @param {string} className
 */
function element(tag, textContent, className = "") {
  return Object.assign(document.createElement(tag), { textContent, className });
}

/**
 * Shows the card, on a page that has its template.
 * @param {{country?: string, number?: string, status?: string}} known The country in small letters.
 */
export async function openCounter({ country = "", number = "", status = "" } = {}) {
  const template = /** @type {HTMLTemplateElement} */ (document.querySelector("template[data-counter-card]"));
  const part = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  const dialog = /** @type {HTMLDialogElement} */ (part.querySelector("dialog"));
  const find = (/** @type {string} */ what) => /** @type {HTMLElement} */ (dialog.querySelector(what));
  const fields = /** @type {HTMLFormElement} */ (find("[data-fields]"));
  const field = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (fields.elements.namedItem(name));
  const hint = find("[data-failed]");
  /** @type {string[][]} */
  let [local, here] = [[], []];

  const show = () => {
    const given = { number: tidied(field("number").value), status: field("status").value.trim() };
    const [big, card] = [find("[data-number]"), find("[data-card]")];
    const language = field("language").value;
    big.textContent = given.number || GAP;
    big.style.setProperty("--letters", String(Math.max(8, big.textContent.length)));
    const said = filled(local, given);
    const lines = said.slice(1).map((line) => Object.assign(element("p", line, "counter__line"), { lang: language, dir: "auto" }));
    card.replaceChildren(big, ...lines);
    const isForeign = language !== HERE;
    const meant = filled(here, given);
    find("[data-here]").textContent = isForeign ? meant.slice(1).join(" ") : "";
    find("[data-say]").replaceChildren(
      ...said.map((line, at) => {
        const item = element("li", "");
        item.append(Object.assign(element("p", line), { lang: language, dir: "auto" }));
        if (isForeign) item.append(element("p", meant[at] ?? "", "counter__here"));
        return item;
      }),
    );
  };
  const load = async () => {
    const wanted = field("language").value;
    const found = await Promise.all([sentences(wanted), sentences(HERE)]);
    if (wanted !== field("language").value) return;
    [local, here] = found;
    if (!local.length) hint.textContent = hint.dataset.failed ?? "";
    show();
  };

  field("number").value = number;
  field("status").value = status;
  fields.addEventListener("input", ({ target }) => (target === field("language") ? load() : show()));
  fields.addEventListener("submit", (event) => event.preventDefault());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  show();
  field("language").value = (country && (await contactsOf(country))?.languages?.[0]) || ENGLISH;
  await load();
  if (!number) field("number").focus();
}

for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-counter]"))) {
  const typed = (/** @type {string} */ what) => /** @type {HTMLInputElement | null} */ (document.querySelector(what))?.value ?? "";
  button.dataset.ready = "";
  button.addEventListener("click", () =>
    openCounter({
      country: button.dataset.counter || remembered()?.code,
      number: typed("#track-number, #blank-number"),
      status: typed("#blank-status"),
    }),
  );
}
