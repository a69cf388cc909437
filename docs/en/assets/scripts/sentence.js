// @ts-check
/** Fills the gaps of a sentence that the words of the site hold. */

/**
 * Returns a sentence with its gaps, such as {day}, filled.
 * @param {string} sentence
 * @param {Record<string, string>} values
 */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (_, gap) => values[gap] ?? "");
}
