// @ts-check
/** Recognises tracking numbers by the formats in data/number-formats.yml. */

/**
 * @typedef {object} NumberFormat One format of tracking number.
 * @property {string} name
 * @property {string} pattern A regular expression that Python and JavaScript read alike.
 * @property {string} tells What such a number tells.
 * @property {boolean} s10 Whether the ninth digit is a check digit by UPU standard S10.
 * @property {boolean} suffix Whether the last two letters must name a country.
 */

/** The shape of a postal number (UPU S10): two letters, nine digits, two letters. */
export const S10_SHAPE = /^[A-Z]{2}\d{9}[A-Z]{2}$/;
// UPU standard S10: the weights of the eight digits of the serial number.
const S10_WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7];
// Codes of the Unicode CLDR that name no country.
const NO_COUNTRY = new Set(["EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"]);
/** Made when it is first needed: that takes longer than all the rest. @type {Intl.DisplayNames} */
let regions;
/** A long text is compared with each pattern thousands of times. @type {Map<string, RegExp>} */
const made = new Map();

/**
 * Returns a number as trackers take it: capitals, without blanks and hyphens.
 * @param {string} typed
 */
export function tidied(typed) {
  return typed.replace(/[\s\u2010-\u2015-]/g, "").toUpperCase();
}

/**
 * Returns the check digit that a postal number should have (UPU S10, section 5).
 * @param {string} number Two letters, nine digits, two letters.
 */
export function s10Digit(number) {
  const total = S10_WEIGHTS.reduce((sum, weight, at) => sum + weight * Number(number[at + 2]), 0);
  const digit = 11 - (total % 11);
  return digit === 10 ? 0 : digit === 11 ? 5 : digit;
}

/**
 * Returns whether a code is that of a country.
 * @param {string} code Two capital letters.
 */
export function namesCountry(code) {
  regions ??= new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });
  // UK and other codes that are not in use stand for another one, such as GB.
  const inUse = Intl.getCanonicalLocales(`und-${code}`)[0].endsWith(code);
  return inUse && !NO_COUNTRY.has(code) && regions.of(code) !== undefined;
}

/**
 * Returns whether a tidied number is of this format.
 * @param {NumberFormat} format
 * @param {string} number
 */
export function matches(format, number) {
  const pattern = made.get(format.pattern) ?? new RegExp(format.pattern);
  made.set(format.pattern, pattern);
  if (!pattern.test(number)) return false;
  if (format.s10 && Number(number[10]) !== s10Digit(number)) return false;
  return !format.suffix || namesCountry(number.slice(-2));
}

/**
 * Returns the first format that a tidied number has, if it has any.
 * @param {NumberFormat[]} formats
 * @param {string} number
 */
export function formatOf(formats, number) {
  return formats.find((format) => matches(format, number));
}
