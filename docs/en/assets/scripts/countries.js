// @ts-check
/**
 * Shortens the list of countries while somebody types the name of one. Without this script the
 * field is hidden and the list is whole.
 */

import { folded } from "./letters.js";

const field = /** @type {HTMLInputElement | null} */ (document.querySelector("[data-country-find]"));
const none = /** @type {HTMLElement | null} */ (document.querySelector("[data-country-none]"));
const items = [...document.querySelectorAll("nav.countries li")].map((item) => ({
  item: /** @type {HTMLElement} */ (item),
  // Each word of a name may be the one that is typed.
  name: ` ${folded(item.textContent ?? "")}`,
}));

function shorten() {
  const wanted = ` ${folded(field?.value ?? "").trim()}`;
  for (const { item, name } of items) item.hidden = !name.includes(wanted);
  if (none) none.hidden = items.some(({ item }) => !item.hidden);
}

field?.addEventListener("input", shorten);
field?.addEventListener("keydown", (event) => {
  const left = items.filter(({ item }) => !item.hidden);
  if (event.key === "Enter" && left.length === 1) left[0].item.querySelector("a")?.click();
});
// The browser may have kept what was typed before.
if (field?.value) shorten();
