// @ts-check
/**
 * Leads from what the reader knows to a plan with dates. The answers stand in the address; the plan
 * is looked up in the table of the page. Without this script the situations are links to pages.
 */

import { FORGOTTEN, remembered } from "../country.js";
import { explain } from "../number-box.js";
import { answers, cut, keep, keepCountry, readAddress, service, situation, unknown, writeAddress } from "./answers.js";
import { calendar } from "./calendar.js";
import { DAY, said, today } from "./days.js";
import { local, showDesk } from "./desk.js";
import { silence } from "./last-days.js";
import { refill, showMessages } from "./messages.js";
import { chosen, control, copyOf, fail, find, labelOf, links, load, page, say, speak, table, template } from "./page.js";
import { fillPlan, fillSilence } from "./plan.js";
import { FIELDS, timeLeft, understood, worked } from "./table.js";

const LANGUAGE = document.documentElement.lang || "en";

/** How far the number that was read can be followed, if its format says so. */
let follows = "";
/** What was typed for the messages; it never stands in the address. @type {Record<string, string>} */
const typed = {};
/** The dates in the messages. @type {Record<string, number | null>} */
let dates = {};
/** @type {import("./calendar.js").Reminder[]} */
let reminders = [];
/** The plan that is shown, to know when it is another. */
let shown = "";

// --- Showing -----------------------------------------------------------------------------------

/** Shows what the address says; where the parts cannot be had, the page that needs none. */
async function show() {
  const now = today();
  const here = situation();
  const asked = table.asks[here] ?? [];
  const isAsked = (/** @type {string} */ name) => asked.includes(name === "news" ? "last-news" : name);
  const given = /** @type {import("./table.js").Typed} */ (
    Object.fromEntries(FIELDS.map((field) => [field, isAsked(field) ? answers[field] : ""]))
  );
  const { known, flaws } = understood(given, now);
  const notes = flaws.map(({ flaw, field }) => say(flaw, { given: cut(given[field]), field: labelOf(field) }));
  speak("status", unknown("status"));
  speak("facts", [...unknown("country"), ...unknown("service"), ...notes]);
  try {
    if (here) await load();
  } catch {
    return location.replace(/** @type {HTMLAnchorElement} */ (links.get(here)).href);
  }
  if (here !== situation()) return;
  find("[data-doors]").hidden = Boolean(here);
  find("[data-answers]").hidden = !here;
  // The verdict comes first: what introduces the questions makes room for it.
  document.querySelector(".lead")?.toggleAttribute("hidden", Boolean(here));
  const [home, box] = [find(here ? "[data-exact]" : "[data-doors]"), find("[data-number-box]")];
  if (box.parentElement !== home) move(box, home);
  if (!here) return;
  const days = worked(table, known, now);
  const plan = table.plans[here][tracked()][timeLeft(table, days, now)];
  for (const part of page.querySelectorAll("[data-asks]")) {
    part.toggleAttribute("hidden", !isAsked(part.getAttribute("data-asks") ?? ""));
  }
  find("[data-exact]").hidden = !asked.length;
  showJourney(here);
  showPlan(plan, days, now, !known.delivery && Boolean(known.protection));
  showCheck(here);
  showSilence(here, known, now);
  showSources();
  const { shipped, news, delivery } = known;
  dates = { shipped: time(shipped), last_news: time(news), delivery: time(delivery), claim_day: time(days[table.safe]) };
  showMessages(find("[data-plan]"), template("message"), local(), forMessages());
}

/**
 * Puts the box for a number elsewhere; who writes in it goes on there.
 * @param {HTMLElement} box
 * @param {HTMLElement} home
 */
function move(box, home) {
  const { activeElement } = document;
  const written = activeElement instanceof HTMLElement && box.contains(activeElement) ? activeElement : null;
  home.append(box);
  if (!written) return;
  if (home instanceof HTMLDetailsElement) open(home);
  written.focus({ preventScroll: true });
}

/** Returns what fills the gaps of the messages. */
function forMessages() {
  return { texts: typed, days: dates, labels: table.gaps };
}

/** @param {number | null} day */
function time(day) {
  return day === null ? null : day * DAY;
}

/** Returns how far the parcel is scanned: by its service, or else by the format of its number. */
function tracked() {
  const by = service()?.tracked ?? "unknown";
  return (by === "unknown" ? follows : by) || "unknown";
}

/** @param {string} here */
function showJourney(here) {
  const link = /** @type {HTMLElement} */ (links.get(here));
  find("[data-chosen]").textContent = link.querySelector("strong")?.textContent ?? "";
  find("[data-journey]").classList.toggle("journey--nowhere", !link.dataset.at);
  for (const stop of page.querySelectorAll("[data-station]")) {
    stop.classList.toggle("journey__stop--here", stop.getAttribute("data-station") === link.dataset.at);
  }
  find("[data-next]").replaceChildren(copyOf(`next-${here}`));
}

/**
 * Says whether the silence is usual, where somebody says what is.
 * @param {string} here
 * @param {import("./table.js").Known} known
 * @param {number} now
 */
function showSilence(here, known, now) {
  const slot = find("[data-slot=silence]");
  const found = silence(table, here, tracked(), service(), known, now);
  slot.replaceChildren();
  if (!found) return;
  const { at, since, days, min, max } = found;
  const given = { days: String(days), min: String(min), max: String(max) };
  const from = say(since === "news" ? "since_news" : "since_shipped");
  const stage = say(days > max ? "longer" : "within", { ...given, since: from });
  const words = at < 0 ? usual(given, min, max, known) : stage;
  slot.append(fillSilence(copyOf("silence"), found, words));
  if (at >= 0) slot.querySelector("[data-mark]")?.append(copyOf(`usual-${at}`));
}

/**
 * @param {Record<string, string>} given
 * @param {number} min
 * @param {number} max
 * @param {import("./table.js").Known} known
 */
function usual(given, min, max, { shipped }) {
  const [from, to] = [min, max].map((days) => said((shipped ?? 0) + days, LANGUAGE, { dateStyle: "long" }));
  return say("usual", { ...given, service: chosen("service"), from, to });
}

/**
 * @param {string} id
 * @param {Record<string, number | null>} days
 * @param {number} now
 * @param {boolean} alone
 */
function showPlan(id, days, now, alone) {
  const place = find("[data-plan]");
  const open = id === shown && place.querySelector(".message-blanks[open]");
  const plan = copyOf(`plan-${id}`);
  place.dataset.plan = shown = id;
  plan.querySelector(".plan__write")?.before(copyOf("message-blanks"));
  plan.querySelector(".message-blanks")?.toggleAttribute("open", Boolean(open));
  for (const found of plan.querySelectorAll("[data-fills]")) {
    const field = /** @type {HTMLInputElement} */ (found);
    field.value = typed[field.dataset.fills ?? ""] ?? "";
  }
  reminders = fillPlan(place, plan, { table, days, now, alone, say, language: LANGUAGE, country: control("country").value });
  find("[data-remind]").hidden = !reminders.length;
  showDesk(place, id, show);
}

/**
 * Shows the check of a message where one may be false; it keeps what was pasted.
 * @param {string} here
 */
function showCheck(here) {
  const place = find("[data-check]");
  place.hidden = !table.checks.includes(here);
  if (place.hidden || place.firstChild) return;
  place.append(copyOf("check"));
  import("../address-check/page.js").catch(fail);
}

/** Lists below the plan only the facts behind it. */
function showSources() {
  const items = [...document.querySelectorAll(".sources .fact-item")];
  const used = items.filter((item) => find("[data-answers]").querySelector(`a[href="#${item.id}"]`));
  for (const item of items) item.toggleAttribute("hidden", !used.includes(item));
  const summary = document.querySelector(".sources summary");
  if (summary) summary.textContent = say("sources", { count: String(used.length) });
}

// --- What the reader does ----------------------------------------------------------------------

/**
 * Shows the plan of a situation.
 * @param {string} id
 */
export async function choose(id) {
  answers.status = id;
  writeAddress("pushState");
  await show();
  find("[data-chosen]").focus();
  find("[data-answers]").scrollIntoView();
}

find("[data-again]").addEventListener("click", (event) => {
  event.preventDefault();
  const last = links.get(situation());
  answers.status = "";
  writeAddress("pushState");
  show();
  open(last?.closest("details") ?? null);
  last?.focus();
});

/** @param {Element | null} door */
function open(door) {
  door?.toggleAttribute("open", true);
}

/** Opens the door that the address names. */
function openNamed() {
  const name = location.hash.slice(1);
  const list = /^[a-z-]+$/.test(name) ? page.querySelector(`.door #${name}`) : null;
  open(list?.closest("details") ?? null);
  list?.closest("li")?.scrollIntoView();
}

find("[data-plan]").addEventListener("click", (event) => {
  const pressed = (/** @type {string} */ what) => /** @type {Element} */ (event.target).closest(what);
  const button = /** @type {HTMLElement | null} */ (pressed("[data-counter]:not([data-ready])"));
  if (button) import("../counter.js").then(({ press }) => press(button), fail);
  if (!pressed("[data-choose]")) return;
  event.preventDefault();
  open(find("[data-exact]"));
  control("country").focus();
});
load().catch(() => {});
keep.checked = remembered() !== null;
keep.addEventListener("change", keepCountry);
document.addEventListener(FORGOTTEN, () => (keep.checked = false));
find("[data-facts]").addEventListener("input", (event) => {
  const { name, value } = /** @type {HTMLInputElement} */ (event.target);
  if (!name) return;
  answers[name] = value;
  if (name === "country") keepCountry();
  writeAddress("replaceState");
  show();
});
find("[data-facts]").addEventListener("submit", (event) => event.preventDefault());
page.addEventListener("input", (event) => {
  const field = /** @type {HTMLInputElement} */ (event.target);
  if (!field.dataset.fills) return;
  typed[field.dataset.fills] = field.value.trim();
  refill(forMessages());
});
document.addEventListener("number-read", (event) => {
  const { detail } = /** @type {CustomEvent} */ (event);
  typed.number = String(detail?.number ?? "");
  follows = String(detail?.follows ?? "");
  show();
});
find("[data-print]").addEventListener("click", () => print());
find("[data-remind]").addEventListener("click", () => {
  const file = new Blob([calendar(reminders, location.href)], { type: "text/calendar" });
  const link = Object.assign(document.createElement("a"), {
    href: URL.createObjectURL(file),
    download: "parcel.ics",
  });
  link.click();
  URL.revokeObjectURL(link.href);
});
addEventListener("popstate", () => (readAddress(), show()));

const number = /** @type {HTMLTextAreaElement} */ (find("[data-number-field]"));
number.addEventListener("input", () => {
  explain(number.value);
  history.replaceState({ number: number.value }, "");
});

/** Takes the number that another page handed over out of the address, and keeps it with the page. */
function readNumber() {
  const handed = new URLSearchParams(location.hash.slice(1)).get("number");
  if (handed) history.replaceState({ number: handed }, "", location.pathname + location.search);
  // What was typed before this script came stays.
  number.value ||= handed ?? history.state?.number ?? "";
  if (number.value) explain(number.value);
}

addEventListener("hashchange", openNamed);
readAddress();
show();
readNumber();
openNamed();
