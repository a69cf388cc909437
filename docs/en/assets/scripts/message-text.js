// @ts-check
/** What the page of messages and the next step share: dates in messages, and the button that copies. */

/** Digits and calendar are those of the order page in every language (Unicode CLDR, BCP 47). */
export const FIGURES = "u-ca-gregory-nu-latn";

/**
 * Returns a day as a message in a language holds it.
 * @param {number} time Milliseconds at the beginning of the day, in UTC.
 * @param {string} language
 */
export function inMessage(time, language) {
  return new Intl.DateTimeFormat(`${language}-${FIGURES}`, { dateStyle: "long", timeZone: "UTC" }).format(time);
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
