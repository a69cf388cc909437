// @ts-check
/** Days as the page of the next step counts them: whole days since 1 January 1970, the same in every time zone. */

import { FIGURES } from "../message-text.js";

/** How long a day is, in milliseconds. */
export const DAY = 86_400_000;

/**
 * A day where there is little room, with the name of its month: digits alone are read in two ways.
 * @type {Intl.DateTimeFormatOptions}
 */
export const SHORT = { day: "numeric", month: "short", year: "numeric" };

/**
 * Returns the day that a text such as 2026-12-05 names; null when there is no such day.
 * @param {string} text
 */
export function dayOf(text) {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!parts) return null;
  const date = new Date(0);
  date.setUTCFullYear(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]));
  const day = date.getTime() / DAY;
  return textOf(day) === text ? day : null;
}

/**
 * Returns a day as YYYY-MM-DD.
 * @param {number} day
 */
export function textOf(day) {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** Returns the day that it is where the reader is. */
export function today() {
  const now = new Date();
  return Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / DAY;
}

/**
 * Returns a day in words.
 * @param {number} day
 * @param {string} language
 * @param {Intl.DateTimeFormatOptions} [options]
 */
export function said(day, language, options = { dateStyle: "full" }) {
  // English readers come from everywhere: the day before the month is read right by most.
  const locale = language === "en" ? "en-GB" : language;
  return new Intl.DateTimeFormat(`${locale}-${FIGURES}`, { ...options, timeZone: "UTC" }).format(day * DAY);
}
