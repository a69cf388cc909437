// @ts-check
/**
 * Hands a question to the search dialog, so that it never leaves the browser: the one typed on the
 * front door, and the one that the search thinks was meant. Without this script the form stays
 * hidden: the cards below it lead to every answer.
 */

/**
 * Opens the search dialog with a question in it.
 * @param {string} question
 */
function search(question) {
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
form?.addEventListener("submit", (event) => {
  event.preventDefault();
  const card = document.querySelector("[data-findings] li");
  const first = document.querySelector("[data-findings] :is(a, button)") ?? card;
  if (first instanceof HTMLElement) first.focus();
  else search(String(new FormData(form).get("q") ?? ""));
});
// A tracking number in the question is explained below it; the reader of numbers comes when needed.
form?.addEventListener(
  "focusin",
  async () => {
    const [box, { remembered }, { contactsOf, ROOT }] = await Promise.all([
      import("./number-box.js"),
      import("./country.js"),
      import("./contacts.js"),
    ]);
    const field = /** @type {HTMLInputElement} */ (form.querySelector("input"));
    box.leadTo(new URL("next-step/", ROOT));
    // What looks like a number only from afar may be a part of the question.
    const explain = () => box.explain(field.value, ({ kind }) => kind !== "unknown" && kind !== "long");
    field.addEventListener("input", explain);
    explain();
    const country = remembered();
    if (country) box.setPosts((await contactsOf(country.code))?.tracking ?? []);
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
