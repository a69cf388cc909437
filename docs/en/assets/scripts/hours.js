// @ts-check
/**
 * Says beside each number whether somebody answers now, by the clocks of the place where they do.
 * Without this script the page says the hours in words. Public holidays are not known here.
 */

import { fill } from "./sentence.js";

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const [MINUTE, HOUR, DAY] = [60_000, 60, 24 * 60];
const WEEK = 7 * DAY;
const EVERY = 20_000;
const language = document.documentElement.lang || "en";

/** @typedef {[from: number, to: number]} Span Minutes of a week that begins on Monday at 00:00. */

/**
 * Returns the minute of the week that clocks show in a zone.
 * @param {number} time
 * @param {string} timeZone
 */
function minuteOfWeek(time, timeZone) {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(time);
  const { weekday, hour, minute } = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  return DAYS.indexOf(weekday) * DAY + Number(hour) * HOUR + Number(minute);
}

/**
 * Returns when the clocks of a zone will next show a minute of the week: some of its days are
 * longer or shorter than others.
 * @param {number} now
 * @param {number} minute
 * @param {string} zone
 */
function timeOf(now, minute, zone) {
  const start = now - (now % MINUTE);
  const wait = (minute - minuteOfWeek(start, zone) + WEEK) % WEEK;
  const time = start + wait * MINUTE;
  const off = (minute - minuteOfWeek(time, zone) + WEEK) % WEEK;
  const exact = time + (off > WEEK / 2 ? off - WEEK : off) * MINUTE;
  // Where the clocks go ahead they pass over some minutes.
  return minuteOfWeek(exact, zone) === minute ? exact : time;
}

/**
 * Returns what a clock in a zone shows; more than a day ahead, the day too.
 * @param {number} time
 * @param {number} now
 * @param {string} timeZone
 */
function clock(time, now, timeZone) {
  /** @type {Intl.DateTimeFormatOptions} */
  const how = { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  if (time - now >= DAY * MINUTE) how.weekday = "short";
  return new Intl.DateTimeFormat(language, how).format(time);
}

/**
 * Returns how long it is until a time, in hours or, of few, in minutes.
 * @param {number} time
 * @param {number} now
 */
function waitUntil(time, now) {
  const minutes = Math.ceil((time - now) / MINUTE);
  const format = new Intl.RelativeTimeFormat(language, { style: "narrow" });
  const long = minutes > 1.5 * HOUR;
  return long ? format.format(Math.round(minutes / HOUR), "hour") : format.format(minutes, "minute");
}

/**
 * Returns whether somebody answers at a time, and what to say of it.
 * @param {number} now
 * @param {Span[]} spans
 * @param {string} zone
 * @param {Record<string, string>} say
 * @returns {[boolean, string]}
 */
function told(now, spans, zone, say) {
  const at = minuteOfWeek(now, zone);
  const open = spans.find(([from, to]) => (at >= from && at < to) || at + WEEK < to);
  if (open && open[1] - open[0] >= WEEK) return [true, say.open_always];
  const ahead = spans.map(([from]) => (from - at + WEEK) % WEEK);
  const change = open ? open[1] % WEEK : (at + Math.min(...ahead)) % WEEK;
  const time = timeOf(now, change, zone);
  const far = time - now >= DAY * MINUTE;
  const sentence = say[open ? "open_until" : far ? "opens_on" : "opens_in"];
  const gaps = { time: clock(time, now, zone), wait: waitUntil(time, now) };
  return [Boolean(open), fill(sentence, gaps)];
}

/**
 * @param {HTMLElement} place
 * @param {Record<string, string>} say
 */
function tell(place, say) {
  const { open = "", zone = "" } = place.dataset;
  const spans = open.split(" ").map((span) => /** @type {Span} */ (span.split("-").map(Number)));
  try {
    const [isOpen, text] = told(Date.now(), spans, zone, say);
    // What is the same is not written again: the page is watched for what comes into it.
    if (place.textContent === text) return;
    place.textContent = text;
    place.classList.toggle("hours__now--open", isOpen);
  } catch {
    // An old browser does not know the zone: the page says the hours in words.
  }
}

function tellAll() {
  const [first, ...others] = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-hours]"));
  if (!first) return;
  for (const note of others) note.hidden = true;
  const say = JSON.parse(first.dataset.hours ?? "{}");
  for (const place of document.querySelectorAll("[data-open]")) tell(/** @type {HTMLElement} */ (place), say);
}

tellAll();
setInterval(tellAll, EVERY);
// The reader's country and the plan bring desks of their own.
new MutationObserver(tellAll).observe(document.body, { childList: true, subtree: true });
