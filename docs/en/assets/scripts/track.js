// @ts-check
/**
 * Puts a tracking number that the reader types into the tracking links of the page.
 * Without this script the links lead to the same sites, which ask for the number themselves.
 */

import { tidied } from "./letters.js";

/**
 * Keeps the links inside `box` in step with its field.
 * @param {HTMLElement} box
 * @returns {(number: string) => void} What puts a number into the links.
 */
function follow(box) {
  const field = box.querySelector("input");
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = box.querySelectorAll("a[data-track]");
  const plain = new Map([...links].map((link) => [link, link.href]));
  const fill = (/** @type {string} */ number) => {
    for (const [link, home] of plain) {
      link.href = number ? String(link.dataset.track).replace("{number}", encodeURIComponent(number)) : home;
    }
  };
  const typed = () => fill(tidied(field?.value ?? ""));
  field?.addEventListener("input", typed);
  typed();
  return fill;
}

/**
 * Explains below the field what the number is, and takes it out of a message or an address; what is
 * needed for it comes with the first touch.
 * @param {HTMLInputElement} field
 * @param {(number: string) => void} fill
 */
function explain(field, fill) {
  const load = async () => {
    const box = await import("./number-box.js");
    box.leadOn(document.querySelector("[data-remember]")?.getAttribute("data-remember") ?? "");
    const read = async () => {
      const given = field.value;
      const found = await box.explain(given);
      // Something else may stand there by now.
      if (found.length && field.value === given) fill(box.followed(found));
    };
    field.addEventListener("input", read);
    read();
  };
  // Without them the links still take the number.
  field.addEventListener("focusin", () => load().catch(() => dispatchEvent(new Event("not-loaded"))), { once: true });
}

for (const box of document.querySelectorAll("[data-track-box]")) {
  if (!box.querySelector("a[data-track]")) continue;
  const fill = follow(/** @type {HTMLElement} */ (box));
  const field = box.querySelector("input");
  if (field && box.querySelector("[data-numbers]")) explain(field, fill);
}
