// @ts-check
/**
 * The search worker. It speaks Material for MkDocs' protocol: set-up, ready, query, result.
 * The set-up holds the documents, or the address of the index.
 */

const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
// Of our own: the index or a part of the engine could not be loaded.
const FAILED = "failed";
// What people ask in other languages: beside the index.
const OTHERS = "other_languages.json";

// Asked for at once and side by side, so that a slow connection is waited for only once.
const parts = ["engine", "ranking", "mixing", "guess", "minisearch", "words", "spelling", "places", "teaser", "direct"];
const shared = ["tracking-numbers", "number-reader", "number-texts", "number-words"];
const [engine] = [...parts, ...shared.map((name) => `../${name}`)].map((name) => import(`./${name}.js`));

/** @type {Promise<ReturnType<import("./engine.js").searcher>>} */
let search;
let asked = "";
/** The code of the reader's country, which only the page knows. @type {string | undefined} */
let home;
let isComplete = false;
/** Where what people ask in other languages is; the set-up may say so. */
let beside = "";
/** That, from when somebody does. @type {Promise<void> | undefined} */
let others;

/** @typedef {Partial<import("./engine.js").Index> & {from?: string}} Given An index, or where it is. */

/** @param {Given} given */
async function prepared(given) {
  const index = given.from ? await loaded(given.from) : given;
  if (given.from) beside = new URL(OTHERS, given.from).href;
  return (await engine).searcher(index);
}

/** @param {string} address */
async function loaded(address) {
  return (await fetch(address)).json();
}

/**
 * The texts take longer to learn than the titles: they follow the first answer, which may change.
 * @param {string} question
 */
async function reply(question) {
  const { answer, isForeign, learnOthers, learnTexts } = await search;
  asked = question;
  if (isForeign(question)) {
    // Without them the search still knows the names of countries and carriers.
    await (others ??= loaded(beside).then(learnOthers, () => {}));
    if (asked !== question) return;
  }
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
