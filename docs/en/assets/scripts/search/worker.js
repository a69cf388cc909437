// @ts-check
/**
 * The search worker. It speaks Material for MkDocs' protocol: set-up, ready, query, result.
 * Whoever sends no documents with the set-up gets those of the site.
 */

const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];

// Asked for at once and side by side, so that a slow connection is waited for only once.
const parts = ["engine", "minisearch", "words", "spelling", "places", "teaser", "direct"];
const [engine] = parts.map((name) => import(`./${name}.js`));

/** @type {Promise<(question: string) => import("./engine.js").Answer>} */
let search;
let asked = "";

/** @param {Partial<import("./engine.js").Index>} given */
async function prepared(given) {
  const index = given.docs?.length ? given : await siteIndex();
  const { answer, learnTexts } = (await engine).searcher(index);
  // The texts take longer than the titles: they follow when the first question can be asked.
  setTimeout(() => {
    learnTexts();
    if (asked) postMessage({ type: RESULT, data: answer(asked) });
  });
  return answer;
}

async function siteIndex() {
  const response = await fetch(new URL("../../../search/search_index.json", self.location.href));
  return response.json();
}

addEventListener("message", async ({ data: { type, data } }) => {
  if (type === SETUP) {
    search = prepared(data);
    await search;
    postMessage({ type: READY });
  } else if (type === QUERY) {
    asked = data;
    postMessage({ type: RESULT, data: (await search)(data) });
  }
});
