// @ts-check
/**
 * Opens the entry of a long list to which a link leads, and shortens the list when somebody types.
 * Without this script the list is whole, and its entries are opened by hand.
 */

const field = /** @type {HTMLInputElement} */ (document.querySelector("[data-finder] input"));

/** Loads what shortens the list, when the field is used; macros/site/not-loaded.js says when it cannot be had. */
const load = () => import("./finder-list.js").catch(() => void dispatchEvent(new Event("not-loaded")));

/** Shows the entries that fit what is typed. */
async function shorten() {
  (await load())?.shorten();
}

/** Opens all in which the target of the address stands, and goes there. */
async function openTarget() {
  const id = location.hash.slice(1);
  const target = document.getElementById(id);
  // Who prints the lines stands on a page of its own, where it did not always stand.
  const moved = /^(lines-|wordings-from$)/.test(id) && document.querySelector(".wordings a[href$='#wordings-from']");
  if (!target && moved) location.replace(new URL(location.hash, /** @type {HTMLAnchorElement} */ (moved).href));
  const boxes = [];
  for (let at = target?.closest("details"); at; at = at.parentElement?.closest("details")) boxes.push(at);
  if (!target || !boxes.length) return;
  if (target.closest("[hidden]")) {
    field.value = "";
    await shorten();
  }
  for (const each of boxes) each.open = true;
  target.scrollIntoView();
}

field.addEventListener("focus", load, { once: true });
field.addEventListener("input", shorten);
addEventListener("hashchange", openTarget);
// A link to where the address already is changes no address.
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest("a[href]");
  if (link instanceof HTMLAnchorElement && link.href === location.href) openTarget();
});
// The browser may have kept what was typed before.
if (field.value) shorten();
openTarget();
