// @ts-check
/** Works out all last days, and whether a silence is usual; what it says is written elsewhere. */

/** @typedef {import("./table.js").Table} Table */
/** @typedef {import("./table.js").Known} Known */
/**
 * @typedef {{id: string, day: number | null, state: "begun" | "over" | "next" | "ahead" | "late" | "unknown"}} LastDay
 *   Late: in this country another day comes before it, and counts.
 * @typedef {object} Silence
 * @property {number} at Which entry of the table says it; -1: the service.
 * @property {"news" | "shipped"} since
 * @property {number} days
 * @property {number} min
 * @property {number} max
 */

/**
 * Returns all last days of a country in their order; what is not known keeps its place in the table.
 * @param {Table} table
 * @param {Record<string, number | null>} days
 * @param {number} today
 * @param {string} country
 * @returns {LastDay[]}
 */
export function lastDays({ line, begins, local }, days, today, country) {
  const ids = line.filter((id) => local[id]?.countries.includes(country) ?? true);
  const late = ids.map((id) => local[id]?.than);
  /** @type {Record<string, number>} */
  const order = {};
  let last = 0;
  for (const id of ids) last = Math.max(last, (order[id] = days[id] ?? last));
  ids.sort((one, other) => order[one] - order[other]);
  const begun = (/** @type {string} */ id) => begins.includes(id) && order[id] <= today;
  const next = ids.find((id) => (days[id] ?? 0) >= today && !begun(id) && !late.includes(id));
  return ids.map((id) => {
    const day = days[id];
    const ahead = id === next ? "next" : late.includes(id) ? "late" : "ahead";
    return { id, day, state: day === null ? "unknown" : begun(id) ? "begun" : day < today ? "over" : ahead };
  });
}

/**
 * Returns how long there has been no news, beside what is usual; null where nobody says what is.
 * @param {Table} table
 * @param {string} here The situation.
 * @param {string} tracked How far it is scanned.
 * @param {import("./table.js").Service | null} service
 * @param {Known} known
 * @param {number} today
 * @returns {Silence | null}
 */
export function silence(table, here, tracked, service, known, today) {
  const at = table.usual.findIndex(
    (usual) => usual.situation.includes(here) && (!usual.tracked.length || usual.tracked.includes(tracked)),
  );
  if (at >= 0) {
    const { from, min, max } = table.usual[at];
    const since = from === "last-news" ? "news" : "shipped";
    const start = known[since];
    if (start !== null) return { at, since, days: today - start, min, max };
  }
  const { min, max } = service ?? {};
  if (!min || !max || known.shipped === null || !table.asks[here].includes("service")) return null;
  return { at: -1, since: "shipped", days: today - known.shipped, min, max };
}
