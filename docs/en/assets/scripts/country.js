// @ts-check
/**
 * Remembers the reader's country, if the reader asks for it, and shows its desk first on every
 * page. It is kept in this browser and sent nowhere.
 */

import { desksOf, ROOT } from "./desks.js";

// The line above the title reads it too, while the page is loading: see the theme's main.html.
const KEY = "wheres-my-parcel:country";
const CODE = /^[a-z]{2}$/;
const MOST_LETTERS = 60;

/**
 * Returns the country that is remembered; null when there is none, or nothing may be stored.
 * @returns {{code: string, name: string} | null}
 */
export function remembered() {
  try {
    const { code, name } = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    const holds = CODE.test(code) && typeof name === "string" && name.length <= MOST_LETTERS;
    return holds ? { code, name } : null;
  } catch {
    return null;
  }
}

/**
 * Remembers a country in this browser.
 * @param {string} code
 * @param {string} name
 */
export function remember(code, name) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ code, name }));
  } catch {
    // Nothing may be stored here: all works as before.
  }
}

/** Forgets the country. */
export function forget() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Nothing is stored.
  }
}

const line = /** @type {HTMLElement | null} */ (document.querySelector("[data-my-country]"));
const article = document.querySelector("article");

/** Returns the place of the desk: before a list of countries, or else at the end of the page. */
function place() {
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
  heading.textContent = (line.dataset.heading ?? "").replace("{country}", name);
  const desk = document.createElement("div");
  desk.innerHTML = (await desksOf(code))?.[which] ?? "";
  const link = document.createElement("a");
  link.href = new URL(`countries/${code}/#${which}`, ROOT).href;
  link.textContent = (line.dataset.more ?? "").replace("{country}", name);
  const more = Object.assign(document.createElement("p"), { className: "more" });
  more.append(link);
  box.replaceChildren(heading, desk, more);
}

/** Takes everything of the country off the page, and says so. */
function forgetHere() {
  forget();
  document.documentElement.classList.remove("has-country");
  document.querySelectorAll(".my-desk").forEach((box) => box.replaceChildren());
  document.querySelector("[data-forget-country]")?.setAttribute("hidden", "");
  for (const box of document.querySelectorAll("[data-remember]")) offer(/** @type {HTMLElement} */ (box));
  if (!line) return;
  line.textContent = line.dataset.forgotten ?? "";
  line.hidden = false;
  line.tabIndex = -1;
  line.focus();
}

/**
 * Offers on the page of a country to remember it, or says that it is remembered.
 * @param {HTMLElement} box
 */
function offer(box) {
  const { remember: code = "", name = "" } = box.dataset;
  const [yes, no] = box.querySelectorAll("button");
  const known = remembered()?.code === code;
  yes.hidden = known;
  no.hidden = !known;
  yes.onclick = () => {
    remember(code, name);
    offer(box);
    no.focus();
  };
  no.onclick = forgetHere;
}

const country = remembered();
for (const box of document.querySelectorAll("[data-remember]")) offer(/** @type {HTMLElement} */ (box));
line?.querySelector("[data-forget]")?.addEventListener("click", forgetHere);
const button = /** @type {HTMLElement | null} */ (document.querySelector("[data-forget-country]"));
if (button) {
  button.hidden = !country;
  button.addEventListener("click", forgetHere);
}
const own = country && document.querySelector(`[data-remember="${country.code}"]`);
if (country && !own && !document.querySelector("[data-guide]")) showDesk(country.code, country.name);
