// @ts-check
/**
 * The search worker. It speaks Material for MkDocs' protocol: set-up, ready, query, result.
 * Whoever sends no documents with the set-up gets those of the site.
 */

const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
// Of our own: the index or a part of the engine could not be loaded.
const FAILED = "failed";

// Asked for at once and side by side, so that a slow connection is waited for only once.
const parts = ["engine", "minisearch", "words", "spelling", "places", "teaser", "direct"];
const shared = ["tracking-numbers", "number-reader", "number-texts", "number-words"];
const [engine] = [...parts, ...shared.map((name) => `../${name}`)].map((name) => import(`./${name}.js`));

/** @type {Promise<{answer: (question: string, country?: string) => import("./engine.js").Answer, learnTexts: () => void}>} */
let search;
let asked = "";
/** The code of the reader's country, which only the page knows. @type {string | undefined} */
let home;
let isComplete = false;

/** @param {Partial<import("./engine.js").Index>} given */
async function prepared(given) {
  const index = given.docs?.length ? given : await siteIndex();
  return (await engine).searcher(index);
}

async function siteIndex() {
  const response = await fetch(new URL("../../../search/search_index.json", self.location.href));
  return response.json();
}

/**
 * The texts take longer to learn than the titles: they follow the first answer, which may change.
 * @param {string} question
 */
async function reply(question) {
  const { answer, learnTexts } = await search;
  asked = question;
  postMessage({ type: RESULT, data: answer(question, home) });
  if (isComplete) return;
  isComplete = true;
  setTimeout(() => {
    learnTexts();
    if (asked) postMessage({ type: RESULT, data: answer(asked, home) });
  });
}

/** @param {Partial<import("./engine.js").Index>} given */
async function setUp(given) {
  search = prepared(given);
  const { learnTexts } = await search;
  if (given.docs?.length) learnTexts(), (isComplete = true);
  postMessage({ type: READY });
}

addEventListener("message", ({ data: { type, data, country } }) => {
  home = country ?? home;
  const done = type === SETUP ? setUp(data) : type === QUERY ? reply(data) : undefined;
  done?.catch(() => postMessage({ type: FAILED }));
});
