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
form?.removeAttribute("hidden");
form?.addEventListener("submit", (event) => {
  event.preventDefault();
  search(String(new FormData(form).get("q") ?? ""));
});

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
