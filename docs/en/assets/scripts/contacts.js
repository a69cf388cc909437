// @ts-check
/** Loads small files that are made with the site, such as who can be called in a country. */

/**
 * @typedef {object} Contacts
 * @property {string} name The country's name.
 * @property {string[]} languages In which one writes there, the likeliest to be read first.
 * @property {string} post HTML that was made with the site.
 * @property {string} customs
 * @property {{plans: string[], after: string?, html: string}[]} lines What holds there alone, in which plans, and
 *   after the step with which fact.
 * @property {{name: string, link: string}[]} tracking Pages of its posts; {number} may be in them.
 */

// What the page tells the theme's script.
const { base } = JSON.parse(document.querySelector("#__config")?.textContent ?? '{"base": "."}');
/** The root of the site in the language of the page. */
export const ROOT = new URL(base, location.href);

/**
 * Returns the way to the page of a country, without the host: a link with it would look like one
 * to another site.
 * @param {string} code
 * @param {string} part What to show of the page: post or customs.
 */
export function pageOf(code, part) {
  return new URL(`countries/${code}/`, ROOT).pathname + `#${part}`;
}

/** What was asked for, by its address. @type {Map<string, Promise<any>>} */
const loaded = new Map();

/**
 * Returns what a file holds, which is loaded once; null when it cannot be had, which may pass.
 * @param {URL} address
 */
export function fileAt({ href }) {
  const load = async () => {
    try {
      // A script may be newer than what a browser kept of the file.
      const answer = await fetch(href, { cache: "no-cache" });
      if (answer.ok) return await answer.json();
    } catch {
      // There is no network, or something else in the place of the file.
    }
    loaded.delete(href);
    return null;
  };
  const file = loaded.get(href) ?? load();
  loaded.set(href, file);
  return file;
}

/** Waits for the rest of the looks, if they are not there: see macros/site/late.js. */
async function looks() {
  const href = document.querySelector("[data-style]")?.getAttribute("data-style");
  if (!href || document.querySelector(`link[href="${href}"]`)) return;
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  document.head.append(link);
  await new Promise((done) => (link.onload = link.onerror = done));
}

/**
 * Returns who can be called in a country, when that can be shown; null when it cannot be had.
 * @param {string} code
 * @returns {Promise<Contacts | null>}
 */
export async function contactsOf(code) {
  const [contacts] = await Promise.all([fileAt(new URL(`countries/${code}/contacts.json`, ROOT)), looks()]);
  return contacts;
}
