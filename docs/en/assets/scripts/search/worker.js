// @ts-check
/**
 * The search worker. It speaks Material for MkDocs' protocol: set-up, ready, query, result.
 * The set-up holds the documents, or the address of the index.
 */

const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
// Of our own: the index or a part of the engine could not be loaded.
const FAILED = "failed";
// Of our own: what only this question needs could not be loaded.
const PART = "part";
// Where what only some questions need is, from the index on: what people ask in other languages,
// what is known of numbers, what the words of tracking stand for, and what words in a row say.
const [OTHERS, NUMBERS, IDEAS, PAIRS] = ["other_languages.json", "../numbers.json", "../tracking-words.json", "pairs.json"];
// The shortest number that is looked up.
const LEAST_DIGITS = 3;

// In the built site it stands in this file, with all that it imports: macros/site/bundle.py.
const engine = import("./engine.js");

/** @type {Promise<import("./engine.js").Index>} */
let index;
/** @type {Promise<ReturnType<typeof import("./engine.js").searcher>> | undefined} */
let search;
let asked = "";
/** How many answers have been begun: what was found with less is not shown after what was with more. */
let turn = 0;
/** The code of the reader's country, which only the page knows. @type {string | undefined} */
let home;
let isComplete = false;
/** Where the index is, if its address was given. */
let address = "";
/** @type {Record<"others" | "numbers" | "ideas" | "pairs", Promise<void> | undefined>} */
const learned = { others: undefined, numbers: undefined, ideas: undefined, pairs: undefined };

/** @typedef {Partial<import("./engine.js").Index> & {from?: string, beside?: string}} Given
 * An index, or where it is, or beside which address it would be. */

/** Returns what answers questions. To make it takes longer than to load it: it waits for a question. */
function made() {
  search ??= Promise.all([engine, index]).then(([{ searcher }, index]) => searcher(index));
  return search;
}

/**
 * Returns what the index holds, or a file beside it, which may be newer than what a browser kept.
 * @param {string} name How the file is reached from the index; nothing for the index itself.
 */
async function loaded(name) {
  return (await fetch(new URL(name, address), { cache: name ? "no-cache" : "default" })).json();
}

const miss = () => postMessage({ type: PART });

/**
 * Has the search learn what only this question needs; without it, it still knows the rest.
 * @param {string} question
 */
async function learn(question) {
  const { isForeign, isLine, isStory, learnOthers, learnNumbers, learnIdeas, learnPairs } = await made();
  const digits = question.match(/\p{Nd}/gu) ?? [];
  if (isForeign(question)) learned.others ??= loaded(OTHERS).then(learnOthers).catch(miss);
  if (isStory(question)) learned.pairs ??= loaded(PAIRS).then(learnPairs).catch(miss);
  if (digits.length >= LEAST_DIGITS) {
    learned.numbers ??= Promise.all([import("./direct.js"), loaded(NUMBERS)])
      .then(([{ directAnswers }, numbers]) => learnNumbers(directAnswers, numbers))
      .catch(miss);
  }
  await Promise.all([learned.others, learned.numbers, learned.pairs]);
  if (isLine(question)) {
    learned.ideas ??= Promise.all([import("./lines.js"), loaded(IDEAS)])
      .then(([{ interpreter }, ideas]) => learnIdeas(interpreter, ideas))
      .catch(miss);
  }
  await learned.ideas;
}

/**
 * Returns the answer to a question; where there is none, to what it may have been meant to be.
 * @param {string} question
 */
async function answered(question) {
  const { answer, inside } = await made();
  const found = answer(question, home);
  if (found.items.length || !isComplete) return found;
  const guess = await import("./otherwise.js").catch(miss);
  return guess?.answerOtherwise(question, inside(), (meant) => answer(meant, home)) ?? found;
}

/**
 * Sends the answer to a question, unless another one has been asked since, or the same once more.
 * @param {string} question
 */
async function post(question) {
  await learn(question);
  if (asked !== question) return;
  const own = ++turn;
  const data = await answered(question);
  if (asked === question && own === turn) postMessage({ type: RESULT, data });
}

/**
 * The texts take longer to learn than the titles: they follow the first answer, which may change.
 * @param {string} question The theme asks an empty one as soon as it can.
 */
async function reply(question) {
  asked = question;
  if (question.trim()) await post(question);
  else postMessage({ type: RESULT, data: { items: [], suggest: [] } });
  const { learnTexts } = await made();
  if (isComplete || asked !== question) return;
  isComplete = true;
  setTimeout(() => {
    learnTexts();
    if (asked) post(asked);
  });
}

/** @param {Given} given */
async function setUp(given) {
  address = given.from ?? given.beside ?? "";
  index = given.from ? loaded("") : Promise.resolve(/** @type {import("./engine.js").Index} */ (given));
  await Promise.all([engine, index]);
  if (given.docs?.length) (await made()).learnTexts(), (isComplete = true);
  postMessage({ type: READY });
}

addEventListener("message", ({ data: { type, data, country } }) => {
  home = country ?? home;
  const done = type === SETUP ? setUp(data) : type === QUERY ? reply(data) : undefined;
  done?.catch(() => postMessage({ type: FAILED }));
});
