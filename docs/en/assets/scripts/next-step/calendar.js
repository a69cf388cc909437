// @ts-check
/** Writes reminders as a calendar file (RFC 5545). */

import { textOf } from "./days.js";

/** @typedef {{day: number, title: string, text: string}} Reminder */

// Lines are folded before this many octets (RFC 5545, section 3.1).
const WIDTH = 75;
// On the morning of the day, in the reader's own time.
const ALARM = "PT9H";

/**
 * Returns a calendar with one whole-day event for each reminder.
 * @param {Reminder[]} reminders
 * @param {string} address Where the plan is found again.
 */
export function calendar(reminders, address) {
  const stamp = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    `PRODID:-//Where's My Parcel//Next step//${document.documentElement.lang.toUpperCase()}`,
    ...reminders.flatMap((reminder) => event(reminder, address, stamp)),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

/**
 * @param {Reminder} reminder
 * @param {string} address
 * @param {string} stamp
 */
function event({ day, title, text }, address, stamp) {
  return [
    "BEGIN:VEVENT",
    `UID:${crypto.randomUUID()}`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${textOf(day).replaceAll("-", "")}`,
    `DTEND;VALUE=DATE:${textOf(day + 1).replaceAll("-", "")}`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(text)}`,
    `URL:${address}`,
    "TRANSP:TRANSPARENT",
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    `TRIGGER:${ALARM}`,
    `DESCRIPTION:${escaped(title)}`,
    "END:VALARM",
    "END:VEVENT",
  ];
}

/**
 * Returns a text as a value of the type TEXT (RFC 5545, section 3.3.11).
 * @param {string} text
 */
function escaped(text) {
  return text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");
}

/**
 * Returns a line in pieces of at most 75 octets, never cutting a letter in two.
 * @param {string} line
 */
function folded(line) {
  const pieces = [""];
  let room = WIDTH;
  for (const letter of line) {
    const size = new TextEncoder().encode(letter).length;
    if (size > room) {
      pieces.push("");
      room = WIDTH - 1; // the blank that begins the next line counts
    }
    pieces[pieces.length - 1] += letter;
    room -= size;
  }
  return pieces.join("\r\n ");
}
