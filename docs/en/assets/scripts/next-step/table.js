// @ts-check
/** Looks up the plan for what the reader knows, in the table that was compiled with the site. */

import { dayOf } from "./days.js";

/**
 * @typedef {"shipped" | "paid" | "news" | "delivery" | "protection"} Field A date that the reader can know.
 * @typedef {Record<Field, string>} Typed The dates as they were typed; empty: not known.
 * @typedef {Record<Field, number | null>} Known The same as days; null: not known, or impossible.
 * @typedef {object} TimeLeft A stretch of time, by the names of the dates at its ends.
 * @property {string} id
 * @property {string} [since]
 * @property {string} [after]
 * @property {string} [before]
 * @property {string} [not_until] Where this date is known, it begins only after it.
 * @typedef {{tracked: string, min?: number, max?: number}} Service
 * @typedef {object} Table
 * @property {Record<string, {from: string, days: number}>} dates
 * @property {string} safe The date that is the last safe day.
 * @property {string[]} begins The dates of the line with which something begins: they are never over.
 * @property {Record<string, {countries: string[], than: string}>} local The dates of some countries alone, and
 *   which later date each is better than there.
 * @property {TimeLeft[]} times The first that holds counts.
 * @property {Record<string, string>} lines The situation of each status of the dictionary.
 * @property {Record<string, Service>} services
 * @property {Record<string, Record<string, Record<string, string>>>} plans
 * @property {string[]} line The dates that are last days, or a station on the way to them.
 * @property {{situation: string[], tracked: string[], from: string, min: number, max: number}[]} usual
 * @property {Record<string, string[]>} asks What is asked in each situation.
 * @property {string[]} checks The situations in which a message is checked.
 * @property {Record<string, string>} say
 * @property {Record<string, string>} gaps What the gaps of the messages are called.
 * @typedef {{flaw: "no_day" | "far_day" | "future" | "order", field: Field}} Flaw
 */

/** @type {Field[]} */
export const FIELDS = ["shipped", "paid", "news", "delivery", "protection"];
/** The two dates of the order page, of which the earlier one counts. @type {Field[]} */
const ON_ORDER = ["delivery", "protection"];
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
  const known = { shipped: null, paid: null, news: null, delivery: null, protection: null };
  /** @type {Flaw[]} */
  const flaws = [];
  for (const field of FIELDS) {
    const day = dayOf(typed[field]);
    const flaw = typed[field] ? flawOf(field, day, today) : null;
    if (flaw) flaws.push({ flaw, field });
    else known[field] = day;
  }
  const { shipped } = known;
  for (const field of ON_ORDER) {
    const day = known[field];
    if (shipped === null || day === null || day >= shipped) continue;
    flaws.push({ flaw: "order", field });
    known.shipped = known[field] = null;
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
  return !ON_ORDER.includes(field) && day > today ? "future" : null;
}

/**
 * Returns every date of the table as a day; null where it is not known.
 * @param {Table} table
 * @param {Known} known
 * @param {number} today
 */
export function worked(table, known, today) {
  const { shipped, paid, news, delivery, protection } = known;
  const onOrder = [delivery, protection].filter((day) => day !== null);
  const yours = onOrder.length ? Math.min(...onOrder) : null;
  /** @type {Record<string, number | null>} */
  const from = { today, shipped, paid, "last-news": news, delivery, protection, "your-date": yours };
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
    ({ since, after, before, not_until }) =>
      fits(since, (day) => today >= day) &&
      fits(after, (day) => today > day) &&
      fits(before, (day) => today < day) &&
      (not_until === undefined || days[not_until] === null || fits(not_until, (day) => today > day)),
  );
  return time?.id ?? "";
}
