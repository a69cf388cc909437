// @ts-check
/**
 * Hands the question typed on the front door to the search dialog, so that it never leaves the
 * browser. Without this script the form stays hidden: the cards below it lead to every answer.
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
