// @ts-check
/** Reads the digits of other scripts. */

/**
 * Returns a text with Arabic and Persian digits as 0 to 9.
 * @param {string} text
 */
export function inDigits(text) {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15));
}
