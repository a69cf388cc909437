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
    /** The entries in which a term stands, as often as it does. @type {Map<string, number[]>} */
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
      if (!terms.length) continue;
      field.lengths[id] = new Set(terms).size;
      field.whole += field.lengths[id];
      field.filled++;
      for (const term of terms) {
        const at = field.places.get(term);
        if (at) at.push(id);
        else field.places.set(term, [id]);
      }
    }
  };

  /** Returns the entries that hold a term, of which one may come more than once. @param {string} term */
  const holding = (term) => fields.flatMap(({ places }) => places.get(term) ?? []);

  /**
   * Returns the entries that hold one of the terms, by number, with their scores.
   * @param {string[]} terms
   * @param {(term: string) => number} weight
   */
  const search = (terms, weight) => {
    /** @type {Map<number, {sum: number, met: number, last: string}>} */
    const found = new Map();
    for (const term of terms) {
      for (const { boost, places, lengths, whole, filled } of fields) {
        const at = counted(places.get(term) ?? []);
        const most = boost * weight(term);
        const rare = Math.log(1 + (count - at.size + 0.5) / (at.size + 0.5));
        for (const [id, times] of at) {
          const long = 1 - LONG + (LONG * lengths[id]) / (whole / filled);
          const score = rare * (LEAST + (times * (SOON + 1)) / (times + SOON * long));
          const hit = found.get(id);
          if (!hit) {
            found.set(id, { sum: most * score, met: 1, last: term });
            continue;
          }
          hit.sum += most * score;
          if (hit.last !== term) hit.met++, (hit.last = term);
        }
      }
    }
    return [...found].map(([id, { sum, met }]) => ({ id, score: sum * met }));
  };
  return { add, search, holding };
}

/** Returns how often each entry stands there. @param {number[]} ids */
function counted(ids) {
  /** @type {Map<number, number>} */
  const times = new Map();
  for (const id of ids) times.set(id, (times.get(id) ?? 0) + 1);
  return times;
}
