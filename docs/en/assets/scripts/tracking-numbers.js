// @ts-check
/** Recognises tracking numbers by the formats in data/number-formats.yml. */

/**
 * @typedef {object} NumberFormat One format of tracking number.
 * @property {string} name
 * @property {string} pattern A regular expression that Python and JavaScript read alike.
 * @property {string} tells What such a number tells.
 * @property {boolean} [s10] Whether the ninth digit is a check digit by UPU standard S10.
 * @property {boolean} [suffix] Whether the last two letters must name a country.
 * @property {string} [company] Who uses such numbers, as the link names it.
 * @property {string} [link] The page on which it follows them.
 */

/** The shape of a postal number (UPU S10): two letters, nine digits, two letters. */
export const S10_SHAPE = /^[A-Z]{2}\d{9}[A-Z]{2}$/;
// UPU standard S10: the weights of the eight digits of the serial number.
const S10_WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7];
// The check digit by what their sum leaves over eleven: that much less than eleven, but 5 for 11 and 0 for 10.
const CHECK_DIGITS = "50987654321";
// Where the nine digits stand, the check digit last.
const [FIRST, CHECK] = [2, 10];
// Codes of the Unicode CLDR that name no country.
const NO_COUNTRY = new Set(["CQ", "EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"]);
/** Made when it is first needed: that takes longer than all the rest. @type {Intl.DisplayNames} */
let regions;
/** A long text is compared with each pattern thousands of times. @type {Map<string, RegExp>} */
const made = new Map();

/**
 * Returns whether a postal number has the right check digit (UPU S10, section 5).
 * @param {string} number Two letters, nine digits, two letters.
 */
function isRight(number) {
  const total = S10_WEIGHTS.reduce((sum, weight, at) => sum + weight * Number(number[at + FIRST]), 0);
  return number[CHECK] === CHECK_DIGITS[total % 11];
}

/**
 * Returns the postal numbers with the right check digit that a slip may have turned into this one:
 * first those with two neighbours swapped, then those with another digit in one place.
 * @param {string} number Two letters, nine digits, two letters.
 */
export function corrections(number) {
  const places = [...number.slice(FIRST, CHECK + 1)].map((_, at) => at + FIRST);
  const head = (/** @type {number} */ at) => number.slice(0, at);
  const swapped = places.slice(1).map((at) => head(at - 1) + number[at] + number[at - 1] + number.slice(at + 1));
  const changed = places.flatMap((at) => [..."0123456789"].map((digit) => head(at) + digit + number.slice(at + 1)));
  return [...new Set([...swapped, ...changed])].filter((other) => other !== number && isRight(other));
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
 * Returns whether a tidied number has the letters and digits of a format, whatever its check digit.
 * @param {NumberFormat} format
 * @param {string} number
 */
export function hasShape(format, number) {
  const pattern = made.get(format.pattern) ?? new RegExp(format.pattern);
  made.set(format.pattern, pattern);
  return pattern.test(number) && (!format.suffix || namesCountry(number.slice(-2)));
}

/**
 * Returns the formats that a tidied number has; of those of the posts, the most particular alone.
 * @param {NumberFormat[]} formats
 * @param {string} number
 */
export function formatsOf(formats, number) {
  return particular(formats.filter((format) => hasShape(format, number) && (!format.s10 || isRight(number))));
}

/**
 * @param {NumberFormat[]} found
 */
export function particular(found) {
  const postal = found.filter((format) => format.suffix);
  return found.filter((format) => !postal.slice(1).includes(format));
}
