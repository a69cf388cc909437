// @ts-check
/**
 * Hands a question to the search dialog, so that it never leaves the browser: the one typed on the
 * front door, and the one that the search thinks was meant. Without this script the form stays
 * hidden: the cards below it lead to every answer.
 */

import { tidied } from "./letters.js";

/**
 * Opens the search dialog with a question in it.
 * @param {string} question
 */
export function search(question) {
  const toggle = /** @type {HTMLInputElement} */ (document.querySelector("#__search"));
  const field = /** @type {HTMLInputElement} */ (
    document.querySelector("[data-md-component=search-query]")
  );
  if (!toggle.checked) toggle.click();
  field.value = question;
  field.focus();
  field.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
}

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form.ask"));
form?.setAttribute("data-ready", "");
form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const question = String(new FormData(form).get("q") ?? "");
  // The reader of numbers may still be on its way: a paste and Enter come faster.
  const found = await (await reader())?.explain(question);
  // What may be a number from afar only is shown, but among words it may be a part of the question,
  // and an order number is one.
  const isNumber = found?.some(({ kind }) => !["unknown", "long", "order", "card", "code"].includes(kind));
  const isAll = found?.some(({ number }) => number.length >= tidied(question).length);
  // The card, and no link in it: a second Enter would leave the site.
  const card = document.querySelector("[data-findings] li");
  if ((isNumber || isAll) && card instanceof HTMLElement) card.focus();
  else search(question);
});

/** @type {Promise<typeof import("./number-box.js") | null> | undefined} */
let loading;

/** Loads the reader of numbers, once; none when it cannot be had: the search answers then. */
function reader() {
  const load = async () => {
    const [box, { remembered }] = await Promise.all([import("./number-box.js"), import("./country.js")]);
    box.leadOn(remembered()?.code);
    return box;
  };
  loading ??= load().catch(() => ((loading = undefined), dispatchEvent(new Event("not-loaded")), null));
  return loading;
}
// A number in the question is explained below it; the reader of numbers comes when needed.
form?.addEventListener(
  "focusin",
  async () => {
    const box = await reader();
    const field = /** @type {HTMLInputElement} */ (form.querySelector("input"));
    const explain = () => box?.explain(field.value);
    field.addEventListener("input", explain);
    explain();
  },
  { once: true },
);

// Before the theme, which would close the dialog.
document.addEventListener(
  "click",
  (event) => {
    const link = event.target instanceof Element && event.target.closest("[data-ask]");
    if (!(link instanceof HTMLElement)) return;
    event.preventDefault();
    event.stopPropagation();
    search(link.dataset.ask ?? "");
  },
  { capture: true },
);
