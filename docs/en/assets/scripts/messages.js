// @ts-check
/**
 * Fills the gaps of the messages on the page with what the reader types, and copies a message.
 * Without this script the messages are read and copied by hand.
 */

import { copyOn, inMessage } from "./message-text.js";

/**
 * Returns what was typed as a message in a language holds it.
 * @param {HTMLInputElement} field
 * @param {string} language
 */
function written(field, language) {
  const day = field.type === "date" && field.valueAsDate;
  return day ? inMessage(day.getTime(), language) : field.value.trim();
}

/** @param {HTMLInputElement} field */
function follow(field) {
  /** @type {NodeListOf<HTMLElement>} */
  const gaps = document.querySelectorAll(`[data-gap="${field.dataset.fills}"]`);
  const empty = new Map([...gaps].map((gap) => [gap, gap.textContent]));
  field.addEventListener("input", () => {
    for (const [gap, label] of empty) {
      const language = gap.closest(".message")?.getAttribute("lang") ?? "en";
      gap.textContent = written(field, language) || label;
      gap.classList.toggle("message__gap--filled", gap.textContent !== label);
    }
  });
}

/**
 * Returns the message above a button.
 * @param {HTMLElement} button
 */
function messageAt(button) {
  const message = button.closest("p")?.previousElementSibling;
  const lines = [...(message?.querySelectorAll("p") ?? [])].map((line) => line.textContent);
  return lines.join("\n\n");
}

document.querySelector("[data-blanks]")?.removeAttribute("hidden");
for (const field of document.querySelectorAll("input[data-fills]")) {
  follow(/** @type {HTMLInputElement} */ (field));
}
for (const found of document.querySelectorAll("button[data-copy]")) {
  const button = /** @type {HTMLButtonElement} */ (found);
  copyOn(button, () => messageAt(button));
}
