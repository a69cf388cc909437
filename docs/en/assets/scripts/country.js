// @ts-check
/**
 * Remembers the reader's country, if the reader asks for it, and shows its desk first on every
 * page. It is kept in this browser and sent nowhere.
 */

import { contactsOf, pageOf } from "./contacts.js";

// The line above the title reads it too, while the page is loading: see the theme's script in the
// head, partials/javascripts/base.html.
const KEY = "wheres-my-parcel:country";
const CODE = /^[a-z]{2}$/;
/** The event on the document that says: the country is forgotten. */
export const FORGOTTEN = "country-forgotten";

const root = document.documentElement;
const line = /** @type {HTMLElement | null} */ (document.querySelector("[data-my-country]"));
// The line gives them up when it says that the country is forgotten.
const parts = [...(line?.childNodes ?? [])];
const page = /** @type {HTMLAnchorElement | null | undefined} */ (line?.querySelector("[data-page]"));
const call = /** @type {HTMLAnchorElement | null | undefined} */ (line?.querySelector("[data-call]"));

/**
 * Returns the country that is remembered, with its name in the language of the page; null when there
 * is none, or nothing may be stored.
 * @returns {{code: string, name: string} | null}
 */
export function remembered() {
  try {
    const { code } = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    const name = typeof code === "string" && CODE.test(code) && nameOf(code);
    return name ? { code, name } : null;
  } catch {
    return null;
  }
}

/**
 * Returns the name of a country (Unicode CLDR), if it is one.
 * @param {string} code
 */
function nameOf(code) {
  const names = new Intl.DisplayNames([root.lang], { type: "region", fallback: "none" });
  return names.of(code.toUpperCase());
}

/**
 * Remembers a country in this browser, and says it in the line of the page if that is shown.
 * @param {string} code
 */
export function remember(code) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ code }));
  } catch {
    return; // Nothing may be stored here: all works as before.
  }
  line?.replaceChildren(...parts);
  if (page) page.textContent = nameOf(code) ?? "";
  page?.setAttribute("href", pageOf(code, ""));
  call?.setAttribute("href", pageOf(code, "post"));
  if (line && !root.classList.contains("has-country")) line.hidden = true;
  empty(code);
}

/** Forgets the country, and takes everything of it off the page. */
export function forget() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Nothing is stored.
  }
  clear();
}

function clear() {
  root.classList.remove("has-country");
  if (line) line.hidden = true;
  empty();
  document.querySelector("[data-forget-country]")?.setAttribute("hidden", "");
  for (const box of offers) offer(box);
  document.dispatchEvent(new Event(FORGOTTEN));
}

/**
 * Takes the desk off the page, unless it is the one of the country `code`.
 * @param {string} [code]
 */
function empty(code) {
  for (const box of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".my-desk"))) {
    if (box.dataset.code !== code) box.replaceChildren();
  }
}

/** Forgets the country where the reader asks for it, and says so. */
function forgetHere() {
  forget();
  if (!line) return;
  line.textContent = line.dataset.forgotten ?? "";
  line.hidden = false;
  line.tabIndex = -1;
  line.focus();
}

/** Returns the place of the desk: before a list of countries, or else at the end of the page. */
function place() {
  const article = document.querySelector("article");
  const ready = /** @type {HTMLElement | null} */ (article?.querySelector("[data-my-desk]"));
  if (ready || !article) return ready;
  const made = Object.assign(document.createElement("div"), { className: "my-desk" });
  const tools = article.querySelector(".page-tools");
  if (tools) tools.before(made);
  else article.append(made);
  return made;
}

/**
 * @param {string} code
 * @param {string} name
 */
async function showDesk(code, name) {
  const box = place();
  if (!box || !line) return;
  const which = box.dataset.myDesk === "customs" ? "customs" : "post";
  const heading = Object.assign(document.createElement("h2"), { id: "my-desk", tabIndex: -1 });
  heading.textContent = (line.dataset.heading ?? "").replace("{country}", () => name);
  box.dataset.code = code;
  box.replaceChildren(heading);
  call?.setAttribute("href", "#my-desk");
  const found = await contactsOf(code);
  // It may have been forgotten, or changed, while the desk was on its way.
  if (!heading.isConnected) return;
  const desk = document.createElement("div");
  desk.innerHTML = found?.[which] ?? "";
  const link = document.createElement("a");
  link.href = pageOf(code, which);
  link.textContent = (line.dataset.more ?? "").replace("{country}", () => name);
  const more = Object.assign(document.createElement("p"), { className: "more" });
  more.append(link);
  box.append(desk, more);
  // The room that was kept for a desk is not needed without one.
  if (!found) box.removeAttribute("data-my-desk");
}

/**
 * Offers on the page of a country to remember it, or says that it is remembered.
 * @param {HTMLElement} box
 */
function offer(box) {
  const { remember: code = "" } = box.dataset;
  const [yes, no] = box.querySelectorAll("button");
  const known = remembered()?.code === code;
  yes.hidden = known;
  no.hidden = !known;
  yes.onclick = () => {
    remember(code);
    offer(box);
    if (!no.hidden) no.focus();
    else box.querySelector("span")?.replaceChildren(box.dataset.blocked ?? "");
  };
  no.onclick = forgetHere;
}

const offers = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-remember]"));
const country = remembered();
for (const box of offers) offer(box);
line?.querySelector("[data-forget]")?.addEventListener("click", forgetHere);
const button = /** @type {HTMLElement | null} */ (document.querySelector("[data-forget-country]"));
if (button) {
  button.hidden = !country;
  button.addEventListener("click", forgetHere);
}
const own = country && document.querySelector(`[data-remember="${country.code}"]`);
if (country && !own && !document.querySelector("[data-next-step]")) showDesk(country.code, country.name);
// It may have been forgotten in another tab, or on a page to which the reader went from here.
for (const type of ["storage", "pageshow"]) {
  addEventListener(type, () => {
    if (root.classList.contains("has-country") && !remembered()) clear();
  });
}
