// @ts-check
/** Shows a plan in the places that the page has for its parts, with the reader's own days. */

import { SHORT, said, textOf } from "./days.js";
import { lastDays } from "./last-days.js";
import { copyOf, fail, template } from "./page.js";

/** @typedef {import("./table.js").Table} Table */
/** @typedef {import("./calendar.js").Reminder} Reminder */
/** @typedef {(name: string, values?: Record<string, string>) => string} Say */
/**
 * @typedef {object} Time
 * @property {Table} table
 * @property {Record<string, number | null>} days
 * @property {number} now
 * @property {boolean} alone Whether of the order page only the end of Buyer Protection is known.
 * @property {Say} say
 * @property {string} language
 * @property {string} country
 */

// The longest bar is as much longer than what is usual.
const ROOM = 1.5;
/** The lists of proof, kept while plans come and go: what is ticked stays. @type {Record<string, Element>} */
const proofs = {};

/**
 * Fills the places of the page with the parts of a plan; returns of what to remind.
 * @param {HTMLElement} place
 * @param {DocumentFragment} plan
 * @param {Time} time
 * @returns {Reminder[]}
 */
export function fillPlan(place, plan, time) {
  for (const mark of plan.querySelectorAll("time[data-day]")) {
    const day = time.days[mark.getAttribute("data-day") ?? ""] ?? null;
    if (day === null) continue;
    mark.textContent = said(day, time.language);
    mark.setAttribute("datetime", textOf(day));
  }
  for (const item of /** @type {NodeListOf<HTMLElement>} */ (plan.querySelectorAll("[data-until]"))) {
    if ((time.days[item.dataset.until ?? ""] ?? Infinity) <= time.now) item.remove();
  }
  const first = plan.querySelector(".plan__verdict time[datetime]");
  const day = time.days[first?.getAttribute("data-day") ?? ""] ?? null;
  if (first && day !== null && day >= time.now) first.textContent = inDays(day, time);
  if (time.alone) standAlone(plan, Number(time.days[time.table.safe]) > time.now);
  showProof(plan);
  const steps = dateSteps(plan, time);
  const line = dateLine(plan, time);
  for (const slot of place.querySelectorAll("[data-slot]")) {
    const part = plan.querySelector(`[data-part=${slot.getAttribute("data-slot")}]`);
    slot.replaceChildren(...(part?.childNodes ?? []));
  }
  const known = new Set(steps.map(({ id }) => id));
  return [...steps, ...line.filter(({ id }) => !known.has(id))];
}

/**
 * Puts the list of what to collect into a plan that names one.
 * @param {DocumentFragment} plan
 */
function showProof(plan) {
  const place = /** @type {HTMLElement | null} */ (plan.querySelector("[data-proof]"));
  if (!place) return;
  const id = place.dataset.proof ?? "";
  place.append((proofs[id] ??= /** @type {Element} */ (copyOf(id).firstElementChild)));
  import("../proof-checklist.js").then(({ show }) => show(), fail);
}

/**
 * Calls no day safe, and first of all has the delivery date looked for while there is time.
 * @param {DocumentFragment} plan
 * @param {boolean} there
 */
function standAlone(plan, there) {
  for (const other of plan.querySelectorAll("template")) other.parentElement?.replaceChildren(other.content);
  if (there) plan.querySelector(".plan__now ol")?.prepend(copyOf("alone"));
}

/**
 * Puts the steps to come in the order of their days, those that are late first.
 * @param {DocumentFragment} plan
 * @param {Time} time
 */
function dateSteps(plan, { days, now, say, language }) {
  const steps = /** @type {HTMLElement[]} */ ([...plan.querySelectorAll("[data-on]")]);
  const found = steps.map((step) => ({ step, id: step.dataset.on ?? "", day: days[step.dataset.on ?? ""] }));
  const kept = found.filter(({ step, day }) => {
    const gone = day !== null && day < now && step.dataset.later === "nothing";
    if (gone) step.remove();
    return !gone;
  });
  kept.sort((one, other) => (one.day ?? Infinity) - (other.day ?? Infinity));
  steps[0]?.parentElement?.append(...kept.map(({ step }) => step));
  return kept.flatMap(({ step, id, day }) => {
    if (day === null) return [];
    const title = step.querySelector("[data-label]")?.textContent ?? "";
    const head = /** @type {HTMLElement} */ (step.querySelector(".plan__day"));
    const mark = /** @type {HTMLElement} */ (head.querySelector("time"));
    const gone = step.dataset.later === "today" ? "passed" : "still";
    if (day < now) head.textContent = say(gone, { title, day: said(day, language) });
    else mark.textContent = inDays(day, { say, language, now });
    const text = step.querySelector("[data-do]")?.textContent ?? "";
    return day > now ? [{ id, day, title: `${say("calendar")} ${title}`, text }] : [];
  });
}

/**
 * Puts all last days of the country in their order, says what is over or has come, and marks the next.
 * @param {DocumentFragment} plan
 * @param {Time} time
 */
function dateLine(plan, { table, days, now, say, language, country }) {
  const list = plan.querySelector(".last-days");
  const items = /** @type {HTMLElement[]} */ ([...(list?.children ?? [])]);
  list?.replaceChildren();
  return lastDays(table, days, now, country).flatMap(({ id, day, state }) => {
    const item = items.find(({ dataset }) => dataset.last === id);
    if (!item) return [];
    list?.append(item);
    item.dataset.state = state;
    if (day === null) return [];
    const what = /** @type {HTMLElement} */ (item.querySelector(".last-days__what"));
    const mark = /** @type {HTMLElement} */ (item.querySelector("time"));
    mark.textContent = said(day, language, SHORT);
    const word = template(state)?.content.cloneNode(true);
    if (word) mark.after(" ", word);
    const title = `${say("calendar")} ${what.textContent}`;
    const text = template(`do-${id}`)?.content.textContent ?? title;
    return day > now && state !== "late" ? [{ id, day, title, text }] : [];
  });
}

/**
 * @param {number} day
 * @param {Pick<Time, "say" | "language" | "now">} time
 */
function inDays(day, { say, language, now }) {
  const shown = said(day, language);
  if (day - now < 2) return say(day > now ? "tomorrow" : "today", { day: shown });
  return say("days_left", { day: shown, days: String(day - now) });
}

/**
 * Returns the days without news as a bar beside what is usual, and in words.
 * @param {DocumentFragment} figure
 * @param {import("./last-days.js").Silence} silence
 * @param {string} words
 */
export function fillSilence(figure, { days, min, max }, words) {
  const widest = Math.max(max * ROOM, days, 1);
  const share = (/** @type {number} */ part) => String(Math.round((100 * part) / widest));
  const [range, so] = ["range", "so-far"].map((name) => /** @type {Element} */ (figure.querySelector(`[data-${name}]`)));
  range.setAttribute("x", share(min));
  range.setAttribute("width", share(max - min));
  so.setAttribute("width", share(days));
  so.classList.toggle("silence__days--long", days > max);
  /** @type {HTMLElement} */ (figure.querySelector("[data-usual]")).textContent = words;
  return figure;
}
