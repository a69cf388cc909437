// @ts-check
/** Puts together what was found by words and what was guessed from the whole question. */

/** @typedef {import("./engine.js").Found} Found */
/** @typedef {import("./engine.js").Section} Section */
/** @typedef {import("./direct.js").Country} Country */

// How much the best hit by words counts, beside the logarithm of how likely a page is: none of
// those in tests/search/validate.py is clearly better.
const BY_WORDS = 2.5;
// What a page gains that holds a phrase of the very same words, such as a line of tracking.
const EXACT = 4;
// How likely a page is of which nobody wrote how it is asked for.
const UNASKED = -5;
// The score of the best page, above those of directAnswers' sections, and what is worth showing.
const BEST = 100;
const LEAST_SCORE = 1;
const MOST_PAGES = 10;
// Who is not helped by the first page finds two more, however unlikely they are.
const FEWEST_PAGES = 3;
// The same where nothing could be guessed, as a share of the best.
const LEAST_BY_WORDS = 0.2;

/**
 * Returns the pages that were found or guessed, the best first.
 * @param {Found[]} found By words, the best first.
 * @param {Map<string, number>} chances The logarithm of how likely a page is, by address.
 * @param {number} weight How much the words are to be trusted, from 0 to 1.
 * @param {Map<string, Section>} heads The pages by address.
 */
export function mixed(found, chances, weight, heads) {
  const most = found[0]?.page.score ?? 1;
  if (!chances.size) return found.filter(({ page }) => page.score >= LEAST_BY_WORDS * most);
  const pages = new Map(found.map((hit) => [hit.page.section.location.split("#")[0], hit]));
  for (const name of chances.keys()) {
    const section = heads.get(`${name}/`);
    if (section && !pages.has(`${name}/`)) {
      pages.set(`${name}/`, { page: { section, score: 0 }, sections: [] });
    }
  }
  const rated = [...pages].map(([path, hit]) => ({
    hit,
    rate:
      chanceOf(path, chances) +
      (hit.isExact ? EXACT : 0) +
      (weight * BY_WORDS * hit.page.score) / most,
  }));
  rated.sort((a, b) => b.rate - a.rate);
  return rated.map(({ hit, rate }) => scored(hit, BEST * Math.exp(rate - rated[0].rate)));
}

/**
 * A page without phrases of its own is asked for like the list in its folder.
 * @param {string} path
 * @param {Map<string, number>} chances
 */
function chanceOf(path, chances) {
  const name = path.replace(/\/$/, "");
  return chances.get(name) ?? chances.get(name.split("/")[0]) ?? UNASKED;
}

/**
 * Returns what was found with another score; a section that was as good as its page stays so.
 * @param {Found} found
 * @param {number} score
 * @returns {Found}
 */
function scored({ page, sections, isExact }, score) {
  const own = (/** @type {number} */ before) => (before === page.score ? score : score - 1);
  return {
    page: { ...page, score },
    isExact,
    sections: sections.map((hit) => ({ ...hit, score: own(hit.score) })),
  };
}

/**
 * Returns what is worth showing, with the first page of a named country in the second place at
 * least: the problem comes first, and then whom to call about it.
 * @param {Found[]} found
 * @param {string[]} named The addresses of the countries' pages.
 */
export function shown(found, named) {
  const at = found.findIndex(({ page }) => named.includes(page.section.location));
  const least = found.length ? found[0].page.score * (LEAST_SCORE / BEST) : 0;
  const others = found.filter((_, index) => index !== at);
  const inOrder = at > 0 ? [found[0], scored(found[at], Math.max(least, found[1].page.score)), ...others.slice(1)] : found;
  return inOrder.filter(({ page }, index) => index < FEWEST_PAGES || page.score >= least).slice(0, MOST_PAGES);
}
