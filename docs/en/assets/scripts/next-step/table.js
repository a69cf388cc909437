// @ts-check
/** Looks up the plan for what the reader knows, in the table that was compiled with the site. */

import { dayOf } from "./days.js";

/**
 * @typedef {"shipped" | "news" | "deadline"} Field A date that the reader can know.
 * @typedef {Record<Field, string>} Typed The dates as they were typed; empty: not known.
 * @typedef {Record<Field, number | null>} Known The same as days; null: not known, or impossible.
 * @typedef {object} TimeLeft A stretch of time, by the names of the dates at its ends.
 * @property {string} id
 * @property {string} [since]
 * @property {string} [after]
 * @property {string} [before]
 * @typedef {{tracked: string, min?: number, max?: number}} Service
 * @typedef {object} Table
 * @property {Record<string, {from: string, days: number}>} dates
 * @property {TimeLeft[]} times The first that holds counts.
 * @property {Record<string, string>} lines The situation of each status of the dictionary.
 * @property {Record<string, Service>} services
 * @property {Record<string, Record<string, Record<string, string>>>} plans
 * @property {Record<string, string>} say
 * @property {Record<string, string>} gaps What the gaps of the messages are called.
 * @typedef {{flaw: "no_day" | "far_day" | "future" | "order", field: Field}} Flaw
 */

/** @type {Field[]} */
export const FIELDS = ["shipped", "news", "deadline"];
// AliExpress was founded in 2010.
const FIRST = 14_610;
// No order page shows a date that is further away.
const FAR = 400;

/**
 * Returns the days that can be right, and what is wrong with the others.
 * @param {Typed} typed
 * @param {number} today
 * @returns {{known: Known, flaws: Flaw[]}}
 */
export function understood(typed, today) {
  /** @type {Known} */
  const known = { shipped: null, news: null, deadline: null };
  /** @type {Flaw[]} */
  const flaws = [];
  for (const field of FIELDS) {
    const day = dayOf(typed[field]);
    const flaw = typed[field] ? flawOf(field, day, today) : null;
    if (flaw) flaws.push({ flaw, field });
    else known[field] = day;
  }
  if (known.shipped !== null && known.deadline !== null && known.deadline < known.shipped) {
    flaws.push({ flaw: "order", field: "deadline" });
    known.shipped = known.deadline = null;
  }
  return { known, flaws };
}

/**
 * @param {Field} field
 * @param {number | null} day
 * @param {number} today
 * @returns {Flaw["flaw"] | null}
 */
function flawOf(field, day, today) {
  if (day === null) return "no_day";
  if (day < FIRST || day > today + FAR) return "far_day";
  return field !== "deadline" && day > today ? "future" : null;
}

/**
 * Returns every date of the table as a day; null where it is not known.
 * @param {Table} table
 * @param {Known} known
 * @param {number} today
 */
export function worked(table, known, today) {
  /** @type {Record<string, number | null>} */
  const from = { today, shipped: known.shipped, "last-news": known.news, deadline: known.deadline };
  /** @type {Record<string, number | null>} */
  const days = {};
  for (const [id, date] of Object.entries(table.dates)) {
    const start = from[date.from];
    days[id] = start === null ? null : start + date.days;
  }
  return days;
}

/**
 * Returns the stretch of time in which today lies.
 * @param {Table} table
 * @param {Record<string, number | null>} days
 * @param {number} today
 */
export function timeLeft(table, days, today) {
  /** @param {string | undefined} name @param {(day: number) => boolean} holds */
  const fits = (name, holds) => {
    const day = name === undefined ? today : days[name];
    return name === undefined || (day !== null && holds(day));
  };
  const time = table.times.find(
    ({ since, after, before }) =>
      fits(since, (day) => today >= day) &&
      fits(after, (day) => today > day) &&
      fits(before, (day) => today < day),
  );
  return time?.id ?? "";
}
