// @ts-check
/**
 * Puts a tracking number that the reader types into the tracking links of the page.
 * Without this script the links lead to the same sites, which ask for the number themselves.
 */

import { tidied } from "./tracking-numbers.js";

/**
 * Keeps the links inside `box` in step with its field.
 * @param {HTMLElement} box
 */
function follow(box) {
  const field = box.querySelector("input");
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = box.querySelectorAll("a[data-track]");
  const plain = new Map([...links].map((link) => [link, link.href]));
  const fill = () => {
    const number = encodeURIComponent(tidied(field?.value ?? ""));
    for (const [link, home] of plain) {
      link.href = number ? String(link.dataset.track).replace("{number}", number) : home;
    }
  };
  field?.addEventListener("input", fill);
  fill();
}

for (const box of document.querySelectorAll("[data-track-box]")) {
  if (box.querySelector("a[data-track]")) follow(/** @type {HTMLElement} */ (box));
}
