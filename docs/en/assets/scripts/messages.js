// @ts-check
/**
 * Fills the gaps of the messages on the page with what the reader types, and copies a message.
 * Without this script the messages are read and copied by hand.
 */

/**
 * Returns what was typed as a message in a language holds it.
 * @param {HTMLInputElement} field
 * @param {string} language
 */
function written(field, language) {
  const day = field.type === "date" && field.valueAsDate;
  if (!day) return field.value.trim();
  return new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(day);
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

/** @param {HTMLButtonElement} button */
function copyOn(button) {
  const label = button.textContent;
  button.addEventListener("click", async () => {
    const message = button.closest("p")?.previousElementSibling;
    const lines = [...(message?.querySelectorAll("p") ?? [])].map((line) => line.textContent);
    await navigator.clipboard.writeText(lines.join("\n\n"));
    button.textContent = button.dataset.copied ?? label;
    button.addEventListener("blur", () => (button.textContent = label), { once: true });
  });
  button.closest("p")?.removeAttribute("hidden");
}

document.querySelector("[data-blanks]")?.removeAttribute("hidden");
for (const field of document.querySelectorAll("input[data-fills]")) {
  follow(/** @type {HTMLInputElement} */ (field));
}
for (const button of document.querySelectorAll("button[data-copy]")) {
  copyOn(/** @type {HTMLButtonElement} */ (button));
}
