// @ts-check
/**
 * The search worker. It speaks Material for MkDocs' protocol: set-up, ready, query, result.
 * The set-up holds the documents, or the address of the index.
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

/** @typedef {Partial<import("./engine.js").Index> & {from?: string}} Given An index, or where it is. */

/** @param {Given} given */
async function prepared(given) {
  const index = given.from ? await (await fetch(given.from)).json() : given;
  return (await engine).searcher(index);
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

/** @param {Given} given */
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
