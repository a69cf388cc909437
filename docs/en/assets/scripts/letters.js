// @ts-check
/** What the page of messages and the guide share: dates in letters, and the button that copies. */

/**
 * Returns a day as a letter in a language holds it.
 * @param {number} time Milliseconds at the beginning of the day, in UTC.
 * @param {string} language
 */
export function inLetter(time, language) {
  return new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(time);
}

/**
 * Makes a button copy a text, and say so until it is left.
 * @param {HTMLButtonElement} button
 * @param {() => string} text
 */
export function copyOn(button, text) {
  const label = button.textContent;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text());
    button.textContent = button.dataset.copied ?? label;
    button.addEventListener("blur", () => (button.textContent = label), { once: true });
  });
  button.closest("p")?.removeAttribute("hidden");
}
