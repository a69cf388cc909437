// @ts-check
/** An index of terms: how well entries meet a question, by BM25+ (Lv and Zhai 2011). */

// How soon more of the same word stops to count, how much a long text counts less, and what a word
// counts at least where it stands.
const [SOON, LONG, LEAST] = [1.2, 0.7, 0.5];

/**
 * Returns an index of entries whose fields hold terms.
 * @param {Record<string, number>} boosts How much each field counts.
 */
export function termIndex(boosts) {
  const fields = Object.entries(boosts).map(([name, boost]) => ({
    name,
    boost,
    /** The entries in which a term stands, and how often. @type {Map<string, Map<number, number>>} */
    places: new Map(),
    /** @type {number[]} */
    lengths: [],
    whole: 0,
    filled: 0,
  }));
  let count = 0;

  /** @param {Record<string, any>} entry */
  const add = (entry) => {
    const id = count++;
    for (const field of fields) {
      const terms = /** @type {string[]} */ (entry[field.name] ?? []);
      field.lengths[id] = new Set(terms).size;
      field.whole += field.lengths[id];
      field.filled += +(terms.length > 0);
      for (const term of terms) {
        const at = field.places.get(term) ?? new Map();
        field.places.set(term, at.set(id, (at.get(id) ?? 0) + 1));
      }
    }
  };

  /**
   * Returns the scores of the entries that hold one of the terms, by number.
   * @param {string[]} terms
   * @param {(term: string) => number} weight
   */
  const search = (terms, weight) => {
    /** @type {Map<number, {sum: number, met: number}>} */
    const found = new Map();
    for (const term of terms) {
      const met = new Set();
      for (const { boost, places, lengths, whole, filled } of fields) {
        const at = places.get(term) ?? new Map();
        const rare = Math.log(1 + (count - at.size + 0.5) / (at.size + 0.5));
        for (const [id, times] of at) {
          const long = 1 - LONG + (LONG * lengths[id]) / (whole / filled);
          const score = rare * (LEAST + (times * (SOON + 1)) / (times + SOON * long));
          const hit = found.get(id) ?? { sum: 0, met: 0 };
          found.set(id, { sum: hit.sum + boost * weight(term) * score, met: hit.met + +!met.has(id) });
          met.add(id);
        }
      }
    }
    return new Map([...found].map(([id, { sum, met }]) => [id, sum * met]));
  };
  return { add, search };
}
