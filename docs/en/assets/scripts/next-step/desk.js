// @ts-check
/** What belongs to the reader's country in a plan: whom to call, and what holds there alone. */

import { contactsOf, pageOf } from "../contacts.js";
import { setPosts } from "../number-box.js";
import { chosen, control, say, template } from "./page.js";

const ENGLISH = ["en"];
let languages = ENGLISH;
/** Returns the languages in which one writes to the post of the country, the likeliest to be read first. */
export const local = () => languages;

/**
 * Shows whom to call in the reader's country, and what holds there alone.
 * @param {HTMLElement} plan
 * @param {string} id Its name.
 * @param {() => void} again Shows all anew: the country writes in another language.
 */
export async function showDesk(plan, id, again) {
  const place = /** @type {HTMLElement | null} */ (plan.querySelector("[data-call]"));
  const list = /** @type {HTMLElement} */ (plan.querySelector(".plan__now ol"));
  const code = control("country").value;
  if (!code) return void (setPosts([]), (languages = ENGLISH));
  const found = await contactsOf(code);
  const there = found?.languages ?? ENGLISH;
  if (code !== control("country").value) return;
  if (String(there) !== String(languages)) return void ((languages = there), again());
  setPosts(found?.tracking ?? []);
  for (const { plans, html, after } of found?.lines ?? []) {
    if (!plans.includes(id)) continue;
    (list.querySelector(`li:has([href="#fact-${after}"])`) ?? list.lastElementChild)?.after(lineOf(html));
  }
  if (!place?.isConnected) return;
  const link = document.createElement("a");
  link.href = pageOf(code, "post");
  link.textContent = say("desk", { country: found?.name ?? chosen("country") });
  const more = document.createElement("p");
  if (!found) more.append(say("no_desk"), " ");
  more.append(link);
  // Customs sends many people back to who brings the parcel: the carriers come first there too.
  place.innerHTML = (found?.post ?? "") + (place.dataset.call === "customs" ? (found?.customs ?? "") : "");
  place.append(more);
}

/**
 * Returns a line that holds in the reader's country; it was made with the site.
 * @param {string} html
 */
function lineOf(html) {
  const item = /** @type {HTMLElement} */ (template("local").content.firstElementChild?.cloneNode());
  item.innerHTML = html;
  return item;
}
