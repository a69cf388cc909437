// @ts-check
/** Loads who can be called in a country: a small file that is made with the site. */

/**
 * @typedef {object} Contacts
 * @property {string} name The country's name.
 * @property {string} language The language in which one writes there.
 * @property {string} post HTML that was made with the site.
 * @property {string} customs
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

/** @type {Map<string, Promise<Contacts | null>>} */
const loaded = new Map();

/**
 * Returns who can be called in a country; null when it cannot be had.
 * @param {string} code
 */
export function contactsOf(code) {
  const load = async () => {
    try {
      const answer = await fetch(new URL(`countries/${code}/contacts.json`, ROOT));
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  };
  if (!loaded.has(code)) loaded.set(code, load());
  return /** @type {Promise<Contacts | null>} */ (loaded.get(code));
}
