// @ts-check
/** Letters and digits as they are compared. */

// Letters that Unicode does not take apart into a base and a mark, or that are written both ways.
/** @type {Record<string, string>} */
const BASES = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ı: "i", ى: "ي", ة: "ه", ی: "ي", ک: "ك" };
const PLAIN = /^[a-z0-9]+$/;
const BASE = new RegExp(`[${Object.keys(BASES).join("")}]`, "g");

/**
 * Returns a text with Arabic and Persian digits as 0 to 9.
 * @param {string} text
 */
export function inDigits(text) {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15));
}

/**
 * Returns a number as trackers take it: capitals, without blanks and hyphens.
 * @param {string} typed
 */
export function tidied(typed) {
  return inDigits(typed).replace(/[\s\u2010-\u2015-]/g, "").toUpperCase();
}

/**
 * Returns text in small letters and digits, without accents, apostrophes and signs that are not seen.
 * @param {string} text
 */
export function folded(text) {
  const small = text.toLowerCase();
  if (PLAIN.test(small)) return small;
  return inDigits(small)
    .normalize("NFKD")
    .replace(/[\p{Mn}\p{Cf}'’ʼ`´ـ]/gu, "")
    .replace(BASE, (letter) => BASES[letter])
    .normalize("NFC");
}
