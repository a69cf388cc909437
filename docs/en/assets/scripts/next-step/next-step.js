// @ts-check
/**
 * Leads from what the reader knows to a plan with dates. The answers stand in the address; the plan
 * is looked up in the table of the page. Without this script the situations are links to pages.
 */

import { FORGOTTEN, forget, remember, remembered } from "../country.js";
import { contactsOf, pageOf, ROOT } from "../contacts.js";
import { explain, setPosts } from "../number-box.js";
import { calendar } from "./calendar.js";
import { said, textOf, today } from "./days.js";
import { refill, showMessages } from "./messages.js";
import { FIELDS, timeLeft, understood, worked } from "./table.js";

/** @typedef {import("./table.js").Table} Table */
/** @typedef {import("./table.js").Field} Field */

const LANGUAGE = document.documentElement.lang || "en";
// As much of an answer from an old link as is said again.
const MOST_SAID = 40;
const DAY = 86_400_000;

const page = /** @type {HTMLElement} */ (document.querySelector("[data-next-step]"));
const find = (/** @type {string} */ what) => /** @type {HTMLElement} */ (page.querySelector(what));
const form = /** @type {HTMLFormElement} */ (find("[data-facts]"));
const keep = /** @type {HTMLInputElement} */ (find("[data-keep-country]"));
/** @type {Table} */
const table = JSON.parse(find("[data-table]").textContent);
const links = new Map(
  /** @type {HTMLElement[]} */ ([...page.querySelectorAll("[data-situation]")]).map((link) => [
    link.dataset.situation,
    link,
  ]),
);

/** What the reader answered, as it stands in the address. @type {Record<string, string>} */
let answers = {};
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

/** What is needed once something is chosen: the plans, their messages and sources. */
const parts = document.createElement("template");
/** @type {Promise<void> | undefined} */
let loading;

/** Loads the parts, once; rejects when they cannot be had. */
function load() {
  const late = find("[data-late]");
  const read = async () => {
    const text = late.dataset.from ? (await fetch(late.dataset.from)).json() : JSON.parse(late.textContent);
    parts.innerHTML = await text;
    find("[data-sources]").replaceChildren(...parts.content.querySelectorAll(".sources"));
  };
  loading ??= read();
  loading.catch(() => (loading = undefined));
  return loading;
}

/**
 * Returns a sentence with its gaps filled.
 * @param {string} name
 * @param {Record<string, string>} [values]
 */
function say(name, values = {}) {
  return table.say[name].replace(/\{(\w+)\}/g, (_, gap) => values[gap] ?? "");
}

/** @param {string} name */
function control(name) {
  return /** @type {HTMLInputElement | HTMLSelectElement} */ (form.elements.namedItem(name));
}

/** @param {string} name */
function labelOf(name) {
  return control(name).labels?.[0]?.textContent ?? name;
}

// --- Answers and address -----------------------------------------------------------------------

const NAMES = ["status", "country", "service", ...FIELDS];

function readAddress() {
  const query = new URLSearchParams(location.search);
  answers = Object.fromEntries(NAMES.map((name) => [name, query.get(name)?.trim() ?? ""]));
  answers.country ||= remembered()?.code ?? "";
  // Addresses that somebody kept name the end of Buyer Protection so.
  answers.protection ||= query.get("deadline")?.trim() ?? "";
  for (const name of NAMES.slice(1)) control(name).value = answers[name];
}

/** Remembers the chosen country or forgets it, as the box beside it says. */
function keepCountry() {
  const { value } = control("country");
  if (keep.checked && value) remember(value);
  else if (remembered()) forget();
}

/** @param {"pushState" | "replaceState"} how */
function writeAddress(how) {
  const query = new URLSearchParams(NAMES.filter((name) => answers[name]).map((name) => [name, answers[name]]));
  history[how](history.state, "", `${location.pathname}${query.size ? `?${query}` : ""}`);
}

/** Returns the situation that was answered: by its own name, or by a line of the dictionary. */
function situation() {
  const given = answers.status;
  if (links.has(given)) return given;
  return Object.hasOwn(table.lines, given) ? table.lines[given] : "";
}

/**
 * Returns what is said of an answer that nothing is known of.
 * @param {string} name
 * @returns {string[]}
 */
function unknown(name) {
  const holds = name === "status" ? situation() : control(name).value === answers[name];
  return holds || !answers[name] ? [] : [say(`unknown_${name}`, { given: cut(answers[name]) })];
}

/** @param {string} text */
function cut(text) {
  return text.length > MOST_SAID ? `${text.slice(0, MOST_SAID)}…` : text;
}

// --- Showing -----------------------------------------------------------------------------------

/** Shows what the address says; where the parts cannot be had, the page that needs none. */
async function show() {
  const now = today();
  const here = situation();
  const given = /** @type {import("./table.js").Typed} */ (
    Object.fromEntries(FIELDS.map((field) => [field, answers[field]]))
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
  find("[data-situations]").hidden = Boolean(here);
  find("[data-answers]").hidden = !here;
  if (!here) return;
  const days = worked(table, known, now);
  const plan = table.plans[here][tracked()][timeLeft(table, days, now)];
  showJourney(here, known.shipped);
  showPlan(plan, days, now);
  const { shipped, news, delivery } = known;
  dates = { shipped: time(shipped), last_news: time(news), delivery: time(delivery), claim_day: time(days[table.safe]) };
  showMessages(find("[data-plan]"), template("message"), ROOT, local, forMessages());
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
  const service = Object.hasOwn(table.services, answers.service) ? table.services[answers.service] : null;
  const by = service && service.tracked !== "unknown" ? service.tracked : follows;
  return by || "unknown";
}

/** @param {string} id */
function template(id) {
  return /** @type {HTMLTemplateElement} */ (parts.content.querySelector(`template#${id}`));
}

/**
 * Says something beside the question that it is about, once.
 * @param {string} about
 * @param {string[]} notes
 */
function speak(about, notes) {
  const place = find(`[data-says=${about}]`);
  const before = [...place.children].map((line) => line.textContent);
  if (before.join() === notes.join()) return;
  place.replaceChildren(
    ...notes.map((note) => Object.assign(document.createElement("p"), { textContent: note })),
  );
}

/**
 * @param {string} here
 * @param {number | null} shipped
 */
function showJourney(here, shipped) {
  const link = /** @type {HTMLElement} */ (links.get(here));
  find("[data-chosen]").textContent = link.querySelector("strong")?.textContent ?? "";
  find("[data-chosen-hint]").textContent = link.dataset.hint ?? "";
  for (const stop of page.querySelectorAll("[data-station]")) {
    stop.classList.toggle("journey__stop--here", stop.getAttribute("data-station") === link.dataset.at);
  }
  find("[data-next]").replaceChildren(template(`next-${here}`).content.cloneNode(true));
  const service = Object.hasOwn(table.services, answers.service) ? table.services[answers.service] : null;
  const usual = find("[data-usual]");
  usual.hidden = !service?.min || shipped === null;
  if (!service?.min || !service.max || shipped === null) return;
  const [from, to] = [service.min, service.max].map((days) => said(shipped + days, LANGUAGE, { dateStyle: "long" }));
  const name = control("service").querySelector(":checked")?.textContent ?? "";
  const [min, max] = [service.min, service.max].map(String);
  usual.textContent = say("usual", { service: name, min, max, from, to });
}

/**
 * @param {string} id
 * @param {Record<string, number | null>} days
 * @param {number} now
 */
function showPlan(id, days, now) {
  const place = find("[data-plan]");
  const open = id === shown && place.querySelector(".message-blanks[open]");
  place.replaceChildren(template(`plan-${id}`).content.cloneNode(true));
  place.dataset.plan = shown = id;
  const write = place.querySelector(".plan__write");
  if (write) write.before(template("message-blanks").content.cloneNode(true));
  place.querySelector(".message-blanks")?.toggleAttribute("open", Boolean(open));
  for (const found of place.querySelectorAll("[data-fills]")) {
    const field = /** @type {HTMLInputElement} */ (found);
    field.value = typed[field.dataset.fills ?? ""] ?? "";
  }
  for (const mark of place.querySelectorAll("time[data-day]")) {
    const day = days[mark.getAttribute("data-day") ?? ""];
    if (day === null) continue;
    mark.textContent = said(day, LANGUAGE);
    mark.setAttribute("datetime", textOf(day));
  }
  reminders = dateSteps(place, days, now);
  find("[data-remind]").hidden = !reminders.length;
  // On paper only the sources of this plan stand below it.
  for (const item of document.querySelectorAll(".fact-item")) {
    item.toggleAttribute("data-used", find("[data-answers]").querySelector(`a[href="#${item.id}"]`) !== null);
  }
  showDesk(place);
}

/**
 * Puts the steps to come in the order of their days, those that are late first.
 * @param {HTMLElement} plan
 * @param {Record<string, number | null>} days
 * @param {number} now
 */
function dateSteps(plan, days, now) {
  const steps = /** @type {HTMLElement[]} */ ([...plan.querySelectorAll("[data-on]")]);
  const found = steps.map((step) => ({ step, day: days[step.dataset.on ?? ""] }));
  const kept = found.filter(({ step, day }) => {
    const gone = day !== null && day < now && step.dataset.later === "nothing";
    if (gone) step.remove();
    return !gone;
  });
  kept.sort((one, other) => (one.day ?? Infinity) - (other.day ?? Infinity));
  steps[0]?.parentElement?.append(...kept.map(({ step }) => step));
  return kept.flatMap(({ step, day }) => {
    if (day === null) return [];
    const title = step.querySelector("[data-label]")?.textContent ?? "";
    const head = /** @type {HTMLElement} */ (step.querySelector(".plan__day"));
    const mark = /** @type {HTMLElement} */ (head.querySelector("time"));
    if (day < now && step.dataset.later === "today") head.textContent = say("passed", { title });
    else if (day >= now) mark.textContent = inDays(said(day, LANGUAGE), day - now);
    const text = step.querySelector("[data-do]")?.textContent ?? "";
    return day > now ? [{ day, title: `${say("calendar")} ${title}`, text }] : [];
  });
}

/**
 * @param {string} day
 * @param {number} days
 */
function inDays(day, days) {
  if (days < 2) return say(days ? "tomorrow" : "today", { day });
  return say("days_left", { day, days: String(days) });
}

// --- The reader's country ----------------------------------------------------------------------

/** The language in which one writes to the post of the country. */
let local = "en";
/** @param {HTMLElement} plan */
async function showDesk(plan) {
  const place = /** @type {HTMLElement | null} */ (plan.querySelector("[data-call]"));
  const code = control("country").value;
  if (!code) return void (setPosts([]), (local = "en"));
  const found = await contactsOf(code);
  const language = found?.language ?? "en";
  if (code !== control("country").value) return;
  if (language !== local) return void ((local = language), show());
  setPosts(found?.tracking ?? []);
  if (!place?.isConnected) return;
  const which = place.dataset.call === "customs" ? "customs" : "post";
  const link = document.createElement("a");
  link.href = pageOf(code, which);
  link.textContent = say("desk", { country: found?.name ?? control("country").querySelector(":checked")?.textContent ?? "" });
  const more = document.createElement("p");
  if (!found) more.append(say("no_desk"), " ");
  more.append(link);
  place.innerHTML = found?.[which] ?? "";
  place.append(more);
}

// --- What the reader does ----------------------------------------------------------------------

for (const [id, link] of links) {
  link.addEventListener("click", async (event) => {
    event.preventDefault();
    answers.status = id ?? "";
    writeAddress("pushState");
    await show();
    find("[data-chosen]").focus();
    find("[data-answers]").scrollIntoView();
  });
}
find("[data-again]").addEventListener("click", (event) => {
  event.preventDefault();
  answers.status = "";
  writeAddress("pushState");
  show();
  find("[data-situation]").focus();
});
// Somebody is about to choose.
for (const sign of ["pointermove", "pointerdown", "focusin"]) {
  page.addEventListener(sign, () => load().catch(() => {}), { once: true, passive: true });
}
keep.checked = remembered() !== null;
keep.addEventListener("change", keepCountry);
document.addEventListener(FORGOTTEN, () => (keep.checked = false));
form.addEventListener("input", (event) => {
  const { name, value } = /** @type {HTMLInputElement} */ (event.target);
  if (!name) return;
  answers[name] = value;
  if (name === "country") keepCountry();
  writeAddress("replaceState");
  show();
});
form.addEventListener("submit", (event) => event.preventDefault());
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
  number.value = handed ?? history.state?.number ?? "";
  if (number.value) explain(number.value);
}

readAddress();
show();
readNumber();
